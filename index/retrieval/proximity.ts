import type { Collection } from './collection.js';

/** Words further apart than this are not about each other. */
const WINDOW = 8;
/** What a pair is worth against a word. */
const WEIGHT = 0.3;
/** Of a pair in another order or with words between, against one side by side as asked. */
const LOOSE = 0.5;

/**
 * What a document gains because words that stand side by side in the query stand near each other in it: the pairs are
 * counted as terms of their own, as in the sequential dependence model (Metzler and Croft 2005).
 * @param stems the query's stems by number in their order; undefined where no document has one.
 */
export function createProximity(
  collection: Collection,
  stems: readonly (number | undefined)[],
): ((document: number) => number) | undefined {
  const pairs: { readonly first: number; readonly second: number; readonly idf: number }[] = [];
  const places = new Map<number, number[]>();
  for (let at = 1; at < stems.length; at++) {
    const [first, second] = [stems[at - 1], stems[at]];
    if (first === undefined || second === undefined || first === second) continue;
    pairs.push({ first, second, idf: Math.min(collection.impactsOf(first).idf, collection.impactsOf(second).idf) });
    places.set(first, []).set(second, []);
  }
  if (pairs.length === 0) return undefined;
  return (document) => {
    for (const each of places.values()) each.length = 0;
    collection.sequenceOf(document).forEach((stem, at) => {
      places.get(stem)?.push(at);
    });
    let gain = 0;
    for (const { first, second, idf } of pairs) {
      const near = together(places.get(first) ?? [], places.get(second) ?? []);
      if (near > 0) gain += idf * collection.saturated(near, document);
    }
    return WEIGHT * gain;
  };
}

/** How often two words stand together, by their places. */
function together(first: readonly number[], second: readonly number[]): number {
  let count = 0;
  for (const a of first) {
    for (const b of second) {
      if (b - a === 1) count += 1;
      else if (Math.abs(b - a) <= WINDOW) count += LOOSE;
    }
  }
  return count;
}
