import { parentPort, workerData } from 'node:worker_threads';
import { checkEvidence } from '../../index/evidence/check.js';
import { corpusOf, type Fault, SeedsError } from '../../index/evidence/corpus.js';
import { loadSeeds } from '../../index/evidence/seeds.js';
import { type Prepared, prepare } from '../../index/prepared.js';

/** What the worker found: seeds that hold, prepared for questions, or everything that is wrong with them. */
export type Read = { readonly prepared: Prepared } | { readonly faults: readonly Fault[] };

/** Reads and checks the seeds of a folder, figures included, as `npm run check` does without copies. */
function read(folder: string): Read {
  try {
    const seeds = loadSeeds(folder);
    const corpus = corpusOf(seeds);
    const { faults } = checkEvidence(corpus, new Map());
    return faults.length > 0 ? { faults } : { prepared: prepare(corpus) };
  } catch (error) {
    if (error instanceof SeedsError) return { faults: error.faults };
    throw error;
  }
}

parentPort?.postMessage(read(String(workerData)));
