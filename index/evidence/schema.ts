import { z } from 'zod';

/** The version of the seeds' format. A reader that finds another number refuses it by name. */
export const SCHEMA_VERSION = 1;

const id = z.string().regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/u, 'an id has lower-case letters, digits, "-" and "."');
const text = z.string().trim().min(1);
/** A figure exactly as printed: trailing zeros are part of its precision. */
const figure = z
  .string()
  .regex(/^\d+(?:\.\d+)?(?:\^\d+)?$/u, 'a figure is written in quotes, digits as printed ("0.50")');
const date = z.string().regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u, 'a date is YYYY, YYYY-MM or YYYY-MM-DD');

/** Where a passage stands: offsets are UTF-16 units of the folded paragraph, end exclusive. */
export const Locator = z.strictObject({
  paragraph: z.int().positive(),
  span: z.tuple([z.int().nonnegative(), z.int().positive()]),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  numbers: z.array(figure),
  /** At most six words, unique in the document: leads a reader of the paper to the place. */
  find: text.refine((key) => key.split(/\s+/u).length <= 6, 'a search key has at most six words'),
});
export type Locator = z.infer<typeof Locator>;

const Interval = z.strictObject({ low: figure, high: figure });
const P = z.strictObject({
  value: figure,
  relation: z.enum(['=', '<', '>']).default('='),
  /** The test as the document states it; absent where it does not say. */
  test: text.optional(),
});
const Contrast = z.strictObject({ of: id, versus: id });

const common = {
  /** The arm the figure was measured in: an id of the source's `arms`. Absent: the whole population. */
  arm: id.optional(),
  /** What the figure counts where the item's outcome does not say it. */
  label: text.optional(),
};
const unit = { unit: text };

/** A figure with its kind. CI and IQR are never the same field; adjusted and unadjusted are never the same result. */
export const Statistic = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proportion'),
    ...common,
    percent: figure.optional(),
    n: figure.optional(),
    of: figure.optional(),
    ci: Interval.optional(),
  }),
  z.strictObject({ kind: z.literal('rate'), ...common, percent: figure, ci: Interval.optional() }),
  z.strictObject({
    kind: z.literal('median'),
    ...common,
    value: figure,
    ...unit,
    ci: Interval.optional(),
    iqr: Interval.optional(),
    range: Interval.optional(),
  }),
  z.strictObject({
    kind: z.literal('hazard-ratio'),
    label: text.optional(),
    value: figure,
    ci: Interval,
    adjusted: z.boolean(),
    contrast: Contrast.optional(),
    p: P.optional(),
  }),
  z.strictObject({ kind: z.literal('p-value'), label: text.optional(), p: P, contrast: Contrast.optional() }),
  z.strictObject({ kind: z.literal('count'), ...common, n: figure, of: figure.optional(), ...unit }),
  z.strictObject({ kind: z.literal('range'), ...common, low: figure, high: figure, ...unit }),
  z.strictObject({ kind: z.literal('quantity'), ...common, value: figure, ...unit }),
]);
export type Statistic = z.infer<typeof Statistic>;
export type StatisticKind = Statistic['kind'];

/** Damaged print: what stands there, how we read it, and why. */
const Reading = z.strictObject({ printed: text, as: text, why: text });
/** Our arithmetic: `value` is recomputed from `formula`, whose numbers stand in the passages. */
const Derivation = z.strictObject({ label: text, value: figure, unit: text.optional(), formula: text });

const Outcome = z
  .strictObject({
    measure: id,
    /** The time point of a rate, such as `2 years` or `100 days`. */
    time: z.strictObject({ value: z.number().positive(), unit: z.enum(['day', 'week', 'month', 'year']) }).optional(),
    /** The event from which time is counted, a vocabulary id; only where the document states it. */
    from: id.optional(),
    /** How the document defines or grades the measure, in our words. */
    criteria: text.optional(),
  })
  .refine(({ from, criteria }) => from === undefined || criteria !== undefined, {
    path: ['criteria'],
    message: 'say in words from when time is counted: readers see these, not `from`',
  });

export const FINDING_KINDS = [
  'result',
  'characteristic',
  'treatment',
  'method',
  'definition',
  'background',
  'position',
  'approval',
  'limitation',
  'trial',
  'publication',
] as const;

const Caveat = z.union([text, z.strictObject({ text, locator: Locator })]);

export const Item = z.strictObject({
  id,
  /** Five characters for buttons: short, stable, meaningless. */
  code: z.string().regex(/^[a-z0-9]{5}$/u, 'a code has five lower-case letters or digits'),
  kind: z.enum(FINDING_KINDS),
  statement: text,
  locators: z.array(Locator).min(1),
  attribution: z.union([z.literal('primary'), z.strictObject({ secondary: text })]).default('primary'),
  /** An id of the source's `cohorts`. */
  population: id,
  /** Agents, regimens or strategies the finding is about: vocabulary ids. */
  intervention: z.array(id).default([]),
  comparator: z.array(id).default([]),
  outcome: Outcome.optional(),
  /** What else the finding is about: topics, measures, biomarkers, procedures, trials. */
  about: z.array(id).default([]),
  statistics: z.array(Statistic).default([]),
  read: z.array(Reading).default([]),
  derived: z.array(Derivation).default([]),
  /** Words a reader might use that neither the statement nor the vocabulary has. */
  keywords: z.array(text).default([]),
  caveats: z.array(Caveat).default([]),
  /** Items that report the same thing otherwise. */
  conflicts: z.array(id).default([]),
  /** Overrides the source's design, where a document reports on a study of another kind. */
  design: text.optional(),
});
export type Item = z.infer<typeof Item>;

