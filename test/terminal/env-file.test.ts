import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvFileError, readEnvFile } from '../../src/env-file.js';

const fileOf = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'marrow-')), '.env');
  writeFileSync(path, text);
  return path;
};
const read = (text: string) => readEnvFile(fileOf(text));

/** What is said of each line that cannot be used. */
function faultsOf(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

describe('a file of variables', () => {
  it('may be missing, empty, or full of comments', () => {
    expect(readEnvFile('/nowhere/.env')).toEqual({});
    for (const text of ['', '\n\n', '# DISCORD_TOKEN=\n', '\ufeff# x\r\n']) expect(read(text)).toEqual({});
  });

  it('is read as people write it', () => {
    expect(read('A=1\r\nexport B = two # said\r\nC: 3\nD="4 # 5"\nE=\n  F=\'6\'\n')).toEqual({
      A: '1',
      B: 'two',
      C: '3',
      D: '4 # 5',
      E: '',
      F: '6',
    });
    expect(read('KEY="one\ntwo"\nB=2')).toEqual({ KEY: 'one\ntwo', B: '2' });
  });

  it.each<[string, string, readonly string[]]>([
    ['a name without a value', 'DISCORD_TOKEN\n', ['line 1: is no NAME=value']],
    ['a value after a blank', 'A=1\nDISCORD_TOKEN abc.def\n', ['line 2: is no NAME=value']],
    ['a value without a name', '=abc\n', ['line 1: is no NAME=value']],
    ['a name twice', 'A=1\nB=2\nA=3\n', ['line 3: sets A again']],
    ['a quotation that never ends', 'B=1\nA="abc\nC=2\n', ['line 2: the quotation mark of A is not closed']],
    ['JSON', '{"DISCORD_TOKEN": "abc.def"}', ['line 1: is no NAME=value']],
    ['another language', '[marrow]\ntoken = "abc"\n', ['line 1: is no NAME=value']],
  ])('with %s is refused, and no value is shown', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
    expect(faults.join()).not.toMatch(/abc|def/);
  });

  it('that is longer than anybody writes is not read', () => {
    expect(() => read('\n'.repeat(20_000))).toThrow(/20000 bytes/u);
  });
});
