import type { Clock } from './clock.js';

const EPOCH = 1_420_070_400_000n;
const COUNTER_BITS = 22n;

/** The moment a snowflake was made, in milliseconds since 1970. */
export function timestampOf(id: string): number {
  return Number((BigInt(id) >> COUNTER_BITS) + EPOCH);
}

/** The shard that a guild belongs to; everything without a guild goes to shard 0. */
export function shardOf(guildId: string | undefined, count: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> COUNTER_BITS) % BigInt(count));
}

/** Hands out ids whose upper bits tell the time, none twice. */
export class Snowflakes {
  #counter = 0n;

  constructor(private readonly clock: Clock) {}

  next(at: number = this.clock.now()): string {
    this.#counter = (this.#counter + 1n) & ((1n << COUNTER_BITS) - 1n);
    return String(((BigInt(Math.floor(at)) - EPOCH) << COUNTER_BITS) | this.#counter);
  }
}
