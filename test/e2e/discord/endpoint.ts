import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from './api-error.js';
import { acknowledge } from './callback.js';
import { INTERACTION, type Interaction } from './interactions.js';
import { type Dict, dict } from './json.js';
import { LIMITS } from './limits.js';
import { parseBody, readBytes } from './request-body.js';
import type { State } from './state.js';

/** What the bot's endpoint said to one request. */
export interface EndpointReply {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly bytes: Buffer;
}

/** What a request is sent with other than Discord would. */
export interface Tampering {
  readonly timestamp?: string;
  readonly signature?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One interaction that was posted, and how that ended: a status, or why there was none. */
export interface Attempt {
  readonly interaction: Interaction;
  readonly outcome: number | string;
  /** From the dispatch to the whole response, in milliseconds. */
  readonly milliseconds: number;
}

/** How Discord uses an interactions endpoint: signed posts, the answer in the response, nothing tried again. */
export class Endpoint {
  readonly attempts: Attempt[] = [];
  /** How long a response is under way, in milliseconds, before Discord knows of it. */
  lagMs = 0;
  readonly #keys = generateKeyPairSync('ed25519');
  readonly #agent = new Agent({ keepAlive: true });
  #url: string | undefined;

  constructor(private readonly state: State) {}

  /** For `DISCORD_PUBLIC_KEY`. */
  get publicKey(): string {
    const { x = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    return Buffer.from(x, 'base64url').toString('hex');
  }

  /** Where interactions go; undefined while they go over the gateway. */
  get url(): string | undefined {
    return this.#url;
  }

  /**
   * Enters the endpoint's address in the developer portal: Discord takes it only if a ping is answered and a ping with a
   * wrong signature is refused. From then on interactions come this way and no longer over the gateway.
   */
  async save(url: string): Promise<void> {
    const ping = JSON.stringify({ ...this.#frame(), type: INTERACTION.ping });
    const pong = await this.post(ping, {}, url);
    if (pong.status !== 200 || dict(JSON.parse(pong.bytes.toString())).type !== 1)
      throw new Error(`a ping was answered with ${pong.status} ${pong.bytes.toString()}`);
    const forged = await this.post(ping, { signature: 'ab'.repeat(64) }, url);
    if (forged.status !== 401) throw new Error(`a forged ping was answered with ${forged.status} instead of 401`);
    this.#url = url;
  }

  /** Posts a body as Discord would, but for what is tampered with. */
  post(body: string | Buffer, tampering: Tampering = {}, url = this.#url): Promise<EndpointReply> {
    if (url === undefined) throw new Error('there is no endpoint: save its address first');
    const bytes = Buffer.from(body);
    const timestamp = tampering.timestamp ?? String(Math.floor(this.state.clock.now() / 1_000));
    const signature = tampering.signature === undefined ? this.sign(timestamp, bytes) : tampering.signature;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
      'content-length': String(bytes.length),
      'x-signature-timestamp': timestamp,
      ...(signature === null ? {} : { 'x-signature-ed25519': signature }),
      ...tampering.headers,
    };
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(LIMITS.acknowledgeWithinMs);
      const sent = request(url, { method: 'POST', agent: this.#agent, headers, signal }, (response) => {
        readBytes(response).then((answer) => {
          const { statusCode = 0, headers: received } = response;
          resolve({ status: statusCode, contentType: received['content-type'], bytes: answer });
        }, reject);
      });
      sent.once('error', reject);
      sent.end(bytes);
    });
  }

  /** The signature of a body, in hexadecimal digits. */
  sign(timestamp: string, body: Buffer, key: KeyObject = this.#keys.privateKey): string {
    return sign(null, Buffer.concat([Buffer.from(timestamp), body]), key).toString('hex');
  }

  /** Posts an interaction and takes the answer; what goes wrong is recorded. */
  async deliver(interaction: Interaction, payload: unknown): Promise<void> {
    const where = `interaction ${interaction.id}`;
    const note = (outcome: number | string) => {
      this.attempts.push({ interaction, outcome, milliseconds: performance.now() - interaction.dispatchedOn });
      if (outcome !== 200) this.state.violate('discord', 'endpoint', where, `the endpoint's answer: ${outcome}`);
    };
    interaction.isResponseUnderWay = true;
    try {
      const reply = await this.post(JSON.stringify(payload));
      await pause(this.lagMs);
      const receivedOn = performance.now();
      const receivedAt = this.state.clock.now();
      if (reply.status === 200) await this.#take(interaction, reply, receivedAt, receivedOn);
      note(reply.status);
    } catch (error) {
      note(error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error));
    }
    interaction.isResponseUnderWay = false;
    this.state.signal.changed();
  }

  close(): void {
    this.#agent.destroy();
  }

  async #take(interaction: Interaction, reply: EndpointReply, receivedAt: number, receivedOn: number): Promise<void> {
    const { json, files } = await parseBody(reply.bytes, reply.contentType);
    try {
      acknowledge(this.state, {
        method: 'POST',
        path: `/interactions/${interaction.id}/${interaction.token}/callback`,
        params: [interaction.id, interaction.token],
        query: new URLSearchParams(),
        json,
        files,
        receivedAt,
        receivedOn,
        faulted: false,
        replyWillBeLost: false,
      });
    } catch (error) {
      // Recorded where it was found; to the bot Discord says nothing.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  #frame(): Dict {
    const { snowflakes, world } = this.state;
    return { id: snowflakes.next(), application_id: world.application.id, token: 'ping', version: 1 };
  }
}
