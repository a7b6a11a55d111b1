import { ApiError } from './api-error.js';
import { existing } from './callback.js';
import { type Dict, dict, isDict, isText } from './json.js';
import { FLAGS } from './limits.js';
import { checkMessage } from './message-rules.js';
import { attach, Message } from './messages.js';
import type { Call, Reply, State } from './state.js';
import { type Channel, channelToApi } from './world.js';

const CHANNEL_FLAGS = FLAGS.suppressEmbeds | FLAGS.suppressNotifications | FLAGS.componentsV2;

/** `POST /channels/:id/messages` */
export function createMessage(state: State, call: Call): Reply {
  const channel = findChannel(state, call);
  const body = dict(call.json);
  const breaches = checkMessage(body, call.files, { kind: 'create', settableFlags: CHANNEL_FLAGS });
  const repliesTo = referenced(state, channel, body);
  if (repliesTo === 'unknown') {
    breaches.refuse('reply-reference', 'message_reference', 'message_reference names a message that is not there');
  }
  if (!isDict(body.message_reference)) {
    breaches.project('reply-reference', 'message_reference', 'a message is answered as a reply to it');
  }
  state.judge(call, breaches);
  const before = sentBefore(state, channel, body);
  if (before !== undefined) return { status: 200, body: before.toApi() };
  const answered = repliesTo instanceof Message ? repliesTo : undefined;
  const message = state.keep(
    new Message({
      id: state.snowflakes.next(),
      author: state.world.bot,
      scene: answered?.scene ?? { ...state.world.scene({}, 1), channel },
      at: state.clock.now(),
      flags: 0,
      ...(answered === undefined ? {} : { repliesTo: answered }),
    }),
  );
  if (isText(body.nonce)) message.nonce = body.nonce;
  message.write(
    body,
    attach(call.files, body, channel.id, () => state.snowflakes.next()),
  );
  state.spread(message);
  state.signal.changed();
  return { status: 200, body: message.toApi() };
}

/** With `enforce_nonce`, what the bot sent with the same nonce a moment ago stands for what it sends now. */
function sentBefore(state: State, channel: Channel, body: Dict): Message | undefined {
  if (body.enforce_nonce !== true || !isText(body.nonce)) return undefined;
  const { bot } = state.world;
  return [...state.messages.values()].find(
    (each) => each.nonce === body.nonce && each.author.id === bot.id && each.scene.channel.id === channel.id,
  );
}

/** `GET /channels/:id` */
export function readChannel(state: State, call: Call): Reply {
  return { status: 200, body: channelToApi(findChannel(state, call)) };
}

/** `POST /channels/:id/typing` */
export function startTyping(state: State, call: Call): Reply {
  state.typing.push(findChannel(state, call).id);
  state.signal.changed();
  return { status: 204 };
}

/** `GET /channels/:id/messages/:id` */
export function readChannelMessage(state: State, call: Call): Reply {
  return { status: 200, body: findChannelMessage(state, call).toApi() };
}

/** `PATCH /channels/:id/messages/:id` */
export function editChannelMessage(state: State, call: Call): Reply {
  const message = findChannelMessage(state, call);
  checkAuthor(state, call, message);
  const body = dict(call.json);
  state.judge(call, checkMessage(body, call.files, { kind: 'edit', existing: existing(message) }));
  const attachments = attach(call.files, body, message.scene.channel.id, () => state.snowflakes.next());
  message.write(body, attachments, state.clock.now());
  state.signal.changed();
  return { status: 200, body: message.toApi() };
}

/** `DELETE /channels/:id/messages/:id` */
export function deleteChannelMessage(state: State, call: Call): Reply {
  const message = findChannelMessage(state, call);
  checkAuthor(state, call, message);
  message.deleted = true;
  state.signal.changed();
  return { status: 204 };
}

function findChannel(state: State, call: Call): Channel {
  const id = call.params[0] ?? '';
  const channel = state.world.channels.get(id);
  if (channel === undefined) {
    state.accuse(call, 'unknown-channel', `there is no channel ${id}`);
    throw ApiError.unknownChannel();
  }
  if (!channel.botIsThere) {
    state.accuse(call, 'missing-access', 'the bot itself is not in this channel, only its interactions are');
    throw ApiError.missingAccess();
  }
  return channel;
}

function findChannelMessage(state: State, call: Call): Message {
  const channel = findChannel(state, call);
  const message = state.messages.get(call.params[1] ?? '');
  if (message === undefined || message.deleted || message.ephemeral || message.scene.channel.id !== channel.id) {
    state.accuse(call, 'unknown-message', `there is no message ${call.params[1] ?? ''} in the channel`);
    throw ApiError.unknownMessage();
  }
  return message;
}

function checkAuthor(state: State, call: Call, message: Message): void {
  if (message.author.id === state.world.bot.id) return;
  state.accuse(call, 'not-the-author', 'only its author changes a message');
  throw ApiError.notTheAuthor();
}

function referenced(state: State, channel: Channel, body: Dict): Message | 'unknown' | undefined {
  if (!isDict(body.message_reference)) return undefined;
  const { message_id: id, fail_if_not_exists: fail } = body.message_reference;
  const message = isText(id) ? state.messages.get(id) : undefined;
  if (message !== undefined && !message.deleted && message.scene.channel.id === channel.id) return message;
  return fail === false ? undefined : 'unknown';
}
