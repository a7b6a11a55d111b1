import type { WebSocket } from 'ws';
import { dict, isDict, number } from './json.js';
import { LIMITS } from './limits.js';
import type { GatewayEvent, Session } from './session.js';

export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  acknowledgement: 11,
} as const;

export const CLOSE = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  invalidShard: 4010,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

/** What a connection leaves to the gateway. */
export interface ConnectionOwner {
  identify(connection: Connection, data: unknown): void;
  resume(connection: Connection, data: unknown): void;
  closed(connection: Connection, code: number): void;
  accuse(connection: Connection, rule: string, sentence: string): void;
  /** An event was put onto the connection. */
  delivered(event: GatewayEvent): void;
}

/** One WebSocket of the bot, from HELLO to its close. */
export class Connection {
  session: Session | undefined;
  /** Heartbeats are heard but not acknowledged: to the client the connection is a zombie. */
  silent = false;
  heartbeats = 0;
  #frozen = false;
  #received: number[] = [];

  constructor(
    private readonly socket: WebSocket,
    private readonly owner: ConnectionOwner,
    /** Opened at the address that READY gave for resuming. */
    readonly atResumeUrl: boolean,
    heartbeatInterval: number,
  ) {
    socket.on('message', (data, binary) => {
      this.#message(binary ? undefined : data.toString());
    });
    socket.on('close', (code) => owner.closed(this, code));
    socket.on('error', () => socket.terminate());
    this.send(OP.hello, { heartbeat_interval: heartbeatInterval });
  }

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN && !this.#frozen;
  }

  send(op: number, d: unknown): void {
    if (this.open) this.socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  dispatch(event: GatewayEvent): void {
    if (!this.open) return;
    const { s, t, d } = event;
    this.socket.send(JSON.stringify({ op: OP.dispatch, s, t, d }));
    this.owner.delivered(event);
  }

  close(code: number, reason = ''): void {
    this.socket.close(code, reason);
  }

  /** The TCP connection breaks without a closing handshake. */
  drop(): void {
    this.socket.terminate();
  }

  /** Half-open: the peer is gone, but nobody tells the client. */
  freeze(): void {
    this.#frozen = true;
    this.socket.pause();
  }

  #message(text: string | undefined): void {
    if (this.#frozen) return;
    const payload = read(text);
    if (payload === undefined) {
      this.owner.accuse(this, 'gateway-payload', 'the payload is not a JSON object of at most 4096 bytes');
      this.close(CLOSE.decodeError, 'Error while decoding payload.');
      return;
    }
    if (this.#isTooFast()) {
      this.owner.accuse(this, 'gateway-rate', 'more than 120 gateway events in 60 s');
      this.close(CLOSE.rateLimited, 'Rate limited.');
      return;
    }
    switch (number(payload.op, -1)) {
      case OP.heartbeat:
        this.heartbeats += 1;
        if (!this.silent) this.send(OP.acknowledgement, null);
        return;
      case OP.identify:
        this.owner.identify(this, payload.d);
        return;
      case OP.resume:
        this.owner.resume(this, payload.d);
        return;
      case 3:
      case 4:
      case 8:
        if (this.session === undefined) this.close(CLOSE.notAuthenticated, 'Not authenticated.');
        return;
      default:
        this.owner.accuse(this, 'gateway-opcode', `opcode ${String(payload.op)} is not for clients`);
        this.close(CLOSE.unknownOpcode, 'Unknown opcode.');
    }
  }

  #isTooFast(): boolean {
    const now = performance.now();
    this.#received = this.#received.filter((at) => now - at < 60_000);
    this.#received.push(now);
    return this.#received.length > LIMITS.gatewayEventsPerMinute;
  }
}

function read(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined || Buffer.byteLength(text) > LIMITS.gatewayPayloadBytes) return undefined;
  try {
    const payload: unknown = JSON.parse(text);
    return isDict(payload) ? dict(payload) : undefined;
  } catch {
    return undefined;
  }
}
