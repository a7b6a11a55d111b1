import { looksLikePatient } from '../question/patient.js';
import type { Slot } from '../question/question.js';
import type { Named } from '../question/understand.js';
import type { EvidenceIndex } from '../search.js';
import type { ArmNamed, Claim, NoClaim } from './claim.js';
import type { Figure } from './figure.js';
import { figuresIn } from './figures.js';
import { FIGURED } from './holding.js';
import { type Piece, piecesOf } from './pieces.js';
import { numbered, sameStem } from './same-words.js';
import { sentencesOf } from './sentences.js';
import { isArmTherapy, isMeasure, isModel, isPopulation, kin, sameFamily } from './slots.js';
import { isFunctionWord, isSmallTalk } from './small-talk.js';
import { armIn, NO_ARM, namesAny, sharedOf, toArm, trailing } from './spoken-arms.js';
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

/** Figures of one sentence that are told apart; one with more is a table or noise, and none of it is read. */
const MOST_FIGURES = 20;

/** A sentence of more characters is none. */
const LONGEST_SENTENCE = 1_000;
const UNREADABLE = 'it is too long, or has too many figures, to be read as one sentence: split it';

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
  /** What was measured in a row: "CRc 65.8%, EFS 44.7%; without it 29.2% and 16.7%". */
  readonly series: readonly Pick<Context, 'measures' | 'times'>[];
}

const NOTHING: Context = { arm: NO_ARM, population: [], measures: [], sources: [], times: [], models: [], series: [] };

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
    if (wording.length > LONGEST_SENTENCE) {
      entries.push({ text: typed, reason: UNREADABLE });
      continue;
    }
    const mends = stretches.length <= MOST_MENDED_SENTENCES && mended < MOST_MENDED;
    const named = inClaims(index.namedIn(wording, mends));
    mended += named.words.length;
    const sentence = sentenceOf(typed, wording, named, context);
    if (sentence === 'unreadable') {
      entries.push({ text: typed, reason: UNREADABLE });
      continue;
    }
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

function sentenceOf(
  typed: string,
  wording: string,
  named: Named,
  context: Context,
): Sentence | 'unreadable' | undefined {
  const { tokens } = named;
  const startOf = (slot: { from: number }) => tokens[slot.from]?.start ?? 0;
  const endOf = (slot: { to: number }) => tokens[slot.to - 1]?.end ?? 0;
  const names = named.slots
    .filter((slot) => !FIGURED.has(slot.concept.kind))
    .map((slot) => ({ at: startOf(slot), end: endOf(slot) }));
  const figures = figuresIn(wording, names);
  if (figures.length > MOST_FIGURES) return 'unreadable';
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
  const isRow = pieces.length === context.series.length && !named.slots.some(isMeasure);
  const models = named.slots.filter(isModel);
  const isOneModel = models.length === 1;
  for (const [position, piece] of pieces.entries()) {
    const isPart = PART.test(wording.slice(piece.at, piece.end));
    const ownWords = wordsIn(piece.at, piece.end);
    const isBeside = OTHER_FIGURE.test(wording.slice(piece.at, piece.end)) && ownWords.length === 0;
    const own = [...slotsIn(piece.at, piece.end), ...(isPart ? (claims.at(-1)?.own ?? []) : [])];
    const arm = shared.arms?.[position] ?? armIn(wording, piece.at, piece.end, named, before.arm);
    const isNewSubject = arm.given.some(
      (slot) => before.arm.given.length > 0 && !before.arm.given.some((each) => kin(each, slot)),
    );
    const row = isRow ? context.series[position] : undefined;
    const measures = shared.measures?.[position] ?? row?.measures ?? own.filter(isMeasure);
    const population = own.filter(isPopulation);
    const later = position < pieces.length - 1 ? trailing(pieces, position, wording, slotsIn) : [];
    const carriedPopulation = isNewSubject && position + claims.length === 0 ? [] : before.population;
    const ownTimes = figures.filter((each) => each.kind === 'time' && each.at >= piece.at && each.end <= piece.end);
    const times = ownTimes.length > 0 ? ownTimes : (row?.times ?? []);
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
      series: before.series,
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
        ...(piece.figure.kind === 'ratio' && !others.some(isModel) ? (isOneModel ? models : next.models) : []),
      ],
      own,
      times: next.times.flatMap((each) => (each.kind === 'time' ? [each.duration] : [])),
      words: [...ownWords, ...(isPart || isBeside ? (claims.at(-1)?.words ?? []) : [])],
      corrections: named.corrections,
    });
  }
  return { whole, claims, figures };
}

/** The text of a claim as it was typed. */
const typedPiece = (typed: string, wording: string, { at, end }: Piece): string =>
  (typed.length === wording.length ? typed : wording)
    .slice(at, end)
    .replace(/^[\s,;:]+|[\s,;:]+$/gu, '')
    .replace(/^(?:and|but|while|whereas|vs\.?|versus)\s+/iu, '');

/** Names that make nothing of a bare number. */
const UNTOLD: ReadonlySet<string> = new Set(['statistic', 'source', 'publication', 'publication-date', 'authorship']);

/** Figures that say nothing by themselves: an hour, a room, a date. */
const UNNAMED: ReadonlySet<Figure['kind']> = new Set(['number', 'time', 'date']);

/** "22 of them": of what was counted before. */
const PART = /\bof\s+(?:them|these|those|which|whom)\b/iu;

/** "5 after salvage vs 4 before relapse": of the same thing, elsewhere. */
const OTHER_FIGURE = /^\s*(?:vs\.?|versus|compared\s+(?:to|with)|against)\s/iu;

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
    series: named.slots.some(isMeasure) ? seriesOf(sentence) : before.series,
  };
}

/** The measures of a sentence whose every claim has one of its own. */
function seriesOf(sentence: Sentence | undefined): Context['series'] {
  const claims = sentence?.claims ?? [];
  const series = claims.map(({ slots, wording }) => ({
    measures: slots.filter(isMeasure),
    times: figuresIn(wording, []).filter(({ kind }) => kind === 'time'),
  }));
  const ids = new Set(series.map(({ measures }) => measures.map(({ concept }) => concept.id).join()));
  return claims.length > 1 && ids.size === claims.length ? series : [];
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
