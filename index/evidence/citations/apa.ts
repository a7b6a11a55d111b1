import type { Source } from '../schema.js';
import { creatorsOf, invertedName } from './names.js';
import { addressOf, dateParts, isArticle, joined, MONTHS, pageRange, sentence } from './parts.js';
import { titleOf } from './title.js';

/** APA lists up to twenty authors; of more, the first nineteen and the last. */
const MOST_AUTHORS = 20;

/**
 * APA style, 7th edition. What is not known is left out, but for the date, which is "n.d."; without an author the title
 * comes first. Plain text: the italics of journal and volume are the reader's to set.
 */
export function apa(source: Source): string {
  const authors = authorsText(creatorsOf(source).map(invertedName));
  const title = sentence(titleOf(source, 'upper'));
  const date = `(${dateText(source)}).`;
  const head = authors === '' ? [title, date] : [sentence(authors), date, title];
  return joined(...head, sentence(container(source)), addressOf(source));
}

function authorsText(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  if (names.length > MOST_AUTHORS) return `${names.slice(0, MOST_AUTHORS - 1).join(', ')}, . . . ${names.at(-1)}`;
  return `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`;
}

/** A journal's article has its year, a page its day. */
function dateText(source: Source): string {
  const { issued } = source.citation;
  if (issued === undefined) return 'n.d.';
  const { year, month, day } = dateParts(issued);
  const name = month === undefined || isArticle(source) ? undefined : MONTHS[month - 1];
  return name === undefined ? year : `${year}, ${[name, day].filter((part) => part !== undefined).join(' ')}`;
}

function container(source: Source): string {
  const { container: name, volume, issue, pages, article, aheadOfPrint } = source.citation;
  if (!isArticle(source)) return name ?? '';
  if (aheadOfPrint) return joined(sentence(name), 'Advance online publication.');
  const numbers = `${volume ?? ''}${issue === undefined ? '' : `(${issue})`}`;
  const place = pages === undefined ? article && `Article ${article}` : ranged(pages);
  return [name, numbers, place].filter((part) => part !== undefined && part !== '').join(', ');
}

function ranged(pages: string): string {
  const { first, last } = pageRange(pages);
  return last === undefined ? pages : `${first}–${last}`;
}
