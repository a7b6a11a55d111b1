import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CLOSE, Connection, type ConnectionOwner, OP } from './connection.js';
import { type Dict, dict, isText, list, number } from './json.js';
import { INTENTS } from './limits.js';
import type { Message } from './messages.js';
import { type GatewayEvent, Session } from './session.js';
import { shardOf, timestampOf } from './snowflake.js';
import type { State } from './state.js';

export interface GatewayOptions {
  /** The number of shards that `GET /gateway/bot` recommends. */
  readonly shards: number;
  readonly maxConcurrency: number;
  readonly heartbeatInterval: number;
}

/** One IDENTIFY or RESUME that reached the gateway. */
export interface Handshake {
  readonly at: number;
  readonly shard: number;
  readonly shards: number;
  readonly intents: number;
  readonly accepted: boolean;
  /** How many missed events a RESUME had replayed. */
  readonly replayed: number;
}

const IDENTIFY_EVERY_MS = 5_000;
const TIMER_TOLERANCE_MS = 100;
const DAILY_IDENTIFIES = 1_000;
const ALL_INTENTS = 0x03_37_ff_ff;
const PRIVILEGED = INTENTS.guildMembers | INTENTS.guildPresences | INTENTS.messageContent;

/** The WebSocket side of Discord, with levers to make it fail. */
export class Gateway implements ConnectionOwner {
  readonly identifies: Handshake[] = [];
  readonly resumes: Handshake[] = [];
  url = '';
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  /** The newest session of each shard. */
  readonly #sessions = new Map<number, Session>();
  readonly #lastIdentify = new Map<number, { readonly shard: number; readonly on: number }>();
  /** When the interactions and messages of late were put onto a connection, for the last time, by their ids. */
  readonly #deliveries = new Map<string, number>();
  readonly #refusals: { readonly close: number; left: number }[] = [];
  #unavailable = 0;

  constructor(
    private readonly state: State,
    private readonly options: GatewayOptions,
  ) {}

