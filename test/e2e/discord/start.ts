import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from './clock.js';
import { Endpoint } from './endpoint.js';
import type { Exchange, MessageExchange } from './exchange.js';
import { Faults } from './faults.js';
import { Gateway } from './gateway.js';
import type { Interaction } from './interactions.js';
import type { Dict } from './json.js';
import type { Message } from './messages.js';
import type { Options } from './payloads.js';
import { Rest } from './rest.js';
import { Routes } from './routes.js';
import { type ComponentContext, Sender, type Written } from './sender.js';
import { Specification } from './specification.js';
import { type RequestRecord, State } from './state.js';
import type { Violation } from './violations.js';
import type { Context } from './world.js';

export type { Attempt, Endpoint, EndpointReply, Tampering } from './endpoint.js';
export type { Exchange, MessageExchange } from './exchange.js';
export { type Fault, NO_ACCESS, PATHS } from './faults.js';
export type { Message } from './messages.js';
export { describe, type Violation } from './violations.js';
export { CONTEXTS, type Context } from './world.js';

export interface DiscordOptions {
  /** The bot token; the default looks like one. */
  readonly token?: string;
  readonly applicationId?: string;
  /** What `GET /gateway/bot` recommends; 1 without it. */
  readonly shards?: number;
  /** Identifies in five seconds; 16 without it, so that shards start at once. */
  readonly maxConcurrency?: number;
  /** In milliseconds; Discord's 41250 without it. */
  readonly heartbeatInterval?: number;
  /** Discord's OpenAPI description; `MARROW_DISCORD_SPEC` without it, null for none. */
  readonly specification?: string | null;
}

/** `MTIzN….G…….…`: three parts, the first an id, as tokens are made. */
const TOKEN = `${Buffer.from('1000000000000000001').toString('base64url')}.GstndI.${'local-stand-in-'.repeat(2)}`;

/** Starts a Discord on 127.0.0.1 that a real client can log in to. */
export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const file = options.specification === undefined ? process.env.MARROW_DISCORD_SPEC : options.specification;
  const specification = file === undefined || file === null || file === '' ? undefined : Specification.read(file);
  const discord = new Discord(options, specification);
  await discord.listen();
  return discord;
}

