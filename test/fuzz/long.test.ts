import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/registry.js';
import { dispatcherOf, indexOf } from '../program.js';
import { createStopwatch, LONGEST, MOST_TIMES } from './spent.js';

const index = indexOf('without documents');
const dispatcher = dispatcherOf(index);
const timesUsual = createStopwatch(index, dispatcher);

let state = 7;
/** The same numbers in each run. */
const upTo = (most: number): number => {
  state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
  return state % most;
};
const filled = (next: () => string, between = ' '): string => {
  let text = '';
  while (text.length < LONGEST) text += next() + between;
  return text.slice(0, LONGEST);
};
const name = () => index.vocabulary.names[upTo(index.vocabulary.names.length)]?.text ?? '';
const word = () => Array.from({ length: 5 + upTo(5) }, () => String.fromCharCode(97 + upTo(26))).join('');

/** Texts of full length, each heavy in another way. */
const TEXTS: Readonly<Record<string, string>> = {
  names: filled(name),
  'names, each a question': filled(name, '?\n'),
  'names in a list': filled(name, ' or '),
  'names that are denied': filled(() => `without ${name()}`),
  'names beside one measure': filled(() => `OS and ${name()}`, ' and '),
  'six questions of a thousand characters': Array.from({ length: 6 }, () => filled(name).slice(0, 990)).join('?\n'),
  numbers: filled(() => String(upTo(100_000))),
  digits: filled(() => String(upTo(10))),
  percentages: filled(() => `${upTo(100)}.${upTo(100)} %`),
  times: filled(() => `${upTo(100)} months`),
  'words nobody knows': filled(word),
  'as many unknown words as are corrected': Array.from({ length: 8 }, word).join(' '),
  'a bit of all': filled(
    () => [name(), word(), `${upTo(99)} months`, 'OS', 'with', String(upTo(1_000))][upTo(6)] ?? '',
  ),
  'one word': 'a'.repeat(LONGEST),
  'one number': '9'.repeat(LONGEST),
  'letters apart': 'a-'.repeat(LONGEST / 2),
  'letters apart that nobody sees': 'a\u200b'.repeat(LONGEST / 2),
  'a letter under accents': `a${'\u0300'.repeat(LONGEST - 1)}`,
  'signs that stand for sentences': '\ufdfa'.repeat(LONGEST),
  blanks: `${' '.repeat(LONGEST - 1)}a`,
  lines: 'a\n'.repeat(LONGEST / 2),
  brackets: `${'('.repeat(LONGEST - 1)}a`,
  'question words': filled(() => 'how many'),
};

describe('a text of 6,000 characters keeps nobody waiting', { timeout: 60_000 }, () => {
  it.each(Object.entries(TEXTS))('full of %s', (_, text) => {
    expect(timesUsual(() => dispatcher.text(text))).toBeLessThan(MOST_TIMES);
  });

  it.each(Object.entries(TEXTS))('full of %s, while it is typed into an option', (_, text) => {
    for (const { name: command, options } of commands)
      for (const option of Object.keys(options))
        expect([command, option, timesUsual(() => dispatcher.suggest(command, option, text)) < MOST_TIMES]).toEqual([
          command,
          option,
          true,
        ]);
  });
});
