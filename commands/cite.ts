import {
  type CitationStyle,
  type ExchangeFormat,
  type ReferenceStyle,
  STYLES,
  styleNamed,
  VANCOUVER,
} from '../index/evidence/citations/styles.js';
import type { Finding } from '../index/evidence/corpus.js';
import type { Source } from '../index/evidence/schema.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Answer, Block, Citation, CitedFinding, Suggestion } from './answer.js';
import { citedFinding } from './cited.js';
import { defineCommand } from './command.js';
import { type Named, namedIn } from './named.js';
import { enumerate } from './phrase.js';
import { citationOf, referenceOf } from './references.js';
import { headlineOf, invalid, NOTHING_ASKED } from './respond.js';

const LONGEST_ECHO = 60;
const MOST_ECHOES = 3;
const ALL_IS_A_DISEASE = '“ALL” is read as the disease. /cite all lists every source.';

/** A bibliography of sources, or findings to take along; in a style to read or as a file for a reference manager. */
export const cite = defineCommand({
  name: 'cite',
  description: 'References to take along: of one source, several or all, or of a finding by its id',
  kind: 'slash',
  options: {
    source: {
      description: 'Number, id, author, title word, DOI or finding id; several with commas; or "all"',
      kind: 'source',
      required: true,
      maxLength: 400,
    },
    style: {
      description: 'Vancouver, AMA, APA; BibTeX, RIS, CSL-JSON as a file',
      kind: 'style',
      required: false,
      maxLength: 40,
    },
  },
  examples: ['/cite 1', '/cite Kaspers', '/cite source: 1, 3 style: AMA', '/cite source: all style: BibTeX'],
  run: ({ source: text, style: asked }, { index }) => {
    const style = asked === undefined ? undefined : styleNamed(asked);
    if (asked !== undefined && style === undefined) return unknownStyle(text);
    const { named, names, chosen = style ?? VANCOUVER } = styledIn(text, index);
    if (named.sources.length + named.findings.length === 0)
      return (named.unknown.length === 1 ? inWords(names, chosen, index) : undefined) ?? missing(text, index);
    const found = citing('cite', named, chosen, index);
    const notices = text.trim() === 'ALL' ? [...found.notices, ALL_IS_A_DISEASE] : found.notices;
    return { ...found, notices, suggestions: asked === undefined && chosen === VANCOUVER ? otherStyles(named) : [] };
  },
});

/** Findings by their codes, to take along: what stands behind the button and the message menu. */
export function citeFindings(command: string, findings: readonly Finding[], index: EvidenceIndex): Answer {
  const named: Named = { sources: [], findings, unknown: [] };
  return { ...citing(command, named, VANCOUVER, index), suggestions: otherStyles(named) };
}

/** References as an answer of their own; they are bibliographic data and rest on no finding. */
export function listed(entries: readonly Citation[], command: string, notices: readonly string[] = []): Answer {
  const headline = entries.length === 1 ? (entries[0]?.text ?? '') : `${entries.length} sources fit.`;
  return answer(command, headline, [{ type: 'bibliography', entries }], entries, notices);
}

function answer(
  command: string,
  headline: string,
  blocks: readonly [Block, ...Block[]],
  citations: readonly Citation[],
  notices: readonly string[] = [],
): Extract<Answer, { status: 'answered' | 'partial' }> {
  return { command, status: 'answered', headline, blocks, more: [], notices, related: [], citations, suggestions: [] };
}

/** "1, 3 as BibTeX": a style may also stand at the end of the names, where they do not fit with it. */
function styledIn(
  text: string,
  index: EvidenceIndex,
): { readonly named: Named; readonly names: string; readonly chosen?: CitationStyle } {
  const whole = namedIn(text, index);
  const [, names, last = ''] =
    /^(.+?)(?:\s+(?:as|in))?\s+(\S+(?:\s+(?:11|7|style|format))?)$/isu.exec(text.trim()) ?? [];
  const chosen = styleNamed(last);
  if (whole.unknown.length === 0 || names === undefined || chosen === undefined) return { named: whole, names: text };
  const others = names.replace(/[\s,;]+$/u, '');
  return { named: namedIn(others, index), names: others, chosen };
}

/**
 * The finding that a text asks for, where it names no source: "2-year OS with sorafenib". One name alone asks for nothing
 * in particular, a list of names is one of sources, and where several things are asked none of them is the one to cite.
 */
function inWords(text: string, style: CitationStyle, index: EvidenceIndex): Answer | undefined {
  const question = index.understand(text);
  if (question.patient || new Set(question.slots.map(({ concept }) => concept.id)).size < 2) return undefined;
  const [part, ...others] = index.search(question).parts;
  const [lead, ...further] = part.matches;
  if (lead === undefined || others.length > 0 || part.leftOut.length > 0) return undefined;
  const found = citing('cite', { sources: [], findings: [lead.finding], unknown: [] }, style, index);
  const notice = `No source is called “${echo(text)}”: this is the finding that answers it most directly.`;
  const more = further.map(({ finding }) => finding.item.code);
  return { ...found, notices: [...found.notices, notice], ...('more' in found ? { more } : {}) };
}

