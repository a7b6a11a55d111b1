import { describe, expect, it } from 'vitest';
import { areOther, eventsIn } from '../../index/question/at-event.js';

describe('the events at which something was looked at', () => {
  it.each([
    ['median age at relapse', ['relapse']],
    ['the age at the time of their transplant', ['transplant']],
    ['status at first diagnosis', ['diagnosis']],
    ['alive at last follow-up', ['last follow-up']],
    ['relapse after transplant', []],
    ['how many were at risk', []],
  ])('in "%s"', (text, events) => {
    expect(eventsIn(text)).toEqual(events);
  });

  it('differ only where others are named, and none of those asked', () => {
    expect(areOther(['transplant'], ['relapse'])).toBe(true);
    expect(areOther(['diagnosis', 'relapse'], ['relapse'])).toBe(false);
    expect(areOther([], ['relapse'])).toBe(false);
  });
});
