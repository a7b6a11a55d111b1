import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { type Answer, type Block, type Plot, plotsIn } from '../../../commands/answer.js';
import { drawCharacters } from '../../pictures/characters.js';
import { LIMITS } from '../limits.js';
import { fixedLine, inert, plainLine } from '../neutralize.js';
import { gallery, type Picture } from './message.js';
import { counted, fill, lines, type Part, small } from './part.js';

type PlotBlock = Extract<Block, { type: 'plot' }>;

/** As many columns of a fixed-width font as a phone shows without breaking a line. */
const COLUMNS = 40;

/** How a message shows pictures: painted they stand for themselves, else they are drawn in characters or said. */
export type Showing = 'painted' | 'characters' | 'words';

/** A picture panel by panel, for where none can be painted. */
export function plotParts({ plot }: PlotBlock, showing: Showing): readonly Part[] {
  switch (showing) {
    case 'painted':
      return [];
    case 'characters': {
      const [head = [], ...panels] = drawCharacters(plot, COLUMNS).map((lines) => lines.map(({ text }) => text));
      return plot.panels.map((_, at) => fenced([...(at === 0 ? [...head, ''] : []), ...(panels[at] ?? [])]));
    }
    case 'words':
      return plot.alt.slice(1).map((figure) => ({ forms: [inert(figure)] }));
    default:
      return showing satisfies never;
  }
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

/** Below the pictures of an answer: how to read them where they do not say so themselves, and what to beware of. */
export function belowPlots(blocks: readonly Block[], showing: Showing): readonly Part[] {
  const plots = blocks.flatMap((block) => (block.type === 'plot' ? [block] : []));
  const notes = showing === 'painted' ? [] : plots.flatMap(({ plot }) => plot.notes.map(inert));
  return [...[...new Set(notes)].map((note): Part => ({ forms: [small(note)] })), ...plots.flatMap(caveatParts)];
}

/** What to beware of in the findings that are drawn, panel by panel, with the rows it is about. */
const caveatParts = ({ plot, evidence }: PlotBlock): readonly Part[] =>
  plot.panels.flatMap(({ title, rows }) => {
    const said = evidence.flatMap(({ id, caveats, conflicts }) => {
      const labels = rows.flatMap((row) => (row.id === id ? [row.label] : []));
      const all = [...caveats, ...conflicts.map(({ statement }) => `Reported otherwise: ${statement}`)];
      return labels.length === 0 || all.length === 0 ? [] : [inert(`${labels.join(' / ')}: ${all.join(' ')}`)];
    });
    const heading = `⚠ **${inert(title)}** [${rows[0].citation}]`;
    return said.map((line, at): Part => ({ forms: [lines(at === 0 && small(heading), small(line))] }));
  });

/** The codes of the findings in a picture. */
export const drawnCodes = (block: Block): readonly string[] =>
  block.type === 'plot' ? block.evidence.map(({ code }) => code) : [];

const fenced = (lines: readonly string[]): Part => ({ forms: [['```', ...lines.map(fixedLine), '```'].join('\n')] });
