import Fastify, { type FastifyInstance } from 'fastify';
import type { Address } from '../config.js';
import { listen, type Served } from '../listen.js';
import type { Metrics } from './metrics.js';
import type { View } from './view.js';

/** Whoever asks for figures is a machine nearby. */
const REQUEST_MS = 5_000;
const SERVED: Served = { what: 'health and metrics', variables: ['MARROW_OPS_HOST', 'MARROW_OPS_PORT'] };

/**
 * Health and figures for supervisors, balancers and Prometheus. It has no lock of its own: it listens where the operator
 * says, on this machine unless told otherwise, and tells nothing about questions and users.
 */
export class OpsServer {
  #app: FastifyInstance | undefined;

  constructor(
    private readonly address: Address,
    readonly metrics: Metrics,
  ) {}

  /**
   * Listens; returns the address.
   * @throws where the address cannot be listened on.
   */
  async listen(view: View): Promise<string> {
    this.metrics.watch(view);
    this.#app = this.#serving(view);
    return await listen(this.#app, this.address, SERVED);
  }

  async close(): Promise<void> {
    await this.#app?.close();
  }

  #serving({ missing, facts }: View): FastifyInstance {
    const app = Fastify({
      bodyLimit: 1_024,
      forceCloseConnections: true,
      http: { headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS },
      // Being stopped is one of the things that are told here.
      return503OnClosing: false,
    });
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    app.get('/healthz', () => ({ status: 'ok' }));
    app.get('/readyz', (_request, reply) => {
      const lacking = missing();
      const { version, evidence } = facts();
      const status = lacking.length === 0 ? 'ready' : 'not ready';
      return reply.code(lacking.length === 0 ? 200 : 503).send({ status, missing: lacking, version, evidence });
    });
    app.get('/metrics', async (_request, reply) =>
      reply.header('content-type', this.metrics.contentType).send(await this.metrics.text()),
    );
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
    app.setErrorHandler((error: { statusCode?: number }, _request, reply) =>
      reply.code(error.statusCode ?? 500).send({ error: 'the request failed' }),
    );
    return app;
  }
}
