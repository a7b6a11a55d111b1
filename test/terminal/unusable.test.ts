import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writeSeeds } from '../evidence/fixture.js';
import { UNREADABLE } from '../evidence/unreadable.js';

const dist = (path: string) => fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url));
const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:MARROW|DISCORD)_/u.test(name)));
const folder = () => mkdtempSync(join(tmpdir(), 'marrow-'));

/** Somebody whom permissions stop: root reads everything. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Runs a built program in a folder of its own; returns what it left. */
function run(
  program: string,
  env: Record<string, string>,
  cwd = folder(),
  words: readonly string[] = [],
  as: typeof NOBODY = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [dist(program), ...words], {
    ...as,
    cwd,
    // Bounded memory, too: what unfolds without end must be noticed before.
    env: { ...own, NODE_OPTIONS: '--max-old-space-size=512', ...env },
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

  it.each<[string, RegExp]>([
    ['DISCORD_TOKEN abc.def\n', /the file \.env cannot be used:\n {2}line 1: is no NAME=value/u],
    ['MARROW_TRANSPORT=chat\nMARROW_TRANSPORT=http\n', /line 2: sets MARROW_TRANSPORT again/u],
    ['DISCORD_TOKEN="abc.def\n', /the quotation mark of DISCORD_TOKEN is not closed/u],
    ['MARROW_SEED=seeds\n', /the file \.env sets what is no variable of Marrow: MARROW_SEED /u],
  ])('names what is wrong in a .env such as %j', (text, said) => {
    const cwd = folder();
    writeFileSync(join(cwd, '.env'), text);
    const result = run(program, { MARROW_SEEDS: writeSeeds() }, cwd);
    expectOneError(result, said);
    expect(result.stderr).not.toContain('abc');
  });

  it('names the seed file that unfolds without end', () => {
    const bomb = `items:\n${Array.from({ length: 49_000 }, () => '  - {}\n').join('')}...\n`;
    const { status, stdout, stderr } = run(program, { MARROW_SEEDS: writeSeeds({ 'sources/extra.yaml': bomb }) });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/seeds\/sources\/extra\.yaml at /u);
    expect(stderr.length).toBeLessThan(20_000);
  });
});

// Where nobody may read the project itself, permissions cannot be tried.
const isTriable = run('main.js', {}, tmpdir(), ['--version'], NOBODY).status === 0;

describe.skipIf(!isTriable)('what may not be read', () => {
  const open = (path: string): string => {
    chmodSync(path, 0o755);
    return path;
  };
  const closed = (path: string): string => {
    writeFileSync(path, 'id: x\n');
    chmodSync(path, 0o000);
    return path;
  };
  const asNobody = (env: Record<string, string>, cwd = open(folder())) => run('main.js', env, cwd, [], NOBODY);
  const seeds = (): string => {
    const made = writeSeeds();
    open(dirname(made));
    return made;
  };

  it('is named: a seed file, a folder of seeds', () => {
    const file = seeds();
    closed(join(file, 'sources/extra.yaml'));
    expectOneError(
      asNobody({ MARROW_SEEDS: file }),
      /seeds\/sources\/extra\.yaml: it may not be read: check its permissions/u,
    );
    const part = seeds();
    chmodSync(join(part, 'sources'), 0o700);
    if ('uid' in NOBODY)
      expectOneError(asNobody({ MARROW_SEEDS: part }), /seeds\/sources: the folder is missing or cannot be read/u);
  });

  it('is named: a document, the folder of documents', () => {
    const documents = open(folder());
    closed(join(documents, 'copy.txt'));
    expectOneError(
      asNobody({ MARROW_SEEDS: seeds(), MARROW_DOCUMENTS: documents }),
      /copy\.txt cannot be used: it may not/u,
    );
    const all = folder();
    chmodSync(all, 0o000);
    expectOneError(
      asNobody({ MARROW_SEEDS: seeds(), MARROW_DOCUMENTS: all }),
      /folder \S+ cannot be used: it may not be read/u,
    );
  });

  it('is named: a .env', () => {
    const cwd = open(folder());
    closed(join(cwd, '.env'));
    expectOneError(asNobody({ MARROW_SEEDS: seeds() }, cwd), /the file \.env cannot be used: it may not be read/u);
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
