const SMALL: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
/** The value of a number word of one part ("seven", "thirty"); nothing for any other word. */
export function valueOfWord(word: string): number | undefined {
  if (Object.hasOwn(SMALL, word)) return SMALL[word];
  return Object.hasOwn(TENS, word) ? TENS[word] : undefined;
}

const small = Object.keys(SMALL).join('|');
const tens = Object.keys(TENS).join('|');
const WORD = new RegExp(`\\b(?:(${tens})(?:[-\\u2010-\\u2014 ](${small}))?|(${small}))( hundred)?\\b`, 'giu');

/** References to the bibliography: `[1–3]`, `^{4,5}`, and superscript digits after a word or a full stop. */
const REFERENCES = /\[\d+(?:\s*[-,\u2013]\s*\d+)*\]|\^\{[\d,]+\}|(?<=[\p{L}.,;)])[\u00b9\u00b2\u00b3\u2070-\u2079]+/gu;
const SUPERSCRIPT = /[\u00b9\u00b2\u00b3\u2070-\u2079]+/gu;
/** Digits that belong to a name: FLT3, BCL-2, IL-15, CD3, AML16, NCT04674345, 2023-505000-27-01. */
const NAMES =
  /\bNCT\d+\b|\b\d{4}-\d{6}-\d{2}-\d{2}\b|\b10\.\d{4,}\/\S+|\p{L}[\p{L}-]*-?\d+(?:\/\d+)*(?=\p{L}|[^\d.]|\.\D|\.?$)(?<!\b(?:n|N|p|P)\d+)/gu;
const DIGITS = /\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?/gu;

/**
 * The numbers a text states, in order, as printed (`"3.0"` stays `"3.0"`); number words come as digits
 * (`"eighty-eight"` → `"88"`), powers as `10^9`. Digits inside names (FLT3, BCL-2) and bibliography marks do not count.
 */
export function numbersIn(text: string): string[] {
  const found: { at: number; number: string }[] = [];
  const plain = text
    .replace(REFERENCES, (mark) => ' '.repeat(mark.length))
    .replace(SUPERSCRIPT, (power) => `^${power.normalize('NFKC')}`)
    .replace(NAMES, (name) => ' '.repeat(name.length));
  for (const match of plain.matchAll(/\d+\^\d+/gu)) found.push({ at: match.index, number: match[0] });
  const rest = plain.replace(/\d+\^\d+/gu, (power) => ' '.repeat(power.length));
  for (const match of rest.matchAll(DIGITS)) found.push({ at: match.index, number: match[0].replaceAll(',', '') });
  for (const match of rest.matchAll(WORD)) found.push({ at: match.index, number: String(numberOfWord(match)) });
  return found.sort((a, b) => a.at - b.at).map((each) => each.number);
}

function numberOfWord(match: RegExpMatchArray): number {
  const [, ten, unit, alone, hundred] = match;
  const value = (TENS[ten?.toLowerCase() ?? ''] ?? 0) + (SMALL[(unit ?? alone)?.toLowerCase() ?? ''] ?? 0);
  return hundred ? value * 100 : value;
}
