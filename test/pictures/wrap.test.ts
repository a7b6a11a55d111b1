import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/pictures/wrap.js';

const into = (columns: number, text: string) => wrap(text, (line) => line.length <= columns);

describe('a wrapped text', () => {
  it('keeps what is read in one go together, in ordinary spaces', () => {
    expect(into(12, 'relapsed AML n = 41')).toEqual(['relapsed AML', 'n = 41']);
    expect(into(10, 'of the Doe 2024 [7]')).toEqual(['of the Doe', '2024 [7]']);
    expect(into(11, 'first study · second')).toEqual(['first', 'study ·', 'second']);
  });

  it('loses nothing, and lets a long word stand alone', () => {
    const text = 'a verylongwordthatdoesnotfit and [1] · n < 10';
    for (let columns = 1; columns < 50; columns++) expect(into(columns, text).join(' ')).toBe(text);
  });
});
