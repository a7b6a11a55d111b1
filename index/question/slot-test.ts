import { isCountedFrom } from './origin.js';
import type { Profile, Test } from './profile.js';
import type { Question, Slot } from './question.js';
import { isAboutStudy, isSubject } from './study.js';
import { addedTest, heldAgainstTest, isAboutAny, therapyTest, withoutTest } from './therapies.js';
import { sharesTopic, topicTest } from './topics.js';
import { isHead } from './understand.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

/** Statistics that a method describes as well as a result has them. */
const MODELED: ReadonlySet<string> = new Set([
  'adjusted',
  'unadjusted',
  'p-value',
  'confidence-interval',
  'hazard-ratio',
]);

/** Whether a finding equals or subsumes what a slot names, as the question means it. */
export function slotTest(slot: Slot, question: Question, vocabulary: Vocabulary): Test {
  const { concept, role } = slot;
  const isNamed = namedTest(slot, question, vocabulary);
  if (role !== 'origin') return isNamed;
  return (profile) => (isAboutStudy(profile) ? isNamed(profile) : isCountedFrom(profile.finding, concept, vocabulary));
}

function namedTest(slot: Slot, question: Question, vocabulary: Vocabulary): Test {
  const { concept, role, negated } = slot;
  if (concept.kind === 'topic') return topicTest(slot, question);
  if (role === 'excluded')
    return concept.kind === 'measure' ? () => true : (profile) => !isAboutAny(profile, concept.id, vocabulary);
  const isOfBoth = question.slots.some((each) => each.concept.id === concept.id && each.negated !== negated);
  const isAdded = addedTest(concept.id, question);
  const isHeldAgainst = heldAgainstTest(slot, question, vocabulary);
  const isHad = isOfBoth ? bothTest(slot) : hadTest(slot, question, vocabulary);
  if (concept.kind === 'class' && isHead(question.tokens, slot.from))
    return (profile) => isHad(profile) && hasMember(profile, concept.id, vocabulary);
  return (profile) => isAdded(profile) || isHeldAgainst(profile) || isHad(profile);
}

/** "Which BCL-2 inhibitor": a finding that only names the class does not say. */
const hasMember = ({ direct }: Profile, id: string, { broader }: Vocabulary): boolean =>
  [...direct].some((each) => each !== id && broader(each).has(id));

/** What a question names with and without. */
const bothTest = ({ concept }: Slot): Test =>
  isTherapy(concept)
    ? (profile) =>
        profile.finding.item.intervention.includes(concept.id) || (isAboutStudy(profile) && isSubject(profile, concept))
    : ({ covers }) => covers.has(concept.id);

function hadTest(slot: Slot, question: Question, vocabulary: Vocabulary): Test {
  const { concept, role, negated } = slot;
  if (negated) return isTherapy(concept) ? withoutTest(slot, question) : () => false;
  if (isTherapy(concept)) {
    const isMet = therapyTest(slot, question, vocabulary);
    if (question.wanted.figure === undefined) return isMet;
    const isJoint = jointTest(slot, question);
    return (profile) => isMet(profile) && !isJoint(profile);
  }
  const { figure, time } = question.wanted;
  if (concept.kind === 'measure' && role === 'asked' && (figure !== undefined || time === 'delay'))
    return (profile) => isMeasured(profile, concept.id, vocabulary);
  return (profile) => {
    if (!isAboutStudy(profile)) return profile.covers.has(concept.id);
    if (profile.finding.source.subjects.includes(concept.id)) return true;
    if (concept.id === 'by-arm') return sharesTopic(profile, slot, question);
    if (profile.covers.has(concept.id)) return true;
    return MODELED.has(concept.id) && slot.stems.every((stem) => profile.stems.has(stem));
  };
}

/** "30 received sorafenib or dasatinib": the number of both together is that of neither, where one alone is asked for. */
function jointTest(slot: Slot, { slots }: Question): Test {
  const isCalled = ({ concept }: Slot, word: string) =>
    [concept.label, ...concept.aliases].some((name) => name.toLowerCase() === word.toLowerCase());
  const isOther = (word: string) => !slots.some((each) => isCalled(each, word));
  return ({ finding: { item } }) =>
    item.outcome === undefined &&
    [...item.statement.matchAll(EITHER)].some(
      ([, one = '', other = '']) => (isCalled(slot, one) && isOther(other)) || (isCalled(slot, other) && isOther(one)),
    );
}

const EITHER = /([\p{L}\p{N}-]+) or ([\p{L}\p{N}-]+)/gu;

/** A measure that is asked for a figure must be what the finding measured, not what it touches. */
function isMeasured(profile: Profile, measure: string, vocabulary: Vocabulary): boolean {
  const { item } = profile.finding;
  if (!item.outcome) return item.statistics.length > 0 && profile.covers.has(measure);
  const { measure: measured } = item.outcome;
  if (vocabulary.broader(measured).has(measure)) return true;
  if (profile.direct.has(measure) && vocabulary.broader(measure).has(measured)) return true;
  return item.statistics.some((each) => each.kind === 'hazard-ratio') && profile.direct.has(measure);
}
