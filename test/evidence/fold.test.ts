import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, unfold } from '../../index/evidence/fold.js';

describe('fold', () => {
  it.each([
    ['  two \u00a0\n words  ', 'two words'],
    ['30.0 – 61.0 %', '30.0-61.0%'],
    ['95 % CI ( 0.20 — 0.80 )', '95%CI(0.20-0.80)'],
    ['P  =  0.010', 'P=0.010'],
    ['\u2018so-called\u2019 \u201ccure\u201d', '\'so-called\'"cure"'],
    ['non\u2011relapse', 'non-relapse'],
    ['ﬁrst ½', 'first 1⁄2'],
    ['10⁹/L', '109/L'],
    ['zero\u200bwidth', 'zerowidth'],
    ['ＦＬＴ３', 'FLT3'],
    ['⚠ one 💊 two', '⚠one💊two'],
    ['', ''],
    [' \u00a0 ', ''],
  ])('%j → %j', (printed, folded) => {
    expect(fold(printed).text).toBe(folded);
  });

  it('keeps case and letters apart', () => {
    expect(fold('ALL').text).not.toBe(fold('all').text);
  });
});

describe('unfold', () => {
  it('gives what was printed, blanks and signs as they stand', () => {
    const printed = 'A rate of 46.1 %\u00a0( 30.0 – 61.0 ) was seen.';
    const folded = fold(printed);
    const start = folded.text.indexOf('46.1');
    const end = folded.text.indexOf(')') + 1;
    expect(folded.text.slice(start, end)).toBe('46.1%(30.0-61.0)');
    expect(unfold(printed, folded, start, end)).toBe('46.1 %\u00a0( 30.0 – 61.0 )');
  });

  it('keeps both halves of a character beyond the first plane', () => {
    const printed = 'dose 𝟑 given';
    const folded = fold(printed);
    expect(folded.text).toBe('dose 3 given');
    expect(unfold(printed, folded, 5, 6)).toBe('𝟑');
  });

  it('has nothing for a span outside the text', () => {
    const folded = fold('short');
    expect(unfold('short', folded, 2, 9)).toBe('');
    expect(unfold('short', folded, 7, 9)).toBe('');
  });
});

const TRICKY = [...'ab1 .,;%()[]=<–—−-‐\u00a0\n\t\u00ad“”‘’"\'½ﬁ⁹²…µ√≥×\u200b\u2009\u0301é𝟑🔥'];
const printedText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...TRICKY), maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('folding and back', () => {
  it('finds, for any span of whole characters, a piece of the printed text that folds to it', () => {
    fc.assert(
      fc.property(printedText, fc.nat(), fc.nat(), (printed, from, to) => {
        const folded = fold(printed);
        expect(folded.origin).toHaveLength(folded.text.length);
        // One printed character may fold to several; a span of whole ones begins and ends between two of them.
        const edges = [...folded.origin, -1].flatMap((each, at) => (each === folded.origin[at - 1] ? [] : [at]));
        const [a = 0, b = 0] = [edges[from % edges.length], edges[to % edges.length]];
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(start < end);
        const quote = unfold(printed, folded, start, end);
        expect(printed).toContain(quote);
        expect(fold(quote).text).toBe(folded.text.slice(start, end).trim());
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same for texts that differ in blanks around signs, dashes and quotes only', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,5}$/u);
    const sign = fc.constantFrom(
      ['-', '–'],
      ['-', '\u2011'],
      ['"', '“'],
      ["'", '’'],
      ['(', ' ('],
      ['=', ' = '],
      ['%', '\u00a0%'],
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, sign), { minLength: 1, maxLength: 8 }), (parts) => {
        const [plain, set] = [0, 1].map((side) => parts.map(([text, signs]) => `${text}${signs[side]}`).join(''));
        expect(fold(set ?? '').text).toBe(fold(plain ?? '').text);
      }),
      { numRuns: 500 },
    );
  });
});
