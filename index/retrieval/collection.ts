import { Postings } from './postings.js';
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
  /** Their stems, in the same places. */
  readonly stems: readonly string[];
  /** Stems of hyphenated words written as one. */
  readonly compounds: readonly string[];
}

export function analyze(text: string): Analyzed {
  const tokens = tokenize(text);
  const words = tokens.map((token) => token.word).filter((word) => !isStopWord(word));
  return { words, stems: words.map(stem), compounds: compounds(text, tokens).map(stem) };
}

/** What each document that has a stem gains by it. */
export interface Impacts {
  readonly idf: number;
  /** Numbers of documents, ascending by when they were added. */
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
  /** How often each normalized word occurs, for mending misspelled ones. */
  readonly words = new Map<string, number>();
  readonly #postings = new Postings();
  readonly #stems: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #sequences: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #titles: Uint32Array;
  readonly #impacts: (Impacts | undefined)[] = [];
  readonly #meanLength: number;
  readonly #meanTitle: number;

  constructor(documents: readonly SearchDocument[]) {
    const sorted = [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.ids = sorted.map((document) => document.id);
    const sequence = new Numbers();
    this.#starts = new Uint32Array(sorted.length + 1);
    this.#titles = new Uint32Array(sorted.length);
    sorted.forEach((document, id) => {
      const title = analyze(document.title);
      const text = analyze(document.text);
      for (const word of [...title.words, ...text.words]) this.words.set(word, (this.words.get(word) ?? 0) + 1);
      const stems = [...title.stems, ...text.stems];
      for (const each of stems) sequence.push(this.#numbered(each));
      this.#starts[id + 1] = sequence.length;
      this.#titles[id] = title.stems.length;
      const all = [...stems, ...title.compounds, ...text.compounds];
      this.#postings.add({ id, title: title.stems.join(' '), all: all.join(' ') });
    });
    this.#sequences = sequence.values();
    this.#meanLength = sequence.length / Math.max(1, sorted.length);
    this.#meanTitle = this.#titles.reduce((sum, length) => sum + length, 0) / Math.max(1, sorted.length);
  }

  get size(): number {
    return this.ids.length;
  }

  /** The stems that documents have. */
  get stems(): Iterable<string> {
    return this.#numbers.keys();
  }

  #numbered(each: string): number {
    const known = this.#numbers.get(each);
    if (known !== undefined) return known;
    this.#numbers.set(each, this.#stems.length);
    return this.#stems.push(each) - 1;
  }

  /** The number of a stem, where a document has it. */
  numberOf(each: string): number | undefined {
    const number = this.#numbers.get(each);
    if (number !== undefined) return number;
    return this.#postings.frequencies(each, 'all').size > 0 ? this.#numbered(each) : undefined;
  }

  stemOf(number: number): string {
    return this.#stems[number] ?? '';
  }

  /** The stems of a document by number, in order, title first. */
  sequenceOf(document: number): Uint32Array {
    return this.#sequences.subarray(this.#starts[document], this.#starts[document + 1]);
  }

  /** A frequency held against its expectation in a text of that length, below K1 + 1. */
  saturated(frequency: number, document: number): number {
    return saturated(frequency, this.sequenceOf(document).length / this.#meanLength);
  }

  /** How telling a stem is, whether any document has it or not. */
  idfOf(each: string): number {
    return idfIn(this.#postings.frequencies(each, 'all').size, this.size);
  }

  /**
   * BM25 of a stem (Robertson and Zaragoza 2009): in the whole document, and
   * half of it again in the title. Laid out when a stem is first asked for, then kept.
   */
  impactsOf(number: number): Impacts {
    const known = this.#impacts[number];
    if (known) return known;
    const all = this.#postings.frequencies(this.stemOf(number), 'all');
    const titles = this.#postings.frequencies(this.stemOf(number), 'title');
    const idf = idfIn(all.size, this.size);
    const documents = Uint32Array.from(all.keys());
    const weights = new Float32Array(all.size);
    documents.forEach((document, at) => {
      const title = titles.get(document);
      const inTitle = title ? TITLE * saturated(title, (this.#titles[document] ?? 0) / this.#meanTitle) : 0;
      weights[at] = idf * (this.saturated(all.get(document) ?? 0, document) + inTitle);
    });
    const impacts = { idf, documents, weights };
    this.#impacts[number] = impacts;
    return impacts;
  }
}

/** Lucene's: never negative. */
const idfIn = (having: number, documents: number): number => Math.log(1 + (documents - having + 0.5) / (having + 0.5));

/** @param length of the text, as a multiple of the mean. */
const saturated = (frequency: number, length: number): number =>
  (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * length));

/** Numbers appended to one array, since an array for each document would cost more than what is in it. */
class Numbers {
  #values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Uint32Array(2 * this.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  values(): Uint32Array {
    return this.#values.slice(0, this.length);
  }
}
