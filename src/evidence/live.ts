import { formatFault, SeedsError } from '../../index/evidence/corpus.js';
import type { Log } from '../log.js';
import { type Evidence, type Folders, factsOf } from './evidence.js';
import { reread } from './reread.js';

/** A log line names at most so many faults; the rest is counted. */
const MOST_FAULTS = 50;

/** How a reload ended. */
export type Reload = 'reloaded' | 'refused';

/**
 * The evidence in service. Whoever answers takes `current` once and keeps it to the end of the answer, so a reload swaps
 * between answers and never within one.
 */
export class Live<T> {
  #current: { readonly evidence: Evidence; readonly served: T };
  #running: Promise<void> | undefined;
  #again = false;

  /** `serve` makes what answers from an evidence; `warmUp` makes ready what is about to be put into service. */
  constructor(
    private readonly parts: {
      readonly evidence: Evidence;
      readonly serve: (evidence: Evidence) => T;
      readonly warmUp: (served: T, evidence: Evidence) => Promise<void>;
      readonly folders: Folders;
      readonly log: Log;
      readonly onReload: (outcome: Reload) => void;
    },
  ) {
    this.#current = { evidence: parts.evidence, served: parts.serve(parts.evidence) };
  }

  get evidence(): Evidence {
    return this.#current.evidence;
  }

  get current(): T {
    return this.#current.served;
  }

  /** Reads the evidence anew; asked for again meanwhile, once more after that. Never rejects. */
  reload(): Promise<void> {
    this.#again = this.#running !== undefined;
    this.#running ??= this.#reloadAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #reloadAll(): Promise<void> {
    do {
      this.#again = false;
      await this.#reloadOnce();
    } while (this.#again);
  }

  async #reloadOnce(): Promise<void> {
    const { folders, log, onReload, serve, warmUp } = this.parts;
    const before = this.#current.evidence;
    log.info({ evidence: before.index.version }, 'reading the evidence anew');
    try {
      const evidence = await reread(folders);
      const served = serve(evidence);
      await warmUp(served, evidence);
      this.#current = { evidence, served };
      const removed = missingIn(before, evidence);
      const details = {
        ...factsOf(evidence),
        was: { evidence: before.index.version, items: before.corpus.findings.size },
        added: missingIn(evidence, before),
        removed,
      };
      if (removed.length > 0) log.warn(details, 'the evidence was reloaded; sources are gone');
      else log.info(details, 'the evidence was reloaded');
      onReload('reloaded');
    } catch (error) {
      const kept = 'the evidence was not reloaded: what was there before serves on';
      log.error({ evidence: before.index.version, ...describe(error) }, kept);
      onReload('refused');
    }
  }
}

/** The sources of one that are not in the other. */
function missingIn(one: Evidence, other: Evidence): readonly string[] {
  const there = new Set(other.corpus.sources.map(({ id }) => id));
  return one.corpus.sources.map(({ id }) => id).filter((id) => !there.has(id));
}

function describe(error: unknown): object {
  if (!(error instanceof SeedsError)) return { reason: error instanceof Error ? error.message : String(error) };
  const faults = error.faults.slice(0, MOST_FAULTS).map(formatFault);
  const more = error.faults.length - faults.length;
  return { faults, ...(more > 0 ? { more } : {}) };
}
