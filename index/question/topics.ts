import { stemsOf } from '../retrieval/tokens.js';
import { isDivided, isSetApart } from './contrasts.js';
import type { Profile, Test } from './profile.js';
import type { Question, Slot } from './question.js';
import { isAboutStudy } from './study.js';
import { isHead } from './understand.js';

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

/** Topics overlap with plain language: a finding also meets them by using the very words. */
export function topicTest(slot: Slot, question: Question): Test {
  const { concept, role, stems } = slot;
  if (role === 'excluded') return ({ finding }) => !finding.item.intervention.includes(concept.id);
  if (role === 'study') return () => true;
  if (isOwnNumber(slot, question)) return () => false;
  const isQualifier = concept.id === 'design' && question.slots.some((each) => each.concept.kind === 'measure');
  const setApart = isSetApart(slot, question);
  const divided = isDivided(slot, question);
  // What is asked for by its name must be said by the finding, not by the description of its study.
  const isSaid = isHead(question.tokens, slot.from) || isNarrowed(slot, question);
  const stemsIn = isSaid ? ownStems : ({ stems: all }: Profile) => all;
  return (profile) => {
    if (isOnsetOfOther(profile, slot, question)) return false;
    const aboutStudy = isAboutStudy(profile);
    if (aboutStudy && profile.finding.source.subjects.includes(concept.id)) return true;
    if (profile.covers.has(concept.id) && !isQualifier) return !setApart || profile.finding.item.outcome !== undefined;
    const isStrict = divided || (STRICT.has(concept.id) && !(aboutStudy && sharesTopic(profile, slot, question)));
    return !isStrict && stems.length > 0 && stems.every((stem) => stemsIn(profile).has(stem));
  };
}

/** "Nanfang hospital": a topic behind a name that is none of ours is that one alone. */
export const isNarrowed = ({ from }: Slot, { words }: Question): boolean =>
  words.some((word) => word.to === from && word.name);

const ownStems = ({ finding: { item } }: Profile): ReadonlySet<string> =>
  new Set(stemsOf([item.statement, ...item.keywords].join(' . ')));

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
export const sharesTopic = (profile: Profile, slot: Slot, question: Question): boolean =>
  question.slots.some((each) => each !== slot && each.concept.kind === 'topic' && profile.own.has(each.concept.id));
