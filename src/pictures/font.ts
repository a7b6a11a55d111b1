import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A browser or a slide program without the font takes one of nearly the same widths. */
export const FONT_FAMILY = "'DejaVu Sans', Verdana, sans-serif";

const { resolve } = createRequire(import.meta.url);

export type Weight = 'regular' | 'bold';

/** The font comes with the program: servers have none. */
export const FONT_FILES: Readonly<Record<Weight, string>> = {
  regular: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

/** Advance widths in units of the em. */
type Advance = (codePoint: number) => number;

const known = new Map<Weight, Advance>();

/** The width of a line of text in pixels; kerning is left out, which is less than a pixel in a word. */
export function widthOf(text: string, size: number, weight: Weight = 'regular'): number {
  let advance = known.get(weight);
  if (!advance) {
    advance = readAdvances(readFileSync(FONT_FILES[weight]));
    known.set(weight, advance);
  }
  return size * [...text].reduce((sum, character) => sum + advance(character.codePointAt(0) ?? 0), 0);
}

/**
 * Reads what a character advances from a TrueType font: tables `head`, `hhea`, `hmtx`, and the format 4 subtable of `cmap`
 * (OpenType specification 1.9). Nothing else of a font is needed to set lines of text.
 */
function readAdvances(font: Buffer): Advance {
  const tables = new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, at) => {
      const record = 12 + 16 * at;
      return [font.toString('latin1', record, record + 4), font.readUInt32BE(record + 8)] as const;
    }),
  );
  const table = (name: string): number => {
    const offset = tables.get(name);
    if (offset === undefined) throw new Error(`the font has no table ${name}`);
    return offset;
  };
  const em = font.readUInt16BE(table('head') + 18);
  const metrics = font.readUInt16BE(table('hhea') + 34);
  const hmtx = table('hmtx');
  const advanceOf = (glyph: number) => font.readUInt16BE(hmtx + 4 * Math.min(glyph, metrics - 1)) / em;
  const segments = segmentsOf(font, table('cmap'));
  const ofCharacter = new Map<number, number>();
  return (codePoint) => {
    const known = ofCharacter.get(codePoint);
    if (known !== undefined) return known;
    const advance = advanceOf(segments.find(({ last }) => codePoint <= last)?.glyphOf(codePoint) ?? 0);
    ofCharacter.set(codePoint, advance);
    return advance;
  };
}

interface Segment {
  readonly last: number;
  readonly glyphOf: (codePoint: number) => number;
}

function segmentsOf(font: Buffer, cmap: number): readonly Segment[] {
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => {
    return cmap + font.readUInt32BE(cmap + 8 + 8 * at);
  });
  const start = subtables.find((offset) => font.readUInt16BE(offset) === 4);
  if (start === undefined) throw new Error('the font has no cmap subtable of format 4');
  const count = font.readUInt16BE(start + 6) / 2;
  const at = (column: number, segment: number) =>
    start + 14 + 2 * segment + (column * 2 * count + (column > 0 ? 2 : 0));
  return Array.from({ length: count }, (_, segment) => {
    const [last, first, delta] = [0, 1, 2].map((column) => font.readUInt16BE(at(column, segment))) as [
      number,
      number,
      number,
    ];
    const offsetAt = at(3, segment);
    const offset = font.readUInt16BE(offsetAt);
    return {
      last,
      glyphOf: (codePoint) => {
        if (codePoint < first) return 0;
        if (offset === 0) return (codePoint + delta) & 0xffff;
        const glyph = font.readUInt16BE(offsetAt + offset + 2 * (codePoint - first));
        return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
      },
    };
  });
}
