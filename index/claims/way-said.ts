import { isTherapy } from '../question/vocabulary.js';
import type { Claim, Difference } from './claim.js';
import { type Compared, compared } from './compared.js';
import { directionIn } from './direction.js';
import type { Holding } from './holding.js';
import { droppedHedge, hedgesIn, isEachNegated, WHO_NOT } from './operators.js';
import type { Part } from './part.js';
import { isSameRaised } from './raised.js';
import { BEYOND } from './reported.js';
import { sameStems } from './same-words.js';
import { COMPARED, isReversed, kin } from './slots.js';
import { isTold } from './small-talk.js';
import { type Traits, traitsOfClaim } from './traits.js';

/**
 * How a finding that says what a claim says says it otherwise: denied, the other way round, significant or not, as a cause, or
 * with a hedge that the claim drops. Undefined where the two cannot be told apart.
 */
export function wayDiffers(
  claim: Claim,
  holding: Holding,
  part: Part,
  spoken: ReadonlySet<string>,
  isCopy: boolean,
): Compared | undefined {
  const { own } = traitsOfClaim(claim);
  const { traits } = part;
  if (!isSameRaised(claim, holding, part)) return undefined;
  const differs: Difference[] = [];
  const notes: string[] = [];
  const isTurned = isCopy && !isSameSet(own.kinds, traits.kinds);
  if (denialOf(claim, part, spoken) || isTurned || !isSameDirection(claim, holding, part)) differs.push('direction');
  if (own.significant !== undefined && traits.significant !== own.significant) differs.push('direction');
  if (own.causal && !traits.causal) {
    differs.push('conclusion');
    notes.push(BEYOND);
  }
  const dropped = droppedHedge(
    own.hedges,
    ENTRY.test(holding.statement.slice(part.at, part.end))
      ? []
      : traits.hedges.filter((hedge) => isOnIt(hedge, part, holding, spoken)),
  );
  if (dropped !== undefined) {
    differs.push('conclusion');
    notes.push(`Beyond what is said: the finding has it with “${dropped}”.`);
  }
  if (differs.includes('direction')) {
    if (!isClear(own, traits) || WHO_NOT.test(claim.wording)) return undefined;
    notes.push('The finding says it otherwise.');
  }
  return compared(differs, notes);
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));

/** Whether two texts that differ in what they deny contradict each other: not where both deny something, or one only muses. */
const isClear = (own: Traits, theirs: Traits): boolean =>
  (own.negations.length === 0 || theirs.negations.length === 0) &&
  (own.negations.length === 0 || theirs.hedges.length <= own.hedges.length);

/** One of the two denies what the other says. */
function denialOf(claim: Claim, part: Part, spoken: ReadonlySet<string>): boolean {
  // "Than those without it" denies nothing that has a name.
  const own = traitsOfClaim(claim).own.negations.filter((scope) => scope.size > 0);
  const theirs = part.traits.negations;
  if (traitsOfClaim(claim).own.direction === 'same' && part.traits.direction === 'same') return false;
  const relevant = theirs.filter((scope) => [...scope].some((each) => spoken.has(each)));
  if (own.length === 0) return relevant.length > 0;
  return !isEachNegated(own, theirs);
}

/** The same direction, and the same things in the same order around it. */
function isSameDirection(claim: Claim, holding: Holding, part: Part): boolean {
  const [own, theirs] = [traitsOfClaim(claim).own.ways, part.traits.ways];
  if (own.size === 0) return theirs.size === 0 || !isCompared(claim);
  if ([...own].some((way) => !theirs.has(way))) return false;
  return !isReversed(claim, holding.slots) && !isOtherSide(claim, holding);
}

/** "Superior with B", where A is superior to B. */
function isOtherSide({ arm, wording }: Claim, { statement, slots, places }: Holding): boolean {
  const [only, ...others] = arm.given;
  const cut = COMPARED.exec(statement)?.index;
  if (!only || others.length > 0 || cut === undefined || directionIn(wording) === 'same') return false;
  const found = slots.filter((slot) => isTherapy(slot.concept) && kin(slot, only)).map((slot) => places.get(slot) ?? 0);
  const isBehind = found.length > 0 && found.every((place) => place > cut);
  const isBeforeOther = slots.some((slot) => isTherapy(slot.concept) && (places.get(slot) ?? 0) < cut);
  return isBehind && isBeforeOther && !COMPARED.test(wording.slice(0, Math.max(0, wording.indexOf(only.typed))));
}

const isCompared = (claim: Claim): boolean => claim.arm.given.length + claim.arm.without.length > 1;

/** A hedge of what is claimed, not of a remark beside it: "…, which might affect the results". */
function isOnIt(hedge: string, { at, end }: Part, { statement }: Holding, spoken: ReadonlySet<string>): boolean {
  if (CONDITION.test(hedge)) return true;
  const remarks = [...statement.slice(at, end).matchAll(REMARK)].filter(([text]) => hedgesIn(text).includes(hedge));
  const isElsewhere = hedgesIn(statement.slice(at, end).replace(REMARK, ' ')).includes(hedge);
  return (
    isElsewhere ||
    remarks.length === 0 ||
    remarks.some(([text]) => sameStems(text).some((each) => isTold(each) && spoken.has(each)))
  );
}

/** "Patients could enter if …": who was admitted, not what is guessed. */
const ENTRY =
  /\b(?:could|may|might)\s+(?:enter|join|participate|take\s+part|be\s+(?:enrolled|included|admitted|recruited))\b/iu;

const CONDITION = /^(?:if|once|whether|should|validated|ideally|ideal|hope\w*|hopefully|presumably|perhaps)$/u;
const REMARK = /,\s+(?:which|who|that|although|though|while|whereas)\b[^,;:]*/giu;
