import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askAndKeep, askTyped, readOut } from '../../src/terminal/out.js';
import { dispatcherOf, indexOf } from '../program.js';

const dispatcher = dispatcherOf(indexOf('without documents'));
const folder = mkdtempSync(join(tmpdir(), 'marrow-out-'));
const at = (name: string): string => join(folder, name);

describe('--out in a line', () => {
  it('is taken off it, wherever it stands', () => {
    expect(readOut('/cite all --out refs.bib')).toEqual({ text: '/cite all', out: 'refs.bib' });
    expect(readOut('/cite --out refs.bib all')).toEqual({ text: '/cite all', out: 'refs.bib' });
    expect(readOut('/cite all --out=refs.bib')).toEqual({ text: '/cite all', out: 'refs.bib' });
    expect(readOut('/cite all --out "my refs.bib"')).toEqual({ text: '/cite all', out: 'my refs.bib' });
    expect(readOut("/cite all --out 'my refs.bib'")).toEqual({ text: '/cite all', out: 'my refs.bib' });
  });

  it('needs a name; what only looks like it stays', () => {
    for (const line of ['/cite all --out', '/cite all --out ""', '--out='])
      expect(readOut(line)).toHaveProperty('fault');
    for (const line of ['/cite all', 'drop--out rate?', '--outcome']) expect(readOut(line)).toEqual({ text: line });
    expect(askTyped(dispatcher, '/cite all --out').answer.status).toBe('invalid');
  });
});

describe('the file', () => {
  it.each([
    ['refs.bib', '/cite all', /^@article\{jiang-2025,/u, 'Wrote .*: 5 references in BibTeX\\.'],
    ['refs.RIS', '/cite 1, 3', /^TY {2}- JOUR\r\n/u, 'Wrote .*: 2 references in RIS\\.'],
    ['refs.json', '/cite 2', /^\[\n {2}\{\n {4}"id": "kaspers-2026"/u, 'Wrote .*: 1 reference in CSL-JSON\\.'],
    [
      'apa.txt',
      '/cite source: 2 style: apa',
      /^Kaspers, G\. J\. L\. \(2026\)\..*\n$/u,
      'Wrote .*: 1 reference as text\\.',
    ],
    ['plain', '/cite 2', /^Kaspers GJL\./u, 'as text'],
    ['bibtex.txt', '/cite source: 2 style: bibtex', /^@article\{kaspers-2026,/u, 'BibTeX'],
    ['finding.txt', '/cite jiang-2025.os.median-by-sorafenib', /^Median OS.*\n(?:.*\n)+At the passage: /u, 'as text'],
  ])('%s has what %s asks, by its ending or the style', (name, text, content, note) => {
    const kept = askAndKeep(dispatcher, text, at(name));
    expect(kept).toMatchObject({ isWritten: true, note: expect.stringMatching(new RegExp(note, 'u')) });
    expect(readFileSync(at(name), 'utf8')).toMatch(content);
  });

  it('is not printed a second time; the references are', () => {
    const { answer } = askAndKeep(dispatcher, '/cite all', at('again.bib'));
    expect(answer).toMatchObject({ status: 'answered', blocks: [{ type: 'bibliography' }] });
  });

  it('is never written over', () => {
    writeFileSync(at('mine.bib'), 'mine');
    const kept = askAndKeep(dispatcher, '/cite all', at('mine.bib'));
    expect(kept).toMatchObject({ isWritten: false, note: expect.stringContaining('exists and was left as it is') });
    expect(readFileSync(at('mine.bib'), 'utf8')).toBe('mine');
  });

  it('whose ending contradicts the style is refused, with the name it should have', () => {
    for (const [style, better] of [
      ['ris', 'other.ris'],
      ['apa', 'other.txt'],
    ]) {
      const { isWritten, note } = askAndKeep(dispatcher, `/cite source: all style: ${style}`, at('other.bib'));
      expect([isWritten, note?.includes(`Name the file ${at(better ?? '')}`)]).toEqual([false, true]);
    }
    expect(existsSync(at('other.bib'))).toBe(false);
  });

  it('that has nothing to hold, or nowhere to be, is not written, and why is said', () => {
    const before = readdirSync(folder);
    mkdirSync(at('sub'));
    const cases = [
      ['/cite 9', 'x.bib', 'no answer to keep'],
      ['median OS with sorafenib', 'x.bib', 'sets out no references'],
      ['/cite 1', 'none/x.bib', 'its folder does not exist'],
      ['/cite 1', 'sub', 'exists and was left as it is'],
      ['/cite 1', 'refs.bib/x.bib', 'a part of its path is no folder'],
      ['/cite 1', `${'x'.repeat(300)}.bib`, 'too long a name'],
    ] as const;
    for (const [text, name, why] of cases) {
      const { isWritten, note } = askAndKeep(dispatcher, text, at(name));
      expect([isWritten, note?.includes(why), name]).toEqual([false, true, name]);
    }
    expect(readdirSync(folder)).toEqual([...before, 'sub'].toSorted());
  });
});
