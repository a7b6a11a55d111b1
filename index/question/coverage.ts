import { demandsOf, type Unmet } from './demands.js';
import type { Profile } from './profile.js';
import type { Question } from './question.js';
import type { Vocabulary } from './vocabulary.js';

/** Whether a finding meets all of a question. */
export function answers(profile: Profile, question: Question, vocabulary: Vocabulary): boolean {
  const { isMet, form } = demandsOf(question, vocabulary);
  return isMet(profile) && form.isMet(profile);
}

/**
 * Holds a question against a finding. Every named slot must equal or subsume what the finding is about; every number,
 * time and content word must stand in it, and it must have the form that is wanted. Empty: the finding answers.
 * A number that looks like a result is a premise: where all else is met, the finding answers it, right or wrong.
 */
export function unmetBy(profile: Profile, question: Question, vocabulary: Vocabulary): readonly Unmet[] {
  const { parts, form } = demandsOf(question, vocabulary);
  const unmet = parts.filter(({ isMet }) => !isMet(profile));
  if (unmet.length > 0) return unmet.map(({ lacking }) => lacking);
  return form.isMet(profile) ? [] : [form.lacking];
}
