import type { Finding } from '../evidence/corpus.js';
import { numbersIn } from '../evidence/numbers.js';
import type { Concept, Item, Statistic } from '../evidence/schema.js';
import { numbersOf } from '../evidence/statistics.js';
import { stemsOf, tokenize } from '../retrieval/tokens.js';
import { type Duration, durationsIn, toDuration } from './duration.js';
import { partsOf } from './regimens.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

/** What a finding can answer: every slot of a question is held against this. */
export interface Profile {
  readonly finding: Finding;
  /** Concepts the finding is about, without the broader ones. */
  readonly direct: ReadonlySet<string>;
  /** `direct` without what only describes the population. */
  readonly own: ReadonlySet<string>;
  /** `direct` and everything broader. */
  readonly covers: ReadonlySet<string>;
  /** The arms whose figures the finding has; `with` includes the broader concepts. */
  readonly arms: readonly {
    readonly given: readonly Concept[];
    readonly with: ReadonlySet<string>;
    readonly without: ReadonlySet<string>;
  }[];
  /** Where the arms compared differ in one therapy alone: that one, and what both were given. */
  readonly added?: { readonly therapy: string; readonly to: ReadonlySet<string> };
  readonly durations: ReadonlySet<Duration>;
  readonly numbers: ReadonlySet<string>;
  /** Stems of every word by which the finding can be asked for. */
  readonly stems: ReadonlySet<string>;
}

/** Whether a finding has something that is asked for. */
export type Test = (profile: Profile) => boolean;

const stemsOfNames = new WeakMap<Concept, readonly string[]>();

/** The stems of the names that say the same as a concept's. */
function nameStems(concept: Concept | undefined): readonly string[] {
  if (!concept) return [];
  const known = stemsOfNames.get(concept);
  if (known) return known;
  const aliases = SYNONYMOUS.has(concept.kind) ? concept.aliases : [];
  const stems = stemsOf([concept.label, concept.expansion ?? '', ...aliases].join(' . '));
  stemsOfNames.set(concept, stems);
  return stems;
}

/** Kinds whose aliases say the same thing; those of topics are only cues for it. */
const SYNONYMOUS: ReadonlySet<string> = new Set(['measure', 'biomarker', 'disease', 'age', 'source']);

/** The statistic concepts that a finding's figures are. */
function featuresOf(statistic: Statistic): string[] {
  const features: string[] = [];
  if (statistic.kind === 'hazard-ratio') features.push('hazard-ratio', statistic.adjusted ? 'adjusted' : 'unadjusted');
  if (statistic.kind === 'median') features.push('median');
  if ('ci' in statistic && statistic.ci) features.push('confidence-interval');
  if ('iqr' in statistic && statistic.iqr) features.push('interquartile-range');
  if ('p' in statistic && statistic.p) features.push('p-value');
  return features;
}

/** Whether a figure was measured in the whole population: it names no arm and compares none. */
const isOfAll = (statistic: Statistic): boolean =>
  statistic.kind !== 'hazard-ratio' && statistic.kind !== 'p-value' && statistic.arm === undefined;

/** The concepts that a curator gave a finding: its source, therapies, topics, outcome and population. */
export function curatedConcepts({ item, source }: Finding): string[] {
  const cohort = source.cohorts[item.population];
  return [
    source.id,
    ...item.intervention,
    ...item.comparator,
    ...item.about,
    ...(item.outcome ? [item.outcome.measure] : []),
    ...(cohort?.attributes ?? []),
    ...(cohort?.ages.filter((age) => age !== 'not-stated') ?? []),
  ];
}

