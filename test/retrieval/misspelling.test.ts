import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { misspelled } from '../bench/retrieval/misspelling.js';

describe('a misspelled query', () => {
  const queries = Array.from({ length: 200 }, (_, at) => `Does venetoclax help ${at} patients?`);

  it('differs in its longest word only, by one edit', () => {
    for (const query of queries) {
      const [before = '', edited = '', after = ''] =
        /^(Does )(.*)( help \d+ patients\?)$/u.exec(misspelled(query))?.slice(1) ?? [];
      expect(`${before}venetoclax${after}`).toBe(query);
      expect(edited).not.toBe('venetoclax');
      // Two neighbors exchanged are two changes to Levenshtein.
      const exchanged = edited.length === 10 && [...edited].sort().join() === [...'venetoclax'].sort().join();
      expect(distance(edited, 'venetoclax')).toBe(exchanged ? 2 : 1);
    }
  });

  it('has letters changed, dropped, added and exchanged', () => {
    const lengths = new Set(queries.map((query) => misspelled(query).length - query.length));
    expect([...lengths].sort()).toEqual([-1, 0, 1]);
    expect(queries.some((query) => /^Does venteoclax /u.test(misspelled(query)))).toBe(true);
  });

  it('is the same each time, and stays as it is without a word', () => {
    expect(queries.map(misspelled)).toEqual(queries.map(misspelled));
    expect(misspelled('12 ≥ 7?')).toBe('12 ≥ 7?');
    expect(misspelled('')).toBe('');
  });
});
