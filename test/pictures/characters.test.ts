import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { drawCharacters } from '../../src/pictures/characters.js';
import { panel, plot, row } from './fixture.js';

const linesOf = (...args: Parameters<typeof drawCharacters>) =>
  drawCharacters(...args)
    .flat()
    .map(({ text }) => text);

describe('a plot in characters', () => {
  const ratio = plot({
    panels: [panel([row(), row({ label: 'small', few: true })], { favors: { below: 'A', above: 'B' } })],
  });

  it('has the mark, the whiskers and the line of no effect in the columns of the axis', () => {
    // 80 columns, "0.50 (0.25–1.00)" has 16: the graph has 62. From 0.2 to 2 on a log scale, 1 stands at 0.699 of 61.
    const graph = linesOf(ratio, 80).find((line) => line.includes('■')) ?? '';
    expect(graph.indexOf('├')).toBe(Math.round((61 * Math.log(0.25 / 0.2)) / Math.log(10)));
    expect(graph.indexOf('■')).toBe(Math.round((61 * Math.log(0.5 / 0.2)) / Math.log(10)));
    expect(graph.indexOf('┤')).toBe(Math.round((61 * Math.log(1 / 0.2)) / Math.log(10)));
    expect(graph.endsWith('0.50 (0.25–1.00)')).toBe(true);
    expect(graph).toHaveLength(80);
  });

  it('anchors what is favored to the line of no effect, and says it in a sentence where there is no room', () => {
    const wide = linesOf(ratio, 80).find((line) => line.includes('favors')) ?? '';
    expect(wide.indexOf('favors B →') - 1).toBe(Math.round((61 * Math.log(5)) / Math.log(10)));
    const long = { below: 'a regimen with a very long name', above: 'another regimen with a long name' };
    expect(linesOf(plot({ panels: [panel([row()], { favors: long })] }), 40).join(' ')).toContain(
      'Below 1 favors a regimen with a very long name, above 1 favors another regimen with a long name.',
    );
  });

  it('marks small groups, computed intervals and whiskers that go on', () => {
    const marked = plot({
      kind: 'percent',
      unit: '%',
      panels: [
        panel([
          row({ estimate: '20', few: true, interval: { low: '10', high: '60', origin: 'derived' } }),
          row({ estimate: '30', interval: { low: '10', high: '300', origin: 'printed' } }),
        ]),
      ],
    });
    const text = linesOf(marked, 60).join('\n');
    expect(text).toMatch(/├╌+○╌+┤/u);
    expect(text).toMatch(/├─+●─+►/u);
  });

  it.each([20, 33, 40, 80, 100])('fits into %i columns, wide letters too', (width) => {
    const wide = plot({
      title: '全生存期 全生存期 全生存期 全生存期',
      panels: [panel([row({ label: '索拉非尼 索拉非尼 索拉非尼' })])],
    });
    for (const line of linesOf(wide, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(linesOf(wide, width).join('\n')).toContain('0.50 (0.25–1.00)');
  });
});
