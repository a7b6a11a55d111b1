import { createRandom } from './random.js';

const ROUNDS = 10_000;

/**
 * Fisher's paired randomization test, two-sided (Smucker, Allan and Carterette 2007): how often a difference of the means
 * at least this large comes about where each query's two scores are exchanged at random. The observed order counts as one
 * of the rounds, so P is never 0.
 * @param ours, @param theirs scores of the same queries in the same order.
 */
export function randomizationTest(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) throw new Error('the two runs have different queries');
  const differences = ours.map((score, at) => score - (theirs[at] as number)).filter((difference) => difference !== 0);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  const random = createRandom(1);
  let asLarge = 1;
  for (let round = 0; round < ROUNDS; round++) {
    let sum = 0;
    for (const difference of differences) sum += random() < 0.5 ? difference : -difference;
    // Sums of the same numbers in another order differ in their last digits.
    if (Math.abs(sum) >= observed - 1e-9) asLarge++;
  }
  return asLarge / (ROUNDS + 1);
}
