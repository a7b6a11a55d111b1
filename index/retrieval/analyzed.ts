import { isStopWord } from './stop-words.js';
import { compounds, tokenize } from './tokens.js';

/** A text as the engine reads it: function words are left out. */
export interface Analyzed {
  /** Normalized words in order. */
  readonly words: readonly string[];
  /** Hyphenated words written as one. */
  readonly compounds: readonly string[];
}

export function analyze(text: string): Analyzed {
  const tokens = tokenize(text);
  const words = tokens.map((token) => token.word).filter((word) => !isStopWord(word));
  return { words, compounds: compounds(text, tokens) };
}
