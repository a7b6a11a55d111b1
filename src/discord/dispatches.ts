import type { SimpleShardingStrategy } from 'discord.js';
import { GatewayDispatchEvents } from 'discord-api-types/v10';

type Manager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/** What Discord tells of: its type, as in `MESSAGE_CREATE`, and whatever comes with it. */
export type Hear = (type: unknown, body: unknown) => void;

/** What the client needs to keep its connections. */
const SESSION: readonly unknown[] = [GatewayDispatchEvents.Ready, GatewayDispatchEvents.Resumed];
const DISPATCH = 'dispatch';

/**
 * The client's manager as the shards are to see it: dispatches go to `hear`, past the client, except for those of its
 * session. The client would make objects of them that nobody reads, and throws at what is malformed: into a rejection, and
 * out of its queue, where dispatches wait until every shard is there, into the end of the process.
 */
export function pastTheClient(manager: Manager, hear: Hear): Manager {
  const emit = (event: string, ...told: unknown[]): boolean => {
    const { t, d } = event === DISPATCH ? (told[0] as { readonly data: { t: unknown; d: unknown } }).data : {};
    if (event !== DISPATCH || SESSION.includes(t)) return Reflect.apply(manager.emit, manager, [event, ...told]);
    hear(t, d);
    return true;
  };
  return new Proxy(manager, { get: (target, name) => (name === 'emit' ? emit : Reflect.get(target, name)) });
}
