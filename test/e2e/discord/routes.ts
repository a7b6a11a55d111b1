import { ApiError } from './api-error.js';
import { acknowledge } from './callback.js';
import * as channel from './channel.js';
import { checkCommands } from './command-rules.js';
import type { Gateway } from './gateway.js';
import { list } from './json.js';
import type { Call, Reply, State } from './state.js';
import * as webhook from './webhook.js';

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Interaction tokens speak for themselves; everything else needs the bot token. */
  readonly needsBotToken: boolean;
  readonly handle: (call: Call) => Reply;
}

export interface Matched {
  readonly params: readonly string[];
  readonly needsBotToken: boolean;
  readonly handle: (call: Call) => Reply;
}

/** The routes of Discord's API that a bot like this one needs. */
export class Routes {
  readonly #routes: readonly Route[];

  constructor(state: State, gateway: Gateway) {
    const open = (method: string, template: string, handle: (state: State, call: Call) => Reply) =>
      route(method, template, false, (call) => handle(state, call));
    const guarded = (method: string, template: string, handle: (state: State, call: Call) => Reply) =>
      route(method, template, true, (call) => handle(state, call));
    this.#routes = [
      open('GET', '/gateway', () => ({ status: 200, body: { url: gateway.url } })),
      guarded('GET', '/gateway/bot', () => ({ status: 200, body: gateway.information() })),
      guarded('GET', '/users/@me', (known) => ({ status: 200, body: known.world.bot })),
      guarded('GET', '/applications/@me', (known) => ({ status: 200, body: application(known) })),
      guarded('GET', '/oauth2/applications/@me', (known) => ({ status: 200, body: application(known) })),
      guarded('GET', '/applications/:app/commands', listCommands),
      guarded('PUT', '/applications/:app/commands', overwriteCommands),
      guarded('GET', '/applications/:app/guilds/:guild/commands', listCommands),
      guarded('PUT', '/applications/:app/guilds/:guild/commands', overwriteCommands),
      open('POST', '/interactions/:id/:token/callback', acknowledge),
      open('POST', '/webhooks/:app/:token', webhook.followUp),
      open('GET', '/webhooks/:app/:token/messages/:id', webhook.readMessage),
      open('PATCH', '/webhooks/:app/:token/messages/:id', webhook.editMessage),
      open('DELETE', '/webhooks/:app/:token/messages/:id', webhook.deleteMessage),
      guarded('GET', '/channels/:id', channel.readChannel),
      guarded('POST', '/channels/:id/typing', channel.startTyping),
      guarded('POST', '/channels/:id/messages', channel.createMessage),
      guarded('GET', '/channels/:id/messages/:message', channel.readChannelMessage),
      guarded('PATCH', '/channels/:id/messages/:message', channel.editChannelMessage),
      guarded('DELETE', '/channels/:id/messages/:message', channel.deleteChannelMessage),
    ];
  }

  match(method: string, path: string): Matched | undefined {
    for (const { method: own, pattern, needsBotToken, handle } of this.#routes) {
      const found = own === method ? pattern.exec(path) : null;
      if (found !== null) return { params: found.slice(1), needsBotToken, handle };
    }
    return undefined;
  }
}

function route(method: string, template: string, needsBotToken: boolean, handle: (call: Call) => Reply): Route {
  return { method, pattern: new RegExp(`^${template.replaceAll(/:[a-z]+/g, '([^/]+)')}$`), needsBotToken, handle };
}

function application({ world, botToken }: State): object {
  return {
    ...world.application,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: Buffer.from(botToken).toString('hex').padEnd(64, '0').slice(0, 64),
    flags: 0,
    approximate_guild_count: world.guildIds.length,
    integration_types_config: { '0': {}, '1': {} },
    bot: world.bot,
    team: null,
  };
}

function scopeOf(state: State, call: Call): string | undefined {
  const [app, guildId] = call.params;
  if (app !== state.world.application.id) {
    state.accuse(call, 'wrong-application', `the token is not that of application ${app ?? ''}`);
    throw ApiError.wrongApplication();
  }
  if (guildId !== undefined && !state.world.guildIds.includes(guildId)) {
    state.accuse(call, 'missing-access', `the app is not installed to guild ${guildId}`);
    throw ApiError.missingAccess();
  }
  return guildId;
}

function listCommands(state: State, call: Call): Reply {
  return { status: 200, body: state.commands.list(scopeOf(state, call)) };
}

function overwriteCommands(state: State, call: Call): Reply {
  const guildId = scopeOf(state, call);
  if (!Array.isArray(call.json)) {
    state.accuse(call, 'body', 'a bulk overwrite is a list of commands');
    throw ApiError.invalidBody([{ rule: 'body', path: '', sentence: 'not a list' }]);
  }
  state.judge(call, checkCommands(list(call.json)));
  const stored = state.commands.overwrite(list(call.json), guildId);
  state.signal.changed();
  return { status: 200, body: stored };
}
