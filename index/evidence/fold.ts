const DASHES = /[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/u;
const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b\u2032\u02bc]/u;
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033\u00ab\u00bb]/u;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;
const BLANK = /[\s\u00a0]/u;
const SIGN = /[\p{P}\p{S}]/u;

/** Text made comparable, with the way back to what was printed. */
export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text`, the offset in the printed text of the character it comes from. */
  readonly origin: readonly number[];
}

/**
 * Folds text for matching: NFKC, white space collapsed and dropped around signs, dashes and quotes unified.
 * Two copies of a paper that differ only in how they were typeset fold to the same text.
 */
export function fold(printed: string): Folded {
  let text = '';
  const origin: number[] = [];
  let blankAt = -1;
  // Asked of the growing text itself, it would take as long as the text is.
  let isBehindSign = true;
  let offset = 0;
  for (const character of printed) {
    const at = offset;
    offset += character.length;
    for (const { unit, isBlank, isSign } of ASCII[character.charCodeAt(0)] ?? unify(character)) {
      if (isBlank) {
        if (text !== '' && blankAt < 0) blankAt = at;
        continue;
      }
      if (blankAt >= 0 && !isSign && !isBehindSign) {
        text += ' ';
        origin.push(blankAt);
      }
      blankAt = -1;
      isBehindSign = isSign;
      text += unit;
      for (let i = 0; i < unit.length; i++) origin.push(at);
    }
  }
  return { text, origin };
}

/** One character as it is compared. */
interface Unit {
  readonly unit: string;
  readonly isBlank: boolean;
  readonly isSign: boolean;
}

/** What a printed character becomes: nothing, a character, or several where it stands for more than one. */
function unify(character: string): readonly Unit[] {
  if (INVISIBLE.test(character)) return [];
  return [...unified(character)].map((unit) => ({ unit, isBlank: unit === ' ', isSign: SIGN.test(unit) }));
}

function unified(character: string): string {
  if (BLANK.test(character)) return ' ';
  if (DASHES.test(character)) return '-';
  if (SINGLE_QUOTES.test(character)) return "'";
  if (DOUBLE_QUOTES.test(character)) return '"';
  return character.normalize('NFKC').replaceAll('\u2212', '-');
}

/** Most of what is printed, unified once. */
const ASCII: readonly (readonly Unit[])[] = Array.from({ length: 0x80 }, (_, code) => unify(String.fromCharCode(code)));

/**
 * The printed text behind a span of folded text, contiguous and unchanged.
 * @param start inclusive, @param end exclusive; offsets in `folded.text`.
 */
export function unfold(printed: string, folded: Folded, start: number, end: number): string {
  const from = folded.origin[start];
  const last = folded.origin[end - 1];
  if (from === undefined || last === undefined) return '';
  const width = (printed.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
  return printed.slice(from, last + width);
}
