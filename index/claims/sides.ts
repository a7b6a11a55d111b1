import type { Claim } from './claim.js';
import { ofMeasure } from './direction.js';
import type { Figure } from './figure.js';
import { OTHER_FIGURE } from './lists.js';
import { isMeasure } from './slots.js';
import { traitsOfClaim } from './traits.js';

/**
 * What the sides of a comparison share: "65.8% vs 29.2%, P = 0.005" tests both figures, and "no different: 65.8% vs 29.2%"
 * is said of both, so that neither agrees where that is wrong, wherever in the sentence it stands.
 */
export function withSides(claims: readonly Claim[]): readonly Claim[] {
  let before: Claim | undefined;
  return comparisonsIn(claims).flatMap((sides) => {
    const leading = before && isLeading(before, sides) ? before.figure : undefined;
    before = sides.at(-1);
    return withDirection(withP(sides, leading));
  });
}

/** "(P = 0.005) 65.8% vs 29.2%": a P that is told by itself, and then what it compares. */
const isLeading = (before: Claim, [first, ...others]: readonly Claim[]): boolean =>
  before.figure?.kind === 'p' && first !== undefined && others.length > 0 && isMeasuredAlike(before, first);

/** Claims in a row that are sides of one comparison. */
function comparisonsIn(claims: readonly Claim[]): readonly (readonly Claim[])[] {
  const found: Claim[][] = [];
  for (const claim of claims) {
    const last = found.at(-1);
    const before = last?.at(-1);
    if (last && before && areCompared(before, claim)) last.push(claim);
    else found.push([claim]);
  }
  return found;
}

/** Each side with the P that stands beside it or is the next behind it, or else with the one before them all. */
function withP(sides: readonly Claim[], leading: Figure | undefined): readonly Claim[] {
  return sides.map((claim, at) => {
    const p = sides.slice(at).map(ownP).find(Boolean) ?? leading;
    if (!p) return claim;
    const isOfIt = (side: Claim, place: number) =>
      side !== claim && (sides.slice(place).map(ownP).find(Boolean) ?? leading) === p;
    const versus = sides.flatMap((side, place) => (side.figure && isOfIt(side, place) ? [side.figure] : []));
    const details = claim.details.includes(p) ? claim.details : [...claim.details, p];
    return versus.length > 0 ? { ...claim, details, versus } : claim;
  });
}

/** Each side with those that say how it compares; "rose from 4.8 to 18.4" is said of what is behind, by what is before. */
function withDirection(sides: readonly Claim[]): readonly Claim[] {
  const isChange = sides.some(({ wording }) => /^\s*%?\s*to\b/iu.test(wording));
  const order = orderOf(sides);
  if (order === 'contrary') return sides.map((side) => ({ ...side, isContrary: true }));
  // It is said of the arm that is named, whichever figure stands beside.
  const isToldOfAll = order === 'kept' ? isConcluding : isTelling;
  const told = sides.filter(isToldOfAll).map(({ figure: _, ...side }) => side);
  return told.length === 0 || isChange ? sides : sides.map((side) => (isToldOfAll(side) ? side : { ...side, told }));
}

/** "20.0% with A was better than 51.5% with B": the figures themselves say which way it goes, where they are in that order. */
function orderOf(sides: readonly Claim[]): 'kept' | 'contrary' | undefined {
  const orders = sides.flatMap((side, at) => {
    const other = sides[at + 1];
    const { direction } = traitsOfClaim(side).own;
    const measure = side.slots.find(isMeasure)?.concept.id;
    if (!other || direction === undefined || direction === 'same' || !THAN.test(other.wording)) return [];
    const [own, theirs] = [amountOf(side), amountOf(other)];
    if (own === undefined || theirs === undefined || measure === undefined) return [];
    return [ofMeasure(direction, measure) === 'up' ? own > theirs : own < theirs];
  });
  if (orders.length === 0) return undefined;
  return orders.every(Boolean) ? 'kept' : 'contrary';
}

const THAN = /^\s*(?:than|compared\s+(?:to|with)|vs?\.?|versus)\b/iu;

const amountOf = ({ figure }: Claim): number | undefined =>
  figure?.kind === 'percent' || figure?.kind === 'quantity' ? Number(figure.value) : undefined;

const isTelling = (side: Claim): boolean => {
  const { direction, significant } = traitsOfClaim(side).own;
  return direction !== undefined || significant !== undefined;
};

/** "Prolongs survival": that is more than the figures say, though they are in that order. */
const isConcluding = (side: Claim): boolean => traitsOfClaim(side).own.causal;

/** The P beside a figure; that of a ratio is the ratio's own. */
const ownP = ({ figure, details }: Claim): Figure | undefined =>
  figure?.kind === 'ratio' || figure?.kind === 'p' ? undefined : details.find(({ kind }) => kind === 'p');

/** Whether two claims in a row are two sides of one comparison: the same measured in another arm. */
const areCompared = (before: Claim, own: Claim): boolean =>
  [before, own].every(({ figure }) => figure?.kind !== 'ratio' && figure?.kind !== 'p') &&
  (isMeasuredAlike(before, own) || (OTHER_FIGURE.test(own.wording) && !own.own.some(isMeasure))) &&
  (own.times.length === 0 || before.times.join() === own.times.join()) &&
  (OTHER_FIGURE.test(own.wording) || sideOf(before) !== sideOf(own));

const isMeasuredAlike = (a: Claim, b: Claim): boolean => measuresOf(a) === measuresOf(b);

const measuresOf = ({ slots }: Claim): string =>
  [...new Set(slots.filter(isMeasure).map(({ concept }) => concept.id))].sort().join();

const sideOf = ({ arm: { given, without, other, called, group } }: Claim): string =>
  [
    given.map(({ concept }) => concept.id).join(),
    without.map(({ concept }) => concept.id).join(),
    other,
    called,
    group,
  ].join('|');
