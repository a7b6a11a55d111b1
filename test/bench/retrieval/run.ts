import { statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, USAGE, UsageError } from './arguments.js';
import { type EngineName, HOW_TO_INSTALL } from './engines.js';
import { isolated } from './isolated.js';
import type { Figures, Measurement } from './measure.js';
import { mean } from './metrics.js';
import { randomizationTest } from './randomization.js';
import { HOW_TO_GET_SETS, readSet, SetError, setsIn } from './sets.js';

const MEASURE = fileURLToPath(new URL('measure.js', import.meta.url));
/** An engine that takes longer on one set is ended. */
const MOST_MS = 600_000;

const print = (line = ''): void => void process.stdout.write(`${line}\n`);

const count = (value: number): string => value.toLocaleString('en-US');

const columns = (cells: readonly string[]): string =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(12) : cell.padStart(9))).join('');

/** 0.693 → .693 */
const share = (value: number): string => value.toFixed(3).replace(/^0/u, '');

const row = (engine: string, { figures, misspelled }: Measurement, p: string): string =>
  columns([
    engine,
    share(figures.ndcg10),
    p,
    ...[figures.mrr10, figures.r1, figures.r10, figures.r100, misspelled].map(share),
    figures.ndcg10 === 0 ? '–' : share(misspelled / figures.ndcg10),
    ...[figures.p50ms, figures.p95ms].map((time) => time.toFixed(2)),
    figures.buildMs.toFixed(0),
    figures.heapMb.toFixed(0),
  ]);

const HEAD = columns([
  'engine',
  'nDCG@10',
  'P',
  'MRR@10',
  'R@1',
  'R@10',
  'R@100',
  '1 edit',
  'kept',
  'p50 ms',
  'p95 ms',
  'build ms',
  'MB',
]);

/** Asked before the minutes of a run, not after. */
const canBeWritten = (path: string): boolean =>
  statSync(dirname(resolve(path)), { throwIfNoEntry: false })?.isDirectory() === true &&
  statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;

async function run(words: readonly string[]): Promise<number> {
  const asked = readArguments(words);
  if (asked === 'help') {
    print(USAGE);
    return 0;
  }
  if (asked.json !== undefined && !canBeWritten(asked.json))
    throw new UsageError(`--json ${asked.json}: there is no such folder, or it is one itself`);
  const all = setsIn(process.env['MARROW_BENCH_DATA']);
  const folders = all.filter((folder) => asked.sets === undefined || asked.sets.includes(basename(folder)));
  const unknown = asked.sets?.filter((name) => !all.some((folder) => basename(folder) === name)) ?? [];
  if (all.length === 0) {
    print(HOW_TO_GET_SETS);
    return 1;
  }
  if (unknown.length > 0)
    throw new UsageError(`No set named ${unknown.join(', ')}: ${all.map((folder) => basename(folder)).join(', ')}`);

  const results = new Map<string, Map<EngineName, Measurement>>();
  const faults: string[] = [];
  const absent = new Set<EngineName>();
  for (const folder of folders) {
    const name = basename(folder);
    const size = await sizeOf(folder).catch((error: unknown) => {
      if (!(error instanceof SetError)) throw error;
      faults.push(error.message);
    });
    if (!size) continue;
    const found = new Map<EngineName, Measurement>();
    print(`\n${name}: ${count(size.documents)} documents, ${count(size.queries)} queries`);
    print(HEAD);
    for (const engine of asked.engines) {
      if (absent.has(engine)) continue;
      const outcome = await isolated<Measurement>(MEASURE, [folder, engine], MOST_MS);
      if (outcome.status === 'not installed') absent.add(engine);
      else if (outcome.status === 'failed') faults.push(`${engine} on ${name}: ${outcome.reason}`);
      else {
        const { result } = outcome;
        found.set(engine, result);
        const ours = found.get('marrow');
        const p = ours && engine !== 'marrow' ? randomizationTest(ours.each, result.each) : undefined;
        print(row(engine, result, p === undefined ? '' : `${better(ours, result)}${p < 0.001 ? '<.001' : share(p)}`));
      }
    }
    results.set(name, found);
  }
  summary(results, asked.engines);
  if (absent.size > 0) print(`\nNot installed: ${[...absent].join(', ')}. ${HOW_TO_INSTALL}`);
  for (const fault of faults) print(`\nFailed: ${fault}`);
  if (asked.json !== undefined) {
    writeFileSync(asked.json, `${JSON.stringify(asJson(results), undefined, 2)}\n`);
    print(`\nWritten to ${asked.json}`);
  }
  return faults.length > 0 ? 1 : 0;
}

/** Reads a set before anything is measured on it, so that what is broken is said once. */
async function sizeOf(folder: string): Promise<{ readonly documents: number; readonly queries: number }> {
  const { documents, queries } = await readSet(folder);
  return { documents: documents.length, queries: queries.length };
}

/** Whose score is higher, before the P of the difference. */
const better = (ours: Measurement | undefined, theirs: Measurement): string =>
  ours && ours.figures.ndcg10 >= theirs.figures.ndcg10 ? '+ ' : '- ';

function summary(
  results: ReadonlyMap<string, ReadonlyMap<EngineName, Measurement>>,
  engines: readonly EngineName[],
): void {
  const sets = [...results.values()];
  const complete = engines.filter((engine) => sets.every((found) => found.has(engine)));
  if (complete.length > 0 && sets.length > 1) {
    print(`\nmean nDCG@10 of ${sets.length} sets`);
    for (const engine of complete) {
      print(columns([engine, share(mean(sets.flatMap((found) => found.get(engine)?.figures.ndcg10 ?? [])))]));
    }
  }
  print('\nP: paired randomization test of nDCG@10 against marrow; + marrow is better, - the peer is.');
  print('1 edit: nDCG@10 with one edit in the longest word of each query; kept: its share of nDCG@10.');
}

const asJson = (
  results: ReadonlyMap<string, ReadonlyMap<EngineName, Measurement>>,
): Record<string, Record<string, Figures>> =>
  Object.fromEntries(
    [...results].map(([set, found]) => [
      set,
      Object.fromEntries([...found].map(([engine, { figures }]) => [engine, figures])),
    ]),
  );

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UsageError) && !(error instanceof SetError)) throw error;
  process.stderr.write(`${error.message}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}\n`);
  return error instanceof UsageError ? 2 : 1;
});
