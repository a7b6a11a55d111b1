import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The version of the project, as its package states it. */
export function version(): string {
  const path = new URL('../../package.json', import.meta.url);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
