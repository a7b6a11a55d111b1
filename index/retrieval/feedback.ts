import { best } from './best.js';
import type { Collection } from './collection.js';

/** The best documents are read as if they were relevant, for the words that they have in common. */
export const FEEDBACK_DOCUMENTS = 10;
const FEEDBACK_TERMS = 20;
/** In a smaller collection the best ten are no selection. */
const LARGEST_SHARE = 0.01;

/**
 * How much feedback weighs beside a query of so many words, in words. As much as the query where it is a word or two,
 * which say too little of what is meant; then less and less: a longer question says it itself, and its best documents
 * share words that are not its subject.
 */
const massOf = (words: number): number => Math.min(words, 4 / words);

/**
 * For the numbers of the best documents, highest score first, and the stems of a query of so many different words: further
 * stems, and what each weighs beside a word of the query.
 */
export type Feedback = (
  relevant: readonly number[],
  scores: Float64Array,
  query: ReadonlySet<number>,
  words: number,
) => readonly (readonly [stem: number, weight: number])[];

/**
 * Pseudo-relevance feedback: the stems that mark the best documents against the collection (relevance model of Lavrenko and
 * Croft 2001, weighted by IDF).
 */
export function createFeedback(collection: Collection): Feedback {
  if (FEEDBACK_DOCUMENTS > LARGEST_SHARE * collection.size) return () => [];
  /** By stem; all 0 between two queries. */
  const counts = new Uint32Array(collection.vocabulary);
  const shares = new Float64Array(collection.vocabulary);

  return (relevant, scores, query, words) => {
    if (relevant.length === 0) return [];
    const total = relevant.reduce((sum, document) => sum + (scores[document] as number), 0);
    const found: number[] = [];
    for (const document of relevant) {
      const probability = (scores[document] as number) / total;
      const text = collection.sequenceOf(document);
      for (const stem of text) (counts[stem] as number)++;
      for (const stem of text) {
        const count = counts[stem] as number;
        if (count === 0) continue;
        counts[stem] = 0;
        if (shares[stem] === 0) found.push(stem);
        (shares[stem] as number) += probability * collection.saturated(count, document);
      }
    }
    const marks = Float64Array.from(found, (stem) =>
      query.has(stem) || isNumber(collection.stemOf(stem)) ? 0 : (shares[stem] as number) * collection.idfOf(stem),
    );
    for (const stem of found) shares[stem] = 0;
    const marking = best(marks, FEEDBACK_TERMS);
    const sum = marking.reduce((all, at) => all + (marks[at] as number), 0);
    return marking.map((at) => [found[at] as number, (massOf(words) * (marks[at] as number)) / sum]);
  };
}

/** A figure or a name that begins with one: how much marks no subject. */
const isNumber = (stem: string): boolean => stem >= '0' && stem < ':';
