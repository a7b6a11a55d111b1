import { analyze } from './analyzed.js';
import { best } from './best.js';
import { Collection } from './collection.js';
import { createFeedback, FEEDBACK_DOCUMENTS } from './feedback.js';
import { type Indexed, indexDocuments, type SearchDocument } from './indexed.js';
import { createProximity } from './proximity.js';
import { createRespelling } from './respelling.js';
import { rankSentences } from './sentences.js';
import { stem } from './tokens.js';

export type { SearchDocument } from './indexed.js';

export interface Hit {
  readonly id: string;
  /** Comparable within one query only. */
  readonly score: number;
}

/** Ranks documents for a text. Its scores order; they never decide whether something is an answer. */
export interface Engine {
  /** The best first, equals in the order of their ids; all of them without a limit. */
  readonly search: (text: string, limit?: number) => readonly Hit[];
  /** The places of a text's sentences, the one to quote for a question first. */
  readonly sentences: (question: string, sentences: readonly string[]) => readonly number[];
}

/** More words than this are a pasted text; the first ones are enough to order documents. */
const MOST_WORDS = 128;
/** So many of the best are looked at for words that stand together. */
const LOOKED_AT = 100;

const NO_NAMES: ReadonlySet<string> = new Set();

/** Indexes documents and ranks them. */
export const createEngine = (documents: readonly SearchDocument[], names: ReadonlySet<string> = NO_NAMES): Engine =>
  openEngine(indexDocuments(documents), names);

/**
 * BM25 (`indexed.ts`) without a factor for how many words match; then words that stand together, then feedback. A word
 * that no document has is taken for a slip, unless it is one of the `names` (normalized): they are right as they are, whether
 * a document has them or not. Settings were chosen on one public set, NFCorpus.
 */
export function openEngine(indexed: Indexed, names: ReadonlySet<string>): Engine {
  const collection = new Collection(indexed);
  const scores = new Float64Array(collection.size);
  const respell = createRespelling(collection);
  const proximityTo = createProximity(collection);
  const feedback = createFeedback(collection);

  const add = (number: number, weight: number): void => {
    const { documents: having, weights } = collection.impactsOf(number);
    for (let at = 0; at < having.length; at++) {
      const document = having[at] as number;
      scores[document] = (scores[document] as number) + weight * (weights[at] as number);
    }
  };

  /** Of what a misspelled word may mean, what stands in the document that has most of the other words; else the first. */
  const likeliest = (readings: readonly number[]): number | undefined => {
    const support = readings.map((number) =>
      collection.impactsOf(number).documents.reduce((most, document) => Math.max(most, scores[document] as number), 0),
    );
    return readings[support.indexOf(Math.max(...support))];
  };

  return {
    sentences: (question, sentences) => rankSentences(collection, question, sentences),
    search: (text, limit = Number.POSITIVE_INFINITY) => {
      scores.fill(0);
      const { words, compounds } = analyze(text);
      const asked = words.slice(0, MOST_WORDS);
      const stems = asked.map((word) => collection.numberOf(stem(word)));
      const joined = compounds.slice(0, MOST_WORDS).map((word) => collection.numberOf(stem(word)));
      const terms = new Set([...stems, ...joined].filter((number) => number !== undefined));
      for (const number of terms) add(number, 1);
      for (const [at, word] of asked.entries()) {
        if (stems[at] !== undefined || names.has(word)) continue;
        const reading = likeliest(respell(word));
        if (reading === undefined) continue;
        stems[at] = reading;
        if (!terms.has(reading)) add(reading, 1);
        terms.add(reading);
      }
      const proximity = proximityTo(stems);
      if (proximity) {
        for (const document of best(scores, LOOKED_AT))
          scores[document] = (scores[document] as number) + proximity(document);
      }
      const relevant = best(scores, FEEDBACK_DOCUMENTS);
      for (const [number, weight] of feedback(relevant, scores, terms, new Set(asked.map(stem)).size))
        add(number, weight);
      return best(scores, limit).map((document) => ({
        id: collection.ids[document] as string,
        score: scores[document] as number,
      }));
    },
  };
}
