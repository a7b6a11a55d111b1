import { idfIn, saturated } from './bm25.js';
import type { Indexed } from './indexed.js';

/** What each document that has a stem gains by it. */
export interface Impacts {
  /** Numbers of documents, ascending. */
  readonly documents: Uint32Array;
  /** BM25, for the same places. */
  readonly weights: Float32Array;
}

/** Indexed documents, ready to be asked about. */
export class Collection {
  readonly #indexed: Indexed;
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(indexed: Indexed) {
    this.#indexed = indexed;
    this.#numbers = new Map(indexed.stems.map((each, number) => [each, number]));
  }

  get ids(): readonly string[] {
    return this.#indexed.ids;
  }

  get size(): number {
    return this.ids.length;
  }

  /** How many different stems the documents have; their numbers are below it. */
  get vocabulary(): number {
    return this.stems.length;
  }

  /** The stems that documents have. */
  get stems(): readonly string[] {
    return this.#indexed.stems;
  }

  /** The normalized words that documents have, each with how often it stands in them. */
  *words(): Generator<readonly [word: string, count: number]> {
    const { words, counts } = this.#indexed;
    for (const [at, word] of words.entries()) yield [word, counts[at] as number];
  }

  /** The number of a stem, where a document has it. */
  numberOf(each: string): number | undefined {
    return this.#numbers.get(each);
  }

  stemOf(number: number): string {
    return this.stems[number] ?? '';
  }

  /** The stems of a document by number, in order, title first. */
  sequenceOf(document: number): Uint32Array {
    const { texts, begins } = this.#indexed;
    return texts.subarray(begins[document], begins[document + 1]);
  }

  /** A frequency held against its expectation in a text of that length. */
  saturated(frequency: number, document: number): number {
    return saturated(frequency, this.#indexed.lengths[document] as number);
  }

  /** How telling a stem is; without a number, one that no document has. */
  idfOf(number: number | undefined): number {
    return number === undefined ? idfIn(0, this.size) : (this.#indexed.idf[number] as number);
  }

  impactsOf(number: number): Impacts {
    const { documents, weights, starts } = this.#indexed;
    const [from, to] = [starts[number], starts[number + 1]];
    return { documents: documents.subarray(from, to), weights: weights.subarray(from, to) };
  }
}
