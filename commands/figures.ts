import type { Finding } from '../index/evidence/corpus.js';
import type { Source, Statistic } from '../index/evidence/schema.js';
import { numbersOf } from '../index/evidence/statistics.js';
import type { Question } from '../index/question/question.js';
import { isTherapy, type Vocabulary } from '../index/question/vocabulary.js';
import type { Figure } from './answer.js';

/** What a question asks of a finding's figures: decides which comes first, never which are there. */
export type Focus = Pick<Question, 'slots'>;

export const NO_FOCUS: Focus = { slots: [] };

/** A finding's figures, the asked arm and the asked kind of figure first, otherwise in the order of the source. */
export function figuresOf(finding: Finding, vocabulary: Vocabulary, focus: Focus): Figure[] {
  const { item, source } = finding;
  const measure = measureOf(finding, vocabulary);
  const printed = item.statistics
    .map((statistic, index) => {
      const weight = armWeight(statistic, source, vocabulary, focus);
      return { statistic, index, weight, order: weight + kindWeight(statistic, focus) };
    })
    .sort((a, b) => b.order - a.order || a.index - b.index)
    .map(({ statistic, weight }) => ({
      ...figureOf(statistic, source, measure),
      ...focusOf(statistic, source, weight),
    }));
  const readings = new Set(item.read.map((each) => each.as));
  const derived = item.derived.map(
    (each): Figure => ({
      kind: 'derived',
      measure: each.label,
      text: withUnit(each.value, each.unit),
      detail: `our arithmetic: ${each.formula}`,
      numbers: [each.value],
      origin: 'derived',
    }),
  );
  return [
    ...printed.map((each) =>
      [...readings].some((as) => as.includes(each.text)) ? { ...each, origin: 'read' as const } : each,
    ),
    ...derived,
  ];
}

/** "2-year OS", "median EFS", "HR for OS": what a finding measured. */
export function measureOf(finding: Finding, vocabulary: Vocabulary): string {
  const { outcome } = finding.item;
  if (!outcome) return '';
  const label = vocabulary.concepts.get(outcome.measure)?.label ?? outcome.measure;
  return outcome.time ? `${outcome.time.value}-${outcome.time.unit} ${label}` : label;
}

/** How well a statistic's arm is the asked one; 0 where it has none or another. */
function armWeight(statistic: Statistic, source: Source, vocabulary: Vocabulary, focus: Focus): number {
  const arm = 'arm' in statistic && statistic.arm ? source.arms[statistic.arm] : undefined;
  if (!arm) return 0;
  const given = new Set(arm.with.flatMap((id) => [...vocabulary.broader(id)]));
  const isAsked = ({ concept, negated }: Focus['slots'][number]) =>
    concept.id === 'control-arm'
      ? arm.control
      : negated
        ? arm.without.includes(concept.id)
        : isTherapy(concept) && given.has(concept.id);
  return focus.slots.filter(isAsked).length;
}

/** A kind of figure that is asked for by name comes before the others. */
function kindWeight(statistic: Statistic, focus: Focus): number {
  return focus.slots.some(({ concept }) => concept.id === statistic.kind) ? 10 : 0;
}

function focusOf(statistic: Statistic, source: Source, weight: number): Pick<Figure, 'focus'> {
  const arm = 'arm' in statistic && statistic.arm ? source.arms[statistic.arm] : undefined;
  return arm ? { focus: weight > 0 ? 'asked' : arm.control ? 'control' : 'other' } : {};
}

/** A value with its unit: "24.0%", "18.4 months". */
export const withUnit = (value: string, unit: string | undefined): string =>
  unit === undefined
    ? value
    : unit === '%'
      ? `${value}%`
      : `${value} ${value === '1' ? unit.replace(/^(\w+)s\b/u, '$1') : unit}`;

const interval = (name: string, each: { low: string; high: string } | undefined, unit = ''): string[] =>
  each ? [`${name} ${each.low}–${each.high}${unit}`] : [];

function pText(p: { value: string; relation: string; test?: string | undefined }): string {
  return `P ${p.relation} ${p.value}${p.test ? ` (${p.test})` : ''}`;
}

/** A typed statistic as text. Numbers are printed as they stand; nothing is rounded. */
function figureOf(statistic: Statistic, source: Source, measure: string): Figure {
  const armLabel = 'arm' in statistic && statistic.arm ? source.arms[statistic.arm]?.label : undefined;
  const label = 'label' in statistic && statistic.label ? statistic.label : measure;
  const { text, detail } = wording(statistic, source);
  return {
    kind: statistic.kind,
    measure: label,
    ...(armLabel ? { arm: armLabel } : {}),
    text,
    detail,
    numbers: numbersOf(statistic),
    ...(statistic.kind === 'hazard-ratio' ? { adjusted: statistic.adjusted } : {}),
    origin: 'printed',
  };
}

function wording(statistic: Statistic, source: Source): { text: string; detail: string } {
  const detail = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('; ');
  switch (statistic.kind) {
    case 'proportion': {
      const counted = statistic.n ? `${statistic.n}${statistic.of ? ` of ${statistic.of}` : ''}` : '';
      if (statistic.percent === undefined)
        return { text: counted, detail: detail(...interval('95% CI', statistic.ci, '%')) };
      return { text: `${statistic.percent}%`, detail: detail(counted, ...interval('95% CI', statistic.ci, '%')) };
    }
    case 'rate':
      return { text: `${statistic.percent}%`, detail: detail(...interval('95% CI', statistic.ci, '%')) };
    case 'median':
      return {
        text: `median ${withUnit(statistic.value, statistic.unit)}`,
        detail: detail(
          ...interval('95% CI', statistic.ci),
          ...interval('IQR', statistic.iqr),
          ...interval('range', statistic.range),
        ),
      };
    case 'hazard-ratio': {
      const versus = contrastText(statistic.contrast, source);
      return {
        text: `${statistic.adjusted ? 'adjusted' : 'unadjusted'} HR ${statistic.value}`,
        detail: detail(...interval('95% CI', statistic.ci), statistic.p ? pText(statistic.p) : '', versus),
      };
    }
    case 'p-value':
      return { text: pText(statistic.p), detail: contrastText(statistic.contrast, source) };
    case 'count':
      return { text: withUnit(statistic.n, statistic.unit), detail: statistic.of ? `of ${statistic.of}` : '' };
    case 'range':
      return { text: `${statistic.low} to ${withUnit(statistic.high, statistic.unit)}`, detail: '' };
    case 'quantity':
      return { text: withUnit(statistic.value, statistic.unit), detail: '' };
    default: {
      const never: never = statistic;
      return never;
    }
  }
}

function contrastText(contrast: { of: string; versus: string } | undefined, source: Source): string {
  const [of, versus] = [contrast?.of, contrast?.versus].map((id) =>
    id === undefined ? undefined : source.arms[id]?.label,
  );
  return of && versus ? `${of} vs ${versus}` : '';
}

/** "65.8% with sorafenib (25 of 38; 95% CI 49.9–78.8%)". */
export function figureText(figure: Figure): string {
  const arm = figure.arm
    ? ` ${/^(?:with|without|on|after|in)\b/u.test(figure.arm) ? figure.arm : `(${figure.arm})`}`
    : '';
  return `${figure.text}${arm}${figure.detail ? ` (${figure.detail})` : ''}`;
}
