import { ENGINES, type EngineName, LOADERS } from './engines.js';
import { report } from './isolated.js';
import { mean, ndcg, recall, reciprocalRank, withoutItself } from './metrics.js';
import { misspelled } from './misspelling.js';
import { type Query, readSet } from './sets.js';
import { bytesHeld, LIMIT, megabytes, timesOf } from './timing.js';

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

/** What an engine does on a set. */
export interface Measurement {
  readonly figures: Figures;
  /** nDCG@10 of each query, in the order of the set. */
  readonly each: readonly number[];
  /** The same with one edit in each query's longest word, on the average. */
  readonly misspelled: number;
}

const now = (): number => performance.now();

/** Indexes a set with one engine and asks it everything: for the times, for the ranking, and misspelled. */
async function measure(folder: string, name: EngineName): Promise<Measurement> {
  const set = await readSet(folder);
  const index = await LOADERS[name]();
  const before = await bytesHeld();
  const began = now();
  const ranker = await index(set.documents);
  const buildMs = now() - began;
  const times = await timesOf(
    ranker,
    set.queries.map(({ text }) => text),
  );

  const rankingFor = async ({ id, grades }: Query, text: string): Promise<readonly string[]> =>
    withoutItself(await ranker.search(text, LIMIT + 1), id, grades);
  const each: number[] = [];
  const others: { mrr: number; r1: number; r10: number; r100: number }[] = [];
  for (const query of set.queries) {
    const { text, grades } = query;
    const ranking = await rankingFor(query, text);
    each.push(ndcg(ranking, grades, 10));
    others.push({
      mrr: reciprocalRank(ranking, grades, 10),
      r1: recall(ranking, grades, 1),
      r10: recall(ranking, grades, 10),
      r100: recall(ranking, grades, 100),
    });
  }
  const heapMb = megabytes((await bytesHeld()) - before + (ranker.held?.() ?? 0));

  const slips: number[] = [];
  for (const query of set.queries) slips.push(ndcg(await rankingFor(query, misspelled(query.text)), query.grades, 10));

  return {
    figures: {
      ndcg10: mean(each),
      mrr10: mean(others.map(({ mrr }) => mrr)),
      r1: mean(others.map(({ r1 }) => r1)),
      r10: mean(others.map(({ r10 }) => r10)),
      r100: mean(others.map(({ r100 }) => r100)),
      p50ms: times.p50,
      p95ms: times.p95,
      buildMs,
      heapMb,
    },
    each,
    misspelled: mean(slips),
  };
}

const [folder = '', name] = process.argv.slice(2);
await report(() => measure(folder, ENGINES.find((each) => each === name) ?? 'marrow'));
