import { looksLikePatient } from '../question/patient.js';
import type { Slot } from '../question/question.js';
import type { Named } from '../question/understand.js';
import { isTherapy } from '../question/vocabulary.js';
import type { EvidenceIndex } from '../search.js';
import type { ArmNamed, Claim, NoClaim } from './claim.js';
import { type Figure, figuresIn, isChange } from './figures.js';
import { FIGURED } from './holding.js';
import { numbered, sameStem } from './same-words.js';
import { sentencesOf } from './sentences.js';
import { isFunctionWord, isSmallTalk } from './small-talk.js';
import { plainTypography } from './typography.js';

/** A sentence of a text: as a whole, and figure by figure. */
export interface Sentence {
  readonly whole: Claim;
  readonly claims: readonly Claim[];
  readonly figures: readonly Figure[];
}

/** What is read of one text: more claims are not held against the evidence, and that is said. */
const MOST_CLAIMS = 20;
const MOST_SENTENCES = 40;
/** Figures of one sentence that are told apart; more is a table or noise. */
const MOST_FIGURES = 20;
/** More unknown words than this are another language or noise: their spelling is left alone. */
const MOST_MENDED = 40;
/** A text of more sentences is read without mending. */
const MOST_MENDED_SENTENCES = 40;

/** What is carried over from one sentence to the next, as a reader carries it. */
interface Context {
  readonly arm: ArmNamed;
  readonly population: readonly Slot[];
  readonly measures: readonly Slot[];
  readonly sources: readonly Slot[];
  readonly times: readonly Figure[];
  /** Whether ratios are adjusted ones. */
  readonly models: readonly Slot[];
}

const NO_ARM: ArmNamed = { given: [], without: [], isOther: false };
const NOTHING: Context = { arm: NO_ARM, population: [], measures: [], sources: [], times: [], models: [] };

const POPULATION: ReadonlySet<string> = new Set(['disease', 'state', 'age', 'biomarker']);
/** States that name a group of the study rather than who was in it. */
const GROUPS: ReadonlySet<string> = new Set(['control-arm', 'whole-cohort', 'by-arm']);
/** Transplants belong to the course of the disease, not to what was tried. */
const isArmTherapy = (slot: Slot): boolean =>
  isTherapy(slot.concept) && slot.role !== 'study' && !TRANSPLANTS.has(slot.concept.id);
const TRANSPLANTS: ReadonlySet<string> = new Set([
  'hsct',
  'allo-hsct',
  'auto-hsct',
  'haplo-hsct',
  'sibling-donor-hsct',
  'radiotherapy',
]);
const isPopulation = (slot: Slot): boolean => POPULATION.has(slot.concept.kind) && !GROUPS.has(slot.concept.id);
const isModel = (slot: Slot): boolean => slot.concept.id === 'adjusted' || slot.concept.id === 'unadjusted';
const isMeasure = (slot: Slot): boolean => slot.concept.kind === 'measure' && slot.role === 'asked';

