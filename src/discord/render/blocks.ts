import type { Block, Citation, TextFile } from '../../../commands/answer.js';
import { inert } from '../neutralize.js';
import { citedPart, findingParts } from './evidence.js';
import { lines, type Part, small } from './part.js';
import { plotParts, type Showing } from './plot.js';

/** The parts of a block, in order; its title stands with the first. A picture that is painted has none. */
export function blockParts(block: Block, headline = '', showing: Showing = 'characters'): readonly Part[] {
  switch (block.type) {
    case 'findings':
      return titled(block.title, findingParts(block.evidence, headline));
    case 'facts':
      return titled(
        block.title,
        block.facts.map(({ label, text, sources }) => ({
          forms: [`**${inert(label)}**: ${inert(text)}${references(sources)}`],
        })),
      );
    case 'table':
      return titled(
        block.title,
        block.rows.map(({ label, cells }) => ({ forms: [tableRow(label, block.columns, cells)] })),
      );
    case 'plot':
      return plotParts(block, showing);
    case 'bibliography':
      return block.entries.map(referencePart);
    case 'cited': {
      const references = new Map(block.findings.map(({ reference }) => [reference.number, reference]));
      return [...block.findings.map(citedPart), ...[...references.values()].map(referencePart)];
    }
    case 'file':
      return [filePart(block)];
    default:
      return block satisfies never;
  }
}

/** A reference in full, and what whoever takes it along must know. */
function referencePart(entry: Citation): Part {
  const notes = (entry.notes ?? []).map(inert).join('; ');
  return { forms: [lines(citationLine(entry), notes !== '' && small(notes))] };
}

const FENCE = '```';

/** A file's text to copy, where it fits and nothing in it could end the block early; else a word on where it is. */
function filePart({ name, text }: TextFile): Part {
  const inFile = small(`The text is in the file ${inert(name)}.`);
  const code = lines(FENCE, text.trimEnd(), FENCE);
  return { forms: text.includes(FENCE) ? [inFile] : [code, inFile] };
}

const NOTHING: readonly string[] = ['', '—', '-'];

/** No wide table fits a phone: a row is its label, then a line a cell that holds something. */
function tableRow(label: string, columns: readonly string[], cells: readonly string[]): string {
  const names = columns.slice(-cells.length);
  const values = cells.map((cell, index) => ({ name: names[index] ?? '', cell }));
  return lines(
    `**${inert(label)}**`,
    values.filter(({ cell }) => !NOTHING.includes(cell)).map(({ name, cell }) => `${inert(name)}: ${inert(cell)}`),
  );
}

/** `[1] text · link`; the address is shown once, as the link. */
export function citationLine({ number, text, url }: Citation, short = text): string {
  const link = url === undefined ? undefined : linked(url);
  const shown = url === undefined ? short : withoutAddress(short, url);
  return `[${number}] ${inert(shown)}${link === undefined ? '' : ` · ${link}`}`;
}

function withoutAddress(text: string, url: string): string {
  return text.replace(url, '').replace(/[\s,;:]+$/u, '');
}

/** A link that shows where it leads; nothing for an address that is none. */
function linked(url: string): string | undefined {
  if (!/^https?:\/\/[^\s<>]+$/u.test(url)) return undefined;
  const target = url.replace(/[()[\]\\]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${inert(url.replace(/^https?:\/\//u, ''))}](${target})`;
}

function references(numbers: readonly number[]): string {
  return numbers.map((number) => ` [${number}]`).join('');
}

function titled(title: string | undefined, parts: readonly Part[]): readonly Part[] {
  const [first, ...rest] = parts;
  if (title === undefined || title === '' || first === undefined) return parts;
  const [form, ...others] = first.forms.map((text) => lines(`**${inert(title)}**`, text));
  return form === undefined ? parts : [{ ...first, forms: [form, ...others] }, ...rest];
}
