import { ApiError } from './api-error.js';
import { answerOf, existing } from './callback.js';
import { type Interaction, RESPONSE } from './interactions.js';
import { dict, number } from './json.js';
import { FLAGS, LIMITS } from './limits.js';
import { checkMessage } from './message-rules.js';
import { attach, type Message } from './messages.js';
import type { Call, Reply, State } from './state.js';

const FOLLOW_UP_FLAGS = FLAGS.ephemeral | FLAGS.suppressEmbeds | FLAGS.suppressNotifications | FLAGS.componentsV2;

/** `POST /webhooks/:app/:token`: a follow-up, or the content of a deferral that is still open. */
export function followUp(state: State, call: Call): Reply {
  const interaction = findByToken(state, call);
  interaction.followUpRequests += 1;
  if (interaction.scene.userInstallOnly && interaction.followUpRequests > LIMITS.followUpsWithoutInstall) {
    state.accuse(call, 'follow-up-count', 'a user install without server install allows 5 follow-ups');
    throw ApiError.tooManyFollowUps();
  }
  const body = dict(call.json);
  const breaches = checkMessage(body, call.files, { kind: 'create', settableFlags: FOLLOW_UP_FLAGS });
  const ephemeral = number(body.flags, 0) & FLAGS.ephemeral;
  const deferred = interaction.pending ? interaction.original : undefined;
  if (deferred !== undefined && deferred.ephemeral !== (ephemeral !== 0)) {
    const fixed = deferred.ephemeral ? 'ephemeral' : 'public';
    breaches.ignored('ephemeral-fixed', 'flags', `the deferral was ${fixed}, so its first follow-up is ${fixed}`);
  }
  state.judge(call, breaches);
  const message = deferred ?? answerOf(state, call, interaction, ephemeral);
  message.write(
    body,
    attach(call.files, body, message.scene.channel.id, () => state.snowflakes.next()),
  );
  if (deferred === undefined) interaction.followUps.push(message);
  state.spread(message);
  state.signal.changed();
  return { status: 200, body: message.toApi() };
}

/** `GET …/messages/:id` */
export function readMessage(state: State, call: Call): Reply {
  return { status: 200, body: findMessage(state, call).toApi() };
}

/** `PATCH …/messages/:id` */
export function editMessage(state: State, call: Call): Reply {
  const message = findMessage(state, call);
  const body = dict(call.json);
  state.judge(call, checkMessage(body, call.files, { kind: 'edit', existing: existing(message) }));
  const attachments = attach(call.files, body, message.scene.channel.id, () => state.snowflakes.next());
  message.write(body, attachments, state.clock.now());
  state.signal.changed();
  return { status: 200, body: message.toApi() };
}

/** `DELETE …/messages/:id` */
export function deleteMessage(state: State, call: Call): Reply {
  findMessage(state, call).deleted = true;
  state.signal.changed();
  return { status: 204 };
}

function findByToken(state: State, call: Call): Interaction {
  const [application = '', token = ''] = call.params;
  const interaction = state.tokens.get(token);
  if (interaction === undefined || application !== state.world.application.id) {
    state.accuse(call, 'unknown-webhook', 'no interaction of this application has that token');
    throw ApiError.unknownWebhook();
  }
  if (interaction.isExpired(call.receivedAt)) {
    state.accuse(call, 'token-expired', 'the token of the interaction is older than 15 minutes');
    throw ApiError.invalidWebhookToken();
  }
  if (interaction.acknowledgement === undefined) {
    // Nobody can know when a response that was sent arrives.
    if (!interaction.faulted && !interaction.isResponseUnderWay) {
      state.accuse(call, 'not-acknowledged', 'the interaction has to be acknowledged before its webhook is used');
    }
    throw ApiError.unknownWebhook();
  }
  return interaction;
}

function findMessage(state: State, call: Call): Message {
  const interaction = findByToken(state, call);
  const id = call.params[2] ?? '';
  const message = id === '@original' ? interaction.original : ownMessage(state, interaction, id);
  if (message === undefined || message.deleted) {
    const modal = interaction.acknowledgement?.type === RESPONSE.modal;
    state.accuse(call, 'unknown-message', modal ? 'a modal has no original message' : `there is no message ${id}`);
    throw ApiError.unknownMessage();
  }
  return message;
}

function ownMessage(state: State, interaction: Interaction, id: string): Message | undefined {
  const message = state.messages.get(id);
  return message?.token === interaction.token || message === interaction.source ? message : undefined;
}
