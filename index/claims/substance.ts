import type { Slot } from '../question/question.js';
import { isTherapy } from '../question/vocabulary.js';
import type { EvidenceIndex } from '../search.js';
import type { Claim } from './claim.js';
import type { Holding } from './holding.js';
import { isOperator } from './operators.js';
import { CONCLUSIVE } from './setting.js';
import { POPULATION } from './slots.js';
import { traitsOfClaim } from './traits.js';
import { GENERIC } from './unsaid.js';

/** Whether more than a name and its population is said, in words of the finding itself. */
export function saysSomething(claim: Claim, holding: Holding, index: EvidenceIndex): boolean {
  if (isWhatForWhom(claim, holding)) return true;
  if (claim.words.length === 0 && claim.details.length === 0 && traitsOfClaim(claim).own.direction === undefined)
    return isEquation(claim, index) || isTried(claim);
  const words = claim.words.filter((word) => holding.spoken.has(word.stem)).length;
  const things = new Set(
    [...claim.own]
      .filter((slot) => !POPULATION.has(slot.concept.kind) && slot.concept.kind !== 'source')
      .map((slot) => slot.concept.id),
  ).size;
  const others = claim.words.filter(
    ({ stem, typed }) =>
      !holding.spoken.has(stem) && !isOperator(typed) && !GENERIC.test(typed) && !/^(?:less|fewer)$/iu.test(typed),
  ).length;
  return (
    others <= words &&
    (words >= 2 ||
      (words >= 1 && things >= 1) ||
      things >= 2 ||
      ((things >= 1 || claim.own.length > 0) && claim.details.length > 0))
  );
}

/** "Frail: HMA alone": where somebody's position is told, what for whom is all of it. */
function isWhatForWhom({ own, wording, words }: Claim, { finding: { item }, slots, statement }: Holding): boolean {
  if (words.length > 0 || SAID_OF.test(wording) || !STANCE.test(statement)) return false;
  const isNamed = (slot: Slot) => slots.some((each) => each.concept.id === slot.concept.id && !each.negated);
  const whom = own.filter(({ concept }) => concept.kind === 'state' || concept.kind === 'biomarker');
  return (
    item.kind === 'position' &&
    whom.length > 1 &&
    whom.every(isNamed) &&
    own.some(({ concept }) => item.intervention.includes(concept.id))
  );
}

/** Verbs that say more than what is given. */
const SAID_OF =
  /\b(?:did|does|do|is|are|was|were|has|have|had|can|could|may|might|will|works?|worked|helps?|fails?|well)\b/iu;
const STANCE = /\b(?:favou?rs?|prefers?|recommends?|recommended|advises?)\b/iu;

/** "X and Y are being studied": names and that they are tried. */
const isTried = ({ own }: Claim): boolean =>
  own.some(({ concept }) => isTherapy(concept)) &&
  own.some(({ concept, typed }) => concept.id === 'trial-in-progress' && TRIED.test(typed));

const TRIED = /stud(?:y|ied|ying)|test|investigat|ongoing|underway|explor/iu;

/** "X is a Y", "X consists of Y and Z", "X is the standard of care": names alone say something only so. */
function isEquation(claim: Claim, index: EvidenceIndex): boolean {
  if (
    claim.own.some(({ concept }) => CONCLUSIVE.has(concept.id)) &&
    claim.own.some(({ concept }) => isTherapy(concept))
  )
    return true;
  if (!/\b(?:is|are|was|were|includes?|comprises?|contains?)\b|=/iu.test(claim.wording)) return false;
  const concepts = claim.own.map((slot) => slot.concept);
  if (concepts.some(({ kind }) => kind === 'topic') && concepts.some(isTherapy)) return true;
  return concepts.some((a) =>
    concepts.some((b) => a !== b && (index.vocabulary.broader(a.id).has(b.id) || a.components.includes(b.id))),
  );
}
