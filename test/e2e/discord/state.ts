import { ApiError } from './api-error.js';
import { Clock } from './clock.js';
import { Commands } from './commands.js';
import type { Interaction } from './interactions.js';
import type { Dict } from './json.js';
import type { Message } from './messages.js';
import type { UploadedFile } from './request-body.js';
import { Signal } from './signal.js';
import { Snowflakes, timestampOf } from './snowflake.js';
import type { Specification } from './specification.js';
import { Breaches, type Origin, type Violation } from './violations.js';
import { World } from './world.js';

/** A request that has been read, before it is processed. */
export interface Call {
  readonly method: string;
  /** Decoded, below `/api/v10`. */
  readonly path: string;
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
  /** When its last byte arrived, by the stand-in's clock and by the stopwatch. */
  readonly receivedAt: number;
  readonly receivedOn: number;
  readonly faulted: boolean;
  readonly replyWillBeLost: boolean;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** undefined until it was read. */
  body: unknown;
  files: readonly UploadedFile[];
  /** The kind of the fault that hit it. */
  readonly fault: string | undefined;
  /** null while it is under way and when the connection was dropped. */
  status: number | null;
  response: unknown;
}

/** Everything the stand-in knows. */
export class State {
  readonly clock = new Clock();
  readonly snowflakes = new Snowflakes(this.clock);
  readonly world: World;
  readonly commands: Commands;
  readonly signal = new Signal();
  readonly violations: Violation[] = [];
  readonly requests: RequestRecord[] = [];
  /** Answers of 401, 403 and 429; Discord bans an address for ten thousand in ten minutes. */
  invalidRequests = 0;
  readonly messages = new Map<string, Message>();
  readonly interactions = new Map<string, Interaction>();
  readonly tokens = new Map<string, Interaction>();
  /** Modals that are open, by user and custom id. */
  readonly modals = new Map<string, Dict>();
  /** Channel ids in which the bot showed that it types. */
  readonly typing: string[] = [];
  /** Tells the gateway of a new message of the bot. */
  onMessage: (message: Message) => void = () => undefined;

  constructor(
    readonly botToken: string,
    applicationId: string | undefined,
    readonly specification: Specification | undefined,
  ) {
    this.world = new World(this.snowflakes, applicationId);
    this.commands = new Commands(this.snowflakes, this.world.application.id);
  }

  violate(origin: Origin, rule: string, where: string, sentence: string): void {
    this.violations.push({ origin, rule, sentence, where, at: this.clock.now() });
    this.signal.changed();
  }

  /** A breach of Discord's by a request. */
  accuse(call: Call, rule: string, sentence: string): void {
    this.violate('discord', rule, `${call.method} ${call.path}`, sentence);
  }

  /** Records what is wrong with a body and refuses it as Discord would. */
  judge(call: Call, found: Breaches = new Breaches()): void {
    const where = `${call.method} ${call.path}`;
    for (const { origin, rule, path, sentence } of found.list) {
      this.violate(origin, rule, where, path === '' ? sentence : `${path}: ${sentence}`);
    }
    const refused = found.list.filter((breach) => breach.refused);
    if (refused.length > 0) throw ApiError.invalidBody(refused);
    const faults = this.specification?.faults(call.method, call.path, call.json) ?? [];
    for (const sentence of faults) this.violate('specification', 'body', where, sentence);
    if (faults.length > 0) {
      throw ApiError.invalidBody(faults.map((sentence) => ({ rule: 'specification', path: '', sentence })));
    }
  }

  /** Lets go of everything that was made before, so that a long run does not fill the memory. */
  forget(before: number): void {
    for (const [id, { createdAt, token }] of this.interactions)
      if (createdAt < before && this.interactions.delete(id)) this.tokens.delete(token);
    for (const id of this.messages.keys()) if (timestampOf(id) < before) this.messages.delete(id);
    const kept = this.requests.findIndex(({ at }) => at >= before);
    this.requests.splice(0, kept < 0 ? this.requests.length : kept);
  }

  register(interaction: Interaction): void {
    interaction.arrivedLate = interaction.isLate(this.clock.now());
    this.interactions.set(interaction.id, interaction);
    this.tokens.set(interaction.token, interaction);
  }

  /** The bot hears of its own messages too, where it is and they are not ephemeral. */
  spread(message: Message): void {
    if (!message.ephemeral && message.scene.channel.botIsThere) this.onMessage(message);
  }

  keep(message: Message): Message {
    this.messages.set(message.id, message);
    return message;
  }
}
