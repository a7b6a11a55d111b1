import type { Concept } from '../evidence/schema.js';
import { compares, isComparison } from './comparison.js';
import type { Profile, Test } from './profile.js';
import type { Question, Slot } from './question.js';
import { contains, partsOf, regimensWith } from './regimens.js';
import { isAboutStudy, isSubject } from './study.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

const NEVER: Test = () => false;

/** Whether what a therapy adds is asked, and the arms compared differ in it alone; then what both were given counts too. */
export function addedTest(id: string, { wanted, slots }: Question): Test {
  if (wanted.effect !== true) return NEVER;
  return ({ added }) =>
    added !== undefined &&
    slots.some((slot) => slot.concept.id === added.therapy) &&
    !slots.some((slot) => slot.negated && added.to.has(slot.concept.id)) &&
    (id === added.therapy || added.to.has(id));
}

/** What a question sets against its therapies: nothing, where it compares none. */
const versusIn = ({ comparison }: Question): readonly Slot[] =>
  typeof comparison === 'object' && typeof comparison.versus === 'object' ? comparison.versus : [];

const sides = new WeakMap<readonly Slot[], readonly [versus: readonly Slot[], of: readonly Slot[]]>();

/** The therapies that a question names together with a slot: those on the same side of a comparison. */
function givenWith(slot: Slot, question: Question): readonly Slot[] {
  const versus = versusIn(question);
  const therapies = () => question.slots.filter((each) => isTherapy(each.concept));
  const known = sides.get(question.slots) ?? [
    therapies().filter((each) => versus.includes(each)),
    therapies().filter((each) => !versus.includes(each)),
  ];
  sides.set(question.slots, known);
  return known[versus.includes(slot) ? 0 : 1];
}

/** Whether a slot is one side of the comparison that a finding makes: what the arms were given is then known from them. */
export function heldAgainstTest(slot: Slot, { comparison }: Question, vocabulary: Vocabulary): Test {
  if (comparison === undefined || comparison === 'apart' || typeof comparison.versus === 'string') return NEVER;
  if (!comparison.of.includes(slot) && !comparison.versus.includes(slot)) return NEVER;
  return (profile) => isComparison(profile) && compares(profile, comparison, vocabulary);
}

/** Whether an arm went without a therapy, and is distinguished by nothing that the question leaves out: "without DLI" is not the arm with sorafenib. */
export function withoutTest(slot: Slot, question: Question): Test {
  const named = new Set(
    givenWith(slot, question)
      .filter((each) => !each.negated)
      .flatMap(({ concept }) => [concept.id, ...concept.components]),
  );
  const isAsked = ({ id, components }: Concept) =>
    COMMON.has(id) || named.has(id) || (components.length > 0 && components.every((part) => named.has(part)));
  return ({ arms }) => arms.some((arm) => arm.without.has(slot.concept.id) && arm.given.every(isAsked));
}

/** Given to every arm, so that it distinguishes none. */
const COMMON: ReadonlySet<string> = new Set(['chemotherapy', 'conventional-therapy']);

/** Whether a finding is about a therapy, or about what it was given with. */
export function therapyTest(slot: Slot, question: Question, vocabulary: Vocabulary): Test {
  const { concept, role } = slot;
  const therapies = givenWith(slot, question);
  const without = therapies.filter((each) => each.negated);
  const regimens = therapies
    .filter((each) => !each.negated && each !== slot && contains(each.concept.components, concept.id, vocabulary))
    .map((each) => each.concept.id);
  const combinations = combinationOf(question, vocabulary);
  const isOfOneArm: Test = ({ arms }) =>
    arms.some((arm) => arm.with.has(concept.id) && without.every((each) => arm.without.has(each.concept.id)));
  return (profile) =>
    profile.covers.has(concept.id) ||
    ((role === 'study' || isAboutStudy(profile)) && isSubject(profile, concept)) ||
    (without.length > 0 && isOfOneArm(profile)) ||
    regimens.some((id) => profile.covers.has(id)) ||
    combinations.some((id) => profile.direct.has(id));
}

const combinationsOf = new WeakMap<readonly Slot[], readonly string[]>();

/**
 * Several drugs named together describe the regimen that contains them all. Only the regimens with the fewest components
 * count, and a single drug never stands for a regimen: a backbone's use is not its result.
 */
function combinationOf(question: Question, vocabulary: Vocabulary): readonly string[] {
  const { slots } = question;
  const known = combinationsOf.get(slots);
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
  combinationsOf.set(slots, found);
  return found;
}

/** Whether a finding is about a therapy or a member of a class, or a biomarker that is asked to be left out. */
export const isAboutAny = ({ finding: { item } }: Profile, id: string, vocabulary: Vocabulary): boolean =>
  [...item.intervention, ...item.about].some((each) => vocabulary.broader(each).has(id));
