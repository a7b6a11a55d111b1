import { ApiError } from './api-error.js';
import { checkChoices } from './autocomplete-rules.js';
import { type Interaction, RESPONSE } from './interactions.js';
import { type Dict, dict, number } from './json.js';
import { FLAGS } from './limits.js';
import { checkMessage } from './message-rules.js';
import { attach, Message } from './messages.js';
import { checkModal } from './modal-rules.js';
import type { Call, Reply, State } from './state.js';
import { Breaches } from './violations.js';

const REPLY_FLAGS = FLAGS.ephemeral | FLAGS.suppressEmbeds | FLAGS.suppressNotifications | FLAGS.componentsV2;

/** `POST /interactions/:id/:token/callback` */
export function acknowledge(state: State, call: Call): Reply {
  const interaction = findInteraction(state, call);
  if (call.faulted) interaction.faulted = true;
  if (interaction.acknowledgement !== undefined) {
    if (!interaction.replyLost) {
      state.accuse(call, 'acknowledged-twice', 'the interaction had been acknowledged already');
    }
    throw ApiError.alreadyAcknowledged();
  }
  if (interaction.isLate(call.faulted ? state.clock.now() : call.receivedAt)) {
    if (!interaction.faulted) {
      const age = call.receivedAt - interaction.createdAt;
      state.accuse(call, 'late', `acknowledged ${age} ms after the interaction was made, the limit is 3000`);
    }
    throw ApiError.unknownInteraction();
  }
  const body = dict(call.json);
  const type = number(body.type, 0);
  const data = dict(body.data);
  checkType(state, call, interaction, type);
  switch (type) {
    case RESPONSE.message:
      reply(state, call, interaction, data);
      break;
    case RESPONSE.deferredMessage:
      deferMessage(state, call, interaction, data);
      break;
    case RESPONSE.deferredUpdate:
      state.judge(call);
      interaction.original = interaction.source;
      break;
    case RESPONSE.update:
      update(state, call, interaction, data);
      break;
    case RESPONSE.choices:
      state.judge(call, checkChoices(data, interaction.focusedType ?? 3));
      break;
    case RESPONSE.modal:
      state.judge(call, checkModal(data));
      state.modals.set(`${interaction.scene.user.id} ${String(data.custom_id)}`, data);
      break;
    default:
      state.judge(call);
  }
  interaction.acknowledgement = { type, data, latencyMs: call.receivedOn - interaction.dispatchedOn };
  interaction.replyLost = call.replyWillBeLost;
  state.signal.changed();
  return call.query.get('with_response') === 'true' ? withResponse(interaction, type) : { status: 204 };
}

function findInteraction(state: State, call: Call): Interaction {
  const [id = '', token = ''] = call.params;
  const interaction = state.interactions.get(id);
  if (interaction === undefined) {
    state.accuse(call, 'unknown-interaction', `there was no interaction ${id}`);
    throw ApiError.unknownInteraction();
  }
  if (interaction.token !== token) {
    state.accuse(call, 'unknown-webhook', `the token is not that of interaction ${id}`);
    throw ApiError.unknownWebhook();
  }
  return interaction;
}

function checkType(state: State, call: Call, interaction: Interaction, type: number): void {
  if (interaction.allows(type)) return;
  const breaches = new Breaches();
  const sentence = `response type ${type} is not allowed for interaction type ${interaction.type}`;
  breaches.refuse('response-type', 'type', sentence);
  state.judge(call, breaches);
}

function reply(state: State, call: Call, interaction: Interaction, data: Dict): void {
  state.judge(call, checkMessage(data, call.files, { kind: 'create', settableFlags: REPLY_FLAGS }, 'data'));
  const message = answerOf(state, call, interaction, number(data.flags, 0) & FLAGS.ephemeral);
  message.write(
    data,
    attach(call.files, data, message.scene.channel.id, () => state.snowflakes.next()),
  );
  interaction.original = message;
  state.spread(message);
}

function deferMessage(state: State, call: Call, interaction: Interaction, data: Dict): void {
  const breaches = new Breaches();
  const flags = number(data.flags, 0);
  if ((flags & ~FLAGS.ephemeral) !== 0) {
    breaches.refuse('flags', 'data.flags', `a deferral decides about ephemeral (64) only, not ${flags}`);
  }
  state.judge(call, breaches);
  interaction.original = answerOf(state, call, interaction, (flags & FLAGS.ephemeral) | FLAGS.loading);
}

function update(state: State, call: Call, interaction: Interaction, data: Dict): void {
  const { source } = interaction;
  if (source === undefined) throw ApiError.unknownMessage();
  state.judge(call, checkMessage(data, call.files, { kind: 'edit', existing: existing(source) }, 'data'));
  const attachments = attach(call.files, data, source.scene.channel.id, () => state.snowflakes.next());
  source.write(data, attachments, state.clock.now());
  interaction.original = source;
}

export function existing(message: Message): { flags: number; attachmentNames: string[]; loading: boolean } {
  return {
    flags: message.flags,
    attachmentNames: message.attachments.map(({ name }) => name),
    loading: message.loading,
  };
}

/** A new message of the bot for an interaction; private where the app may not speak up. */
export function answerOf(state: State, call: Call, interaction: Interaction, flags: number): Message {
  const { scene } = interaction;
  let visible = flags;
  if (!scene.mayShare && (flags & FLAGS.ephemeral) === 0) {
    const sentence = 'a public message without USE_EXTERNAL_APPS in a user install: Discord made it ephemeral';
    state.accuse(call, 'external-apps', sentence);
    visible |= FLAGS.ephemeral;
  }
  return state.keep(
    new Message({
      id: state.snowflakes.next(),
      author: state.world.bot,
      scene,
      at: state.clock.now(),
      flags: visible,
      token: interaction.token,
      applicationId: state.world.application.id,
      metadata: {
        id: interaction.id,
        type: interaction.type,
        user: scene.user,
        authorizing_integration_owners: scene.owners,
      },
    }),
  );
}

function withResponse(interaction: Interaction, type: number): Reply {
  const { original } = interaction;
  const holdsMessage = type === RESPONSE.message || type === RESPONSE.update;
  return {
    status: 200,
    body: {
      interaction: {
        id: interaction.id,
        type: interaction.type,
        ...(original === undefined
          ? {}
          : {
              response_message_id: original.id,
              response_message_loading: original.loading,
              response_message_ephemeral: original.ephemeral,
            }),
      },
      resource: holdsMessage && original !== undefined ? { type, message: original.toApi() } : { type },
    },
  };
}
