import type { Slot } from '../question/question.js';
import type { Named } from '../question/understand.js';
import type { ArmNamed } from './claim.js';
import { isChange } from './figures.js';
import type { Piece } from './pieces.js';
import { GROUPS, isArmTherapy, isMeasure, isPopulation } from './slots.js';

export const NO_ARM: ArmNamed = { given: [], without: [], isOther: false };

export const namesAny = (arm: ArmNamed): boolean =>
  arm.given.length + arm.without.length > 0 || arm.group !== undefined || arm.isOther;

export const toArm = (slots: readonly Slot[]): ArmNamed => ({
  given: slots.filter((slot) => isArmTherapy(slot) && !slot.negated),
  without: slots.filter((slot) => isArmTherapy(slot) && slot.negated),
  isOther: false,
});

const ELLIPTIC = /\b(?:without|w\/o|wo)\b/iu;

const NOT_GIVEN =
  /\b(?:(?:did|do|does|had|have|has)\s+not|didn't|hadn't|never)\s+(?:receive|received|get|got|take|taken|have)\s*(?:it|this|the\s+drug)?\b(?!\s+\p{L}+)|\b(?:not\s+given|those\s+who\s+did\s+not|who\s+didn't)\b/iu;

const ALL =
  /\b(?:overall\s+(?:CRc|CR|OS|EFS|cohort|population|in|for|was)|all\s+(?:the\s+)?(?:\d+\s+)?(?:pts?|patients|comers|\d+)|(?:whole|entire|total|overall|complete|full)\s+(?:study\s+)?(?:cohort|group|population|series|sample)|both\s+(?:arms|groups)\s+(?:together|combined)|in\s+total|irrespective\s+of\s+(?:arm|group))\b/iu;

const OTHERS =
  /\b(?:the\s+)?(?:other|remaining)\s+(?:three\s+|3\s+)?(?:regimens?|groups?|arms?|strateg\w+|patients|treatments?|pts)\b|\b(?:the\s+)?(?:others|rest|comparators?)\b/iu;

const VERSUS =
  /(?:\bvs\.?|\bversus|\bcompared\s+(?:to|with)|\bagainst|\bthan|\binstead\s+of)\s*(?:only\s+|just\s+|about\s+)?$/iu;

/** Two sides that are one: nothing is held against anything. */
export const ONE_SIDED = /\b(with|without)\s+(?:and|or|vs\.?|versus)\s+\1\b/iu;

/** The arm that a stretch names. "Without" alone leaves out what was given before; a figure behind "vs" is the other side's. */
export function armIn(wording: string, at: number, end: number, named: Named, before: ArmNamed): ArmNamed {
  const text = wording.slice(at, end);
  const slots = named.slots.filter((slot) => {
    const start = named.tokens[slot.from]?.start ?? 0;
    return start >= at && start < end && isArmTherapy(slot) && slot.role !== 'excluded';
  });
  const groups = named.slots.filter((slot) => {
    const start = named.tokens[slot.from]?.start ?? 0;
    return start >= at && start < end && GROUPS.has(slot.concept.id);
  });
  const arm = toArm(slots);
  const control = groups.some((slot) => slot.concept.id === 'control-arm');
  const all = groups.some((slot) => slot.concept.id === 'whole-cohort') || ALL.test(text);
  const isBare = arm.given.length + arm.without.length === 0;
  if (ONE_SIDED.test(text)) return { ...arm, group: 'all' };
  if (isBare && before.given.length > 0 && (ELLIPTIC.test(text) || NOT_GIVEN.test(text)))
    return { given: [], without: before.given, isOther: false };
  if (control) return { ...arm, group: 'control' };
  if (isBare && OTHERS.test(text)) return { ...before, isOther: true };
  if (
    isBare &&
    !all &&
    VERSUS.test(wording.slice(Math.max(0, at - 16), figureStart(text, at))) &&
    before.given.length > 0
  )
    return { ...before, isOther: true };
  if (all && isBare) return { ...arm, group: 'all' };
  return arm;
}

const figureStart = (text: string, at: number): number => at + Math.max(0, text.search(/[\d.]/u));

/** Lists that are given in order: "CRc and 2-year OS were 51.6% and 35.5%", "65.8% vs 29.2% with and without sorafenib". */
export function sharedOf(
  wording: string,
  pieces: readonly Piece[],
  named: Named,
  slotsIn: (at: number, end: number) => readonly Slot[],
): { readonly arms?: readonly ArmNamed[]; readonly measures?: readonly (readonly Slot[])[] } {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last || pieces.length < 2) return {};
  const inner = pieces.slice(1, -1).flatMap((piece) => slotsIn(piece.at, piece.end));
  const head = slotsIn(0, first.figure.kind === 'ratio' ? first.figure.end : first.figure.at);
  const tail = slotsIn(last.figure.end, wording.length);
  const middle = [...slotsIn(first.figure.end, first.end), ...inner, ...slotsIn(last.at, last.figure.at)];
  const listed = (accepts: (slot: Slot) => boolean): readonly Slot[] | undefined => {
    if (middle.some(accepts)) return undefined;
    const [before, behind] = [head.filter(accepts), tail.filter(accepts)];
    if (before.length === pieces.length && behind.length === 0) return before;
    return behind.length === pieces.length && before.length === 0 ? behind : undefined;
  };
  const measures = listed(isMeasure)?.map((slot) => [slot]);
  const rows = rowsOf(wording, pieces, named, head.filter(isMeasure), [...middle, ...tail].some(isMeasure));
  if (rows) return rows;
  const arms = pairOf(wording, pieces, named, middle) ?? armsListed(listed(isArmTherapy));
  return { ...(measures ? { measures } : {}), ...(arms ? { arms } : {}) };
}

