import type { Slot } from '../question/question.js';
import type { EvidenceIndex } from '../search.js';
import { type Context, type Entry, seriesOf } from './carried.js';
import type { ArmNamed, Claim } from './claim.js';
import type { Piece } from './pieces.js';
import { isArmTherapy, isMeasure, kin } from './slots.js';
import { armIn, NO_ARM, namesAny, type Spoken, toArm } from './spoken-arms.js';

/** A row that comes round again: the one of the sentence before, or the first half of this one. */
export function rowsIn(
  pieces: readonly Piece[],
  context: Context,
  named: Spoken,
  slotsIn: (at: number, end: number) => readonly Slot[],
  wording: string,
): readonly Entry[] | undefined {
  const isNew = named.slots.some(isMeasure);
  if (pieces.length > 1 && pieces.length === context.series.length && !isNew) {
    const isNamed = context.series.some(({ slots }) =>
      slots.some((slot) => named.slots.some((each) => each.concept.id === slot.concept.id)),
    );
    return isNamed ? undefined : context.series;
  }
  const half = pieces.length / 2;
  if (half < 2 || !Number.isInteger(half)) return undefined;
  const told = pieces.map(({ at, end, figure }) => ({
    slots: slotsIn(at, end),
    wording: wording.slice(at, end),
    figure: figure.kind,
  }));
  const [lead, rest] = [told.slice(0, half), told.slice(half)];
  if (!lead.every(({ slots }) => slots.some(isMeasure)) || rest.some(({ slots }) => slots.some(isMeasure)))
    return undefined;
  const series = seriesOf(lead);
  const isTurned = /\b(?:without|w\/o|vs?\.?|versus|others?|rest|remaining|controls?|before|after)\b/iu.test(
    rest[0]?.wording ?? '',
  );
  return series.length === half && isTurned
    ? [...series.map((entry) => ({ ...entry, slots: [] })), ...series]
    : undefined;
}

/** "With sorafenib: VAH in 22, DAC-CAG in 7": what stands before the colon holds for the whole list. */
export function frameOf(
  wording: string,
  pieces: readonly Piece[],
  slotsIn: (at: number, end: number) => readonly Slot[],
): readonly Slot[] {
  const colon = wording.indexOf(':');
  const [first] = pieces;
  if (pieces.length < 2 || colon < 0 || !first || colon > first.figure.at) return [];
  return slotsIn(0, colon).filter((slot) => isArmTherapy(slot) && slot.role !== 'excluded');
}

/** "DP-IAG against the best arm: CR 73 vs 69%, OS 61 vs 40%": two sides named before, and figures in pairs. */
export function sidesOf(wording: string, pieces: readonly Piece[], named: Spoken): readonly ArmNamed[] | undefined {
  const [first] = pieces;
  if (!first || pieces.length < 2 || pieces.length % 2 !== 0) return undefined;
  const head = wording.slice(0, first.figure.at);
  const versus = /\s(?:vs?\.?|versus|against|compared\s+(?:to|with))\s/iu.exec(head);
  if (!versus) return undefined;
  const isPaired = pieces.every(
    (piece, at) => OTHER_FIGURE.test(wording.slice(piece.at, piece.end)) === (at % 2 === 1),
  );
  const isNamed = pieces.slice(1).some((piece) => namesAny(armIn(wording, piece.figure.end, piece.end, named, NO_ARM)));
  if (!isPaired || isNamed) return undefined;
  const one = armIn(wording, 0, versus.index, named, NO_ARM);
  const other = armIn(wording, versus.index + versus[0].length, first.figure.at, named, one);
  return namesAny(one) && namesAny(other) ? pieces.map((_, at) => (at % 2 === 0 ? one : other)) : undefined;
}

/** "GVHD: acute 27.4%, chronic 21.4%": a word that makes another measure of the one that is named or carried over. */
export function narrowed(
  slots: readonly Slot[],
  words: Claim['words'],
  carried: readonly Slot[],
  index: EvidenceIndex,
): { readonly slots: readonly Slot[]; readonly modifiers: Claim['words'] } {
  const measures = slots.some(isMeasure) ? slots.filter(isMeasure) : carried;
  const { concepts } = index.vocabulary;
  for (const measure of measures)
    for (const word of words) {
      const broad = slots.includes(measure)
        ? []
        : measure.concept.parents.flatMap((id) => concepts.get(id)?.label ?? []);
      const [narrow] = [measure.concept.label, ...broad]
        .flatMap((label) => index.namedIn(`${word.typed} ${label}`, false).slots[0] ?? [])
        .filter((each) => each.from === 0 && each.to > 1);
      if (!narrow || narrow.concept.id === measure.concept.id || !isMeasure(narrow)) continue;
      const slot = { ...measure, concept: narrow.concept };
      return { slots: [...slots.filter((each) => each !== measure), slot], modifiers: [word] };
    }
  return { slots, modifiers: [] };
}

/** An arm of which more is given than its own words say; the other side of something else is left as it is. */
export function withAlso(arm: ArmNamed, also: readonly Slot[], before: ArmNamed): ArmNamed {
  const base = namesAny(arm) || also.length === 0 ? arm : before;
  if (base.other || base.group) return arm;
  const isThere = (slot: Slot) => [...base.given, ...base.without].some((each) => kin(each, slot));
  const added = also.filter((slot) => !isThere(slot));
  const { given, without } = toArm(added);
  return added.length === 0 ? arm : { given: [...base.given, ...given], without: [...base.without, ...without] };
}

/** "5 after salvage vs 4 before relapse": of the same thing, elsewhere. */
export const OTHER_FIGURE = /^\s*(?:vs?\.?|versus|compared\s+(?:to|with)|against)\s/iu;