const QUESTION =
  /\?["')\]]*$|^(?:what|which|who|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|has|have|any(?:one|body))\b(?!.*[.!;:]$)/iu;

/** Stands for a sentence about one patient, which is neither read nor repeated. */
export const ABOUT_PATIENT: NoClaim = {
  text: '(withheld)',
  reason: 'it reads like one patient: not read and not repeated',
};

/** What was read, and how many sentences were left unread for length. */
export interface Reading {
  readonly entries: readonly (Sentence | NoClaim)[];
  readonly unread: number;
}

/** Reads a text into sentences and those into claims; nothing is judged yet. */
export function readText(text: string, index: EvidenceIndex): Reading {
  const plain = plainTypography(text);
  const stretches = sentencesOf(plain);
  const entries: (Sentence | NoClaim)[] = [];
  let context = NOTHING;
  let mended = 0;
  let claims = 0;
  for (const [position, { at, end }] of stretches.entries()) {
    if (claims >= MOST_CLAIMS || position >= MOST_SENTENCES) return { entries, unread: stretches.length - position };
    const typed = text.slice(at, end).trim();
    const wording = plain.slice(at, end);
    if (looksLikePatient(wording)) {
      entries.push(ABOUT_PATIENT);
      continue;
    }
    if (QUESTION.test(wording.trim())) {
      entries.push({ text: typed, reason: 'a question: /ask answers it' });
      continue;
    }
    const mends = stretches.length <= MOST_MENDED_SENTENCES && mended < MOST_MENDED;
    const named = inClaims(index.namedIn(wording, mends));
    mended += named.words.length;
    const sentence = sentenceOf(typed, wording, named, context);
    context = contextAfter(sentence, named, context);
    claims += Math.max(1, sentence?.claims.length ?? 0);
    entries.push(sentence ?? { text: typed, reason: reasonOf(named) });
  }
  return { entries, unread: 0 };
}

/** "Reached CRc" is what was measured; "after CRc" and "who reached CRc" are who was looked at. */
function inClaims(named: Named): Named {
  const isCondition = ({ from }: Slot) =>
    named.tokens
      .slice(Math.max(0, from - 3), from)
      .some(({ word }) => /^(?:after|following|once|whose|who|by|of)$/u.test(word));
  return {
    ...named,
    slots: named.slots.map((slot) =>
      slot.role === 'condition' && !isCondition(slot) ? { ...slot, role: 'asked' } : slot,
    ),
  };
}

const reasonOf = (named: Named): string =>
  named.slots.length === 0 ? 'it names nothing that evidence could have' : 'it names things and says nothing of them';

interface Piece {
  readonly at: number;
  readonly end: number;
  readonly figure: Figure;
  readonly details: Figure[];
}

function sentenceOf(typed: string, wording: string, named: Named, context: Context): Sentence | undefined {
  const { tokens } = named;
  const startOf = (slot: { from: number }) => tokens[slot.from]?.start ?? 0;
  const endOf = (slot: { to: number }) => tokens[slot.to - 1]?.end ?? 0;
  const names = named.slots
    .filter((slot) => !FIGURED.has(slot.concept.kind))
    .map((slot) => ({ at: startOf(slot), end: endOf(slot) }));
  const figures = figuresIn(wording, names).slice(0, MOST_FIGURES);
  const pieces = piecesOf(wording, figures, names);
  const slotsIn = (at: number, end: number) => named.slots.filter((slot) => startOf(slot) >= at && startOf(slot) < end);
  const words = contentWords(named, wording, figures);
  const wordsIn = (at: number, end: number) =>
    words.filter((word) => {
      const start = tokens[word.from]?.start ?? 0;
      return start >= at && start < end;
    });
  const whole: Claim = {
    text: typed,
    wording,
    sentence: wording,
    stated: figures,
    from: 0,
    details: figures,
    arm: armIn(wording, 0, wording.length, named, NO_ARM),
    slots: named.slots.filter((slot) => !isArmTherapy(slot)),
    own: named.slots,
    times: [],
    words: wordsIn(0, wording.length),
    corrections: named.corrections,
  };
  if (pieces.length === 0 && !isStatement(named, whole)) return undefined;
  const isNaming = named.slots.some(({ concept }) => !UNTOLD.has(concept.kind) && !UNTOLD.has(concept.id));
  if (!isNaming && words.length > 0 && figures.every(({ kind }) => UNNAMED.has(kind))) return undefined;
  const claims: Claim[] = [];
  let before = context;
  const shared = sharedOf(wording, pieces, named, slotsIn);
  for (const [position, piece] of pieces.entries()) {
    const isPart = PART.test(wording.slice(piece.at, piece.end));
    const ownWords = wordsIn(piece.at, piece.end);
    const isBeside = OTHER_FIGURE.test(wording.slice(piece.at, piece.end)) && ownWords.length === 0;
    const own = [...slotsIn(piece.at, piece.end), ...(isPart ? (claims.at(-1)?.own ?? []) : [])];
    const arm = shared.arms?.[position] ?? armIn(wording, piece.at, piece.end, named, before.arm);
    const isNewSubject = arm.given.some(
      (slot) => before.arm.given.length > 0 && !before.arm.given.some((each) => kin(each, slot)),
    );
    const measures = shared.measures?.[position] ?? own.filter(isMeasure);
    const population = own.filter(isPopulation);
    const later = position < pieces.length - 1 ? trailing(pieces, position, wording, slotsIn) : [];
    const carriedPopulation = isNewSubject && position + claims.length === 0 ? [] : before.population;
    const times = figures.filter((each) => each.kind === 'time' && each.at >= piece.at && each.end <= piece.end);
    const next: Context = {
      arm: namesAny(arm) ? arm : later.some(isArmTherapy) ? toArm(later) : before.arm,
      population: [
        ...population,
        ...later.filter(isPopulation),
        ...carriedPopulation.filter((slot) => !population.some((own) => sameFamily(own, slot))),
      ],
      measures:
        measures.length > 0 ? measures : later.filter(isMeasure).length > 0 ? later.filter(isMeasure) : before.measures,
      sources: own.some((slot) => slot.concept.kind === 'source' || slot.role === 'study')
        ? own.filter((slot) => slot.concept.kind === 'source' || slot.role === 'study')
        : before.sources,
      times: times.length > 0 || measures.length > 0 ? times : before.times,
      models: own.some(isModel) ? own.filter(isModel) : before.models,
    };
    const others = own.filter(
      (slot) => !isArmTherapy(slot) && !isMeasure(slot) && !isPopulation(slot) && !next.sources.includes(slot),
    );
    before = next;
    const isArmNamed = namesAny(armIn(wording, piece.at, piece.end, named, NO_ARM)) || namesAny(arm);
    const isBare =
      piece.figure.kind === 'number' && !isArmNamed && own.length + wordsIn(piece.at, piece.end).length === 0;
    // "At 1, 2, 3 and 6 months": a bare number belongs to what stands before it.
    const last = claims.at(-1);
    if (isBare && last) {
      claims[claims.length - 1] = { ...last, details: [...last.details, piece.figure] };
      continue;
    }
    // A number of nothing: a list mark, a telephone number, an hour.
    if (isBare && next.measures.length === 0) continue;
    claims.push({
      text: typedPiece(typed, wording, piece),
      wording: wording.slice(piece.at, piece.end),
      sentence: wording,
      stated: figures,
      from: piece.at,
      figure: piece.figure,
      details: piece.details,
      arm: next.arm,
      slots: [
        ...next.measures,
        ...next.population,
        ...next.sources,
        ...others,
        ...(piece.figure.kind === 'ratio' && !others.some(isModel) ? next.models : []),
      ],
      own,
      times: next.times.flatMap((each) => (each.kind === 'time' ? [each.duration] : [])),
      words: [...ownWords, ...(isPart || isBeside ? (claims.at(-1)?.words ?? []) : [])],
      corrections: named.corrections,
    });
  }
  return { whole, claims, figures };
}

const namesAny = (arm: ArmNamed): boolean =>
  arm.given.length + arm.without.length > 0 || arm.group !== undefined || arm.isOther;

const toArm = (slots: readonly Slot[]): ArmNamed => ({
  given: slots.filter((slot) => isArmTherapy(slot) && !slot.negated),
  without: slots.filter((slot) => isArmTherapy(slot) && slot.negated),
  isOther: false,
});

/** Two of one family exclude each other: another disease or another state of the same gene replaces the first. */
const sameFamily = (a: Slot, b: Slot): boolean =>
  a.concept.kind === b.concept.kind && (a.concept.kind !== 'state' || a.concept.id === b.concept.id);

/** Whether two therapies belong together: the same, or one a part of the other. */
const kin = (a: Slot, b: Slot): boolean =>
  a.concept.id === b.concept.id ||
  a.concept.components.includes(b.concept.id) ||
  b.concept.components.includes(a.concept.id) ||
  a.concept.components.some((id) => b.concept.components.includes(id)) ||
  a.concept.parents.includes(b.concept.id) ||
  b.concept.parents.includes(a.concept.id);

/** The text of a claim as it was typed. */
const typedPiece = (typed: string, wording: string, { at, end }: Piece): string =>
  (typed.length === wording.length ? typed : wording)
    .slice(at, end)
    .replace(/^[\s,;:]+|[\s,;:]+$/gu, '')
    .replace(/^(?:and|but|while|whereas|vs\.?|versus)\s+/iu, '');

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
function armIn(wording: string, at: number, end: number, named: Named, before: ArmNamed): ArmNamed {
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

const MAIN: ReadonlySet<Figure['kind']> = new Set(['percent', 'fraction', 'count', 'quantity', 'ratio', 'number']);
/** Names that make nothing of a bare number. */
const UNTOLD: ReadonlySet<string> = new Set(['statistic', 'source', 'publication', 'publication-date', 'authorship']);
/** Figures that say nothing by themselves: an hour, a room, a date. */
const UNNAMED: ReadonlySet<Figure['kind']> = new Set(['number', 'time', 'date']);
const DETAIL: ReadonlySet<Figure['kind']> = new Set(['size', 'p']);
const SEPARATOR =
  /;|:|,|\/(?=\s)|\||\s(?:and|but|while|whereas|vs\.?|versus|or|than|compared\s+(?:to|with)|against|with(?=\s+\d)|to(?=\s+\d))\s/giu;

/** The figures of a sentence, each with the stretch around it that says what it is. */
function piecesOf(wording: string, figures: readonly Figure[], names: readonly { at: number; end: number }[]): Piece[] {
  const pieces: { figure: Figure; details: Figure[] }[] = [];
  const early: Figure[] = [];
  for (const read of figures) {
    const last = pieces.at(-1);
    const figure = asRatio(read, last?.figure);
    const between = last ? wording.slice(lastEnd(last), figure.at) : '';
    const isBeside = /^[\s,;]*$|^[^()[\],;]*[([][^()[\]]*$/u.test(between);
    if (figure.kind === 'time' || figure.kind === 'date') continue;
    if (DETAIL.has(figure.kind) || (figure.kind === 'span' && figure.name !== 'open' && figure.name !== 'range')) {
      if (last) last.details.push(figure);
      else if (figure.kind === 'p') pieces.push({ figure, details: [] });
      else early.push(figure);
    } else if (figure.kind === 'span') {
      if (last && (isBeside || isMedian(last.figure, figure))) last.details.push(figure);
      else pieces.push({ figure, details: [] });
    } else if (MAIN.has(figure.kind)) {
      if (last && isSameThing(last, figure, between, isBeside)) {
        const isPercent = figure.kind === 'percent' && last.figure.kind !== 'percent';
        const isShare = figure.kind === 'fraction' && last.figure.kind === 'percent' && last.figure.isWord;
        if (isPercent || isShare) [last.figure, last.details] = [figure, [...last.details, last.figure]];
        else last.details.push(figure);
      } else pieces.push({ figure, details: early.splice(0) });
    }
  }
  return pieces.map((piece, position) => {
    const [previous, next] = [pieces[position - 1], pieces[position + 1]];
    return {
      ...piece,
      at: previous ? cutBetween(wording, previous, piece, names) : 0,
      end: next ? cutBetween(wording, piece, next, names) : wording.length,
    };
  });
}

/** "HR for OS 0.395 and for EFS 0.406": what follows a ratio without a unit is one. */
const asRatio = (figure: Figure, last: Figure | undefined): Figure =>
  figure.kind === 'number' && last?.kind === 'ratio' && /^\d\.\d/u.test(figure.value)
    ? { kind: 'ratio', value: figure.value, at: figure.at, end: figure.end, relation: figure.relation }
    : figure;

const isMedian = (figure: Figure, span: Figure): boolean =>
  figure.kind === 'quantity' && span.kind === 'span' && span.name === 'range';

const all = (piece: { figure: Figure; details: readonly Figure[] }): readonly Figure[] => [
  piece.figure,
  ...piece.details,
];
const lastEnd = (piece: { figure: Figure; details: readonly Figure[] }): number =>
  Math.max(...all(piece).map((each) => each.end));
const firstStart = (piece: { figure: Figure; details: readonly Figure[] }): number =>
  Math.min(...all(piece).map((each) => each.at));

/** Figures that are measured in some number of people. */
const MEASURED: ReadonlySet<Figure['kind']> = new Set(['percent', 'quantity', 'ratio']);
/** "61% with DP-IAG in 101 children": how many were measured. */
const WHO = /^[^,;:()]*\s(?:of|in|among)\s+(?:the\s+|all\s+|these\s+)*$/u;

/** "25 of 38 (65.8%)", "13 patients, 30.2%": two ways to say one thing. */
function isSameThing(
  last: { figure: Figure; details: readonly Figure[] },
  figure: Figure,
  between: string,
  isBeside: boolean,
): boolean {
  if (figure.kind === 'count' && MEASURED.has(last.figure.kind) && WHO.test(between) && !/\sand\s/u.test(between))
    return true;
  if (!isBeside && !/^\s*(?:,|=|i\.e\.)\s*$/u.test(between)) return false;
  const kinds = new Set([last.figure.kind, ...last.details.map((each) => each.kind)]);
  if (figure.kind === 'percent') return !kinds.has('percent') && (kinds.has('fraction') || kinds.has('count'));
  if (figure.kind === 'fraction') return !kinds.has('fraction') && kinds.has('percent');
  if (figure.kind === 'count')
    return (
      (!kinds.has('count') && kinds.has('percent') && /\(/u.test(between)) ||
      (kinds.has('percent') && isBeside && !kinds.has('count'))
    );
  return false;
}

/** Where one figure's words end and the next one's begin: at the separator that leaves each its own. */
function cutBetween(
  wording: string,
  previous: { figure: Figure; details: readonly Figure[] },
  next: { figure: Figure; details: readonly Figure[] },
  names: readonly { at: number; end: number }[],
): number {
  const [from, to] = [lastEnd(previous), firstStart(next)];
  const between = wording.slice(from, to);
  const isInName = (at: number) => names.some((name) => at > name.at && at < name.end);
  const cuts = [...between.matchAll(SEPARATOR)].map((match) => ({ at: from + match.index, sign: match[0].trim() }));
  const free = cuts.filter((cut) => !isInName(cut.at));
  const strong = free.findLast((cut) => /^(?:;|but|while|whereas)$/iu.test(cut.sign));
  if (strong) return strong.at;
  const last = free.at(-1);
  if (!last) return to - (LEAD.exec(between)?.[0].length ?? 0);
  const ahead = wording.slice(last.at, to).replace(SEPARATOR, ' ').trim();
  const isFigureFirst =
    (!ahead.includes('(') && ahead.length <= 12) ||
    /^(?:by|in|only|of|had|was|were|the|with|to|P|about|at|for|~|>|<|\s)*$/iu.test(ahead);
  const first = free[0] ?? last;
  return isFigureFirst ? last.at : first.at;
}

/** What leads up to a figure belongs to it: "a median of". */
const LEAD =
  /\s+(?:(?:a|the)\s+)?(?:(?:median|mean|total|average|maximum|minimum)\s+)?(?:of|for|at|in|to|with|by)?\s*$/iu;

/** Lists that are given in order: "CRc and 2-year OS were 51.6% and 35.5%", "65.8% vs 29.2% with and without sorafenib". */
function sharedOf(
  wording: string,
  pieces: readonly Piece[],
  named: Named,
  slotsIn: (at: number, end: number) => readonly Slot[],
): { readonly arms?: readonly ArmNamed[]; readonly measures?: readonly (readonly Slot[])[] } {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last || pieces.length < 2) return {};
  const inner = pieces.slice(1, -1).flatMap((piece) => slotsIn(piece.at, piece.end));
  const head = slotsIn(0, first.figure.at);
  const tail = slotsIn(last.figure.end, wording.length);
  const middle = [...slotsIn(first.figure.end, first.end), ...inner, ...slotsIn(last.at, last.figure.at)];
  const listed = (accepts: (slot: Slot) => boolean): readonly Slot[] | undefined => {
    if (middle.some(accepts)) return undefined;
    const [before, behind] = [head.filter(accepts), tail.filter(accepts)];
    if (before.length === pieces.length && behind.length === 0) return before;
    return behind.length === pieces.length && before.length === 0 ? behind : undefined;
  };
  const measures = listed(isMeasure)?.map((slot) => [slot]);
  const arms = pairOf(wording, pieces, named, middle) ?? armsListed(listed(isArmTherapy));
  return { ...(measures ? { measures } : {}), ...(arms ? { arms } : {}) };
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
function trailing(
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

/** "22 of them": of what was counted before. */
const PART = /\bof\s+(?:them|these|those|which|whom)\b/iu;

/** "5 after salvage vs 4 before relapse": of the same thing, elsewhere. */
const OTHER_FIGURE = /^\s*(?:vs\.?|versus|compared\s+(?:to|with)|against)\s/iu;

/** A clause of its own: "62 were enrolled, 38 got sorafenib". */
const GIVEN = /\b(?:got|received|receiving|(?:was|were|been)\s+(?:given|treated)|treated|took|had\s+been)\b/iu;

/** What the next sentence takes over. */
function contextAfter(sentence: Sentence | undefined, named: Named, before: Context): Context {
  const arm = toArm(named.slots.filter((slot) => slot.role !== 'excluded'));
  const population = named.slots.filter(isPopulation);
  const measures = named.slots.filter(isMeasure);
  const sources = named.slots.filter((slot) => slot.concept.kind === 'source' || slot.role === 'study');
  const isNew = arm.given.some(
    (slot) => before.arm.given.length > 0 && !before.arm.given.some((each) => kin(each, slot)),
  );
  const lastArm = sentence?.claims.at(-1)?.arm;
  return {
    arm: arm.given.length > 0 ? arm : lastArm?.group === 'all' ? NO_ARM : before.arm,
    population:
      population.length > 0
        ? [
            ...population,
            ...(isNew ? [] : before.population.filter((slot) => !population.some((own) => sameFamily(own, slot)))),
          ]
        : isNew
          ? []
          : before.population,
    measures: measures.length > 0 ? measures.slice(-1) : before.measures,
    sources: sources.length > 0 ? sources : before.sources,
    times: [],
    models: [],
  };
}

/** Content words in the strict sense of claims: whatever is no name, no figure and no function word. */
function contentWords(named: Named, wording: string, figures: readonly Figure[]): Claim['words'] {
  const { tokens, slots } = named;
  const taken = new Set(
    slots.flatMap((slot) => Array.from({ length: slot.to - slot.from }, (_, at) => slot.from + at)),
  );
  const numbers = numbered(wording).map(({ typed, at, stem }) => {
    const from = tokens.findIndex((token) => token.start >= at);
    return { from, to: from + 2, typed, stem };
  });
  const plain = tokens.flatMap((token, at) => {
    if (taken.has(at) || /^\p{L}$/u.test(token.word)) return [];
    if (/^[\d.,]+$/u.test(token.word) && /\[\s*$/u.test(wording.slice(Math.max(0, token.start - 4), token.start)))
      return [];
    if (figures.some((figure) => token.start >= figure.at && token.end <= figure.end)) return [];
    if (isFunctionWord(token.word) || isSmallTalk(token.word) || token.typed === 'pOS') return [];
    return [{ from: at, to: at + 1, typed: wording.slice(token.start, token.end), stem: sameStem(token.word) }];
  });
  return [...plain, ...numbers];
}

/** Whether a sentence without a figure says something: it names a thing and says a word of it. */
function isStatement(named: Named, whole: Claim): boolean {
  const things = named.slots.filter((slot) => slot.concept.kind !== 'statistic');
  return things.length > 0 && (whole.words.length > 0 || things.length > 1 || VERB.test(whole.wording));
}

const VERB =
  /\b(?:is|are|was|were|has|have|had|can|could|may|might|should|will|works?|worked|helps?|improves?|improved|gave|gives|got|gets|causes?|caused|does|did|received?|approved|remains?)\b|=/iu;
