const EPOCH = 1_420_070_400_000;
/** A `Date` header counts whole seconds; less than this may be its rounding. */
const TOLERANCE_MS = 2_000;

/** When Discord made something, from its id. */
export function madeAt(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH;
}

/** Discord's time, as far as its answers tell it: a machine whose clock is off would take everything for late. */
export class DiscordClock {
  #ahead = 0;

  constructor(private readonly local: () => number = Date.now) {}

  /** Learns from a `Date` header; returns by how much this machine is ahead, in milliseconds. */
  learn(header: string | null): number {
    const theirs = Date.parse(header ?? '');
    if (Number.isNaN(theirs)) return this.#ahead;
    const ahead = this.local() - theirs;
    this.#ahead = Math.abs(ahead) > TOLERANCE_MS ? ahead : 0;
    return this.#ahead;
  }

  now(): number {
    return this.local() - this.#ahead;
  }
}
