import { roundingOf, roundsTo, worthOf } from './arithmetic.js';
import type { Statistic } from './schema.js';
import { estimateOf, intervalsOf } from './statistics.js';

/**
 * How far a ratio may lie from the geometric mean of its confidence limits, as a share of itself and beyond what the
 * rounding of the three printed numbers allows. Ratios are analyzed on the natural log scale, where a Wald interval is
 * symmetric (Cochrane Handbook, chapter 6: standard errors from confidence intervals, ratio measures); the slack is for
 * profile-likelihood and bootstrap intervals, which nearly are.
 */
const RATIO_SLACK = 0.05;

/** What the figures of one statistic say of each other: how many comparisons were made, and each that fails. */
export interface Plausibility {
  readonly percentages: number;
  readonly intervals: number;
  readonly ratios: number;
  readonly faults: readonly string[];
}

/** Holds the figures of one statistic against each other. */
export function plausibilityOf(statistic: Statistic): Plausibility {
  const share = shareFaults(statistic);
  const intervals = intervalFaults(statistic);
  const ratio = ratioFaults(statistic);
  return {
    percentages: share === undefined ? 0 : 1,
    intervals: intervals.length,
    ratios: ratio === undefined ? 0 : 1,
    faults: [...(share ?? []), ...intervals.flat(), ...(ratio ?? [])],
  };
}

/** Undefined where there is nothing to compare; otherwise the faults, none where all is well. */
type Compared = readonly string[] | undefined;

function shareFaults(statistic: Statistic): Compared {
  if (!('of' in statistic) || statistic.of === undefined || statistic.n === undefined) return undefined;
  const { n, of } = statistic;
  if (worthOf(n) > worthOf(of)) return [`${n} of ${of} is more than all: correct n or of`];
  if (statistic.kind !== 'proportion' || statistic.percent === undefined) return [];
  const share = (100 * worthOf(n)) / worthOf(of);
  if (roundsTo(share, statistic.percent)) return [];
  const advice = 'correct one of them; where the document prints both so, leave "of" out and say it in a caveat';
  return [`${n} of ${of} is ${share.toFixed(2)}%, not ${statistic.percent}%: ${advice}`];
}

/** One entry for each interval compared: its faults. */
function intervalFaults(statistic: Statistic): string[][] {
  const estimate = estimateOf(statistic);
  const stated = statistic.kind === 'range' ? [{ name: 'range', low: statistic.low, high: statistic.high }] : [];
  return [...stated, ...intervalsOf(statistic)].map(({ name, low, high }) => {
    if (worthOf(low) > worthOf(high)) return [`the ${name} runs from ${low} down to ${high}: exchange or correct them`];
    if (estimate === undefined || (worthOf(low) <= worthOf(estimate) && worthOf(estimate) <= worthOf(high))) return [];
    return [`${estimate} lies outside its ${name} of ${low} to ${high}: correct the figure that was copied wrong`];
  });
}

function ratioFaults(statistic: Statistic): Compared {
  if (statistic.kind !== 'hazard-ratio') return undefined;
  const { value, ci } = statistic;
  const mean = (direction: -1 | 1): number => {
    const bounds = [ci.low, ci.high].map((each) => Math.max(0, worthOf(each) + direction * roundingOf(each)));
    return Math.sqrt((bounds[0] ?? 0) * (bounds[1] ?? 0));
  };
  const slack = roundingOf(value) + RATIO_SLACK * worthOf(value);
  if (mean(-1) <= worthOf(value) + slack && mean(1) >= worthOf(value) - slack) return [];
  const center = Math.sqrt(worthOf(ci.low) * worthOf(ci.high)).toPrecision(3);
  return [
    `a ratio stands near √(low × high) of its ci, which is ${center}, not ${value}: correct the figure that was copied wrong`,
  ];
}
