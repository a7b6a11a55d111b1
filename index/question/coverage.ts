import type { ConceptKind } from '../evidence/schema.js';
import { compares, isComparison, standsApart } from './comparison.js';
import { hasForm } from './form.js';
import { isCountedFrom } from './origin.js';
import type { Profile } from './profile.js';
import type { ContentWord, Question, Slot } from './question.js';
import { isAboutStudy, isSubject } from './study.js';
import { givenWith, isAboutAny, isAdded, isHeldAgainst, isNoMore, isTherapyMet } from './therapies.js';
import { isTopicMet, sharesTopic } from './topics.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

/** A part of the question that a finding does not meet, in words of the reader. */
export interface Unmet {
  readonly kind: ConceptKind | 'duration' | 'number' | 'word' | 'form';
  readonly label: string;
  /** Equal keys are the same missing thing. */
  readonly key: string;
}

/** Statistics that a method describes as well as a result has them. */
const MODELED: ReadonlySet<string> = new Set([
  'adjusted',
  'unadjusted',
  'p-value',
  'confidence-interval',
  'hazard-ratio',
]);

const slotKey = (slot: Slot): string => `${slot.negated ? '-' : ''}${slot.concept.id}`;

/** Whether a finding meets all of a question. Words rule most findings out, and take the least to look up. */
export const answers = (profile: Profile, question: Question, vocabulary: Vocabulary): boolean =>
  question.words.every((word) => isWordMet(profile, word)) &&
  unmetIn(profile, question, vocabulary).next().done === true;

/**
 * Holds a question against a finding. Every named slot must equal or subsume what the finding is about; every number,
 * time and content word must stand in it, and it must have the form that is wanted. Empty: the finding answers.
 * A number that looks like a result is a premise: where all else is met, the finding answers it, right or wrong.
 */
export const unmetBy = (profile: Profile, question: Question, vocabulary: Vocabulary): readonly Unmet[] => [
  ...unmetIn(profile, question, vocabulary),
];

/** Yields what is unmet, so that a caller who only wants to know whether anything is stops at the first. */
function* unmetIn(profile: Profile, question: Question, vocabulary: Vocabulary): Generator<Unmet> {
  let isComplete = true;
  for (const each of missingIn(profile, question, vocabulary)) {
    isComplete = false;
    yield each;
  }
  if (isComplete && !(hasForm(profile, question.wanted) && isCounted(profile, question)))
    yield { kind: 'form', label: formInWords(question), key: 'form' };
}

const POPULATION: ReadonlySet<ConceptKind> = new Set(['state', 'biomarker', 'disease', 'age']);

/**
 * A question that names nothing but a population asks how large that is: any other figure of the same patients would be
 * taken for its share.
 */
function isCounted({ finding: { item } }: Profile, { wanted, slots, words, numbers, durations }: Question): boolean {
  const named = slots.filter((slot) => slot.concept.kind !== 'source');
  const asksSize =
    wanted.figure !== undefined &&
    words.length + numbers.length + durations.length === 0 &&
    named.length > 0 &&
    named.every((slot) => POPULATION.has(slot.concept.kind));
  const isSize = wanted.figure !== 'percent' && item.about.includes('sample-size');
  return !asksSize || isSize || named.some((slot) => item.about.includes(slot.concept.id));
}

function* missingIn(profile: Profile, question: Question, vocabulary: Vocabulary): Generator<Unmet> {
  for (const slot of question.slots) {
    if (isMet(profile, slot, question, vocabulary)) continue;
    const { label, kind } = slot.concept;
    if (slot.role === 'origin')
      yield { kind: 'duration', label: `counted from ${originIn(slot)}`, key: `from ${slotKey(slot)}` };
    else yield { kind, label: slot.negated ? `${negation(slot)} ${label}` : label, key: slotKey(slot) };
  }
  for (const [one, other] of question.contrasts) {
    if (!isBlurred(profile, one, other)) continue;
    const from = other?.concept.label ?? 'others';
    yield { kind: one.concept.kind, label: `${one.concept.label} apart from ${from}`, key: 'apart' };
  }
  if (!isComparedAs(profile, question, vocabulary)) yield { kind: 'form', label: 'a comparison of', key: 'comparison' };
  for (const { duration } of question.durations) {
    if (!profile.durations.has(duration) && !isAge(profile, duration))
      yield { kind: 'duration', label: inWords(duration), key: duration };
  }
  for (const { number, premise } of question.numbers) {
    if (profile.numbers.has(number) || (premise && namesResult(question))) continue;
    yield { kind: 'number', label: number, key: number };
  }
  for (const word of question.words) {
    if (!isWordMet(profile, word)) yield { kind: 'word', label: word.typed, key: word.stem };
  }
}

/** Whether a finding sets against each other what the question does; where that takes two findings, each is of one side alone. */
function isComparedAs(profile: Profile, question: Question, vocabulary: Vocabulary): boolean {
  const { comparison, slots } = question;
  if (comparison === undefined || isHowItWasDone(profile, question)) return true;
  if (isAboutStudy(profile) && !isComparison(profile)) return false;
  if (comparison !== 'apart') return compares(profile, comparison, vocabulary);
  const therapies = slots.filter((slot) => isTherapy(slot.concept) && slot.role === 'asked');
  return !isComparison(profile) && standsApart(profile, therapies);
}

