import { readFileSync } from 'node:fs';
import { createEnglish, type English, type EnglishWords } from '../index/question/english.js';

/** The dictionary that the build has written; read when the first unknown word is met. */
export const openEnglish = (file: string): English =>
  createEnglish(() => JSON.parse(readFileSync(file, 'utf8')) as EnglishWords);
