import { describe, expect, it } from 'vitest';
import { checkText } from '../../index/claims/check.js';
import type { VERDICTS } from '../../index/claims/claim.js';
import { indexOf } from '../program.js';
import { type Mutation, mutationsOf } from './mutations.js';

const index = indexOf('without documents');
const items = [...index.corpus.findings.values()];
/** Verdicts by which a claim stands in the evidence as it was made. */
const AGREEING: readonly string[] = [
  'matches',
  'second-hand',
  'conflicting evidence',
] satisfies (typeof VERDICTS)[number][];

describe('a finding that is claimed in its own words', () => {
  it('agrees with itself: every one of them, each by the verdict that its attribution and conflicts ask for', () => {
    const wrong = items.flatMap(({ item }) => {
      const expected =
        item.conflicts.length > 0
          ? ['conflicting evidence', 'matches', 'second-hand']
          : [item.attribution === 'primary' ? 'matches' : 'second-hand'];
      const { claims, unread } = checkText(item.statement, index);
      const isRight = unread === 0 && claims.length > 0 && claims.every(({ verdict }) => expected.includes(verdict));
      return isRight ? [] : [`${item.id}: ${claims.map(({ verdict }) => verdict)}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe('a finding with one slot changed', () => {
  const mutations = items.flatMap(({ item }) =>
    mutationsOf(item.statement, index).map((mutation) => ({ id: item.id, ...mutation })),
  );
  const slots: readonly Mutation['slot'][] = ['digit', 'arm', 'measure', 'time', 'population', 'direction'];

  it.each(slots)('never agrees: %s', { timeout: 60_000 }, (slot) => {
    const own = mutations.filter((mutation) => mutation.slot === slot);
    expect(own.length).toBeGreaterThan(20);
    const agreeing = own.filter(({ text }) =>
      checkText(text, index).claims.every(({ verdict }) => AGREEING.includes(verdict)),
    );
    expect(agreeing.map(({ id, from, to, text }) => `${id}: ${from} → ${to}: ${text}`)).toEqual([]);
  });
});
