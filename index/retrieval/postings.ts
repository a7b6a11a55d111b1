import MiniSearch from 'minisearch';

/** What is indexed of a document: its stems, separated by blanks. */
export interface Indexed {
  /** The documents are numbered from 0, in the order they are added. */
  readonly id: number;
  readonly title: string;
  /** Title, text and compounds. */
  readonly all: string;
}

const NOWHERE: ReadonlyMap<number, number> = new Map();

/** MiniSearch's inverted index with its postings open, for a ranking that MiniSearch's hooks cannot express. */
export class Postings extends MiniSearch<Indexed> {
  constructor() {
    super({
      fields: ['title', 'all'],
      tokenize: (stems) => (stems === '' ? [] : stems.split(' ')),
      processTerm: (stem) => stem,
      autoVacuum: false,
    });
  }

  /** Document number → how often the stem stands in that field. */
  frequencies(stem: string, field: 'title' | 'all'): ReadonlyMap<number, number> {
    const id = this._fieldIds[field];
    return (id === undefined ? undefined : this._index.get(stem)?.get(id)) ?? NOWHERE;
  }
}
