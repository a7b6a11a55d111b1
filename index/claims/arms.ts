import type { Arm, Concept } from '../evidence/schema.js';
import type { Slot } from '../question/question.js';
import type { Vocabulary } from '../question/vocabulary.js';
import type { ArmNamed } from './claim.js';
import type { Fact } from './fact.js';
import type { Holding } from './holding.js';

/** Given to every arm, so that it distinguishes none. */
const COMMON: ReadonlySet<string> = new Set(['chemotherapy', 'conventional-therapy', 'standard-chemotherapy']);

export const namesArm = (arm: ArmNamed): boolean =>
  arm.given.length + arm.without.length > 0 || arm.group !== undefined || arm.called !== undefined;

/** What a concept brings along when it is named: itself, its parts, and what it is a kind of. */
function partsOf(concept: Concept, vocabulary: Vocabulary): string[] {
  return [concept.id, ...concept.components, ...concept.parents.filter((id) => isAgent(id, vocabulary))];
}

const isAgent = (id: string, vocabulary: Vocabulary): boolean => {
  const kind = vocabulary.concepts.get(id)?.kind;
  return kind === 'agent' || kind === 'cell-therapy' || kind === 'regimen';
};

const received = new WeakMap<Arm, ReadonlySet<string>>();

/** What an arm was given, its parts, and everything broader. */
function receivedIn(arm: Arm, vocabulary: Vocabulary): ReadonlySet<string> {
  const known = received.get(arm);
  if (known) return known;
  const parts = arm.with.flatMap((id) => [id, ...(vocabulary.concepts.get(id)?.components ?? [])]);
  const all = new Set(parts.flatMap((id) => [...vocabulary.broader(id)]));
  received.set(arm, all);
  return all;
}

/**
 * Whether what is named is this arm: all of it is given there, and nothing that distinguishes the arm is left out.
 * @param isSubject what a finding counts among those of an arm, so that it need not be what the arm was given.
 */
export function isArm(
  arm: Arm,
  claimed: ArmNamed,
  vocabulary: Vocabulary,
  isSubject?: (concept: Concept) => boolean,
): boolean {
  if (isSubject) return isArmWith(arm, claimed, vocabulary, isSubject);
  const known = judged.get(claimed) ?? new Map<Arm, boolean>();
  judged.set(claimed, known);
  const verdict = known.get(arm) ?? isArmWith(arm, claimed, vocabulary, () => false);
  known.set(arm, verdict);
  return verdict;
}

/** A message names few arms, and each is held against every fact. */
const judged = new WeakMap<ArmNamed, Map<Arm, boolean>>();

function isArmWith(
  arm: Arm,
  { given, without }: ArmNamed,
  vocabulary: Vocabulary,
  isSubject: (concept: Concept) => boolean,
): boolean {
  const concepts = given.map((slot) => slot.concept);
  const whole = receivedIn(arm, vocabulary);
  const called = new Set(
    given.filter((slot) => arm.aliases.includes(slot.typed.toLowerCase())).map((slot) => slot.concept.id),
  );
  const isReceived = (concept: Concept): boolean =>
    COMMON.has(concept.id) ||
    called.has(concept.id) ||
    whole.has(concept.id) ||
    (concept.components.length > 0 && concept.components.every((id) => COMMON.has(id) || whole.has(id))) ||
    concept.parents.some((id) => arm.with.includes(id) && isAgent(id, vocabulary));
  const named = new Set(concepts.flatMap((concept) => partsOf(concept, vocabulary)));
  const isNamed = (id: string): boolean => {
    const components = vocabulary.concepts.get(id)?.components ?? [];
    return (
      COMMON.has(id) ||
      named.has(id) ||
      (components.length > 0 && components.every((each) => COMMON.has(each) || named.has(each)))
    );
  };
  const isExact =
    called.size > 0 || concepts.some((concept) => !COMMON.has(concept.id) && arm.with.includes(concept.id));
  const missing = new Set(without.map((slot) => slot.concept.id));
  return (
    arm.with.length + arm.without.length > 0 &&
    concepts.every((concept) => isReceived(concept) || isSubject(concept)) &&
    without.every((slot) => arm.without.includes(slot.concept.id)) &&
    (called.size > 0 || arm.with.every(isNamed)) &&
    (isExact || arm.without.every((id) => missing.has(id)))
  );
}

const about = new WeakMap<Holding, Map<string, boolean>>();

