import type { Block } from '../../../commands/answer.js';
import { drawCharacters } from '../../pictures/characters.js';
import { fixedLine, inert } from '../neutralize.js';
import { type Part, small } from './part.js';

type PlotBlock = Extract<Block, { type: 'plot' }>;

/** As many columns of a fixed-width font as a phone shows without breaking a line. */
const COLUMNS = 40;

/** A picture in characters, for where none can be painted, panel by panel; then what to beware of. */
export function plotParts(block: PlotBlock): readonly Part[] {
  const [head = [], ...panels] = drawCharacters(block.plot, COLUMNS).map((lines) => lines.map(({ text }) => text));
  const notes = panels.pop() ?? [];
  return [
    ...panels.map((lines, at) => fenced([...(at === 0 ? [...head, ''] : []), ...lines])),
    fenced(notes),
    ...caveatParts(block),
  ];
}

/** What to beware of in the findings that are drawn, each thing once. */
export function caveatParts({ evidence }: PlotBlock): readonly Part[] {
  const lines = evidence.flatMap(({ caveats, conflicts, source }) => [
    ...caveats.map((caveat) => `⚠ ${inert(caveat)} [${source.number}]`),
    ...conflicts.map(({ statement }) => `⚠ Reported otherwise: ${inert(statement)} [${source.number}]`),
  ]);
  return [...new Set(lines)].map((line) => ({ forms: [small(line)] }));
}

/** The codes of the findings in a picture. */
export const drawnCodes = (block: Block): readonly string[] =>
  block.type === 'plot' ? block.evidence.map(({ code }) => code) : [];

const fenced = (lines: readonly string[]): Part => ({ forms: [['```', ...lines.map(fixedLine), '```'].join('\n')] });
