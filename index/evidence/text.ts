import { readFileSync, statSync } from 'node:fs';

/** A seed file is not longer: five times the longest that anybody curated. */
export const MOST_BYTES = 1_000_000;

/** A file that cannot be read as text; the message says why, and what to do where that is known. */
export class TextError extends Error {
  override readonly name = 'TextError';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file, or it is a link that leads nowhere',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'it is a link that leads in a circle',
  EACCES: 'it may not be read: check its permissions',
  EPERM: 'it may not be read: check its permissions',
};

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `it cannot be read (${code || String(error)})`;
}

/**
 * The text of a file that people wrote: UTF-8, without its byte order mark.
 * @param mostBytes a file that is longer is not read at all.
 * @throws TextError where it is no file, too long, or not UTF-8: another encoding would garble names and figures.
 */
export function readText(path: string, mostBytes: number): string {
  const bytes = readBytes(path, mostBytes);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new TextError('it is UTF-16: save it as UTF-8');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TextError('it is not UTF-8: save it as UTF-8');
  }
  if (text.includes('\0')) throw new TextError('it has NUL characters in it, so it is no text: save it as UTF-8');
  return text;
}

/**
 * The bytes of a file.
 * @throws TextError where it is no regular file or has more than `mostBytes`; a device would never end.
 */
export function readBytes(path: string, mostBytes: number): Uint8Array {
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw new TextError('it is a folder, not a file');
    if (!found.isFile()) throw new TextError('it is no regular file');
    if (found.size > mostBytes)
      throw new TextError(`it has ${found.size} bytes; a file of its kind has at most ${mostBytes}`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof TextError) throw error;
    throw new TextError(reasonOf(error));
  }
}
