import { randomBytes } from 'node:crypto';
import type { Endpoint } from './endpoint.js';
import { Exchange, MessageExchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import { Interaction } from './interactions.js';
import { type Dict, dict, isText, number } from './json.js';
import { Message } from './messages.js';
import { KIND, type Options, Payloads } from './payloads.js';
import { shardOf, timestampOf } from './snowflake.js';
import type { State } from './state.js';
import { CONTEXTS, type Context, type Scene } from './world.js';

/** A message that a colleague wrote. */
export interface Written {
  readonly content: string;
  readonly author?: string;
}

/** Components and modals may be forged: custom ids of an earlier version, or of nobody. */
export interface ComponentContext extends Context {
  readonly forged?: boolean;
}

interface Draft {
  readonly type: number;
  readonly scene: Scene;
  readonly data: Dict;
  readonly source?: Message | undefined;
  readonly focusedType?: number;
}

/** What users do, sent to the bot at once, over its endpoint if it has one; the exchanges returned can be waited on. */
export class Sender {
  readonly #payloads: Payloads;

  constructor(
    private readonly state: State,
    private readonly gateway: Gateway,
    private readonly endpoint: Endpoint,
  ) {
    this.#payloads = new Payloads(state);
  }

  slash(name: string, options: Options = {}, context: Context = {}): Exchange {
    const scene = this.#scene(context);
    return this.#send({ type: KIND.slash, scene, data: this.#payloads.slash(name, options, scene) });
  }

  /** `focused` is the option being typed; its text so far is in `options`. */
  autocomplete(name: string, options: Options, focused: string, context: Context = {}): Exchange {
    const scene = this.#scene(context);
    const { data, focusedType } = this.#payloads.autocomplete(name, options, focused, scene);
    return this.#send({ type: KIND.autocomplete, scene, data, focusedType });
  }

  contextMenu(name: string, target: Message | Written, context: Context = {}): Exchange {
    const scene = this.#scene(context);
    const message = target instanceof Message ? target : this.write(target, scene);
    return this.#send({ type: KIND.slash, scene, data: this.#payloads.contextMenu(name, message, scene) });
  }

  /** Presses a button, named by its custom id or its label. */
  button(named: string, message: Message, context: ComponentContext = {}): Exchange {
    const scene = this.#sceneOn(message, context);
    const button = message.buttons.find(({ customId, label }) => customId === named || label === named);
    const customId = context.forged === true ? named : button?.customId;
    if (customId === undefined) {
      const labels = message.buttons.map(({ label, customId: id }) => `${label ?? '?'} (${id ?? 'link'})`);
      throw new Error(`the message has no button ${named} to press, only ${labels.join(', ')}`);
    }
    if (button?.disabled === true) throw new Error(`the button ${named} is disabled`);
    const data = { component_type: 2, custom_id: customId, id: 1 };
    return this.#send({ type: KIND.component, scene, data, source: message });
  }

  select(customId: string, values: readonly string[], message: Message, context: ComponentContext = {}): Exchange {
    const scene = this.#sceneOn(message, context);
    const select = message.selects.find((each) => each.customId === customId);
    if (context.forged !== true) {
      if (select === undefined) throw new Error(`the message has no select ${customId}`);
      const offered = select.options.map(({ value }) => value);
      const foreign = values.filter((value) => !offered.includes(value));
      if (foreign.length > 0) throw new Error(`the select does not offer ${foreign.join(', ')}`);
    }
    const data = { component_type: 3, custom_id: customId, id: 1, values };
    return this.#send({ type: KIND.component, scene, data, source: message });
  }

  /** Submits a modal that was opened before; `message` is the one whose button opened it. */
  modalSubmit(customId: string, fields: Options, message?: Message, context: ComponentContext = {}): Exchange {
    const scene = message === undefined ? this.#scene(context) : this.#sceneOn(message, context);
    const modal = this.state.modals.get(`${scene.user.id} ${customId}`);
    if (modal === undefined && context.forged !== true) throw new Error(`no modal ${customId} is open`);
    const data = this.#payloads.modalSubmit(customId, fields, context.forged === true ? undefined : modal);
    return this.#send({ type: KIND.modalSubmit, scene, data, source: message });
  }

  /** A message that mentions the bot. */
  mention(content: string, context: Context = {}): MessageExchange {
    const { bot } = this.state.world;
    const mention = new RegExp(`<@!?${bot.id}>`);
    return this.message(mention.test(content) ? content : `<@${bot.id}> ${content}`, context);
  }

  directMessage(content: string, context: Context = {}): MessageExchange {
    return this.message(content, { ...context, ...CONTEXTS.botDm });
  }

  /** Any message in a channel of the bot; without a mention its content stays hidden. */
  message(content: string, context: Context = {}): MessageExchange {
    const message = this.write({ content }, this.#scene(context));
    if (!message.scene.channel.botIsThere) throw new Error('the bot hears nothing in a channel that it is not in');
    const heard = this.gateway.spreadMessage(message);
    return new MessageExchange(this.state, message, heard);
  }

  /** A message of a person, without the bot being told. */
  write({ content, author }: Written, scene: Scene): Message {
    const message = new Message({
      id: this.state.snowflakes.next(),
      author: author === undefined ? scene.user : this.state.world.person(author),
      scene,
      at: this.state.clock.now(),
      flags: 0,
    });
    message.content = content;
    return this.state.keep(message);
  }

  /**
   * Dispatches a payload as it is. An INTERACTION_CREATE becomes an exchange whose age is that of its id; a payload
   * that was dispatched before may be sent again.
   */
  raw(payload: { readonly t: string; readonly d: unknown }, shard = 0): Exchange | undefined {
    const data = dict(payload.d);
    const interaction = payload.t === 'INTERACTION_CREATE' ? this.#adopt(data) : undefined;
    if (interaction === undefined || this.endpoint.url === undefined)
      this.gateway.dispatch(shard, payload.t, payload.d);
    else void this.endpoint.deliver(interaction, payload.d);
    return interaction === undefined ? undefined : new Exchange(this.state, interaction);
  }

  #adopt(payload: Dict): Interaction | undefined {
    const { id, token, type } = payload;
    if (!isText(id) || !isText(token)) return undefined;
    const known = this.state.interactions.get(id);
    if (known !== undefined) return known;
    const { id: shown } = dict(payload.message);
    const source = isText(shown) ? this.state.messages.get(shown) : undefined;
    const scene = source?.scene ?? this.#scene({});
    const at = timestampOf(id);
    const interaction = new Interaction(id, token, number(type, 2), payload, scene, at, source, undefined);
    this.state.register(interaction);
    return interaction;
  }

  #send({ type, scene, data, source, focusedType }: Draft): Exchange {
    const at = this.state.clock.now() - (scene.context.ageMs ?? 0);
    const id = this.state.snowflakes.next(at);
    const token = `aW50ZXJhY3Rpb246${randomBytes(60).toString('base64url')}`;
    const payload: Dict = {
      ...this.#payloads.frame(id, token, type, scene),
      data,
      ...(source === undefined ? {} : { message: source.toApi() }),
    };
    const interaction = new Interaction(id, token, type, payload, scene, at, source, focusedType);
    this.state.register(interaction);
    if (this.endpoint.url !== undefined) void this.endpoint.deliver(interaction, payload);
    else this.gateway.dispatch(shardOf(this.#guildForShard(scene), this.gateway.shards), 'INTERACTION_CREATE', payload);
    return new Exchange(this.state, interaction);
  }

  /** A guild that only users installed the app to has no shard of its own. */
  #guildForShard(scene: Scene): string | undefined {
    return scene.userInstallOnly ? undefined : scene.channel.guildId;
  }

  #scene(context: Context): Scene {
    return this.state.world.scene(context, this.gateway.shards);
  }

  #sceneOn(message: Message, context: ComponentContext): Scene {
    if (message.deleted) throw new Error(`message ${message.id} was deleted, nothing on it can be used`);
    const scene = this.#scene({ user: userOf(message), ...message.scene.context, ageMs: 0, ...context });
    if (message.ephemeral && scene.user.id !== message.scene.user.id) {
      throw new Error(`only ${message.scene.user.username} sees the message`);
    }
    return { ...scene, channel: message.scene.channel };
  }
}

function userOf(message: Message): string {
  return message.scene.user.global_name ?? message.scene.user.username;
}
