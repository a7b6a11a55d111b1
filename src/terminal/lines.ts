import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** The lines of a stream. Only line feeds end a line: JSON may hold every other line break as it is. */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let open = '';
  for await (const chunk of stream) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const [first = '', ...others] = text.split('\n');
    open += first;
    for (const line of others) {
      yield withoutReturn(open);
      open = line;
    }
  }
  open += decoder.decode();
  if (open !== '') yield withoutReturn(open);
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/**
 * Answers a stream line by line, in order, never faster than the reader takes it.
 * @param answer gives what is written for a line, nothing for a line that asks nothing.
 * @returns how many lines were answered.
 */
export async function answerLines(
  input: AsyncIterable<Uint8Array | string>,
  output: Writable,
  answer: (line: string) => Promise<string | undefined>,
): Promise<number> {
  let count = 0;
  for await (const line of linesOf(input)) {
    const text = await answer(line);
    if (text === undefined) continue;
    count += 1;
    if (!output.write(text)) await once(output, 'drain');
  }
  return count;
}
