import { analyze } from './analyzed.js';
import { idfIn, saturated } from './bm25.js';
import { Index, Lists, type Postings } from './postings.js';
import { stem } from './tokens.js';

/** What the engine ranks: an id, what it is about, and its whole text. */
export interface SearchDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/**
 * Documents with all that ranking needs of them: data only, so that a build can write it to a file. Documents are numbered
 * in the order of their ids; stems in the order in which they were first read.
 */
export interface Indexed {
  readonly ids: readonly string[];
  readonly stems: readonly string[];
  /** Normalized words, and how often each stands in the documents. */
  readonly words: readonly string[];
  readonly counts: Uint32Array;
  /** The stems of each document in order, title first; document n's begin at place n of `begins`. */
  readonly texts: Uint32Array;
  readonly begins: Uint32Array;
  /** Of each text, as a multiple of their mean. */
  readonly lengths: Float64Array;
  readonly idf: Float64Array;
  /** The documents that have a stem, ascending, and what each gains by it; stem n's begin at place n of `starts`. */
  readonly documents: Uint32Array;
  readonly weights: Float32Array;
  readonly starts: Uint32Array;
}

/** What a title adds to the text that contains it. */
const TITLE = 0.5;

/** Reads documents into MiniSearch and lays out what it made of them. */
export function indexDocuments(documents: readonly SearchDocument[]): Indexed {
  const sorted = [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));
  const stems = new Numbered();
  const words = new Numbered();
  const counts: number[] = [];
  const texts = new Lists(sorted.length);
  const index = new Index();
  const titles = new Uint32Array(sorted.length);
  sorted.forEach((document, id) => {
    const [title, text] = [analyze(document.title), analyze(document.text)];
    titles[id] = title.words.length;
    const read = [...title.words, ...text.words].map((word) => {
      const number = words.of(word);
      counts[number] = (counts[number] ?? 0) + 1;
      return stem(word);
    });
    for (const each of read) texts.push(stems.of(each));
    texts.close();
    const joined = [...title.compounds, ...text.compounds].map(stem);
    for (const each of joined) stems.of(each);
    index.add({ id, title: read.slice(0, title.words.length).join(' '), all: [...read, ...joined].join(' ') });
  });
  const postings = index.layOut(stems.all);
  const idf = Float64Array.from(stems.all, (_, number) => {
    const having = (postings.starts[number + 1] as number) - (postings.starts[number] as number);
    return idfIn(having, sorted.length);
  });
  const lengths = relative(texts.lengths());
  return {
    ids: sorted.map((document) => document.id),
    stems: stems.all,
    words: words.all,
    counts: Uint32Array.from(counts),
    texts: texts.values(),
    begins: texts.starts,
    lengths,
    idf,
    documents: postings.documents,
    weights: weighed(postings, idf, lengths, relative([...titles])),
    starts: postings.starts,
  };
}

/** Words by number, in the order in which they were first asked for. */
class Numbered {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.all.length);
    return this.all.push(word) - 1;
  }
}

/** BM25 of a stem in the whole document, and half of it again in the title. */
function weighed(
  { starts, documents, frequencies, inTitles }: Postings,
  idf: Float64Array,
  lengths: Float64Array,
  titleLengths: Float64Array,
): Float32Array {
  const weights = new Float32Array(documents.length);
  for (const [number, telling] of idf.entries()) {
    for (let at = starts[number] as number; at < (starts[number + 1] as number); at++) {
      const document = documents[at] as number;
      const inTitle = inTitles[at] as number;
      const title = inTitle === 0 ? 0 : TITLE * saturated(inTitle, titleLengths[document] as number);
      weights[at] = telling * (saturated(frequencies[at] as number, lengths[document] as number) + title);
    }
  }
  return weights;
}

/** Each as a multiple of their mean. */
function relative(lengths: readonly number[]): Float64Array {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return Float64Array.from(lengths, (length) => length / mean);
}
