import { setTimeout as pause } from 'node:timers/promises';
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { GatewayCloseCodes, RESTJSONErrorCodes } from 'discord-api-types/v10';

/** What became of an answer that was sent. */
export type Outcome =
  | 'delivered'
  /** An earlier try landed and its reply was lost, or another process was quicker. */
  | 'acknowledgedBefore'
  /** Discord no longer waits; nothing may follow. */
  | 'late'
  | 'forbidden'
  | 'unauthorized'
  | 'rateLimited'
  /** Discord does not take the body: a bug of ours. */
  | 'refused'
  | 'unreachable';

export interface Delivery {
  readonly outcome: Outcome;
  readonly error?: unknown;
}

/** A closed socket is worth another try at once, an outage needs a moment. */
const PAUSES_MS = [50, 250, 750];

const OUTCOMES: ReadonlyMap<number | string, Outcome> = new Map([
  [RESTJSONErrorCodes.UnknownInteraction, 'late'],
  [RESTJSONErrorCodes.UnknownWebhook, 'late'],
  [RESTJSONErrorCodes.InvalidWebhookToken, 'late'],
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged, 'acknowledgedBefore'],
  [RESTJSONErrorCodes.MissingAccess, 'forbidden'],
  [RESTJSONErrorCodes.MissingPermissions, 'forbidden'],
  [RESTJSONErrorCodes.UnknownChannel, 'forbidden'],
  [RESTJSONErrorCodes.UnknownMessage, 'forbidden'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'forbidden'],
]);

/**
 * Sends an answer. Where the network or Discord fails it tries again while there is time, and only then: an answer
 * that landed although its reply was lost counts as delivered. `isEarly` tells what Discord refuses now and may take in a
 * moment. Never throws.
 */
export async function deliver(
  send: () => Promise<unknown>,
  until: number,
  onRetry: () => void,
  isEarly: (error: unknown) => boolean = () => false,
): Promise<Delivery> {
  for (const milliseconds of [...PAUSES_MS, undefined]) {
    try {
      await send();
      return { outcome: 'delivered' };
    } catch (error) {
      const outcome = outcomeOf(error);
      const isPassing = outcome === 'unreachable' || isEarly(error);
      if (!isPassing || milliseconds === undefined || Date.now() + milliseconds >= until) return { outcome, error };
      onRetry();
      await pause(milliseconds);
    }
  }
  return { outcome: 'unreachable' };
}

const UNKNOWN: readonly unknown[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownMessage,
];

/** Whether Discord may not have heard yet of a deferral: over HTTP, a response that was sent can still be on its way. */
export function isBeforeDeferral(error: unknown): boolean {
  return error instanceof DiscordAPIError && UNKNOWN.includes(error.code);
}

/** What an error of the REST client means for the answer. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof RateLimitError) return 'rateLimited';
  if (error instanceof HTTPError) return 'unreachable';
  if (!(error instanceof DiscordAPIError)) return 'unreachable';
  const known = OUTCOMES.get(error.code);
  if (known !== undefined) return known;
  if (error.status === 401) return 'unauthorized';
  return error.status === 403 ? 'forbidden' : 'refused';
}

/**
 * What Discord's refusal of a request is counted as: its code where that is a known one, so that there are few.
 * Undefined where the request failed otherwise.
 */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof RateLimitError) return 'rate_limit';
  if (!(error instanceof DiscordAPIError)) return undefined;
  const isKnown = Number(error.code) in RESTJSONErrorCodes && error.code !== 0;
  return isKnown ? String(error.code) : `http_${error.status}`;
}

/** The same for the code with which the gateway closed a connection. */
export function closeCodeOf(code: number): string {
  return code in GatewayCloseCodes ? `close_${code}` : 'close_other';
}

/** An error of the REST client without addresses and bodies, which hold tokens and texts. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof DiscordAPIError)
    return { name: 'DiscordAPIError', code: error.code, status: error.status, reason: error.message };
  if (error instanceof HTTPError) return { name: 'HTTPError', status: error.status };
  if (error instanceof RateLimitError)
    return { name: 'RateLimitError', route: error.route, retryAfter: error.retryAfter };
  if (error instanceof Error)
    return { name: error.name, reason: error.message, ...('code' in error ? { code: error.code } : {}) };
  return { reason: String(error) };
}
