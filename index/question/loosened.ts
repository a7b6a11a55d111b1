import { isPreferred } from '../ranking.js';
import { isAgainst, SUBGROUPS } from './contrasts.js';
import { isWordMet } from './demands.js';
import type { Profile, Test } from './profile.js';
import type { ContentWord, Question, Slot } from './question.js';
import { isStudy } from './roles.js';
import { isNarrowed, STRICT, topicTest } from './topics.js';
import { isHead } from './understand.js';
import { isTherapy } from './vocabulary.js';

/** A question without its ordinary words, and these. */
export interface Loosened {
  readonly core: Question;
  readonly words: readonly ContentWord[];
  /** Topics that only ordinary words point to. */
  readonly cues: readonly { readonly typed: string; readonly isMet: Test }[];
}

/** The same question without the ordinary words that nothing named; nothing where it has none. */
export function loosened(question: Question): Loosened | undefined {
  const asksFigure =
    question.wanted.figure !== undefined || question.slots.some((slot) => slot.concept.kind === 'measure');
  const isOptional = ({ optional }: ContentWord) => optional === 'always' || (optional === 'in words' && !asksFigure);
  const words = question.words.filter(isOptional);
  const cues = question.slots.filter((slot) => slot.cue && slot.role === 'asked' && !isEssential(slot, question));
  if (words.length + cues.length === 0) return undefined;
  const core: Question = {
    ...question,
    words: question.words.filter((word) => !isOptional(word)),
    slots: question.slots.filter((slot) => !cues.includes(slot)),
  };
  return { core, words, cues: cues.map((cue) => ({ typed: cue.typed, isMet: topicTest(cue, core) })) };
}

/** A topic that is asked about, that divides the patients whose figure is asked for or is held against, cannot be left out. */
const isEssential = (slot: Slot, question: Question): boolean => {
  const { concept, from } = slot;
  const { slots, tokens } = question;
  return (
    STRICT.has(concept.id) ||
    isNarrowed(slot, question) ||
    isHead(tokens, from) ||
    isAgainst(tokens[from - 1]?.word) ||
    concept.id === 'sample-size' ||
    concept.id === 'onset' ||
    (concept.id === 'design' && slots.some((each) => each.concept.id === 'sample-size')) ||
    (SUBGROUPS.has(concept.id) && slots.some((each) => DIVIDED.has(each.concept.kind)))
  );
};

/** What differs between parts of the patients. */
const DIVIDED: ReadonlySet<string> = new Set(['measure', 'statistic']);

/** The ordinary words, as typed, that a finding does not have. */
export const leftOutBy = (profile: Profile, { words, cues }: Loosened): readonly string[] => [
  ...words.filter((word) => !isWordMet(profile, word)).map((word) => word.typed),
  ...cues.filter(({ isMet }) => !isMet(profile)).map((cue) => cue.typed),
];

/**
 * Whether enough is left for a finding to answer: something the question is about, something it asks of that, and no
 * more left out than is met.
 */
export function isStillAsked(profile: Profile, { core, words, cues }: Loosened, leftOut: readonly string[]): boolean {
  // "The review" only says whose it is.
  const naming = words.filter((word) => isStudy(word.typed) && isWordMet(profile, word)).length;
  const met = words.length + cues.length - leftOut.length - naming;
  const subjects = core.slots.filter(({ concept }) => isTherapy(concept) || SUBJECTS.has(concept.kind)).length;
  const aspects =
    core.slots.filter(({ concept }) => ASPECTS.has(concept.kind)).length +
    core.words.length +
    core.durations.length +
    met +
    (core.wanted.prefers !== undefined && isPreferred(profile.finding.item, core.wanted.prefers) ? 1 : 0);
  return (
    subjects > 0 && aspects > 0 && leftOut.length <= subjects + aspects && profile.finding.item.kind !== 'publication'
  );
}

const SUBJECTS: ReadonlySet<string> = new Set(['biomarker', 'trial', 'source', 'disease', 'state', 'age']);
const ASPECTS: ReadonlySet<string> = new Set(['measure', 'topic', 'statistic']);
