import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { SeedsError } from '../../index/evidence/corpus.js';
import { type Evidence, evidenceOf, type Folders } from './evidence.js';
import type { Read } from './seeds-worker.js';

/** Files that are not touched for this long are taken for finished. */
const SETTLED_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const LONGEST_READ_MS = 60_000;
/** What YAML that unfolds without end may take; the seeds take a tenth of it. */
const MOST_MEMORY_MB = 512;

/** The files keep changing, or vanish while they are read. */
export class UnsettledError extends Error {
  override readonly name = 'UnsettledError';
}

/**
 * Reads the evidence anew beside the one that serves. Parsing and checking happen in a thread of their own, and count
 * only if no file changed meanwhile, so that files that are being written or exchanged are never half read.
 * @throws SeedsError, DocumentsError, UnsettledError; whatever is thrown, nothing has changed.
 */
export async function reread(folders: Folders): Promise<Evidence> {
  const until = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < until) {
    const state = stateOf(folders);
    await pause(SETTLED_MS);
    if (stateOf(folders) !== state) continue;
    const read = await readInThread(folders.seeds);
    if (stateOf(folders) !== state) continue;
    if ('faults' in read) throw new SeedsError(read.faults);
    const evidence = evidenceOf(read.prepared, folders);
    if (stateOf(folders) === state) return evidence;
  }
  throw new UnsettledError(
    `the files kept changing for ${LONGEST_WAIT_MS / 1_000} s: signal again when they are written`,
  );
}

async function readInThread(folder: string): Promise<Read> {
  const worker = new Worker(new URL('./seeds-worker.js', import.meta.url), {
    workerData: folder,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  try {
    // Rejects with what the thread throws, also when its memory is used up.
    const [read] = await once(worker, 'message', { signal: AbortSignal.timeout(LONGEST_READ_MS) });
    return read as Read;
  } finally {
    await worker.terminate();
  }
}

/** Names, sizes and times of all files of the evidence: the same twice means that nobody writes. */
function stateOf({ seeds, documents }: Folders): string {
  return [join(seeds, 'sources'), join(seeds, 'vocabulary'), documents].map(listed).join('\n\n');
}

function listed(folder: string): string {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => {
        const status = statSync(join(folder, name), { bigint: true, throwIfNoEntry: false });
        return `${name} ${status?.ino} ${status?.size} ${status?.mtimeNs}`;
      })
      .join('\n');
  } catch {
    return 'no folder';
  }
}
