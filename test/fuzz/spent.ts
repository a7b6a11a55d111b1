/** Longest time of the processor for one answer, in milliseconds: nobody else gets one meanwhile. */
export const LONGEST_MS = 100;

/** A collection of garbage or a compilation may fall into one. */
const TRIES = 10;
/** What the yardstick took where the limit was set: 2 cores with nothing else to do. */
const YARDSTICK_MS = 4;

/**
 * What a run takes of the processor, in milliseconds: the least of some tries, as soon as that is within the limit. What is
 * not is measured against a yardstick in the same moment, since a shared machine may be slow for a while.
 */
export function spentBy(run: () => unknown): number {
  const least = leastOf(run, TRIES, LONGEST_MS);
  return least <= LONGEST_MS ? least : least / Math.max(1, leastOf(yardstick, TRIES, 0) / YARDSTICK_MS);
}

function leastOf(run: () => unknown, tries: number, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < tries && least > enough; tried++) {
    const began = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(began);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** Always the same work, of the kind that answers are made of: words, patterns, sets. */
function yardstick(): number {
  const words = Array.from({ length: 12_000 }, (_, at) => `word${(at * 7_919) % 12_007}`);
  const known = new Set(words.filter((word) => /(?:1|3|5)\d*7/u.test(word)));
  return words.toSorted().filter((word) => known.has(word)).length;
}
