import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createEngine, type SearchDocument } from '../../../index/retrieval/engine.js';
import { isStopWord } from '../../../index/retrieval/stop-words.js';

/** Ours and its peers, by the names of the command line. */
export const ENGINES = ['marrow', 'minisearch', 'lunr', 'flexsearch', 'orama', 'wink-bm25', 'fts5'] as const;
export type EngineName = (typeof ENGINES)[number];

export const isEngineName = (name: string): name is EngineName => (ENGINES as readonly string[]).includes(name);

/** Documents indexed by an engine. */
export interface Ranker {
  /** Ids, the best first. */
  readonly search: (text: string, limit: number) => readonly string[] | Promise<readonly string[]>;
  /** Bytes it holds outside of the JavaScript heap and of array buffers. */
  readonly held?: () => number;
}

/** Loads an engine's library; what it returns indexes documents. Only the second is timed. */
export type Load = () => Promise<(documents: readonly SearchDocument[]) => Promise<Ranker>>;

/** A peer's package is not there. */
export class NotInstalled extends Error {}

export const HOW_TO_INSTALL =
  'The peers are a package of their own: npm ci --prefix test/bench (better-sqlite3 needs a C++ compiler or a prebuilt binary).';

/** npm runs its scripts in the folder of the project. */
const { resolve } = createRequire(join(process.cwd(), 'test', 'bench', 'package.json'));

async function load<Library>(name: string): Promise<Library> {
  let path: string;
  try {
    path = resolve(name);
  } catch {
    throw new NotInstalled(name);
  }
  const module: { default?: unknown } = await import(pathToFileURL(path).href);
  return (module.default ?? module) as Library;
}

/** What each library offers, as far as it is used here. */
interface MiniSearch {
  addAll(documents: readonly SearchDocument[]): void;
  search(text: string): readonly { id: string }[];
}
interface LunrBuilder {
  ref(field: string): void;
  field(name: string, options?: { boost: number }): void;
  add(document: { id: string; title: string; all: string }): void;
}
interface LunrIndex {
  query(ask: (query: { term(words: readonly string[], options: object): void }) => void): readonly { ref: string }[];
}
interface FlexSearch {
  Index: new (
    options: object,
  ) => { add(id: number, text: string): void; search(text: string, options: object): readonly number[] };
  Charset: { Normalize: object };
  Encoder: new (...options: readonly object[]) => object;
}
interface Orama {
  create(options: object): object;
  insertMultiple(index: object, documents: readonly object[], batch: number): Promise<unknown>;
  search(index: object, options: object): Promise<{ hits: readonly { document: { key: string } }[] }>;
}
interface Wink {
  defineConfig(config: object): void;
  definePrepTasks(tasks: readonly ((input: never) => unknown)[]): void;
  addDoc(document: object, id: number): void;
  consolidate(): void;
  search(text: string, limit: number): readonly (readonly [string, number])[];
}
interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): { run(...values: readonly unknown[]): void; all(...values: readonly unknown[]): unknown[] };
  pragma(sql: string, options: { simple: true }): unknown;
}

const words = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => !isStopWord(word));

/**
 * Each in the best setting found for it on NFCorpus, with our list of question words where it takes one: it is worth more
 * than any setting of theirs. MiniSearch alone stands as it ships, since that is what would be used instead.
 */
