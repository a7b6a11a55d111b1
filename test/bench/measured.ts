import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Pause } from './pauses.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The program as it is built. */
export const MAIN = here('../../dist/src/main.js');
export const EMPTY_BOT = here('empty-bot.mjs');
/** Loaded into a process, lets it be asked for its memory. */
export const PROBE = new URL('probe.mjs', import.meta.url).href;

/** What a process holds, in bytes; `heapUsed` after a forced collection where that was asked for, `code` being a part of it. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly code: number;
}

/** The options of Node with which `npm start` starts the program: whatever is measured here has the same. */
export const NODE_OPTIONS = (
  JSON.parse(readFileSync(here('../../package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'))
  .join(' ');

/** The documents may be named from outside; nothing else of the developer's own environment reaches the program. */
export function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH, MARROW_DOCUMENTS } = process.env;
  return { PATH, NODE_OPTIONS, ...(MARROW_DOCUMENTS ? { MARROW_DOCUMENTS } : {}), DISCORD_TOKEN: '', ...more };
}

/** What a process with the probe holds. */
export async function memoryOf(child: ChildProcess, after: 'as it is' | 'forced collection'): Promise<Memory> {
  child.send(after === 'forced collection' ? 'heap' : 'rss');
  const [memory] = await once(child, 'message', { signal: AbortSignal.timeout(10_000) });
  return memory as Memory;
}

/** When a process with the probe came late. */
export async function pausesOf(child: ChildProcess): Promise<readonly Pause[]> {
  child.send('pauses');
  const [pauses] = await once(child, 'message', { signal: AbortSignal.timeout(10_000) });
  return pauses as readonly Pause[];
}

/** A program in a process of its own that can be asked for its memory. */
export class Measured {
  private constructor(readonly process: ChildProcess) {}

  static start(words: readonly string[], more: Readonly<Record<string, string>> = {}): Measured {
    const child = spawn(process.execPath, ['--import', PROBE, ...words], {
      env: environment(more),
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (text) => process.stderr.write(text));
    return new Measured(child);
  }

  memory(after: 'as it is' | 'forced collection'): Promise<Memory> {
    return memoryOf(this.process, after);
  }

  /** Ends the process and waits for it. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
    this.process.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  }
}

/** The time below which that share of the times lies. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (times: readonly number[]): number => quantile(times, 0.5);

export const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`;
export const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** `p50 1.00 ms, p99 2.00 ms, max 3.00 ms` */
export const spread = (times: readonly number[]): string =>
  `p50 ${ms(median(times))}, p99 ${ms(quantile(times, 0.99))}, max ${ms(Math.max(...times))}`;

/** Prints one measurement. */
export function report(what: string, value: string): void {
  process.stdout.write(`  ${what.padEnd(44)} ${value}\n`);
}
