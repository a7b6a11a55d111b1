import { describe, expect, it } from 'vitest';
import { fuzzOver } from '../fuzz/wire.js';

/** Always the same cases: a change is judged, not the dice. */
const SEED = 20_261_121;

describe('1,000 hostile requests', () => {
  it.each(['gateway', 'http'] as const)(
    'over %s are answered by the built bot, and break nothing',
    async (way) => {
      expect(await fuzzOver({ way, cases: 1_000, seed: SEED, within: 100_000 })).toBe(1_000);
    },
    120_000,
  );
});
