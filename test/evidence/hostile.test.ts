import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFault, SeedsError } from '../../index/evidence/corpus.js';
import { DocumentsError, readDocuments } from '../../index/evidence/library.js';
import { loadSeeds } from '../../index/evidence/seeds.js';
import { source, writeSeeds } from './fixture.js';
import { UNREADABLE } from './unreadable.js';

function faultsOf(folder: string): string[] {
  try {
    loadSeeds(folder);
    return [];
  } catch (error) {
    if (!(error instanceof SeedsError)) throw error;
    return error.faults.map(formatFault);
  }
}

const EXTRA = 'sources/extra.yaml';
const changed = (change: (written: Record<string, unknown>) => void): Record<string, unknown> => {
  const written: Record<string, unknown> = source();
  change(written);
  return written;
};
const item = (fields: object) => changed((written) => Object.assign((written['items'] as object[])[0] ?? {}, fields));

/** Nine levels of nine aliases each: a few hundred bytes that unfold to nine to the ninth strings. */
const bomb = Array.from({ length: 9 }, (_, level) => {
  const inside = level === 0 ? '"lol"' : `*a${level - 1}`;
  return `a${level}: &a${level} [${Array(9).fill(inside).join(', ')}]`;
}).join('\n');

describe('a seed file that is no text', () => {
  it.each(Object.entries(UNREADABLE))('being %s is named, once', (_, [make, said]) => {
    const folder = writeSeeds();
    make(join(folder, EXTRA));
    const faults = faultsOf(folder);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^seeds\/sources\/extra\.yaml: /u);
    expect(faults[0]).toMatch(said);
  });

  it.skipIf(process.getuid?.() === 0)('being unreadable is named', () => {
    const folder = writeSeeds({ [EXTRA]: 'id: x' });
    rmSync(join(folder, EXTRA));
    writeFileSync(join(folder, EXTRA), 'id: x', { mode: 0o000 });
    expect(faultsOf(folder)).toEqual([expect.stringContaining('check its permissions')]);
  });
});

describe('YAML that nobody wrote in earnest', () => {
  it.each<[string, string, RegExp]>([
    ['an empty file', '', /^: the file is empty$/u],
    ['a file of comments', '# nothing yet\n', /^: the file is empty$/u],
    ['aliases that unfold without end', bomb, /^: not valid YAML: Excessive alias count/u],
    ['an alias to itself', 'a: &a [*a]', /not valid YAML|expected/u],
    ['an alias of nothing', 'a: *b', /^: not valid YAML: Unresolved alias/u],
    ['a key twice', 'id: x\nid: y', /^ at line 2: not valid YAML: Map keys must be unique/u],
    ['two documents', 'id: x\n---\nid: y', /not valid YAML/u],
    ['a tag of a program', 'id: !!js/function "function () {}"', /^ at line 1: not valid YAML: Unresolved tag/u],
    ['a tag nobody knows', 'id: !secret x', /^ at line 1: not valid YAML: Unresolved tag/u],
    ['lists in lists', '['.repeat(100_000), /not valid YAML/u],
    [
      'maps in maps',
      Array.from({ length: 2_500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      /not valid YAML|expected|Unrecognized/u,
    ],
    ['a tab for a blank', 'id: x\n\tkey: y', /not valid YAML/u],
    ['JSON that breaks off', '{"id": "x"', /not valid YAML/u],
    ['a list', '- 1', /expected object/u],
    ['a word', 'hello', /expected object/u],
    ['control characters', 'id: "\u0007"', /^ at /u],
  ])('such as %s is named with its file', (_, text, said) => {
    const faults = faultsOf(writeSeeds({ [EXTRA]: text }));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.startsWith('seeds/sources/extra.yaml'))).toBe(true);
    expect(faults[0]?.replace('seeds/sources/extra.yaml', '')).toMatch(said);
  });

  it.each<[string, string]>([
    ['in a source', '__proto__: { polluted: yes }\n'],
    ['as a cohort', 'cohorts: { __proto__: { label: x } }\n'],
    ['as a constructor', 'constructor: { prototype: { polluted: yes } }\n'],
  ])('with __proto__ %s reaches no object but its own, and is a fault', (_, text) => {
    const faults = faultsOf(writeSeeds({ [EXTRA]: text }));
    expect(faults.join('\n')).toMatch(/extra\.yaml/u);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(['constructor', 'toString', 'hasownproperty', '__proto__'])('knows no cohort or arm named %s', (name) => {
    const cohort = faultsOf(writeSeeds({ 'sources/report-2020.yaml': item({ population: name }) }));
    expect(cohort.join('\n')).toMatch(/the source has no cohort|an id has/u);
    const arm = faultsOf(
      writeSeeds({
        'sources/report-2020.yaml': item({ statistics: [{ kind: 'count', arm: name, n: '62', unit: 'patients' }] }),
      }),
    );
    expect(arm.join('\n')).toMatch(/the source has no arm|an id has/u);
  });

  it('with another ending is not passed over', () => {
    expect(faultsOf(writeSeeds({ 'sources/other.yml': 'id: x' }))).toEqual([
      'seeds/sources/other.yml: seed files end with .yaml: rename it',
    ]);
  });
});

describe('a seeds folder', () => {
  it('without files says so of each part', () => {
    const folder = writeSeeds();
    rmSync(join(folder, 'sources/report-2020.yaml'));
    rmSync(join(folder, 'vocabulary/all.yaml'));
    expect(faultsOf(folder)).toEqual([
      'seeds/sources: the folder has no .yaml file',
      'seeds/vocabulary: the folder has no .yaml file',
    ]);
  });

  it('that is a file says so', () => {
    expect(() => loadSeeds(import.meta.filename)).toThrow(/sources: the folder is missing or cannot be read/u);
  });
});

describe('a document that is no text', () => {
  it.each(Object.entries(UNREADABLE))('being %s is named, and nothing is read', (_, [make, said]) => {
    const folder = mkdtempSync(join(tmpdir(), 'marrow-'));
    writeFileSync(join(folder, 'a.txt'), 'A fine document.');
    make(join(folder, 'b.txt'));
    let error: unknown;
    try {
      readDocuments(folder);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(DocumentsError);
    expect(String(error)).toContain(join(folder, 'b.txt'));
    expect(String(error)).toMatch(said);
    expect(() => readDocuments(folder, false)).toThrow(said);
  });
});
