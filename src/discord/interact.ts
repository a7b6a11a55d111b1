import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import { citeMessage } from './cite-message.js';
import { CHECK_CLAIMS, CITE_ANSWER, FIND_EVIDENCE, VISIBILITY } from './commands.js';
import { answerComponent } from './components.js';
import { decodeCustomId } from './custom-id.js';
import { FOLLOW_UP_FIELD } from './follow-up.js';
import { isInteraction } from './incoming.js';
import { textOfMessage, withoutMarkup } from './markup.js';
import type { Answering } from './parts.js';
import { notice } from './render/message.js';
import { bare, OUT_OF_DATE, type Reply, reply, replyChoices, replyWith } from './replies.js';

const NO_TEXT =
  'Nothing to check: this message has no text that Marrow can read. Pictures and attachments are not read.';
const UNKNOWN_COMMAND = 'This command is out of date here. Please try again in a while, or use /help.';
const NOT_UNDERSTOOD = 'What Discord sent is not a request that Marrow knows. Please try again, or use /help.';

/**
 * Answers a raw interaction, with no network and no state: whatever a button needs is in its custom id or its message.
 * What is none is answered too, in words.
 * @throws for a bug only; the caller apologizes with a reference.
 */
export function interact(raw: unknown, answering: Answering): Reply {
  return isInteraction(raw) ? answerInteraction(raw, answering) : misunderstood(raw);
}

function answerInteraction(interaction: APIInteraction, answering: Answering): Reply {
  switch (interaction.type) {
    case InteractionType.Ping:
      return bare({ type: InteractionResponseType.Pong });
    case InteractionType.ApplicationCommand:
      return answerCommand(interaction, answering);
    case InteractionType.ApplicationCommandAutocomplete:
      return complete(interaction, answering);
    case InteractionType.MessageComponent:
      return answerComponent(interaction, answering);
    case InteractionType.ModalSubmit:
      return answerModal(interaction, answering);
    default:
      return interaction satisfies never;
  }
}

function misunderstood(raw: unknown): Reply {
  const isCompletion =
    typeof raw === 'object' &&
    raw !== null &&
    'type' in raw &&
    raw.type === InteractionType.ApplicationCommandAutocomplete;
  return isCompletion ? replyChoices([]) : reply(notice(NOT_UNDERSTOOD));
}

function answerCommand(interaction: APIApplicationCommandInteraction, { dispatcher, commands }: Answering): Reply {
  const { data } = interaction;
  if (data.type === ApplicationCommandType.Message && data.name === FIND_EVIDENCE) {
    const question = withoutMarkup(data.resolved.messages[data.target_id]?.content ?? '');
    return replyWith(dispatcher.answer({ command: 'ask', values: { question } }), 'private', interaction);
  }
  if (data.type === ApplicationCommandType.Message && data.name === CITE_ANSWER)
    return citeMessage(data.resolved.messages[data.target_id], interaction, dispatcher);
  if (data.type === ApplicationCommandType.Message && data.name === CHECK_CLAIMS) {
    const claim = textOfMessage(data.resolved.messages[data.target_id]);
    if (claim === '') return reply(notice(NO_TEXT));
    return replyWith(dispatcher.answer({ command: 'check', values: { claim } }), 'private', interaction);
  }
  const isKnown = commands.some(({ name, kind }) => name === data.name && kind === 'slash');
  if (data.type !== ApplicationCommandType.ChatInput || !isKnown) return reply(notice(UNKNOWN_COMMAND));
  const given = textOptions(data.options);
  const { [VISIBILITY]: visibility, ...values } = given;
  const wanted = visibility === 'public' ? 'public' : 'private';
  return replyWith(dispatcher.answer({ command: data.name, values }), wanted, interaction);
}

/** Values as typed: an id, a label and free text are all for the commands to resolve. */
function textOptions(options: readonly object[] | undefined): Readonly<Record<string, string>> {
  const texts = (options ?? []).flatMap((option): [string, string][] =>
    'name' in option && typeof option.name === 'string' && 'value' in option
      ? [[option.name, String(option.value)]]
      : [],
  );
  return Object.fromEntries(texts);
}

function complete(interaction: APIApplicationCommandAutocompleteInteraction, { dispatcher }: Answering): Reply {
  const { name, options } = interaction.data;
  const focused = options.find((option) => 'focused' in option && option.focused === true);
  if (focused === undefined || !('value' in focused)) return replyChoices([]);
  return replyChoices(dispatcher.suggest(name, focused.name, String(focused.value)));
}

function answerModal(interaction: APIModalSubmitInteraction, { dispatcher }: Answering): Reply {
  const id = decodeCustomId(interaction.data.custom_id);
  const [code] = id?.codes ?? [];
  const question = fieldOf(interaction, FOLLOW_UP_FIELD);
  if (id?.verb !== 'follow' || code === undefined || question === undefined) return reply(notice(OUT_OF_DATE));
  return replyWith(dispatcher.answer({ command: 'follow-up', values: { code, question } }), 'private', interaction);
}

/** A field of a modal, which stands in a label or, in older clients, in a row. */
function fieldOf(interaction: APIModalSubmitInteraction, customId: string): string | undefined {
  const fields = interaction.data.components.flatMap((component) => {
    if ('component' in component) return [component.component];
    return 'components' in component ? component.components : [];
  });
  const field = fields.find((each) => each.custom_id === customId);
  return field !== undefined && 'value' in field && typeof field.value === 'string' ? field.value : undefined;
}

/** The text a user typed into an interaction, for a log that was asked to have it. */
export function typedIn(interaction: unknown): string | undefined {
  if (!isInteraction(interaction)) return undefined;
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type !== ApplicationCommandType.ChatInput) return undefined;
      return `/${interaction.data.name} ${Object.entries(textOptions(interaction.data.options))
        .map(([name, value]) => `${name}: ${value}`)
        .join(' ')}`.trim();
    case InteractionType.ModalSubmit:
      return fieldOf(interaction, FOLLOW_UP_FIELD);
    default:
      return undefined;
  }
}
