import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { answerLines, linesOf } from '../../src/terminal/lines.js';

async function* chunks(...parts: readonly (string | Uint8Array)[]) {
  yield* parts;
}
const lines = async (...parts: readonly (string | Uint8Array)[]) => {
  const all: string[] = [];
  for await (const line of linesOf(chunks(...parts))) all.push(line);
  return all;
};

describe('lines', () => {
  it('end at line feeds only, wherever the chunks end', async () => {
    expect(await lines('a\nb', 'c\n\nd\r\ne')).toEqual(['a', 'bc', '', 'd', 'e']);
    expect(await lines('a\u2028b\rc\n')).toEqual(['a\u2028b\rc']);
    expect(await lines()).toEqual([]);
    expect(await lines('', '\n')).toEqual(['']);
  });

  it('keep characters together that a chunk splits, and drop a byte order mark', async () => {
    const bytes = new TextEncoder().encode('\uFEFFµ\n索');
    expect(await lines(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(['µ', '索']);
  });

  it('survive bytes that are no text', async () => {
    expect(await lines(Uint8Array.of(0xff, 0x0a, 0xc3))).toEqual(['\uFFFD', '\uFFFD']);
  });
});

describe('answering lines', () => {
  it('keeps the order, passes over what asks nothing, and counts', async () => {
    const output = new PassThrough();
    const count = await answerLines(chunks('a\n\nb\n'), output, async (line) =>
      line === '' ? undefined : `<${line}>`,
    );
    expect([count, output.read().toString()]).toEqual([2, '<a><b>']);
  });

  it('waits for a slow reader', async () => {
    let waiting = 0;
    let most = 0;
    const output = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        setTimeout(() => {
          waiting -= 1;
          done();
        }, 1);
      },
    });
    await answerLines(chunks('a\n'.repeat(20)), output, async (line) => {
      waiting += 1;
      most = Math.max(most, waiting);
      return line;
    });
    expect(most).toBeLessThanOrEqual(2);
  });
});
