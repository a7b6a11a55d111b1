import { setTimeout as pause } from 'node:timers/promises';
import { type Client, DiscordjsError, DiscordjsErrorCodes, Events } from 'discord.js';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  Routes,
} from 'discord-api-types/v10';
import type { GatewayState } from '../ops/view.js';
import { type Connection, createClient } from './client.js';
import { DiscordClock, madeAt } from './clock.js';
import { closeCodeOf, codeOf, deliver, describeError } from './delivery.js';
import { readInteraction } from './frame.js';
import { isMessage } from './incoming.js';
import { LIMITS } from './limits.js';
import { questionIn, replyTo } from './mentions.js';
import { Recent } from './recent.js';
import { compareCommands } from './registered.js';
import { renderAnswer } from './render/answer.js';
import { type Message, message, textDisplay } from './render/message.js';
import { apologyText, type Later, type Reply } from './replies.js';
import { requestOf } from './rest.js';
import { Service, type ServiceParts, type Transport } from './service.js';
import { missingOf, Shards } from './shards.js';
import { Turns } from './turns.js';
import { COST, tooFast } from './user-limits.js';

/** A message that was missed for longer is no longer waited on. */
const MESSAGE_AGE_MS = 60_000;
const MESSAGE_TIME_MS = 10_000;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 60_000;

/** Closed for a reason that trying again does not change. An intent may be granted while we wait, so 4014 is not here. */
const HOPELESS: readonly number[] = [
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
];

/**
 * Runs the bot on Discord's gateway until SIGTERM, SIGINT or a fault that only the operator can mend.
 * @returns the exit code for the process: 0 after a signal, 1 after a fault, which is in the log.
 */
export function runGateway(parts: ServiceParts): Promise<number> {
  const service = new Service(parts);
  return service.run(new Gateway(service));
}

/** Discord's gateway: what happens comes over a socket, answers go over REST. */
class Gateway implements Transport {
  readonly #clock = new DiscordClock();
  readonly #recent = new Recent();
  readonly #turns = new Turns();
  #connection: Connection | undefined;
  #shards = new Shards(() => []);
  #closeCode: number | undefined;
  #wasReady = false;

  constructor(private readonly service: Service) {}

  get gateway(): GatewayState {
    return this.#shards.state;
  }

  get missing(): readonly string[] {
    return missingOf(this.gateway);
  }

  async stop(): Promise<void> {
    await this.#connection?.destroy();
  }

