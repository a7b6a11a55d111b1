import { parseArgs } from 'node:util';
import { ENGINES, type EngineName, isEngineName } from './engines.js';

/** What a run of `npm run bench:retrieval` was asked for. */
export interface Arguments {
  /** Which engines, in the order of `ENGINES`. */
  readonly engines: readonly EngineName[];
  /** Where the figures are written to as JSON. */
  readonly json?: string;
  /** Only these sets, by the names of their folders. */
  readonly sets?: readonly string[];
}

export const USAGE = `npm run bench:retrieval -- [--engines NAMES] [--sets NAMES] [--json FILE]

  --engines   which of ${ENGINES.join(', ')} (default: all)
  --sets      which folders of MARROW_BENCH_DATA (default: all that are sets)
  --json      also writes the figures to a file: { set: { engine: { ndcg10, mrr10, r1, r10, r100, p50ms, p95ms, buildMs, heapMb } } }`;

/** A command line that cannot be run; its message says why. */
export class UsageError extends Error {}

/** @throws {UsageError} naming what is wrong. */
export function readArguments(words: readonly string[]): Arguments | 'help' {
  const { engines, json, sets, help } = parse(words);
  if (help) return 'help';
  if (json === '') throw new UsageError('--json needs the name of a file');
  const named = engines === undefined ? ENGINES : listed('--engines', engines);
  const unknown = named.filter((name) => !isEngineName(name));
  if (unknown.length > 0) throw new UsageError(`No engine named ${unknown.join(', ')}. Known: ${ENGINES.join(', ')}.`);
  return {
    engines: ENGINES.filter((name) => named.includes(name)),
    ...(json === undefined ? {} : { json }),
    ...(sets === undefined ? {} : { sets: listed('--sets', sets) }),
  };
}

function parse(words: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        engines: { type: 'string' },
        json: { type: 'string' },
        sets: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function listed(option: string, text: string): string[] {
  const names = text.split(',').flatMap((name) => name.trim() || []);
  if (names.length === 0) throw new UsageError(`${option} needs at least one name`);
  return names;
}
