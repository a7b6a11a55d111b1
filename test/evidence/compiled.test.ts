import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { corpusOf, SeedsError } from '../../index/evidence/corpus.js';
import { loadSeeds } from '../../index/evidence/seeds.js';
import { prepare } from '../../index/prepared.js';
import { type Compilation, compileSeeds, openCompiled, openSeeds } from '../../src/evidence/compiled.js';
import { writeSeeds } from './fixture.js';

/** Seeds in a folder of their own, compiled by a program of our own. */
async function compiled(seeds = writeSeeds()): Promise<Compilation> {
  const folder = mkdtempSync(join(tmpdir(), 'marrow-'));
  const files = { seeds, compiled: join(folder, 'deep/evidence.bin'), program: join(folder, 'program') };
  writeFileSync(files.program, 'one');
  await compileSeeds(files);
  return files;
}

describe('compiled evidence', () => {
  it('is what the seeds of the repository say, down to what is shared', async () => {
    const seeds = new URL('../../seeds', import.meta.url).pathname;
    const read = openCompiled(await compiled(seeds));
    expect(isDeepStrictEqual(read, prepare(corpusOf(loadSeeds(seeds))))).toBe(true);
    for (const { finding } of read?.profiles ?? [])
      expect(read?.corpus.findings.get(finding.item.id), finding.item.id).toBe(finding);
  });

  it.each<[string, (files: Compilation) => void]>([
    ['a seed file changed', ({ seeds }) => appendFileSync(join(seeds, 'vocabulary/all.yaml'), '\n')],
    ['a seed file came', ({ seeds }) => writeFileSync(join(seeds, 'vocabulary/more.yaml'), '[]\n...\n')],
    ['the program changed', ({ program }) => writeFileSync(program, 'two')],
    ['the program is unknown', ({ program }) => rmSync(program)],
    ['it is missing', (files) => rmSync(files.compiled)],
    ['it is empty', (files) => writeFileSync(files.compiled, '')],
    ['it is cut off', (files) => writeFileSync(files.compiled, readFileSync(files.compiled).subarray(0, -1))],
    ['a single bit of it fell', (files) => flipBit(files.compiled)],
    ['it was compiled by another format', ({ compiled: file }) => writeFileSync(file, '{"digest":1}')],
  ])('is not used where %s; the seeds are', async (_, change) => {
    const files = await compiled();
    expect(openCompiled(files)?.corpus.findings.size).toBe(6);
    change(files);
    expect(openCompiled(files)).toBeUndefined();
    expect((await openSeeds(files)).corpus.findings.size).toBe(6);
  });

  it('stays what it was made from when it is moved', async () => {
    const files = await compiled();
    const moved = join(mkdtempSync(join(tmpdir(), 'marrow-')), 'moved.bin');
    copyFileSync(files.compiled, moved);
    expect(openCompiled({ ...files, compiled: moved })).toBeDefined();
  });

  it('is no way around what must not be read: a device would never end', async () => {
    const files = await compiled();
    symlinkSync('/dev/zero', join(files.seeds, 'sources/extra.yaml'));
    expect(openCompiled(files)).toBeUndefined();
    await expect(openSeeds(files)).rejects.toThrow(/extra\.yaml: it is no regular file/u);
  });

  it('is not made of seeds that cannot be read', async () => {
    const nowhere = { seeds: import.meta.filename, compiled: '/nowhere/evidence.bin', program: '/nowhere/program' };
    await expect(compileSeeds(nowhere)).rejects.toThrow(SeedsError);
    await expect(openSeeds(nowhere)).rejects.toThrow(SeedsError);
  });
});

/** As storage does that wears out: in the middle of a figure for all we know. */
function flipBit(file: string): void {
  const content = readFileSync(file);
  const middle = content.length >> 1;
  content[middle] = (content[middle] ?? 0) ^ 1;
  writeFileSync(file, content);
}
