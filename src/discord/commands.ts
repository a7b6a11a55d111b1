import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { OptionDeclaration } from '../../commands/command.js';
import { CommandsPayload, checked } from './limits.js';
import type { Declaration } from './parts.js';

/** The entries of a message's context menu. */
export const FIND_EVIDENCE = 'Find evidence';
export const CITE_ANSWER = 'Cite this answer';
export const CHECK_CLAIMS = 'Check against evidence';
/** The option that Discord adds to each command. */
export const VISIBILITY = 'visibility';

/** Kinds that are typed, not chosen from names. */
const TYPED: readonly OptionDeclaration['kind'][] = ['text', 'code'];

const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

const visibility: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: VISIBILITY,
  description: 'Who sees the answer; only you, unless you say otherwise',
  required: false,
  choices: [
    { name: 'Only me', value: 'private' },
    { name: 'Everyone here', value: 'public' },
  ],
};

/**
 * The registry as Discord takes it: slash commands and the message command, for servers and users.
 * A command of one server knows neither contexts nor installation types.
 */
export function registration(
  commands: readonly Declaration[],
  scope: 'global' | 'guild' = 'global',
): RESTPutAPIApplicationCommandsJSONBody {
  const where = scope === 'global' ? EVERYWHERE : {};
  const slash = commands
    .filter(({ kind }) => kind === 'slash')
    .map(({ name, description, options }) => ({
      type: ApplicationCommandType.ChatInput as const,
      name,
      description,
      options: [...requiredFirst(options).map(optionOf), visibility],
      ...where,
    }));
  return checked(CommandsPayload, [
    ...slash,
    { type: ApplicationCommandType.Message as const, name: FIND_EVIDENCE, ...where },
    { type: ApplicationCommandType.Message as const, name: CITE_ANSWER, ...where },
    { type: ApplicationCommandType.Message as const, name: CHECK_CLAIMS, ...where },
  ]);
}

function requiredFirst(options: Declaration['options']): readonly [string, OptionDeclaration][] {
  return Object.entries(options).sort(([, a], [, b]) => Number(b.required) - Number(a.required));
}

function optionOf([name, { description, kind, required, maxLength }]: [
  string,
  OptionDeclaration,
]): APIApplicationCommandBasicOption {
  return {
    type: ApplicationCommandOptionType.String,
    name,
    description,
    required,
    ...(maxLength === undefined ? {} : { max_length: maxLength }),
    ...(TYPED.includes(kind) ? {} : { autocomplete: true }),
  };
}
