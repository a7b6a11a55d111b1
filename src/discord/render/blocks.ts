import type { Block, Citation } from '../../../commands/answer.js';
import { inert } from '../neutralize.js';
import { findingParts } from './evidence.js';
import { lines, type Part } from './part.js';

/** The parts of a block, in order; its title stands with the first. */
export function blockParts(block: Block, headline = ''): readonly Part[] {
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
    case 'bibliography':
      return block.entries.map((entry) => ({ forms: [citationLine(entry)] }));
    default:
      return block satisfies never;
  }
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