/** Draws up a finding's profile. */
export function profileOf(finding: Finding, vocabulary: Vocabulary): Profile {
  const { item, source } = finding;
  const cohort = source.cohorts[item.population];
  const arms = item.statistics.flatMap((each) => {
    const named = 'arm' in each && each.arm ? [each.arm] : [];
    const contrast = 'contrast' in each && each.contrast ? [each.contrast.of, each.contrast.versus] : [];
    return [...named, ...contrast];
  });
  const armsUsed = [...new Set(arms)].flatMap((id) => source.arms[id] ?? []);
  const direct = new Set([
    ...curatedConcepts(finding),
    ...item.statistics.flatMap(featuresOf),
    ...(armsUsed.some((arm) => arm.control) ? ['control-arm'] : []),
    ...(item.statistics.some(isOfAll) ? ['whole-cohort'] : []),
    ...(armsUsed.length > 1 ? ['by-arm'] : []),
  ]);
  const wording = [item.statement, ...item.keywords].join(' . ');
  const namesIn = (text: string) => [...conceptsIn(text, vocabulary)];
  const inKeywords = namesIn(item.keywords.join('; '));
  // "The review board" is no other source.
  const isSubject = (concept: Concept) =>
    !item.outcome && !['topic', 'measure', 'statistic', 'source'].includes(concept.kind);
  for (const concept of [...namesIn(item.statement), ...inKeywords]) if (isSubject(concept)) direct.add(concept.id);
  for (const concept of inKeywords) if (concept.kind === 'topic') direct.add(concept.id);
  const covers = new Set([...direct].flatMap((id) => [...vocabulary.broader(id)]));
  const words = [
    wording,
    cohort?.label ?? '',
    ...armsUsed.flatMap((arm) => [arm.label, ...arm.aliases]),
    source.label,
    ...source.aliases,
    item.design ?? source.design,
    source.kind,
    item.kind,
    item.outcome?.criteria ?? '',
    item.attribution === 'primary' ? '' : item.attribution.secondary,
    item.kind === 'publication' ? (source.citation.title ?? '') : '',
  ].join(' . ');
  const time = item.outcome?.time;
  const outcomeTime = time && toDuration(time.value, time.unit);
  const quantities = item.statistics.flatMap((each) =>
    'unit' in each && 'value' in each ? `${each.value} ${each.unit}` : [],
  );
  const timed = [wording, ...quantities].join(' . ');
  return {
    finding,
    direct,
    own: new Set([...direct].filter((id) => !cohort?.attributes.includes(id))),
    covers,
    arms: armsUsed.map((arm) => ({
      given: arm.with.flatMap((id) => vocabulary.concepts.get(id) ?? []),
      with: new Set(arm.with.flatMap((id) => [...vocabulary.broader(id)])),
      without: new Set(arm.without),
    })),
    ...addedBy(item, vocabulary),
    durations: new Set([
      ...(outcomeTime ? [outcomeTime] : []),
      ...durationsIn(tokenize(timed), timed).map((each) => each.duration),
    ]),
    numbers: new Set([
      ...numbersIn(item.statement),
      ...item.statistics.flatMap(numbersOf),
      ...item.derived.map((each) => each.value),
      ...(cohort?.n === undefined ? [] : [String(cohort.n)]),
      ...numbersIn(`${cohort?.label ?? ''} ${item.outcome?.criteria ?? ''} ${item.keywords.join(' ')}`),
      // "The 2024 update" names the source.
      ...numbersIn([source.citation.title ?? '', source.label, ...source.aliases].join(' ')),
    ]),
    stems: new Set([...stemsOf(words), ...[...direct].flatMap((id) => nameStems(vocabulary.concepts.get(id)))]),
  };
}

/** What a text names. In "sorafenib, chemotherapy and DLI" the last two are no regimen of their own. */
function* conceptsIn(text: string, vocabulary: Vocabulary): Generator<Concept> {
  const tokens = tokenize(text);
  const mentions = vocabulary.mentionsIn(tokens, text);
  for (const [at, { concept, from }] of mentions.entries()) {
    const before = mentions[at - 1];
    const isListed = before?.to === from && text.slice(tokens[from - 1]?.end, tokens[from]?.start).startsWith(',');
    if (isListed && isTherapy(before.concept) && concept.components.length > 1)
      for (const id of concept.components) yield* [vocabulary.concepts.get(id) ?? []].flat();
    else yield concept;
  }
}

/** The one therapy that the intervention has beyond the comparator. */
function addedBy({ intervention, comparator }: Item, vocabulary: Vocabulary): Pick<Profile, 'added'> {
  const [more, less] = [partsOf(intervention, vocabulary), partsOf(comparator, vocabulary)];
  const [therapy, ...others] = [...more].filter((id) => !less.has(id));
  const to = new Set([...more].filter((id) => less.has(id)));
  const isOne = therapy !== undefined && others.length === 0 && to.size > 0 && to.size === less.size;
  return isOne ? { added: { therapy, to } } : {};
}
