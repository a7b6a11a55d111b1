import type { Finding } from '../index/evidence/corpus.js';
import type { Source, Statistic } from '../index/evidence/schema.js';
import { intervalsOf } from '../index/evidence/statistics.js';
import { wilson } from '../index/evidence/wilson.js';
import type { Vocabulary } from '../index/question/vocabulary.js';
import type { PlotInterval, PlotKind, PlotRow } from './answer.js';

/** A group smaller than this is marked: its figure says little. */
const FEW = 10;
export const FEWER = 'fewer than ten patients';
export const COMPUTED = 'interval computed';

/** What two figures have in common when they compare; each aspect in words. */
export interface Setting {
  readonly measure: string;
  readonly 'time point': string;
  readonly definition: string;
  readonly population: string;
  readonly design: string;
  readonly source: string;
  /** What a ratio is of, or what an interval is. */
  readonly comparison: string;
}

/** A figure that can be drawn, and what it is to be held against. */
export interface Drawable {
  readonly kind: PlotKind;
  readonly unit: string;
  readonly finding: Finding;
  readonly setting: Setting;
  /** What its interval is. */
  readonly interval: string;
  readonly row: PlotRow;
  readonly size: Size;
  /** It says itself what it counts. */
  readonly counts: boolean;
  /** The two arms that a ratio is between, where it is between arms. */
  readonly arms?: { readonly of: string; readonly versus: string };
}

/** The label of a figure that is of no arm in particular. */
export const WHOLE = 'all patients';

/** How many patients a figure is of: exactly, or at most. */
interface Size {
  readonly most: number;
  readonly exact: boolean;
}

/** The figures of findings that can be drawn, in order. */
export function drawablesOf(findings: readonly Finding[], vocabulary: Vocabulary): readonly Drawable[] {
  return findings.flatMap((finding) =>
    isReport(finding) ? finding.item.statistics.flatMap((each) => drawableOf(each, finding, vocabulary) ?? []) : [],
  );
}

/** What was measured, here or elsewhere; definitions and methods have figures too, but none to be compared. */
const isReport = ({ item }: Finding): boolean =>
  item.outcome !== undefined && ['result', 'background', 'characteristic'].includes(item.kind);

function drawableOf(statistic: Statistic, finding: Finding, vocabulary: Vocabulary): Drawable | undefined {
  const { item, source } = finding;
  switch (statistic.kind) {
    case 'hazard-ratio': {
      const { value, adjusted, contrast, label, ci } = statistic;
      const [of, versus] = [contrast?.of, contrast?.versus].map((id) => (id ? source.arms[id]?.label : undefined));
      const arms = of && versus ? { of, versus } : undefined;
      const what = [label, arms && `${arms.of} vs ${arms.versus}`].filter((each) => each !== undefined).join(': ');
      // A ratio of nobody knows what compares with nothing.
      if (what === '') return undefined;
      return {
        finding,
        kind: 'hazard-ratio',
        unit: '',
        interval: '95% CI',
        setting: settingOf(finding, vocabulary, what),
        row: {
          ...identityOf(finding),
          label: adjusted ? 'adjusted' : 'unadjusted',
          estimate: value,
          interval: { ...ci, origin: 'printed' },
          adjusted,
          few: false,
          notes: doubtsOf(item, value),
        },
        size: UNKNOWN,
        counts: true,
        ...(arms ? { arms } : {}),
      };
    }
    case 'rate':
    case 'proportion': {
      const { percent, ci } = statistic;
      if (percent === undefined) return undefined;
      const { n, of } = statistic.kind === 'proportion' ? statistic : { n: undefined, of: undefined };
      const computed = ci === undefined && n !== undefined && of !== undefined ? wilson(Number(n), Number(of)) : ci;
      const interval: PlotInterval | undefined = computed && { ...computed, origin: ci ? 'printed' : 'derived' };
      const size = groupSize(statistic, finding);
      const counted = of !== undefined ? (n !== undefined ? `${n} of ${of}` : `of ${of}`) : '';
      return {
        finding,
        kind: 'percent',
        unit: '%',
        interval: '95% CI',
        setting: settingOf(finding, vocabulary, ''),
        row: {
          ...identityOf(finding),
          label: groupOf(statistic, finding, vocabulary),
          estimate: percent,
          ...(interval ? { interval } : {}),
          ...(n === undefined ? {} : { n }),
          ...(of === undefined ? {} : { of }),
          few: size.most < FEW,
          notes: [
            ...(counted !== '' ? [counted] : []),
            ...(of === undefined && n !== undefined ? [`${n} patients`] : []),
            ...(of === undefined && size.exact ? [`n = ${size.most}`] : []),
            ...(size.most < FEW ? [FEWER] : []),
            ...(interval === undefined ? [NO_INTERVAL] : ci ? [] : [COMPUTED]),
            ...doubtsOf(item, percent),
          ],
        },
        size,
        counts: statistic.label !== undefined,
      };
    }
    case 'median': {
      const [whiskers] = intervalsOf(statistic);
      const size = groupSize(statistic, finding);
      const name = whiskers ? INTERVALS[whiskers.name] : INTERVALS.ci;
      return {
        finding,
        kind: 'median',
        unit: statistic.unit,
        interval: name,
        setting: settingOf(finding, vocabulary, name),
        row: {
          ...identityOf(finding),
          label: groupOf(statistic, finding, vocabulary),
          estimate: statistic.value,
          ...(whiskers ? { interval: { low: whiskers.low, high: whiskers.high, origin: 'printed' as const } } : {}),
          few: size.most < FEW,
          notes: [
            ...(size.exact ? [`n = ${size.most}`] : []),
            ...(size.most < FEW ? [FEWER] : []),
            ...(whiskers ? [] : [NO_INTERVAL]),
            ...doubtsOf(item, statistic.value),
          ],
        },
        size,
        counts: statistic.label !== undefined,
      };
    }
    case 'p-value':
    case 'count':
    case 'range':
    case 'quantity':
      return undefined;
    default:
      return statistic satisfies never;
  }
}

