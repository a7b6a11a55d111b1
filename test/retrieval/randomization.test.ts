import { describe, expect, it } from 'vitest';
import { randomizationTest } from '../bench/retrieval/randomization.js';

/** Three standard errors of a share found by 10,000 draws. */
const near = (p: number): number => 3 * Math.sqrt((p * (1 - p)) / 10_000);

const times = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

describe('the paired randomization test', () => {
  it('finds no difference between a run and itself', () => {
    expect(randomizationTest([0.3, 0.7, 1], [0.3, 0.7, 1])).toBe(1);
  });

  /* Only the two assignments of all signs alike reach the sum of n equal differences: P = 2 / 2^n. */
  it.each([
    [3, 2 / 8],
    [5, 2 / 32],
    [8, 2 / 256],
  ])('of %d queries that all differ by the same gives %d', (queries, p) => {
    const found = randomizationTest(times(queries, 0.9), times(queries, 0.4));
    expect(Math.abs(found - p)).toBeLessThan(near(p));
  });

  /* The differences .3, -.1 and .1 add up to .3. Their signs give ±.5, ±.3 twice, ±.1: six of eight are as large. */
  it('counts the sums that are at least as large, on either side', () => {
    expect(Math.abs(randomizationTest([0.3, 0, 0.1], [0, 0.1, 0]) - 6 / 8)).toBeLessThan(near(6 / 8));
  });

  it('does not ask which of the two is better, and gives the same twice', () => {
    const [a, b] = [
      [0.5, 0.9, 0.1, 0.4, 0.7, 0.8],
      [0.4, 0.7, 0.2, 0.1, 0.6, 0.5],
    ];
    expect(randomizationTest(a, b)).toBe(randomizationTest(b, a));
  });

  it('is never 0, however clear', () => {
    const p = randomizationTest(times(200, 1), times(200, 0));
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(0.001);
  });

  it('refuses runs of different queries', () => {
    expect(() => randomizationTest([1], [1, 0])).toThrow('different queries');
  });
});
