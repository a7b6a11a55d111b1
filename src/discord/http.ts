import type { KeyObject } from 'node:crypto';
import { REST } from 'discord.js';
import { type APIApplication, Routes } from 'discord-api-types/v10';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ConfigError } from '../config.js';
import { listen, type Served } from '../listen.js';
import type { Delivery } from './delivery.js';
import { parseInteraction } from './frame.js';
import { multipart } from './multipart.js';
import { compareCommands } from './registered.js';
import type { Send } from './responder.js';
import { Service, type ServiceParts, type Transport } from './service.js';
import { judge, publicKey, signedBy } from './signature.js';

/** Where Discord posts interactions. */
export const INTERACTIONS_PATH = '/interactions';
const SERVED: Served = {
  what: 'interactions',
  variables: ['MARROW_INTERACTIONS_HOST', 'MARROW_INTERACTIONS_PORT'],
};

/** A message's menu brings the message along; a megabyte is far beyond all that Discord allows in one. */
const MOST_BYTES = 1_048_576;
/** Discord waits three seconds, so a request that is longer under way answers nobody. */
const REQUEST_MS = 3_000;
const LOOK_FOR_SLOW_MS = 500;
/** Longer than a balancer keeps an idle connection (nginx and most clouds: 60 s), so that it is never ours that closes. */
const KEEP_ALIVE_MS = 75_000;
const WARN_OF_CLOCK_MS = 60_000;

/**
 * Serves Discord's interactions endpoint until SIGTERM, SIGINT or a fault that only the operator can mend.
 * @returns the exit code for the process: 0 after a signal, 1 after a fault, which is in the log.
 * @throws ConfigError without a public key.
 */
export async function runHttp(parts: ServiceParts): Promise<number> {
  const { publicKey: key } = parts.config.discord;
  if (key === undefined) throw new ConfigError('DISCORD_PUBLIC_KEY is needed for MARROW_TRANSPORT=http');
  const service = new Service(parts);
  return await service.run(new Endpoint(service, publicKey(key)));
}

/** Discord's interactions endpoint. It holds no state: any process answers any click. */
class Endpoint implements Transport {
  readonly #app: FastifyInstance;
  #isClosing = false;
  #clockWarnedAt = -WARN_OF_CLOCK_MS;

  constructor(
    private readonly service: Service,
    private readonly key: KeyObject,
  ) {
    this.#app = this.#serving();
  }

  async start(): Promise<void> {
    const { config, log, commands } = this.service.parts;
    const origin = await listen(this.#app, config.interactions, SERVED);
    this.service.ready({ endpoint: `${origin}${INTERACTIONS_PATH}` });
    const { token, applicationId } = config.discord;
    if (token === undefined) {
      log.info({ commands: 'unknown' }, 'the registered commands are not compared: that needs DISCORD_TOKEN');
      return;
    }
    const rest = new REST(this.service.restOptions).setToken(token);
    const id = async () =>
      applicationId ?? ((await rest.get(Routes.currentApplication())) as Pick<APIApplication, 'id'>).id;
    await compareCommands(rest, id, commands, log);
  }

  get missing(): readonly string[] {
    return this.#app.server.listening ? [] : ['the endpoint: not listening'];
  }

  /** No new connection is taken; a request that still comes over an open one is answered, and the connection closed. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#app.close();
  }

  async stop(): Promise<void> {
    this.#app.server.closeAllConnections();
  }

  #serving(): FastifyInstance {
    const app = Fastify({
      bodyLimit: MOST_BYTES,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Whoever still has a connection gets an answer rather than a 503 that a balancer may not try elsewhere.
      return503OnClosing: false,
      http: { connectionsCheckingInterval: LOOK_FOR_SLOW_MS, headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS },
      exposeHeadRoutes: false,
    });
    // The signature is over the bytes, so nobody may read anything out of them before.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.post(
      INTERACTIONS_PATH,
      {
        // What has no signature is sent away before its body is read.
        onRequest: async (request, reply) => {
          if (signedBy(request.headers) === undefined) return await this.#refuse(reply);
        },
      },
      (request, reply) => this.#receive(request, reply),
    );
    // Fastify says so on requests that begin after the end has; one may have begun before.
    app.addHook('onSend', async (_request, reply) => {
      if (this.#isClosing) reply.header('connection', 'close');
    });
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
    app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      if (status < 500) this.service.counters.add('malformed');
      else this.service.responder.bug({ err: error }, 'a request failed');
      return reply.code(status).send({ error: status === 413 ? 'the body is too large' : 'the request failed' });
    });
    return app;
  }

  #receive(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const signed = signedBy(request.headers);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (signed === undefined) return this.#refuse(reply);
    const verdict = judge(signed, body, this.key, Date.now());
    if (verdict.type !== 'genuine') {
      if (verdict.type === 'stale') this.#warnOfClock(verdict.seconds);
      return this.#refuse(reply);
    }
    const interaction = parseInteraction(body);
    if (interaction === undefined) {
      this.service.counters.add('malformed');
      return reply.code(400).send({ error: 'this is no interaction' });
    }
    this.service.counters.add('interactions');
    this.service.work.add(this.service.responder.interaction(interaction, sendingWith(reply)));
    return reply;
  }

  #refuse(reply: FastifyReply): FastifyReply {
    this.service.counters.add('forged');
    return reply.code(401).send({ error: 'invalid request signature' });
  }

  #warnOfClock(seconds: number): void {
    const now = performance.now();
    if (now - this.#clockWarnedAt < WARN_OF_CLOCK_MS) return;
    this.#clockWarnedAt = now;
    this.service.parts.log.warn(
      { seconds },
      "a request that Discord signed at another time was refused: a replay, or this machine's clock is off",
    );
  }
}

/** Answers the request itself; delivered is what was written to the end while somebody was there to read. */
function sendingWith(reply: FastifyReply): Send {
  return async ({ body, files }) => {
    const form = files.length === 0 ? undefined : await multipart(body, files);
    return await new Promise<Delivery>((resolve) => {
      reply.raw.once('close', () => resolve({ outcome: reply.raw.writableFinished ? 'delivered' : 'unreachable' }));
      if (form === undefined) reply.send(body);
      else reply.header('content-type', form.contentType).send(form.bytes);
    });
  };
}
