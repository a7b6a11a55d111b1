import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOW_TO_INSTALL } from './engines.js';
import type { Growth } from './grown.js';
import { isolated } from './isolated.js';
import { HOW_TO_GET_SETS, SetError, setsIn } from './sets.js';
import { PASSAGE, QUERIES } from './workload.js';

const SIZES = [1_000, 5_000, 10_000, 50_000, 100_000, 300_000];
/** Of one search at the 95th percentile: beyond it, one process keeps others waiting. */
const MOST_MS = 50;
/** A start that nobody minds. */
const MOST_S = 60;
const GROWN = fileURLToPath(new URL('grown.js', import.meta.url));
/** An engine that takes longer over one size is ended. */
const LONGEST_MS = 600_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const cells = (each: readonly string[]): string => each.map((cell) => cell.padStart(12)).join('');
const count = (value: number): string => value.toLocaleString('en-US');

async function run(): Promise<number> {
  const folders = setsIn(process.env['MARROW_BENCH_DATA']);
  if (folders.length === 0) {
    print(HOW_TO_GET_SETS);
    return 1;
  }
  print(
    `${QUERIES} queries of ${folders.map((folder) => basename(folder)).join(', ')}; passages of ${PASSAGE} words of theirs\n`,
  );
  print(cells(['passages', 'build s', 'MB', 'p50 ms', 'p95 ms', 'FTS5 p50', 'FTS5 p95', 'p50 ratio']));
  const faults: string[] = [];
  const grown = async (engine: string, size: number): Promise<Growth | undefined> => {
    const outcome = await isolated<Growth>(GROWN, [engine, String(size), ...folders], LONGEST_MS);
    if (outcome.status === 'measured') return outcome.result;
    faults.push(
      outcome.status === 'failed' ? `${engine} at ${count(size)} passages: ${outcome.reason}` : HOW_TO_INSTALL,
    );
    return undefined;
  };
  let carried: number | undefined;
  let ended: string | undefined;
  for (const size of SIZES) {
    const ours = await grown('marrow', size);
    const theirs = await grown('fts5', size);
    const figures = [ours?.buildS.toFixed(1), ours?.heapMb.toFixed(0), ours?.times.p50.toFixed(2)];
    const ratio = ours && theirs && ours.times.p50 / theirs.times.p50;
    const compared = [ours?.times.p95, theirs?.times.p50, theirs?.times.p95, ratio].map((each) => each?.toFixed(2));
    print(cells([count(size), ...[...figures, ...compared].map((each) => each ?? '–')]));
    if (ours && ours.times.p95 <= MOST_MS && ours.buildS <= MOST_S && ended === undefined) carried = size;
    else ended ??= endedBy(size, ours);
  }
  if (carried !== undefined)
    print(
      `\nOne process carries ${count(carried)} passages: it starts within ${MOST_S} s, and 19 of 20 searches take less than ${MOST_MS} ms.`,
    );
  if (ended !== undefined) print(ended);
  for (const fault of new Set(faults)) print(`\n${fault}`);
  return 0;
}

/** Why a process of its own is not enough for so many. */
function endedBy(size: number, growth: Growth | undefined): string {
  const reasons = growth && [
    ...(growth.buildS > MOST_S ? [`the start takes ${growth.buildS.toFixed(0)} s`] : []),
    ...(growth.times.p95 > MOST_MS ? [`one search in twenty takes more than ${growth.times.p95.toFixed(0)} ms`] : []),
  ];
  return `It ends before ${count(size)}: ${reasons?.join(', ') ?? 'that was not reached'}.`;
}

process.exitCode = await run().catch((error: unknown) => {
  if (!(error instanceof SetError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
});
