import type { Author, Source } from '../schema.js';
import { creatorsOf } from './names.js';
import { notesOf } from './notes.js';
import { addressOf, dateParts, placeIn } from './parts.js';

type Value = string | readonly object[] | { readonly 'date-parts': readonly (readonly number[])[] };

const TYPE: Readonly<Record<Source['kind'], string>> = {
  'research article': 'article-journal',
  review: 'article-journal',
  editorial: 'article-journal',
  interview: 'interview',
  news: 'webpage',
};
const GENRE: Readonly<Partial<Record<Source['kind'], string>>> = {
  review: 'Review',
  editorial: 'Editorial',
  interview: 'Interview',
};

const name = (author: Author): object => ('organization' in author ? { literal: author.organization } : author);

function datesOf(date: string): Value {
  const { year, month, day } = dateParts(date);
  return { 'date-parts': [[Number(year), month, day].filter((part) => part !== undefined)] };
}

/** A source as an item of CSL 1.0.2. What is not known has no field. */
function item(source: Source): Readonly<Record<string, Value>> {
  const { citation } = source;
  const creators = creatorsOf(source);
  const interviewers = citation.interviewee === undefined ? [] : citation.authors;
  const author = citation.interviewee === undefined ? creators : [citation.interviewee];
  const notes = notesOf(source).join('; ');
  const fields: readonly (readonly [string, Value | undefined])[] = [
    ['id', source.id],
    ['type', TYPE[source.kind]],
    ['author', author.length === 0 ? undefined : author.map(name)],
    ['interviewer', interviewers.length === 0 ? undefined : interviewers.map(name)],
    ['title', citation.title],
    ['container-title', citation.container],
    ['container-title-short', citation.abbreviation],
    ['issued', citation.issued === undefined ? undefined : datesOf(citation.issued)],
    ['volume', citation.volume],
    ['issue', citation.issue],
    ['page', placeIn(source)],
    ['number', citation.pages === undefined ? citation.article : undefined],
    ['DOI', citation.doi],
    ['URL', addressOf(source)],
    ['status', citation.aheadOfPrint ? 'advance online publication' : undefined],
    ['genre', GENRE[source.kind]],
    ['event-title', citation.event],
    ['note', notes === '' ? undefined : notes],
  ];
  return Object.fromEntries(fields.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** A CSL-JSON file: an array of items. */
export const cslJson = (sources: readonly Source[]): string => `${JSON.stringify(sources.map(item), null, 2)}\n`;
