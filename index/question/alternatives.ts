import { LITERATURE } from './comparison.js';
import { isContrasting, SUBGROUPS } from './contrasts.js';
import type { Place, Question, Slot, Wanted } from './question.js';
import { isHead, type Lexicon, understand } from './understand.js';
import { isTherapy } from './vocabulary.js';
import { wantedIn } from './wanted.js';
import { Wording } from './wording.js';

/** Into how many pieces a question is taken apart: more is a pasted text. */
export const MOST_PIECES = 6;

/** "At which meeting (year?) was it shown" is one question. */
const CLAUSE =
  /[?;\n]+(?![^()?;\n]*\))|(?<!\b(?:al|vs|e\.g|i\.e|dr|prof|approx|no|nr))\.\s+|,?\s+(?:and|but)\s+(?=(?:how|what|which|who|when|where|why|was|were|is|are|did|does|do|has|have|can|could)\b)/giu;

const familyOf = (slot: Slot): string => (isTherapy(slot.concept) ? 'therapy' : slot.concept.kind);
const KEPT: ReadonlySet<string> = new Set(['therapy', 'disease', 'state', 'age', 'biomarker', 'trial', 'source']);

/** The questions of a text that asks several; a later one keeps the therapies and the population of the first. */
export function clausesOf(question: Question, lexicon: Lexicon): readonly Question[] {
  const texts = question.text.split(CLAUSE).filter((text) => /[\p{L}\p{N}]/u.test(text));
  if (texts.length < 2 || texts.length > MOST_PIECES) return [];
  const clauses = texts.map((text) => understand(text, lexicon));
  const [first] = clauses;
  return clauses.map((clause, index) => {
    if (!first || index === 0) return clause;
    const families = new Set(clause.slots.map(familyOf));
    const kept = first.slots.filter((slot) => KEPT.has(familyOf(slot)) && !families.has(familyOf(slot)));
    return { ...clause, slots: [...kept, ...clause.slots] };
  });
}

const CONNECTOR = /^(?:and|or|nor|vs|versus|than|against|compared|plus)$/u;
const CONTRAST = /^(?:or|vs|versus|than|against|compared)$/u;
/** Words that tie what follows to what stands before: "OS after CRc" is no list. */
const TIE = /^(?:without|in|of|for|by|with|after|following|once|among|who|whose|reached|achieved)$/u;

const RELATIONS: ReadonlySet<string> = new Set(['hazard-ratio', 'odds-ratio', 'adjusted', 'unadjusted']);

type IsJoined = (between: string, words: readonly string[]) => boolean;
const isListed: IsJoined = (between, words) => words.some((word) => CONNECTOR.test(word)) || /[,/&+;:]/u.test(between);
const isContrasted: IsJoined = (_between, words) =>
  words.some((word) => CONTRAST.test(word)) || / and (?:with|for|on|in) /u.test(` ${words.join(' ')} `);

/**
 * Ways to take a question apart that sets several things of a kind side by side: measures, topics and content words;
 * times; populations; therapies. Therapies joined by "and" or "plus" are one combination and stay together.
 */
