import type { Plot, PlotPanel, PlotRow } from '../../commands/answer.js';
import { plotFigure } from '../../commands/plots.js';
import { widthOf } from './font.js';
import { type Scale, scaleOf } from './scale.js';
import { element, escaped, round, type Style, textAt } from './svg.js';
import { wrap } from './wrap.js';

/** For a chat on a phone, labels above their rows; for a slide, labels beside them. */
export type Format = 'phone' | 'slide';

/** Where things stand, in pixels. */
interface Layout {
  readonly width: number;
  readonly label: { readonly x: number; readonly width: number };
  readonly graph: { readonly x: number; readonly width: number };
  /** The right edge of the column of figures. */
  readonly figures: number;
  readonly isStacked: boolean;
}

/** Something that is drawn downwards from where it is put. */
interface Piece {
  readonly height: number;
  readonly draw: (y: number) => string;
}

// Okabe and Ito's blue and vermilion: told apart by color-blind readers, and dark enough on white.
const BLUE = '#0072B2';
const VERMILION = '#D55E00';
const INK = '#1F2328';
const MUTED = '#57606A';
const GRID = '#D0D7DE';
const BAND = '#F3F5F7';
const WHITE = '#FFFFFF';

const TITLE: Style = { size: 19, color: INK, weight: 'bold' };
const HEADING: Style = { size: 16, color: INK, weight: 'bold' };
const LABEL: Style = { size: 15, color: INK };
const FIGURE: Style = { size: 15, color: INK };
const SMALL: Style = { size: 13, color: MUTED };

const MARGIN = 18;
const GAP = 12;
const BAND_HEIGHT = 26;
const LEADING = 1.3;
const SQUARES = { least: 9, most: 17 } as const;
const RADIUS = 6;
const SQUARED = 'Squares are larger where the interval is narrower.';
const OWN = 'Marrow · figures of the cited sources; not medical advice';

/** A plot as SVG, in pixels at 1×; it brings its own background, so it reads alike in light and dark surroundings. */
export function draw(plot: Plot, format: Format): string {
  const layout = layoutOf(plot, format);
  const scale = scaleOf(plot);
  const inner = layout.width - 2 * MARGIN;
  const pieces: readonly Piece[] = [
    space(MARGIN),
    paragraph(plot.title, MARGIN, inner, TITLE),
    ...plot.panels.flatMap((panel, at) => panelPieces(plot, panel, plot.panels[at - 1], layout, scale)),
    space(8),
    rule(layout),
    space(6),
    ...[...plot.notes, ...(plot.kind === 'hazard-ratio' ? [SQUARED] : []), ...plot.references, OWN].map((note) =>
      paragraph(note, MARGIN, inner, SMALL),
    ),
    space(MARGIN - 4),
  ];
  const { drawn, height } = stack(pieces);
  const size = { width: layout.width, height };
  const frame = { x: 0.5, y: 0.5, width: layout.width - 1, height: height - 1, rx: 8, fill: WHITE, stroke: GRID };
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: 'img' },
    [
      element('title', {}, escaped(plot.title)),
      element('desc', {}, escaped(plot.alt.join(' '))),
      element('rect', { ...size, fill: WHITE }),
      element('rect', frame),
      ...drawn,
    ].join('\n'),
  );
}

function stack(pieces: readonly Piece[]): { readonly drawn: readonly string[]; readonly height: number } {
  let y = 0;
  const drawn = pieces.map((piece) => {
    const svg = piece.draw(y);
    y += piece.height;
    return svg;
  });
  return { drawn, height: Math.ceil(y) };
}

/** The column of figures is as wide as its widest; the graph gets what is left. */
function layoutOf({ panels, unit }: Plot, format: Format): Layout {
  const texts = panels.flatMap(({ rows }) => rows.map((row) => plotFigure(row, unit)));
  const column = Math.max(...texts.map((text) => widthOf(text, FIGURE.size)), 90);
  const width = format === 'phone' ? 480 : 960;
  const figures = width - MARGIN;
  const isStacked = format === 'phone';
  const label = { x: MARGIN, width: isStacked ? width - 2 * MARGIN : 330 };
  const x = isStacked ? MARGIN : MARGIN + label.width + 2 * GAP;
  return { width, label, graph: { x, width: figures - column - GAP - x }, figures, isStacked };
}

const space = (height: number): Piece => ({ height, draw: () => '' });

