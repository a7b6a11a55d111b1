import type { Collection } from './collection.js';

/** Words further apart than this are not about each other. */
const WINDOW = 8;
/** What a pair is worth against a word. */
const WEIGHT = 0.3;
/** Of a pair in another order or with words between, against one side by side as asked. */
const LOOSE = 0.5;

/** For a query, as its stems by number in their order (undefined where no document has one): what a document gains. */
export type Proximity = (stems: readonly (number | undefined)[]) => ((document: number) => number) | undefined;

/**
 * What a document gains because words that stand side by side in the query stand near each other in it: the pairs are
 * counted as terms of their own, as in the sequential dependence model (Metzler and Croft 2005).
 */
export function createProximity(collection: Collection): Proximity {
  /** Stem → one more than its place in `places`: an array, since it is asked for every word of every document looked at. */
  const slots = new Uint8Array(collection.vocabulary);
  const paired: number[] = [];
  const slotOf = (stem: number): number => {
    if (slots[stem] === 0) slots[stem] = paired.push(stem);
    return (slots[stem] as number) - 1;
  };

  return (stems) => {
    for (const stem of paired.splice(0)) slots[stem] = 0;
    const pairs: { readonly first: number; readonly second: number; readonly idf: number }[] = [];
    for (let at = 1; at < stems.length; at++) {
      const [first, second] = [stems[at - 1], stems[at]];
      if (first === undefined || second === undefined || first === second) continue;
      const idf = Math.min(collection.idfOf(first), collection.idfOf(second));
      pairs.push({ first: slotOf(first), second: slotOf(second), idf });
    }
    if (pairs.length === 0) return undefined;
    const places = paired.map((): number[] => []);
    return (document) => {
      for (const each of places) each.length = 0;
      const text = collection.sequenceOf(document);
      for (let at = 0; at < text.length; at++) {
        const slot = slots[text[at] as number] as number;
        if (slot > 0) places[slot - 1]?.push(at);
      }
      let gain = 0;
      for (const { first, second, idf } of pairs) {
        const near = together(places[first] ?? [], places[second] ?? []);
        if (near > 0) gain += idf * collection.saturated(near, document);
      }
      return WEIGHT * gain;
    };
  };
}

/** How often two words stand together, by their places, which ascend. */
function together(first: readonly number[], second: readonly number[]): number {
  let count = 0;
  let from = 0;
  for (const a of first) {
    while (from < second.length && (second[from] as number) < a - WINDOW) from++;
    for (let at = from; at < second.length && (second[at] as number) <= a + WINDOW; at++)
      count += second[at] === a + 1 ? 1 : LOOSE;
  }
  return count;
}