  /** Logs in; where Discord is not there, again and again with a new client, since a failed one is of no use. */
  async start(): Promise<void> {
    const { config, log } = this.service.parts;
    for (
      let backOff = FIRST_BACK_OFF_MS;
      !this.service.work.isClosed;
      backOff = Math.min(2 * backOff, LONGEST_BACK_OFF_MS)
    ) {
      this.#closeCode = undefined;
      const { restOptions, counters } = this.service;
      const connection: Connection = createClient(config.discord, restOptions, log, counters, (type, body) => {
        if (type === GatewayDispatchEvents.InteractionCreate) this.#interaction(connection.client, body);
        if (type === GatewayDispatchEvents.MessageCreate) this.#message(connection.client, body);
      });
      this.#connection = connection;
      this.#listen(connection.client);
      try {
        await connection.client.login(config.discord.token);
        return;
      } catch (error) {
        if (this.service.work.isClosed || HOPELESS.includes(this.#closeCode ?? 0)) return;
        await connection.destroy();
        if (this.#closeCode === undefined) this.service.refused(isTokenInvalid(error) ? 'http_401' : codeOf(error));
        const details = {
          ...describeError(error),
          ...(this.#closeCode === undefined ? {} : { closeCode: this.#closeCode }),
        };
        if (isTokenInvalid(error))
          return this.service.fail(details, 'Discord does not know this token: check DISCORD_TOKEN');
        log.error({ ...details, retryInMs: backOff }, 'could not log in; trying again');
        await Promise.race([pause(backOff), this.service.ended]);
      }
    }
  }

  #listen(client: Client): void {
    const { log } = this.service.parts;
    const shards = new Shards(() => client.ws.shards.values());
    this.#shards = shards;
    client.once(Events.ClientReady, (ready) => void this.#ready(ready));
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      this.#closeCode = code;
      this.service.observer.discordError(closeCodeOf(code));
      if (this.#wasReady || HOPELESS.includes(code)) {
        this.service.fail({ shard, closeCode: code }, 'Discord ended the connection for good');
      }
    });
    client.on(Events.ShardReconnecting, (shard) => {
      this.service.counters.add('reconnects');
      log.info({ shard }, 'reconnecting');
    });
    client.on(Events.ShardReady, (shard) => shards.connected(shard));
    client.on(Events.ShardResume, (shard, replayed) => {
      shards.connected(shard);
      this.service.counters.add('resumes');
      log.info({ shard, replayed }, 'resumed');
    });
    client.on(Events.ShardError, (error, shard) =>
      log.warn({ shard, error: describeError(error) }, 'a gateway socket failed'),
    );
    client.on(Events.Error, (error) => log.error({ error: describeError(error) }, 'the client failed'));
    client.on(Events.Warn, (text) => log.warn({ text }, 'the client warns'));
    client.rest.on('response', (_request, response) => {
      const wasRight = this.#clock.isRight;
      const ahead = this.#clock.learn(response.headers.get('date'));
      if (ahead !== 0 && wasRight) log.warn({ aheadMs: ahead }, "this machine's clock is off; Discord's time is used");
    });
  }

  async #ready(client: Client<true>): Promise<void> {
    const { commands, log } = this.service.parts;
    this.#wasReady = true;
    this.service.ready({ shards: client.ws.shards.size });
    await compareCommands(client.rest, async () => client.application.id, commands, log);
  }

  #interaction(client: Client, given: unknown): void {
    const { counters, responder, work } = this.service;
    counters.add('interactions');
    const raw = readInteraction(given);
    if (raw === undefined || raw.type === InteractionType.Ping) {
      counters.add('malformed');
      return;
    }
    const until = madeAt(raw.id) + LIMITS.answerMs;
    const send = (reply: Reply) =>
      deliver(
        () =>
          this.service.counted(
            client.rest.post(Routes.interactionCallback(raw.id, raw.token), { ...requestOf(reply), auth: false }),
          ),
        Date.now() + (until - this.#clock.now()),
        () => counters.add('retries'),
      );
    if (!this.#recent.isNew(raw.id)) counters.add('repeated');
    else if (work.isClosed) counters.add('afterStop');
    else if (this.#clock.now() > until) counters.add('late');
    else {
      // It may have become too late while others were answered.
      const answer = () => {
        if (this.#clock.now() <= until) return responder.interaction(raw, send);
        return counters.add('late');
      };
      work.add(this.#turns.take(until, answer));
    }
  }

  #message(client: Client, raw: unknown): void {
    if (!isMessage(raw)) {
      this.service.counters.add('malformed');
      return;
    }
    const question = client.user === null ? undefined : questionIn(raw, client.user.id);
    if (question === undefined) return;
    this.service.counters.add('messages');
    const until = madeAt(raw.id) + MESSAGE_AGE_MS;
    if (!this.#recent.isNew(raw.id)) this.service.counters.add('repeated');
    else if (this.service.work.isClosed) this.service.counters.add('afterStop');
    else if (this.#clock.now() > until) this.service.counters.add('late');
    else {
      const { responder } = this.service;
      const permit = responder.permit(raw.author.id, COST.question);
      // Told once; a channel is no place to say it again and again.
      if (permit.type === 'granted')
        this.service.work.add(
          this.#turns.take(until, () => responder.timed('message', () => this.#answerMessage(client, raw, question))),
        );
      else if (!permit.isTold) this.service.work.add(this.#reply(client, raw, saying(tooFast(permit.inSeconds))));
    }
  }

  async #answerMessage(client: Client, raw: GatewayMessageCreateDispatchData, question: string): Promise<void> {
    const { responder } = this.service;
    const { dispatcher } = responder.answering();
    responder.asked(() => question);
    const later = responder.guarded(
      (): Later => {
        const answer = dispatcher.text(question);
        const plain = renderAnswer(answer, { audience: 'public', attaches: false, draws: false });
        return { drawn: renderAnswer(answer, { audience: 'public' }), plain };
      },
      (reference) => ({ drawn: saying(apologyText(reference)), plain: saying(apologyText(reference)) }),
    );
    const message = await responder.painted(later);
    responder.leftOut(message);
    await this.#reply(client, raw, message, later.plain);
  }

  /** Posts a reply; where the bot may write but not attach, what says the same without files. */
  async #reply(
    client: Client,
    { id, channel_id }: GatewayMessageCreateDispatchData,
    whole: Message,
    plain = whole,
  ): Promise<void> {
    const { counters, responder } = this.service;
    const until = Date.now() + MESSAGE_TIME_MS;
    const post = (sent: Message) =>
      deliver(
        () => this.service.counted(client.rest.post(Routes.channelMessages(channel_id), requestOf(replyTo(id, sent)))),
        until,
        () => counters.add('retries'),
      );
    const hasFiles = (whole.files?.length ?? 0) > 0;
    const delivery = await responder.insist(post, whole, hasFiles ? plain : undefined, (reference) =>
      saying(apologyText(reference)),
    );
    responder.count(delivery);
    if (delivery.outcome === 'unauthorized')
      this.service.fail(describeError(delivery.error), 'the token is no longer valid');
  }
}

const saying = (text: string): Message => message([textDisplay(text)], 'public');

function isTokenInvalid(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}
