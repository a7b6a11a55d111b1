import type { Source } from '../schema.js';

/** A date as far as it is known. */
export interface PartialDate {
  readonly year: string;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` → its parts. */
export function dateParts(date: string): PartialDate {
  const [year = '', month, day] = date.split('-');
  return {
    year,
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(day === undefined ? {} : { day: Number(day) }),
  };
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "June 18, 2026", "June 2026", "2026". */
export function longDate(date: string): string {
  const { year, month, day } = dateParts(date);
  const name = month === undefined ? undefined : MONTHS[month - 1];
  return name === undefined ? year : day === undefined ? `${name} ${year}` : `${name} ${day}, ${year}`;
}

/** Whether the source is cited as an article of a journal, or as a page. */
export const isArticle = ({ kind }: Source): boolean => kind !== 'news' && kind !== 'interview';

/** A sentence of a reference; one that ends in a mark gets no second full stop. */
export const sentence = (text: string | undefined): string =>
  text === undefined || text === '' ? '' : /[.?!][”"’]?$/u.test(text) ? text : `${text}.`;

/** The sentences that are there. */
export const joined = (...parts: readonly (string | undefined | false)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(' ');

/** First and last page; `last` is absent where there is one page. */
export function pageRange(pages: string): { readonly first: string; readonly last?: string } {
  const [, first, last] = /^\s*([\p{L}\p{N}.]+)\s*\p{Pd}+\s*([\p{L}\p{N}.]+)\s*$/u.exec(pages) ?? [];
  return first === undefined || last === undefined ? { first: pages } : { first, last };
}

/** Where in the journal it stands: its pages, or the number of the article. */
export const placeIn = ({ citation: { pages, article } }: Source): string | undefined => pages ?? article;

/** The address of a DOI. */
export const doiAddress = (doi: string): string => `https://doi.org/${doi}`;

/** Where a reference leads: the DOI, else the address of the page. */
export function addressOf({ citation: { doi, url } }: Source): string | undefined {
  return doi === undefined ? url : doiAddress(doi);
}
