import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from './api-error.js';
import type { Fault, Faults } from './faults.js';
import { parseBody, type RequestBody, readBytes } from './request-body.js';
import type { Routes } from './routes.js';
import type { Call, Reply, RequestRecord, State } from './state.js';

const PREFIX = /^\/api(?:\/v(\d+))?(?=\/)/;
const VERSION = '10';

/** Answers HTTP requests as Discord's API does. */
export class Rest {
  constructor(
    private readonly state: State,
    private readonly routes: Routes,
    private readonly faults: Faults,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBytes(request);
    const receivedOn = performance.now();
    const receivedAt = this.state.clock.now();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    const path = decoded(url.pathname.replace(PREFIX, ''));
    const fault = this.faults.take(method, path);
    const record: RequestRecord = {
      at: receivedAt,
      method,
      path,
      query: url.search,
      body: undefined,
      files: [],
      fault: fault?.kind,
      status: null,
      response: undefined,
    };
    this.state.requests.push(record);
    const body = await this.#body(bytes, request.headers['content-type'], `${method} ${path}`);
    record.body = body?.json;
    record.files = body?.files ?? [];
    this.state.signal.changed();

    if (fault !== undefined && (await this.#preempted(fault, request, response, record))) return;
    const reply = this.#process(request, url, method, path, body, {
      receivedAt,
      receivedOn,
      faulted: fault !== undefined,
      replyWillBeLost: fault?.kind === 'drop',
    });
    if (fault?.kind === 'drop') {
      if (reply.status < 400) {
        request.socket.destroy();
        return;
      }
      // Nothing landed (over HTTP an edit may overtake the deferral it is of): the fault waits for one that does.
      this.faults.putBack(fault);
    }
    if (fault?.kind === 'delay' && fault.when === 'after') await pause(fault.milliseconds);
    this.#send(response, record, reply);
  }

  async #body(bytes: Buffer, contentType: string | undefined, where: string): Promise<RequestBody | undefined> {
    try {
      return await parseBody(bytes, contentType);
    } catch (error) {
      this.state.violate('discord', 'body', where, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Handles the faults that keep a request from being processed. */
  async #preempted(
    fault: Fault,
    request: IncomingMessage,
    response: ServerResponse,
    record: RequestRecord,
  ): Promise<boolean> {
    this.#excuse(record.path);
    switch (fault.kind) {
      case 'rate-limit': {
        const global = fault.global ?? false;
        response.setHeader('retry-after', String(fault.retryAfter));
        response.setHeader('x-ratelimit-scope', global ? 'global' : 'user');
        if (global) response.setHeader('x-ratelimit-global', 'true');
        const body = { message: 'You are being rate limited.', retry_after: fault.retryAfter, global };
        this.#send(response, record, { status: 429, body });
        return true;
      }
      case 'status': {
        const { status, code = 0, message = `${status}: injected` } = fault;
        this.#send(response, record, { status, body: { message, code } });
        return true;
      }
      case 'drop':
        if (fault.when === 'before') request.socket.destroy();
        return fault.when === 'before';
      case 'delay':
        if (fault.when !== 'after') await pause(fault.milliseconds);
        return false;
    }
  }

  /** What a fault delays is not the bot's fault. */
  #excuse(path: string): void {
    const id = /^\/interactions\/([^/]+)\//.exec(path)?.[1];
    const token = /^\/webhooks\/[^/]+\/([^/]+)/.exec(path)?.[1];
    const interaction = this.state.interactions.get(id ?? '') ?? this.state.tokens.get(token ?? '');
    if (interaction !== undefined) interaction.faulted = true;
  }

  #process(
    request: IncomingMessage,
    url: URL,
    method: string,
    path: string,
    body: RequestBody | undefined,
    arrival: Pick<Call, 'receivedAt' | 'receivedOn' | 'faulted' | 'replyWillBeLost'>,
  ): Reply {
    const where = `${method} ${path}`;
    try {
      const version = PREFIX.exec(url.pathname)?.[1];
      if (version !== VERSION) {
        this.state.violate('discord', 'api-version', where, `API version ${version ?? 'none'} instead of 10`);
        throw new ApiError(400, 50_041, 'Invalid API version provided');
      }
      const matched = this.routes.match(method, path);
      if (matched === undefined) {
        this.state.violate('discord', 'unknown-route', where, 'the stand-in knows no such route');
        throw ApiError.notFound();
      }
      if (matched.needsBotToken && request.headers.authorization !== `Bot ${this.state.botToken}`) {
        this.state.violate('discord', 'unauthorized', where, 'the request does not carry the bot token');
        throw ApiError.unauthorized();
      }
      if (body === undefined) throw ApiError.invalidBody([{ rule: 'body', path: '', sentence: 'not readable' }]);
      const { params, handle } = matched;
      return handle({ method, path, params, query: url.searchParams, ...body, ...arrival });
    } catch (error) {
      if (error instanceof ApiError) return { status: error.status, body: error.body };
      throw error;
    }
  }

  #send(response: ServerResponse, record: RequestRecord, { status, body }: Reply): void {
    record.status = status;
    if (status === 401 || status === 403 || status === 429) this.state.invalidRequests += 1;
    record.response = body;
    response.statusCode = status;
    if (body === undefined) {
      response.end();
    } else {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    }
    this.state.signal.changed();
  }
}

function decoded(path: string): string {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return path;
  }
}
