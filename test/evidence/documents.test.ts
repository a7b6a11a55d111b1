import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument, type SourceDocument } from '../../index/evidence/documents.js';
import { DocumentsError, readDocuments, recognize } from '../../index/evidence/library.js';
import { type Item, Source } from '../../index/evidence/schema.js';
import { documentOf, PARAGRAPHS, source } from './fixture.js';

const numbered = ({ paragraphs }: SourceDocument) => paragraphs.map(({ number, text }) => [number, text]);
const read = (text: string) => numbered(readDocument('a.txt', text));

describe('readDocument', () => {
  it('splits at runs of blank lines, which may hold white space and U+00A0', () => {
    expect(read('\n\n one\nstill one \n\n\n\ttwo\n \u00a0\u2003\nthree\n\n')).toEqual([
      [1, 'one\nstill one'],
      [2, 'two'],
      [3, 'three'],
    ]);
  });

  it('takes line ends of other systems', () => {
    const expected = [
      [1, 'one\nstill one'],
      [2, 'two'],
    ];
    expect(read('one\r\nstill one\r\n\r\ntwo\r\n')).toEqual(expected);
    expect(read('one\rstill one\r\rtwo')).toEqual(expected);
  });

  it('counts blocks that are blank in no way', () => {
    expect(read('one\n\n\u00a0\n\n   \n\ntwo')).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('drops a repeated paragraph by content, and later ones keep their numbers', () => {
    expect(read('head – 1\n\nbody\n\nhead - 1\n\nend')).toEqual([
      [1, 'head – 1'],
      [2, 'body'],
      [4, 'end'],
    ]);
  });

  it('has no paragraph in an empty file', () => {
    expect(read(' \n\u00a0\n\n')).toEqual([]);
  });
});

describe('readDocuments', () => {
  it('reads the text files of a folder, in the order of their names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'marrow-'));
    for (const name of ['b.txt', 'a.txt', 'c.md']) writeFileSync(join(folder, name), name);
    expect(readDocuments(folder).map((each) => each.name)).toEqual(['a.txt', 'b.txt']);
  });

  it('drops the byte order mark', () => {
    const folder = mkdtempSync(join(tmpdir(), 'marrow-'));
    writeFileSync(join(folder, 'a.txt'), '\ufeffone\n\ntwo');
    expect(readDocuments(folder).map(numbered)).toEqual([
      [
        [1, 'one'],
        [2, 'two'],
      ],
    ]);
  });

  it('says which folder is missing and what to do', () => {
    expect(() => readDocuments('/nowhere')).toThrow(DocumentsError);
    expect(() => readDocuments('/nowhere')).toThrow(/\/nowhere does not exist: set MARROW_DOCUMENTS/u);
  });

  it('takes a missing folder for an empty one where nobody asked for it', () => {
    expect(readDocuments('/nowhere', false)).toEqual([]);
    expect(() => readDocuments(import.meta.filename, false)).toThrow(/is no folder/u);
  });
});

describe('recognize', () => {
  const first = Source.parse(source());
  const withKeys = (id: string, keys: readonly string[]): Source => ({
    ...first,
    id,
    items: keys.map((find) => {
      const item = first.items[0] as Item;
      return { ...item, locators: item.locators.map((each) => ({ ...each, find })) };
    }),
  });
  const second = withKeys('second', ['a quiet harbor', 'twelve gulls', 'the old pier']);
  const harbor = ['It was a quiet harbor.', 'There were twelve gulls on the old pier.'];

  it('goes by what a document says, not by its name', () => {
    const found = recognize([documentOf(harbor, 'report.txt'), documentOf(PARAGRAPHS, 'harbor.txt')], [first, second]);
    expect([...found].map(([id, { name }]) => [id, name]).sort()).toEqual([
      ['report-2020', 'harbor.txt'],
      ['second', 'report.txt'],
    ]);
  });

  it('takes a copy that differs in places, and no stranger', () => {
    const partly = documentOf(['It was a quiet harbor.', 'There were a dozen gulls.'], 'partly.txt');
    expect(recognize([partly], [first, second]).get('second')?.name).toBe('partly.txt');
    expect(recognize([documentOf(['Nothing of the kind.'])], [first, second]).size).toBe(0);
    const barely = withKeys('third', ['a quiet harbor', 'twelve gulls', 'the old pier', 'a red boat']);
    expect(recognize([partly], [barely]).size).toBe(0);
  });

  it('gives a document to one source only, the one it fits best', () => {
    const rival = withKeys('rival', ['a quiet harbor', 'the new pier']);
    const found = recognize([documentOf(harbor)], [rival, second]);
    expect([...found.keys()]).toEqual(['second']);
  });
});
