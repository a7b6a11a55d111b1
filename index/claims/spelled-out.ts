/** What colleagues shorten of how a result is told. */
const SHORTENED: readonly (readonly [RegExp, string])[] = [
  [/\b(did|does|do|was|were|is|are|has|have|had|could|would|should)nt\b/giu, "$1n't"],
  [/\bsig(?:nif)?\b\.?|\bsign\.(?=\s)/giu, 'significant'],
  [/\bdiffs?\b/giu, 'difference'],
];

/** A text with these words in full: "no sig diff, didnt improve". Its places are no longer those of what was typed. */
export const spelledOut = (text: string): string =>
  SHORTENED.reduce((spelled, [pattern, word]) => spelled.replace(pattern, word), text);
