import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createEngine } from '../../../index/retrieval/engine.js';
import { readSet } from './sets.js';

/** One line of `rationales.json.gz`: a claim, the sentences of an abstract, and the places of those that decide it. */
interface Rationale {
  readonly claim: string;
  readonly doc: string | number;
  readonly sents: readonly string[];
  readonly gold: readonly number[];
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(): Promise<number> {
  const folder = join(process.env['MARROW_BENCH_DATA'] ?? '', 'scifact');
  const path = join(folder, 'rationales.json.gz');
  if (!process.env['MARROW_BENCH_DATA'] || !existsSync(path)) {
    print(`Nothing to measure on: MARROW_BENCH_DATA names a folder with scifact/rationales.json.gz, a list of
{ "claim": "…", "doc": "…", "sents": ["…"], "gold": [0] } as the authors of SciFact publish them, and SciFact itself
(docs, queries, qrels), whose abstracts say how common a word is.`);
    return 1;
  }
  // Several judges may have marked the same abstract for the same claim: each of their sentences is right.
  const pairs = new Map<string, { readonly rationale: Rationale; readonly gold: Set<number> }>();
  for (const rationale of JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as readonly Rationale[]) {
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
  print(`${judged.length} pairs of a claim and an abstract, ${sentences.toFixed(1)} sentences each\n`);
  print('                    hit at 1   hit at 3');
  for (const [name, order] of [
    ['marrow', ({ claim, sents }: Rationale) => engine.sentences(claim, sents)],
    ['the last sentences', ({ sents }: Rationale) => sents.map((_, at) => sents.length - 1 - at)],
  ] as const) {
    print(`${name.padEnd(20)}${hits(1, order).padStart(8)}${hits(3, order).padStart(11)}`);
  }
  return 0;
}

process.exitCode = await run();
