import { lstatSync } from 'node:fs';
import { parse } from 'dotenv';
import { readText, TextError } from '../index/evidence/text.js';

/** Far beyond what anybody sets; the parser takes seconds for longer ones that are full of blank lines. */
const MOST_BYTES = 16_384;

/** The file of variables cannot be used; the message says what is wrong, never a value. */
export class EnvFileError extends Error {
  override readonly name = 'EnvFileError';
}

/**
 * The variables of a file that may be missing. Whatever else is there must be readable, line by line: what the parser would
 * pass over may be the token.
 * @throws EnvFileError naming the file, and every line that is no variable or sets one again.
 */
export function readEnvFile(path: string): Readonly<Record<string, string>> {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return {};
  const text = textOf(path);
  const faults = faultsIn(text.split(/\r\n|[\n\r]/u));
  if (faults.length > 0) throw new EnvFileError(`the file ${path} cannot be used:\n${faults.join('\n')}`);
  return parse(text);
}

function textOf(path: string): string {
  try {
    return readText(path, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new EnvFileError(`the file ${path} cannot be used: ${error.message}`);
  }
}

/** `NAME=value` as the parser takes it; a quoted value may go on for lines. */
function faultsIn(lines: readonly string[]): readonly string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const place = `  line ${at + 1}`;
    if (/^\s*(?:#|$)/u.test(line)) continue;
    const [, name, value = ''] = /^\s*(?:export\s+)?([\w.-]+)(?:\s*=|:\s)\s*(.*)$/u.exec(line) ?? [];
    if (name === undefined) {
      faults.push(`${place}: is no NAME=value`);
      continue;
    }
    if (seen.has(name)) faults.push(`${place}: sets ${name} again`);
    seen.add(name);
    const [, quote] = /^(["'`])/u.exec(value) ?? [];
    if (quote === undefined || value.indexOf(quote, 1) > 0) continue;
    const end = lines.findIndex((each, later) => later > at && each.includes(quote));
    if (end < 0) faults.push(`${place}: the quotation mark of ${name} is not closed`);
    else at = end;
  }
  return faults;
}
