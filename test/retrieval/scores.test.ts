import { describe, expect, it } from 'vitest';
import { createEngine, type SearchDocument } from '../../index/retrieval/engine.js';

/** Scores by id. They are worked out here by hand from the formula, with k1 = 1.2, b = 0.75 and half a title. */
const scores = (documents: readonly SearchDocument[], question: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    createEngine(documents)
      .search(question)
      .map((hit) => [hit.id, hit.score]),
  );

const texts = (byId: Readonly<Record<string, string>>): SearchDocument[] =>
  Object.entries(byId).map(([id, text]) => ({ id, title: '', text }));

describe('BM25', () => {
  /* One of two documents: IDF ln(1 + 1.5/1.5) = 0.69315. Of 1 and 3 words, mean 2: 2.2 / (1 + 1.2 × (0.25 + 0.75 × 1/2)) = 1.25714. */
  it('is the IDF times the saturated frequency', () => {
    const found = scores(texts({ a: 'relapse', b: 'infection fever rash' }), 'relapse');
    expect(Object.keys(found)).toEqual(['a']);
    expect(found['a']).toBeCloseTo(0.87138, 4);
  });

  /* In both: IDF ln(1 + 0.5/2.5) = 0.18232; both of mean length: 1 × 2.2/2.2 = 1 and 3 × 2.2/4.2 = 1.57143. */
  it('saturates: three times is not three times as much', () => {
    const found = scores(texts({ once: 'relapse fever rash', thrice: 'relapse relapse relapse' }), 'relapse');
    expect(found['once']).toBeCloseTo(0.18232, 4);
    expect(found['thrice']).toBeCloseTo(0.2865, 4);
  });

  /* Function words have no length: both documents have one word, the mean. */
  it('does not count function words into the length', () => {
    const found = scores(texts({ bare: 'relapse', framed: 'there was a relapse' }), 'relapse');
    expect(found['framed']).toBe(found['bare']);
  });

  /*
   * IDF 0.69315. The whole document: 2 words of 2 in the mean, saturation 1. The title: 1 word, 0.5 in the mean, 2.2 / (1 + 1.2 ×
   * (0.25 + 0.75 × 2)) = 0.70968, of which half: 0.35484.
   */
  it('adds half of what a word is worth in the title alone', () => {
    const found = scores(
      [
        { id: 'titled', title: 'Relapse', text: 'fever' },
        { id: 'other', title: '', text: 'infection rash' },
      ],
      'relapse',
    );
    expect(found['titled']).toBeCloseTo(Math.LN2 * 1.35484, 4);
  });

  /* "IL-2" is also the word il2, which is worth as much again but does not lengthen the text. */
  it('counts a compound besides its parts', () => {
    const documents = texts({ joined: 'IL-2', other: 'infection rash' });
    expect(scores(documents, 'il')['joined']).toBeCloseTo(Math.LN2, 4);
    expect(scores(documents, 'IL2')['joined']).toBeCloseTo(Math.LN2, 4);
  });
});

describe('words that stand together', () => {
  const filler = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`).join(' ');
  /** A document of twelve words in which "graft" and "host" stand so far apart; the other has neither. */
  const apart = (gap: number) => ({
    near: `graft ${filler(gap)} host ${filler(10 - gap)}`.replace(/\s+/gu, ' ').trim(),
    none: 'a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3',
  });
  const gained = (gap: number): number => {
    const documents = texts(apart(gap));
    const { near: together = 0 } = scores(documents, 'graft host');
    const { near: first = 0 } = scores(documents, 'graft');
    const { near: second = 0 } = scores(documents, 'host');
    return together - first - second;
  };

  /* 0.3 × IDF 0.69315 × the saturated count: 1 is 1; the 0.5 of a loose pair is 0.5 × 2.2 / 1.7 = 0.64706. */
  it('gain as a term of their own, less with words between', () => {
    expect(gained(0)).toBeCloseTo(0.3 * Math.LN2, 4);
    expect(gained(1)).toBeCloseTo(0.3 * Math.LN2 * 0.64706, 4);
    expect(gained(7)).toBeCloseTo(0.3 * Math.LN2 * 0.64706, 4);
  });

  it('gain nothing from nine words apart on', () => {
    expect(gained(8)).toBeCloseTo(0, 6);
  });

  it('gain as a loose pair in the other order', () => {
    const documents = texts({ near: 'host graft', none: 'fever rash' });
    const both = scores(documents, 'graft host')['near'] ?? 0;
    expect(both).toBeCloseTo(Math.LN2 * (2 + 0.3 * 0.64706), 4);
  });

  it('are counted in long texts too, in no time', () => {
    const long = texts({ long: 'graft host '.repeat(20_000), other: 'fever' });
    const began = performance.now();
    expect(scores(long, 'graft host')['long']).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('feedback', () => {
  /* Eleven documents have the same three words; of these the last two are what a query for the first finds besides. */
  const collection = (size: number): SearchDocument[] =>
    texts({
      ...Object.fromEntries(Array.from({ length: size - 12 }, (_, at) => [`f${at}`, `filler text k${at}`])),
      ...Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`a${at}`, 'anemia needs transfusion'])),
      related: 'transfusion given slowly',
    });

  it('begins with a thousand documents, of which ten are one in a hundred', () => {
    expect(scores(collection(999), 'anemia')['related']).toBeUndefined();
    expect(scores(collection(1_000), 'anemia')['related']).toBeGreaterThan(0);
  });

  /*
   * All texts have three words. Among 1,000, "need" is in 11 (IDF ln 87.04 = 4.46641), "transfus" in 12 (4.38408); the best ten share
   * both alike. So transfusion has 4.38302 of 8.84943 of the weight of one word: 0.49529 × 4.38302 = 2.17086.
   */
  it('weighs as much as a query of one word', () => {
    expect(scores(collection(1_000), 'anemia')['related']).toBeCloseTo(2.17086, 3);
  });

  /* So many words: 2 weigh as 2, 4 as 1, 8 as a half. The words with digits stand nowhere, and are no slips. */
  it.each([
    [2, 2],
    [4, 1],
    [8, 0.5],
  ])('weighs less the longer the query is: %d words as much as %d', (words, weight) => {
    const question = ['anemia', ...Array.from({ length: words - 1 }, (_, at) => `zz${at}zz`)].join(' ');
    expect(scores(collection(1_000), question)['related']).toBeCloseTo(weight * 2.17086, 3);
  });

  it('is of one query only: what was asked before changes nothing', () => {
    const engine = createEngine(collection(1_000));
    const first = engine.search('anemia', 20);
    engine.search('filler text slowly');
    engine.search('k1 transfusion');
    expect(engine.search('anemia', 20)).toEqual(first);
  });
});
