import { setImmediate as others } from 'node:timers/promises';
import type { Command } from '../commands/command.js';
import { readHoldings } from '../index/claims/holdings.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Dispatcher } from './dispatch.js';

/** Nothing answers it: what comes near is ranked by words, and the lists for that are made when they are first needed. */
const REFUSED = 'football results';

/** Questions that need, between them, all that is made when it is first needed. */
export function questionsToWarmUp(commands: readonly Pick<Command, 'kind' | 'examples'>[]): readonly string[] {
  const examples = commands.filter(({ kind }) => kind === 'slash').flatMap((command) => command.examples);
  return [...examples, REFUSED];
}

/** Makes what claims are held against, asks each question once, and serves whoever waits in between. */
export async function warmUp(
  { text }: Pick<Dispatcher, 'text'>,
  index: EvidenceIndex,
  questions: readonly string[],
): Promise<void> {
  for (const _ of readHoldings(index)) await others();
  for (const question of questions) {
    await others();
    text(question);
  }
}
