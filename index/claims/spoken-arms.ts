import type { Slot } from '../question/question.js';
import type { Named } from '../question/understand.js';
import type { EvidenceIndex } from '../search.js';
import type { ArmNamed } from './claim.js';
import { isChange } from './figures.js';
import type { Piece } from './pieces.js';
import { GROUPS, isArmTherapy, isMeasure, isPopulation } from './slots.js';

/** What a sentence names, and the arms that it calls as their study does. */
export interface Spoken extends Named {
  readonly called: readonly { readonly name: string; readonly at: number; readonly end: number }[];
}

const GROUP = /\b(?:arms?|groups?|patients)$/iu;
const names = new WeakMap<EvidenceIndex, readonly string[]>();

/** Arms by the names their studies give them: "the best arm". */
export function armsCalledIn(wording: string, index: EvidenceIndex): Spoken['called'] {
  let known = names.get(index);
  if (!known) {
    const arms = index.profiles.flatMap(({ finding: { source } }) => Object.values(source.arms));
    known = [
      ...new Set(
        arms.flatMap((arm) =>
          arm.aliases.filter((name) => GROUP.test(name) && !index.namedIn(name, false).slots.some(isArmTherapy)),
        ),
      ),
    ];
    names.set(index, known);
  }
  const lower = wording.toLowerCase();
  return known.flatMap((name) => {
    const at = lower.indexOf(name);
    return at < 0 ? [] : [{ name, at, end: at + name.length }];
  });
}

export const NO_ARM: ArmNamed = { given: [], without: [] };

export const namesAny = (arm: ArmNamed): boolean =>
  arm.given.length + arm.without.length > 0 ||
  arm.group !== undefined ||
  arm.other !== undefined ||
  arm.called !== undefined;

export const toArm = (slots: readonly Slot[]): ArmNamed => ({
  given: slots.filter((slot) => isArmTherapy(slot) && !slot.negated),
  without: slots.filter((slot) => isArmTherapy(slot) && slot.negated),
});

const ELLIPTIC = /\b(?:without|w\/o|wo)\b/iu;

