import stringWidth from 'string-width';
import type { Plot, PlotPanel, PlotRow } from '../../commands/answer.js';
import { plotFigure } from '../../commands/plots.js';
import { type Scale, scaleOf } from './scale.js';
import { wrap } from './wrap.js';

/** A line of a picture in characters, and what it is. */
export interface Line {
  readonly text: string;
  readonly style?: 'title' | 'heading' | 'small';
}

const GAP = 2;
/** With less, the figures stand below their marks. */
const NARROWEST_GRAPH = 16;

/** A plot in characters of one column each, in lines no wider than that; a part of lines for the head and each panel. */
export function drawCharacters(plot: Plot, width: number): readonly (readonly Line[])[] {
  const scale = scaleOf(plot);
  const figures = Math.max(
    ...plot.panels.flatMap(({ rows }) => rows.map((row) => stringWidth(plotFigure(row, plot.unit)))),
  );
  const beside = width - figures - GAP;
  const layout: Layout = {
    width,
    graph: beside < NARROWEST_GRAPH ? width : beside,
    isBeside: beside >= NARROWEST_GRAPH,
  };
  return [
    set(plot.title, width, 'title'),
    ...plot.panels.map((panel, at) => panelLines(plot, panel, plot.panels[at - 1], layout, scale)),
    plot.notes.flatMap((note) => set(note, width, 'small')),
  ];
}

interface Layout {
  readonly width: number;
  readonly graph: number;
  readonly isBeside: boolean;
}

function set(text: string, width: number, style?: Line['style']): readonly Line[] {
  const lines = wrap(text, (line) => stringWidth(line) <= width);
  return lines.map((line) => (style ? { text: line, style } : { text: line }));
}

function panelLines(
  plot: Plot,
  panel: PlotPanel,
  before: PlotPanel | undefined,
  layout: Layout,
  scale: Scale,
): readonly Line[] {
  const { width } = layout;
  const context = panel.context.join(' · ');
  const isSame = before?.context.join(' · ') === context;
  return [
    ...set(panel.title, width, 'heading'),
    ...(isSame ? [] : set(context, width, 'small')),
    ...panel.rows.flatMap((row) => rowLines(row, plot, layout, scale)),
    ...axisLines(plot, panel, layout, scale),
  ];
}

function rowLines(row: PlotRow, plot: Plot, { width, graph, isBeside }: Layout, scale: Scale): readonly Line[] {
  const figure = plotFigure(row, plot.unit);
  const marks = graphLine(row, plot, graph, scale);
  return [
    ...set([`${row.label} [${row.citation}]`, ...row.notes].join(' · '), width),
    ...(isBeside
      ? [{ text: `${marks}${figure.padStart(width - graph)}` }]
      : [{ text: marks.trimEnd() }, { text: figure.padStart(width) }]),
  ];
}

const columnOf = (value: number, columns: number, scale: Scale): number => Math.round((columns - 1) * scale.at(value));

/** ├──■──┤ on the axis; hollow for a small group, dashed where we computed the interval, ◄ ► where it goes on. */
function graphLine(row: PlotRow, { kind }: Plot, columns: number, scale: Scale): string {
  const cells = Array.from({ length: columns }, () => ' ');
  const at = (figure: string) => columnOf(Number(figure), columns, scale);
  if (scale.neutral !== undefined) cells[columnOf(scale.neutral, columns, scale)] = '┊';
  if (row.interval) {
    const { low, high, origin } = row.interval;
    cells.fill(origin === 'derived' ? '╌' : '─', at(low), at(high) + 1);
    cells[at(low)] = scale.isBeyond(Number(low)) ? '◄' : '├';
    cells[at(high)] = scale.isBeyond(Number(high)) ? '►' : '┤';
  }
  cells[at(row.estimate)] = kind === 'hazard-ratio' ? (row.few ? '□' : '■') : row.few ? '○' : '●';
  return cells.join('');
}

function axisLines({ kind, unit }: Plot, panel: PlotPanel, layout: Layout, scale: Scale): readonly Line[] {
  const { width, graph } = layout;
  const rule = Array.from({ length: graph }, () => '─');
  let labels = '';
  for (const tick of scale.ticks) {
    const column = columnOf(tick, graph, scale);
    rule[column] = '┴';
    const text = String(tick);
    const start = Math.min(graph - text.length, Math.max(0, column - Math.floor(text.length / 2)));
    if (labels === '' || start > labels.length) labels = labels.padEnd(start) + text;
  }
  const interval = panel.rows.some((row) => row.interval) ? ` (${panel.interval})` : '';
  const head = `${kind === 'hazard-ratio' ? 'HR' : unit}${interval}${kind === 'hazard-ratio' ? ', log scale' : ''}`;
  const isBeside = labels.length + GAP + stringWidth(head) <= width;
  return [
    { text: rule.join(''), style: 'small' },
    ...(isBeside
      ? [{ text: `${labels}${head.padStart(width - labels.length)}`, style: 'small' as const }]
      : [
          { text: labels, style: 'small' as const },
          ...set(head, width, 'small').map(({ text }) => ({ text: text.padStart(width), style: 'small' as const })),
        ]),
    ...favorsLines(panel, layout, scale),
  ];
}

/** Anchored to the line of no effect where there is room, else in a sentence. */
function favorsLines({ favors }: PlotPanel, { width, graph }: Layout, scale: Scale): readonly Line[] {
  if (!favors || scale.neutral === undefined) return [];
  const column = columnOf(scale.neutral, graph, scale);
  const [below, above] = [`← favors ${favors.below}`, `favors ${favors.above} →`];
  const line = `${below.padStart(column)} ${above}`;
  if (stringWidth(below) <= column && stringWidth(line) <= width) return [{ text: line, style: 'small' }];
  return set(`Below 1 favors ${favors.below}, above 1 favors ${favors.above}.`, width, 'small');
}
