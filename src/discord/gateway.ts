import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, DiscordjsError, DiscordjsErrorCodes, Events } from 'discord.js';
import {
  type APIInteraction,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData,
  Routes,
} from 'discord-api-types/v10';
import { looksLikePatient } from '../../index/question/patient.js';
import type { Config } from '../config.js';
import { type Connection, createClient } from './client.js';
import { DiscordClock, madeAt } from './clock.js';
import { registration } from './commands.js';
import { Counters } from './counters.js';
import { type Delivery, deliver, describeError } from './delivery.js';
import { difference, isInStep } from './deployment.js';
import { interact, typedIn } from './interact.js';
import { LIMITS } from './limits.js';
import { questionIn, replyText, replyTo } from './mentions.js';
import type { Answering, Facts, Log } from './parts.js';
import { renderAnswer } from './render/answer.js';
import { apology, apologyText } from './replies.js';
import { Work } from './work.js';

export interface GatewayParts extends Answering {
  readonly config: Pick<Config, 'discord' | 'log'>;
  readonly log: Log;
  readonly facts: Facts;
}

/** A message that was missed for longer is no longer waited on. */
const MESSAGE_AGE_MS = 60_000;
const MESSAGE_TIME_MS = 10_000;
const WARM_UP_MS = 500;
const FINISH_MS = 5_000;
const DESTROY_MS = 3_000;
const LINGER_MS = 250;
const COUNT_EVERY_MS = 600_000;
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
export function runGateway(parts: GatewayParts): Promise<number> {
  return new Gateway(parts).run();
}

class Gateway {
  readonly #counters = new Counters();
  readonly #work = new Work();
  readonly #clock = new DiscordClock();
  readonly #ended: Promise<number>;
  #end!: (code: number) => void;
  #connection: Connection | undefined;
  #closeCode: number | undefined;
  #wasReady = false;

