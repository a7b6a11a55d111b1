import type { Author, Source } from '../schema.js';
import { creatorsOf } from './names.js';
import { notesOf } from './notes.js';
import { addressOf, dateParts, isArticle, pageRange, placeIn } from './parts.js';
import { describedAs } from './title.js';

/** What the source is, where a reference manager asks for its type. */
const WORK: Readonly<Record<Source['kind'], string>> = {
  'research article': 'Journal Article',
  review: 'Review',
  editorial: 'Editorial',
  interview: 'Interview',
  news: 'News',
};

function nameText(author: Author): string {
  if ('organization' in author) return author.organization;
  return [author.family, author.given, author.suffix].filter((part) => part !== undefined).join(', ');
}

/** YYYY/MM/DD/ with the slashes of parts that are not known. */
function dateText(date: string): string {
  const { year, month, day } = dateParts(date);
  const two = (part: number | undefined) => (part === undefined ? '' : String(part).padStart(2, '0'));
  return `${year}/${two(month)}/${two(day)}/`;
}

function record(source: Source): string {
  const { citation } = source;
  const isJournal = isArticle(source);
  const range = pageRange(placeIn(source) ?? '');
  const event = describedAs(source)?.slice(1, -1);
  const tags: readonly (readonly [string, string | undefined])[] = [
    ['TY', isJournal ? 'JOUR' : 'ELEC'],
    ['ID', source.id],
    ...creatorsOf(source).map((author) => ['AU', nameText(author)] as const),
    ['TI', citation.title],
    ['T2', citation.container],
    // Of a page, some programs look for the site here.
    ['PB', isJournal ? undefined : citation.container],
    ['JA', isJournal ? citation.abbreviation : undefined],
    ['PY', citation.issued && dateParts(citation.issued).year],
    ['DA', citation.issued && dateText(citation.issued)],
    ['VL', citation.volume],
    ['IS', citation.issue],
    ['SP', range.first],
    ['EP', range.last],
    ['C7', citation.pages === undefined ? citation.article : undefined],
    ['DO', citation.doi],
    ['UR', addressOf(source)],
    ['M3', WORK[source.kind]],
    ...[event, citation.aheadOfPrint ? 'Epub ahead of print' : undefined, ...notesOf(source)].map(
      (note) => ['N1', note] as const,
    ),
  ];
  const lines = tags.flatMap(([tag, value]) => (value ? [`${tag}  - ${value.replace(/\s+/gu, ' ').trim()}`] : []));
  return [...lines, 'ER  - '].join('\r\n');
}

/** An RIS file: a record a source, each value on one line, lines ended as the format has them. */
export const ris = (sources: readonly Source[]): string => `${sources.map(record).join('\r\n\r\n')}\r\n`;
