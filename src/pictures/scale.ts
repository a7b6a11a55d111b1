import type { Plot } from '../../commands/answer.js';

/** Maps figures onto a line from 0 to 1. */
export interface Scale {
  /** Where a figure stands; what lies beyond the ends stands at the end. */
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  readonly isBeyond: (value: number) => boolean;
  /** The value without effect, for ratios. */
  readonly neutral?: number;
}

/** Ratios beyond these would leave no room for the others: their whiskers end in arrows. */
const RATIOS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const QUARTERS = [0, 25, 50, 75, 100];
const MOST_STEPS = 5;

/** The axis of a picture: ratios on a log scale around 1, shares from 0 to 100%, times from 0. */
export function scaleOf({ kind, panels }: Pick<Plot, 'kind' | 'panels'>): Scale {
  const values = panels.flatMap(({ rows }) =>
    rows.flatMap(({ estimate, interval }) => [estimate, interval?.low, interval?.high].flatMap((each) => each ?? [])),
  );
  const [low, high] = [Math.min(...values.map(Number)), Math.max(...values.map(Number))];
  switch (kind) {
    case 'hazard-ratio': {
      const from = Math.max(RATIOS[0] ?? 0, ...RATIOS.filter((tick) => tick <= Math.min(low, 0.5)));
      const to = Math.min(RATIOS.at(-1) ?? 0, ...RATIOS.filter((tick) => tick >= Math.max(high, 2)));
      return { ...between(from, to, Math.log), ticks: RATIOS.filter((tick) => tick >= from && tick <= to), neutral: 1 };
    }
    case 'percent':
      return { ...between(0, 100, (value) => value), ticks: QUARTERS };
    case 'median': {
      const step = roundStep(high / MOST_STEPS);
      const count = Math.max(1, Math.ceil(high / step));
      const ticks = Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(6)));
      return { ...between(0, count * step, (value) => value), ticks };
    }
    default:
      return kind satisfies never;
  }
}

function between(from: number, to: number, transform: (value: number) => number): Pick<Scale, 'at' | 'isBeyond'> {
  const clamp = (value: number) => Math.min(to, Math.max(from, value));
  return {
    at: (value) => (transform(clamp(value)) - transform(from)) / (transform(to) - transform(from)),
    isBeyond: (value) => value < from || value > to,
  };
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, Number.MIN_VALUE)));
  return power * ([1, 2, 5].find((each) => each * power >= least) ?? 10);
}