export function* alternativesOf(question: Question): Generator<readonly Question[]> {
  const { slots, durations, words } = question;
  const isFacet = (slot: Slot) => slot.concept.kind === 'measure' || slot.concept.kind === 'topic';
  const hasMeasure = slots.some((slot) => slot.concept.kind === 'measure');
  // What divides patients, or holds them against others, goes with each measure.
  const divides = ({ concept: { id } }: Slot) => SUBGROUPS.has(id) || (question.comparison && id === LITERATURE);
  const isOfMeasures = hasMeasure && slots.some(divides);
  const facets = slots.filter(
    (slot) => isFacet(slot) && !(slot.concept.kind === 'topic' && (isOfMeasures || isContrasting(slot, question))),
  );
  // "MRD cutoffs by flow and PCR": two of a kind, each of the same measure.
  const isOfKind = ({ concept }: Slot) =>
    concept.kind === 'topic' &&
    facets.some(({ concept: other }) => other !== concept && other.parents.some((id) => concept.parents.includes(id)));
  const ofKind = facets.filter(isOfKind);
  yield* apart(question, ofKind, isListed);
  // "HR for age and OS" is one relation, not two facets.
  const isRelation = slots.some((slot) => RELATIONS.has(slot.concept.id));
  const isOfList = (word: Place) =>
    !isContrasting(word, question) && !isHead(question.tokens, word.from) && !isAside(word, question);
  if (facets.length > 0 && ofKind.length === 0 && !isRelation)
    yield* apart(question, [...facets, ...words.filter(isOfList)], isListed);
  const measures = facets.filter((slot) => slot.concept.kind === 'measure' && slot.role === 'asked');
  if (words.length === 0)
    // "MRD-negative CRc" is one measure, "CRc OS" are two.
    yield* apart(
      question,
      measures.filter((slot) => slot.concept.id !== 'mrd-negativity'),
      (between, bare) => isListed(between, bare) || between.trim() === '',
    );
  yield* apart(
    question,
    slots.filter((slot) => slot.concept.kind === 'statistic'),
    isListed,
  );
  const spans = new Set(durations.map(({ duration }) => duration));
  if (spans.size === durations.length) yield* apart(question, durations, isListed);
  for (const kind of ['biomarker', 'age', 'disease', 'state']) {
    yield* apart(
      question,
      slots.filter((slot) => slot.concept.kind === kind),
      // "Relapse before 6 against after 6 months": the figures are set against each other, not the populations.
      (between, bare) => isListed(between, bare) && !/\d/u.test(between),
    );
  }
  const therapies = slots.filter((slot) => isTherapy(slot.concept));
  const isOneContrast = therapies.some((slot) =>
    therapies.some((other) => other.concept.id === slot.concept.id && other.negated !== slot.negated),
  );
  if (!isOneContrast) yield* apart(question, therapies, isContrasted);
  if (
    !isOneContrast &&
    !facets.some((slot) => slot.concept.kind === 'measure') &&
    question.wanted.figure === undefined &&
    !question.wanted.result
  )
    yield* apart(question, therapies, isListed);
}

/** "CR (full recovery)": what stands in brackets says more of what stands before. */
function isAside({ from }: Place, { text, tokens }: Question): boolean {
  const before = text.slice(0, tokens[from]?.start ?? 0);
  return before.lastIndexOf('(') > before.lastIndexOf(')');
}

/** "Is it 68 or 88?": each number by itself; those that nothing has are what the answer decides against. */
export function choicesOf(question: Question): readonly Question[] {
  const { numbers, tokens } = question;
  const [first, second] = numbers;
  if (!first || !second || numbers.length !== 2) return [];
  const between = tokens.slice(first.to, second.from).map((token) => token.word);
  return between.length === 1 && CONTRAST.test(between[0] ?? '')
    ? numbers.map((number) => ({ ...question, numbers: [number] }))
    : [];
}

/** Groups members that are not joined to their neighbor, and makes one question of each group; a lone group is no list, and many are a pasted text. */
function* apart(question: Question, members: readonly Place[], isJoined: IsJoined): Generator<readonly Question[]> {
  const sorted = [...members].sort((a, b) => a.from - b.from);
  const named = new Set(
    [...question.slots, ...question.durations, ...question.numbers].flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, at) => from + at),
    ),
  );
  const groups: Place[][] = [];
  for (const [at, next] of sorted.entries()) {
    const before = sorted[at - 1];
    const group = groups.at(-1);
    if (!before || !group) {
      groups.push([next]);
      continue;
    }
    const bare = question.tokens
      .slice(before.to, next.from)
      .flatMap((token, offset) => (named.has(before.to + offset) ? [] : [token.word]));
    const text = question.text.slice(question.tokens[before.to - 1]?.end ?? 0, question.tokens[next.from]?.start ?? 0);
    const isNext = before.from !== next.from && !isOfAge(question, next) && !tiedBefore(bare) && isJoined(text, bare);
    if (isNext) groups.push([next]);
    else group.push(next);
  }
  if (groups.length < 2 || groups.length > MOST_PIECES) return;
  yield groups.map((group) => pieceOf(question, members, group, sorted));
}

