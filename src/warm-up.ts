import { setImmediate as others } from 'node:timers/promises';
import type { Command } from '../commands/command.js';
import type { Dispatcher } from './dispatch.js';

/** Nothing answers it: what comes near is ranked by words, and the lists for that are made when they are first needed. */
const REFUSED = 'football results';

/** Questions that need, between them, all that is made when it is first needed. */
export function questionsToWarmUp(commands: readonly Pick<Command, 'kind' | 'examples'>[]): readonly string[] {
  const examples = commands.filter(({ kind }) => kind === 'slash').flatMap((command) => command.examples);
  return [...examples, REFUSED];
}

/** Asks each question once, and serves whoever waits in between. */
export async function warmUp({ text }: Pick<Dispatcher, 'text'>, questions: readonly string[]): Promise<void> {
  for (const question of questions) {
    await others();
    text(question);
  }
}
