import { describe, expect, it } from 'vitest';
import { COST, UserLimits } from '../../src/discord/user-limits.js';

/** A clock that a test lets run. */
function limited(burst: number, perMinute: number) {
  const clock = { seconds: 0 };
  const limits = new UserLimits({ burst, perMinute }, () => clock.seconds * 1_000);
  const granted = (user: string, times: number, cost: number = COST.question) =>
    Array.from({ length: times }, () => limits.take(user, cost)).filter(({ type }) => type === 'granted').length;
  return { clock, limits, granted };
}

describe('a limit per user', () => {
  it('grants a burst, then as many as come back in time, and never more than the burst', () => {
    const { clock, granted } = limited(5, 60);
    expect(granted('a', 9)).toBe(5);
    clock.seconds = 2;
    expect(granted('a', 9)).toBe(2);
    clock.seconds = 3_600;
    expect(granted('a', 9)).toBe(5);
  });

  it('is one for each user', () => {
    const { granted } = limited(2, 60);
    expect(granted('a', 100)).toBe(2);
    expect(granted('b', 2)).toBe(2);
  });

  it('takes five keystrokes for a question', () => {
    const { granted } = limited(2, 60);
    expect(granted('a', 5, COST.keystroke)).toBe(5);
    expect(granted('a', 5)).toBe(1);
  });

  it('says when to come back, and whether that was said before', () => {
    const { clock, limits, granted } = limited(3, 6);
    expect(granted('a', 3)).toBe(3);
    expect(limits.take('a', 1)).toEqual({ type: 'refused', inSeconds: 10, isTold: false });
    clock.seconds = 4;
    expect(limits.take('a', 1)).toEqual({ type: 'refused', inSeconds: 6, isTold: true });
    clock.seconds = 10;
    expect(limits.take('a', 1)).toEqual({ type: 'granted' });
    expect(limits.take('a', 1)).toEqual({ type: 'refused', inSeconds: 10, isTold: false });
  });

  it('is not paid for by those who are refused', () => {
    const { clock, granted } = limited(1, 60);
    expect(granted('a', 1_000)).toBe(1);
    clock.seconds = 1;
    expect(granted('a', 1)).toBe(1);
  });

  it('remembers no more than 10,000 users, and forgets the one who has been away longest', () => {
    const { limits, granted } = limited(1, 60);
    expect(granted('first', 1)).toBe(1);
    expect(granted('second', 1)).toBe(1);
    for (let user = 0; user < 9_998; user++) limits.take(String(user), 1);
    expect(granted('first', 1)).toBe(0);
    for (let user = 0; user < 50_000; user++) {
      limits.take(`more ${user}`, 1);
      limits.take('first', 1);
    }
    expect(limits.size).toBe(10_000);
    expect(granted('first', 1)).toBe(0);
    expect(granted('second', 1)).toBe(1);
  });

  it('can be off', () => {
    const limits = new UserLimits(undefined);
    expect(Array.from({ length: 1_000 }, () => limits.take('a', 1)).every(({ type }) => type === 'granted')).toBe(true);
    expect(limits.size).toBe(0);
  });
});
