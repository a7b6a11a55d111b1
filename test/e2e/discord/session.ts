import type { Connection } from './connection.js';

export interface GatewayEvent {
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

const MOST_EVENTS = 10_000;

/** What the gateway remembers of a shard between its connections. */
export class Session {
  #sequence = 0;
  #events: GatewayEvent[] = [];
  connection: Connection | undefined;

  constructor(
    readonly id: string,
    readonly shard: number,
    readonly shards: number,
    readonly intents: number,
  ) {}

  get sequence(): number {
    return this.#sequence;
  }

  /** Reaches the bot now; otherwise events wait for a RESUME. */
  get live(): boolean {
    return this.connection?.open ?? false;
  }

  dispatch(t: string, d: unknown): void {
    this.#sequence += 1;
    const event: GatewayEvent = { s: this.#sequence, t, d };
    this.#events.push(event);
    if (this.#events.length > MOST_EVENTS) this.#events.shift();
    this.connection?.dispatch(event);
  }

  /** What was dispatched of late, oldest first. */
  get events(): readonly GatewayEvent[] {
    return this.#events;
  }

  missedSince(sequence: number): readonly GatewayEvent[] {
    return this.#events.filter(({ s }) => s > sequence);
  }
}
