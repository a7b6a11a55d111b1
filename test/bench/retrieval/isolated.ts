import { fork } from 'node:child_process';
import { NotInstalled } from './engines.js';

/** What became of a measurement. */
export type Outcome<Result> =
  | { readonly status: 'measured'; readonly result: Result }
  | { readonly status: 'not installed' }
  | { readonly status: 'failed'; readonly reason: string };

/** Of the old space; what a process reaches that is left at Node's default. */
const HEAP_MB = 4096;

/**
 * Runs a module that ends in `report` as a process of its own, so that no measurement heats the code or fills the memory of
 * another.
 * @param mostMs after which it is ended.
 */
export function isolated<Result>(module: string, words: readonly string[], mostMs: number): Promise<Outcome<Result>> {
  return new Promise((settle) => {
    const child = fork(module, words, {
      execArgv: ['--expose-gc', `--max-old-space-size=${HEAP_MB}`],
      timeout: mostMs,
    });
    child.once('message', (message) => settle(message as Outcome<Result>));
    child.once('error', (error) => settle({ status: 'failed', reason: error.message }));
    child.once('exit', (code, signal) => settle({ status: 'failed', reason: `ended with ${signal ?? code}` }));
  });
}

/** In such a process: measures, sends what came of it, and ends. */
export async function report<Result>(measure: () => Promise<Result>): Promise<void> {
  const outcome = await measure().then(
    (result): Outcome<Result> => ({ status: 'measured', result }),
    (error: unknown): Outcome<Result> =>
      error instanceof NotInstalled
        ? { status: 'not installed' }
        : { status: 'failed', reason: error instanceof Error ? error.message : String(error) },
  );
  process.send?.(outcome, () => process.exit(0));
}
