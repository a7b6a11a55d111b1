import type { Ranker } from './engines.js';
import { quantile } from './metrics.js';

/** What an engine returns in these measurements. */
export const LIMIT = 100;

export interface Times {
  readonly p50: number;
  readonly p95: number;
}

/**
 * Milliseconds a query, each asked for the first time, so that nothing kept from it is there yet. A third of the queries
 * comes before, untimed: it finds the code uncompiled, as nobody does whom a running program answers.
 * @param mostMs ends what comes before, and then the timing, so that a slow engine comes to an end.
 */
export async function timesOf(ranker: Ranker, queries: readonly string[], mostMs = 20_000): Promise<Times> {
  const ask = async (text: string): Promise<number> => {
    const asked = performance.now();
    const ranking = ranker.search(text, LIMIT);
    if (ranking instanceof Promise) await ranking;
    return performance.now() - asked;
  };
  const warm = Math.floor(queries.length / 3);
  for (let at = 0, spent = 0; at < warm && spent < mostMs; at++) spent += await ask(queries[at] ?? '');
  const times: number[] = [];
  for (let at = warm, spent = 0; at < queries.length && spent < mostMs; at++) {
    const took = await ask(queries[at] ?? '');
    times.push(took);
    spent += took;
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** Bytes the process holds after a forced collection (`--expose-gc`), those of array buffers included. */
export async function bytesHeld(): Promise<number> {
  // What the last turn of the event loop has on its stack would stay.
  await new Promise((settle) => setImmediate(settle));
  global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What little an index holds may be less than what was let go of meanwhile. */
export const megabytes = (bytes: number): number => Math.max(0, bytes) / 1e6;
