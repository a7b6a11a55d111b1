import type { SearchDocument } from '../../../index/retrieval/engine.js';
import { createRandom } from './random.js';

/** Words of a passage, as many as a paragraph has. */
export const PASSAGE = 84;
/** How many queries are asked, a third of them before the clock runs. */
export const QUERIES = 450;

/**
 * Passages of the sets' own sentences, drawn at random: as many as are asked for, with the frequencies of words that the
 * sets have. Always the same ones.
 */
export function passagesOf(documents: readonly SearchDocument[], count: number): SearchDocument[] {
  const sentences = documents
    .flatMap(({ text }) => text.split(/(?<=[.?!])\s+(?=\p{Lu})/u))
    .flatMap((sentence) => chunks(sentence.split(/\s+/u), PASSAGE));
  const random = createRandom(count);
  return Array.from({ length: count }, (_, at) => {
    const words: string[] = [];
    while (words.length < PASSAGE) words.push(...(sentences[Math.floor(random() * sentences.length)] ?? ['']));
    return { id: `p${at}`, title: '', text: words.slice(0, PASSAGE).join(' ') };
  });
}

const chunks = (words: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(words.length / size) }, (_, at) => words.slice(at * size, (at + 1) * size));

/** That many of the queries, none twice. */
export function drawn(queries: readonly string[], count: number): string[] {
  const random = createRandom(1);
  return [...new Set(queries)]
    .map((text) => ({ text, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ text }) => text);
}
