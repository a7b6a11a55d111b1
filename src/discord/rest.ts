import type { RateLimitData, RawFile, RESTOptions } from 'discord.js';
import type { Upload } from './render/message.js';

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

/** A body and the files beside it, as the REST client takes them: multipart where there are files, JSON otherwise. */
export function requestOf({ body, files }: { readonly body: unknown; readonly files: readonly Upload[] }): {
  body: unknown;
  files: RawFile[];
} {
  return {
    body,
    files: files.map(({ name, mediaType, content }) => ({ name, data: rawOf(content), contentType: mediaType })),
  };
}

const rawOf = (content: Upload['content']): RawFile['data'] =>
  typeof content === 'string' ? content : Buffer.from(content);
