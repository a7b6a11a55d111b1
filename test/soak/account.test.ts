import { describe, expect, it } from 'vitest';
import { accountOf, type Entry, GRACE_MS, verdictOn } from './account.js';

/** Asked at 1,000, delivered at once, answered once within 12 ms. */
const entry = (changes: Partial<Entry> = {}): Entry => ({
  kind: 'interaction',
  name: '2:ask',
  madeAt: 1_000,
  deliveredAt: 1_000,
  until: 4_000,
  answers: 1,
  isRepeated: false,
  latencyMs: 12,
  ...changes,
});
const unanswered = (changes: Partial<Entry> = {}): Entry => entry({ answers: 0, latencyMs: undefined, ...changes });
const passing = { name: 'socket closed', isFinal: false, takesMs: 0 };
const slow = { name: 'slow', isFinal: false, takesMs: 1_000 };
const final = { name: '10062', isFinal: true, takesMs: 0 };

describe('the account of a soak', () => {
  it('finds what was lost', () => {
    expect(verdictOn(unanswered())).toBe('lost');
    expect(verdictOn(unanswered({ mishap: passing }))).toBe('lost');
    expect(verdictOn(unanswered({ kind: 'message', until: 61_000 }))).toBe('lost');
    expect(accountOf([entry(), unanswered(), entry()])).toMatchObject({ sent: 3, answered: 2, lost: 1, doubled: 0 });
  });

  it('finds what was answered twice', () => {
    expect(accountOf([entry(), entry({ answers: 2 })])).toMatchObject({ answered: 2, doubled: 1 });
    expect(accountOf([entry({ isRepeated: true })])).toMatchObject({ answered: 1, doubled: 1 });
  });

  it('takes for late only what the bot had too late', () => {
    expect(verdictOn(unanswered({ deliveredAt: undefined }))).toBe('late');
    expect(verdictOn(unanswered({ deliveredAt: 4_001 }))).toBe('late');
    expect(verdictOn(unanswered({ deliveredAt: 4_000 - GRACE_MS + 1 }))).toBe('late');
    expect(verdictOn(unanswered({ deliveredAt: 4_000 - GRACE_MS }))).toBe('lost');
    expect(verdictOn(unanswered({ deliveredAt: 2_600, mishap: slow }))).toBe('late');
    expect(verdictOn(unanswered({ deliveredAt: 2_400, mishap: slow }))).toBe('lost');
    expect(verdictOn(unanswered({ deliveredAt: 2_600 }), 2_000)).toBe('late');
  });

  it('takes for refused only what Discord refused for good', () => {
    expect(verdictOn(unanswered({ mishap: final }))).toBe('refused');
    expect(verdictOn(entry({ mishap: final }))).toBe('answered');
  });

  it('counts mishaps by name, and keeps their times out of those of a calm day', () => {
    const account = accountOf([
      entry({ latencyMs: 30 }),
      entry({ latencyMs: 9 }),
      entry({ latencyMs: 900, mishap: passing }),
      entry({ latencyMs: 700, deliveredAt: 1_600 }),
      unanswered({ mishap: final }),
    ]);
    expect(account).toMatchObject({
      calm: [9, 30],
      all: [9, 30, 700, 900],
      mishaps: { 'socket closed': 1, '10062': 1 },
    });
  });
});
