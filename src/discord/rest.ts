import type { RateLimitData, RESTOptions } from 'discord.js';

/** An interaction has three seconds; a longer wait answers nobody. */
const LONGEST_WAIT_MS = 2_500;

/** Options of the REST client; `onRateLimit` hears of every limit that is met. */
export function restOptions(apiUrl: string | undefined, onRateLimit?: () => void): Partial<RESTOptions> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/u, '') }),
    rejectOnRateLimit: ({ route, retryAfter }: RateLimitData) => {
      onRateLimit?.();
      return route.startsWith('/interactions/') && retryAfter > LONGEST_WAIT_MS;
    },
  };
}