export const LOADERS: Readonly<Record<EngineName, Load>> = {
  marrow: async () => async (documents) => {
    const engine = createEngine(documents);
    return { search: (text, limit) => engine.search(text, limit).map((hit) => hit.id) };
  },

  minisearch: async () => {
    const { default: Library } = await import('minisearch');
    return async (documents) => {
      const index: MiniSearch = new Library<SearchDocument>({ fields: ['title', 'text'] });
      index.addAll(documents);
      return {
        search: (text, limit) =>
          index
            .search(text)
            .slice(0, limit)
            .map(({ id }) => id),
      };
    };
  },

  lunr: async () => {
    const lunr = await load<(configure: (this: LunrBuilder) => void) => LunrIndex>('lunr');
    return async (documents) => {
      const index = lunr(function () {
        this.ref('id');
        this.field('title', { boost: 0.5 });
        this.field('all');
        for (const { id, title, text } of documents) this.add({ id, title, all: `${title}\n${text}` });
      });
      return {
        search: (text, limit) =>
          index
            .query((query) => {
              const asked = [...new Set(words(text))];
              if (asked.length > 0) query.term(asked, {});
            })
            .slice(0, limit)
            .map(({ ref }) => ref),
      };
    };
  },

  flexsearch: async () => {
    const { Index, Encoder, Charset } = await load<FlexSearch>('flexsearch');
    const english = await load<object>('flexsearch/lang/en');
    return async (documents) => {
      const index = new Index({
        tokenize: 'strict',
        resolution: 20,
        encoder: new Encoder(Charset.Normalize, english, { filter: (word: string) => !isStopWord(word) }),
      });
      for (const [at, { title, text }] of documents.entries()) index.add(at, `${title}\n${text}`);
      return {
        search: (text, limit) =>
          index.search(words(text).join(' '), { limit, suggest: true }).flatMap((at) => documents[at]?.id ?? []),
      };
    };
  },

  orama: async () => {
    const { create, insertMultiple, search } = await load<Orama>('@orama/orama');
    const { stemmer } = await load<{ stemmer: (word: string) => string }>('@orama/stemmers/english');
    return async (documents) => {
      const tokenizer = { language: 'english', stemming: true, stemmer, stopWords: false };
      const index = create({ schema: { title: 'string', text: 'string' }, components: { tokenizer } });
      await insertMultiple(
        index,
        documents.map(({ id, title, text }) => ({ key: id, title, text })),
        500,
      );
      return {
        search: async (text, limit) => {
          const relevance = { k: 1.2, b: 0.3, d: 0.5 };
          const { hits } = await search(index, { term: words(text).join(' '), limit, threshold: 1, relevance });
          return hits.map(({ document }) => document.key);
        },
      };
    };
  },

  'wink-bm25': async () => {
    const create = await load<() => Wink>('wink-bm25-text-search');
    const { string, tokens } = await load<{
      string: Record<'lowerCase' | 'tokenize0', (input: never) => unknown>;
      tokens: Record<'stem', (input: never) => unknown>;
    }>('wink-nlp-utils');
    return async (documents) => {
      const index = create();
      index.defineConfig({ fldWeights: { title: 2, text: 1 }, bm25Params: { k1: 1.2, b: 0.75, k: 1 } });
      const withoutStopWords = (all: readonly string[]) => all.filter((word) => !isStopWord(word));
      index.definePrepTasks([string.lowerCase, string.tokenize0, withoutStopWords, tokens.stem]);
      documents.forEach(({ title, text }, at) => {
        index.addDoc({ title, text }, at);
      });
      index.consolidate();
      return {
        search: (text, limit) => index.search(text, limit).flatMap(([at]) => documents[Number(at)]?.id ?? []),
      };
    };
  },

  fts5: async () => {
    const Database = await load<new (path: string) => Sqlite>('better-sqlite3');
    return async (documents) => {
      const database = new Database(':memory:');
      database.exec("CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, text, tokenize = 'porter unicode61')");
      const insert = database.prepare('INSERT INTO docs VALUES (?, ?, ?)');
      database.exec('BEGIN');
      for (const { id, title, text } of documents) insert.run(id, title, text);
      database.exec('COMMIT');
      database.exec("INSERT INTO docs(docs) VALUES ('optimize')");
      const select = database.prepare('SELECT id FROM docs WHERE docs MATCH ? ORDER BY bm25(docs, 0, 2, 1) LIMIT ?');
      return {
        search: (text, limit) => {
          const asked = [...new Set(words(text))].map((word) => `"${word}"`).join(' OR ');
          return asked === '' ? [] : (select.all(asked, limit) as { id: string }[]).map(({ id }) => id);
        },
        held: () =>
          Number(database.pragma('page_count', { simple: true })) *
          Number(database.pragma('page_size', { simple: true })),
      };
    };
  },
};
