import { describe, expect, it } from 'vitest';
import { createEnglish } from '../../index/question/english.js';
import { english } from '../program.js';

describe('the classes of English words', () => {
  it.each(['hit', 'lengthens', 'skipped', 'portion', 'stirs', 'trouble'])('"%s" only says how something is', (word) => {
    expect(english.classOf(word)).toBe('ordinary');
  });

  it.each(['promising', 'older', 'frail', 'woman'])('"%s" describes, and may narrow who was measured', (word) => {
    expect(english.classOf(word)).toBe('describing');
  });

  it.each(['cost', 'smoke', 'kidney', 'serum', 'fever'])('"%s" names a thing', (word) => {
    expect(english.classOf(word)).toBe('naming');
  });

  it.each(['sorafenib', 'renal', 'creatinine', 'irak4', ''])('"%s" is no word of plain language', (word) => {
    expect(english.classOf(word)).toBeUndefined();
  });

  it('reads the list when it is first asked, and once', () => {
    let reads = 0;
    const small = createEnglish(() => {
      reads += 1;
      return { ordinary: 'stop', describing: 'red', other: 'bone' };
    });
    expect(reads).toBe(0);
    expect([small.classOf('stopped'), small.classOf('redder'), small.classOf('bones')]).toEqual([
      'ordinary',
      'describing',
      'naming',
    ]);
    expect(reads).toBe(1);
  });
});
