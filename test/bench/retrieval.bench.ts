import MiniSearch from 'minisearch';
import { it } from 'vitest';
import { createEngine } from '../../index/retrieval/engine.js';
import { hasBenchmark, meanNdcg, readBenchmark } from '../retrieval/benchmark.js';
import { report, spread } from './measured.js';

it.each(['scifact', 'nfcorpus', 'pubmedqa'])('nDCG@10 on %s', (name) => {
  if (!hasBenchmark(name)) {
    report(`nDCG@10 on ${name}`, 'not measured: MARROW_BENCH_DATA names no folder that has the set');
    return;
  }
  const benchmark = readBenchmark(name);
  const engine = createEngine(benchmark.documents);
  const times: number[] = [];
  const ours = meanNdcg(benchmark, (text) => {
    const asked = performance.now();
    const ids = engine.search(text).map((hit) => hit.id);
    times.push(performance.now() - asked);
    return ids;
  });
  const defaults = new MiniSearch({ fields: ['title', 'text'] });
  defaults.addAll(benchmark.documents);
  const theirs = meanNdcg(benchmark, (text) => defaults.search(text).map((result) => String(result.id)));
  const size = `${benchmark.documents.length} documents, ${benchmark.queries.length} queries`;
  report(`nDCG@10 on ${name}`, `${ours.toFixed(3)}; MiniSearch's defaults ${theirs.toFixed(3)} (${size})`);
  report('  one search', spread(times));
});
