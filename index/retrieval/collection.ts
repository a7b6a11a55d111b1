import { Index, Lists, type Postings } from './postings.js';
import { isStopWord } from './stop-words.js';
import { compounds, stem, tokenize } from './tokens.js';

/** What the engine ranks: an id, what it is about, and its whole text. */
export interface SearchDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** A text as the engine reads it: function words are left out. */
export interface Analyzed {
  /** Normalized words in order. */
  readonly words: readonly string[];
  /** Hyphenated words written as one. */
  readonly compounds: readonly string[];
}

export function analyze(text: string): Analyzed {
  const tokens = tokenize(text);
  const words = tokens.map((token) => token.word).filter((word) => !isStopWord(word));
  return { words, compounds: compounds(text, tokens) };
}

/** What each document that has a stem gains by it. */
export interface Impacts {
  /** Numbers of documents, ascending. */
  readonly documents: Uint32Array;
  /** BM25, for the same places. */
  readonly weights: Float32Array;
}

/** BM25's saturation and length normalization, and what a title adds to the text that contains it. */
const K1 = 1.2;
const B = 0.75;
const TITLE = 0.5;

/** The documents with everything that ranking needs of them, numbered in the order of their ids. */
export class Collection {
  readonly ids: readonly string[];
  readonly #words = new Map<string, { readonly number: number; count: number }>();
  readonly #numbers = new Map<string, number>();
  readonly #stems: string[] = [];
  readonly #texts: Lists;
  readonly #lengths: Float64Array;
  readonly #idf: Float64Array;
  /** Where the impacts of each stem start, and those of all stems one after the other. */
  readonly #starts: Uint32Array;
  readonly #documents: Uint32Array;
  readonly #weights: Float32Array;

  constructor(documents: readonly SearchDocument[]) {
    const sorted = [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.ids = sorted.map((document) => document.id);
    this.#texts = new Lists(sorted.length);
    const index = new Index();
    const titles = new Uint32Array(sorted.length);
    sorted.forEach((document, id) => {
      const [title, text] = [analyze(document.title), analyze(document.text)];
      titles[id] = title.words.length;
      for (const word of [...title.words, ...text.words]) this.#texts.push(this.#read(word));
      this.#texts.close();
      const stems = Array.from(this.#texts.of(id), (number) => this.stemOf(number));
      const joined = [...title.compounds, ...text.compounds].map(stem);
      for (const each of joined) this.#numbered(each);
      index.add({ id, title: stems.slice(0, title.words.length).join(' '), all: [...stems, ...joined].join(' ') });
    });
    this.#texts.trim();
    this.#lengths = relative(this.#texts.lengths());
    const postings = index.layOut(this.#stems);
    this.#starts = postings.starts;
    this.#documents = postings.documents;
    this.#idf = Float64Array.from(this.#stems, (_, number) => idfIn(this.#having(number), sorted.length));
    this.#weights = this.#weighed(postings, relative([...titles]));
  }

  get size(): number {
    return this.ids.length;
  }

  /** How many different stems the documents have; their numbers are below it. */
  get vocabulary(): number {
    return this.#stems.length;
  }

  /** The stems that documents have. */
  get stems(): readonly string[] {
    return this.#stems;
  }

  /** The normalized words that documents have. */
  get words(): Iterable<string> {
    return this.#words.keys();
  }

  /** How often a normalized word stands in the documents. */
  countOf(word: string): number {
    return this.#words.get(word)?.count ?? 0;
  }

  /** Counts a word of a document and gives the number of its stem. */
  #read(word: string): number {
    const known = this.#words.get(word);
    if (known) {
      known.count++;
      return known.number;
    }
    const number = this.#numbered(stem(word));
    this.#words.set(word, { number, count: 1 });
    return number;
  }

  #numbered(each: string): number {
    const known = this.#numbers.get(each);
    if (known !== undefined) return known;
    this.#numbers.set(each, this.#stems.length);
    return this.#stems.push(each) - 1;
  }

  #having(number: number): number {
    return (this.#starts[number + 1] as number) - (this.#starts[number] as number);
  }

  /** BM25 (Robertson and Zaragoza 2009) of the stem in the whole document, and half of it again in the title. */
  #weighed({ starts, documents, frequencies, inTitles }: Postings, titleLengths: Float64Array): Float32Array {
    const weights = new Float32Array(documents.length);
    for (let number = 0; number < this.#stems.length; number++) {
      for (let at = starts[number] as number; at < (starts[number + 1] as number); at++) {
        const document = documents[at] as number;
        const inTitle = inTitles[at] as number;
        const title = inTitle === 0 ? 0 : TITLE * saturated(inTitle, titleLengths[document] as number);
        weights[at] = this.idfOf(number) * (this.saturated(frequencies[at] as number, document) + title);
      }
    }
    return weights;
  }

  /** The number of a stem, where a document has it. */
  numberOf(each: string): number | undefined {
    return this.#numbers.get(each);
  }

  stemOf(number: number): string {
    return this.#stems[number] ?? '';
  }

  /** The stems of a document by number, in order, title first. */
  sequenceOf(document: number): Uint32Array {
    return this.#texts.of(document);
  }

  /** A frequency held against its expectation in a text of that length, below K1 + 1. */
  saturated(frequency: number, document: number): number {
    return saturated(frequency, this.#lengths[document] as number);
  }

  /** How telling a stem is; without a number, one that no document has. */
  idfOf(number: number | undefined): number {
    return number === undefined ? idfIn(0, this.size) : (this.#idf[number] as number);
  }

  impactsOf(number: number): Impacts {
    const [from, to] = [this.#starts[number], this.#starts[number + 1]];
    return { documents: this.#documents.subarray(from, to), weights: this.#weights.subarray(from, to) };
  }
}

/** Lucene's: never negative. */
const idfIn = (having: number, documents: number): number => Math.log(1 + (documents - having + 0.5) / (having + 0.5));

/** @param length of the text, as a multiple of the mean. */
const saturated = (frequency: number, length: number): number =>
  (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * length));

/** Each as a multiple of their mean. */
function relative(lengths: readonly number[]): Float64Array {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return Float64Array.from(lengths, (length) => length / mean);
}
