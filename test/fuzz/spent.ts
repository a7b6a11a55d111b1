import type { EvidenceIndex } from '../../index/search.js';
import type { Dispatcher } from '../../src/dispatch.js';

/**
 * Most times that an answer may take what an ordinary message of full length takes to check: about 100 ms, where that takes
 * 10. Nobody else gets an answer meanwhile. A limit in milliseconds alone would judge the machine.
 */
export const MOST_TIMES = 10;

/** What takes less keeps nobody waiting, whatever an ordinary message takes: milliseconds of the processor. */
const ENOUGH_MS = 25;

/** A collection of garbage, a compilation or a busy neighbor may fall into one. */
const TRIES = 10;

/** The longest message that Discord takes as an option. */
export const LONGEST = 6_000;

/**
 * Tells how many times as long a run takes as an ordinary message of full length, in turns and in the same moment: the least
 * of some tries of both, or 0 for what is short anyway.
 */
export type Stopwatch = (run: () => unknown) => number;

/** @returns a stopwatch whose ordinary message has one finding after the other, as a team would paste them to be checked. */
export function createStopwatch(index: EvidenceIndex, dispatcher: Dispatcher): Stopwatch {
  const statements = [...index.corpus.findings.values()].map(({ item }) => item.statement);
  const claim = statements.join(' ').slice(0, LONGEST);
  const usual = () => dispatcher.answer({ command: 'check', values: { claim } });
  for (let warmed = 0; warmed < TRIES; warmed++) usual();
  return (run) => {
    let [spent, spentUsually] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let tried = 0; tried < TRIES; tried++) {
      spent = Math.min(spent, spentBy(run));
      if (spent <= ENOUGH_MS) return 0;
      spentUsually = Math.min(spentUsually, spentBy(usual));
      if (spent <= (MOST_TIMES / 2) * spentUsually) break;
    }
    return spent / spentUsually;
  };
}

/** Milliseconds of the processor. */
function spentBy(run: () => unknown): number {
  const began = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
}
