import { once } from 'node:events';
import { WebSocket } from 'ws';
import { OP } from './connection.js';
import type { Exchange } from './exchange.js';
import { type Dict, dict, isDict, isText } from './json.js';
import { Signal } from './signal.js';
import type { Discord } from './start.js';

export interface Answer {
  readonly status: number;
  readonly body: Dict;
}

interface Handshake {
  readonly token?: string;
  readonly intents?: number;
  readonly shard?: readonly [number, number];
}

/** A bot without a library: `ws` and `fetch`, doing exactly what a test says. */
export class PlainBot {
  readonly received: Dict[] = [];
  closeCode: number | undefined;
  readonly #signal = new Signal();

  private constructor(
    private readonly discord: Discord,
    private readonly socket: WebSocket,
  ) {
    socket.on('message', (data) => {
      this.received.push(dict(JSON.parse(data.toString())));
      this.#signal.changed();
    });
    socket.on('close', (code) => {
      this.closeCode = code;
      this.#signal.changed();
    });
    socket.on('error', () => undefined);
  }

  /** Opens a connection and waits for HELLO. */
  static async connect(discord: Discord, url = discord.gatewayUrl): Promise<PlainBot> {
    const bot = new PlainBot(discord, new WebSocket(`${url}?v=10&encoding=json`));
    await bot.opcode(OP.hello);
    return bot;
  }

  /** Connects, identifies and waits for READY. */
  static async login(discord: Discord, handshake: Handshake = {}): Promise<PlainBot> {
    const bot = await PlainBot.connect(discord);
    bot.identify(handshake);
    await bot.event('READY');
    return bot;
  }

  identify({ token = this.discord.token, intents = 0, shard }: Handshake = {}): void {
    this.send(OP.identify, { token, intents, properties: {}, ...(shard === undefined ? {} : { shard }) });
  }

  send(op: number, d: unknown): void {
    this.socket.send(JSON.stringify({ op, d }));
  }

  sendText(text: string): void {
    this.socket.send(text);
  }

  async event(t: string): Promise<Dict> {
    const find = () => this.received.find((payload) => payload.t === t);
    return dict((await this.#signal.until(find, 2_000, () => `event ${t}`)).d);
  }

  opcode(op: number): Promise<Dict> {
    return this.#signal.until(
      () => this.received.find((payload) => payload.op === op),
      2_000,
      () => `opcode ${op}`,
    );
  }

  closed(): Promise<number> {
    return this.#signal.until(
      () => this.closeCode,
      2_000,
      () => 'the close',
    );
  }

  async close(code = 1000): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close(code);
    await once(this.socket, 'close');
  }

  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.discord.apiUrl}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${this.discord.token}`,
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, body: isDict(json) ? json : { list: json } };
  }

  /** Responds to an interaction. */
  respond({ interaction }: Exchange, body: unknown, query = ''): Promise<Answer> {
    return this.request('POST', `/interactions/${interaction.id}/${interaction.token}/callback${query}`, body);
  }

  /** Uses the webhook of an interaction; `path` is what follows the token. */
  webhook({ interaction }: Exchange, method: string, path: string, body?: unknown): Promise<Answer> {
    return this.request(method, `/webhooks/${this.discord.applicationId}/${interaction.token}${path}`, body);
  }
}

/** The code in an error of Discord. */
export function codeOf({ body }: Answer): unknown {
  return body.code;
}

export const QUIET = { parse: [] } as const;

/** A Components V2 message of the given components, correct in everything else. */
export function v2(components: readonly unknown[], more: Dict = {}): Dict {
  return { flags: 1 << 15, allowed_mentions: QUIET, components, ...more };
}

export function textDisplay(content: string): Dict {
  return { type: 10, content };
}

export function button(customId: string, more: Dict = {}): Dict {
  return { type: 2, style: 2, label: 'Cite', custom_id: customId, ...more };
}

export function row(...components: readonly unknown[]): Dict {
  return { type: 1, components };
}

/** A form with `payload_json` and files, the first of them `files[0]`. */
export function form(payload: unknown, ...names: readonly string[]): FormData {
  const data = new FormData();
  data.set('payload_json', isText(payload) ? payload : JSON.stringify(payload));
  names.forEach((name, index) => {
    data.set(`files[${index}]`, new Blob([`bytes of ${name}`], { type: 'image/png' }), name);
  });
  return data;
}
