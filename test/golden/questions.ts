import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Golden } from './judge.js';

const folder = import.meta.dirname;

/** Every golden question, by file. */
export function goldenFiles(): ReadonlyMap<string, readonly Golden[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return new Map(names.sort().map((name) => [name, parse(readFileSync(join(folder, name), 'utf8')) as Golden[]]));
}

/** The text that is typed. */
export const typed = (golden: Golden): string => (golden.repeat ? golden.ask.repeat(golden.repeat) : golden.ask);
