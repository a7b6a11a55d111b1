import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
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

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));
/** Far more than the seeds take, far less than anybody waits. */
const LONGEST_MS = 10_000;

/** Texts of a size that is just taken, each heavy in another way: what one of their lines or signs looks like. */
const HEAVY: Readonly<Record<string, readonly [count: number, piece: (nth: number) => string]>> = {
  'keys that nobody knows': [42_000, (nth) => `k${nth}: 1\n`],
  'the same key again and again': [42_000, () => 'k: 1\n'],
  'findings that are none': [49_000, (nth) => (nth === 0 ? 'items:\n' : '  - {}\n')],
  'findings of other fields': [14_000, (nth) => (nth === 0 ? 'items:\n' : '  - {id: x.y, a: b}\n')],
  anchors: [42_000, (nth) => `- &a${nth} x\n`],
  'aliases of one anchor': [74_000, (nth) => (nth === 0 ? '- &a x\n' : '- *a\n')],
  'aliases of the line before': [20_000, (nth) => (nth === 0 ? '- &a0 x\n' : `- &a${nth} [*a${nth - 1}]\n`)],
  'tags of programs': [42_000, () => '- !x y\n'],
  'quotation marks on one line': [390_000, () => '"'],
  'brackets that open': [290_000, () => '['],
  'colons on one line': [140_000, () => ': '],
  comments: [140_000, () => '# c\n'],
  'one long word': [990_000, () => 'x'],
  'blank lines': [990_000, () => '\n'],
};

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
    ['a key twice', 'id: x\nid: y', /^ at line 2: the key "id" is there twice$/u],
    ['two documents', 'id: x\n---\nid: y', /not valid YAML/u],
    ['a tag of a program', 'id: !!js/function "function () {}"', /^ at line 1: not valid YAML: Unresolved tag/u],
    ['a tag nobody knows', 'id: !secret x', /^ at line 1: not valid YAML: Unresolved tag/u],
    ['lists in lists', '['.repeat(100_000), /not valid YAML/u],
    [
      'maps in maps',
      Array.from({ length: 1_400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
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

  it.each(Object.entries(HEAVY))('full of %s is refused in bounded time, in few words', (_, [count, piece]) => {
    const folder = writeSeeds({ [EXTRA]: Array.from({ length: count }, (_each, nth) => piece(nth)).join('') });
    const began = process.cpuUsage();
    const faults = faultsOf(folder);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(LONGEST_MS);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThan(150);
    expect(faults.every((fault) => fault.startsWith('seeds/sources/extra.yaml') && fault.length < 500)).toBe(true);
  });

  it.each<[string, string]>([
    ['more marks than anybody writes', '- '.repeat(400_000)],
    ['more bytes than anybody writes', `a: ${'x'.repeat(1_100_000)}`],
  ])('with %s is not even parsed', (_, text) => {
    expect(faultsOf(writeSeeds({ [EXTRA]: text }))).toEqual([
      expect.stringMatching(/extra\.yaml: it has (?:more than 300000 marks|1100003 bytes)/u),
    ]);
  });

  it('with another ending is not passed over', () => {
    expect(faultsOf(writeSeeds({ 'sources/other.yml': 'id: x' }))).toEqual([
      'seeds/sources/other.yml: seed files end with .yaml: rename it',
    ]);
  });
});

describe('a seed file that is cut off', () => {
  const whole = `${stringify(source())}...\n`;
  const faultsWith = (text: string) => faultsOf(writeSeeds({ 'sources/report-2020.yaml': text }));

  it('loads while it is whole', () => {
    expect(faultsWith(whole)).toEqual([]);
    expect(faultsWith(`${whole}\n\n`)).toEqual([]);
  });

  it('is a fault wherever it ends, between two findings too', () => {
    for (let end = 0; end < whole.length - 1; end += 17)
      expect([end, faultsWith(whole.slice(0, end)).join('\n')]).toEqual([
        end,
        expect.stringContaining('seeds/sources/report-2020.yaml'),
      ]);
    const beforeLast = whole.slice(0, whole.lastIndexOf('  - id:'));
    expect(faultsWith(beforeLast)).toEqual([
      'seeds/sources/report-2020.yaml: the last line is not "...": was the file cut off? If it is whole, add it',
    ]);
    expect(faultsWith(`${beforeLast}...\n`)).toEqual([]);
  });

  it('is a fault in the vocabulary, too', () => {
    for (const name of readdirSync(join(SEEDS, 'vocabulary'))) {
      const text = readFileSync(join(SEEDS, 'vocabulary', name), 'utf8');
      expect(text.endsWith('\n...\n')).toBe(true);
    }
    expect(faultsOf(writeSeeds({ 'vocabulary/more.yaml': '- { id: zz, label: ZZ, kind: measure }\n' }))).toEqual([
      expect.stringContaining('seeds/vocabulary/more.yaml: the last line is not "..."'),
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
