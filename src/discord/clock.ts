const EPOCH = 1_420_070_400_000;
/** A `Date` header counts whole seconds; less than this may be its rounding. */
const TOLERANCE_MS = 2_000;

/** When Discord made something, from its id. */
export function madeAt(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH;
}

/** So many answers are enough for one of them to have come at once; older ones may be of before the clock was set. */
const SAMPLES = 16;

/** Discord's time, as far as its answers tell it: a machine whose clock is off would take everything for late. */
export class DiscordClock {
  #samples: readonly number[] = [];
  #ahead = 0;

  constructor(private readonly local: () => number = Date.now) {}

  /**
   * Learns from a `Date` header; returns by how much this machine is ahead, in milliseconds. An answer that was long under
   * way makes this machine look ahead by that much, so the least of some counts: a busy process would else take its own
   * delay for Discord's time, and answer what nobody waits for any more.
   */
  learn(header: string | null): number {
    const theirs = Date.parse(header ?? '');
    if (Number.isNaN(theirs)) return this.#ahead;
    this.#samples = [...this.#samples, this.local() - theirs].slice(-SAMPLES);
    const ahead = Math.min(...this.#samples);
    this.#ahead = Math.abs(ahead) > TOLERANCE_MS ? ahead : 0;
    return this.#ahead;
  }

  /** Whether this machine's clock is taken for right. */
  get isRight(): boolean {
    return this.#ahead === 0;
  }

  now(): number {
    return this.local() - this.#ahead;
  }
}
