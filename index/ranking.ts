import type { Concept, Item, StatisticKind } from './evidence/schema.js';
import { isComparison } from './question/comparison.js';
import type { Profile } from './question/profile.js';
import type { Question, Slot } from './question/question.js';
import type { Vocabulary } from './question/vocabulary.js';

/** How directly a finding that answers is about what was asked; orders answers, never admits one. */
export function closeness(profile: Profile, question: Question, vocabulary: Vocabulary): number {
  const { item } = profile.finding;
  const asked = new Set(question.slots.map((slot) => slot.concept.id));
  const forSlot = ({ concept, negated, typed }: Slot): number => {
    if (negated) return 2;
    // What is asked without being named is what the finding has to be about first.
    if (typed === '' && item.about[0] === concept.id) return 4;
    if (item.intervention.includes(concept.id) || item.outcome?.measure === concept.id) return 3;
    if (
      concept.kind === 'measure' &&
      item.outcome &&
      item.statistics.length > 0 &&
      vocabulary.broader(item.outcome.measure).has(concept.id)
    )
      return vocabulary.narrower(concept.id)[0]?.id === item.outcome.measure ? 2.8 : 2.5;
    if (profile.own.has(concept.id)) return item.about[0] !== concept.id ? 2 : item.kind === 'definition' ? 3 : 2.3;
    return profile.covers.has(concept.id) ? 1 : 0;
  };
  // Whoever names a trial asks for all that it gave, whoever asks for new agents for all of them.
  const isOpen = question.slots.some(({ concept }) => concept.kind === 'trial' || concept.id === 'new-agents');
  const unasked = isOpen ? 0 : [...item.intervention, ...item.comparator].filter((id) => !asked.has(id)).length;
  const asksRatio = question.slots.some((slot) => slot.concept.id === 'hazard-ratio');
  const isSubject = asksRatio && item.intervention.some((id) => profile.finding.source.subjects.includes(id)) ? 1.5 : 0;
  const figures = item.kind === 'result' || item.kind === 'treatment' || item.kind === 'characteristic' ? 0.5 : 0;
  const own = item.attribution === 'primary' ? 0.5 : 0;
  const [first] = item.statistics;
  const namesMeasure = question.slots.some((slot) => slot.concept.kind === 'measure');
  const { figure } = question.wanted;
  const isCounted =
    (figure === 'count' || figure === 'people') &&
    (first?.kind === 'count' || (first?.kind === 'proportion' && first.percent === undefined))
      ? 1
      : 0;
  const plainest = isCounted + (first && (namesMeasure || question.wanted.result) ? (PLAINNESS[first.kind] ?? 0) : 0);
  const { prefers } = question.wanted;
  const preferred = prefers !== undefined && isPreferred(item, prefers) ? 6 : 0;
  // "Does it work?" asks what came of it, not what was expected of it.
  const outcome = question.wanted.result && item.outcome !== undefined ? 2 : 0;
  // Where two therapies are set against each other, what compares them comes first, unless it is asked how.
  const contrast = question.comparison && !isOfStudy(question) && isComparison(profile) ? 6 : 0;
  // Who asks of the elderly or the relapsed asks of all of them, not of those with a mutation.
  const attributes = profile.finding.source.cohorts[item.population]?.attributes ?? [];
  const isNarrow = attributes.some((id) => isMarker(id, vocabulary) && !asked.has(id)) && asksOfAll(question);
  // Who wrote it is no news of a disease.
  const imprint = item.kind === 'publication' && question.slots.every((slot) => isDisease(slot.concept)) ? -3 : 0;
  return (
    preferred +
    outcome +
    contrast +
    imprint -
    (isNarrow ? 1 : 0) +
    question.slots.reduce((sum, slot) => sum + forSlot(slot), 0) -
    0.5 * unasked +
    figures +
    own +
    plainest +
    isSubject
  );
}

const isMarker = (id: string, { concepts }: Vocabulary): boolean => concepts.get(id)?.kind === 'biomarker';
const asksOfAll = ({ slots }: Question): boolean =>
  slots.some(({ concept }) => concept.kind === 'age' || concept.kind === 'state') &&
  !slots.some(({ concept }) => concept.kind === 'biomarker');

const isOfStudy = ({ wanted: { prefers } }: Question): boolean => prefers === 'definition' || prefers === 'method';

const isDisease = ({ kind }: Concept): boolean => kind === 'disease' || kind === 'age' || kind === 'state';

/** Where a question leaves the kind of figure open, the plainest comes first. */
const PLAINNESS: Readonly<Partial<Record<StatisticKind, number>>> = {
  rate: 1,
  proportion: 1,
  median: 0.6,
  count: 0.5,
  'hazard-ratio': 0.3,
};

/** A question for what something is also asks for what it is made of. */
const DEFINING: ReadonlySet<string> = new Set(['composition', 'drug-class']);

/** Whether an item is of the kind that a question's wording asks for. */
export const isPreferred = (item: Item, prefers: NonNullable<Question['wanted']['prefers']>): boolean =>
  PREFERRED[prefers].has(item.kind) || (prefers === 'definition' && item.about.some((topic) => DEFINING.has(topic)));

const PREFERRED: Readonly<Record<NonNullable<Question['wanted']['prefers']>, ReadonlySet<string>>> = {
  definition: new Set(['definition']),
  method: new Set(['method', 'definition', 'limitation']),
  position: new Set(['position', 'background']),
  reason: new Set(['position', 'background', 'limitation']),
};