export const AGE_GROUPS = ['children', 'adolescents', 'adults', 'elderly', 'not-stated'] as const;

const Cohort = z.strictObject({
  label: text,
  n: z.int().positive().optional(),
  /** Vocabulary ids: disease, disease state and line, biomarkers, setting. Each is what the document states, no more. */
  attributes: z.array(id).default([]),
  ages: z.array(z.enum(AGE_GROUPS)).min(1),
});
export type Cohort = z.infer<typeof Cohort>;

const Arm = z.strictObject({
  label: text,
  n: z.int().positive().optional(),
  /** What all patients of the arm received, as far as it distinguishes the arm. */
  with: z.array(id).default([]),
  /** What distinguishes the arm by its absence. */
  without: z.array(id).default([]),
  /** The arm others are compared with. */
  control: z.boolean().default(false),
  aliases: z.array(text).default([]),
});
export type Arm = z.infer<typeof Arm>;

/** A person, or a group that signs as one: an agency, a study group. A particle belongs to the family name. */
const Author = z.union([
  z.strictObject({ family: text, given: text.optional(), suffix: text.optional() }),
  z.strictObject({ organization: text }),
]);
export type Author = z.infer<typeof Author>;

export const Citation = z.strictObject({
  authors: z.array(Author).default([]),
  title: text.optional(),
  container: text.optional(),
  /** NLM abbreviation of the journal. */
  abbreviation: text.optional(),
  issued: date.optional(),
  volume: text.optional(),
  issue: text.optional(),
  pages: text.optional(),
  article: text.optional(),
  doi: text.optional(),
  url: text.optional(),
  /** Where anyone can read the text, at an address that will stay: a DOI, PubMed Central, the publisher's page. */
  open: z
    .string()
    .regex(/^https:\/\/[^\s#<>"]+$/u, 'an open address begins with https:// and has no fragment')
    .optional(),
  /** Words of the title that keep their capitals in sentence case: names of people and places. */
  proper: z.array(text).default([]),
  aheadOfPrint: z.boolean().default(false),
  interviewee: Author.optional(),
  event: text.optional(),
  /** What the document does not say of itself, and where the curator has it from. */
  added: z.array(z.strictObject({ field: text, from: text })).default([]),
});
export type Citation = z.infer<typeof Citation>;

export const SOURCE_KINDS = ['research article', 'review', 'editorial', 'interview', 'news'] as const;

export const Source = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  id,
  /** The stable number: [3] is the same source everywhere. */
  number: z.int().positive(),
  /** The name readers know it by: "Jiang 2025". */
  label: text,
  file: text,
  kind: z.enum(SOURCE_KINDS),
  design: text,
  access: z.strictObject({
    held: z.enum(['full text', 'abstract only', 'full page']),
    absent: z.array(text).default([]),
  }),
  /** The date as the document states it, and what it dates. */
  dated: z.strictObject({ what: text, on: date }).optional(),
  reviewed: z.strictObject({ on: date, by: text }),
  citation: Citation,
  /** Words by which people ask for this source: "the editorial", "the interview". */
  aliases: z.array(text).default([]),
  /** What the whole document is about: its methods are also found by these vocabulary ids. */
  subjects: z.array(id).default([]),
  cohorts: z.record(id, Cohort),
  arms: z.record(id, Arm).default({}),
  items: z.array(Item).min(1),
});
export type Source = z.infer<typeof Source>;

export const CONCEPT_KINDS = [
  'agent',
  'cell-therapy',
  'procedure',
  'class',
  'regimen',
  'strategy',
  'trial',
  'biomarker',
  'disease',
  'state',
  'age',
  'measure',
  'topic',
  'statistic',
  'source',
] as const;

export const Concept = z.strictObject({
  id,
  label: text,
  kind: z.enum(CONCEPT_KINDS),
  /** Other spellings, matched without regard to case, hyphens and spaces. */
  aliases: z.array(text).default([]),
  /** Spellings that count only in exactly this case: GO, InO, ALL. */
  cased: z.array(text).default([]),
  brands: z.array(text).default([]),
  /** Broader concepts: what holds for this one answers a question for those, never the reverse. */
  parents: z.array(id).default([]),
  targets: z.array(text).default([]),
  components: z.array(id).default([]),
  registry: text.optional(),
  /** Expansion of an abbreviation, shown where it helps. */
  expansion: text.optional(),
});
export type Concept = z.infer<typeof Concept>;
export type ConceptKind = Concept['kind'];
