import { describe, expect, it } from 'vitest';
import { plotFigure } from '../../commands/plots.js';
import { draw } from '../../src/pictures/draw.js';
import { widthOf } from '../../src/pictures/font.js';
import { scaleOf } from '../../src/pictures/scale.js';
import { dispatcherOf, indexOf } from '../program.js';
import { panel, plot, row } from './fixture.js';

interface Text {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly size: number;
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1];
const unescaped = (text: string): string =>
  text
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&apos;/gu, "'")
    .replace(/&amp;/gu, '&');

/** The texts of a picture with the space they take. */
function textsOf(svg: string): readonly Text[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/gu)].map(([, tag = '', content = '']) => {
    const [x, y, size] = ['x', 'y', 'font-size'].map((name) => Number(attribute(tag, name))) as [
      number,
      number,
      number,
    ];
    const text = unescaped(content);
    const width = widthOf(text, size, attribute(tag, 'font-weight') ? 'bold' : 'regular');
    const from = { end: x - width, middle: x - width / 2 }[attribute(tag, 'text-anchor') ?? ''] ?? x;
    return { text, from, to: from + width, y, size };
  });
}

const sizeOf = (svg: string) => ['width', 'height'].map((name) => Number(attribute(svg, name))) as [number, number];
const numbersOf = (svg: string, tag: string, name: string): number[] =>
  [...svg.matchAll(new RegExp(`<${tag}([^>]*)>`, 'gu'))].flatMap(([, written = '']) =>
    Number(attribute(written, name) ?? NaN),
  );

const index = indexOf('without documents');
const dispatcher = dispatcherOf(index);
const pictures = [...index.vocabulary.concepts.values()]
  .filter(({ kind }) => kind === 'measure')
  .flatMap(({ id }) => {
    const answer = dispatcher.text(`/plot ${id}`);
    const blocks = 'blocks' in answer ? answer.blocks : [];
    return blocks.flatMap((block) =>
      block.type === 'plot' ? [[`${id}: ${block.plot.title}`, block.plot] as const] : [],
    );
  });

describe.each(['phone', 'slide'] as const)('a picture for a %s', (format) => {
  it.each(pictures)('%s shows every figure, within its edges, nothing over another, nothing tiny', (_, picture) => {
    const svg = draw(picture, format);
    const texts = textsOf(svg);
    const [width, height] = sizeOf(svg);
    const shown = texts.map(({ text }) => text);
    for (const each of picture.panels.flatMap(({ rows }) => rows))
      expect(shown).toContain(plotFigure(each, picture.unit));
    for (const { from, to, y, size } of texts) {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(width);
      expect(y).toBeLessThan(height);
      // On a phone of 400 px a picture of 480 is shown at five sixths.
      expect(size).toBeGreaterThanOrEqual(13);
    }
    for (const [at, a] of texts.entries()) {
      for (const b of texts.slice(at + 1)) {
        const isBeside = a.to <= b.from || b.to <= a.from;
        const isBelow = Math.abs(a.y - b.y) >= Math.min(a.size, b.size);
        expect([a.text, b.text, isBeside || isBelow]).toEqual([a.text, b.text, true]);
      }
    }
  });

  it('is drawn for the longest labels', () => {
    const long = 'a regimen whose name goes on and on and on, with every agent that it is made of, and more';
    const favors = { below: long, above: long };
    const svg = draw(
      plot({ title: long, panels: [panel([row({ label: long, notes: [long] })], { title: long, favors })] }),
      format,
    );
    const [width] = sizeOf(svg);
    for (const { from, to } of textsOf(svg)) expect([from >= 0, to <= width]).toEqual([true, true]);
  });
});

describe('where things stand', () => {
  const places = (changes: Parameters<typeof row>[0]) => {
    const svg = draw(plot({ panels: [panel([row(changes)])] }), 'phone');
    const whiskers = [...svg.matchAll(/<line([^>]*) stroke="#0072B2"/gu)].map(([, tag = '']) => tag);
    const [line = ''] = whiskers;
    const [mark = ''] = [...svg.matchAll(/<rect([^>]*) stroke="#0072B2"/gu)].map(([, tag = '']) => tag);
    return {
      low: Number(attribute(line, 'x1')),
      high: Number(attribute(line, 'x2')),
      middle: Number(attribute(mark, 'x')) + Number(attribute(mark, 'width')) / 2,
      neutral: Number(attribute(/<line[^>]*stroke-dasharray="4 3"/u.exec(svg)?.[0] ?? '', 'x1')),
    };
  };

  it('ratios stand on a log axis: half and double are as far from no effect', () => {
    const { low, high, middle, neutral } = places({
      estimate: '1.00',
      interval: { low: '0.5', high: '2.0', origin: 'printed' },
    });
    expect(middle).toBeCloseTo(neutral, 1);
    expect(neutral - low).toBeCloseTo(high - neutral, 1);
  });

  it('an interval with 0.5 between 0.25 and 1 is even around it', () => {
    const { low, high, middle, neutral } = places({});
    expect(middle - low).toBeCloseTo(high - middle, 1);
    expect(high).toBeCloseTo(neutral, 1);
  });

  it('shares stand on an axis from 0 to 100, times on one from 0', () => {
    const share = scaleOf(plot({ kind: 'percent', unit: '%' }));
    expect([share.at(0), share.at(50), share.at(100)]).toEqual([0, 0.5, 1]);
    const time = scaleOf(
      plot({
        kind: 'median',
        panels: [panel([row({ estimate: '18.4', interval: { low: '0', high: '50.8', origin: 'printed' } })])],
      }),
    );
    expect(time.ticks).toEqual([0, 20, 40, 60]);
    expect(time.at(30)).toBeCloseTo(0.5);
  });

  it('a whisker that goes on beyond the axis ends in an arrow at its edge', () => {
    const endless = row({ estimate: '4', interval: { low: '0.001', high: '300', origin: 'printed' } });
    const scale = scaleOf(plot({ panels: [panel([endless])] }));
    expect([scale.at(0.001), scale.at(300), scale.isBeyond(300)]).toEqual([0, 1, true]);
    const svg = draw(plot({ panels: [panel([endless])] }), 'phone');
    expect(svg.match(/<path /gu)).toHaveLength(2);
    expect(textsOf(svg).map(({ text }) => text)).toContain('4 (0.001–300)');
  });
});

describe('what colors say is also said otherwise', () => {
  const both = plot({
    panels: [
      panel([
        row({ label: 'adjusted', adjusted: true }),
        row({ label: 'unadjusted', adjusted: false }),
        row({ label: 'small', few: true, notes: ['fewer than ten patients'] }),
        row({ label: 'ours', interval: { low: '0.2', high: '0.9', origin: 'derived' } }),
      ]),
    ],
  });

  it('by a label, a hollow mark, a dashed line', () => {
    const svg = draw(both, 'phone');
    const texts = textsOf(svg).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['adjusted [7]', 'unadjusted [7]']));
    expect(svg.match(/<rect[^>]*fill="#FFFFFF" stroke="#0072B2"/gu)).toHaveLength(1);
    expect(svg.match(/stroke-dasharray="5 3"/gu)).toHaveLength(1);
    expect(numbersOf(svg, 'rect', 'width')[0]).toBe(480);
  });

  it('and no text can leave its place in the SVG', () => {
    const svg = draw(plot({ title: '</text><script>alert("1 & 2")</script>\u202e' }), 'phone');
    expect(svg).not.toMatch(/<script|\u202e/u);
    expect(textsOf(svg)[0]?.text).toContain('<script>');
  });
});
