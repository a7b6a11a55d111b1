import stringWidth from 'string-width';
import { plainLines } from './plain.js';

export type Style = 'bold' | 'dim' | 'warning';

/** A stretch of text in one style; `together` keeps its words on one line where the line is long enough. */
export interface Span {
  readonly text: string;
  readonly style?: Style;
  readonly together?: boolean;
}

/** A paragraph as it is set: `lead` stands before its first line, `indent` before the others. */
export interface Paragraph {
  readonly lead: string;
  readonly indent: string;
  readonly spans: readonly Span[];
  /** Its lines stay as they are, however long: they are there to be copied. */
  readonly verbatim?: boolean;
}

export interface Setting {
  readonly width: number;
  readonly color: boolean;
}

interface Run {
  readonly text: string;
  readonly style: Style | undefined;
}

/** What never breaks, and the spaces before it, which a line break swallows. */
interface Word {
  readonly gap: string;
  readonly runs: readonly Run[];
}

const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  warning: [33, 39],
};

// An address that is cut cannot be opened or copied.
const ADDRESS = /:\/\/|\b10\.\d{4,}\//u;
// Text in these ranges takes a column a character; anything else is measured.
const NARROW = /^[\x20-\x7E\u00B0-\u024F\u2010-\u2027]*$/u;
const graphemes = new Intl.Segmenter();

/** Columns that a text takes in a terminal. */
export const widthOf = (text: string): number => (NARROW.test(text) ? text.length : stringWidth(text));

const widthOfRuns = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + widthOf(run.text), 0);

/** Sets a paragraph into lines no wider than the setting. All text is made inert here, so nothing can get around it. */
export function setParagraph({ lead, indent, spans, verbatim }: Paragraph, { width, color }: Setting): string[] {
  const room = Math.max(1, width - Math.max(widthOf(lead), widthOf(indent)));
  const lines = linesOf(spans).flatMap((line): Run[][] =>
    verbatim ? [line.map(({ text, style }) => ({ text, style }))] : fill(wordsOf(line), room),
  );
  const [first = [], ...others] = lines;
  return [
    `${paint({ text: lead, style: 'dim' }, color)}${paintRuns(first, color)}`.trimEnd(),
    ...others.map((line) => `${paint({ text: indent, style: 'dim' }, color)}${paintRuns(line, color)}`.trimEnd()),
  ];
}

/** The spans of each line that the text itself has. */
function linesOf(spans: readonly Span[]): Span[][] {
  let current: Span[] = [];
  const lines = [current];
  for (const span of spans) {
    for (const [index, text] of plainLines(span.text).entries()) {
      if (index > 0) {
        current = [];
        lines.push(current);
      }
      current.push({ ...span, text });
    }
  }
  return lines;
}

/** Whether a space stays on the line: "n = 62", "18.4 months", "25 of 38" and "15 / 38" are read in one go. */
const binds = (before: string, after: string): boolean =>
  /(?:^|[\s(])(?:\d[\d.,]*%?|[=<>≤≥±*/+×−-])$/u.test(before) || /^[=<>≤≥±*/+×−-]$/u.test(after);

function wordsOf(spans: readonly Span[], isBinding = true): Word[] {
  const words: { gap: string; runs: Run[] }[] = [];
  let gap: string | undefined = '';
  for (const { text, style, together } of spans) {
    for (const piece of together ? [text] : text.split(/( +)/u)) {
      if (piece === '') continue;
      const last = words.at(-1);
      if (/^ +$/u.test(piece)) gap = (gap ?? '') + piece;
      else if (gap === undefined && last) last.runs.push({ text: piece, style });
      else if (isBinding && gap !== undefined && last && binds(last.runs.at(-1)?.text ?? '', piece)) {
        last.runs.push({ text: gap, style }, { text: piece, style });
        gap = undefined;
      } else {
        words.push({ gap: gap ?? '', runs: [{ text: piece, style }] });
        gap = undefined;
      }
    }
  }
  return words;
}

function fill(words: readonly Word[], room: number): Run[][] {
  let line: Run[] = [];
  let used = 0;
  const lines = [line];
  for (const { gap, runs } of words.flatMap((word) => fitting(word, room))) {
    const width = widthOfRuns(runs);
    if (line.length > 0 && used + gap.length + width > room) {
      line = [];
      used = 0;
      lines.push(line);
    }
    if (line.length > 0 && gap !== '') {
      const style = line.at(-1)?.style;
      line.push({ text: gap, style: style === runs[0]?.style ? style : undefined });
      used += gap.length;
    }
    line.push(...runs);
    used += width;
  }
  return lines;
}

/** A word that is wider than a line: apart at its spaces, an address whole, anything else by characters. */
function fitting(word: Word, room: number): readonly Word[] {
  if (widthOfRuns(word.runs) <= room) return [word];
  const text = word.runs.map((run) => run.text).join('');
  if (text.includes(' ')) {
    const [first, ...others] = wordsOf(
      word.runs.map(({ text, style }) => (style ? { text, style } : { text })),
      false,
    );
    return first ? [{ ...first, gap: word.gap }, ...others].flatMap((each) => fitting(each, room)) : [];
  }
  if (ADDRESS.test(text)) return [word];
  const parts: { gap: string; runs: Run[] }[] = [{ gap: word.gap, runs: [] }];
  let used = 0;
  for (const { text, style } of word.runs) {
    for (const { segment } of graphemes.segment(text)) {
      const width = widthOf(segment);
      if (used > 0 && used + width > room) {
        parts.push({ gap: '', runs: [] });
        used = 0;
      }
      parts.at(-1)?.runs.push({ text: segment, style });
      used += width;
    }
  }
  return parts;
}

function paintRuns(runs: readonly Run[], color: boolean): string {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && last.style === run.style) merged[merged.length - 1] = { ...last, text: last.text + run.text };
    else merged.push(run);
  }
  return merged.map((run) => paint(run, color)).join('');
}

function paint({ text, style }: Run, color: boolean): string {
  if (!color || style === undefined || text.trim() === '') return text;
  const [on, off] = CODES[style];
  return `\u001B[${on}m${text}\u001B[${off}m`;
}
