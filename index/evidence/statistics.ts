import type { Statistic } from './schema.js';

/** An interval of a statistic, with its kind: a confidence interval is never an interquartile range. */
export interface NamedInterval {
  readonly name: 'ci' | 'iqr' | 'range';
  readonly low: string;
  readonly high: string;
}

/** The intervals of a statistic. */
export function intervalsOf(statistic: Statistic): NamedInterval[] {
  const intervals: NamedInterval[] = [];
  if ('ci' in statistic && statistic.ci) intervals.push({ name: 'ci', ...statistic.ci });
  if ('iqr' in statistic && statistic.iqr) intervals.push({ name: 'iqr', ...statistic.iqr });
  if ('range' in statistic && statistic.range) intervals.push({ name: 'range', ...statistic.range });
  return intervals;
}

/** What a statistic's intervals lie around. */
export function estimateOf(statistic: Statistic): string | undefined {
  if ('percent' in statistic) return statistic.percent;
  return 'value' in statistic ? statistic.value : undefined;
}

/** All numbers of a statistic, as printed. */
export function numbersOf(statistic: Statistic): string[] {
  const own = ['percent', 'value', 'n', 'of', 'low', 'high'].flatMap((key) => {
    const number = (statistic as Record<string, unknown>)[key];
    return typeof number === 'string' ? [number] : [];
  });
  const bounds = intervalsOf(statistic).flatMap(({ low, high }) => [low, high]);
  return [...own, ...bounds, ...('p' in statistic && statistic.p ? [statistic.p.value] : [])];
}
