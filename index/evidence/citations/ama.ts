import type { Source } from '../schema.js';
import { compactName, creatorsOf, listed } from './names.js';
import { addressOf, dateParts, isArticle, joined, longDate, placeIn, sentence } from './parts.js';
import { titleOf } from './title.js';

/** AMA Manual of Style, 11th edition: up to six authors, of more the first three. What is not known is left out. */
export function ama(source: Source): string {
  const { citation } = source;
  const authors = listed(creatorsOf(source).map(compactName), 6, 3);
  const head = [sentence(authors), sentence(titleOf(source, 'lower'))];
  if (!isArticle(source)) {
    const published = citation.issued && `Published ${longDate(citation.issued)}.`;
    return joined(...head, sentence(citation.container), published, addressOf(source));
  }
  const journal = sentence(citation.abbreviation ?? citation.container);
  return joined(
    ...head,
    journal,
    citation.aheadOfPrint
      ? sentence(citation.issued && `Published online ${longDate(citation.issued)}`)
      : sentence(locus(source)),
    citation.doi === undefined ? citation.url : `doi:${citation.doi}`,
  );
}

function locus(source: Source): string {
  const { issued, volume, issue } = source.citation;
  const place = placeIn(source);
  const year = issued === undefined ? '' : dateParts(issued).year;
  const numbers = `${volume ?? ''}${issue === undefined ? '' : `(${issue})`}`;
  const behind = `${numbers}${place === undefined ? '' : `:${place}`}`;
  return [year, behind].filter((part) => part !== '').join(';');
}
