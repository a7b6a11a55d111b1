import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createEngine } from '../../../index/retrieval/engine.js';
import { readSet, SetError, setsIn } from './sets.js';

/** One line of `rationales.json.gz`: a claim, the sentences of an abstract, and the places of those that decide it. */
interface Rationale {
  readonly claim: string;
  readonly doc: string | number;
  readonly sents: readonly string[];
  readonly gold: readonly number[];
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const HOW_TO_GET = `Nothing to measure on: MARROW_BENCH_DATA names a folder of sets, one of which also has rationales.json.gz, a list of
{ "claim": "…", "doc": "…", "sents": ["…"], "gold": [0] } as the authors of SciFact publish them. The set's documents say
how common a word is.`;

const NAMES = ['rationales.json.gz', 'rationales.json'];

/** The file of a set that has one. */
const rationalesIn = (folder: string): string | undefined =>
  NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));

/** @throws {SetError} naming the file. */
function readRationales(path: string): readonly Rationale[] {
  try {
    const bytes = readFileSync(path);
    const all: unknown = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
    if (Array.isArray(all) && all.every(isRationale)) return all;
  } catch (error) {
    throw new SetError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new SetError(`${path}: not a list of { claim, doc, sents, gold }`);
}

function isRationale(value: unknown): value is Rationale {
  const { claim, doc, sents, gold } = (value ?? {}) as Partial<Record<keyof Rationale, unknown>>;
  return (
    typeof claim === 'string' &&
    (typeof doc === 'string' || typeof doc === 'number') &&
    Array.isArray(sents) &&
    sents.every((each) => typeof each === 'string') &&
    Array.isArray(gold) &&
    gold.every((each) => Number.isInteger(each))
  );
}

async function measure(folder: string, path: string): Promise<void> {
  // Several judges may have marked the same abstract for the same claim: each of their sentences is right.
  const pairs = new Map<string, { readonly rationale: Rationale; readonly gold: Set<number> }>();
  for (const rationale of readRationales(path)) {
    const key = JSON.stringify([rationale.claim, rationale.doc]);
    const pair = pairs.get(key) ?? { rationale, gold: new Set<number>() };
    for (const place of rationale.gold) pair.gold.add(place);
    pairs.set(key, pair);
  }
  const judged = [...pairs.values()].filter(({ gold }) => gold.size > 0);
  const engine = createEngine((await readSet(folder)).documents);
  const hits = (cut: number, order: (rationale: Rationale) => readonly number[]): string => {
    const right = judged.filter(({ rationale, gold }) =>
      order(rationale)
        .slice(0, cut)
        .some((place) => gold.has(place)),
    );
    return (right.length / judged.length).toFixed(3);
  };
  const sentences = judged.reduce((sum, { rationale }) => sum + rationale.sents.length, 0) / judged.length;
  print(
    `${basename(folder)}: ${judged.length} pairs of a claim and an abstract, ${sentences.toFixed(1)} sentences each\n`,
  );
  print('                    hit at 1   hit at 3');
  for (const [name, order] of [
    ['marrow', ({ claim, sents }: Rationale) => engine.sentences(claim, sents)],
    ['the first sentences', ({ sents }: Rationale) => sents.map((_, at) => at)],
    ['the last sentences', ({ sents }: Rationale) => sents.map((_, at) => sents.length - 1 - at)],
  ] as const) {
    print(`${name.padEnd(20)}${hits(1, order).padStart(8)}${hits(3, order).padStart(11)}`);
  }
}

async function run(): Promise<number> {
  const all = setsIn(process.env['MARROW_BENCH_DATA']).flatMap((folder) => {
    const path = rationalesIn(folder);
    return path === undefined ? [] : { folder, path };
  });
  if (all.length === 0) print(HOW_TO_GET);
  for (const { folder, path } of all) await measure(folder, path);
  return all.length === 0 ? 1 : 0;
}

process.exitCode = await run().catch((error: unknown) => {
  if (!(error instanceof SetError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
});
