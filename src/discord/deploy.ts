import { REST } from 'discord.js';
import { type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import { registration } from './commands.js';
import { describeError } from './delivery.js';
import { type Difference, difference, inviteLink, isInStep } from './deployment.js';
import type { Declaration } from './parts.js';
import { restOptions } from './rest.js';

/** Why a deployment failed, in words for the operator. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
}

export interface DeployOptions {
  readonly token: string;
  readonly applicationId?: string | undefined;
  readonly apiUrl?: string | undefined;
  readonly guild?: string | undefined;
  readonly dryRun: boolean;
  readonly commands: readonly Declaration[];
  readonly print: (line: string) => void;
}

const Application = z.object({ id: z.string() });

/**
 * Brings the registered commands in step with the registry: shows the difference, writes it at once.
 * @throws DeployError where Discord does not answer or does not take it; nothing is written by halves.
 */
export async function deploy(options: DeployOptions): Promise<void> {
  const { guild, dryRun, commands, print } = options;
  const rest = new REST(restOptions(options.apiUrl)).setToken(options.token);
  const scope = guild === undefined ? 'global' : 'guild';
  const body = registration(commands, scope);
  const id =
    options.applicationId ??
    Application.parse(await tried('ask who the bot is', () => rest.get(Routes.currentApplication()))).id;
  const route = guild === undefined ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guild);
  const registered = await tried('read the registered commands', () => rest.get(route));
  const change = difference(body, registered, scope);
  for (const line of describe(change)) print(line);
  const where = guild === undefined ? 'everywhere' : `in server ${guild}`;
  if (isInStep(change)) print(`The commands are in step ${where}; nothing was written.`);
  else if (dryRun) print(`A dry run: nothing was written ${where}.`);
  else print(await write(rest, route, body, scope, where));
  print(`Invite: ${inviteLink(id)}`);
}

async function write(
  rest: REST,
  route: `/${string}`,
  body: RESTPutAPIApplicationCommandsJSONBody,
  scope: 'global' | 'guild',
  where: string,
): Promise<string> {
  const stored = await tried('write the commands', () => rest.put(route, { body }));
  const left = difference(body, stored, scope);
  if (!isInStep(left))
    throw new DeployError(`Discord stored something else than was sent: ${describe(left).join('; ')}`);
  return `Wrote ${body.length} commands ${where}.`;
}

function describe({ added, changed, removed, unchanged }: Difference): readonly string[] {
  return [
    ...added.map((name) => `+ ${name}`),
    ...changed.map((name) => `~ ${name}`),
    ...removed.map((name) => `- ${name}`),
    `${unchanged.length} unchanged`,
  ];
}

async function tried(what: string, act: () => Promise<unknown>): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    const { status, code, reason } = describeError(error);
    const hint = status === 401 ? ' Is DISCORD_TOKEN right?' : status === 403 ? ' Is the bot in that server?' : '';
    const details = [status, code, reason].filter((each) => each !== undefined).join(' ');
    throw new DeployError(`could not ${what}: ${details}.${hint}`);
  }
}