function citing(command: string, named: Named, style: CitationStyle, index: EvidenceIndex): Answer {
  const cited = named.findings.map((finding) =>
    citedFinding(finding, style.kind === 'references' ? style : VANCOUVER, index),
  );
  const found =
    style.kind === 'references'
      ? inReferences(command, named.sources, cited, style)
      : inFile(command, sourcesOf(named), cited, style);
  const { unknown } = named;
  if (unknown.length === 0) return found;
  const shown = unknown.slice(0, MOST_ECHOES).map((name) => `“${echo(name)}”`);
  const rest = unknown.length > shown.length ? ` and ${unknown.length - shown.length} more` : '';
  const notice = `Not in the evidence: no source fits ${enumerate(shown, 'or')}${rest}. ${heldIn(index)}`;
  return { ...found, status: 'partial', notices: [notice] };
}

function inReferences(
  command: string,
  sources: readonly Source[],
  cited: readonly CitedFinding[],
  style: ReferenceStyle,
): Extract<Answer, { status: 'answered' | 'partial' }> {
  const entries = sources.map((source) => referenceOf(source, style)).sort(by(style));
  const bibliography: Block[] = entries.length > 0 ? [{ type: 'bibliography', entries }] : [];
  const taken: Block[] = cited.length > 0 ? [{ type: 'cited', findings: cited }] : [];
  const [first, ...others] = [...taken, ...bibliography];
  if (first === undefined) throw new Error('a citation of nothing');
  const all = new Map([...entries, ...cited.map(({ reference }) => reference)].map((each) => [each.number, each]));
  return answer(
    command,
    headlineFor(entries, cited, style.name),
    [first, ...others],
    [...all.values()].sort(by(style)),
  );
}

/** Numbers stay what they are in every answer; in an alphabetical style, the text decides the order. */
const by =
  ({ order }: ReferenceStyle) =>
  (a: Citation, b: Citation): number =>
    order === 'number' ? a.number - b.number : a.text.localeCompare(b.text, 'en');

function headlineFor(entries: readonly Citation[], cited: readonly CitedFinding[], style: string): string {
  const [entry] = entries;
  const [finding] = cited;
  if (finding === undefined)
    return entries.length === 1 && entry ? entry.text : `${counted(entries.length)} in ${style} style.`;
  const { evidence } = finding;
  const place = `${evidence.source.label}, ¶${evidence.paragraphs.join(', ¶')}`;
  const findings =
    cited.length === 1 ? `${headlineOf([evidence], NOTHING_ASKED)} (${place})` : `${cited.length} findings to cite.`;
  return entries.length === 0 ? findings : `${findings} And ${counted(entries.length)} in ${style} style.`;
}

function inFile(
  command: string,
  sources: readonly Source[],
  cited: readonly CitedFinding[],
  format: ExchangeFormat,
): Extract<Answer, { status: 'answered' | 'partial' }> {
  const [source] = sources;
  const name = `${sources.length === 1 && source ? source.id : 'marrow-references'}.${format.extension}`;
  const file = { type: 'file' as const, name, mediaType: format.mediaType, text: format.write(sources) };
  const taken: Block[] = cited.length > 0 ? [{ type: 'cited', findings: cited }] : [];
  return answer(
    command,
    `${counted(sources.length)} in ${format.name}: ${name}`,
    [file, ...taken],
    sources.map(citationOf),
  );
}

const counted = (count: number): string => `${count} ${count === 1 ? 'reference' : 'references'}`;

/** Every source that is named, or in which a named finding stands, in the order of their numbers. */
function sourcesOf({ sources, findings }: Named): readonly Source[] {
  return [...new Set([...sources, ...findings.map(({ source }) => source)])].sort((a, b) => a.number - b.number);
}

/** The same in the other styles. */
function otherStyles({ sources, findings }: Named): readonly Suggestion[] {
  const names = [...sources.map(({ number }) => String(number)), ...findings.map(({ item }) => item.code)].join(', ');
  return STYLES.filter((style) => style !== VANCOUVER).map(({ id, name, kind }) => ({
    label: kind === 'exchange' ? `${name}, as a file` : `${name} style`,
    input: `/cite source: ${names} style: ${id}`,
  }));
}

function unknownStyle(text: string): Answer {
  const known = STYLES.map(({ name }) => name);
  return invalid(
    'cite',
    `There is no citation style of that name. Known: ${enumerate(known)}.`,
    STYLES.map(({ id, name }) => ({ label: name, input: `/cite source: ${text} style: ${id}` })),
  );
}

const echo = (text: string): string => (text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text);

const heldIn = ({ corpus }: EvidenceIndex): string =>
  `Held are ${enumerate(corpus.sources.map((source) => `[${source.number}] ${source.label}`))}.`;

function missing(text: string, index: EvidenceIndex): Answer {
  return {
    command: 'cite',
    status: 'no-evidence',
    headline: `Not in the evidence: no source fits “${echo(text)}”. ${heldIn(index)}`,
    notices: [],
    related: [],
    citations: [],
    suggestions: index.corpus.sources.map((source) => ({
      label: `[${source.number}] ${source.label}`,
      input: `/cite ${source.number}`,
    })),
  };
}