  /** Takes over the WebSocket upgrades of a server. */
  attach(server: Server, url: string): void {
    this.url = url;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      if (this.#unavailable > 0) {
        this.#unavailable -= 1;
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
        const connection = new Connection(
          webSocket,
          this,
          pathname.startsWith('/resume'),
          this.options.heartbeatInterval,
        );
        this.#connections.add(connection);
        if (searchParams.get('v') !== '10' || searchParams.get('encoding') !== 'json' || searchParams.has('compress')) {
          this.accuse(connection, 'gateway-version', `only v=10&encoding=json is spoken, not ${searchParams}`);
          connection.close(CLOSE.invalidVersion, 'Invalid API version.');
        }
      });
    });
  }

  /** The answer of `GET /gateway/bot`. */
  information(): Dict {
    return {
      url: this.url,
      shards: this.options.shards,
      session_start_limit: {
        total: DAILY_IDENTIFIES,
        remaining: Math.max(0, DAILY_IDENTIFIES - this.identifies.length),
        reset_after: 86_400_000,
        max_concurrency: this.options.maxConcurrency,
      },
    };
  }

  // --- dispatching

  /** How many shards the bot said it has. */
  get shards(): number {
    return [...this.#sessions.values()].at(-1)?.shards ?? this.options.shards;
  }

  session(shard: number): Session {
    const session = this.#sessions.get(shard);
    if (session === undefined) throw new Error(`shard ${shard} has no session: the bot has not identified`);
    return session;
  }

  /** Whether a bot has identified, be it there now or on its way back. */
  hasSession(shard: number): boolean {
    return this.#sessions.has(shard);
  }

  /** When an interaction or a message last went out to the bot; undefined where it never did. */
  deliveredAt(id: string): number | undefined {
    return this.#deliveries.get(id);
  }

  /** Lets go of what is known of deliveries of things made before. */
  forget(before: number): void {
    for (const id of this.#deliveries.keys()) if (timestampOf(id) < before) this.#deliveries.delete(id);
  }

  isLive(shard: number): boolean {
    return this.#sessions.get(shard)?.live ?? false;
  }

  dispatch(shard: number, t: string, d: unknown): void {
    this.session(shard).dispatch(t, d);
  }

  /** Tells of a new message where the intents allow it; returns whether the bot hears of it. */
  spreadMessage(message: Message): boolean {
    const { channel, user, member } = message.scene;
    const shard = shardOf(channel.guildId, this.shards);
    const intents = this.#sessions.get(shard)?.intents ?? 0;
    const needed = channel.guildId === undefined ? INTENTS.directMessages : INTENTS.guildMessages;
    if ((intents & needed) === 0) return false;
    const { bot } = this.state.world;
    const mentioned = message.author.id !== bot.id && new RegExp(`<@!?${bot.id}>`).test(message.content);
    const own = message.author.id === bot.id;
    const visible = own || mentioned || channel.guildId === undefined || (intents & INTENTS.messageContent) !== 0;
    const replies = message.repliesTo === undefined ? {} : { referenced_message: message.repliesTo.toApi() };
    this.dispatch(shard, 'MESSAGE_CREATE', {
      ...message.toApi(),
      ...(visible ? {} : { content: '', embeds: [], attachments: [], components: [] }),
      ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
      ...(own || member === undefined ? {} : { member: { ...member, user: undefined } }),
      mentions: mentioned ? [bot] : own && message.repliesTo !== undefined ? [user] : [],
      channel_type: channel.type,
      ...replies,
    });
    return true;
  }

  // --- levers

  /** Op 7: the client is asked to reconnect and resume. */
  reconnect(shard = 0): void {
    this.#live(shard).send(OP.reconnect, null);
  }

  /** Op 9: the session is invalid; a resumable one may be resumed. */
  invalidateSession(shard = 0, resumable = false): void {
    const connection = this.#live(shard);
    if (!resumable) this.#sessions.delete(shard);
    connection.send(OP.invalidSession, resumable);
  }

  /** Breaks the TCP connection of a shard. */
  drop(shard = 0): void {
    this.#live(shard).drop();
  }

  /** The shard's socket becomes half-open: nothing goes through, nothing is closed. */
  freeze(shard = 0): void {
    this.#live(shard).freeze();
  }

  /** Heartbeats of the shard's present connection are no longer acknowledged. */
  silenceHeartbeats(shard = 0, silent = true): void {
    this.#live(shard).silent = silent;
  }

  /** Closes the shard's connection with a code; fatal codes end the session too. */
  close(shard: number, code: number): void {
    const connection = this.#live(shard);
    if (code === CLOSE.authenticationFailed || code >= CLOSE.invalidShard) this.#sessions.delete(shard);
    connection.close(code);
  }

  /** The next IDENTIFYs are answered with a close code. */
  refuseIdentify(code: number, times = 1): void {
    this.#refusals.push({ close: code, left: times });
  }

  /** The next connections are refused with HTTP 503. */
  refuseConnections(times = 1): void {
    this.#unavailable += times;
  }

  // --- waiting

  /** Resolves when that many shards are connected and ready. */
  async waitForReady(shards: number, milliseconds = 30_000): Promise<void> {
    const live = () => [...this.#sessions.values()].filter((session) => session.live).length;
    const what = () => `${shards} ready shards, ${live()} are; ${this.identifies.length} IDENTIFYs came`;
    await this.state.signal.until(() => (live() >= shards ? true : undefined), milliseconds, what);
  }

  /** Resolves when that many RESUMEs have been accepted since the start. */
  async waitForResumes(count: number, milliseconds = 10_000): Promise<void> {
    const accepted = () => this.resumes.filter((each) => each.accepted).length;
    const what = () => `${count} accepted RESUMEs, ${accepted()} came`;
    await this.state.signal.until(() => (accepted() >= count ? true : undefined), milliseconds, what);
  }

  /** Resolves when that many IDENTIFYs have been accepted since the start. */
  async waitForIdentifies(count: number, milliseconds = 20_000): Promise<void> {
    const accepted = () => this.identifies.filter((each) => each.accepted).length;
    const what = () => `${count} accepted IDENTIFYs, ${accepted()} came`;
    await this.state.signal.until(() => (accepted() >= count ? true : undefined), milliseconds, what);
  }

  shutdown(): void {
    for (const connection of this.#connections) connection.drop();
    this.#sockets.close();
  }

  // --- what connections report

  identify(connection: Connection, data: unknown): void {
    if (connection.session !== undefined) {
      this.accuse(connection, 'gateway-identify', 'IDENTIFY on a connection that had identified');
      connection.close(CLOSE.alreadyAuthenticated, 'Already authenticated.');
      return;
    }
    const { token, intents: asked, shard: pair } = dict(data);
    const [shard, shards] = pair === undefined ? [0, 1] : list(pair).map((each) => number(each, -1));
    const intents = number(asked, -1);
    const refuse = (code: number, reason: string) => {
      this.#note(this.identifies, { shard: shard ?? -1, shards: shards ?? -1, intents, accepted: false, replayed: 0 });
      connection.close(code, reason);
    };
    const refusal = this.#refusals[0];
    if (refusal !== undefined) {
      refusal.left -= 1;
      if (refusal.left === 0) this.#refusals.shift();
      refuse(refusal.close, 'Injected.');
      return;
    }
    if (token !== this.state.botToken) {
      refuse(CLOSE.authenticationFailed, 'Authentication failed.');
      return;
    }
    if (shard === undefined || shards === undefined || shard < 0 || shard >= shards) {
      this.accuse(connection, 'gateway-shard', `shard ${JSON.stringify(pair)} is not valid`);
      refuse(CLOSE.invalidShard, 'Invalid shard.');
      return;
    }
    if (intents < 0 || (intents & ~ALL_INTENTS) !== 0) {
      this.accuse(connection, 'gateway-intents', `intents ${String(asked)} are not valid`);
      refuse(CLOSE.invalidIntents, 'Invalid intents.');
      return;
    }
    if ((intents & PRIVILEGED) !== 0) {
      this.accuse(connection, 'privileged-intent', `intents ${intents} hold a privileged one that is not granted`);
      refuse(CLOSE.disallowedIntents, 'Disallowed intents.');
      return;
    }
    if (!this.#mayIdentify(shard)) {
      this.accuse(connection, 'identify-rate', `shard ${shard} identified too soon after another of its bucket`);
      this.#note(this.identifies, { shard, shards, intents, accepted: false, replayed: 0 });
      connection.send(OP.invalidSession, false);
      return;
    }
    this.#note(this.identifies, { shard, shards, intents, accepted: true, replayed: 0 });
    const session = new Session(randomBytes(16).toString('hex'), shard, shards, intents);
    this.#sessions.set(shard, session);
    session.connection = connection;
    connection.session = session;
    session.dispatch('READY', this.#ready(session));
    this.#announceGuilds(session);
    this.state.signal.changed();
  }

  resume(connection: Connection, data: unknown): void {
    const { token, session_id: id, seq } = dict(data);
    const session = [...this.#sessions.values()].find((each) => each.id === id);
    const note = (accepted: boolean, replayed: number) => {
      const { shard = -1, shards = -1, intents = -1 } = session ?? {};
      this.#note(this.resumes, { shard, shards, intents, accepted, replayed });
    };
    if (token !== this.state.botToken) {
      note(false, 0);
      connection.close(CLOSE.authenticationFailed, 'Authentication failed.');
      return;
    }
    if (!isText(id) || session === undefined) {
      note(false, 0);
      connection.send(OP.invalidSession, false);
      return;
    }
    const since = number(seq, -1);
    if (since < 0 || since > session.sequence) {
      note(false, 0);
      this.accuse(connection, 'gateway-sequence', `RESUME from event ${String(seq)} of ${session.sequence}`);
      connection.close(CLOSE.invalidSequence, 'Invalid seq.');
      return;
    }
    if (!connection.atResumeUrl) {
      this.accuse(connection, 'resume-url', 'RESUME did not come to the resume_gateway_url of READY');
    }
    session.connection = connection;
    connection.session = session;
    const missed = session.missedSince(since);
    for (const event of missed) connection.dispatch(event);
    session.dispatch('RESUMED', { _trace: [] });
    note(true, missed.length);
    this.state.signal.changed();
  }

  delivered({ d }: GatewayEvent): void {
    const { id } = dict(d);
    if (isText(id) && /^\d+$/.test(id)) this.#deliveries.set(id, this.state.clock.now());
  }

  closed(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    if (session?.connection === connection) {
      session.connection = undefined;
      const orderly = code === 1000 || code === 1001;
      if (orderly && this.#sessions.get(session.shard) === session) this.#sessions.delete(session.shard);
    }
    this.state.signal.changed();
  }

  accuse(connection: Connection, rule: string, sentence: string): void {
    const shard = connection.session?.shard;
    this.state.violate('discord', rule, shard === undefined ? 'gateway' : `gateway shard ${shard}`, sentence);
  }

  #live(shard: number): Connection {
    const { connection } = this.session(shard);
    if (connection === undefined) throw new Error(`shard ${shard} is not connected`);
    return connection;
  }

  #note(where: Handshake[], handshake: Omit<Handshake, 'at'>): void {
    where.push({ at: this.state.clock.now(), ...handshake });
    this.state.signal.changed();
  }

  /** One shard a bucket in five seconds. A shard may come back sooner, so that a test can restart its bot. */
  #mayIdentify(shard: number): boolean {
    const bucket = shard % this.options.maxConcurrency;
    const last = this.#lastIdentify.get(bucket);
    const now = performance.now();
    const tooSoon = last !== undefined && now - last.on < IDENTIFY_EVERY_MS - TIMER_TOLERANCE_MS;
    if (tooSoon && last.shard !== shard) return false;
    this.#lastIdentify.set(bucket, { shard, on: now });
    return true;
  }

  #ready(session: Session): Dict {
    const { application, bot } = this.state.world;
    return {
      v: 10,
      user: bot,
      guilds: this.#guildsOf(session).map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: `${this.url}/resume`,
      shard: [session.shard, session.shards],
      application: { id: application.id, flags: 0 },
    };
  }

  /** Guilds are told of only to a bot that asked for them. */
  #guildsOf({ shard, shards, intents }: Session): readonly string[] {
    if ((intents & INTENTS.guilds) === 0) return [];
    return this.state.world.guildIds.filter((id) => shardOf(id, shards) === shard);
  }

  #announceGuilds(session: Session): void {
    for (const id of this.#guildsOf(session)) session.dispatch('GUILD_CREATE', this.state.world.guildToApi(id));
  }
}