/** "OS and EFS 18.4 and 11.4 with sorafenib, 4.8 and 2.3 without": the measures come round again, each time with an arm. */
function rowsOf(
  wording: string,
  pieces: readonly Piece[],
  named: Named,
  measures: readonly Slot[],
  isMore: boolean,
): ReturnType<typeof sharedOf> | undefined {
  const count = measures.length;
  if (count < 2 || isMore || pieces.length <= count || pieces.length % count !== 0) return undefined;
  let before = NO_ARM;
  const arms = Array.from({ length: pieces.length / count }, (_, row) => {
    const own = pieces.slice(row * count, (row + 1) * count);
    const [first, last] = [own[0], own.at(-1)];
    if (first && last) before = armIn(wording, first.at, last.end, named, before);
    return before;
  });
  return {
    measures: pieces.flatMap((_, at) => [measures.slice(at % count, (at % count) + 1)]),
    arms: pieces.flatMap((_, at) => arms[Math.floor(at / count)] ?? []),
  };
}

/** Therapies that exclude each other are arms in order; others are one combination. */
function armsListed(slots: readonly Slot[] | undefined): readonly ArmNamed[] | undefined {
  const isContrast = slots?.some((slot) => slot.negated);
  return slots && isContrast ? slots.map((slot) => toArm([slot])) : undefined;
}

const PAIR =
  /\b(?:with|receiving|given)\s*(?:and|or|vs\.?|versus|\/)\s*(?:without|no|not\s+receiving)\s+|\bwith\s*\/\s*without\s+/iu;

const REVERSED = /\bwithout\s*(?:and|or|vs\.?|versus|\/)\s*(?:with)\s+/iu;

/** "With and without sorafenib" beside two figures. */
function pairOf(
  wording: string,
  pieces: readonly Piece[],
  named: Named,
  middle: readonly Slot[],
): readonly ArmNamed[] | undefined {
  const [first] = pieces;
  if (pieces.length === 2 && first && isChange(wording.slice(0, first.figure.at))) {
    const given = named.slots.filter(isArmTherapy).map((slot) => ({ ...slot, negated: false }));
    const arm: ArmNamed = { given, without: [], isOther: false };
    return given.length > 0 ? [{ given: [], without: given, isOther: false }, arm] : undefined;
  }
  if (pieces.length !== 2 || middle.some(isArmTherapy)) return undefined;
  const match = PAIR.exec(wording) ?? REVERSED.exec(wording);
  if (!match) return undefined;
  const from = match.index + match[0].length;
  const slots = named.slots.filter((slot) => isArmTherapy(slot) && (named.tokens[slot.from]?.start ?? 0) >= from);
  if (slots.length === 0) return undefined;
  const given = slots.map((slot) => ({ ...slot, negated: false }));
  const arms: readonly ArmNamed[] = [
    { given, without: [], isOther: false },
    { given: [], without: given, isOther: false },
  ];
  return PAIR.test(wording) ? arms : arms.toReversed();
}

/** What stands behind the last figure of a list belongs to all of it, unless a figure has its own. */
export function trailing(
  pieces: readonly Piece[],
  position: number,
  wording: string,
  slotsIn: (at: number, end: number) => readonly Slot[],
): readonly Slot[] {
  const upTo = pieces.slice(0, position + 1).flatMap((piece) => slotsIn(piece.at, piece.end));
  if (upTo.some(isArmTherapy)) return [];
  for (const piece of pieces.slice(position + 1)) {
    const own = slotsIn(piece.at, piece.end);
    if (!own.some(isArmTherapy)) continue;
    if (GIVEN.test(wording.slice(piece.at, piece.end))) return [];
    if (own.some((slot) => slot.negated)) return [];
    return own.filter((slot) => isArmTherapy(slot) || isPopulation(slot));
  }
  return [];
}

/** A clause of its own: "62 were enrolled, 38 got sorafenib". */
const GIVEN = /\b(?:got|received|receiving|(?:was|were|been)\s+(?:given|treated)|treated|took|had\s+been)\b/iu;
