import type { Source } from '../index/evidence/schema.js';
import type { Citation } from './answer.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Vancouver (ICMJE, NLM): up to six authors, then "et al." */
const MOST_AUTHORS = 6;

const initials = (given: string | undefined): string =>
  (given ?? '')
    .split(/[\s.-]+/u)
    .filter((part) => part !== '')
    .map((part) => part[0]?.toUpperCase() ?? '')
    .join('');

function vancouverDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  const name = month ? ` ${MONTHS[Number(month) - 1] ?? month}` : '';
  return `${year}${name}${day ? ` ${Number(day)}` : ''}`;
}

/** A sentence of the citation; one that ends in a mark gets no second full stop. */
const sentence = (text: string | undefined): string[] => (text ? [/[.?!]$/u.test(text) ? text : `${text}.`] : []);

/**
 * A source in Vancouver style (NLM). What the document does not state is left out; what the curator added from elsewhere
 * is marked, and a missing title is said instead of invented.
 */
export function vancouver(source: Source): string {
  const { citation } = source;
  const names = citation.authors.map((author) =>
    [author.family, initials(author.given)].filter((part) => part !== '').join(' '),
  );
  const authors =
    names.length > MOST_AUTHORS ? [...names.slice(0, MOST_AUTHORS), 'et al'].join(', ') : names.join(', ');
  const interviewee = citation.interviewee;
  const person = interviewee
    ? `${[interviewee.family, initials(interviewee.given)].join(' ')}, interviewee`
    : undefined;
  const isArticle = citation.abbreviation !== undefined;
  const journal = citation.abbreviation ?? citation.container;
  const locus = [
    citation.issued ? vancouverDate(citation.issued) : '',
    citation.volume || citation.issue ? `;${citation.volume ?? ''}${citation.issue ? `(${citation.issue})` : ''}` : '',
    (citation.pages ?? citation.article) ? `:${citation.pages ?? citation.article}` : '',
  ].join('');
  return [
    ...sentence(authors || person),
    ...sentence(citation.title ?? '[Title not stated in the text held]'),
    ...sentence(journal && !isArticle ? `${journal}${source.kind === 'news' ? ' [Internet]' : ''}` : journal),
    ...sentence(locus),
    ...(citation.event ? sentence(citation.event) : []),
    ...(citation.doi ? [`doi: ${citation.doi}.`] : []),
    ...(citation.aheadOfPrint ? ['Epub ahead of print.'] : []),
    ...(citation.url ? [`Available from: ${citation.url}`] : []),
    ...(source.access.held === 'abstract only' ? ['[Abstract only]'] : []),
    ...(citation.added.length > 0 ? [`[${grouped(citation.added)}]`] : []),
  ].join(' ');
}

/** "authors, journal and DOI added from the PubMed record". */
function grouped(added: readonly { field: string; from: string }[]): string {
  const origins = [...new Set(added.map((each) => each.from))];
  return origins
    .map((from) => {
      const fields = added.filter((each) => each.from === from).map((each) => each.field);
      return `${fields.length > 1 ? `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}` : fields[0]} added from ${from}`;
    })
    .join('; ');
}

export function citationOf(source: Source): Citation {
  const { doi, url } = source.citation;
  return {
    number: source.number,
    source: source.id,
    text: vancouver(source),
    ...(doi ? { url: `https://doi.org/${doi}` } : url ? { url } : {}),
  };
}
