import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writeSeeds } from '../evidence/fixture.js';
import { UNREADABLE } from '../evidence/unreadable.js';

const dist = (path: string) => fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url));
const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:MARROW|DISCORD)_/u.test(name)));
const folder = () => mkdtempSync(join(tmpdir(), 'marrow-'));

/** Runs a built program in a folder of its own; returns what it left. */
function run(program: string, env: Record<string, string>, cwd = folder(), words: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [dist(program), ...words], {
    cwd,
    env: { ...own, ...env },
    input: 'CR with testinib?\n',
    encoding: 'utf8',
    timeout: 15_000,
  });
  return { status, stdout, stderr };
}

/** One clear error: exit code 1, nothing answered, no stack, no warning of Node's. */
function expectOneError({ status, stdout, stderr }: ReturnType<typeof run>, said: RegExp): void {
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(said);
  expect(stderr).not.toMatch(/^\s+at |node:|Warning|Error:/mu);
  expect(stderr.trimEnd().split('\n').length).toBeLessThan(4);
}

const unreadable = (name: keyof typeof UNREADABLE, path: string): string => {
  UNREADABLE[name]?.[0](path);
  return path;
};
const KINDS = [
  'a folder',
  'a link to itself',
  'UTF-16, as some editors save it',
  'Latin-1',
  'twenty megabytes',
] as const;

describe.each([
  ['the program', 'main.js'],
  ['npm run check', 'cli/check.js'],
])('%s', (_, program) => {
  it.each(KINDS)('names the seed file that is %s', (kind) => {
    const seeds = writeSeeds();
    unreadable(kind, join(seeds, 'sources/extra.yaml'));
    expectOneError(run(program, { MARROW_SEEDS: seeds }), /seeds\/sources\/extra\.yaml: /u);
  });

  it.each(KINDS)('names the document that is %s', (kind) => {
    const documents = folder();
    unreadable(kind, join(documents, 'copy.txt'));
    const result = run(program, { MARROW_SEEDS: writeSeeds(), MARROW_DOCUMENTS: documents });
    expectOneError(result, /the document \S*copy\.txt cannot be used: /u);
  });

  it('names a documents folder that is a file', () => {
    const result = run(program, { MARROW_SEEDS: writeSeeds(), MARROW_DOCUMENTS: import.meta.filename });
    expectOneError(result, /unusable\.test\.ts is no folder: set MARROW_DOCUMENTS/u);
  });

  it.each(KINDS)('names the .env that is %s', (kind) => {
    const cwd = folder();
    unreadable(kind, join(cwd, '.env'));
    expectOneError(run(program, { MARROW_SEEDS: writeSeeds() }, cwd), /the file \.env cannot be used: /u);
  });

  it('takes what stands in .env, and the environment above it', () => {
    const cwd = folder();
    writeFileSync(join(cwd, '.env'), '\ufeffMARROW_DOCUMENTS=nowhere\nMARROW_LOG_LEVEL=loud\n');
    expectOneError(run(program, { MARROW_LOG_LEVEL: 'info' }, cwd), /folder nowhere does not exist/u);
    expectOneError(run(program, {}, cwd), /MARROW_LOG_LEVEL: /u);
  });
});

describe('other programs', () => {
  it('do not compile seeds that cannot be read', () => {
    const seeds = join(folder(), 'seeds');
    mkdirSync(seeds);
    expectOneError(run('cli/compile.js', { MARROW_SEEDS: seeds }), /seeds\/sources: the folder is missing/u);
  });

  it('do not locate in documents that cannot be read', () => {
    const documents = folder();
    unreadable('Latin-1', join(documents, 'copy.txt'));
    const words = ['copy', '1', 'a', 'b'];
    expectOneError(run('cli/locate.js', { MARROW_DOCUMENTS: documents }, folder(), words), /copy\.txt cannot be used/u);
  });

  it('do not deploy with a .env that cannot be read', () => {
    const cwd = folder();
    unreadable('a folder', join(cwd, '.env'));
    expectOneError(run('cli/deploy.js', {}, cwd), /Not deployed: the file \.env cannot be used/u);
  });
});
