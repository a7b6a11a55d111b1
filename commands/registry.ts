import { ask } from './ask.js';
import type { Command } from './command.js';

/** The one list of commands: slash commands for Discord and the terminal, internal ones behind buttons. */
export const commands: readonly Command[] = [ask] as unknown as readonly Command[];
