import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';

/** A file to be written. */
export interface NewFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'exists and was left as it is. Choose another name, or remove it first.',
  ENOENT: 'cannot be made: its folder does not exist.',
  ENOTDIR: 'cannot be made: a part of its path is no folder.',
  EISDIR: 'is a folder: add the name of a file.',
  EACCES: 'cannot be made: writing there is not allowed.',
  EPERM: 'cannot be made: writing there is not allowed.',
  EROFS: 'cannot be made: writing there is not allowed.',
  ENOSPC: 'could not be written: no space is left.',
  ENAMETOOLONG: 'has too long a name.',
};

/** Writes new files, all or none, never over one that is there. @returns what went wrong, in words. */
export function writeNew(files: readonly NewFile[]): string | undefined {
  const made: string[] = [];
  for (const { name, content } of files) {
    const path = name.replace(/^~(?=[\\/])/u, homedir());
    try {
      const file = openSync(path, 'wx');
      made.push(path);
      try {
        writeWhole(file, Buffer.from(content));
      } finally {
        closeSync(file);
      }
    } catch (error) {
      for (const each of made) rmSync(each, { force: true });
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
      if (code === undefined) throw error;
      return `${name} ${REASONS[code] ?? `could not be written (${code}).`}`;
    }
  }
  return undefined;
}

/** A single write may take less than it is given. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
