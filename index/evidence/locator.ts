import { createHash } from 'node:crypto';
import type { Paragraph, SourceDocument } from './documents.js';
import { fold, unfold } from './fold.js';
import { numbersIn } from './numbers.js';
import type { Locator } from './schema.js';

export const QUOTE_STATUSES = ['quoted', 'absent', 'altered', 'not-located'] as const;
/** `quoted`: the passage stands as curated. `absent`: no copy at hand. `altered`: the place is found, its text differs. */
export type QuoteStatus = (typeof QUOTE_STATUSES)[number];

/** A contiguous quote exactly as printed; `paragraph` is its place in the copy at hand. */
export interface Quote {
  readonly paragraph: number;
  readonly text: string;
}

export type Located =
  | { readonly status: 'quoted'; readonly quote: Quote }
  | { readonly status: Exclude<QuoteStatus, 'quoted'> };

/** SHA-256 of folded text, in hexadecimal. */
export function fingerprint(folded: string): string {
  return createHash('sha256').update(folded, 'utf8').digest('hex');
}

/** Finds a locator's passage in the copy at hand, wherever its paragraph has moved to. */
export function locate(locator: Locator, document: SourceDocument | undefined): Located {
  if (!document) return { status: 'absent' };
  const key = fold(locator.find).text;
  const candidates = [
    ...document.paragraphs.filter((each) => each.number === locator.paragraph),
    ...document.paragraphs.filter((each) => each.number !== locator.paragraph && each.folded.text.includes(key)),
  ];
  for (const paragraph of candidates) {
    const quote = quoteAt(locator, paragraph);
    if (quote) return { status: 'quoted', quote };
  }
  return { status: candidates.some((each) => each.folded.text.includes(key)) ? 'altered' : 'not-located' };
}

function quoteAt(locator: Locator, paragraph: Paragraph): Quote | undefined {
  const [start, end] = locator.span;
  if (fingerprint(paragraph.folded.text.slice(start, end)) !== locator.sha256) return undefined;
  return { paragraph: paragraph.number, text: unfold(paragraph.text, paragraph.folded, start, end) };
}

/** Why a locator could not be made; the message says what to do. */
export class LocateError extends Error {
  override readonly name = 'LocateError';
}

/**
 * Makes the locator of a passage from its first and last words.
 * @param find a search key of the curator's own; without one, the shortest that is unique in the document is taken.
 * @throws LocateError where the paragraph or the words are not there, or `from` stands there more than once.
 */
export function makeLocator(
  document: SourceDocument,
  number: number,
  from: string,
  to: string,
  find?: string,
): Locator {
  const paragraph = document.paragraphs.find((each) => each.number === number);
  if (!paragraph)
    throw new LocateError(`${document.name} has no paragraph ${number} (a repeated one counts where it first stands)`);
  const { text } = paragraph.folded;
  const [first, last] = [fold(from).text, fold(to).text];
  const start = text.indexOf(first);
  if (first === '' || start < 0) throw new LocateError(`¶${number} of ${document.name} does not contain "${from}"`);
  if (text.indexOf(first, start + 1) >= 0)
    throw new LocateError(`"${from}" stands in ¶${number} more than once: give more words`);
  const ending = text.indexOf(last, start);
  if (last === '' || ending < 0)
    throw new LocateError(`¶${number} of ${document.name} has no "${to}" behind "${from}"`);
  const end = ending + last.length;
  const passage = unfold(paragraph.text, paragraph.folded, start, end);
  return {
    paragraph: number,
    span: [start, end],
    sha256: fingerprint(text.slice(start, end)),
    numbers: [...new Set(numbersIn(passage))],
    find: find ? requireUnique(find, document) : suggestKey(passage, document),
  };
}

const isBalanced = (key: string): boolean =>
  ['()', '[]'].every(([open = '', close = '']) => key.split(open).length === key.split(close).length);

function occurrences(haystack: string, needle: string): number {
  return needle === '' ? 0 : haystack.split(needle).length - 1;
}

/** Whether a search key stands exactly once in the document. */
export function isUniqueKey(key: string, document: SourceDocument): boolean {
  return occurrences(document.folded, fold(key).text) === 1;
}

function requireUnique(key: string, document: SourceDocument): string {
  if (isUniqueKey(key, document)) return key;
  throw new LocateError(`the search key "${key}" does not stand exactly once in ${document.name}`);
}

/** The shortest unique run of three to six words of the passage; one with a figure is preferred. */
function suggestKey(passage: string, document: SourceDocument): string {
  const words = passage.split(/\s+/u);
  for (const wantsFigure of [true, false]) {
    for (let length = Math.min(3, words.length); length <= Math.min(6, words.length); length++) {
      for (let at = 0; at + length <= words.length; at++) {
        const key = words
          .slice(at, at + length)
          .join(' ')
          .replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '');
        if ((wantsFigure && numbersIn(key).length === 0) || !isBalanced(key)) continue;
        if (isUniqueKey(key, document)) return key;
      }
    }
  }
  throw new LocateError(`no run of up to six words of the passage is unique in ${document.name}: widen the passage`);
}
