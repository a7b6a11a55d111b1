/** What a word of the language does in a question. */
export type WordClass =
  /** Says how something is done, said or related, and names nothing that evidence could have or lack: "hit", "portion". */
  | 'ordinary'
  /** Describes: beside a figure it may narrow who was measured ("older"), elsewhere it colors ("promising"). */
  | 'describing'
  /** Names a thing or property: "cost", "kidney", "pregnancy". */
  | 'naming';

/** What a dictionary says of English words; names of medicine it may know or not. */
export interface English {
  /** The class of a normalized word or of its base form; nothing where the dictionary has it not. */
  readonly classOf: (word: string) => WordClass | undefined;
}

/** Base forms by class, separated by blanks. */
export interface EnglishWords {
  readonly ordinary: string;
  readonly describing: string;
  readonly other: string;
}

/** A dictionary over base forms; inflected words are led back to them. The list is read when it is first needed. */
export function createEnglish(read: () => EnglishWords): English {
  let known: ReadonlyMap<string, WordClass> | undefined;
  return {
    classOf: (word) => {
      known ??= classesIn(read());
      for (const base of basesOf(word)) {
        const found = known.get(base);
        if (found) return found;
      }
      return undefined;
    },
  };
}

const classesIn = ({ ordinary, describing, other }: EnglishWords): ReadonlyMap<string, WordClass> =>
  new Map([
    ...ordinary.split(' ').map((word) => [word, 'ordinary'] as const),
    ...describing.split(' ').map((word) => [word, 'describing'] as const),
    ...other.split(' ').map((word) => [word, 'naming'] as const),
  ]);

/** Endings and what stands in their place in the base form, as WordNet's own look-up detaches them. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['ies', 'y'],
  ['es', 'e'],
  ['es', ''],
  ['s', ''],
  ['ed', 'e'],
  ['ed', ''],
  ['ied', 'y'],
  ['ing', 'e'],
  ['ing', ''],
  ['er', ''],
  ['er', 'e'],
  ['est', ''],
  ['est', 'e'],
];
const SHORTEST_BASE = 3;

/** A word and the base forms it may be an inflection of, likeliest first; a doubled last letter may be single ("skipped"). */
function* basesOf(word: string): Generator<string> {
  yield word;
  for (const [ending, instead] of ENDINGS) {
    if (!word.endsWith(ending)) continue;
    const base = `${word.slice(0, -ending.length)}${instead}`;
    if (base.length < SHORTEST_BASE) continue;
    yield base;
    if (instead === '' && base.at(-1) === base.at(-2)) yield base.slice(0, -1);
  }
}
