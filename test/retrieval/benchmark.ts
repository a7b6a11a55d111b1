import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SearchDocument } from '../../index/retrieval/engine.js';

/** The folder with public retrieval sets, one folder each; what needs them is skipped, visibly, where it is not named. */
export const benchmarkFolder = process.env.MARROW_BENCH_DATA || undefined;

/** A public set: documents, queries, and how relevant which document is for which query. */
export interface Benchmark {
  readonly documents: readonly SearchDocument[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Query id → document id → grade. */
  readonly judgments: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Whether the folder holds that set. */
export const hasBenchmark = (name: string): boolean =>
  benchmarkFolder !== undefined && existsSync(join(benchmarkFolder, name, 'docs.jsonl.gz'));

/** Reads a set of gzipped JSON lines. */
export function readBenchmark(name: string): Benchmark {
  if (benchmarkFolder === undefined) throw new Error('MARROW_BENCH_DATA names no folder');
  const lines = (file: string) =>
    gunzipSync(readFileSync(join(benchmarkFolder, name, file)))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const judgments = new Map<string, Map<string, number>>();
  for (const { qid, docid, rel } of lines('qrels.jsonl.gz') as { qid: string; docid: string; rel: number }[]) {
    const grades = judgments.get(qid) ?? new Map<string, number>();
    judgments.set(qid, grades.set(docid, rel));
  }
  return { documents: lines('docs.jsonl.gz'), queries: lines('queries.jsonl.gz'), judgments };
}

const CUT = 10;

/** Normalized discounted cumulative gain of the first ten, with the grade as gain, as trec_eval computes it. */
export function ndcg(ranking: readonly string[], grades: ReadonlyMap<string, number>): number {
  const sum = (gains: readonly number[]) =>
    gains.slice(0, CUT).reduce((total, gain, rank) => total + gain / Math.log2(rank + 2), 0);
  const best = sum([...grades.values()].sort((a, b) => b - a));
  return best === 0 ? 0 : sum(ranking.map((id) => grades.get(id) ?? 0)) / best;
}

/** The mean over all queries that have a relevant document. */
export function meanNdcg({ queries, judgments }: Benchmark, search: (text: string) => readonly string[]): number {
  const judged = queries.filter(({ id }) => [...(judgments.get(id)?.values() ?? [])].some((grade) => grade > 0));
  const each = judged.map(({ id, text }) => ndcg(search(text), judgments.get(id) ?? new Map()));
  return each.reduce((total, value) => total + value, 0) / each.length;
}
