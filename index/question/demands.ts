import type { ConceptKind } from '../evidence/schema.js';
import { compares, isComparison, standsApart } from './comparison.js';
import { hasForm } from './form.js';
import type { Profile, Test } from './profile.js';
import type { ContentWord, DurationSlot, NumberSlot, Question, Slot } from './question.js';
import { slotTest } from './slot-test.js';
import { isAboutStudy } from './study.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

/** A part of the question that a finding does not meet, in words of the reader. */
export interface Unmet {
  readonly kind: ConceptKind | 'duration' | 'number' | 'word' | 'form';
  readonly label: string;
  /** Equal keys are the same missing thing. */
  readonly key: string;
}

/** One thing that a question asks of every finding, and how to say that a finding lacks it. */
export interface Demand {
  readonly isMet: Test;
  readonly lacking: Unmet;
}

/** What a question asks of a finding. */
export interface Demands {
  /** Every named slot, number, time and content word, and what is told apart or compared. */
  readonly parts: readonly Demand[];
  /** Whether a finding has all parts. */
  readonly isMet: Test;
  /** The form of the whole, which only tells of a finding that has all parts. */
  readonly form: Demand;
}

const drawnUp = new WeakMap<Question, Demands>();

/** Draws up what a question asks, once: it is held against every finding. */
export function demandsOf(question: Question, vocabulary: Vocabulary): Demands {
  const known = drawnUp.get(question);
  if (known) return known;
  const words = question.words.map(wordDemand);
  const others = [
    ...question.slots.map((slot) => slotDemand(slot, question, vocabulary)),
    ...question.contrasts.map(([one, other]) => contrastDemand(one, other)),
    ...comparisonDemand(question, vocabulary),
    ...question.durations.map(durationDemand),
    ...question.numbers.filter(({ premise }) => !(premise && namesResult(question))).map(numberDemand),
  ];
  // Words rule most findings out, and take the least to look up.
  const demands = { parts: [...others, ...words], isMet: allOf([...words, ...others]), form: formDemand(question) };
  drawnUp.set(question, demands);
  return demands;
}

/** What rules one finding out mostly rules out the next, so it is tried first. */
function allOf(demands: readonly Demand[]): Test {
  const order = [...demands];
  return (profile) => {
    const unmet = order.findIndex(({ isMet }) => !isMet(profile));
    if (unmet > 0) order.unshift(...order.splice(unmet, 1));
    return unmet < 0;
  };
}

function slotDemand(slot: Slot, question: Question, vocabulary: Vocabulary): Demand {
  const { label, kind } = slot.concept;
  return {
    isMet: slotTest(slot, question, vocabulary),
    lacking:
      slot.role === 'origin'
        ? { kind: 'duration', label: `counted from ${originIn(slot)}`, key: `from ${slotKey(slot)}` }
        : { kind, label: slot.negated ? `${negation(slot)} ${label}` : label, key: slotKey(slot) },
  };
}

/** Equal keys are the same slot. */
export const slotKey = (slot: Slot): string => `${slot.negated ? '-' : ''}${slot.concept.id}`;

const negation = (slot: Slot): string => (isTherapy(slot.concept) ? 'without' : 'not');

/** The event from which time is counted, in a noun: a state is named by an adjective. */
export const originIn = ({ concept, typed }: Slot): string =>
  concept.kind === 'state' ? typed.replace(/^(?:after|following|post|since|from)[\s-]/iu, '') : concept.label;

const contrastDemand = (one: Slot, other: Slot | undefined): Demand => ({
  isMet: (profile) => !isBlurred(profile, one, other),
  lacking: {
    kind: one.concept.kind,
    label: `${one.concept.label} apart from ${other?.concept.label ?? 'others'}`,
    key: 'apart',
  },
});

/** One figure for both populations together tells neither from the other, nor one of the first from all else. */
const isBlurred = ({ finding: { item, source } }: Profile, one: Slot, other: Slot | undefined): boolean => {
  const cohort = source.cohorts[item.population];
  const attributes: readonly string[] = [...(cohort?.attributes ?? []), ...(cohort?.ages ?? [])];
  return (other ? [one, other] : [one]).every(
    ({ concept }) => attributes.includes(concept.id) && !item.about.includes(concept.id),
  );
};

