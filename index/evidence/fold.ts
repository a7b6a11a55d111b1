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
  // Asked of the growing text itself, each would take as long as the text is.
  let last = '';
  const origin: number[] = [];
  let blankAt = -1;
  let offset = 0;
  for (const character of printed) {
    const at = offset;
    offset += character.length;
    if (INVISIBLE.test(character)) continue;
    if (BLANK.test(character)) {
      if (last !== '' && blankAt < 0) blankAt = at;
      continue;
    }
    for (const unit of unify(character)) {
      if (unit === ' ') {
        if (last !== '' && blankAt < 0) blankAt = at;
        continue;
      }
      if (blankAt >= 0 && !SIGN.test(unit) && !SIGN.test(last)) {
        text += ' ';
        origin.push(blankAt);
      }
      blankAt = -1;
      text += unit;
      last = unit;
      for (let i = 0; i < unit.length; i++) origin.push(at);
    }
  }
  return { text, origin };
}

function unify(character: string): string {
  if (DASHES.test(character)) return '-';
  if (SINGLE_QUOTES.test(character)) return "'";
  if (DOUBLE_QUOTES.test(character)) return '"';
  return character.normalize('NFKC').replaceAll('\u2212', '-');
}

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
