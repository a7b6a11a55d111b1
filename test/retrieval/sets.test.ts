import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSet, SetError, setsIn } from '../bench/retrieval/sets.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'marrow-sets-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const lines = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');

/** A set of one document and one query, but for what is given. */
function set(parts: { docs?: unknown[]; queries?: unknown[]; qrels?: unknown[] } = {}): string {
  const folder = join(root, 'set');
  mkdirSync(folder);
  const all = {
    docs: [{ id: 'd', title: 'Title', text: 'Text.' }],
    queries: [{ id: 'q', text: 'Question?' }],
    qrels: [{ qid: 'q', docid: 'd', rel: 1 }],
    ...parts,
  };
  for (const [part, values] of Object.entries(all)) writeFileSync(join(folder, `${part}.jsonl`), lines(values));
  return folder;
}

describe('the folder of the sets', () => {
  it('has a set in each folder with documents, queries and judgments, packed or not', () => {
    set();
    mkdirSync(join(root, 'packed'));
    for (const part of ['docs', 'queries', 'qrels']) {
      writeFileSync(join(root, 'packed', `${part}.jsonl.gz`), gzipSync('{}'));
    }
    mkdirSync(join(root, 'half'));
    writeFileSync(join(root, 'half', 'docs.jsonl'), '');
    writeFileSync(join(root, 'README'), '');
    expect(setsIn(root)).toEqual([join(root, 'packed'), join(root, 'set')]);
  });

  it('has none where it is not named, and says so where it is no folder', () => {
    expect(setsIn(undefined)).toEqual([]);
    expect(setsIn('')).toEqual([]);
    expect(() => setsIn(join(root, 'nowhere'))).toThrow(SetError);
    writeFileSync(join(root, 'file'), '');
    expect(() => setsIn(join(root, 'file'))).toThrow(/is no folder/u);
  });
});

describe('a set', () => {
  it('is read packed, with empty lines, line ends of Windows and a byte order mark', async () => {
    const folder = join(root, 'packed');
    mkdirSync(folder);
    const write = (part: string, text: string) => writeFileSync(join(folder, `${part}.jsonl.gz`), gzipSync(text));
    write('docs', '\ufeff{"id":"d","title":"T","text":"Zwölf ≥ 1"}\r\n\r\n');
    write('queries', '{"id":"q","text":"?"}\r\n');
    write('qrels', '{"qid":"q","docid":"d","rel":2}');
    const { name, documents, queries } = await readSet(folder);
    expect(name).toBe('packed');
    expect(documents).toEqual([{ id: 'd', title: 'T', text: 'Zwölf ≥ 1' }]);
    expect(queries).toEqual([{ id: 'q', text: '?', grades: new Map([['d', 2]]) }]);
  });

  it('may have numbers, names of the language and spaces for ids, and no titles or texts', async () => {
    const folder = set({
      docs: [{ id: 7 }, { id: '__proto__', title: null, text: 'a' }, { id: 'a b/c', title: 'x', text: ['a', 'b'] }],
      queries: [{ id: 1, text: 'Question?' }],
      qrels: [
        { qid: '1', docid: '7', rel: '1' },
        { qid: 1, docid: '__proto__', rel: true },
      ],
    });
    const { documents, queries } = await readSet(folder);
    expect(documents).toEqual([
      { id: '7', title: '', text: '' },
      { id: '__proto__', title: '', text: 'a' },
      { id: 'a b/c', title: 'x', text: 'a\nb' },
    ]);
    expect([...(queries[0]?.grades ?? [])]).toEqual([
      ['7', 1],
      ['__proto__', 1],
    ]);
  });

  it('may name its fields as BEIR does', async () => {
    const folder = set({
      docs: [{ _id: 'd', title: '', text: 'a' }],
      queries: [{ _id: 'q', text: '?', metadata: {} }],
      qrels: [{ 'query-id': 'q', 'corpus-id': 'd', score: 1 }],
    });
    const { queries } = await readSet(folder);
    expect(queries).toEqual([{ id: 'q', text: '?', grades: new Map([['d', 1]]) }]);
  });

  it('keeps queries that have a relevant document, the first of two documents and the higher of two grades', async () => {
    const folder = set({
      docs: [
        { id: 'd', text: 'first' },
        { id: 'd', text: 'second' },
      ],
      queries: [
        { id: 'q', text: '?' },
        { id: 'unjudged', text: '?' },
        { id: 'hopeless', text: '?' },
      ],
      qrels: [
        { qid: 'q', docid: 'd', rel: 2 },
        { qid: 'q', docid: 'd', rel: 1 },
        { qid: 'hopeless', docid: 'd', rel: 0 },
      ],
    });
    const { documents, queries } = await readSet(folder);
    expect(documents.map(({ text }) => text)).toEqual(['first']);
    expect(queries.map(({ id, grades }) => [id, grades.get('d')])).toEqual([['q', 2]]);
  });

  it.each([
    [{ docs: [{ title: 'no id' }] }, /docs\.jsonl:1: no id/u],
    [{ docs: [{ id: 'a' }, ['b']] }, /docs\.jsonl:2: not an object/u],
    [{ qrels: [{ qid: 'q', docid: 'd', rel: 'much' }] }, /qrels\.jsonl:1: rel is no number/u],
    [{ qrels: [{ qid: 'q' }] }, /qrels\.jsonl:1: no docid/u],
    [{ qrels: [{ qid: 'other', docid: 'd', rel: 1 }] }, /no query with a relevant document/u],
  ])('that is broken is refused with file, line and reason: %j', async (parts, reason) => {
    const read = readSet(set(parts));
    await expect(read).rejects.toThrow(SetError);
    await expect(read).rejects.toThrow(reason);
  });

  it('that is no JSON, or packed and cut off, is refused', async () => {
    const folder = set();
    writeFileSync(join(folder, 'docs.jsonl'), '{"id":');
    await expect(readSet(folder)).rejects.toThrow(/docs\.jsonl:1: not JSON/u);
    rmSync(join(folder, 'docs.jsonl'));
    writeFileSync(join(folder, 'docs.jsonl.gz'), gzipSync('{"id":"d"}\n'.repeat(99)).subarray(0, 30));
    await expect(readSet(folder)).rejects.toThrow(SetError);
  });
});
