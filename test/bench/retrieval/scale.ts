import { createEngine, type SearchDocument } from '../../../index/retrieval/engine.js';
import { HOW_TO_INSTALL, LOADERS, NotInstalled, type Ranker } from './engines.js';
import { quantile } from './metrics.js';
import { createRandom } from './random.js';
import { HOW_TO_GET_SETS, readSet, setsIn } from './sets.js';

const SIZES = [1_000, 10_000, 50_000, 100_000];
/** Words of a passage, as many as a paragraph has. */
const PASSAGE = 84;
const QUERIES = 300;
/** Of one search at the 95th percentile: beyond it, one process keeps others waiting. */
const MOST_MS = 50;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Passages put together from sentences of the sets' documents, the same ones in every run: real words as common as they are,
 * in more passages than the sets have.
 */
function passagesOf(documents: readonly SearchDocument[]): (count: number) => SearchDocument[] {
  const sentences = documents
    .flatMap(({ text }) => text.split(/(?<=[.?!])\s+(?=\p{Lu})/u))
    .flatMap((sentence) => chunks(sentence.split(/\s+/u), PASSAGE));
  return (count) => {
    const random = createRandom(count);
    return Array.from({ length: count }, (_, at) => {
      const words: string[] = [];
      while (words.length < PASSAGE) words.push(...(sentences[Math.floor(random() * sentences.length)] ?? []));
      return { id: `p${at}`, title: '', text: words.slice(0, PASSAGE).join(' ') };
    });
  };
}

const chunks = (words: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(words.length / size) }, (_, at) => words.slice(at * size, (at + 1) * size));

function held(): number {
  global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function times(ranker: Ranker, queries: readonly string[]): Promise<{ p50: number; p95: number }> {
  for (const text of queries) await ranker.search(text, 100);
  const each: number[] = [];
  for (const text of queries) {
    const asked = performance.now();
    await ranker.search(text, 100);
    each.push(performance.now() - asked);
  }
  return { p50: quantile(each, 0.5), p95: quantile(each, 0.95) };
}

async function run(): Promise<number> {
  const folders = setsIn(process.env['MARROW_BENCH_DATA']);
  if (folders.length === 0) {
    print(HOW_TO_GET_SETS);
    return 1;
  }
  const sets = await Promise.all(folders.map(readSet));
  const all = sets.flatMap((set) => set.queries.map((query) => query.text));
  const random = createRandom(1);
  const queries = Array.from({ length: QUERIES }, () => all[Math.floor(random() * all.length)] ?? '');
  const passages = passagesOf(sets.flatMap((set) => set.documents));
  const peer = await LOADERS.fts5().catch((error: unknown) => {
    if (error instanceof NotInstalled) return undefined;
    throw error;
  });
  const cells = (each: readonly string[]) => each.map((cell) => cell.padStart(12)).join('');
  print(`${QUERIES} queries of ${sets.map((set) => set.name).join(', ')}; passages of ${PASSAGE} words\n`);
  print(cells(['passages', 'build s', 'heap MB', 'p50 ms', 'p95 ms', 'FTS5 p50', 'FTS5 p95', 'p50 ratio']));
  let last = 0;
  for (const size of SIZES) {
    const documents = passages(size);
    const before = held();
    const began = performance.now();
    const engine = createEngine(documents);
    const build = (performance.now() - began) / 1000;
    const ours = await times({ search: (text, limit) => engine.search(text, limit).map(({ id }) => id) }, queries);
    const heap = (held() - before) / 1e6;
    const theirs = peer && (await times(await peer(documents), queries));
    print(
      cells([
        size.toLocaleString('en-US'),
        build.toFixed(1),
        heap.toFixed(0),
        ours.p50.toFixed(2),
        ours.p95.toFixed(2),
        theirs?.p50.toFixed(2) ?? '–',
        theirs?.p95.toFixed(2) ?? '–',
        theirs ? (ours.p50 / theirs.p50).toFixed(2) : '–',
      ]),
    );
    if (ours.p95 <= MOST_MS) last = size;
  }
  print(
    last === SIZES.at(-1)
      ? `\nOne process carries ${last.toLocaleString('en-US')} passages: 95 of 100 searches take less than ${MOST_MS} ms. What grows first is the start and the memory.`
      : `\nOne process ends at ${last.toLocaleString('en-US')} passages: beyond, one search in twenty blocks it for more than ${MOST_MS} ms.`,
  );
  if (!peer) print(HOW_TO_INSTALL);
  return 0;
}

process.exitCode = await run();
