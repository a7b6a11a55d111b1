import { inWords, originIn, type Unmet } from '../index/question/demands.js';
import type { Question, Slot } from '../index/question/question.js';
import { isTherapy, keyOf } from '../index/question/vocabulary.js';

const LONGEST_ECHO = 40;
const MOST_WORDS = 4;

/** Typed words as they may be repeated in an answer: short, and never more than a few. */
const echo = (typed: string): string => (typed.length > LONGEST_ECHO ? `${typed.slice(0, LONGEST_ECHO)}…` : typed);

/** "a, b and c". */
export function enumerate(parts: readonly string[], last = 'and'): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** A therapy under the name it was typed by, where that is another than its label. */
function nameOf({ concept, typed }: Slot): string {
  if (!isTherapy(concept) || typed === '' || keyOf(concept.label).includes(keyOf(typed))) return concept.label;
  return `${concept.label} (${echo(typed)})`;
}

/** What a question asks for, in the field's terms: "5-year OS with sorafenib in FLT3 wild-type AML". */
export function phraseOf(question: Question): string {
  const labels = (select: (slot: Slot) => boolean) =>
    question.slots.filter((slot) => slot.role !== 'origin' && select(slot)).map(nameOf);
  const origins = question.slots.filter((slot) => slot.role === 'origin').map((slot) => echo(originIn(slot)));
  const of = (...kinds: readonly string[]) => labels((slot) => kinds.includes(slot.concept.kind));
  const therapies = labels((slot) => isTherapy(slot.concept) && !slot.negated);
  const without = labels((slot) => slot.negated);
  const described = question.numbers.filter((each) => !each.premise).map((each) => each.number);
  const words = [...question.words.map((word) => word.typed), ...described].slice(0, MOST_WORDS).map(echo);
  const subject = [
    ...question.durations.map((each) => inWords(each.duration)),
    ...of('statistic'),
    ...of('measure'),
    ...of('topic'),
  ].join(' ');
  const given = [
    ...(therapies.length > 0 ? [`${subject ? 'with ' : ''}${enumerate(therapies)}`] : []),
    ...(without.length > 0 ? [`without ${enumerate(without)}`] : []),
  ];
  const population = [...of('biomarker'), ...of('disease'), ...of('age'), ...of('state')];
  const named = [
    subject,
    ...given,
    ...of('trial'),
    ...(population.length > 0 ? [`${subject || given.length > 0 ? 'in ' : ''}${population.join(', ')}`] : []),
    ...(origins.length > 0 ? [`counted from ${enumerate(origins)}`] : []),
  ].filter((part) => part !== '');
  const quoted = words.map((word) => `“${word}”`);
  const unnamed = named.length > 0 ? `(${quoted.join(', ')})` : enumerate(quoted);
  return [...named, ...(quoted.length > 0 ? [unnamed] : []), ...of('source').map((label) => `in ${label}`)].join(' ');
}

/** What is missing, each thing once. */
export function missingPhrase(unmet: readonly Unmet[]): string {
  const quoted = unmet.map((each) =>
    each.kind === 'word' ? `“${echo(each.label)}”` : each.kind === 'number' ? 'the figure asked about' : each.label,
  );
  return enumerate([...new Set(quoted)].slice(0, MOST_WORDS), 'or');
}
