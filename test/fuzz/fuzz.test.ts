import { expect, it } from 'vitest';
import { fuzz } from './property.js';

/** Always the same cases: a change is judged, not the dice. `npm run fuzz` throws others each time. */
const SEED = 20_261_121;

it('2,000 hostile requests are answered, in time, inert and within the limits', { timeout: 120_000 }, () => {
  expect(fuzz({ cases: 2_000, seed: SEED, within: 110_000 })).toBe(2_000);
});