const rule = ({ width }: Layout): Piece => ({
  height: 1,
  draw: (y) => element('line', { x1: MARGIN, x2: width - MARGIN, y1: y, y2: y, stroke: GRID }),
});

const linesOf = (text: string, width: number, { size, weight }: Style): readonly string[] =>
  wrap(text, (line) => widthOf(line, size, weight) <= width);

const leadingOf = ({ size }: Style): number => Math.round(size * LEADING);

function paragraph(text: string, x: number, width: number, style: Style): Piece {
  const lines = linesOf(text, width, style);
  const leading = leadingOf(style);
  return {
    height: leading * lines.length,
    draw: (y) => lines.map((line, at) => textAt(line, x, y + leading * at + style.size, style)).join(''),
  };
}

function panelPieces(
  plot: Plot,
  panel: PlotPanel,
  before: PlotPanel | undefined,
  layout: Layout,
  scale: Scale,
): readonly Piece[] {
  const isSame = before?.context.join() === panel.context.join();
  const measure = plot.kind === 'hazard-ratio' ? 'HR' : plot.kind === 'median' ? plot.unit : '%';
  const head = panel.rows.some(({ interval }) => interval) ? `${measure} (${panel.interval})` : measure;
  const areas = panel.rows.map(precisionOf);
  return [
    space(14),
    ...headed(panel.title, isSame ? '' : panel.context.join(' · '), head, layout),
    ...panel.rows.flatMap((row, at) =>
      rowPieces(row, plot, layout, scale, (areas[at] ?? 0) / Math.max(...areas, Number.MIN_VALUE)),
    ),
    axisPiece(plot, panel, layout, scale),
  ];
}

/** A panel's title and context; the head of the column of figures stands beside the title where there is room. */
function headed(title: string, context: string, head: string, { width, figures }: Layout): readonly Piece[] {
  const inner = width - 2 * MARGIN;
  const lines = linesOf(title, inner, HEADING);
  const last = widthOf(lines.at(-1) ?? '', HEADING.size, HEADING.weight);
  const isBeside = last + GAP + widthOf(head, SMALL.size) <= inner;
  const first = paragraph(title, MARGIN, inner, HEADING);
  const headAt = (baseline: number) => textAt(head, figures, baseline, SMALL, 'end');
  const baseline = leadingOf(HEADING) * (lines.length - 1) + HEADING.size;
  return [
    isBeside ? { height: first.height, draw: (y) => first.draw(y) + headAt(y + baseline) } : first,
    ...(context === '' ? [] : [paragraph(context, MARGIN, inner, SMALL)]),
    isBeside ? space(3) : { height: leadingOf(SMALL), draw: (y) => headAt(y + SMALL.size) },
  ];
}

/** How much a ratio's square weighs: by the precision of its logarithm. */
function precisionOf({ interval }: PlotRow): number {
  if (!interval) return 0;
  return 1 / Math.max(0.01, Math.log(Number(interval.high) / Math.max(Number(interval.low), 0.001))) ** 2;
}

function rowPieces(row: PlotRow, plot: Plot, layout: Layout, scale: Scale, weight: number): readonly Piece[] {
  const label = labelPiece(row, layout);
  const band = (height: number): Piece => ({
    height,
    draw: (y) =>
      [
        bandBackground(layout, scale, y, height),
        marks(row, plot, layout, scale, y + height / 2, weight),
        textAt(plotFigure(row, plot.unit), layout.figures, y + height / 2 + FIGURE.size * 0.36, FIGURE, 'end'),
      ].join(''),
  });
  if (layout.isStacked) return [space(4), label, space(2), band(BAND_HEIGHT)];
  const height = Math.max(BAND_HEIGHT, label.height + 6);
  const top = (height - label.height) / 2;
  return [{ height, draw: (y) => band(height).draw(y) + label.draw(y + top) }];
}

/** Whose figure it is; what else is said of it stands beside where there is room, else below. */
function labelPiece({ label, citation, notes }: PlotRow, { label: column }: Layout): Piece {
  const name = `${label} [${citation}]`;
  const said = notes.join(' · ');
  const gap = 10;
  const isOneLine = widthOf(name, LABEL.size) + gap + widthOf(said, SMALL.size) <= column.width;
  const first = paragraph(name, column.x, column.width, LABEL);
  if (said === '') return first;
  if (isOneLine) {
    const x = column.x + widthOf(name, LABEL.size) + gap;
    return { height: first.height, draw: (y) => first.draw(y) + textAt(said, x, y + LABEL.size, SMALL) };
  }
  const second = paragraph(said, column.x, column.width, SMALL);
  return { height: first.height + second.height, draw: (y) => first.draw(y) + second.draw(y + first.height) };
}

