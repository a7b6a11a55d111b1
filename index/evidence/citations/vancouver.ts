import type { Source } from '../schema.js';
import { compactName, creatorsOf, listed } from './names.js';
import { dateParts, isArticle, joined, MONTHS, pageRange, placeIn, sentence } from './parts.js';
import { titleOf } from './title.js';

/** ICMJE and NLM: up to six authors, of more the first six. */
const MOST_AUTHORS = 6;

/** Vancouver style as NLM's Citing Medicine has it. What is not known is left out, but for the date, which is said to be unknown. */
export function vancouver(source: Source): string {
  const { citation } = source;
  const authors = listed(creatorsOf(source).map(compactName), MOST_AUTHORS, MOST_AUTHORS);
  const role = citation.authors.length === 0 && citation.interviewee !== undefined ? ', interviewee' : '';
  const container = isArticle(source)
    ? (citation.abbreviation ?? citation.container)
    : citation.container && `${citation.container} [Internet]`;
  return joined(
    sentence(`${authors}${role}`),
    sentence(titleOf(source, 'lower')),
    sentence(container),
    sentence(`${dateText(citation.issued)}${locus(source)}`),
    citation.doi && `doi: ${citation.doi}.`,
    citation.aheadOfPrint && 'Epub ahead of print.',
    citation.url && `Available from: ${citation.url}`,
  );
}

function dateText(issued: string | undefined): string {
  if (issued === undefined) return '[date unknown]';
  const { year, month, day } = dateParts(issued);
  const name = month === undefined ? undefined : MONTHS[month - 1]?.slice(0, 3);
  return [year, name, day].filter((part) => part !== undefined).join(' ');
}

function locus(source: Source): string {
  const { volume, issue } = source.citation;
  const place = placeIn(source);
  const numbers = `${volume ?? ''}${issue === undefined ? '' : `(${issue})`}`;
  return `${numbers === '' ? '' : `;${numbers}`}${place === undefined ? '' : `:${shortened(place)}`}`;
}

/** "160-175" → "160-75": digits that the last page shares with the first are not repeated. */
function shortened(pages: string): string {
  const { first, last } = pageRange(pages);
  if (last === undefined) return pages;
  if (!/^\d+$/u.test(`${first}${last}`) || first.length !== last.length) return `${first}-${last}`;
  const same = [...last].findIndex((digit, at) => digit !== first[at]);
  return `${first}-${same < 0 ? last : last.slice(same)}`;
}
