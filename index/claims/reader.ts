import { looksLikePatient } from '../question/patient.js';
import type { Slot } from '../question/question.js';
import type { Named } from '../question/understand.js';
import type { EvidenceIndex } from '../search.js';
import { type Context, contextAfter, NOTHING } from './carried.js';
import type { Claim, NoClaim } from './claim.js';
import { clausesOf } from './clauses.js';
import { contentWords, isStatement, VERB } from './content.js';
import { measuredInEverybody } from './everybody.js';
import type { Figure } from './figure.js';
import { figuresIn } from './figures.js';
import { FIGURED } from './holding.js';
import { frameOf, narrowed, OTHER_FIGURE, rowsIn, sidesOf, withAlso } from './lists.js';
import { asRatio, type Piece, piecesOf } from './pieces.js';
import { sentencesOf } from './sentences.js';
import { withSides } from './sides.js';
import { isArmTherapy, isMeasure, isModel, isPopulation, kin, sameFamily } from './slots.js';
import {
  armIn,
  armsCalledIn,
  isAddition,
  NO_ARM,
  namesAny,
  type Spoken,
  sharedOf,
  toArm,
  trailing,
} from './spoken-arms.js';
import { plainTypography } from './typography.js';
import { isTimeUnit } from './units.js';

/** A sentence of a text: as a whole, and figure by figure. */
export interface Sentence {
  readonly whole: Claim;
  readonly claims: readonly Claim[];
  /** Its statements, where it has several or takes something over; only where no figure is claimed. */
  readonly clauses: readonly Claim[];
  readonly figures: readonly Figure[];
}

/** "5 after salvage, 4 before relapse": the same thing in another phase. */
const PHASED =
  /^\W*(?:(?:and|but)\s+)?\d[\d.,/]*\s*%?\s*(?:pts|patients)?\s*(?:before|after|prior\s+to|following)\s+(?:the\s+)?\p{L}+(?:\s+\p{L}+)?\W*$/iu;

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

const QUESTION =
  /\?["')\]]*$|^(?:what|which|who|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|has|have|any(?:one|body))\b(?!.*[.!;:]$)/iu;

const PLAN =
  /^(?:(?:i|we)(?:'ll|'m\s+(?:going|gonna)|\s+(?:will|shall|plan\s+to|want\s+to|need\s+to))|let(?:'|\s+u)?s|will\s+(?:ask|send|check|call|do|discuss|present|pull|look|read|share|forward|e-?mail|mail|print|review|post|upload|dig|try|follow\s+up|go\s+(?:over|through))|(?:please|pls|plz)\s+\p{L}+)\b(?!.*\b(?:think|guess|say|note|remember)\b)/iu;

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
    if (PLAN.test(wording.trim())) {
      entries.push({ text: typed, reason: 'a plan or a request' });
      continue;
    }
    if (wording.length > LONGEST_SENTENCE) {
      entries.push({ text: typed, reason: UNREADABLE });
      continue;
    }
    const mends = stretches.length <= MOST_MENDED_SENTENCES && mended < MOST_MENDED;
    const named = { ...inClaims(index.namedIn(wording, mends)), called: armsCalledIn(wording, index) };
    mended += named.words.length;
    const before = entries.at(-1);
    const aside = before && 'claims' in before ? asideOf(typed, wording, named, before) : undefined;
    if (aside) {
      entries.push(aside);
      claims++;
      continue;
    }
    const sentence = sentenceOf(typed, wording, named, context, index);
    if (sentence === 'unreadable') {
      entries.push({ text: typed, reason: UNREADABLE });
      continue;
    }
    if (isHeading(wording, sentence)) {
      context = { ...contextAfter([], named, context), heading: named.slots };
      entries.push({ text: typed, reason: 'a heading: what follows is read as of it' });
      continue;
    }
    context = contextAfter(sentence?.claims ?? [], named, context);
    claims += Math.max(1, sentence?.claims.length ?? 0);
    entries.push(sentence ?? { text: typed, reason: reasonOf(named) });
  }
  return { entries, unread: 0 };
}

/** "95% CI 39.5 to 63.6" in a line of its own is that of the figure before. */
function asideOf(typed: string, wording: string, named: Spoken, before: Sentence): Sentence | undefined {
  const last = before.claims.at(-1);
  const figures = figuresIn(wording, []);
  const isInterval = figures.length === 1 && figures.every(isNamedSpan);
  const isBare =
    named.slots.every(({ concept }) => concept.kind === 'statistic') &&
    contentWords(named, wording, figures).length === 0;
  if (!last?.figure || last.details.some(isNamedSpan) || !isInterval || !isBare) return undefined;
  const whole: Claim = { ...last, text: typed, details: figures };
  return { whole, claims: [whole], clauses: [], figures };
}

const isNamedSpan = (figure: Figure): boolean => figure.kind === 'span' && figure.name !== 'open';

/** "Sorafenib group:" says of what the lines behind it are. */
const isHeading = (wording: string, sentence: Sentence | undefined): boolean =>
  /:$/u.test(wording) && (sentence?.figures ?? []).length === 0 && !VERB.test(wording);

/** "Reached CRc" is what was measured; "after CRc" and "who reached CRc" are who was looked at. */
function inClaims(named: Named): Named {
  const isCondition = ({ from }: Slot) => {
    const before = named.tokens.slice(Math.max(0, from - 3), from);
    const at = before.findLastIndex(({ word }) => /^(?:after|following|once|whose|who|by|of)$/u.test(word));
    const place = from - before.length + at;
    // "After salvage aGVHD": the preposition has its name.
    return at >= 0 && !named.slots.some((slot) => slot.from > place && slot.to <= from);
  };
  return {
    ...named,
    slots: named.slots
      .filter((slot) => !isMonth(slot, named))
      .map((slot) => (slot.role === 'condition' && !isCondition(slot) ? { ...slot, role: 'asked' } : slot)),
  };
}

/** "Dec 2022" is no decitabine. */
const isMonth = ({ typed, to }: Slot, { tokens }: Named): boolean =>
  /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)$/iu.test(typed) &&
  /^(?:19|20)\d\d$/u.test(tokens[to]?.word ?? '');

