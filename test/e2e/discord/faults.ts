/** What goes wrong with a request that a fault hits. */
export type FaultKind =
  /** 429 with `retry_after` in seconds. */
  | { readonly kind: 'rate-limit'; readonly retryAfter: number; readonly global?: boolean }
  /** An answer without processing: 5xx, or an error of Discord with its code. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  /** The connection breaks: before processing, or after it (state changed, answer lost; what is refused is no hit). */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** A slow Discord, on the way in or on the way back. */
  | { readonly kind: 'delay'; readonly milliseconds: number; readonly when?: 'before' | 'after' };

export type Fault = FaultKind & {
  readonly method?: string;
  /** The decoded path below `/api/v10`; everything without it. */
  readonly path?: RegExp;
  /** How many matching requests are hit; 1 without it. */
  readonly times?: number;
};

/** Frequent targets of faults. */
export const PATHS = {
  callback: /^\/interactions\/[^/]+\/[^/]+\/callback$/,
  original: /^\/webhooks\/[^/]+\/[^/]+\/messages\/@original$/,
  followUp: /^\/webhooks\/[^/]+\/[^/]+$/,
  channelMessages: /^\/channels\/[^/]+\/messages$/,
  commands: /^\/applications\/[^/]+\/(guilds\/[^/]+\/)?commands$/,
  gatewayBot: /^\/gateway\/bot$/,
} as const;

/** A channel in which the bot may not write. */
export const NO_ACCESS: Fault = {
  kind: 'status',
  status: 403,
  code: 50_001,
  message: 'Missing Access',
  path: PATHS.channelMessages,
};

/** The faults that wait for their requests, first come first hit. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  /** Injects a fault into the next matching requests; returns what withdraws it, hits that are left included. */
  next(fault: Fault): () => void {
    const own = { ...fault };
    this.#waiting.push({ fault: own, left: fault.times ?? 1 });
    return () => {
      this.#waiting = this.#waiting.filter((each) => each.fault !== own);
    };
  }

  /** Lets a fault that was taken, but had nothing to hit, wait for the next request. */
  putBack(fault: Fault): void {
    this.#waiting.unshift({ fault, left: 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** How many hits are still to come. */
  get left(): number {
    return this.#waiting.reduce((sum, { left }) => sum + left, 0);
  }

  /** The fault that hits this request, if any; counts it down. */
  take(method: string, path: string): Fault | undefined {
    const entry = this.#waiting.find(
      ({ fault }) => (fault.method ?? method) === method && (fault.path?.test(path) ?? true),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#waiting = this.#waiting.filter((each) => each !== entry);
    return entry.fault;
  }
}
