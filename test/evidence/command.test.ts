import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PARAGRAPHS, source, writeSeeds } from './fixture.js';

const CHECK = fileURLToPath(new URL('../../dist/src/cli/check.js', import.meta.url));
/** Without a `.env` and without what the developer's own environment says. */
const elsewhere = mkdtempSync(join(tmpdir(), 'marrow-'));
const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:MARROW|DISCORD)_/u.test(name)));

/** Runs the built check on a seeds folder. */
function check(seeds: string, documents = '') {
  const env = { ...own, MARROW_SEEDS: seeds, MARROW_DOCUMENTS: documents };
  const { status, stdout, stderr } = spawnSync(process.execPath, [CHECK], {
    cwd: elsewhere,
    env,
    encoding: 'utf8',
    timeout: 15_000,
  });
  return { status, stdout, stderr };
}

/** A folder with the given files. */
function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'marrow-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('npm run check', () => {
  it('says what it checked, and that no copy was at hand', () => {
    const documents = folderOf({});
    expect(check(writeSeeds(), documents)).toEqual({
      status: 0,
      stderr: '',
      stdout: `Checked 6 items of 1 source:
  6 locators, 0 of them compared with the copy at hand
  22 numbers and 1 identifier of 6 statements
  16 numbers of 7 statistics
  4 numbers of labels, criteria and caveats
  1 reading of damaged print, 1 derivation recomputed
  2 percentages of n/N, 2 intervals, 1 ratio within limits
  1 time point, 2 conflicts
Copies of 0 of 1 source at hand:
  [1] report-2020: no copy at hand, checked against the stored numbers
No fault.
`,
    });
  });

  it('says which copies were at hand, by whatever name, and which files are none', () => {
    const documents = folderOf({ 'x.txt': PARAGRAPHS.join('\n\n'), 'y.txt': 'A shopping list.' });
    const { status, stdout } = check(writeSeeds(), documents);
    expect(status).toBe(0);
    expect(stdout).toContain('  6 locators, 6 of them compared with the copy at hand\n');
    expect(stdout).toContain(
      "Copies of 1 of 1 source at hand:\n  [1] report-2020: x.txt\n  taken for no source's copy: y.txt\n",
    );
  });

  it('ends with 1 and names every fault with file and path', () => {
    const broken = source();
    for (const item of broken.items.slice(0, 2)) item.statement += ' Of 99 in all.';
    const { status, stdout, stderr } = check(writeSeeds({ 'sources/report-2020.yaml': broken }));
    expect(status).toBe(1);
    expect(stdout).toContain('Checked 6 items');
    expect(stdout).not.toContain('No fault.');
    expect(stderr.split('\n').slice(0, -1)).toEqual([
      '2 faults:',
      expect.stringMatching(
        /^ {2}seeds\/sources\/report-2020\.yaml at items\.0 \(report-2020\.sample\)\.statement: 99 stands/u,
      ),
      expect.stringMatching(
        /^ {2}seeds\/sources\/report-2020\.yaml at items\.1 \(report-2020\.os-2y\)\.statement: 99 stands/u,
      ),
    ]);
  });

  it('prints the faults of seeds that cannot be loaded', () => {
    const { status, stdout, stderr } = check(
      writeSeeds({ 'vocabulary/more.yaml': [{ id: 'os', label: 'x', kind: 'measure' }] }),
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('1 fault in the seeds:\n  seeds/vocabulary/more.yaml at 0.id: "os" is used twice\n');
  });

  it('refuses a named documents folder that is missing', () => {
    const { status, stderr } = check(writeSeeds(), '/nowhere');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^the documents folder \/nowhere does not exist/u)]);
  });
});
