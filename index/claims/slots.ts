import type { Slot } from '../question/question.js';
import { isTherapy } from '../question/vocabulary.js';
import type { Claim } from './claim.js';

/** Kinds of concepts that say in whom something was measured. */
export const POPULATION: ReadonlySet<string> = new Set(['disease', 'state', 'age', 'biomarker']);

/** States that name a group of the study rather than who was in it. */
export const GROUPS: ReadonlySet<string> = new Set(['control-arm', 'whole-cohort', 'by-arm']);

/** A therapy by which an arm is told. Transplants belong to the course of the disease, not to what was tried. */
export const isArmTherapy = (slot: Slot): boolean =>
  isTherapy(slot.concept) && slot.role !== 'study' && !TRANSPLANTS.has(slot.concept.id);

const TRANSPLANTS: ReadonlySet<string> = new Set([
  'hsct',
  'allo-hsct',
  'auto-hsct',
  'haplo-hsct',
  'sibling-donor-hsct',
  'radiotherapy',
]);

/** Who was measured. */
export const isPopulation = (slot: Slot): boolean => POPULATION.has(slot.concept.kind) && !GROUPS.has(slot.concept.id);

/** How a ratio was estimated. */
export const isModel = (slot: Slot): boolean => slot.concept.id === 'adjusted' || slot.concept.id === 'unadjusted';

/** What was measured, not who was looked at ("of those in CRc"). */
export const isMeasure = (slot: Slot): boolean => slot.concept.kind === 'measure' && slot.role === 'asked';

/** Two of one family exclude each other: another disease or another state of the same gene replaces the first. */
export const sameFamily = (a: Slot, b: Slot): boolean =>
  a.concept.kind === b.concept.kind && (a.concept.kind !== 'state' || a.concept.id === b.concept.id);

export const COMPARED =
  /\b(?:than|vs?|versus|compared|over|against|beats?|outperform\w*|(?:superior|inferior|comparable|similar|equal|equivalent|preferable|preferred)\s+to)\b/iu;

/** Whether therapies that both texts name come in another order: "A better than B" where B is better than A. */
export function isReversed({ own, wording }: Pick<Claim, 'own' | 'wording'>, theirs: readonly Slot[]): boolean {
  if (!COMPARED.test(wording)) return false;
  const reference = theirs.filter((slot) => isTherapy(slot.concept));
  const places = own
    .filter((slot) => isTherapy(slot.concept))
    .map((slot) => reference.findIndex((each) => kin(each, slot)))
    .filter((place) => place >= 0);
  return places.some((place, at) => place < (places[at - 1] ?? 0));
}

/** Whether two therapies belong together: the same, or one a part of the other. */
export const kin = (a: Slot, b: Slot): boolean =>
  a.concept.id === b.concept.id ||
  a.concept.components.includes(b.concept.id) ||
  b.concept.components.includes(a.concept.id) ||
  a.concept.components.some((id) => b.concept.components.includes(id)) ||
  a.concept.parents.includes(b.concept.id) ||
  b.concept.parents.includes(a.concept.id);
