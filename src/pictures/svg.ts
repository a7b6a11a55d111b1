import { FONT_FAMILY, type Weight } from './font.js';

/**
 * What makes a layer of an element is not to be had: resvg 2.6.2 ends the whole process where a layer lies outside the
 * picture (thx/resvg-js issue 287).
 */
type Attributes = Readonly<Record<string, string | number>> &
  Readonly<Partial<Record<'opacity' | 'filter' | 'mask' | 'clip-path' | 'style', never>>>;

// XML 1.0 takes no controls; format characters reorder what is read.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as it may stand in SVG. */
export const escaped = (text: string): string =>
  text.replace(UNSEEN, '').replace(/[&<>"']/gu, (sign) => SPECIAL[sign] ?? '');

/** An element; `content` is SVG already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

export interface Style {
  readonly size: number;
  readonly color: string;
  readonly weight?: Weight;
}

/** A line of text; `y` is its baseline. */
export function textAt(text: string, x: number, y: number, style: Style, anchor: 'start' | 'middle' | 'end' = 'start') {
  const { size, color, weight = 'regular' } = style;
  return element(
    'text',
    {
      x: round(x),
      y: round(y),
      'font-family': FONT_FAMILY,
      'font-size': size,
      fill: color,
      ...(weight === 'bold' ? { 'font-weight': 700 } : {}),
      ...(anchor === 'start' ? {} : { 'text-anchor': anchor }),
    },
    escaped(text),
  );
}

/** Hundredths of a pixel are enough. */
export const round = (value: number): number => Math.round(value * 100) / 100;