const NO_INTERVAL = 'no interval reported';
const UNKNOWN: Size = { most: Number.POSITIVE_INFINITY, exact: false };
const INTERVALS = { ci: '95% CI', iqr: 'IQR', range: 'range' } as const;

const identityOf = ({ item, source }: Finding) => ({ id: item.id, code: item.code, citation: source.number });

/** Why a figure is to be read with care. */
function doubtsOf({ read, conflicts }: Finding['item'], figure: string): readonly string[] {
  return [
    ...(read.some((each) => each.as.includes(figure)) ? ['read from damaged print'] : []),
    ...(conflicts.length > 0 ? ['reported otherwise too'] : []),
  ];
}

function settingOf(finding: Finding, vocabulary: Vocabulary, comparison: string): Setting {
  const { item, source } = finding;
  const cohort = source.cohorts[item.population];
  const time = item.outcome?.time;
  const secondary = item.attribution === 'primary' ? '' : `, quoting ${item.attribution.secondary}`;
  return {
    measure: vocabulary.concepts.get(item.outcome?.measure ?? '')?.label ?? '',
    'time point': time ? `${time.value} ${time.unit}${time.value === 1 ? '' : 's'}` : '',
    definition: definitionOf(item.outcome?.criteria),
    population: cohort ? `${cohort.label}${cohort.n === undefined ? '' : `, n = ${cohort.n}`}` : '',
    design: item.design ?? source.design,
    source: `${source.label}${secondary} [${source.number}]`,
    comparison,
  };
}

/** How a measure is defined; what stands behind a semicolon is how it was analyzed. */
const definitionOf = (criteria: string | undefined): string => criteria?.split(';')[0]?.trim() ?? '';

/** Whose figure it is. */
function groupOf(
  statistic: Extract<Statistic, { arm?: string | undefined }>,
  { item, source }: Finding,
  vocabulary: Vocabulary,
): string {
  const arm = statistic.arm ? source.arms[statistic.arm]?.label : undefined;
  const measure = vocabulary.concepts.get(item.outcome?.measure ?? '')?.label;
  const label = statistic.label === measure ? undefined : statistic.label;
  const given = item.intervention.map((id) => vocabulary.concepts.get(id)?.label ?? id).join(' + ');
  return [label, arm].filter((each) => each !== undefined).join(', ') || given || WHOLE;
}

function groupSize(statistic: Extract<Statistic, { arm?: string | undefined }>, { item, source }: Finding): Size {
  if ('of' in statistic && statistic.of !== undefined) return { most: Number(statistic.of), exact: true };
  const total = source.cohorts[item.population]?.n;
  const arm = statistic.arm ? source.arms[statistic.arm] : undefined;
  if (statistic.arm === undefined) return { most: total ?? UNKNOWN.most, exact: total !== undefined };
  const isWhole = total !== undefined && total === largestCohort(source);
  const most = Math.min(arm?.n ?? UNKNOWN.most, total ?? UNKNOWN.most);
  return { most, exact: arm?.n !== undefined && isWhole };
}

/** An arm's size is that of the whole study; in a part of its patients the arm is smaller. */
const largestCohort = (source: Source): number => Math.max(...Object.values(source.cohorts).map((each) => each.n ?? 0));
