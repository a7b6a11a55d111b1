import { describe, expect, it } from 'vitest';
import { wilson } from '../../index/evidence/wilson.js';

describe("Wilson's score interval", () => {
  // Newcombe 1998 (Stat Med 17:857), table I, method 3: limits as proportions with four decimals.
  it.each([
    [81, 263, 25.5, 36.6],
    [15, 148, 6.2, 16.0],
    [0, 20, 0, 16.1],
    [1, 29, 0.6, 17.2],
  ])('of %i of %i', (n, of, low, high) => {
    expect(wilson(n, of)).toEqual({ low: low.toFixed(1), high: high.toFixed(1) });
  });

  it('stays within 0 and 100%', () => {
    expect(wilson(5, 5).high).toBe('100.0');
    expect(wilson(0, 1).low).toBe('0.0');
  });
});
