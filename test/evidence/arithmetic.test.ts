import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compute, FormulaError, roundsTo } from '../../index/evidence/arithmetic.js';

describe('compute', () => {
  it.each([
    ['14 + 62', 76, ['14', '62']],
    ['62 - 32 - 10', 20, ['62', '32', '10']],
    ['9 / 32 * 100', 28.125, ['9', '32', '100']],
    ['44 / (18 + 44) * 100', 70.967741935, ['44', '18', '44', '100']],
    ['2 + 3 * 4', 14, ['2', '3', '4']],
    ['24 / 4 / 2', 3, ['24', '4', '2']],
    ['((7))', 7, ['7']],
    ['46.10-24.0', 22.1, ['46.10', '24.0']],
  ])('%s', (formula, value, numbers) => {
    const computed = compute(formula);
    expect(computed.value).toBeCloseTo(value, 8);
    expect(computed.numbers).toEqual(numbers);
  });

  it.each([
    ['', 'ends where a number should stand'],
    ['1 +', 'ends where a number should stand'],
    ['(1 + 2', 'leaves a parenthesis open'],
    ['1 + 2)', 'has ")" where an operator should stand'],
    ['1 2', 'has "2" where an operator should stand'],
    ['-1', 'has "-" where a number should stand'],
    ['2 ** 3', 'has "*" where a number should stand'],
    ['1 / (2 - 2)', 'divides by zero'],
    ['process.exit(1)', 'has "p" where a number should stand'],
    ['1,5 + 2', 'has "," where an operator should stand'],
  ])('refuses "%s"', (formula, message) => {
    expect(() => compute(formula)).toThrow(FormulaError);
    expect(() => compute(formula)).toThrow(message);
  });

  it('reads any text or refuses it, and never runs it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'12.+-*/() x'), maxLength: 20 }), (text) => {
        try {
          expect(Number.isFinite(compute(text).value)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

it('rounds to the decimals that are printed', () => {
  expect(roundsTo(28.125, '28.1')).toBe(true);
  expect(roundsTo(28.125, '28')).toBe(true);
  expect(roundsTo(28.125, '28.13')).toBe(true);
  expect(roundsTo(28.125, '28.2')).toBe(false);
  expect(roundsTo(28.125, '28.0')).toBe(false);
  expect(roundsTo(24, '24.0')).toBe(true);
});
