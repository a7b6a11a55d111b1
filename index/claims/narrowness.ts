import type { Slot } from '../question/question.js';
import type { Claim } from './claim.js';
import type { Holding } from './holding.js';
import { sameStems, standFor } from './same-words.js';
import { isFunctionWord } from './small-talk.js';
import { traitsOfClaim } from './traits.js';

/** Words that narrow what is said, whatever else a text says. */
const ONLY = /\b(?:only|solely|exclusively|last|always|every)\b/giu;

/** "Sorafenib alone" is not said by "sorafenib with chemotherapy, or chemotherapy alone", which is a name. */
export const isAloneUnsaid = ({ words }: Claim, { tale }: Holding): boolean =>
  words.some(({ typed, stem }) => /^alone$/iu.test(typed) && !tale.includes(stem));

/** "Both at diagnosis and at relapse" is not the one or the other. */
const BOTH = /\bboth\b[^.;]*\band\b/u;
const OR = /\bor\b/iu;

/** "Hardly" is not "not". */
const HARDLY = /\b(?:hardly|scarcely|barely)\b/iu;
const NOT = /\b(?:no|not|never|none)\b|n't\b/iu;

/** "After induction": a time that is no part of who was looked at. */
const AFTER =
  /\b(?:after|before|until|during)\s+(?:the\s+)?(?!allo|auto|hsct|sct|hct|transplant|relapse|salvage|crc?\b|remission|reaching|that\b)\p{L}/iu;
const TIMED = /\b(?:after|before|until|during|following|since|once|then|within|when)\b/iu;

/** Where a statement is of two things: "one after CR, and one after PR". */
const BOUNDARY = /,\s+(?:and|but|while|whereas)\s+(?:one|two|\d|another|the\s+other)/u;

/** Whether a claim in the words of a finding is not narrower or stronger than it, and puts together what stands together there. */
export function isAsNarrow(claim: Claim, holding: Holding): boolean {
  const { wording } = claim;
  const { statement } = holding;
  const narrowing = (wording.match(ONLY) ?? []).map((word) => word.toLowerCase());
  if (narrowing.some((word) => !statement.includes(word))) return false;
  if (HARDLY.test(statement) && !HARDLY.test(wording) && NOT.test(wording)) return false;
  if (AFTER.test(wording) && !TIMED.test(statement)) return false;
  if (isAloneUnsaid(claim, holding) || (BOTH.test(statement) && OR.test(wording) && !OR.test(statement))) return false;
  return BOUNDARY.test(wording) || isTogether(claim, holding, claim.words);
}

/** "A with B goes along with better outcomes", of A: that is no such thing of B by itself. */
export function isOfPartner(claim: Claim, { finding: { item }, slots, statement, places }: Holding): boolean {
  const { given } = claim.arm;
  const { direction } = traitsOfClaim(claim).own;
  const isOfIt = ({ concept: { id, components, parents } }: Slot) =>
    [id, ...components, ...parents].some((each) => item.intervention.includes(each));
  if (direction === undefined || given.length === 0 || item.intervention.length === 0 || given.some(isOfIt))
    return false;
  const placeOf = (slot: Slot) => places.get(slot) ?? 0;
  const principals = slots.filter(isOfIt);
  return given.every((slot) =>
    slots.some(
      (each) =>
        each.concept.id === slot.concept.id &&
        principals.some((own) => JOINING.test(statement.slice(placeOf(own) + own.typed.length, placeOf(each)))),
    ),
  );
}

const JOINING = /^\s*(?:and|plus|with|\+|followed\s+by|together\s+with|combined\s+with)\s*$/u;

/** What stands in one half of a statement only is not said of the other. */
export function isTogether({ own }: Claim, holding: Holding, words: Claim['words'] = []): boolean {
  const { statement, slots, places } = holding;
  const cut = BOUNDARY.exec(statement);
  if (!cut) return true;
  const halves = [statement.slice(0, cut.index), statement.slice(cut.index)].map((half) => new Set(sameStems(half)));
  const halfOf = (at: number) => (at < cut.index ? 0 : 1);
  const named = own.map(({ concept, negated }) =>
    slots
      .filter((slot) => slot.concept.id === concept.id && slot.negated === negated)
      .map((slot) => halfOf(places.get(slot) ?? 0)),
  );
  const told = words.map(({ stem, typed }) =>
    isFunctionWord(typed) ? [] : [0, 1].filter((half) => halves[half]?.has(standFor(stem))),
  );
  const exclusive = new Set(
    [...named, ...told].map((found) => new Set(found)).flatMap((found) => (found.size === 1 ? [...found] : [])),
  );
  return exclusive.size < 2;
}
