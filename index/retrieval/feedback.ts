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
 * Pseudo-relevance feedback: the stems by number that mark the best documents against the collection (relevance model of
 * Lavrenko and Croft 2001, weighted by IDF), with what each weighs beside a word of the query.
 * @param best the numbers of the best documents, highest score first.
 * @param words how many different words the query has.
 */
export function feedback(
  collection: Collection,
  best: readonly number[],
  scores: Float64Array,
  query: ReadonlySet<number>,
  words: number,
): readonly (readonly [stem: number, weight: number])[] {
  if (best.length === 0 || FEEDBACK_DOCUMENTS > LARGEST_SHARE * collection.size) return [];
  const total = best.reduce((sum, document) => sum + (scores[document] ?? 0), 0);
  const share = new Map<number, number>();
  for (const document of best) {
    const frequency = new Map<number, number>();
    for (const stem of collection.sequenceOf(document)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
    const probability = (scores[document] ?? 0) / total;
    for (const [stem, count] of frequency) {
      if (query.has(stem)) continue;
      share.set(stem, (share.get(stem) ?? 0) + probability * collection.saturated(count, document));
    }
  }
  const marking = [...share]
    .filter(([stem]) => !/^\d/u.test(collection.stemOf(stem)))
    .map(([stem, common]) => [stem, common * collection.impactsOf(stem).idf] as const)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, FEEDBACK_TERMS);
  const sum = marking.reduce((all, [, weight]) => all + weight, 0);
  return marking.map(([stem, weight]) => [stem, (massOf(words) * weight) / sum]);
}
