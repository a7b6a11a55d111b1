import type { Author, Source } from '../schema.js';
import { creatorsOf } from './names.js';
import { notesOf } from './notes.js';
import { dateParts, isArticle, MONTHS, pageRange, placeIn } from './parts.js';
import { describedAs } from './title.js';

/** Signs that TeX reads as commands, and what prints them. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '–': '--',
  '—': '---',
  '\u00a0': '~',
};
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho . sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const FIRST_GREEK = 'α'.codePointAt(0) ?? 0;

/** Text for a field. Letters stay as they are, the file is UTF-8; Greek ones have no place in TeX's text fonts. */
function escaped(text: string): string {
  return text
    .replace(/\s/gu, (blank) => (blank === '\u00a0' ? blank : ' '))
    .replace(/./gsu, (sign) => {
      const greek = /[α-ω]/u.test(sign) ? GREEK[(sign.codePointAt(0) ?? 0) - FIRST_GREEK] : undefined;
      const isLetter = greek === undefined || greek === '.' || greek === 'omicron';
      return TEX[sign] ?? (isLetter ? sign : `$\\${greek}$`);
    });
}

/** A style may put a title into lower case; in braces, abbreviations and proper names keep their capitals. */
function titleText(title: string, proper: readonly string[]): string {
  const phrases = [...proper].sort((a, b) => b.length - a.length);
  const pattern = [
    ...phrases.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')),
    '[\\p{L}\\p{N}]+(?:\\p{Pd}[\\p{L}\\p{N}]+)*',
  ];
  let text = '';
  let from = 0;
  for (const match of title.matchAll(new RegExp(pattern.join('|'), 'gu'))) {
    const [word] = match;
    const isProtected =
      phrases.includes(word) ||
      word.split(/\p{Pd}/u).some((part) => /\p{L}/u.test(part) && /.\p{Lu}|\p{N}/u.test(part));
    text += escaped(title.slice(from, match.index)) + (isProtected ? `{${escaped(word)}}` : escaped(word));
    from = match.index + word.length;
  }
  return text + escaped(title.slice(from));
}

/** "van der Berg, Jan", "Smith, Jr., Anna"; in braces, an organization or a name with a comma is one name. */
function nameText(author: Author): string {
  if ('organization' in author) return `{${escaped(author.organization)}}`;
  const { family, given, suffix } = author;
  const whole = (name: string) => (/,|\band\b/u.test(name) ? `{${escaped(name)}}` : escaped(name));
  return [whole(family), suffix, given]
    .filter((part) => part !== undefined)
    .map((part, at) => (at === 0 ? part : whole(part)))
    .join(', ');
}

/** Programs read addresses as they stand; only braces would end the field. */
const address = (text: string | undefined): string | undefined =>
  text?.replace(/[{}]/gu, (sign) => encodeURIComponent(sign));

/** A source as a BibTeX entry; biblatex reads the same. What is not known has no field. */
function entry(source: Source): string {
  const { citation } = source;
  const isJournal = isArticle(source);
  const { year, month, day } = citation.issued === undefined ? {} : dateParts(citation.issued);
  const place = placeIn(source);
  const range = place === undefined ? undefined : pageRange(place);
  const text = (value: string | undefined) => (value === undefined ? undefined : `{${escaped(value)}}`);
  const creators = creatorsOf(source);
  const remarks = [describedAs(source)?.slice(1, -1), citation.aheadOfPrint ? 'Epub ahead of print' : undefined];
  const note = remarks.filter((part) => part !== undefined).join('; ');
  const annotation = notesOf(source).join('; ');
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['author', creators.length === 0 ? undefined : `{${creators.map(nameText).join(' and ')}}`],
    ['title', citation.title && `{${titleText(citation.title, citation.proper)}}`],
    [isJournal ? 'journal' : 'howpublished', text(citation.container)],
    [
      'shortjournal',
      isJournal && citation.abbreviation !== citation.container ? text(citation.abbreviation) : undefined,
    ],
    ['year', text(year)],
    ['month', month === undefined ? undefined : MONTHS[month - 1]?.slice(0, 3).toLowerCase()],
    ['day', day === undefined ? undefined : `{${day}}`],
    ['volume', text(citation.volume)],
    ['number', text(citation.issue)],
    // Few programs read `eid`: the number of an article stands where its pages would.
    ['pages', range && (range.last === undefined ? text(range.first) : `{${range.first}--${range.last}}`)],
    ['doi', citation.doi && `{${address(citation.doi)}}`],
    ['url', citation.url && `{${address(citation.url)}}`],
    ['note', note === '' ? undefined : text(note)],
    ['annote', annotation === '' ? undefined : text(annotation)],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value},`] : []));
  return [`@${isJournal ? 'article' : 'misc'}{${source.id},`, ...lines, '}'].join('\n');
}

/** A BibTeX file: UTF-8, an entry a source, keyed by its id. */
export const bibtex = (sources: readonly Source[]): string => `${sources.map(entry).join('\n\n')}\n`;
