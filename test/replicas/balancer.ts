import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const DELIVERED = new URL('../../deploy/nginx.conf', import.meta.url);
/** Debian keeps nginx where only root looks. */
const PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin`;
const START_MS = 5_000;
const STOP_MS = 5_000;

const ABSENT = `nginx was not found. Install it (Debian and Ubuntu: apt install nginx-light; Fedora: dnf install nginx;
macOS: brew install nginx) and run this again. Nothing else of Marrow needs it.`;

/** The processes that a request was handed to, in order, and what each said: an HTTP status, 502 and 504 being nginx's own. */
export interface Passage {
  readonly ports: readonly number[];
  readonly statuses: readonly number[];
}

/** nginx before two processes as deploy/nginx.conf has it, on 127.0.0.1 and in a folder of its own. */
export class Balancer {
  #stderr = '';

  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {
    process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
  }

  /** @throws where nginx is missing or does not start, with what it says. */
  static async start(ports: readonly [number, number]): Promise<Balancer> {
    if (spawnSync('nginx', ['-v'], { env: { PATH } }).error !== undefined) throw new Error(ABSENT);
    const [port = 0] = await freePorts(1);
    const folder = mkdtempSync(join(tmpdir(), 'marrow-nginx-'));
    // Started by root, its workers are somebody else.
    chmodSync(folder, 0o755);
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, configuration(folder, port, ports));
    const words = ['-p', folder, '-c', file, '-e', join(folder, 'error.log')];
    const child = spawn('nginx', words, { env: { PATH }, stdio: ['ignore', 'ignore', 'pipe'] });
    const balancer = new Balancer(`http://127.0.0.1:${port}/interactions`, folder, child);
    await balancer.#listening();
    return balancer;
  }

  /** Where each interaction went, by its id; complete once nginx has ended. */
  passages(): ReadonlyMap<string, Passage> {
    const lines = readFileSync(join(this.folder, 'access.log'), 'utf8').split('\n').filter(Boolean);
    return new Map(
      lines.map((line) => {
        const { body, addresses, statuses } = JSON.parse(line) as Record<string, string>;
        const { id } = JSON.parse(body ?? '') as { id: string };
        const listed = (text = '') => text.split(', ');
        return [id, { ports: listed(addresses).map(portOf), statuses: listed(statuses).map(Number) }];
      }),
    );
  }

  /** Lets what is open finish. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = once(this.process, 'exit');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), STOP_MS);
    this.process.kill('SIGQUIT');
    await ended;
    clearTimeout(timer);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #listening(): Promise<void> {
    const until = performance.now() + START_MS;
    const origin = new URL('/', this.url);
    while (performance.now() < until && this.process.exitCode === null) {
      const response = await fetch(origin).catch(() => undefined);
      if (response?.status === 404) return;
      await pause(50);
    }
    throw new Error(`nginx does not serve ${origin}:\n${this.#stderr}${readFileSync(join(this.folder, 'error.log'))}`);
  }
}

/** The file as it is delivered with other addresses, without TLS, and with a log of where each request went. */
function configuration(folder: string, port: number, [first, second]: readonly [number, number]): string {
  const delivered = [
    [/127\.0\.0\.1:8081/u, `127.0.0.1:${first}`],
    [/127\.0\.0\.1:8082/u, `127.0.0.1:${second}`],
    [/listen 443 ssl;/u, `listen 127.0.0.1:${port};`],
    [/^ *ssl_certificate .*\n^ *ssl_certificate_key .*\n/mu, ''],
  ].reduce((text, [from, to]) => replaced(text, from as RegExp, to as string), readFileSync(DELIVERED, 'utf8'));
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${join(folder, name)};`)
    .join('\n');
  return `daemon off;
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
events {}
http {
${folders}
  # The log has the body only where it was held in memory.
  client_body_buffer_size 1m;
  log_format passages escape=json '{"addresses":"$upstream_addr","statuses":"$upstream_status","body":"$request_body"}';
  map $request_method $is_post { default 0; POST 1; }
  access_log ${join(folder, 'access.log')} passages if=$is_post;
${delivered}
}
`;
}

function replaced(text: string, from: RegExp, to: string): string {
  if (!from.test(text)) throw new Error(`deploy/nginx.conf has nothing like ${from} any more`);
  return text.replace(from, to);
}

/** nginx names the whole upstream where none of its servers is left. */
const portOf = (address: string): number => Number(/:(\d+)$/u.exec(address)?.[1] ?? Number.NaN);

/** Ports that are free now. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async (): Promise<Server> => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
