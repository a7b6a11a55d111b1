import { notesOf } from '../index/evidence/citations/notes.js';
import { addressOf } from '../index/evidence/citations/parts.js';
import { type ReferenceStyle, VANCOUVER } from '../index/evidence/citations/styles.js';
import type { Source } from '../index/evidence/schema.js';
import type { Citation } from './answer.js';

/** The reference of a source in a style, with what is to be known of it. */
export function referenceOf(source: Source, style: ReferenceStyle): Citation {
  const url = addressOf(source);
  const notes = notesOf(source);
  return {
    number: source.number,
    source: source.id,
    text: style.cite(source),
    ...(url === undefined ? {} : { url }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

const shown = new WeakMap<Source, Citation>();

/** The reference as answers show it; written once for a source, since nearly every answer has one. */
export function citationOf(source: Source): Citation {
  const citation = shown.get(source) ?? referenceOf(source, VANCOUVER);
  shown.set(source, citation);
  return citation;
}

/** A reference with the address it leads to, which it says once. */
export const withAddress = ({ text, url }: Citation): string =>
  url === undefined || text.includes(url) ? text : `${text} ${url}`;
