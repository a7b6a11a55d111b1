import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Address } from './config.js';

/** What is served at an address, and which variables name it. */
export interface Served {
  readonly what: string;
  readonly variables: readonly [host: string, port: string];
}

/**
 * Listens where the operator says; returns the address as a URL without a path.
 * @throws where that is not possible, naming the variables.
 */
export async function listen(app: FastifyInstance, { host, port }: Address, served: Served): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const where = `${host}:${port}, as ${served.variables.join(' and ')} say`;
    throw new Error(`${served.what} cannot be served at ${where}: ${why}`, { cause: error });
  }
  const bound = app.server.address() as AddressInfo;
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
}
