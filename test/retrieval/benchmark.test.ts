import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../index/retrieval/engine.js';
import { mean, ndcg } from '../bench/retrieval/metrics.js';
import { readSet } from '../bench/retrieval/sets.js';

/** The folder with public retrieval sets; what needs them is skipped, visibly, where it is not named. */
const folder = process.env.MARROW_BENCH_DATA ?? '';

/* Floors, not goals: between what the engine reaches (`npm run bench:retrieval`) and what it reached before it had feedback. */
describe.each([
  ['scifact', 0.69],
  ['nfcorpus', 0.355],
])('the engine on %s', (name, floor) => {
  const path = join(folder, name);
  it.skipIf(folder === '' || !existsSync(path))(`reaches an nDCG@10 of ${floor}`, { timeout: 60_000 }, async () => {
    const { documents, queries } = await readSet(path);
    const engine = createEngine(documents);
    const each = queries.map(({ text, grades }) =>
      ndcg(
        engine.search(text, 10).map((hit) => hit.id),
        grades,
        10,
      ),
    );
    expect(mean(each)).toBeGreaterThanOrEqual(floor);
  });
});
