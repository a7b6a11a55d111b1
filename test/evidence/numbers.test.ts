import { describe, expect, it } from 'vitest';
import { numbersIn } from '../../index/evidence/numbers.js';

const cases = (rows: readonly [text: string, numbers: readonly string[]][]) =>
  it.each(rows)('%j', (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });

describe('figures, as printed', () => {
  cases([
    ['46.1% (95% CI 30.0–61.0%)', ['46.1', '95', '30.0', '61.0']],
    ['0.395 (0.208-0.751; P = 0.010)', ['0.395', '0.208', '0.751', '0.010']],
    ['P<0.001', ['0.001']],
    ['n=38, N = 62', ['38', '62']],
    ['25 of 38 patients.', ['25', '38']],
    ['ends with 5.', ['5']],
    ['a 2-year rate at day +100', ['2', '100']],
    ['3.0 and 3 and 3.00', ['3.0', '3', '3.00']],
    ['6.5%(4/62)', ['6.5', '4', '62']],
    ['no figure', []],
    ['', []],
  ]);
});

describe('thousands and lists', () => {
  cases([
    ['1,234 patients', ['1234']],
    ['10,000,000 cells', ['10000000']],
    ['1, 2, and 3', ['1', '2', '3']],
    ['4,11,12', ['4', '11', '12']],
    ['1234,5', ['1234', '5']],
  ]);
});

describe('number words', () => {
  cases([
    ['seven of them', ['7']],
    ['Sixty-two patients', ['62']],
    ['eighty–eight doses', ['88']],
    ['twenty four months', ['24']],
    ['two hundred and zero', ['200', '0']],
    ['Nineteen, thirty', ['19', '30']],
    ['a two-sided test', ['2']],
    ['someone often listened, weighty tension at none', []],
    ['tenfold and fortyish', []],
    ['7 or seven', ['7', '7']],
  ]);
});

describe('powers', () => {
  cases([
    ['2.5 × 10⁹/L', ['2.5', '10^9']],
    ['3.0 × 10^7 cells', ['3.0', '10^7']],
    ['10¹² and 12', ['10^12', '12']],
  ]);
});

describe('digits of names', () => {
  cases([
    ['FLT3-ITD, BCL-2, IL-15, CD3+ and NPM1', []],
    ['CD34+ cells of 5 donors', ['5']],
    ['IDH1/2 inhibitors', []],
    ['AML16 (NCT03164057)', []],
    ['EU CT 2023-505000-27-01', []],
    ['doi 10.1186/s40364-025-00816-9', []],
    ['the FLT3. Then 3', ['3']],
    ['mutations of FLT3', []],
  ]);
});

describe('marks of the bibliography', () => {
  cases([
    ['treated [1–3] in 4 centers', ['4']],
    ['rates [4,11,12] of 20%', ['20']],
    ['12 months.²³ Then', ['12']],
    ['survival^{4,5} of 7', ['7']],
    ['100 mg/m²', ['100']],
  ]);
});

it('gives numbers in the order of the text, words and digits alike', () => {
  expect(numbersIn('Seven of 24, 10⁹ of eighty-eight, 0.5')).toEqual(['7', '24', '10^9', '88', '0.5']);
});
