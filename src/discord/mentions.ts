import { type GatewayMessageCreateDispatchData, MessageType } from 'discord-api-types/v10';
import { checked, ReplyPayload } from './limits.js';
import { withoutMarkup } from './markup.js';
import { type Message, message } from './render/message.js';

/** What is asked where somebody only calls the bot by name. */
const HELP = '/help';

/**
 * The question in a message: after a mention, or anything in a direct message. Undefined where nobody asks us. A reply
 * to an answer of ours also counts as a mention to Discord; without the name in its text it is talk among people.
 */
export function questionIn(written: GatewayMessageCreateDispatchData, botId: string): string | undefined {
  const isPerson = written.author.bot !== true && written.webhook_id === undefined;
  const isText = written.type === MessageType.Default || written.type === MessageType.Reply;
  if (!isPerson || !isText) return undefined;
  const isDirect = written.guild_id === undefined;
  const isNamed = new RegExp(`<@!?${botId}>`, 'u').test(written.content);
  if (!isDirect && !isNamed) return undefined;
  const question = withoutMarkup(written.content);
  return question === '' && isNamed ? HELP : question;
}

/**
 * The body that answers a message in place. The nonce is the message's id, so that a retry after a lost reply posts
 * nothing twice.
 */
export function replyTo(messageId: string, { components, files = [] }: Message) {
  const { flags, components: parts } = message(components, 'public', files);
  const body = checked(ReplyPayload, {
    flags,
    components: parts,
    allowed_mentions: { parse: [], replied_user: false },
    message_reference: { message_id: messageId, fail_if_not_exists: false },
    nonce: messageId,
    enforce_nonce: true,
  });
  return { body, files };
}
