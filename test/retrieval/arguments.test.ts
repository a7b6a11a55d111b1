import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../bench/retrieval/arguments.js';
import { ENGINES } from '../bench/retrieval/engines.js';

describe('the command line of bench:retrieval', () => {
  it('asks for every engine and set where it names none', () => {
    expect(readArguments([])).toEqual({ engines: ENGINES });
  });

  it('names engines, sets and a file', () => {
    expect(readArguments(['--engines', 'marrow,fts5', '--sets=scifact', '--json', 'out.json'])).toEqual({
      engines: ['marrow', 'fts5'],
      sets: ['scifact'],
      json: 'out.json',
    });
  });

  it('runs ours first, however the engines are ordered or repeated, since the others are held against it', () => {
    expect(readArguments(['--engines', 'fts5, marrow,,fts5'])).toEqual({ engines: ['marrow', 'fts5'] });
  });

  it('asks for help', () => {
    expect(readArguments(['--help'])).toBe('help');
    expect(readArguments(['-h', '--engines', 'fts5'])).toBe('help');
  });

  it.each([
    [['--engines', 'elastic'], /No engine named elastic\. Known: marrow, /u],
    [['--engines', 'toString'], /No engine named toString/u],
    [['--engines', ','], /--engines needs at least one name/u],
    [['--sets', ''], /--sets needs at least one name/u],
    [['--json', ''], /--json needs the name of a file/u],
    [['--json'], /--json/u],
    [['--fast'], /--fast/u],
    [['marrow'], /marrow/u],
  ])('%j is refused with the reason', (words, reason) => {
    expect(() => readArguments(words)).toThrow(UsageError);
    expect(() => readArguments(words)).toThrow(reason);
  });
});
