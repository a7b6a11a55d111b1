const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;
// Controls start escape sequences; format characters reorder or hide what is read; lone surrogates are no text.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Text as lines that a terminal can only print: no controls, no escape sequences, no direction overrides. */
export function plainLines(text: string): readonly string[] {
  return text.split(LINE_BREAK).map((line) => line.replaceAll('\t', ' ').replace(UNSEEN, ''));
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainLines(text).join(' ');
}
