import type { Finding } from '../evidence/corpus.js';
import type { Concept, Source } from '../evidence/schema.js';
import { type Duration, toDuration } from '../question/duration.js';
import { isCountedFrom } from '../question/origin.js';
import { curatedConcepts, type Profile } from '../question/profile.js';
import type { Slot } from '../question/question.js';
import { isTherapy } from '../question/vocabulary.js';
import { stemsOf } from '../retrieval/tokens.js';
import type { EvidenceIndex } from '../search.js';
import type { Fact } from './fact.js';
import { derivedFacts, reportedFacts } from './facts.js';
import type { Figure } from './figure.js';
import { figuresIn } from './figures.js';
import { sameStem, sameStems } from './same-words.js';
import { sentencesOf } from './sentences.js';
import { sequenceOf } from './sequence.js';
import { isFunctionWord, isSmallTalk } from './small-talk.js';
import { type Traits, traitsOf } from './traits.js';
import { plainTypography } from './typography.js';
import { valuesOf } from './values.js';

/** A finding in the terms that claims are held against: only what it says itself, none of the words it is found by. */
export interface Holding {
  readonly profile: Profile;
  readonly finding: Finding;
  readonly facts: readonly Fact[];
  /** The statement in lower case and plain typography. */
  readonly statement: string;
  /** How it says it. */
  readonly traits: Traits;
  readonly slots: readonly Slot[];
  /** Its sentences, each with its traits. */
  readonly parts: readonly {
    readonly at: number;
    readonly end: number;
    readonly stems: ReadonlySet<string>;
    readonly traits: Traits;
  }[];
  /** What it and each of its sentences say word by word. */
  readonly sequences: readonly string[];
  /** Where the slots stand in the statement. */
  readonly places: ReadonlyMap<Slot, number>;
  /** Who was measured, and everything broader. */
  readonly population: ReadonlySet<string>;
  /** Concepts that its statement names, and everything broader. */
  readonly spokenOf: ReadonlySet<string>;
  /** Concepts it is about by its own declaration or its statement, without broader ones. */
  readonly named: ReadonlySet<string>;
  /** `named` and everything broader. */
  readonly covers: ReadonlySet<string>;
  /** Therapies whose absence it speaks of. */
  readonly withouts: ReadonlySet<string>;
  /** Stems of its statement that are neither names nor figures nor what is said around a figure. */
  readonly tale: readonly string[];
  /** Stems of its statement. */
  readonly spoken: ReadonlySet<string>;
  /** Stems of everything that belongs to it: statement, population, source, design, criteria. */
  readonly stems: ReadonlySet<string>;
  /** Stems of the names by which its study is cited, where all that is told of that study is of one arm. */
  readonly loneStudy: ReadonlySet<string>;
  readonly times: ReadonlySet<Duration>;
  /** Whether its time is counted from this event. */
  readonly isCountedFrom: (event: Concept) => boolean;
  /** Dates that it has, or else its source, as precisely as they are given. */
  readonly dates: ReadonlySet<string>;
  /** Measures its figures are of, where its outcome does not say: all that its statement names. */
  readonly measures: ReadonlySet<string>;
  readonly readings: readonly Figure[];
  /** Ages by which it or its population says who was measured. */
  readonly ages: ReadonlySet<string>;
  /** Every number of its facts. */
  readonly values: readonly number[];
}

/** Names whose digits are figures: "95% CI", "30-day mortality". */
export const FIGURED: ReadonlySet<string> = new Set(['statistic', 'topic', 'measure']);

