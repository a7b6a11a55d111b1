import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createPainter } from '../../src/pictures/painter.js';
import { panel, plot, row } from './fixture.js';

const never = (error: unknown) => {
  throw error;
};

/** Width, height and pixels of a PNG as the renderer writes it: 8 bits, RGBA, not interlaced. */
function read(png: Uint8Array) {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  expect([...bytes.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0]);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  return { width, height, pixels: unfilter(inflateSync(Buffer.concat(data)), width, height) };
}

/** Undoes the filters of the lines (PNG specification, 9). */
function unfilter(raw: Buffer, width: number, height: number): Uint8Array {
  const stride = 4 * width;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= 4 ? (pixels[y * stride + x - 4] ?? 0) : 0;
      const up = y > 0 ? (pixels[(y - 1) * stride + x] ?? 0) : 0;
      const corner = x >= 4 && y > 0 ? (pixels[(y - 1) * stride + x - 4] ?? 0) : 0;
      const guess = left + up - corner;
      const [a, b, c] = [left, up, corner].map((each) => Math.abs(guess - each)) as [number, number, number];
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      const predicted = [0, left, up, (left + up) >> 1, paeth][filter ?? 0] ?? 0;
      pixels[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return pixels;
}

/** How many pixels of a band of lines are darker than that. */
function dark({ width, pixels }: ReturnType<typeof read>, from: number, to: number, below = 100): number {
  let count = 0;
  for (let at = from * width; at < to * width; at++) if ((pixels[4 * at] ?? 255) < below) count += 1;
  return count;
}

describe('a painted picture', () => {
  it('has text with pixels although no font of the system is asked for, at twice its size, opaque', async () => {
    const painter = createPainter(never);
    const titled = read((await painter.paint(plot())) ?? new Uint8Array());
    const untitled = read((await painter.paint(plot({ title: ' ' }))) ?? new Uint8Array());
    expect(titled.width).toBe(960);
    // The title stands in the first lines; without it they are white.
    expect(dark(untitled, 4, 84)).toBe(0);
    expect(dark(titled, 4, 84)).toBeGreaterThan(1_000);
    const opaque = titled.pixels.filter((value, at) => at % 4 === 3 && value === 255).length;
    expect(opaque).toBe(titled.width * titled.height);
  });

  it('is kept by its content', async () => {
    let loads = 0;
    let renders = 0;
    const painter = createPainter(never, async () => {
      loads += 1;
      const real = await import('@resvg/resvg-js');
      return {
        renderAsync: (...args: Parameters<typeof real.renderAsync>) => {
          renders += 1;
          return real.renderAsync(...args);
        },
      };
    });
    const first = await painter.paint(plot());
    expect(await painter.paint(plot())).toBe(first);
    expect([loads, renders]).toEqual([1, 1]);
    expect(await painter.paint(plot({ panels: [panel([row({ estimate: '0.51' })])] }))).not.toEqual(first);
    for (let at = 0; at < 40; at++) await painter.paint(plot({ title: `OS ${at}` }));
    await painter.paint(plot());
    expect([loads, renders]).toEqual([1, 43]);
  });

  it('is none where the renderer cannot be loaded, which is said once', async () => {
    const errors: unknown[] = [];
    const painter = createPainter(
      (error) => errors.push(error),
      () => Promise.reject(new Error('no native binding')),
    );
    expect([await painter.paint(plot()), await painter.paint(plot())]).toEqual([undefined, undefined]);
    expect(errors).toHaveLength(1);
  });
});