const NOT_GIVEN =
  /\b(?:(?:did|do|does|had|have|has)\s+not|didn't|hadn't|never)\s+(?:receive|received|get|got|take|taken|have)\s*(?:it|this|the\s+drug)?\b(?!\s+\p{L}+)|\b(?:not\s+given|those\s+who\s+did\s+not|who\s+didn't)\b|\bnot\s*[.)]?\s*$/iu;

const ALL =
  /\b(?:overall\s+(?:CRc|CR|OS|EFS|cohort|population|in|for|was)|all\s+(?:the\s+)?(?:\d+\s+)?(?:pts?|patients|comers|\d+)|(?:whole|entire|total|overall|complete|full)\s+(?:study\s+)?(?:cohort|group|population|series|sample)|both\s+(?:arms|groups)\s+(?:together|combined)|in\s+total|irrespective\s+of\s+(?:arm|group))\b/iu;

/** "ALL patients" have a disease; "all patients" are everybody. */
function isOfAll(text: string, at: number, named: Spoken): boolean {
  const match = ALL.exec(text);
  if (!match) return false;
  const place = at + match.index;
  return !named.slots.some(({ concept, from }) => concept.kind === 'disease' && named.tokens[from]?.start === place);
}

export const OTHERS =
  /\b(?:the\s+)?(?:other|remaining)\s+(?:three\s+|3\s+)?(?:regimens?|groups?|arms?|strateg\w+|patients|treatments?|pts)\b|\b(?:the\s+)?(?:others|comparators?)\b|\bthe\s+(?:rest\b|other\s+(?:two|three|four|ones|[2-4])\b)/iu;

/** "8 of 25 had interferon with it", "30 had sorafenib on top": what was given before, too. */
const WITH_IT =
  /\b(?:with|on|plus|alongside|besides?|added\s+to|on\s+top\s+of)\s+(?:it|that)\b|\b(?:on\s+top|in\s+addition|additionally)\b(?!\s+(?:of|to)\b)/iu;

/** "30 of them had sorafenib on top": how many were given something is none of what was measured before. */
export const isAddition = (text: string): boolean => WITH_IT.test(text) && GIVEN_TOO.test(text);

const GIVEN_TOO = /\b(?:had|got|received|took|(?:was|were)\s+given|on)\b/iu;

const VERSUS =
  /(?:\bvs?\.?|\bversus|\bcompared\s+(?:to|with)|\bagainst|\bthan|\binstead\s+of)\s*(?:only\s+|just\s+|about\s+)?$/iu;

/** Two sides that are one: nothing is held against anything. */
export const ONE_SIDED = /\b(with|without)\s+(?:and|or|vs?\.?|versus)\s+\1\b/iu;

/** The arm that a stretch names. "Without" alone leaves out what was given before; a figure behind "vs" is the other side's. */
export function armIn(wording: string, at: number, end: number, named: Spoken, before: ArmNamed): ArmNamed {
  const text = wording.slice(at, end);
  const slots = named.slots.filter((slot) => {
    const start = named.tokens[slot.from]?.start ?? 0;
    return start >= at && start < end && isArmTherapy(slot) && slot.role !== 'excluded';
  });
  const groups = named.slots.filter((slot) => {
    const start = named.tokens[slot.from]?.start ?? 0;
    return start >= at && start < end && GROUPS.has(slot.concept.id);
  });
  const anaphor = slots.length > 0 && WITH_IT.test(text) ? before.given : [];
  const arm = toArm([...slots, ...anaphor.filter((slot) => !slots.includes(slot))]);
  const [alias] = named.called.filter((each) => each.at >= at && each.at < end);
  const control = groups.some((slot) => slot.concept.id === 'control-arm');
  const all = groups.some((slot) => slot.concept.id === 'whole-cohort') || isOfAll(text, at, named);
  const isBare = arm.given.length + arm.without.length === 0;
  if (ONE_SIDED.test(text)) return { ...arm, group: 'all' };
  if (isBare && before.given.length > 0 && (ELLIPTIC.test(text) || NOT_GIVEN.test(text)))
    return { given: [], without: before.given };
  if (alias && !control && !all) return { ...arm, called: alias.name };
  if (control) return { ...arm, group: 'control' };
  if (isBare && OTHERS.test(text)) return { ...before, other: 'rest' };
  if (
    isBare &&
    !all &&
    VERSUS.test(wording.slice(Math.max(0, at - 16), figureStart(text, at))) &&
    before.given.length > 0
  )
    return { ...before, other: 'side' };
  if (all && isBare) return { ...arm, group: 'all' };
  return arm;
}

const figureStart = (text: string, at: number): number => at + Math.max(0, text.search(/[\d.]/u));

/** Lists that are given in order: "CRc and 2-year OS were 51.6% and 35.5%", "65.8% vs 29.2% with and without sorafenib". */
export function sharedOf(
  wording: string,
  pieces: readonly Piece[],
  named: Spoken,
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
  named: Spoken,
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
  /(?:\b(?:with|receiving|given)|\bw\/)\s*(?:and|or|vs?\.?|versus|\/)\s*(?:without|w\/o|no|not\s+receiving)\s+|\bwith\s*\/\s*without\s+/iu;

const REVERSED = /\bwithout\s*(?:and|or|vs?\.?|versus|\/)\s*(?:with)\s+/iu;

/** "With and without sorafenib" beside two figures. */
function pairOf(
  wording: string,
  pieces: readonly Piece[],
  named: Spoken,
  middle: readonly Slot[],
): readonly ArmNamed[] | undefined {
  const [first] = pieces;
  if (pieces.length === 2 && first && isChange(wording.slice(0, first.figure.at))) {
    const given = named.slots.filter(isArmTherapy).map((slot) => ({ ...slot, negated: false }));
    const arm: ArmNamed = { given, without: [] };
    return given.length > 0 ? [{ given: [], without: given }, arm] : undefined;
  }
  if (pieces.length !== 2 || middle.some(isArmTherapy)) return undefined;
  const match = PAIR.exec(wording) ?? REVERSED.exec(wording);
  if (!match) return undefined;
  const from = match.index + match[0].length;
  const slots = named.slots.filter((slot) => isArmTherapy(slot) && (named.tokens[slot.from]?.start ?? 0) >= from);
  if (slots.length === 0) return undefined;
  const given = slots.map((slot) => ({ ...slot, negated: false }));
  const arms: readonly ArmNamed[] = [
    { given, without: [] },
    { given: [], without: given },
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
    // "62 patients: 38 sorafenib": what is listed behind a colon is a part.
    if (wording.slice(pieces[position]?.figure.end, piece.figure.at).includes(':')) return [];
    return own.filter((slot) => isArmTherapy(slot) || isPopulation(slot));
  }
  return [];
}

/** A clause of its own: "62 were enrolled, 38 got sorafenib". */
const GIVEN = /\b(?:got|received|receiving|(?:was|were|been)\s+(?:given|treated)|treated|took|had\s+been)\b/iu;
