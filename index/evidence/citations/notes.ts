import type { Source } from '../schema.js';
import { isArticle } from './parts.js';

/** What whoever takes a reference along must know, and what is no part of it. */
export function notesOf(source: Source): readonly string[] {
  const missing = missingIn(source);
  return [
    ...(source.access.held === 'abstract only' ? ['known here by its abstract only'] : []),
    ...(missing.length > 0 ? [`not stated in the text held and left out: ${enumerated(missing)}`] : []),
    ...addedTo(source),
  ];
}

/** The parts that a full reference of this kind has and this one lacks. */
function missingIn(source: Source): readonly string[] {
  const { citation } = source;
  const isIssued = isArticle(source) && !citation.aheadOfPrint;
  const parts: readonly (readonly [string, boolean])[] = [
    [isArticle(source) ? 'authors' : 'by-line', citation.authors.length === 0],
    ['title', citation.title === undefined],
    [isArticle(source) ? 'journal' : 'site', citation.container === undefined],
    ['date', citation.issued === undefined],
    ['volume', isIssued && citation.volume === undefined],
    ['pages', isIssued && citation.pages === undefined && citation.article === undefined],
    [isArticle(source) ? 'DOI' : 'address', citation.doi === undefined && citation.url === undefined],
  ];
  return parts.flatMap(([part, isMissing]) => (isMissing ? [part] : []));
}

/** "authors, journal and DOI added from the PubMed record", by where it is from. */
function addedTo({ citation: { added } }: Source): readonly string[] {
  const origins = [...new Set(added.map((each) => each.from))];
  return origins.map((from) => {
    const fields = added.filter((each) => each.from === from).map((each) => each.field);
    return `${enumerated(fields)} added from ${from}`;
  });
}

const enumerated = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
