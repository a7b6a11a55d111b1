import type { Difference } from './claim.js';

/** What differs between a claim and a fact, and what is worth saying although it does not. */
export interface Compared {
  readonly differs: readonly Difference[];
  readonly notes: readonly string[];
}

export const compared = (differs: readonly Difference[] = [], notes: readonly string[] = []): Compared => ({
  differs,
  notes,
});
