import type { Slot } from '../question/question.js';
import type { Vocabulary } from '../question/vocabulary.js';
import { isAbout } from './arms.js';
import type { Claim } from './claim.js';
import type { Holding } from './holding.js';
import { isCalled, isInPlainName } from './measures.js';
import type { Part } from './part.js';
import { sameStems, standFor } from './same-words.js';
import { GROUPS, isMeasure, POPULATION } from './slots.js';
import { isTold } from './small-talk.js';
import { traitsOfClaim } from './traits.js';

/** Whether a finding speaks of every therapy of a claim, and of its absence where the claim does. */
export function areTherapiesSaid({ arm }: Claim, holding: Holding, vocabulary: Vocabulary): boolean {
  // "X, a CAR-T": what a name is by itself a kind of need not be said again.
  const isOwnKind = ({ concept }: Slot) =>
    arm.given.some((slot) => slot.concept.id !== concept.id && vocabulary.broader(slot.concept.id).has(concept.id));
  const isSaid = (slot: Slot): boolean => {
    const isNamed = (each: Slot) => each.concept.id === slot.concept.id;
    return (
      holding.slots.some((each) => isNamed(each) && each.negated === slot.negated) ||
      (!slot.negated && isAbout(holding, slot, vocabulary) && !holding.slots.some(isNamed))
    );
  };
  return arm.given.every((slot) => isOwnKind(slot) || isSaid(slot)) && arm.without.every(isSaid);
}

/** Whether a finding says the procedures, the groups, the span and the exceptions of a claim. */
export const areNamesSaid = (claim: Claim, holding: Holding): boolean =>
  areProceduresSaid(claim, holding) &&
  isSameSpan(claim, holding) &&
  isExceptSaid(claim, holding) &&
  areGroupsSaid(claim, holding);

/** "Other than sorafenib": what is left out is part of what is said. */
const isExceptSaid = (claim: Claim, holding: Holding): boolean =>
  claim.own.every(
    (slot) =>
      slot.role !== 'excluded' ||
      holding.slots.some((each) => each.role === 'excluded' && each.concept.id === slot.concept.id),
  );

/** "From salvage to death": where a definition begins and ends is the definition. */
function isSameSpan(claim: Claim, holding: Holding): boolean {
  if (!holding.named.has('definition') || !SPANNED.test(claim.wording)) return true;
  const [own, theirs] = [spanIn(claim.wording), spanIn(holding.statement)];
  return own.every((part, at) => part.every((each) => theirs[at]?.includes(each)));
}

const SPANNED = /\b(?:ran|runs?|counted|measured|calculated|defined|reckoned|time|interval)\b.*\bfrom\b/iu;

/** The stems of where something is counted from, and of where to. */
function spanIn(text: string): readonly (readonly string[])[] {
  const [, from = '', to = ''] = /\bfrom\s+(.*?)(?:\s(?:to|until|till)\s(.*))?$/iu.exec(text) ?? [];
  return [from, to].map((part) => sameStems(part).filter(isTold));
}

/** "Counted from transplant" is not said by who was looked at after one. */
const areProceduresSaid = ({ own, wording }: Claim, { spokenOf }: Holding): boolean =>
  own.every(({ concept, negated, typed }) => {
    if (concept.kind !== 'procedure' || negated || spokenOf.has(concept.id)) return true;
    const before = wording.slice(0, Math.max(0, wording.indexOf(typed)));
    return COURSE.test(before);
  });

const COURSE = /(?:\b(?:after|post|following|before|pre|undergoing|prior\s+to)[\s-]+(?:\p{L}+[\s-]+){0,2})$/iu;

/** A group of a study that is named ("the control arm") has to be one that the finding names. */
const areGroupsSaid = (claim: Claim, holding: Holding): boolean =>
  claim.own.every(
    ({ concept, stems }) =>
      !GROUPS.has(concept.id) ||
      holding.slots.some((each) => each.concept.id === concept.id) ||
      stems.every((each) => holding.spoken.has(standFor(each))) ||
      holding.facts.some((fact) => fact.arm !== undefined),
  );

/** A population that the finding names in another sentence than its part, and was not measured in. */
export function isElsewhere(claim: Claim, holding: Holding, { at, end }: Part): boolean {
  const isHere = (slot: Slot) => {
    const place = holding.places.get(slot) ?? 0;
    return place >= at && place < end;
  };
  return claim.slots.some(
    ({ concept, negated }) =>
      POPULATION.has(concept.kind) &&
      !holding.population.has(concept.id) &&
      holding.slots.some((slot) => slot.concept.id === concept.id && slot.negated === negated) &&
      !holding.slots.some((slot) => slot.concept.id === concept.id && isHere(slot)),
  );
}

/** Whether a finding says all measures of a claim, and is about them. */
export function areMeasuresSaid(claim: Claim, holding: Holding): boolean {
  const measures = claim.slots.filter((slot) => slot.concept.kind === 'measure');
  return measures.every((slot) => isMeasureSaid(slot, holding)) && isOfOutcome(claim, measures, holding);
}

/** A measure counts by a name that means it; "tolerated" is no adverse event. */
function isMeasureSaid(slot: Slot, holding: Holding): boolean {
  const said =
    holding.slots.some((each) => isCalled(slot.concept.id, each.concept.id)) || holding.named.has(slot.concept.id);
  return said && (isInPlainName(slot) || slot.stems.every((each) => holding.spoken.has(each)));
}

/** What is compared must be what was measured: "no difference in CRc" is not said by relapses of those in CRc. */
function isOfOutcome(claim: Claim, measures: readonly Slot[], holding: Holding): boolean {
  const measured = holding.finding.item.outcome?.measure;
  const asked = measures.filter(isMeasure);
  if (measured === undefined || asked.length === 0 || traitsOfClaim(claim).own.direction === undefined) return true;
  const isSaid = (id: string) =>
    isCalled(id, measured) || holding.slots.some((each) => isMeasure(each) && isCalled(id, each.concept.id));
  return asked.every((slot) => isSaid(slot.concept.id));
}
