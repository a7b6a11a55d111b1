import { setTimeout as pause } from 'node:timers/promises';
import { REST, type RESTOptions } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import type { Config } from '../config.js';
import { NOBODY, type Observer } from '../ops/observer.js';
import type { OpsServer } from '../ops/server.js';
import type { GatewayState } from '../ops/view.js';
import { createPainter, type Painter } from '../pictures/painter.js';
import { questionsToWarmUp } from '../warm-up.js';
import { Counters } from './counters.js';
import { codeOf, deliver, describeError, isBeforeDeferral } from './delivery.js';
import type { Answering, Declaration, Facts, Log } from './parts.js';
import { renderAnswer } from './render/answer.js';
import { type Edit, Responder } from './responder.js';
import { requestOf, restOptions } from './rest.js';
import { UserLimits } from './user-limits.js';
import { Work } from './work.js';

export interface ServiceParts {
  readonly config: Pick<Config, 'discord' | 'interactions' | 'log' | 'userLimit'>;
  readonly log: Log;
  readonly commands: readonly Declaration[];
  /** What answers now; a reload of the evidence puts another in its place. */
  readonly answering: () => Answering;
  /** What the log says about the evidence of now. */
  readonly facts: () => Facts;
  /** Health and figures, where the operator wants them. */
  readonly ops?: OpsServer | undefined;
}

/** A way in which interactions come. */
export interface Transport {
  /** What it waits for before interactions come, in words. */
  readonly missing: readonly string[];
  readonly gateway?: GatewayState;
  /** Takes interactions from now on. A rejection ends the process. */
  start(): Promise<void>;
  /** Takes no new connections; resolves when those that are open have been served. */
  close?(): Promise<void>;
  /** Lets go of what is left. */
  stop(): Promise<void>;
}

/** How long an answer that was deferred may take: Discord would wait for minutes, the reader does not. */
const EDIT_MS = 10_000;
const WARM_UP_MS = 500;
const FINISH_MS = 5_000;
const STOP_MS = 3_000;
const LINGER_MS = 250;
const COUNT_EVERY_MS = 600_000;

/** What both transports have: counters, answers in flight, signals, and a way to the end of the process. */
export class Service {
  readonly counters = new Counters();
  readonly work = new Work();
  readonly observer: Observer;
  readonly responder: Responder;
  /** For every client that talks to Discord. */
  readonly restOptions: Partial<RESTOptions>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number>;
  #end!: (code: number) => void;