/** "60 and older" is one thing. */
const isOfAge = ({ tokens }: Question, { from }: Place): boolean =>
  /^(?:older|over|above|up|more|younger|under|below)$/u.test(tokens[from]?.word ?? '') &&
  /^\d+s?$/u.test(tokens[from - 2]?.word ?? '');

/** Whether what follows the last connector, or stands before any, ties the two together. */
function tiedBefore(bare: readonly string[]): boolean {
  const connector = bare.findIndex((word) => CONNECTOR.test(word));
  const head = connector < 0 ? bare : bare.slice(0, connector);
  return connector < 0
    ? head.some((word) => TIE.test(word))
    : /^(?:after|following|once|reached|achieved|without)$/u.test(bare[connector + 1] ?? '');
}

/** The question of one group. A time point or a kind of statistic stays with all that follows the first of it, or with what it stands before. */
function pieceOf(
  question: Question,
  members: readonly Place[],
  group: readonly Place[],
  sorted: readonly Place[],
): Question {
  const first = sorted[0]?.from ?? 0;
  const isOwned = (place: Place): boolean => {
    if (place.from < first) return true;
    const owner = sorted.find((member) => member.from >= place.to) ?? sorted.at(-1);
    return owner === undefined || group.includes(owner);
  };
  const isKept = (place: Place): boolean => group.includes(place) || !members.includes(place);
  const slots = question.slots.filter((slot) => isKept(slot) && (slot.concept.kind !== 'statistic' || isOwned(slot)));
  return {
    ...question,
    slots,
    ...(question.comparison && !isWhole(question.comparison, slots) ? { comparison: 'apart' as const } : {}),
    wanted: ofOne(wantedIn(wordingOf(question, members, group), slots, question.durations.length > 0)),
    words: question.words.filter(isKept),
    durations: question.durations.filter((each) => (members.includes(each) ? group.includes(each) : isOwned(each))),
  };
}

/** "Which hospitals, and over what period": one piece tells the one, another the other. */
const ofOne = ({ tells = [], ...wanted }: Wanted): Wanted => (tells.length === 1 ? { ...wanted, tells } : wanted);

/** What is typed about a group: "rate" in "neurotoxicity, and CRS rate?" asks nothing of neurotoxicity. */
function wordingOf(question: Question, members: readonly Place[], group: readonly Place[]): Wording {
  const { text, tokens } = question;
  let from = 0;
  const about = text
    .split(/(?<=[,;])/u)
    .filter((part) => {
      const [start, end] = [from, from + part.length];
      from = end;
      const here = members.filter((member) => {
        const at = tokens[member.from]?.start ?? -1;
        return at >= start && at < end;
      });
      return here.length === 0 || here.some((member) => group.includes(member));
    })
    .join('');
  const known = wordings.get(tokens) ?? new Map<string, Wording>();
  wordings.set(tokens, known);
  const wording = known.get(about) ?? new Wording(about);
  known.set(about, wording);
  return wording;
}

/** A question has many pieces, and those have pieces, but few wordings; its tokens are common to all. */
const wordings = new WeakMap<Question['tokens'], Map<string, Wording>>();

/** Whether a piece still names both sides of a comparison. */
const isWhole = (comparison: NonNullable<Question['comparison']>, slots: readonly Slot[]): boolean =>
  comparison !== 'apart' &&
  [...comparison.of, ...(typeof comparison.versus === 'string' ? [] : comparison.versus)].every((side) =>
    slots.some((slot) => slot.concept.id === side.concept.id && slot.negated === side.negated),
  );
