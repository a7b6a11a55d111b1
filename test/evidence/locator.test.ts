import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LocateError, locate, makeLocator } from '../../index/evidence/locator.js';
import { documentOf, PARAGRAPHS } from './fixture.js';

const report = documentOf();
const locator = makeLocator(report, 3, 'The 2-year', '61.0%)', 'was 46.1%');

describe('makeLocator', () => {
  it('has the place, the fingerprint of the folded passage, its numbers and a key', () => {
    const folded = 'The 2-year overall survival was 46.1%(95%CI 30.0-61.0%)';
    expect(locator).toEqual({
      paragraph: 3,
      span: [0, folded.length],
      sha256: createHash('sha256').update(folded, 'utf8').digest('hex'),
      numbers: ['2', '46.1', '95', '30.0', '61.0'],
      find: 'was 46.1%',
    });
  });

  it('takes words that are typed with other signs and blanks', () => {
    expect(makeLocator(report, 3, 'The  2‑year', '30.0 - 61.0 % )', 'was 46.1%')).toEqual(locator);
  });

  it('suggests a unique key of at most six words, with a figure where there is one', () => {
    expect(makeLocator(report, 4, 'Complete remission', '(29.2%)').find).toBe('reached by 25');
    expect(makeLocator(report, 1, 'Testinib', 'leukemia').find).toBe('Testinib in relapsed');
  });

  it.each([
    [[9, 'The', 'end'], 'report.txt has no paragraph 9'],
    [[3, 'The 3-year', '61.0'], '¶3 of report.txt does not contain "The 3-year"'],
    [[3, '', '61.0'], '¶3 of report.txt does not contain ""'],
    [[3, '.0', 'testinib'], '".0" stands in ¶3 more than once: give more words'],
    [[3, 'survival', 'The 2-year'], '¶3 of report.txt has no "The 2-year" behind "survival"'],
    [[3, 'survival', ''], '¶3 of report.txt has no "" behind "survival"'],
    [[3, 'The 2-year', '61.0', 'testinib'], 'the search key "testinib" does not stand exactly once in report.txt'],
    [[3, 'The 2-year', '61.0', 'was 46.2%'], 'the search key "was 46.2%" does not stand exactly once in report.txt'],
    [[2, 'testinib', 'testinib'], 'no run of up to six words of the passage is unique in report.txt'],
  ] as const)('says why %j cannot be located', ([paragraph, from, to, find], message) => {
    expect(() => makeLocator(report, paragraph, from, to, find)).toThrow(LocateError);
    expect(() => makeLocator(report, paragraph, from, to, find)).toThrow(message);
  });

  it('knows no paragraph that only repeats another', () => {
    const repeated = documentOf(['one line', 'two lines', 'one line']);
    expect(() => makeLocator(repeated, 3, 'one', 'line')).toThrow('a repeated one counts where it first stands');
  });
});

describe('locate', () => {
  const text = 'The 2-year overall survival was 46.1% (95% CI 30.0–61.0%)';

  it('quotes exactly what is printed', () => {
    expect(locate(locator, report)).toEqual({ status: 'quoted', quote: { paragraph: 3, text } });
  });

  it('quotes a copy in its own type', () => {
    const copy = documentOf(
      PARAGRAPHS.map((each) => each.replace(' (95% CI 30.0–61.0%)', '\u00a0( 95 % CI 30.0 - 61.0 % )')),
    );
    expect(locate(locator, copy)).toEqual({
      status: 'quoted',
      quote: { paragraph: 3, text: 'The 2-year overall survival was 46.1%\u00a0( 95 % CI 30.0 - 61.0 % )' },
    });
  });

  it('finds a paragraph that moved', () => {
    const moved = documentOf(['A preface.', ...PARAGRAPHS]);
    expect(locate(locator, moved)).toEqual({ status: 'quoted', quote: { paragraph: 4, text } });
  });

  it('is altered where the place is found and reads otherwise', () => {
    const altered = documentOf(PARAGRAPHS.map((each) => each.replace('61.0%', '62.0%')));
    expect(locate(locator, altered)).toEqual({ status: 'altered' });
  });

  it('is not located where neither the passage nor its key is found', () => {
    expect(locate(locator, documentOf(['Another text.', 'Of two paragraphs.']))).toEqual({ status: 'not-located' });
  });

  it('is absent without a copy', () => {
    expect(locate(locator, undefined)).toEqual({ status: 'absent' });
  });
});
