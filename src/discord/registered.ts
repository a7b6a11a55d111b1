import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { registration } from './commands.js';
import { describeError } from './delivery.js';
import { difference, isInStep } from './deployment.js';
import type { Declaration, Log } from './parts.js';

/** Says in the log whether the commands that Discord knows are those of the registry. Never throws. */
export async function compareCommands(
  rest: REST,
  applicationId: () => Promise<string>,
  commands: readonly Declaration[],
  log: Log,
): Promise<void> {
  try {
    const registered = await rest.get(Routes.applicationCommands(await applicationId()));
    const change = difference(registration(commands), registered, 'global');
    if (isInStep(change)) log.info({ commands: 'in step' }, 'the registered commands are in step');
    else log.warn({ commands: 'out of step', ...change }, 'the registered commands are out of step: npm run deploy');
  } catch (error) {
    log.warn({ commands: 'unknown', error: describeError(error) }, 'could not compare the registered commands');
  }
}
