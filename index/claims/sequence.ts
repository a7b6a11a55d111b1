import { stem, tokenize } from '../retrieval/tokens.js';
import { keyOfFigure } from './figure.js';
import { figuresIn } from './figures.js';

/** What a sentence in plain typography says word by word and figure by figure, so that two that say it so are equal. */
export const sequenceOf = (sentence: string): string =>
  [...tokenize(sentence).map(({ word }) => stem(word)), ...figuresIn(sentence, []).map(keyOfFigure)].join(' ');
