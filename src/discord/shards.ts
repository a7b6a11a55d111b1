import { Status } from 'discord.js';
import type { GatewayState } from '../ops/view.js';

/** What is looked at of a shard of the client. */
interface Shard {
  readonly id: number;
  readonly status: Status;
  /** When the heartbeat that was answered last was sent, in milliseconds since 1970; -1 before. */
  readonly lastPingTimestamp: number;
  /** In milliseconds; -1 before the first. */
  readonly ping: number;
}

/** The state of a client's shards. When they connected is noted here, since the client does not keep it. */
export class Shards {
  readonly #connectedAt = new Map<number, number>();

  constructor(
    private readonly all: () => Iterable<Shard>,
    private readonly now: () => number = Date.now,
  ) {}

  /** A shard became ready or resumed. */
  connected(id: number): void {
    this.#connectedAt.set(id, this.now());
  }

  get state(): GatewayState {
    const shards = [...this.all()];
    const ready = shards.filter(({ status }) => status === Status.Ready);
    const disconnected = shards.filter(({ status }) => status === Status.Disconnected).length;
    const heard = ready.map(({ id, lastPingTimestamp }) =>
      Math.max(lastPingTimestamp, this.#connectedAt.get(id) ?? -1),
    );
    const pings = ready.flatMap(({ ping }) => (ping >= 0 ? [ping] : []));
    return {
      ready: ready.length,
      connecting: shards.length - ready.length - disconnected,
      disconnected,
      heartbeatAgeSeconds: Math.max(0, ...heard.filter((at) => at >= 0).map((at) => (this.now() - at) / 1_000)),
      pingSeconds: pings.length === 0 ? undefined : Math.max(...pings) / 1_000,
    };
  }
}

/**
 * Discord wants a heartbeat every 41 s, and the watchdog cuts a socket that leaves one unanswered. That two in a row are
 * missing means that neither works.
 */
const STALE_S = 90;

/** What is missing before a gateway connection hears everything, in words. */
export function missingOf({ ready, connecting, disconnected, heartbeatAgeSeconds }: GatewayState): readonly string[] {
  const all = ready + connecting + disconnected;
  if (all === 0) return ['the gateway: not logged in yet'];
  return [
    ...(ready < all ? [`the gateway: ${ready} of ${all} shards ready`] : []),
    ...(heartbeatAgeSeconds > STALE_S
      ? [`the gateway: no heartbeat answered for ${Math.round(heartbeatAgeSeconds)} s`]
      : []),
  ];
}
