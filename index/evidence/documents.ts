import { type Folded, fold } from './fold.js';

/** One paragraph of a source document; `number` is its place, counted from 1 over all non-empty blocks. */
export interface Paragraph {
  readonly number: number;
  readonly text: string;
  readonly folded: Folded;
}

/** A source document at hand: the operator's copy, read as paragraphs. */
export interface SourceDocument {
  /** The file's name, for messages; documents are recognized by content. */
  readonly name: string;
  readonly paragraphs: readonly Paragraph[];
  readonly folded: string;
}

/**
 * Takes the text of a document apart: CRLF as LF, split at runs of blank lines (white space and U+00A0 count as blank).
 * A repeated paragraph is dropped by content: the first one counts, and the numbers of those behind it stay what a
 * reader of the file would count.
 */
export function readDocument(name: string, printed: string): SourceDocument {
  const text = printed.replace(/\r\n?/gu, '\n');
  const seen = new Set<string>();
  const paragraphs: Paragraph[] = [];
  const blocks = text.split(/\n(?:[^\S\n]*\n)+/u).map((block) => block.trim());
  for (const [index, block] of blocks.filter((each) => each !== '').entries()) {
    const folded = fold(block);
    if (seen.has(folded.text)) continue;
    seen.add(folded.text);
    paragraphs.push({ number: index + 1, text: block, folded });
  }
  return { name, paragraphs, folded: paragraphs.map((each) => each.folded.text).join('\n') };
}