function bandBackground({ graph }: Layout, scale: Scale, y: number, height: number): string {
  const vertical = (value: number, attributes: Readonly<Record<string, string | number>>) => {
    const x = round(graph.x + graph.width * scale.at(value));
    return element('line', { x1: x, x2: x, y1: y, y2: y + height, ...attributes });
  };
  return [
    element('rect', { x: graph.x, y, width: round(graph.width), height, fill: BAND }),
    ...scale.ticks.map((tick) => vertical(tick, { stroke: GRID })),
    ...(scale.neutral === undefined
      ? []
      : [vertical(scale.neutral, { stroke: INK, 'stroke-width': 1.5, 'stroke-dasharray': '4 3' })]),
  ].join('');
}

/** The whisker and the mark of a figure: filled, hollow for a small group; dashed where we computed the interval. */
function marks(row: PlotRow, { kind }: Plot, { graph }: Layout, scale: Scale, y: number, weight: number): string {
  const color = row.adjusted === false ? VERMILION : BLUE;
  const at = (value: string) => round(graph.x + graph.width * scale.at(Number(value)));
  const x = at(row.estimate);
  const shape = { fill: row.few ? WHITE : color, stroke: color, 'stroke-width': 2 };
  const side = round(SQUARES.least + (SQUARES.most - SQUARES.least) * Math.sqrt(weight));
  const mark =
    kind === 'hazard-ratio'
      ? element('rect', { x: x - side / 2, y: y - side / 2, width: side, height: side, ...shape })
      : element('circle', { cx: x, cy: y, r: RADIUS, ...shape });
  if (!row.interval) return mark;
  const { low, high, origin } = row.interval;
  const stroke = { stroke: color, 'stroke-width': 2 };
  const line = element('line', {
    x1: at(low),
    x2: at(high),
    y1: y,
    y2: y,
    ...stroke,
    ...(origin === 'derived' ? { 'stroke-dasharray': '5 3' } : {}),
  });
  const end = (value: string, direction: -1 | 1): string => {
    const tip = at(value);
    return scale.isBeyond(Number(value))
      ? element('path', { d: `M${tip} ${y}l${-7 * direction} -5v10z`, fill: color })
      : element('line', { x1: tip, x2: tip, y1: y - 6, y2: y + 6, ...stroke });
  };
  return line + end(low, -1) + end(high, 1) + mark;
}

/** Ticks below a panel, and which side of the line of no effect is better for whom. */
function axisPiece({ kind, unit }: Plot, { favors }: PlotPanel, layout: Layout, scale: Scale): Piece {
  const { graph, figures } = layout;
  const at = (value: number) => graph.x + graph.width * scale.at(value);
  const leading = leadingOf(SMALL);
  const unitText = kind === 'hazard-ratio' ? 'log scale' : unit;
  const neutral = at(scale.neutral ?? 1);
  const below = favors ? linesOf(`← favors ${favors.below}`, neutral - graph.x - 8, SMALL) : [];
  const above = favors ? linesOf(`favors ${favors.above} →`, figures - neutral - 8, SMALL) : [];
  return {
    height: 6 + leading + leading * Math.max(below.length, above.length) + 2,
    draw: (y) => {
      const base = y + 6 + SMALL.size;
      const ticks = scale.ticks.flatMap((tick, index) => {
        const anchor = index === 0 ? 'start' : 'middle';
        const x = round(at(tick));
        return [
          element('line', { x1: x, x2: x, y1: y, y2: y + 4, stroke: MUTED }),
          textAt(String(tick), index === 0 ? graph.x : x, base, SMALL, anchor),
        ];
      });
      return [
        element('line', { x1: graph.x, x2: round(graph.x + graph.width), y1: y, y2: y, stroke: MUTED }),
        ...ticks,
        textAt(unitText, figures, base, SMALL, 'end'),
        ...below.map((line, index) => textAt(line, neutral - 6, base + leading * (index + 1), SMALL, 'end')),
        ...above.map((line, index) => textAt(line, neutral + 6, base + leading * (index + 1), SMALL)),
      ].join('');
    },
  };
}
