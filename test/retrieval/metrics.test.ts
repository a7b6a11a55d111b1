import { describe, expect, it } from 'vitest';
import { mean, ndcg, quantile, recall, reciprocalRank, withoutItself } from '../bench/retrieval/metrics.js';

const grades = new Map([
  ['a', 2],
  ['b', 1],
  ['judged', 0],
]);

describe('nDCG', () => {
  it('is 1 for the best order and 0 where nothing relevant is found', () => {
    expect(ndcg(['a', 'b', 'x'], grades, 10)).toBe(1);
    expect(ndcg(['x', 'judged'], grades, 10)).toBe(0);
  });

  it('discounts by the logarithm of the rank: (1 + 2/log2 3) / (2 + 1/log2 3) for the two exchanged', () => {
    expect(ndcg(['b', 'a'], grades, 10)).toBeCloseTo(0.8597, 4);
  });

  it('looks at the first ranks only, in the ranking and in the best order', () => {
    expect(ndcg([...'0123456789', 'a'], grades, 10)).toBe(0);
    expect(ndcg(['a'], grades, 1)).toBe(1);
  });

  /* Gains 0, 0, 2: a negative grade takes nothing away, and 2 at rank 3 is 2/log2 4 = 1 of 2. */
  it('takes a grade below 0 for no gain', () => {
    const spam = new Map([
      ['spam', -2],
      ['a', 2],
    ]);
    expect(ndcg(['spam', 'x', 'a'], spam, 10)).toBeCloseTo(0.5, 10);
  });

  /*
   * Grades 3, 2, 1 and 1 at ranks 2, 5 and 11, the last not found. Gains 3/log2 3 + 2/log2 6 = 1.89279 + 0.77371 (rank 11 is
   * cut); the best order 3/1 + 2/log2 3 + 1/log2 4 + 1/log2 5 = 3 + 1.26186 + 0.5 + 0.43068.
   */
  it('takes the grade itself as gain, not two to its power', () => {
    const graded = new Map([
      ['three', 3],
      ['two', 2],
      ['one', 1],
      ['lost', 1],
    ]);
    const ranking = ['x1', 'three', 'x2', 'x3', 'two', 'x4', 'x5', 'x6', 'x7', 'x8', 'one'];
    expect(ndcg(ranking, graded, 10)).toBeCloseTo(2.6665 / 5.19254, 4);
  });

  it('is 0 where nothing is relevant', () => {
    expect(ndcg(['x'], new Map([['x', 0]]), 10)).toBe(0);
  });
});

describe('the reciprocal rank', () => {
  it('is one over the rank of the first relevant document', () => {
    expect(reciprocalRank(['x', 'judged', 'b', 'a'], grades, 10)).toBeCloseTo(1 / 3, 10);
  });

  it('is 0 beyond the cut', () => {
    expect(reciprocalRank([...'0123456789', 'a'], grades, 10)).toBe(0);
    expect(reciprocalRank([...'012345678', 'a'], grades, 10)).toBe(0.1);
  });
});

describe('recall', () => {
  it('is the share of the relevant documents among the first', () => {
    expect(recall(['b', 'x', 'a'], grades, 1)).toBe(0.5);
    expect(recall(['b', 'x', 'a'], grades, 2)).toBe(0.5);
    expect(recall(['b', 'x', 'a'], grades, 3)).toBe(1);
    expect(recall(['judged'], grades, 10)).toBe(0);
  });
});

describe('a document with the id of the query', () => {
  it('is the query itself and does not count, unless it was judged relevant', () => {
    expect(withoutItself(['a', 'q', 'b'], 'q', grades)).toEqual(['a', 'b']);
    expect(withoutItself(['a', 'judged'], 'judged', grades)).toEqual(['a']);
    expect(withoutItself(['b', 'a'], 'a', grades)).toEqual(['b', 'a']);
  });
});

describe('summaries', () => {
  it('are the mean, and quantiles by nearest rank', () => {
    const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10];
    expect(mean(values)).toBe(5.5);
    expect(quantile(values, 0.5)).toBe(5);
    expect(quantile(values, 0.95)).toBe(10);
    expect(quantile([3], 0.5)).toBe(3);
  });
});
