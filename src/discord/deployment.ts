import { isDeepStrictEqual } from 'node:util';
import {
  ApplicationCommandType,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { z } from 'zod';

/** How the registered commands differ from the declared ones, by the name a user sees. */
export interface Difference {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

const list = <T extends z.ZodType>(schema: T) =>
  z
    .array(schema)
    .nullish()
    .transform((value) => value ?? []);
const sorted = list(z.number()).transform((values) => [...values].sort());
const optionalFlag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

const Choice = z.object({ name: z.string(), value: z.union([z.string(), z.number()]) });
const Option = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: optionalFlag,
  autocomplete: optionalFlag,
  choices: list(Choice),
  min_length: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  max_length: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
});
/** What of a command we declare; Discord adds ids, versions and defaults, and leaves out what is false or empty. */
const Essence = z.object({
  type: z.number().default(ApplicationCommandType.ChatInput),
  name: z.string(),
  description: z.string().default(''),
  options: list(Option),
  contexts: sorted,
  integration_types: sorted,
});
type Essence = z.infer<typeof Essence>;

/** Compares what is declared with what Discord has; for one server without contexts and installation types. */
export function difference(
  declared: RESTPutAPIApplicationCommandsJSONBody,
  registered: unknown,
  scope: 'global' | 'guild',
): Difference {
  const wanted = byName(declared, scope);
  const present = byName(registered, scope);
  const names = [...wanted.keys()];
  const isSame = (name: string) => isDeepStrictEqual(wanted.get(name), present.get(name));
  return {
    added: names.filter((name) => !present.has(name)),
    changed: names.filter((name) => present.has(name) && !isSame(name)),
    removed: [...present.keys()].filter((name) => !wanted.has(name)),
    unchanged: names.filter((name) => present.has(name) && isSame(name)),
  };
}

export function isInStep({ added, changed, removed }: Difference): boolean {
  return added.length + changed.length + removed.length === 0;
}

function byName(commands: unknown, scope: 'global' | 'guild'): ReadonlyMap<string, Essence> {
  const essences = z.array(Essence).parse(commands);
  return new Map(
    essences.map((each) => [
      each.type === ApplicationCommandType.ChatInput ? `/${each.name}` : `"${each.name}"`,
      scope === 'guild' ? { ...each, contexts: [], integration_types: [] } : each,
    ]),
  );
}

/** Where to add the bot. Replies to mentions need these permissions; commands need none. */
export function inviteLink(applicationId: string): string {
  const permissions =
    PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessages |
    PermissionFlagsBits.SendMessagesInThreads |
    PermissionFlagsBits.AttachFiles |
    PermissionFlagsBits.ReadMessageHistory;
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
