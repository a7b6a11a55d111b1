import type { Collection } from './collection.js';
import { stem } from './tokens.js';

/** Shorter words have too many neighbors. */
const SHORTEST = 4;
/** From this length on a second edit is thought of, where no word is one edit away. */
const LONG = 8;
/** A misspelled word is read as at most so many words at once. */
const MOST_READINGS = 5;

/**
 * What a word that no document has may have been meant to be: the stems by number of the nearest words that documents
 * have, the most frequent first. Words with digits are names (IDH1 is no slip for IDH2) and stay.
 */
export function createRespelling(collection: Collection): (word: string) => readonly number[] {
  let near: ((word: string) => readonly string[]) | undefined;
  return (word) => {
    if (word.length < SHORTEST || /[^a-z]/u.test(word)) return [];
    near ??= createNear(collection);
    const stems = new Set(near(word).map((each) => collection.numberOf(stem(each)) ?? collection.numberOf(each)));
    return [...stems].filter((each) => each !== undefined).slice(0, MOST_READINGS);
  };
}

function createNear(collection: Collection): (word: string) => readonly string[] {
  const counts = new Map(collection.words());
  const vocabulary = new Vocabulary(counts.keys());
  // A document may have "leek" where "leekrs" was typed for "leeks".
  const stemmed = new Vocabulary(collection.stems);
  const countOf = (word: string) => counts.get(word) ?? 0;
  const byFrequency = (a: string, b: string) => countOf(b) - countOf(a) || (a < b ? -1 : 1);
  return (word) => {
    for (const edits of word.length < LONG ? [1] : [1, 2]) {
      const found = vocabulary.within(word, edits);
      if (found.length > 0) return found.sort(byFrequency);
      const cut = stem(word);
      const cutFound = cut.length < SHORTEST ? [] : stemmed.within(cut, edits);
      if (cutFound.length > 0) return cutFound.sort(byFrequency);
    }
    return [];
  };
}

/** Words by length, each with the set of its letters: words with many different letters need not be compared. */
class Vocabulary {
  readonly #byLength = new Map<number, { words: string[]; letters: number[] }>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      if (/[^a-z]/u.test(word)) continue;
      const group = this.#byLength.get(word.length) ?? { words: [], letters: [] };
      group.words.push(word);
      group.letters.push(lettersOf(word));
      this.#byLength.set(word.length, group);
    }
  }

  /** The words within so many edits, 1 or 2. */
  within(word: string, edits: number): string[] {
    const letters = lettersOf(word);
    const found: string[] = [];
    for (let length = word.length - edits; length <= word.length + edits; length++) {
      const group = this.#byLength.get(length);
      group?.letters.forEach((others, at) => {
        // Each edit changes at most two letters of the set.
        if (bits(letters ^ others) > 2 * edits) return;
        const other = group.words[at] as string;
        if (isWithin(word, other, edits)) found.push(other);
      });
    }
    return found;
  }
}

const lettersOf = (word: string): number => {
  let set = 0;
  for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) - 97);
  return set;
};

function bits(set: number): number {
  let rest = set;
  let count = 0;
  for (; rest !== 0; count++) rest &= rest - 1;
  return count;
}

/** Whether one word becomes the other by so many letters added, dropped, changed or swapped with their neighbor. */
export function isWithin(a: string, b: string, edits: number): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (x === '' || y === '') return x.length + y.length <= edits;
  if (edits === 0) return false;
  return (
    isWithin(x.slice(1), y, edits - 1) ||
    isWithin(x, y.slice(1), edits - 1) ||
    isWithin(x.slice(1), y.slice(1), edits - 1) ||
    (x[0] === y[1] && x[1] === y[0] && isWithin(x.slice(2), y.slice(2), edits - 1))
  );
}
