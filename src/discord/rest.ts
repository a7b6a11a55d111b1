import { DefaultRestOptions, type RateLimitData, type RawFile, type RESTOptions } from 'discord.js';
import type { Upload } from './render/message.js';

/** An interaction has three seconds; a longer wait answers nobody. */
const LONGEST_WAIT_MS = 2_500;

/** Hears how requests to Discord fare. */
export interface RestListener {
  /** A limit was met. */
  readonly onRateLimit: () => void;
  /** Discord failed, or was not reached. */
  readonly onFailure: (code: string) => void;
}

/** Options of the REST client. */
export function restOptions(apiUrl: string | undefined, listener?: RestListener): Partial<RESTOptions> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/u, '') }),
    rejectOnRateLimit: ({ route, retryAfter }: RateLimitData) => {
      listener?.onRateLimit();
      return route.startsWith('/interactions/') && retryAfter > LONGEST_WAIT_MS;
    },
    ...(listener === undefined ? {} : { makeRequest: telling(listener.onFailure) }),
  };
}

/** The client tries again by itself after an outage or a closed socket; each of these tries is told. */
function telling(onFailure: RestListener['onFailure']): RESTOptions['makeRequest'] {
  return async (url, init) => {
    try {
      const response = await DefaultRestOptions.makeRequest(url, init);
      if (response.status >= 500) onFailure(`http_${response.status}`);
      return response;
    } catch (error) {
      onFailure('network');
      throw error;
    }
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
