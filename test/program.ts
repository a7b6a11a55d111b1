import { commands } from '../commands/registry.js';
import { readDocuments, recognize } from '../index/evidence/library.js';
import { loadCorpus } from '../index/evidence/seeds.js';
import { prepare } from '../index/prepared.js';
import { createEnglish } from '../index/question/english.js';
import { createIndex, type EvidenceIndex } from '../index/search.js';
import { readEnglish } from '../src/cli/english.js';
import { createDispatcher, type Dispatcher } from '../src/dispatch.js';

/** The folder with the source documents; tests that need them are skipped, visibly, where it is not named. */
export const documentsFolder = process.env['MARROW_DOCUMENTS'] || undefined;

/** WordNet itself, so that no build is needed. */
export const english = createEnglish(readEnglish);

const corpus = loadCorpus(new URL('../seeds', import.meta.url).pathname);
const prepared = prepare(corpus);

/** The evidence of the repository, with the documents or without. */
export function indexOf(documents: 'with documents' | 'without documents'): EvidenceIndex {
  const folder = documents === 'with documents' ? documentsFolder : undefined;
  return createIndex(prepared, folder ? recognize(readDocuments(folder), corpus.sources) : new Map(), english);
}

/** A dispatcher that fails the test on a bug instead of answering with a reference. */
export function dispatcherOf(index: EvidenceIndex): Dispatcher {
  const log = {
    error: (details: object) => {
      throw new Error('a command failed', { cause: (details as { err?: unknown }).err });
    },
  };
  return createDispatcher({ index, commands, log });
}
