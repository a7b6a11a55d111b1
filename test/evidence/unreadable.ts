import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';

/** Files that are no text, whatever their name says: how to make one, and what has to be said about it. */
export const UNREADABLE: Readonly<Record<string, readonly [make: (path: string) => void, said: RegExp]>> = {
  'a folder': [(path) => mkdirSync(path), /it is a folder, not a file/u],
  'a link that leads nowhere': [(path) => symlinkSync('nowhere', path), /leads nowhere/u],
  'a link to itself': [(path) => symlinkSync(path, path), /leads in a circle/u],
  'a link to a device that never ends': [(path) => symlinkSync('/dev/zero', path), /no regular file/u],
  'UTF-16, as some editors save it': [
    (path) => writeFileSync(path, Buffer.from('\ufeffid: x\n', 'utf16le')),
    /UTF-16: save it as UTF-8/u,
  ],
  'UTF-16 without a mark': [(path) => writeFileSync(path, Buffer.from('id: x\n', 'utf16le')), /NUL characters/u],
  'Latin-1': [(path) => writeFileSync(path, Buffer.from('id: Médecine\n', 'latin1')), /not UTF-8: save it as UTF-8/u],
  'a NUL': [(path) => writeFileSync(path, 'id: x\0\n'), /NUL characters/u],
  'random bytes': [
    (path) => writeFileSync(path, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00])),
    /not UTF-8/u,
  ],
  'twenty megabytes': [(path) => writeFileSync(path, Buffer.alloc(20_000_000, 'a: b\n')), /20000000 bytes/u],
};
