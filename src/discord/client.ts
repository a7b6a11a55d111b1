import { Client, type IShardingStrategy, Options, type RESTOptions, SimpleShardingStrategy } from 'discord.js';
import { GatewayIntentBits } from 'discord-api-types/v10';
import type { Config } from '../config.js';
import type { Counters } from './counters.js';
import { type Hear, pastTheClient } from './dispatches.js';
import type { Log } from './parts.js';
import { watchSockets } from './watchdog.js';

export interface Connection {
  readonly client: Client;
  readonly destroy: () => Promise<void>;
}

/** Neither is privileged: messages that mention the bot and direct messages carry their text without more. */
const INTENTS = [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** Answers come from raw dispatches, so nothing the client would remember is of use. */
const NO_CACHE = Options.cacheWithLimits({
  AutoModerationRuleManager: 0,
  GuildMemberManager: 0,
  MessageManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
});

/** A client that has not logged in, with its watchdog. What is dispatched to it comes to `hear`. */
export function createClient(
  { shards }: Config['discord'],
  rest: Partial<RESTOptions>,
  log: Log,
  counters: Counters,
  hear: Hear,
): Connection {
  let strategy: IShardingStrategy | undefined;
  const client = new Client({
    intents: INTENTS,
    ...(shards === 'auto' ? { shards } : { shardCount: shards }),
    makeCache: NO_CACHE,
    rest,
    ws: {
      buildStrategy: (manager) => {
        strategy = new SimpleShardingStrategy(pastTheClient(manager, hear));
        return strategy;
      },
    },
  });
  const unwatch = watchSockets(
    () => strategy,
    log,
    () => counters.add('socketsCut'),
  );
  return {
    client,
    destroy: async () => {
      unwatch();
      await client.destroy();
    },
  };
}
