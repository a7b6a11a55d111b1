import type { APIInteraction } from 'discord-api-types/v10';
import type { Config } from '../config.js';

/** What one person may ask: so many at once, then so many a minute. */
export type Allowance = Config['userLimit'];

/** Whether somebody may go on; where not, when again, and whether they have been told already. */
export type Permit =
  | { readonly type: 'granted' }
  | { readonly type: 'refused'; readonly inSeconds: number; readonly isTold: boolean };

interface Bucket {
  tokens: number;
  /** When the tokens were counted, in milliseconds. */
  at: number;
  isTold: boolean;
}

const GRANTED: Permit = { type: 'granted' };
/** The one who has been away longest is forgotten first; by then their bucket is full again or nearly so. */
const MOST_USERS = 10_000;
const MINUTE_MS = 60_000;

/** A keystroke costs less than a question: choices are looked up, nothing is searched. */
export const COST = { question: 1, keystroke: 0.2 } as const;

/** A token bucket for each user, in bounded memory. Nothing but the id is known of them, and only until they are forgotten. */
export class UserLimits {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly allowance: Allowance,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes what an action costs from a user's bucket, if it is there. */
  take(user: string, cost: number): Permit {
    if (this.allowance === undefined) return GRANTED;
    const { burst, perMinute } = this.allowance;
    const now = this.now();
    const bucket = this.#buckets.get(user) ?? { tokens: burst, at: now, isTold: false };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * perMinute) / MINUTE_MS);
    bucket.at = now;
    // Put at the end again, so that the first is the one who has been away longest.
    this.#buckets.delete(user);
    this.#buckets.set(user, bucket);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > MOST_USERS && oldest !== undefined) this.#buckets.delete(oldest);
    if (bucket.tokens >= cost) {
      bucket.tokens -= cost;
      bucket.isTold = false;
      return GRANTED;
    }
    const { isTold } = bucket;
    bucket.isTold = true;
    return { type: 'refused', inSeconds: Math.ceil(((1 - bucket.tokens) * 60) / perMinute), isTold };
  }

  /** How many users are remembered. */
  get size(): number {
    return this.#buckets.size;
  }
}

/** Who acts. An interaction that does not say shares a bucket with all others that do not. */
export function userOf(interaction: APIInteraction): string {
  return interaction.member?.user?.id ?? interaction.user?.id ?? 'unknown';
}

/** What someone reads who asks faster than that. */
export function tooFast(inSeconds: number): string {
  const wait = inSeconds <= 1 ? 'a second' : `${inSeconds} seconds`;
  return `That was a lot at once. Please ask again in ${wait}: the limit is per person and keeps Marrow quick for everyone.`;
}
