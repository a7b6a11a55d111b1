import type { Source } from '../schema.js';
import { ama } from './ama.js';
import { apa } from './apa.js';
import { bibtex } from './bibtex.js';
import { cslJson } from './csl.js';
import { ris } from './ris.js';
import { vancouver } from './vancouver.js';

interface Named {
  readonly id: string;
  readonly name: string;
  /** Other names of it, as they are typed. */
  readonly aliases: readonly string[];
}

/** A style of references that people read. */
export interface ReferenceStyle extends Named {
  readonly kind: 'references';
  /** How a bibliography is ordered: by the numbers of the sources, or by the text. */
  readonly order: 'number' | 'alphabet';
  readonly cite: (source: Source) => string;
}

/** A format that reference managers read. */
export interface ExchangeFormat extends Named {
  readonly kind: 'exchange';
  readonly extension: string;
  readonly mediaType: string;
  readonly write: (sources: readonly Source[]) => string;
}

export type CitationStyle = ReferenceStyle | ExchangeFormat;

export const VANCOUVER: ReferenceStyle = {
  kind: 'references',
  id: 'vancouver',
  name: 'Vancouver',
  aliases: ['nlm', 'icmje'],
  order: 'number',
  cite: vancouver,
};

/** Every style, the default first. */
export const STYLES: readonly CitationStyle[] = [
  VANCOUVER,
  { kind: 'references', id: 'ama', name: 'AMA', aliases: ['ama 11', 'jama'], order: 'number', cite: ama },
  { kind: 'references', id: 'apa', name: 'APA', aliases: ['apa 7'], order: 'alphabet', cite: apa },
  {
    kind: 'exchange',
    id: 'bibtex',
    name: 'BibTeX',
    aliases: ['bib', 'biblatex', 'latex'],
    extension: 'bib',
    mediaType: 'application/x-bibtex',
    write: bibtex,
  },
  {
    kind: 'exchange',
    id: 'ris',
    name: 'RIS',
    aliases: ['endnote'],
    extension: 'ris',
    mediaType: 'application/x-research-info-systems',
    write: ris,
  },
  {
    kind: 'exchange',
    id: 'csl-json',
    name: 'CSL-JSON',
    aliases: ['csl', 'json', 'zotero'],
    extension: 'json',
    mediaType: 'application/vnd.citationstyles.csl+json',
    write: cslJson,
  },
];

const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?:style|format)$/u, '');

/** The style of that name; case, spaces and hyphens do not matter. */
export function styleNamed(text: string): CitationStyle | undefined {
  const key = keyOf(text);
  return STYLES.find(({ id, aliases }) => [id, ...aliases].some((name) => keyOf(name) === key));
}

/** The format that files with this ending have. */
export function formatOfFile(name: string): ExchangeFormat | undefined {
  const extension = /\.([^.\\/]+)$/u.exec(name)?.[1]?.toLowerCase();
  return STYLES.find((style): style is ExchangeFormat => style.kind === 'exchange' && style.extension === extension);
}
