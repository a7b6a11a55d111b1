import { type Lexicon, type Place, type Question, type Slot, understand } from './understand.js';
import { isTherapy } from './vocabulary.js';

/** Into how many pieces a question is taken apart: more is a pasted text. */
export const MOST_PIECES = 6;

const CLAUSE =
  /[?;\n]+|\.\s+|,?\s+(?:and|but)\s+(?=(?:how|what|which|who|when|where|why|was|were|is|are|did|does|do|has|have|can|could)\b)/giu;

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

/** Words that may stand between two things that are asked for side by side. */
const FILLER =
  /^(?:and|or|nor|vs|versus|plus|as|well|both|the|their|its|his|rate|rates|also|then|respectively|with|without|in|for|on|of|to|compared|than|against|between|from|median|either|was|were|what|a|an|by)$/u;
const CONNECTOR = /^(?:and|or|nor|vs|versus|than|against|compared|plus)$/u;
const CONTRAST = /^(?:or|vs|versus|than|against|compared)$/u;

/**
 * Ways to take a question apart that sets several things of a kind side by side: measures, topics and content words;
 * times; populations; therapies. Therapies joined by "and" or "plus" are one combination and stay together.
 */
export function* alternativesOf(question: Question): Generator<readonly Question[]> {
  const { slots, durations, words } = question;
  const facets = [...slots.filter((slot) => ['measure', 'topic'].includes(slot.concept.kind)), ...words];
  const isListed = (between: string, bare: readonly string[]) => bare.some((word) => CONNECTOR.test(word)) || /[,/&+]/u.test(between);
  yield* apart(question, facets, isListed);
  const measures = slots.filter((slot) => slot.concept.kind === 'measure' && slot.role === 'asked');
  if (words.length === 0) yield* apart(question, measures, (between, bare) => isListed(between, bare) || between.trim() === '');
  yield* apart(question, slots.filter((slot) => slot.concept.kind === 'statistic'), isListed);
  if (durations.length > 1) yield durations.map((duration) => ({ ...question, durations: [duration] }));
  for (const kind of ['biomarker', 'age', 'disease', 'state']) {
    const members = slots.filter((slot) => slot.concept.kind === kind);
    yield* apart(question, members, isListed);
  }
  const therapies = slots.filter((slot) => isTherapy(slot.concept));
  const isOneContrast = therapies.some((slot) => therapies.some((other) => other.concept.id === slot.concept.id && other.negated !== slot.negated));
  if (!isOneContrast) {
    yield* apart(question, therapies, (_between, bare) => bare.some((word) => CONTRAST.test(word)) || / and (?:with|for|on|in) /u.test(` ${bare.join(' ')} `));
  }
}

/** Takes members apart that are joined, one question each; nothing where some pair of neighbors is not joined. */
function* apart(
  question: Question,
  members: readonly Place[],
  isJoined: (between: string, words: readonly string[]) => boolean,
): Generator<readonly Question[]> {
  if (members.length < 2) return;
  const sorted = [...members].sort((a, b) => a.from - b.from);
  const named = new Set([...question.slots, ...question.durations, ...question.numbers].flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
  for (const [at, next] of sorted.entries()) {
    const before = sorted[at - 1];
    if (!before || before.from === next.from) continue;
    const between = question.tokens.slice(before.to, next.from);
    const bare = between.filter((_, offset) => !named.has(before.to + offset)).map((token) => token.word);
    if (!bare.every((word) => FILLER.test(word)) || /^(?:without|in|of|for|by|with)$/u.test(bare[0] ?? '')) return;
    const text = question.text.slice(question.tokens[before.to - 1]?.end ?? 0, question.tokens[next.from]?.start ?? 0);
    if (!isJoined(text, bare)) return;
  }
  const groups = new Map(sorted.map((each) => [each.from, sorted.filter((other) => other.from === each.from)]));
  if (groups.size < 2) return;
  yield [...groups.values()].map((kept) => {
    const keep = <T extends Place>(each: T): boolean => kept.some((member) => member === (each as Place)) || !members.some((member) => member === (each as Place));
    return { ...question, slots: question.slots.filter(keep), words: question.words.filter(keep) };
  });
}
