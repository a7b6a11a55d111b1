import type { ConceptKind } from '../evidence/schema.js';
import type { Profile } from './profile.js';
import type { Question, Slot } from './understand.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

/** A part of the question that a finding does not meet, in words of the reader. */
export interface Unmet {
  readonly kind: ConceptKind | 'duration' | 'number' | 'word';
  readonly label: string;
  /** Concept id, duration, number or stem: equal keys are the same missing thing. */
  readonly key: string;
}

/** Kinds that a finding also meets by using the very words: their names overlap with plain language. */
const LEXICAL: ReadonlySet<ConceptKind> = new Set(['topic', 'statistic', 'state']);

/**
 * Holds a question against a finding. Every named slot must equal or subsume what the finding is about; every number,
 * time and content word must stand in it. An empty result means that the finding answers.
 */
export function unmetBy(profile: Profile, question: Question, vocabulary: Vocabulary): readonly Unmet[] {
  const unmet: Unmet[] = [];
  const positive = question.slots.filter((slot) => isTherapy(slot.concept) && !slot.negated);
  const combination = describesCombination(profile, positive, vocabulary);
  for (const slot of question.slots) {
    if (isMet(profile, slot, positive, combination, vocabulary)) continue;
    const label = slot.negated ? `without ${slot.concept.label}` : slot.concept.label;
    unmet.push({ kind: slot.concept.kind, label, key: `${slot.negated ? '-' : ''}${slot.concept.id}` });
  }
  for (const duration of question.durations) {
    if (!profile.durations.has(duration)) unmet.push({ kind: 'duration', label: inWords(duration), key: duration });
  }
  for (const number of question.numbers) {
    if (!profile.numbers.has(number)) unmet.push({ kind: 'number', label: number, key: number });
  }
  for (const word of question.words) {
    if (!profile.stems.has(word.stem)) unmet.push({ kind: 'word', label: word.typed, key: word.stem });
  }
  return unmet;
}

function isMet(
  profile: Profile,
  slot: Slot,
  positive: readonly Slot[],
  combination: boolean,
  vocabulary: Vocabulary,
): boolean {
  const { concept } = slot;
  if (slot.negated) return profile.without.has(concept.id);
  if (isTherapy(concept)) {
    if (combination || profile.covers.has(concept.id)) return true;
    return positive.some((each) => each !== slot && componentsOf(each, vocabulary).has(concept.id) && profile.covers.has(each.concept.id));
  }
  if (profile.covers.has(concept.id)) return true;
  return LEXICAL.has(concept.kind) && slot.stems.every((stem) => profile.stems.has(stem));
}

/** Everything a regimen contains, with the classes of its components. */
function componentsOf(slot: Slot, vocabulary: Vocabulary): ReadonlySet<string> {
  return new Set(slot.concept.components.flatMap((id) => [...vocabulary.broader(id)]));
}

/**
 * Several drugs named together describe the regimen that contains them all. Only the regimens with the fewest components
 * count, and a single drug never stands for a regimen: a backbone's use is not its result.
 */
function describesCombination(profile: Profile, therapies: readonly Slot[], vocabulary: Vocabulary): boolean {
  if (therapies.length < 2 || therapies.some((slot) => slot.concept.components.length > 0)) return false;
  const containing = [...vocabulary.concepts.values()].filter((concept) => {
    if (concept.components.length < therapies.length) return false;
    const contained = new Set(concept.components.flatMap((id) => [...vocabulary.broader(id)]));
    return therapies.every((slot) => contained.has(slot.concept.id));
  });
  const fewest = Math.min(...containing.map((concept) => concept.components.length));
  return containing.some((concept) => concept.components.length === fewest && profile.direct.has(concept.id));
}

/** "24 months" as people say it. */
export function inWords(duration: string): string {
  const [value = '', unit = ''] = duration.split(' ');
  if (unit === 'months' && Number(value) % 12 === 0) return `${Number(value) / 12}-year`;
  return `${value}-${unit.replace(/s$/u, '')}`;
}