/** Nothing where a question compares nothing. Where a comparison takes two findings, each is of one side alone. */
function comparisonDemand(question: Question, vocabulary: Vocabulary): readonly Demand[] {
  const { comparison, slots } = question;
  if (comparison === undefined) return [];
  const therapies = slots.filter((slot) => isTherapy(slot.concept) && slot.role === 'asked');
  const isMet: Test = (profile) => {
    if (isHowItWasDone(profile, question)) return true;
    if (isAboutStudy(profile) && !isComparison(profile)) return false;
    if (comparison !== 'apart') return compares(profile, comparison, vocabulary);
    return !isComparison(profile) && standsApart(profile, therapies);
  };
  return [{ isMet, lacking: { kind: 'form', label: 'a comparison of', key: 'comparison' } }];
}

/** Whether a question is about how a comparison was done, and the finding says it. */
const isHowItWasDone = (profile: Profile, { wanted, slots }: Question): boolean =>
  isAboutStudy(profile) &&
  !wanted.result &&
  (wanted.prefers === 'definition' ||
    wanted.prefers === 'method' ||
    slots.some(({ concept }) => concept.kind === 'topic' && profile.own.has(concept.id)));

function durationDemand({ duration }: DurationSlot): Demand {
  const age = ageIn(duration);
  return {
    isMet: ({ durations, numbers, covers }) =>
      durations.has(duration) || (age !== undefined && numbers.has(age) && AGES.some((each) => covers.has(each))),
    lacking: { kind: 'duration', label: inWords(duration), key: duration },
  };
}

const AGES: readonly string[] = ['adults', 'elderly', 'adolescents'];

/** ">60 y" is an age where the finding is on people of an age; in years. */
function ageIn(duration: string): string | undefined {
  const [months = '', unit] = duration.split(' ');
  const years = Number(months) / 12;
  return unit === 'months' && years >= 18 ? String(years) : undefined;
}

/** "24 months" as people say it. */
export function inWords(duration: string): string {
  if (duration.startsWith('grade')) return duration;
  const [value = '', unit = ''] = duration.split(' ');
  if (unit === 'months' && Number(value) % 12 === 0) return `${Number(value) / 12}-year`;
  return `${value}-${unit.replace(/s$/u, '')}`;
}

const numberDemand = ({ number }: NumberSlot): Demand => ({
  isMet: ({ numbers }) => numbers.has(number),
  lacking: { kind: 'number', label: number, key: number },
});

/** A question that says what was measured and with what, so that a wrong number in it can be set right. */
const namesResult = (question: Question): boolean =>
  question.slots.some((slot) => slot.concept.kind === 'measure') &&
  question.slots.some((slot) => isTherapy(slot.concept));

const wordDemand = (word: ContentWord): Demand => ({
  isMet: (profile) => isWordMet(profile, word),
  lacking: { kind: 'word', label: word.typed, key: word.stem },
});

/** Whether a finding has a word by which it can be asked for. Of an event that is no concept, only a definition can say. */
export const isWordMet = ({ finding, stems }: Profile, word: ContentWord): boolean =>
  word.origin === true ? finding.item.kind === 'definition' : stems.has(word.stem);

function formDemand(question: Question): Demand {
  const { wanted } = question;
  const isCounted = countTest(question);
  return {
    isMet: (profile) => hasForm(profile, wanted) && isCounted(profile),
    lacking: { kind: 'form', label: formInWords(question), key: 'form' },
  };
}

const POPULATION: ReadonlySet<ConceptKind> = new Set(['state', 'biomarker', 'disease', 'age']);

/**
 * A question that names nothing but a population asks how large that is: any other figure of the same patients would be
 * taken for its share.
 */
function countTest({ wanted, slots, words, numbers, durations }: Question): Test {
  const named = slots.filter((slot) => slot.concept.kind !== 'source');
  const asksSize =
    wanted.figure !== undefined &&
    words.length + numbers.length + durations.length === 0 &&
    named.length > 0 &&
    named.every((slot) => POPULATION.has(slot.concept.kind));
  if (!asksSize) return () => true;
  return ({ finding: { item } }) =>
    (wanted.figure !== 'percent' && item.about.includes('sample-size')) ||
    named.some((slot) => item.about.includes(slot.concept.id));
}

function formInWords({ wanted }: Question): string {
  if (wanted.figure === 'percent') return 'a percentage for';
  if (wanted.figure === 'count' || wanted.figure === 'people') return 'a count for';
  return wanted.figure === 'any' ? 'a figure for' : 'a result for';
}
