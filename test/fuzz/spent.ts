/** Longest time of the processor for one answer, in milliseconds: nobody else gets one meanwhile. */
export const LONGEST_MS = 100;

const TRIES = 10;
const AT_ONCE = 3;
const PAUSE_MS = 500;

/**
 * What a run takes of the processor, in milliseconds: the least of some tries, as soon as that is within the limit. A
 * collection of garbage or a compilation may fall into one, and a shared machine is slow for seconds, so later tries wait.
 */
export function spentBy(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && least > LONGEST_MS; tries++) {
    if (tries >= AT_ONCE) sleep(PAUSE_MS);
    const began = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(began);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
