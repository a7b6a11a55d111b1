// Loaded before a program (node --import), in whose environment IMPORTS_TO names a file: writes there, a line each, the
// addresses of all modules that the program imports.
import { appendFileSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url, { data: process.env.IMPORTS_TO });

let file;
export function initialize(data) {
  file = data;
}

export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  appendFileSync(file, `${resolved.url}\n`);
  return resolved;
}
