import MiniSearch from 'minisearch';
import { isStopWord } from './stop-words.js';
import { stem, tokenize } from './tokens.js';

/** What the engine ranks: an id, what it is about, and its whole text. */
export interface SearchDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface Hit {
  readonly id: string;
  /** BM25, without MiniSearch's factor for the number of matched terms. Comparable within one query only. */
  readonly score: number;
}

/** Ranks documents for a text. Its scores order; they never decide whether something is an answer. */
export interface Engine {
  readonly search: (text: string) => readonly Hit[];
}

/** More distinct words than this are a pasted text; the first ones are enough to order findings. */
const MOST_TERMS = 40;

/** The words of a query, each once. */
function distinct(text: string): string {
  const words = tokenize(text).map((token) => token.word);
  return [...new Set(words.filter((word) => !isStopWord(word)))].slice(0, MOST_TERMS).join(' ');
}

/**
 * BM25 as measured on public biomedical sets: `title` at half weight beside the whole text, k 1.2, b 0.75, d 0, question
 * words dropped, Porter stems, no coordination factor, no prefix or fuzzy matching.
 */
export function createEngine(documents: readonly SearchDocument[]): Engine {
  const index = new MiniSearch<SearchDocument & { all: string }>({
    fields: ['title', 'all'],
    tokenize: (text) => tokenize(text).map((token) => token.word),
    processTerm: (word) => (isStopWord(word) ? null : stem(word)),
    searchOptions: {
      boost: { title: 0.5 },
      bm25: { k: 1.2, b: 0.75, d: 0 },
      combineWith: 'OR',
      prefix: false,
      fuzzy: false,
    },
  });
  index.addAll(documents.map((each) => ({ ...each, all: `${each.title}\n${each.text}` })));
  return {
    search: (text) =>
      index
        .search(distinct(text))
        .map((result) => ({ id: String(result.id), score: result.score / Math.max(1, result.queryTerms.length) }))
        .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id)),
  };
}