/** The stand-in and its driver: what users do, what Discord does to the bot, and what came of it. */
export class Discord {
  readonly token: string;
  readonly faults = new Faults();
  readonly gateway: Gateway;
  readonly endpoint: Endpoint;
  /** The same verbs as here, returning at once. */
  readonly send: Sender;
  /** Whether bodies are validated against Discord's OpenAPI description. */
  readonly specChecked: boolean;
  readonly #state: State;
  readonly #server = createServer((request, response) => {
    this.#rest.answer(request, response).catch((error: unknown) => {
      if (request.errored !== null) return;
      const sentence = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#state.violate('discord', 'stand-in-failed', `${request.method} ${request.url}`, sentence);
      response.destroy();
    });
  });
  readonly #rest: Rest;
  #origin = '';

  constructor(options: DiscordOptions, specification: Specification | undefined) {
    this.token = options.token ?? TOKEN;
    this.specChecked = specification !== undefined;
    this.#state = new State(this.token, options.applicationId, specification);
    this.gateway = new Gateway(this.#state, {
      shards: options.shards ?? 1,
      maxConcurrency: options.maxConcurrency ?? 16,
      heartbeatInterval: options.heartbeatInterval ?? 41_250,
    });
    this.#rest = new Rest(this.#state, new Routes(this.#state, this.gateway), this.faults);
    this.#state.onMessage = (message) => this.gateway.spreadMessage(message);
    this.endpoint = new Endpoint(this.#state);
    this.send = new Sender(this.#state, this.gateway, this.endpoint);
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    this.#origin = `127.0.0.1:${port}`;
    this.gateway.attach(this.#server, `ws://${this.#origin}`);
  }

  /** For `DISCORD_API_URL` or the client's `rest.api`. */
  get apiUrl(): string {
    return `http://${this.#origin}/api`;
  }

  get gatewayUrl(): string {
    return this.gateway.url;
  }

  get applicationId(): string {
    return this.#state.world.application.id;
  }

  get botId(): string {
    return this.#state.world.bot.id;
  }

  /** The guilds the app is installed to. */
  get guildIds(): readonly string[] {
    return this.#state.world.guildIds;
  }

  /** What is now, to Discord; a test can let time pass. */
  get clock(): Clock {
    return this.#state.clock;
  }

  get violations(): readonly Violation[] {
    return this.#state.violations;
  }

  /** Hands over the violations so far and starts anew, for a test that provokes some. */
  takeViolations(): readonly Violation[] {
    return this.#state.violations.splice(0);
  }

  get requests(): readonly RequestRecord[] {
    return this.#state.requests;
  }

  /** How many answers were of the kind for which Discord bans an address: 10,000 of 401, 403 and 429 in ten minutes. */
  get invalidRequests(): number {
    return this.#state.invalidRequests;
  }

  /** Lets go of interactions, messages and requests of before that moment, for runs that are long. */
  forget(before: number): void {
    this.#state.forget(before);
    this.gateway.forget(before);
  }

  /** Interactions that came in time and have no acknowledgement. */
  get unanswered(): readonly Interaction[] {
    return [...this.#state.interactions.values()].filter(
      ({ acknowledgement, arrivedLate }) => acknowledgement === undefined && !arrivedLate,
    );
  }

  /** Channels in which the bot showed that it types, in order. */
  get typing(): readonly string[] {
    return this.#state.typing;
  }

  /** Every message, people's and the bot's. */
  get messages(): readonly Message[] {
    return [...this.#state.messages.values()];
  }

  /** The registered commands: global, or those of a guild. */
  commands(guildId?: string): readonly Dict[] {
    return this.#state.commands.list(guildId);
  }

  /** Registers commands without the bot, as an earlier deployment would have. */
  registerCommands(commands: readonly object[], guildId?: string): readonly Dict[] {
    return this.#state.commands.overwrite(commands, guildId);
  }

  waitForReady(shards = 1, milliseconds?: number): Promise<void> {
    return this.gateway.waitForReady(shards, milliseconds);
  }

  /** Waits until a condition on the stand-in holds, at most so long. */
  async until(condition: () => boolean, what: string, milliseconds = 5_000): Promise<void> {
    await this.#state.signal.until(
      () => (condition() ? true : undefined),
      milliseconds,
      () => what,
    );
  }

  slash(name: string, options?: Options, context?: Context): Promise<Exchange> {
    return this.#answered(() => this.send.slash(name, options, context));
  }

  autocomplete(name: string, options: Options, focused: string, context?: Context): Promise<Exchange> {
    return this.#answered(() => this.send.autocomplete(name, options, focused, context));
  }

  contextMenu(name: string, target: Message | Written, context?: Context): Promise<Exchange> {
    return this.#answered(() => this.send.contextMenu(name, target, context));
  }

  button(named: string, message: Message, context?: ComponentContext): Promise<Exchange> {
    return this.#answered(() => this.send.button(named, message, context));
  }

  select(customId: string, values: readonly string[], message: Message, context?: ComponentContext): Promise<Exchange> {
    return this.#answered(() => this.send.select(customId, values, message, context));
  }

  modalSubmit(customId: string, fields: Options, message?: Message, context?: ComponentContext): Promise<Exchange> {
    return this.#answered(() => this.send.modalSubmit(customId, fields, message, context));
  }

  mention(content: string, context?: Context): Promise<MessageExchange> {
    return this.#answered(() => this.send.mention(content, context));
  }

  directMessage(content: string, context?: Context): Promise<MessageExchange> {
    return this.#answered(() => this.send.directMessage(content, context));
  }

  /** Dispatches a payload as it is, or posts it to the endpoint; an interaction in it becomes an exchange that nobody has waited on. */
  dispatchRaw(payload: { readonly t: string; readonly d: unknown }, shard = 0): Exchange | undefined {
    return this.send.raw(payload, shard);
  }

  async close(): Promise<void> {
    this.gateway.shutdown();
    this.endpoint.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  async #answered<T extends Exchange | MessageExchange>(begin: () => T): Promise<T> {
    const exchange = begin();
    await exchange.answered();
    return exchange;
  }
}
