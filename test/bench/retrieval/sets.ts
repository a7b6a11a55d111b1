import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { SearchDocument } from '../../../index/retrieval/engine.js';
import type { Grades } from './metrics.js';

/** A public set: documents, queries, and how relevant which document is for which query. */
export interface TestSet {
  readonly name: string;
  readonly documents: readonly SearchDocument[];
  /** Those that have a relevant document. */
  readonly queries: readonly Query[];
}

export interface Query {
  readonly id: string;
  readonly text: string;
  readonly grades: Grades;
}

/** A set that cannot be read; the message says where and why. */
export class SetError extends Error {}

export const HOW_TO_GET_SETS = `No set to measure on. MARROW_BENCH_DATA names a folder; each folder in it that has docs, queries and qrels
(.jsonl or .jsonl.gz) is a set, one JSON object a line:

  docs     { "id": "…", "title": "…", "text": "…" }
  queries  { "id": "…", "text": "…" }
  qrels    { "qid": "…", "docid": "…", "rel": 1 }

BEIR (https://github.com/beir-cellar/beir) lists sets to download, SciFact and NFCorpus among them. Unpacked, its corpus.jsonl
and queries.jsonl are docs.jsonl and queries.jsonl as they are; its judgments have to become objects:

  awk 'NR > 1 { printf "{\\"qid\\":\\"%s\\",\\"docid\\":\\"%s\\",\\"rel\\":%d}\\n", $1, $2, $3 }' qrels/test.tsv > qrels.jsonl

PubMedQA (https://github.com/pubmedqa/pubmedqa) has questions with their abstracts: each is a query, a document and a
judgment of 1.`;

const PARTS = ['docs', 'queries', 'qrels'] as const;

/** The file of a part, packed or not. */
const fileOf = (folder: string, part: (typeof PARTS)[number]): string | undefined =>
  [`${part}.jsonl`, `${part}.jsonl.gz`].map((name) => join(folder, name)).find((path) => existsSync(path));

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The folders of the sets in a folder, by name. */
export function setsIn(folder: string | undefined): string[] {
  if (!folder) return [];
  if (!isFolder(folder)) throw new SetError(`MARROW_BENCH_DATA names ${folder}, which is no folder`);
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => isFolder(path) && PARTS.every((part) => fileOf(path, part) !== undefined))
    .sort();
}

/**
 * Reads a set. Ids may be strings or numbers, titles and texts may be missing, `_id`, `query-id`, `corpus-id` and `score`
 * are what BEIR calls its fields; of documents and queries with the same id the first counts, of judgments the highest.
 * @throws {SetError} naming file and line.
 */
export async function readSet(folder: string): Promise<TestSet> {
  const documents = new Map<string, SearchDocument>();
  for await (const { value, at } of objectsIn(folder, 'docs')) {
    const id = idOf(value, ['id', '_id'], at);
    if (!documents.has(id)) documents.set(id, { id, title: textOf(value['title']), text: textOf(value['text']) });
  }
  const judged = new Map<string, Map<string, number>>();
  for await (const { value, at } of objectsIn(folder, 'qrels')) {
    const query = idOf(value, ['qid', 'query-id', 'query_id'], at);
    const document = idOf(value, ['docid', 'corpus-id', 'corpus_id', 'doc_id'], at);
    const grade = gradeOf(value['rel'] ?? value['score'] ?? value['relevance'] ?? 1, at);
    const grades = judged.get(query) ?? new Map<string, number>();
    judged.set(query, grades.set(document, Math.max(grade, grades.get(document) ?? Number.NEGATIVE_INFINITY)));
  }
  const queries = new Map<string, Query>();
  for await (const { value, at } of objectsIn(folder, 'queries')) {
    const id = idOf(value, ['id', '_id', 'qid'], at);
    const grades = judged.get(id);
    if (queries.has(id) || !grades || ![...grades.values()].some((grade) => grade > 0)) continue;
    queries.set(id, { id, text: textOf(value['text'] ?? value['query']), grades });
  }
  if (queries.size === 0) throw new SetError(`${folder} has no query with a relevant document`);
  return { name: basename(folder), documents: [...documents.values()], queries: [...queries.values()] };
}

type Fields = Readonly<Record<string, unknown>>;

async function* objectsIn(folder: string, part: (typeof PARTS)[number]): AsyncGenerator<{ value: Fields; at: string }> {
  const path = fileOf(folder, part);
  if (path === undefined) throw new SetError(`${folder} has no ${part}.jsonl or ${part}.jsonl.gz`);
  const file = createReadStream(path);
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => input.destroy(error));
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      const text = line.replace(/^\ufeff/u, '').trim();
      if (text !== '') yield { value: objectOf(text, `${path}:${number}`), at: `${path}:${number}` };
    }
  } catch (error) {
    if (error instanceof SetError) throw error;
    throw new SetError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function objectOf(text: string, at: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SetError(`${at}: not JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SetError(`${at}: not an object`);
  return value as Fields;
}

function idOf(value: Fields, names: readonly string[], at: string): string {
  const id = names.map((name) => value[name]).find((each) => each !== undefined && each !== null);
  if (typeof id !== 'string' && typeof id !== 'number') throw new SetError(`${at}: no ${names[0]}`);
  return String(id);
}

/** Texts are strings, or lists of them. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.map(textOf).join('\n') : '';
}

function gradeOf(value: unknown, at: string): number {
  const grade =
    typeof value === 'boolean' ? Number(value) : typeof value === 'string' ? Number(value.trim() || Number.NaN) : value;
  if (typeof grade !== 'number' || !Number.isFinite(grade)) throw new SetError(`${at}: rel is no number`);
  return grade;
}