const reasonOf = (named: Named): string =>
  named.slots.length === 0 ? 'it names nothing that evidence could have' : 'it names things and says nothing of them';

function sentenceOf(
  typed: string,
  wording: string,
  named: Spoken,
  context: Context,
  index: EvidenceIndex,
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
  const isHeaded =
    context.heading.some((slot) => isArmTherapy(slot) || isPopulation(slot)) && words.length + named.slots.length > 0;
  if (pieces.length === 0 && !isStatement(named, whole) && !isHeaded) return undefined;
  const isNaming = named.slots.some(({ concept }) => !UNTOLD.has(concept.kind) && !UNTOLD.has(concept.id));
  const isRow = pieces.length > 1 && pieces.length === context.series.length;
  const isDated = pieces.some(({ figure }) => figure.kind === 'date');
  if (
    !isNaming &&
    !isRow &&
    !isDated &&
    !isHeaded &&
    words.length > 0 &&
    figures.every(({ kind }) => UNNAMED.has(kind))
  )
    return undefined;
  const claims: Claim[] = [];
  let before = context;
  /** Who is told to be a part of the patients: what else is told of the patients is not told of them. */
  const shares: Slot[] = [];
  const shared = sharedOf(wording, pieces, named, slotsIn);
  const rows = rowsIn(pieces, context, named, slotsIn, wording);
  const frame = frameOf(wording, pieces, slotsIn);
  const sides = sidesOf(wording, pieces, named);
  const models = named.slots.filter(isModel);
  const isOneModel = models.length === 1;
  for (const [position, cut] of pieces.entries()) {
    const piece = rows?.[position]?.isRatio ? { ...cut, figure: asRatio(cut.figure) } : cut;
    const isPart = PART.test(wording.slice(piece.at, piece.end));
    const ownWords = wordsIn(piece.at, piece.end);
    const isOfSame = PHASED.test(wording.slice(piece.at, piece.end)) && !slotsIn(piece.at, piece.end).some(isMeasure);
    const isBeside = (OTHER_FIGURE.test(wording.slice(piece.at, piece.end)) || isOfSame) && ownWords.length === 0;
    const row = rows?.[position];
    const { slots: said, modifiers } = narrowed(slotsIn(piece.at, piece.end), ownWords, before.measures, index);
    const own = [...said, ...(row?.slots ?? []), ...(isPart ? (claims.at(-1)?.own ?? []) : [])];
    const spoken =
      shared.arms?.[position] ?? sides?.[position] ?? armIn(wording, piece.at, piece.end, named, before.arm);
    const also = sides ? [] : [...(row?.slots ?? []).filter(isArmTherapy), ...frame];
    const arm = withAlso(spoken, also, before.arm);
    const isNewSubject = arm.given.some(
      (slot) => before.arm.given.length > 0 && !before.arm.given.some((each) => kin(each, slot)),
    );
    const measures = shared.measures?.[position] ?? own.filter(isMeasure);
    const population = own.filter(isPopulation);
    const later = position < pieces.length - 1 ? trailing(pieces, position, wording, slotsIn) : [];
    const isCharacteristic = measures.length === 0;
    const carriedPopulation =
      isNewSubject && position + claims.length === 0
        ? []
        : before.population.filter((slot) => !(isCharacteristic && shares.includes(slot)));
    const ownTimes = figures.filter((each) => each.kind === 'time' && each.at >= piece.at && each.end <= piece.end);
    const times = ownTimes.length > 0 ? ownTimes : (row?.times ?? []);
    // "…, follow-up 13.2 months": of everybody, whatever arm was spoken of before.
    const isOfAll =
      measures.length > 0 &&
      measures.every(({ concept }) => measuredInEverybody(index).has(concept.id)) &&
      !OF_THEM.test(wording.slice(piece.at, piece.end));
    const next: Context = {
      arm: namesAny(arm) ? arm : later.some(isArmTherapy) ? toArm(later) : isOfAll ? NO_ARM : before.arm,
      population: [
        ...population,
        ...later.filter(isPopulation),
        ...carriedPopulation.filter((slot) => !population.some((own) => sameFamily(own, slot))),
      ],
      measures:
        measures.length > 0
          ? measures
          : later.filter(isMeasure).length > 0
            ? later.filter(isMeasure)
            : isNewSubject && (isDose(piece.figure) || isAddition(wording.slice(piece.at, piece.end)))
              ? []
              : before.measures,
      sources: own.some((slot) => slot.concept.kind === 'source' || slot.role === 'study')
        ? own.filter((slot) => slot.concept.kind === 'source' || slot.role === 'study')
        : before.sources,
      times: times.length > 0 || measures.length > 0 ? times : before.times,
      models: own.some(isModel) ? own.filter(isModel) : before.models,
      heading: before.heading,
      series: before.series,
    };
    const others = own.filter(
      (slot) => !isArmTherapy(slot) && !isMeasure(slot) && !isPopulation(slot) && !next.sources.includes(slot),
    );
    // What is told in a row is not carried over to the next entry.
    before = {
      ...next,
      arm: namesAny(spoken) || !row ? (row ? spoken : isOfAll && !namesAny(arm) ? before.arm : next.arm) : before.arm,
      population: [...next.population, ...before.population.filter((slot) => shares.includes(slot))],
    };
    shares.push(...population.filter((slot) => isPredicate(wording.slice(piece.figure.end, startOf(slot)))));
    const isArmNamed = namesAny(armIn(wording, piece.at, piece.end, named, NO_ARM)) || namesAny(arm);
    const isBare =
      piece.figure.kind === 'number' && !isArmNamed && own.length + wordsIn(piece.at, piece.end).length === 0;
    // "At 1, 2, 3 and 6 months": a bare number belongs to what stands before it.
    const last = claims.at(-1);
    if (isBare && last && !row) {
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
      words: [
        ...ownWords.filter((word) => !modifiers.includes(word)),
        ...(isPart || isBeside ? (claims.at(-1)?.words ?? []) : []),
      ],
      corrections: named.corrections,
    });
  }
  return {
    whole,
    claims: withSides(claims),
    clauses: claims.length > 0 ? [] : clausesOf(whole, named, [...context.heading, ...anaphorOf(whole, context)]),
    figures,
  };
}

