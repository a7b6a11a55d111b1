import { ENGINES, type EngineName, LOADERS, NotInstalled } from './engines.js';
import { mean, ndcg, quantile, recall, reciprocalRank } from './metrics.js';
import { misspelled } from './misspelling.js';
import { readSet } from './sets.js';

/** What an engine does on a set: as `--json` writes it. */
export interface Figures {
  readonly ndcg10: number;
  readonly mrr10: number;
  readonly r1: number;
  readonly r10: number;
  readonly r100: number;
  readonly p50ms: number;
  readonly p95ms: number;
  readonly buildMs: number;
  readonly heapMb: number;
}

/** What a process of its own measured and sends back. */
export type Measurement =
  | {
      readonly status: 'measured';
      readonly figures: Figures;
      /** nDCG@10 of each query, in the order of the set. */
      readonly each: readonly number[];
      /** The same with one edit in each query's longest word, on the average. */
      readonly misspelled: number;
      readonly size: { readonly documents: number; readonly queries: number };
    }
  | { readonly status: 'not installed' }
  | { readonly status: 'failed'; readonly reason: string };

const LIMIT = 100;
/** Times are taken for so long at most, so that a slow engine on a large set comes to an end. */
const TIMED_MS = 10_000;

const now = (): number => performance.now();

function held(): number {
  global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Indexes a set with one engine and asks it everything: once for the ranking, then for the times. */
async function measure(folder: string, name: EngineName): Promise<Measurement> {
  const set = await readSet(folder);
  const index = await LOADERS[name]();
  const before = held();
  const began = now();
  const ranker = await index(set.documents);
  const buildMs = now() - began;

  const each: number[] = [];
  const others: { mrr: number; r1: number; r10: number; r100: number }[] = [];
  for (const { text, grades } of set.queries) {
    const ranking = await ranker.search(text, LIMIT);
    each.push(ndcg(ranking, grades, 10));
    others.push({
      mrr: reciprocalRank(ranking, grades, 10),
      r1: recall(ranking, grades, 1),
      r10: recall(ranking, grades, 10),
      r100: recall(ranking, grades, 100),
    });
  }
  const heapMb = (held() - before + (ranker.held?.() ?? 0)) / 1e6;

  const times: number[] = [];
  const until = now() + TIMED_MS;
  for (const { text } of set.queries) {
    const asked = now();
    const ranking = ranker.search(text, LIMIT);
    if (ranking instanceof Promise) await ranking;
    times.push(now() - asked);
    if (now() > until) break;
  }

  const slips: number[] = [];
  for (const { text, grades } of set.queries)
    slips.push(ndcg(await ranker.search(misspelled(text), LIMIT), grades, 10));

  return {
    status: 'measured',
    figures: {
      ndcg10: mean(each),
      mrr10: mean(others.map(({ mrr }) => mrr)),
      r1: mean(others.map(({ r1 }) => r1)),
      r10: mean(others.map(({ r10 }) => r10)),
      r100: mean(others.map(({ r100 }) => r100)),
      p50ms: quantile(times, 0.5),
      p95ms: quantile(times, 0.95),
      buildMs,
      heapMb,
    },
    each,
    misspelled: mean(slips),
    size: { documents: set.documents.length, queries: set.queries.length },
  };
}

const [folder = '', name] = process.argv.slice(2);
const measured = await measure(folder, ENGINES.find((each) => each === name) ?? 'marrow').catch(
  (error: unknown): Measurement =>
    error instanceof NotInstalled
      ? { status: 'not installed' }
      : { status: 'failed', reason: error instanceof Error ? error.message : String(error) },
);
process.send?.(measured, () => process.exit(0));
