import { createRandom } from './random.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The text with one edit in its longest word: a letter changed, dropped, added, or exchanged with the next. The same text
 * is always misspelled the same way.
 */
export function misspelled(text: string): string {
  const words = [...text.matchAll(/\p{L}+/gu)];
  const longest = words.reduce<RegExpExecArray | undefined>(
    (best, word) => (best && best[0].length >= word[0].length ? best : word),
    undefined,
  );
  if (!longest) return text;
  const [word] = longest;
  const random = createRandom([...text].reduce((seed, letter) => (31 * seed + (letter.codePointAt(0) ?? 0)) >>> 0, 7));
  for (;;) {
    const edited = edit(word, random);
    if (edited !== word) return text.slice(0, longest.index) + edited + text.slice(longest.index + word.length);
  }
}

function edit(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length);
  const letter = LETTERS[Math.floor(random() * LETTERS.length)] ?? '';
  const [before, after] = [word.slice(0, at), word.slice(at)];
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + letter + after.slice(1);
    case 1:
      return before + after.slice(1);
    case 2:
      return before + letter + after;
    default:
      return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
  }
}