/** Whether a therapy that is named is one that the finding is about, by its own name or a part of it. */
export function isAbout(holding: Holding, { concept }: Slot, vocabulary: Vocabulary): boolean {
  const known = about.get(holding) ?? new Map<string, boolean>();
  about.set(holding, known);
  const isIt = known.get(concept.id) ?? isNamedIn(holding, concept, vocabulary);
  known.set(concept.id, isIt);
  return isIt;
}

function isNamedIn(holding: Holding, concept: Concept, vocabulary: Vocabulary): boolean {
  if (holding.named.has(concept.id) || COMMON.has(concept.id)) return true;
  return [...holding.named].some((id) => {
    const components = vocabulary.concepts.get(id)?.components ?? [];
    return components.includes(concept.id) && holding.statement.includes(concept.label.toLowerCase());
  });
}

/** How a claim's arm and the one a fact was measured in differ: nothing where they are the same. */
export function armOf(
  claim: ArmNamed,
  fact: Fact,
  holding: Holding,
  vocabulary: Vocabulary,
): 'same' | 'arm' | 'intervention' | 'unnamed' {
  const strange = claim.given.filter((slot) => !isAbout(holding, slot, vocabulary));
  const { contrast, arm } = fact;
  if (contrast) {
    if (claim.group !== undefined) return 'arm';
    if (strange.length > 0 && !isArm(contrast.of, claim, vocabulary)) return 'intervention';
    if (claim.given.length === 0)
      return claim.without.length > 0 && fact.statistic?.kind === 'p-value' ? 'same' : 'unnamed';
    const of = { ...claim, without: [] };
    return isArm(contrast.of, of, vocabulary) || isArm(contrast.of, claim, vocabulary) ? 'same' : 'arm';
  }
  if (arm) {
    if (claim.group === 'all') return 'arm';
    if (claim.group === 'control') return arm.control ? 'same' : 'arm';
    if (!namesArm(claim)) return 'unnamed';
    if (claim.other === 'rest' && !arm.control) return 'arm';
    if (claim.other) return isArm(arm, claim, vocabulary) ? 'arm' : sibling(claim, fact, holding, vocabulary);
    if (claim.called !== undefined && !arm.aliases.includes(claim.called)) return 'arm';
    if (claim.called !== undefined && isCalledSo(claim)) return 'same';
    if (isArm(arm, claim, vocabulary) || isArm(arm, claim, vocabulary, subjectOf(holding, arm))) return 'same';
    return strange.length > 0 ? 'intervention' : 'arm';
  }
  if (claim.group === 'control') return 'arm';
  if (strange.length > 0) return 'intervention';
  if (claim.other) return 'arm';
  if (claim.group === 'all') return 'same';
  const arms = holding.facts.flatMap((each) => (each.arm ? [each.arm] : []));
  if (namesArm(claim) && arms.some((each) => isArm(each, claim, vocabulary))) return 'arm';
  if (claim.given.some((slot) => isArmOfOthers(slot.concept.id, fact, holding))) return 'arm';
  return claim.without.every((slot) => holding.withouts.has(slot.concept.id)) ? 'same' : 'arm';
}

/** "The best arm": its study calls it so, and nothing else is named. */
const isCalledSo = ({ given, without }: ArmNamed): boolean => given.length + without.length === 0;

/** "15 in the sorafenib arm" is not said by 15 of all, where the finding counts that arm by itself. */
const isArmOfOthers = (id: string, fact: Fact, holding: Holding): boolean =>
  !holding.finding.item.intervention.includes(id) &&
  holding.facts.some((each) => each !== fact && each.arm?.with.includes(id)) &&
  holding.facts.some((each) => each.arm?.without.includes(id));

/** "DLI was given to 33 of 38 with sorafenib": what the finding counts is not what makes the arm. */
function subjectOf(holding: Holding, arm: Arm): (concept: Concept) => boolean {
  const { intervention, about } = holding.finding.item;
  return ({ id, components }) =>
    (intervention.includes(id) || about.includes(id)) &&
    ![id, ...components].some((each) => arm.without.includes(each));
}

/** "The other side" is one that the same finding holds against the arm that is named. */
function sibling(claim: ArmNamed, fact: Fact, holding: Holding, vocabulary: Vocabulary): 'same' | 'arm' {
  return holding.facts.some(
    (each) => each !== fact && each.arm && isArm(each.arm, claim, vocabulary, subjectOf(holding, each.arm)),
  )
    ? 'same'
    : 'arm';
}
