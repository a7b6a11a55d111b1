import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { type Answer, type Block, type Plot, plotsIn } from '../../../commands/answer.js';
import { drawCharacters } from '../../pictures/characters.js';
import { LIMITS } from '../limits.js';
import { fixedLine, inert, plainLine } from '../neutralize.js';
import { gallery, type Picture } from './message.js';
import { counted, fill, type Part, small } from './part.js';

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

/** The pictures of an answer, to be painted. */
export function picturesOf(answer: Answer): readonly Picture[] {
  return plotsIn(answer).map((plot, at) => ({ name: `plot-${at + 1}.png`, plot }));
}

/** A picture in its place, with its figures in words for those who do not see it. */
export const pictureDisplay = ({ name, plot }: Picture): APIMessageTopLevelComponent => gallery(name, altText(plot));

/** Room for how many figures the alt text leaves out. */
const COUNT_ROOM = 40;

/** A picture in words; where that is too long the figures alone, as many as fit, each whole, and how many more there are. */
export function altText({ alt, brief }: Pick<Plot, 'alt' | 'brief'>): string {
  const whole = [alt, brief]
    .map((parts) => parts.map(plainLine).join(' '))
    .find((text) => text.length <= LIMITS.altText);
  if (whole !== undefined) return whole;
  const parts = brief.map((part): Part => ({ forms: [plainLine(part)] }));
  const { texts, dropped } = fill(parts, LIMITS.altText - COUNT_ROOM);
  return [...texts, `And ${counted(dropped.length, 'more figure', 'more figures')}.`].join(' ');
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
