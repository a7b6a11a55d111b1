import type { Concept, ConceptKind } from '../evidence/schema.js';
import { compares, isComparison, standsApart } from './comparison.js';
import { isDivided, isSetApart } from './contrasts.js';
import { hasForm } from './form.js';
import { isCountedFrom } from './origin.js';
import type { Profile } from './profile.js';
import type { ContentWord, Question, Slot } from './question.js';
import { contains, partsOf, regimensWith } from './regimens.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

/** A part of the question that a finding does not meet, in words of the reader. */
export interface Unmet {
  readonly kind: ConceptKind | 'duration' | 'number' | 'word' | 'form';
  readonly label: string;
  /** Equal keys are the same missing thing. */
  readonly key: string;
}

/** What a register calls a trial. */
const TRIAL_NUMBERS: readonly string[] = ['trial-number', 'nct-number', 'eu-ct-number'];
/** Topics that only curation decides: "low-dose" in a name is no dose, "approved" by a committee no approval. */
export const STRICT: ReadonlySet<string> = new Set([
  'dose',
  'duration',
  'approval',
  'approval-date',
  'composition',
  'definition',
  'mechanism',
  'chemotherapy-backbone',
  'status-at-transplant',
  ...TRIAL_NUMBERS,
]);
/** Facts about how a study was done are also found by the name of what it studied. */
const ABOUT_THE_STUDY: ReadonlySet<string> = new Set(['method', 'definition', 'limitation', 'publication']);
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
  const combination = combinationOf(question, vocabulary);
  let isComplete = true;
  for (const each of missingIn(profile, question, combination, vocabulary)) {
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

function* missingIn(
  profile: Profile,
  question: Question,
  combination: readonly string[],
  vocabulary: Vocabulary,
): Generator<Unmet> {
  for (const slot of question.slots) {
    if (isMet(profile, slot, question, combination, vocabulary)) continue;
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
  if (ABOUT_THE_STUDY.has(profile.finding.item.kind) && !isComparison(profile)) return false;
  if (comparison !== 'apart') return compares(profile, comparison, vocabulary);
  const therapies = slots.filter((slot) => isTherapy(slot.concept) && slot.role === 'asked');
  return !isComparison(profile) && standsApart(profile, therapies);
}

/** Whether a question is about how a comparison was done, and the finding says it. */
const isHowItWasDone = ({ finding: { item }, own }: Profile, { wanted, slots }: Question): boolean =>
  ABOUT_THE_STUDY.has(item.kind) &&
  !wanted.result &&
  (wanted.prefers === 'definition' ||
    wanted.prefers === 'method' ||
    slots.some(({ concept }) => concept.kind === 'topic' && own.has(concept.id)));

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

function isMet(
  profile: Profile,
  slot: Slot,
  question: Question,
  combination: readonly string[],
  vocabulary: Vocabulary,
): boolean {
  const { concept } = slot;
  if (slot.role === 'origin' && !ABOUT_THE_STUDY.has(profile.finding.item.kind))
    return isCountedFrom(profile.finding, concept, vocabulary);
  if (concept.kind === 'topic') return isTopicMet(profile, slot, question);
  if (slot.role === 'excluded') return concept.kind === 'measure' || !isAboutAny(profile, concept.id, vocabulary);
  const contrary = question.slots.find((each) => each.concept.id === concept.id && each.negated !== slot.negated);
  if (contrary && isTherapy(concept) && ABOUT_THE_STUDY.has(profile.finding.item.kind) && isSubject(profile, concept))
    return true;
  if (isAdded(profile, concept.id, question)) return true;
  if (isHeldAgainst(profile, slot, question, vocabulary)) return true;
  if (contrary)
    return isTherapy(concept) ? profile.finding.item.intervention.includes(concept.id) : profile.covers.has(concept.id);
  if (slot.negated)
    return (
      isTherapy(concept) &&
      profile.arms.some((arm) => arm.without.has(concept.id) && isNoMore(arm, givenWith(slot, question)))
    );
  if (isTherapy(concept)) return isTherapyMet(profile, slot, question, combination, vocabulary);
  const { figure, time } = question.wanted;
  if (concept.kind === 'measure' && slot.role === 'asked' && (figure !== undefined || time === 'delay'))
    return isMeasured(profile, concept.id, vocabulary);
  if (ABOUT_THE_STUDY.has(profile.finding.item.kind) && profile.finding.source.subjects.includes(concept.id))
    return true;
  if (concept.id === 'by-arm' && ABOUT_THE_STUDY.has(profile.finding.item.kind))
    return sharesTopic(profile, slot, question);
  if (profile.covers.has(concept.id)) return true;
  const isModeled = MODELED.has(concept.id) && ABOUT_THE_STUDY.has(profile.finding.item.kind);
  return isModeled && slot.stems.every((stem) => profile.stems.has(stem));
}

/** Whether a finding is about a therapy or a member of a class, or a biomarker that is asked to be left out. */
const isAboutAny = ({ finding: { item } }: Profile, id: string, vocabulary: Vocabulary): boolean =>
  [...item.intervention, ...item.about].some((each) => vocabulary.broader(each).has(id));

/** Whether a finding has a word by which it can be asked for. Of an event that is no concept, only a definition can say. */
export const isWordMet = ({ finding, stems }: Profile, word: ContentWord): boolean =>
  word.origin === true ? finding.item.kind === 'definition' : stems.has(word.stem);

/** Topics overlap with plain language: a finding also meets them by using the very words. */
export function isTopicMet(profile: Profile, slot: Slot, question: Question): boolean {
  const { concept } = slot;
  if (slot.role === 'excluded') return !profile.finding.item.intervention.includes(concept.id);
  const isQualifier = concept.id === 'design' && question.slots.some((each) => each.concept.kind === 'measure');
  if (slot.role === 'study') return true;
  if (isOwnNumber(slot, question) || isOnsetOfOther(profile, slot, question)) return false;
  const aboutStudy = ABOUT_THE_STUDY.has(profile.finding.item.kind);
  if (aboutStudy && profile.finding.source.subjects.includes(concept.id)) return true;
  if (profile.covers.has(concept.id) && !isQualifier)
    return !isSetApart(slot, question) || profile.finding.item.outcome !== undefined;
  const isStrict =
    isDivided(slot, question) || (STRICT.has(concept.id) && !(aboutStudy && sharesTopic(profile, slot, question)));
  return !isStrict && slot.stems.length > 0 && slot.stems.every((stem) => profile.stems.has(stem));
}

/** Under which number a source itself is registered: the trials it mentions are others, and no source states its own. */
const isOwnNumber = ({ concept }: Slot, { slots }: Question): boolean =>
  TRIAL_NUMBERS.includes(concept.id) &&
  slots.length > 1 &&
  slots.every((slot) => slot.concept.kind === 'source' || TRIAL_NUMBERS.includes(slot.concept.id));

/** "How soon was it given?": when something else set in is no answer. */
const isOnsetOfOther = ({ finding: { item }, covers }: Profile, { concept }: Slot, { slots }: Question): boolean =>
  concept.id === 'onset' &&
  (item.outcome !== undefined || item.about.includes('time-to-ae')) &&
  !slots.some((each) => each.concept.kind === 'measure' && covers.has(each.concept.id));

/** Whether the finding has another topic of the question: an ethics committee approves too. */
const sharesTopic = (profile: Profile, slot: Slot, question: Question): boolean =>
  question.slots.some((each) => each !== slot && each.concept.kind === 'topic' && profile.own.has(each.concept.id));

/** A measure that is asked for a figure must be what the finding measured, not what it touches. */
function isMeasured(profile: Profile, measure: string, vocabulary: Vocabulary): boolean {
  const { item } = profile.finding;
  if (!item.outcome) return item.statistics.length > 0 && profile.covers.has(measure);
  const { measure: measured } = item.outcome;
  if (vocabulary.broader(measured).has(measure)) return true;
  if (profile.direct.has(measure) && vocabulary.broader(measure).has(measured)) return true;
  return item.statistics.some((each) => each.kind === 'hazard-ratio') && profile.direct.has(measure);
}

/** Whether what a therapy adds is asked, and the arms compared differ in it alone; then what both were given counts too. */
const isAdded = ({ added }: Profile, id: string, { wanted, slots }: Question): boolean =>
  wanted.effect === true &&
  added !== undefined &&
  slots.some((slot) => slot.concept.id === added.therapy) &&
  !slots.some((slot) => slot.negated && added.to.has(slot.concept.id)) &&
  (id === added.therapy || added.to.has(id));

/** What a question sets against its therapies: nothing, where it compares none. */
const versusIn = ({ comparison }: Question): readonly Slot[] =>
  typeof comparison === 'object' && typeof comparison.versus === 'object' ? comparison.versus : [];

/** The therapies that a question names together with a slot: those on the same side of a comparison. */
function givenWith(slot: Slot, question: Question): readonly Slot[] {
  const versus = versusIn(question);
  return question.slots.filter((each) => isTherapy(each.concept) && versus.includes(each) === versus.includes(slot));
}

/** Whether a slot is one side of the comparison that a finding makes: what the arms were given is then known from them. */
const isHeldAgainst = (profile: Profile, slot: Slot, { comparison }: Question, vocabulary: Vocabulary): boolean =>
  comparison !== undefined &&
  comparison !== 'apart' &&
  typeof comparison.versus !== 'string' &&
  [...comparison.of, ...comparison.versus].includes(slot) &&
  isComparison(profile) &&
  compares(profile, comparison, vocabulary);

/** Whether an arm is distinguished by nothing that the question leaves out: "without DLI" is not the arm with sorafenib. */
function isNoMore(arm: Profile['arms'][number], therapies: readonly Slot[]): boolean {
  const named = new Set(
    therapies.filter((each) => !each.negated).flatMap(({ concept }) => [concept.id, ...concept.components]),
  );
  return arm.given.every(
    (concept) =>
      COMMON.has(concept.id) ||
      named.has(concept.id) ||
      (concept.components.length > 0 && concept.components.every((id) => named.has(id))),
  );
}

/** Given to every arm, so that it distinguishes none. */
const COMMON: ReadonlySet<string> = new Set(['chemotherapy', 'conventional-therapy']);

function isTherapyMet(
  profile: Profile,
  slot: Slot,
  question: Question,
  combination: readonly string[],
  vocabulary: Vocabulary,
): boolean {
  const { concept } = slot;
  const { item } = profile.finding;
  if (profile.covers.has(concept.id)) return true;
  if ((slot.role === 'study' || ABOUT_THE_STUDY.has(item.kind)) && isSubject(profile, concept)) return true;
  const therapies = givenWith(slot, question);
  const positive = therapies.filter((each) => !each.negated);
  const without = therapies.filter((each) => each.negated);
  if (
    without.length > 0 &&
    profile.arms.some((arm) => arm.with.has(concept.id) && without.every((each) => arm.without.has(each.concept.id)))
  )
    return true;
  const regimens = positive.filter((each) => each !== slot && profile.covers.has(each.concept.id));
  if (regimens.some((each) => contains(each.concept.components, concept.id, vocabulary))) return true;
  return combination.some((id) => profile.direct.has(id));
}

/** Whether a source is about a therapy, or about the parts of it. */
const isSubject = ({ finding: { source } }: Profile, { id, components }: Concept): boolean =>
  source.subjects.includes(id) || (components.length > 0 && components.every((part) => source.subjects.includes(part)));

const combinations = new WeakMap<readonly Slot[], readonly string[]>();

/**
 * Several drugs named together describe the regimen that contains them all. Only the regimens with the fewest components
 * count, and a single drug never stands for a regimen: a backbone's use is not its result.
 */
function combinationOf(question: Question, vocabulary: Vocabulary): readonly string[] {
  const { slots } = question;
  const known = combinations.get(slots);
  if (known) return known;
  const therapies = slots.filter((slot) => isTherapy(slot.concept) && !slot.negated);
  const versus = versusIn(question);
  const found = [therapies.filter((slot) => !versus.includes(slot)), therapies.filter((slot) => versus.includes(slot))]
    .filter((side) => side.length > 1)
    .flatMap((side) =>
      regimensWith(
        [
          ...partsOf(
            side.map((slot) => slot.concept.id),
            vocabulary,
          ),
        ],
        vocabulary,
      ),
    );
  combinations.set(slots, found);
  return found;
}

/** "24 months" as people say it. */
export function inWords(duration: string): string {
  if (duration.startsWith('grade')) return duration;
  const [value = '', unit = ''] = duration.split(' ');
  if (unit === 'months' && Number(value) % 12 === 0) return `${Number(value) / 12}-year`;
  return `${value}-${unit.replace(/s$/u, '')}`;
}