/** Reads a finding for claims. */
export function holdingOf(profile: Profile, index: EvidenceIndex): Holding {
  const { vocabulary } = index;
  const { item, source } = profile.finding;
  const cohort = source.cohorts[item.population];
  const statement = plainTypography(item.statement);
  const { slots, tokens } = index.namedIn(statement, false);
  const facts = reportedFacts(profile.finding, index);
  const names = slots
    .filter((slot) => !FIGURED.has(slot.concept.kind))
    .map((slot) => ({ at: tokens[slot.from]?.start ?? 0, end: tokens[slot.to - 1]?.end ?? 0 }));
  const readings = figuresIn(statement, names);
  const stated = readings.map((figure): Fact => ({ stated: figure, spelled: statement.slice(figure.at, figure.end) }));
  const all = [...facts, ...derivedFacts(profile.finding, index), ...stated];
  const mentioned = slots.filter((slot) => !slot.negated).map((slot) => slot.concept.id);
  const named = new Set([...curatedConcepts(profile.finding), ...mentioned]);
  const time = item.outcome?.time && toDuration(item.outcome.time.value, item.outcome.time.unit);
  const beside = [
    cohort?.label ?? '',
    item.design ?? source.design,
    item.outcome?.criteria ?? '',
    ...venuesOf(profile, index),
    item.attribution === 'primary' ? '' : item.attribution.secondary,
    ...item.statistics.flatMap((each) => ['label' in each ? (each.label ?? '') : '', 'unit' in each ? each.unit : '']),
    ...facts.flatMap((fact) => (fact.arm ? [fact.arm.label, ...fact.arm.aliases] : [])),
    ...facts.flatMap(({ contrast }) => (contrast ? [contrast.of.label, contrast.versus.label] : [])),
    ...item.about.flatMap((id) => vocabulary.concepts.get(id)?.label ?? ''),
  ].join(' . ');
  const own = [item.statement, ...calledIn(source), beside].join(' . ');
  const parts = sentencesOf(statement).map(({ at, end }) => ({ at, end, text: statement.slice(at, end) }));
  const ownDates = readings.flatMap(dateOf);
  const measures = slots
    .filter((slot) => slot.concept.kind === 'measure' && slot.role !== 'condition')
    .map((slot) => slot.concept.id);
  return {
    profile,
    finding: profile.finding,
    facts: all,
    values: [...new Set(all.flatMap(valuesOf))],
    statement: statement.toLowerCase(),
    traits: traitsOf(statement),
    slots,
    parts: parts.map(({ at, end, text }) => ({ at, end, stems: new Set(sameStems(text)), traits: traitsOf(text) })),
    sequences: [...new Set([statement, ...parts.map(({ text }) => text)])].map(sequenceOf),
    places: new Map(slots.map((slot) => [slot, tokens[slot.from]?.start ?? 0])),
    isCountedFrom: (event) => isCountedFrom(profile.finding, event, vocabulary),
    population: new Set(
      [...(cohort?.attributes ?? []), ...(cohort?.ages ?? [])].flatMap((id) => [...vocabulary.broader(id)]),
    ),
    spokenOf: new Set(mentioned.flatMap((id) => [...vocabulary.broader(id)])),
    named,
    covers: new Set([...named].flatMap((id) => [...vocabulary.broader(id)])),
    withouts: new Set(slots.filter((slot) => slot.negated && isTherapy(slot.concept)).map((slot) => slot.concept.id)),
    tale: tokens.flatMap((token, at) => {
      const isTaken =
        slots.some(({ from, to }) => at >= from && at < to) ||
        readings.some((each) => token.start >= each.at && token.end <= each.end);
      return isTaken || isFunctionWord(token.word) || isSmallTalk(token.word) ? [] : [sameStem(token.word)];
    }),
    spoken: new Set(sameStems(statement)),
    stems: new Set([...stemsOf(plainTypography(own)), ...sameStems(plainTypography(own))]),
    loneStudy: new Set(loneStudyOf(profile).map(sameStem)),
    times: new Set([
      ...(time ? [time] : []),
      ...readings.flatMap((each) => (each.kind === 'time' ? [each.duration] : [])),
      ...readings.flatMap((each) =>
        each.kind === 'quantity' ? (toDuration(Number(each.value), each.unit) ?? []) : [],
      ),
    ]),
    dates: new Set(
      ownDates.length > 0
        ? ownDates
        : [...(YEAR.test(beside) ? figuresIn(plainTypography(beside), []) : []), ...datesOf(source)].flatMap(dateOf),
    ),
    measures: new Set(measures),
    readings,
    ages: new Set([...readings, ...figuresIn(plainTypography(cohort?.label ?? ''), [])].flatMap(ageOf)),
  };
}

/** "Fan et al.": whom a source quotes with one arm only, so that whoever names them has named it. */
function loneStudyOf({ finding: { item, source } }: Profile): readonly string[] {
  if (item.attribution === 'primary') return [];
  const cited = item.attribution.secondary;
  const arms = source.items
    .filter(({ attribution }) => attribution !== 'primary' && attribution.secondary === cited)
    .flatMap(({ statistics }) => statistics.flatMap((each) => ('arm' in each && each.arm ? [each.arm] : [])));
  return new Set(arms).size === 1 ? (cited.match(/\p{Lu}\p{L}+(?=\s+et\s+al\b)/gu) ?? []) : [];
}

/** Where the results of the same patients were presented, as another finding of the source tells. */
const venuesOf = ({ finding: { item, source } }: Profile, index: EvidenceIndex): readonly string[] =>
  index.profiles
    .filter(({ finding }) => finding.source === source && finding.item.population === item.population)
    .filter(({ finding }) => finding.item.about.includes(VENUE))
    .flatMap(({ finding }) => index.namedIn(finding.item.statement, false).slots)
    .flatMap(({ concept, typed }) => (concept.id === VENUE ? [typed] : []));

const VENUE = 'conference';

const dateOf = (figure: Figure): readonly string[] => (figure.kind === 'date' ? [figure.date] : []);

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const dated = new WeakMap<Source, readonly Figure[]>();

/** A date has one, and most texts have none. */
const YEAR = /\b(?:19|20)\d\d\b/u;

/** What a source is called by, and what it is. */
const calledIn = ({ label, aliases, kind, citation }: Source): readonly string[] => [
  label,
  ...aliases,
  ...citation.authors.map((author) => ('family' in author ? author.family : author.organization)),
  kind,
  citation.container ?? '',
  citation.title ?? '',
];

/** When a source appeared, of when its evidence is, and what its names say of it; kept, since every finding of it has them. */
function datesOf(source: Source): readonly Figure[] {
  const known = dated.get(source);
  if (known) return known;
  const dates = [source.citation.issued, source.dated?.on].flatMap((date) => {
    if (date === undefined) return [];
    const [year = '', month = '01', day = '1'] = String(date).split('-');
    return figuresIn(`${MONTHS[Number(month) - 1] ?? ''} ${Number(day)}, ${year}`, []);
  });
  const all = [...dates, ...figuresIn(plainTypography(calledIn(source).join(' . ')), [])];
  dated.set(source, all);
  return all;
}

const ageOf = (figure: Figure): readonly string[] => (figure.kind === 'age' ? [`${figure.side} ${figure.value}`] : []);
