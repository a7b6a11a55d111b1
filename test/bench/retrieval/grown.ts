import { ENGINES, type EngineName, LOADERS } from './engines.js';
import { report } from './isolated.js';
import { readSet } from './sets.js';
import { bytesHeld, megabytes, type Times, timesOf } from './timing.js';
import { drawn, passagesOf, QUERIES } from './workload.js';

/** What an engine does with so many passages. */
export interface Growth {
  readonly times: Times;
  readonly buildS: number;
  readonly heapMb: number;
}

async function grow(name: EngineName, size: number, folders: readonly string[]): Promise<Growth> {
  const index = await LOADERS[name]();
  const sets = await Promise.all(folders.map(readSet));
  const queries = drawn(
    sets.flatMap((set) => set.queries.map((query) => query.text)),
    QUERIES,
  );
  const passages = passagesOf(
    sets.flatMap((set) => set.documents),
    size,
  );
  const before = await bytesHeld();
  const began = performance.now();
  const ranker = await index(passages);
  const buildS = (performance.now() - began) / 1000;
  const times = await timesOf(ranker, queries);
  return { times, buildS, heapMb: megabytes((await bytesHeld()) - before + (ranker.held?.() ?? 0)) };
}

const [name, size, ...folders] = process.argv.slice(2);
await report(() => grow(ENGINES.find((each) => each === name) ?? 'marrow', Number(size), folders));