  constructor(readonly parts: ServiceParts) {
    const { answering, log, config, ops } = parts;
    this.observer = ops?.metrics ?? NOBODY;
    this.restOptions = restOptions(config.discord.apiUrl, {
      onRateLimit: () => this.counters.add('rateLimited'),
      onFailure: (code) => this.observer.discordError(code),
    });
    this.responder = new Responder({
      answering,
      log,
      counters: this.counters,
      observer: this.observer,
      limits: new UserLimits(config.userLimit),
      questions: config.log.questions,
      painter: this.#painter(),
      edit: this.#editing(),
    });
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /**
   * Runs a transport until SIGTERM, SIGINT or a fault that only the operator can mend.
   * @returns the exit code for the process: 0 after a signal, 1 after a fault, which is in the log.
   */
  async run(transport: Transport): Promise<number> {
    const { log } = this.parts;
    const stop = (signal: string) => {
      log.info({ signal }, 'stopping: no new work, answers in flight finish');
      this.work.close();
      this.#end(0);
    };
    // The client runs parts of itself unawaited; what fails there is mended by its reconnects, not by an exit.
    const survive = (reason: unknown) => {
      this.counters.add('failures');
      log.error({ error: describeError(reason) }, 'a rejection that nobody handled');
    };
    // Node would print the error as it is, and a token with it.
    const crash = (error: unknown) => {
      log.fatal({ err: error }, 'a bug ended the process');
      process.exit(1);
    };
    process.once('SIGTERM', stop).once('SIGINT', stop);
    process.on('unhandledRejection', survive).once('uncaughtException', crash);
    this.#warmUp();
    const counting = setInterval(() => log.info(this.counters.all, 'counters'), COUNT_EVERY_MS).unref();
    this.#start(transport).catch((error: unknown) => this.fail(describeError(error), 'could not start'));
    const code = await this.ended;
    clearInterval(counting);
    await Promise.race([this.#finish(transport), pause(FINISH_MS, undefined, { ref: false })]);
    const stopped = transport
      .stop()
      .catch((error: unknown) => log.warn(describeError(error), 'the connection was not closed cleanly'));
    await Promise.race([stopped, pause(STOP_MS)]);
    await this.parts.ops?.close();
    log.info(this.counters.all, 'stopped');
    process.off('SIGTERM', stop).off('SIGINT', stop);
    process.off('unhandledRejection', survive).off('uncaughtException', crash);
    // The socket of a dead peer would keep the process for half a minute more.
    setTimeout(() => process.exit(code), LINGER_MS).unref();
    return code;
  }

  #painter(): Painter {
    const { log } = this.parts;
    return createPainter((error) =>
      log.warn({ error: describeError(error) }, 'the renderer of pictures did not load: they are drawn in characters'),
    );
  }

  /** Interaction tokens speak for themselves, so that this works over HTTP without a bot token too. */
  #editing(): Edit {
    const rest = new REST(this.restOptions);
    return ({ application_id, token }, content) =>
      deliver(
        () =>
          this.counted(
            rest.patch(Routes.webhookMessage(application_id, token, '@original'), {
              ...requestOf(content),
              auth: false,
            }),
          ),
        Date.now() + EDIT_MS,
        () => this.counters.add('retries'),
        isBeforeDeferral,
      );
  }

  /** Has the observer hear what Discord refuses. */
  async counted<T>(request: Promise<T>): Promise<T> {
    try {
      return await request;
    } catch (error) {
      this.refused(codeOf(error));
      throw error;
    }
  }

  refused(code: string | undefined): void {
    if (code !== undefined) this.observer.discordError(code);
  }

  /** Ends the process with 1. */
  fail(details: object, what: string): void {
    this.parts.log.fatal(details, what);
    this.#end(1);
  }

  /** Says on what the bot runs, and how it is reached. */
  ready(how: object): void {
    const { documents, ...rest } = this.parts.facts();
    const found = documents.found === 0 ? 'none found' : `${documents.found} of ${documents.of} found`;
    this.parts.log.info({ ...rest, documents: found, ...how }, 'ready');
  }

  /** Health can be asked for before the transport is there, since that may take a while. */
  async #start(transport: Transport): Promise<void> {
    const { ops, facts, log } = this.parts;
    const address = await ops?.listen({
      events: () => this.counters.every,
      missing: () => (this.work.isClosed ? ['stopping'] : transport.missing),
      gateway: () => transport.gateway,
      facts,
    });
    if (address !== undefined) log.info({ address }, 'health and metrics are served');
    await transport.start();
  }

  /** Serves the connections that are open, and lets the answers in flight go out. */
  async #finish(transport: Transport): Promise<void> {
    await transport
      .close?.()
      .catch((error: unknown) => this.parts.log.warn(describeError(error), 'the server was not closed cleanly'));
    await this.work.finish(FINISH_MS);
  }

  /** Answers the commands' own examples for a moment, so that the first to ask find compiled code and filled caches. */
  #warmUp(): void {
    const { dispatcher, commands } = this.parts.answering();
    // A name that is not there is looked for the longest, and the first time all names are sorted for it.
    for (const { name, options } of commands)
      for (const option of Object.keys(options)) dispatcher.suggest(name, option, 'no such name');
    const questions = questionsToWarmUp(commands);
    const until = performance.now() + WARM_UP_MS;
    while (performance.now() < until) {
      for (const question of questions) {
        const render = () => renderAnswer(dispatcher.text(question), { audience: 'private' });
        this.responder.guarded(render, () => undefined);
      }
    }
  }
}