  constructor(private readonly parts: GatewayParts) {
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async run(): Promise<number> {
    const { log } = this.parts;
    const stop = (signal: string) => {
      log.info({ signal }, 'stopping: no new work, answers in flight finish');
      this.#work.close();
      this.#end(0);
    };
    // The client runs parts of itself unawaited; what fails there is mended by its reconnects, not by an exit.
    const survive = (reason: unknown) => {
      this.#counters.add('failures');
      log.error({ error: describeError(reason) }, 'a rejection that nobody handled');
    };
    process.once('SIGTERM', stop).once('SIGINT', stop).on('unhandledRejection', survive);
    this.#warmUp();
    const counting = setInterval(() => log.info(this.#counters.all, 'counters'), COUNT_EVERY_MS).unref();
    this.#logIn().catch((error: unknown) => this.#fail(describeError(error), 'the login failed'));
    const code = await this.#ended;
    clearInterval(counting);
    await this.#work.finish(FINISH_MS);
    const destroyed = this.#connection
      ?.destroy()
      .catch((error: unknown) => log.warn(describeError(error), 'not destroyed cleanly'));
    await Promise.race([destroyed, pause(DESTROY_MS)]);
    log.info(this.#counters.all, 'stopped');
    process.off('SIGTERM', stop).off('SIGINT', stop).off('unhandledRejection', survive);
    // The socket of a dead peer would keep the process for half a minute more.
    setTimeout(() => process.exit(code), LINGER_MS).unref();
    return code;
  }

  /** Answers the commands' own examples for a moment, so that the first to ask find compiled code and filled caches. */
  #warmUp(): void {
    const { commands, dispatcher } = this.parts;
    const examples = commands.filter(({ kind }) => kind === 'slash').flatMap((command) => command.examples);
    const until = performance.now() + WARM_UP_MS;
    while (examples.length > 0 && performance.now() < until) {
      for (const example of examples) {
        const render = () => renderAnswer(dispatcher.text(example), { audience: 'private' });
        this.#guarded(render, () => undefined);
      }
    }
  }

  /** Logs in; where Discord is not there, again and again with a new client, since a failed one is of no use. */
  async #logIn(): Promise<void> {
    const { config, log } = this.parts;
    for (let backOff = FIRST_BACK_OFF_MS; !this.#work.isClosed; backOff = Math.min(2 * backOff, LONGEST_BACK_OFF_MS)) {
      this.#closeCode = undefined;
      const connection = createClient(config.discord, log, this.#counters);
      this.#connection = connection;
      this.#listen(connection.client);
      try {
        await connection.client.login(config.discord.token);
        return;
      } catch (error) {
        if (this.#work.isClosed || HOPELESS.includes(this.#closeCode ?? 0)) return;
        await connection.destroy();
        const details = {
          ...describeError(error),
          ...(this.#closeCode === undefined ? {} : { closeCode: this.#closeCode }),
        };
        if (isTokenInvalid(error)) return this.#fail(details, 'Discord does not know this token: check DISCORD_TOKEN');
        log.error({ ...details, retryInMs: backOff }, 'could not log in; trying again');
        await Promise.race([pause(backOff), this.#ended]);
      }
    }
  }

  #listen(client: Client): void {
    const { log } = this.parts;
    client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: APIInteraction) => this.#interaction(client, raw));
    client.ws.on(GatewayDispatchEvents.MessageCreate, (raw: GatewayMessageCreateDispatchData) =>
      this.#message(client, raw),
    );
    client.once(Events.ClientReady, (ready) => void this.#ready(ready));
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      this.#closeCode = code;
      if (this.#wasReady || HOPELESS.includes(code)) {
        this.#fail({ shard, closeCode: code }, 'Discord ended the connection for good');
      }
    });
    client.on(Events.ShardReconnecting, (shard) => {
      this.#counters.add('reconnects');
      log.info({ shard }, 'reconnecting');
    });
    client.on(Events.ShardResume, (shard, replayed) => {
      this.#counters.add('resumes');
      log.info({ shard, replayed }, 'resumed');
    });
    client.on(Events.ShardError, (error, shard) =>
      log.warn({ shard, error: describeError(error) }, 'a gateway socket failed'),
    );
    client.on(Events.Error, (error) => log.error({ error: describeError(error) }, 'the client failed'));
    client.on(Events.Warn, (text) => log.warn({ text }, 'the client warns'));
    client.rest.once('response', (_request, response) => {
      const ahead = this.#clock.learn(response.headers.get('date'));
      if (ahead !== 0) log.warn({ aheadMs: ahead }, "this machine's clock is off; Discord's time is used");
    });
  }

  async #ready(client: Client<true>): Promise<void> {
    const { facts, log } = this.parts;
    this.#wasReady = true;
    const { documents, ...rest } = facts;
    const found = documents.found === 0 ? 'none found' : `${documents.found} of ${documents.of} found`;
    log.info({ ...rest, documents: found, shards: client.ws.shards.size }, 'ready');
    try {
      const registered = await client.rest.get(Routes.applicationCommands(client.application.id));
      const change = difference(registration(this.parts.commands), registered, 'global');
      if (isInStep(change)) log.info({ commands: 'in step' }, 'the registered commands are in step');
      else log.warn({ commands: 'out of step', ...change }, 'the registered commands are out of step: npm run deploy');
    } catch (error) {
      log.warn({ commands: 'unknown', error: describeError(error) }, 'could not compare the registered commands');
    }
  }

  #interaction(client: Client, raw: APIInteraction): void {
    this.#counters.add('interactions');
    const until = madeAt(raw.id) + LIMITS.answerMs;
    if (this.#work.isClosed) this.#counters.add('afterStop');
    else if (this.#clock.now() > until) this.#counters.add('late');
    else this.#work.add(this.#answer(client, raw, until));
  }

  async #answer(client: Client, raw: APIInteraction, until: number): Promise<void> {
    const post = (body: unknown) =>
      deliver(
        () => client.rest.post(Routes.interactionCallback(raw.id, raw.token), { body, auth: false }),
        Date.now() + (until - this.#clock.now()),
        () => this.#counters.add('retries'),
      );
    if (this.parts.config.log.questions) this.#logQuestion(typedIn(raw));
    const delivery = await post(
      this.#guarded(
        () => interact(raw, this.parts),
        (reference) => apology(raw.type, reference),
      ),
    );
    if (delivery.outcome === 'refused') {
      const reference = this.#bug(describeError(delivery.error), 'Discord refused an answer');
      this.#count(await post(apology(raw.type, reference)));
    } else this.#count(delivery);
  }

  #message(client: Client, raw: GatewayMessageCreateDispatchData): void {
    const question = client.user === null ? undefined : questionIn(raw, client.user.id);
    if (question === undefined) return;
    this.#counters.add('messages');
    if (this.#work.isClosed) this.#counters.add('afterStop');
    else if (this.#clock.now() - madeAt(raw.id) > MESSAGE_AGE_MS) this.#counters.add('late');
    else this.#work.add(this.#answerMessage(client, raw, question));
  }

  async #answerMessage(
    client: Client,
    { id, channel_id }: GatewayMessageCreateDispatchData,
    question: string,
  ): Promise<void> {
    const { dispatcher, config } = this.parts;
    if (config.log.questions) this.#logQuestion(question);
    const body = this.#guarded(
      () => replyTo(id, renderAnswer(dispatcher.text(question), { audience: 'public' })),
      (reference) => replyText(id, apologyText(reference)),
    );
    const delivery = await deliver(
      () => client.rest.post(Routes.channelMessages(channel_id), { body }),
      Date.now() + MESSAGE_TIME_MS,
      () => this.#counters.add('retries'),
    );
    if (delivery.outcome === 'refused') this.#bug(describeError(delivery.error), 'Discord refused a reply');
    this.#count(delivery);
    if (delivery.outcome === 'unauthorized') this.#fail(describeError(delivery.error), 'the token is no longer valid');
  }

  /** The one catch around answers: what fails gets a reference that the log has too, and nothing else is shown. */
  #guarded<T, U>(run: () => T, apologize: (reference: string) => U): T | U {
    try {
      return run();
    } catch (error) {
      return apologize(this.#bug({ err: error }, 'an answer failed'));
    }
  }

  #bug(details: object, what: string): string {
    const reference = randomUUID().slice(0, 8);
    this.#counters.add('failures');
    this.parts.log.error({ reference, ...details }, what);
    return reference;
  }

  #count({ outcome, error }: Delivery): void {
    if (outcome === 'unauthorized') return;
    this.#counters.add(outcome);
    if (outcome !== 'delivered')
      this.parts.log.debug({ outcome, error: describeError(error) }, 'an answer was not delivered');
  }

  #logQuestion(question: string | undefined): void {
    if (question === undefined) return;
    const shown = looksLikePatient(question) ? 'withheld: it reads like a patient' : question;
    this.parts.log.info({ question: shown }, 'asked');
  }

  #fail(details: object, what: string): void {
    this.parts.log.fatal(details, what);
    this.#end(1);
  }
}

function isTokenInvalid(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}
