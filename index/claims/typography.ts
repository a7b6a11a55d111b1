/**
 * Typed text with one way to write a number and a space, unit by unit as long as before, so that places in it are
 * places in what was typed: "65,8" and "65·8" become "65.8", no-break spaces spaces, every dash a hyphen.
 */
export function plainTypography(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/gu, ' ')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[\u2018\u2019\u02bc]/gu, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/gu, '"')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu, ' ')
    .replace(/[\uff10-\uff19]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/(?<=\d)[\u00b7\u2219\u22c5](?=\d)/gu, '.')
    .replace(/(?<![\d.,])(\d+),(\d+)(?![\d,]|\.\d)/gu, decimalComma);
}

/** A comma between digits is a decimal comma unless it groups thousands. */
const decimalComma = (typed: string, whole: string, rest: string): string =>
  rest.length === 3 && whole.length <= 3 && !whole.startsWith('0') ? typed : `${whole}.${rest}`;
