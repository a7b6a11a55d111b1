import MiniSearch from 'minisearch';

/** A list of numbers for each document, in one array: an array for each would cost more than what is in it. */
export class Lists {
  /** Where each list starts; one more is where the last ends. */
  readonly starts: Uint32Array;
  #values = new Uint32Array(1024);
  #length = 0;
  #closed = 0;

  constructor(count: number) {
    this.starts = new Uint32Array(count + 1);
  }

  /** Adds to the list that is open. */
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Uint32Array(2 * this.#length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  /** Ends the open list and opens the next. */
  close(): void {
    this.starts[++this.#closed] = this.#length;
  }

  lengths(): number[] {
    return Array.from({ length: this.#closed }, (_, at) => (this.starts[at + 1] ?? 0) - (this.starts[at] ?? 0));
  }

  /** All lists, one after the other, without what was kept for growing. */
  values(): Uint32Array {
    return this.#values.slice(0, this.#length);
  }
}

/** What is indexed of a document: its stems, separated by blanks. */
interface Entry {
  /** The documents are numbered from 0, in the order they are added. */
  readonly id: number;
  readonly title: string;
  /** Title, text and compounds. */
  readonly all: string;
}

/** An inverted index in flat arrays: what belongs to a stem lies between its start and the next one's. */
export interface Postings {
  readonly starts: Uint32Array;
  /** Numbers of documents, ascending within a stem. */
  readonly documents: Uint32Array;
  /** How often the stem stands in that document, */
  readonly frequencies: Uint32Array;
  /** and how often of these in its title. */
  readonly inTitles: Uint32Array;
}

const NOWHERE: ReadonlyMap<number, number> = new Map();

/**
 * MiniSearch's inverted index. Its own scores multiply by how many words match, which no option turns off; so its postings
 * are handed on to a ranking of ours, laid out for reading.
 */
export class Index extends MiniSearch<Entry> {
  constructor() {
    super({
      fields: ['title', 'all'],
      tokenize: (stems) => (stems === '' ? [] : stems.split(' ')),
      processTerm: (stem) => stem,
      autoVacuum: false,
    });
  }

  #frequencies(stem: string, field: 'title' | 'all'): ReadonlyMap<number, number> {
    const id = this._fieldIds[field];
    return (id === undefined ? undefined : this._index.get(stem)?.get(id)) ?? NOWHERE;
  }

  /** @param stems of all documents, by number. */
  layOut(stems: readonly string[]): Postings {
    const starts = new Uint32Array(stems.length + 1);
    for (const [number, stem] of stems.entries())
      starts[number + 1] = (starts[number] as number) + this.#frequencies(stem, 'all').size;
    const size = starts[stems.length] as number;
    const [documents, frequencies, inTitles] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
    let at = 0;
    for (const stem of stems) {
      const titles = this.#frequencies(stem, 'title');
      for (const [document, frequency] of this.#frequencies(stem, 'all')) {
        documents[at] = document;
        frequencies[at] = frequency;
        inTitles[at++] = titles.get(document) ?? 0;
      }
    }
    return { starts, documents, frequencies, inTitles };
  }
}
