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

  it('needs a name; what only looks like it stays', async () => {
    for (const line of ['/cite all --out', '/cite all --out ""', '--out='])
      expect(readOut(line)).toHaveProperty('fault');
    for (const line of ['/cite all', 'drop--out rate?', '--outcome']) expect(readOut(line)).toEqual({ text: line });
    expect((await askTyped(dispatcher, '/cite all --out')).answer.status).toBe('invalid');
  });
});

describe('--svg in a line', () => {
  it('names a file of that kind', () => {
    expect(readOut('/plot OS --svg "my slides.svg"')).toEqual({ text: '/plot OS', out: 'my slides.svg' });
    for (const line of ['/plot OS --svg', '/plot OS --svg os.png', '/plot OS --svg .svg', '--svg slides/.svg'])
      expect(readOut(line)).toEqual({ fault: expect.stringContaining('ends in .svg') });
  });
});

describe('a picture', () => {
  const SIGNATURE = [0x89, 0x50, 0x4e, 0x47];

  it('is kept as SVG with its figures as text, and as PNG', async () => {
    const { answer, note, isWritten } = await askAndKeep(dispatcher, '/plot CRc', at('crc.svg'));
    expect([note, isWritten]).toEqual([`Wrote ${at('crc.svg')}.`, true]);
    const svg = readFileSync(at('crc.svg'), 'utf8');
    for (const text of ['65.8% (49.9–78.8)', 'with sorafenib [1]', 'doi: 10.1186/s40364-025-00816-9'])
      expect(svg).toContain(text);
    expect(answer).toMatchObject({ status: 'answered', blocks: [{ type: 'plot' }] });
    await askAndKeep(dispatcher, '/plot CRc', at('crc.PNG'));
    expect([...readFileSync(at('crc.PNG')).subarray(0, 4)]).toEqual(SIGNATURE);
  });

  it('has a number where there are several; where one cannot be written none is', async () => {
    const kept = await askAndKeep(dispatcher, '/plot EFS', at('efs.svg'));
    const names = ['efs-1.svg', 'efs-2.svg', 'efs-3.svg'];
    expect(kept.note).toBe(`Wrote ${names.map(at).join(', ')}.`);
    expect(readFileSync(at('efs-1.svg'), 'utf8')).toContain('0.406 (0.218–0.754)');
    expect(readFileSync(at('efs-3.svg'), 'utf8')).toContain('11.4 (0–29.2)');
    writeFileSync(at('half-2.svg'), 'mine');
    const half = await askAndKeep(dispatcher, '/plot EFS', at('half.svg'));
    expect([half.isWritten, half.note]).toEqual([false, expect.stringContaining('half-2.svg exists')]);
    expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual(['half-2.svg']);
    expect(readFileSync(at('half-2.svg'), 'utf8')).toBe('mine');
  });

  it.each([
    ['/plot chimerism', 'no.svg', 'the answer has no picture'],
    ['/plot football', 'no.svg', 'there is no answer to keep'],
    ['/cite 1', 'no.png', 'the answer has no picture'],
    ['/plot CRc', 'no.bib', 'a picture is kept as .svg or .png'],
  ])('is none for %s in %s, which is said', async (text, name, why) => {
    const { isWritten, note } = await askAndKeep(dispatcher, text, at(name));
    expect([isWritten, note]).toEqual([false, expect.stringContaining(why)]);
    expect(existsSync(at(name))).toBe(false);
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
  ])('%s has what %s asks, by its ending or the style', async (name, text, content, note) => {
    const kept = await askAndKeep(dispatcher, text, at(name));
    expect(kept).toMatchObject({ isWritten: true, note: expect.stringMatching(new RegExp(note, 'u')) });
    expect(readFileSync(at(name), 'utf8')).toMatch(content);
  });

  it('is not printed a second time; the references are', async () => {
    const { answer } = await askAndKeep(dispatcher, '/cite all', at('again.bib'));
    expect(answer).toMatchObject({ status: 'answered', blocks: [{ type: 'bibliography' }] });
  });

  it('is never written over', async () => {
    writeFileSync(at('mine.bib'), 'mine');
    const kept = await askAndKeep(dispatcher, '/cite all', at('mine.bib'));
    expect(kept).toMatchObject({ isWritten: false, note: expect.stringContaining('exists and was left as it is') });
    expect(readFileSync(at('mine.bib'), 'utf8')).toBe('mine');
  });

  it('whose ending contradicts the style is refused, with the name it should have', async () => {
    for (const [style, better] of [
      ['ris', 'other.ris'],
      ['apa', 'other.txt'],
    ]) {
      const { isWritten, note } = await askAndKeep(dispatcher, `/cite source: all style: ${style}`, at('other.bib'));
      expect([isWritten, note?.includes(`Name the file ${at(better ?? '')}`)]).toEqual([false, true]);
    }
    expect(existsSync(at('other.bib'))).toBe(false);
  });

  it('that has nothing to hold, or nowhere to be, is not written, and why is said', async () => {
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
      const { isWritten, note } = await askAndKeep(dispatcher, text, at(name));
      expect([isWritten, note?.includes(why), name]).toEqual([false, true, name]);
    }
    expect(readdirSync(folder)).toEqual([...before, 'sub'].toSorted());
  });
});