/** Whether a question is about how a comparison was done, and the finding says it. */
const isHowItWasDone = (profile: Profile, { wanted, slots }: Question): boolean =>
  isAboutStudy(profile) &&
  !wanted.result &&
  (wanted.prefers === 'definition' ||
    wanted.prefers === 'method' ||
    slots.some(({ concept }) => concept.kind === 'topic' && profile.own.has(concept.id)));

/** One figure for both populations together tells neither from the other, nor one of the first from all else. */
const isBlurred = ({ finding: { item, source } }: Profile, one: Slot, other: Slot | undefined): boolean => {
  const cohort = source.cohorts[item.population];
  const attributes: readonly string[] = [...(cohort?.attributes ?? []), ...(cohort?.ages ?? [])];
  return (other ? [one, other] : [one]).every(
    ({ concept }) => attributes.includes(concept.id) && !item.about.includes(concept.id),
  );
};

/** ">60 y" is an age where the finding is on people of an age. */
const isAge = (profile: Profile, duration: string): boolean => {
  const [months = '', unit] = duration.split(' ');
  const years = Number(months) / 12;
  return (
    unit === 'months' &&
    years >= 18 &&
    profile.numbers.has(String(years)) &&
    ['adults', 'elderly', 'adolescents'].some((age) => profile.covers.has(age))
  );
};

/** The event from which time is counted, in a noun: a state is named by an adjective. */
export const originIn = ({ concept, typed }: Slot): string =>
  concept.kind === 'state' ? typed.replace(/^(?:after|following|post|since|from)[\s-]/iu, '') : concept.label;

const negation = (slot: Slot): string => (isTherapy(slot.concept) ? 'without' : 'not');

/** A question that says what was measured and with what, so that a wrong number in it can be set right. */
const namesResult = (question: Question): boolean =>
  question.slots.some((slot) => slot.concept.kind === 'measure') &&
  question.slots.some((slot) => isTherapy(slot.concept));

function formInWords({ wanted }: Question): string {
  if (wanted.figure === 'percent') return 'a percentage for';
  if (wanted.figure === 'count' || wanted.figure === 'people') return 'a count for';
  return wanted.figure === 'any' ? 'a figure for' : 'a result for';
}

/** Whether a finding equals or subsumes what a slot names, as the question means it. */
function isMet(profile: Profile, slot: Slot, question: Question, vocabulary: Vocabulary): boolean {
  const { concept } = slot;
  if (slot.role === 'origin' && !isAboutStudy(profile)) return isCountedFrom(profile.finding, concept, vocabulary);
  if (concept.kind === 'topic') return isTopicMet(profile, slot, question);
  if (slot.role === 'excluded') return concept.kind === 'measure' || !isAboutAny(profile, concept.id, vocabulary);
  const contrary = question.slots.find((each) => each.concept.id === concept.id && each.negated !== slot.negated);
  if (contrary && isTherapy(concept) && isAboutStudy(profile) && isSubject(profile, concept)) return true;
  if (isAdded(profile, concept.id, question)) return true;
  if (isHeldAgainst(profile, slot, question, vocabulary)) return true;
  if (contrary)
    return isTherapy(concept) ? profile.finding.item.intervention.includes(concept.id) : profile.covers.has(concept.id);
  if (slot.negated)
    return (
      isTherapy(concept) &&
      profile.arms.some((arm) => arm.without.has(concept.id) && isNoMore(arm, givenWith(slot, question)))
    );
  if (isTherapy(concept)) return isTherapyMet(profile, slot, question, vocabulary);
  const { figure, time } = question.wanted;
  if (concept.kind === 'measure' && slot.role === 'asked' && (figure !== undefined || time === 'delay'))
    return isMeasured(profile, concept.id, vocabulary);
  if (isAboutStudy(profile) && profile.finding.source.subjects.includes(concept.id)) return true;
  if (concept.id === 'by-arm' && isAboutStudy(profile)) return sharesTopic(profile, slot, question);
  if (profile.covers.has(concept.id)) return true;
  const isModeled = MODELED.has(concept.id) && isAboutStudy(profile);
  return isModeled && slot.stems.every((stem) => profile.stems.has(stem));
}

/** Whether a finding has a word by which it can be asked for. Of an event that is no concept, only a definition can say. */
export const isWordMet = ({ finding, stems }: Profile, word: ContentWord): boolean =>
  word.origin === true ? finding.item.kind === 'definition' : stems.has(word.stem);

/** A measure that is asked for a figure must be what the finding measured, not what it touches. */
function isMeasured(profile: Profile, measure: string, vocabulary: Vocabulary): boolean {
  const { item } = profile.finding;
  if (!item.outcome) return item.statistics.length > 0 && profile.covers.has(measure);
  const { measure: measured } = item.outcome;
  if (vocabulary.broader(measured).has(measure)) return true;
  if (profile.direct.has(measure) && vocabulary.broader(measure).has(measured)) return true;
  return item.statistics.some((each) => each.kind === 'hazard-ratio') && profile.direct.has(measure);
}

/** "24 months" as people say it. */
export function inWords(duration: string): string {
  if (duration.startsWith('grade')) return duration;
  const [value = '', unit = ''] = duration.split(' ');
  if (unit === 'months' && Number(value) % 12 === 0) return `${Number(value) / 12}-year`;
  return `${value}-${unit.replace(/s$/u, '')}`;
}
