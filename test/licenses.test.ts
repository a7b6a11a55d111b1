import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { licensesOf } from '../src/licenses.js';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const nothing = () => undefined;
const faultsOf = (license: string | undefined, name = 'x') =>
  licensesOf({ packages: { [`node_modules/${name}`]: { version: '1.0.0', license } } }, nothing).map(
    ({ fault }) => fault,
  );

describe('the licenses of what runs in production', () => {
  it('are compatible, every one', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../dist/src/cli/licenses.js', import.meta.url))],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
    for (const [name, version] of Object.entries(dependencies)) expect(stdout).toContain(`${name} ${version}`);
    expect(stdout).not.toContain('vitest');
  });

  it('are those of the dependencies and of all that they bring along', () => {
    const names = licensesOf(lock, nothing).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(dependencies), 'undici', '@discordjs/rest', 'ajv']));
    expect(names).not.toContain('');
    for (const name of ['vitest', 'typescript', '@biomejs/biome', 'fast-check']) expect(names).not.toContain(name);
  });

  it.each([
    'MIT',
    'ISC',
    'Apache-2.0',
    '(MIT OR GPL-3.0-only)',
    'MIT AND ISC',
    '(BSD-3-Clause AND MIT) OR AGPL-3.0-only',
  ])('may be %s', (license) => {
    expect(faultsOf(license)).toEqual([undefined]);
  });

  it.each([
    'GPL-3.0-only',
    'AGPL-3.0-or-later',
    'MIT AND GPL-2.0-only',
    '(GPL-2.0-only OR LGPL-3.0-only)',
    'SEE LICENSE IN LICENSE',
    'UNLICENSED',
    'mit-ish',
    '',
    undefined,
  ])('may not be %s', (license) => {
    expect(faultsOf(license)).toEqual([expect.stringContaining('not on the list')]);
  });

  it('are those of the installed package where it says otherwise than the lock file', () => {
    const packages = { 'node_modules/x': { version: '1.0.0', license: 'MIT' } };
    expect(licensesOf({ packages }, () => 'GPL-3.0-only')).toMatchObject([{ license: 'GPL-3.0-only' }]);
    expect(licensesOf({ packages }, () => 'GPL-3.0-only')[0]?.fault).toBeDefined();
  });

  it('that a person read hold for the version that was read', () => {
    const font = (version: string) =>
      licensesOf({ packages: { 'node_modules/dejavu-fonts-ttf': { version, license: 'SEE LICENSE' } } }, nothing)[0];
    expect(font('2.37.3')?.fault).toBeUndefined();
    expect(font('2.38.0')?.fault).toBeDefined();
  });
});
