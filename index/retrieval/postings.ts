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

  of(document: number): Uint32Array {
    return this.#values.subarray(this.starts[document], this.starts[document + 1]);
  }

  lengths(): number[] {
    return Array.from({ length: this.#closed }, (_, at) => (this.starts[at + 1] ?? 0) - (this.starts[at] ?? 0));
  }

  /** Gives back what was kept for growing. */
  trim(): void {
    this.#values = this.#values.slice(0, this.#length);
  }
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

/**
 * @param vocabulary how many stems there are.
 * @param texts the stems of each document in order, the title first.
 * @param titles how many of these are the title.
 * @param besides stems that a document also has, in no place of their own.
 */
export function layOut(vocabulary: number, texts: Lists, titles: Uint32Array, besides: Lists): Postings {
  const starts = new Uint32Array(vocabulary + 1);
  const lastSeen = new Uint32Array(vocabulary);
  titles.forEach((_, document) => {
    for (const stems of [texts.of(document), besides.of(document)]) {
      for (const stem of stems) {
        if (lastSeen[stem] === document + 1) continue;
        lastSeen[stem] = document + 1;
        (starts[stem + 1] as number)++;
      }
    }
  });
  for (let stem = 0; stem < vocabulary; stem++) (starts[stem + 1] as number) += starts[stem] as number;

  const size = starts[vocabulary] as number;
  const [documents, frequencies, inTitles] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  const next = starts.slice(0, vocabulary);
  /** Where the stem's entry for the document is; begun where it has none. */
  const entryOf = (stem: number, document: number): number => {
    const last = (next[stem] as number) - 1;
    if (last >= (starts[stem] as number) && documents[last] === document) return last;
    documents[last + 1] = document;
    (next[stem] as number)++;
    return last + 1;
  };
  titles.forEach((title, document) => {
    texts.of(document).forEach((stem, place) => {
      const entry = entryOf(stem, document);
      (frequencies[entry] as number)++;
      if (place < title) (inTitles[entry] as number)++;
    });
    for (const stem of besides.of(document)) (frequencies[entryOf(stem, document)] as number)++;
  });
  return { starts, documents, frequencies, inTitles };
}