/** The text of a claim as it was typed. */
const typedPiece = (typed: string, wording: string, { at, end }: Piece): string =>
  (typed.length === wording.length ? typed : wording)
    .slice(at, end)
    .replace(/^[\s,;:]+|[\s,;:]+$/gu, '')
    .replace(/^(?:and|but|while|whereas|vs?\.?|versus)\s+/iu, '');

/** "No survival gain with them": what the sentence before was about. */
const anaphorOf = ({ arm, wording }: Claim, { arm: before }: Context): readonly Slot[] =>
  ANAPHOR.test(wording) && arm.given.length + arm.without.length === 0 ? before.given : [];

const ANAPHOR = /\b(?:with|on|of|from|for|after|by)\s+(?:them|it|these|those)\b|^(?:it|they)\b/iu;

/** "Follow-up 13.2 months in them": of those who were spoken of. */
const OF_THEM = /\b(?:them|these|those|it|their|its|there)\b|\b(?:this|that|same)\s+(?:arm|group)\b/iu;

/** "71% of the cohort was adverse risk": said of a share, which is nobody that was looked at. */
const isPredicate = (between: string): boolean => /\b(?:is|are|was|were|had|has|have)\b/iu.test(between);

/** A dose is of a drug, whatever was measured before. */
const isDose = (figure: Figure): boolean => figure.kind === 'quantity' && !isTimeUnit(figure.unit);

/** Names that make nothing of a bare number. */
const UNTOLD: ReadonlySet<string> = new Set(['statistic', 'source', 'publication', 'publication-date', 'authorship']);

/** Figures that say nothing by themselves: an hour, a room, a date. */
const UNNAMED: ReadonlySet<Figure['kind']> = new Set(['number', 'time', 'date']);

/** "22 of them": of what was counted before. */
const PART = /\bof\s+(?:them|these|those|which|whom)\b/iu;
