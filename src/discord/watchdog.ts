import type { Log } from './parts.js';

/** An unanswered heartbeat this old means a dead peer: Discord answers within a second. */
const GRACE_MS = 5_000;
const EVERY_MS = 1_000;
const CLOSING = 2;

interface Socket {
  readonly readyState: number;
  terminate(): void;
}

interface ShardState {
  readonly isAck: boolean;
  readonly lastHeartbeatAt: number;
  readonly connection: Socket | null;
}

/**
 * Cuts the sockets of dead peers, so that the client resumes at once. On its own it waits for the next heartbeat to
 * notice, then half a minute for the closing handshake of a peer that is gone.
 *
 * `strategy` is the client's sharding strategy. What it holds is not its public interface, so every field is looked at
 * before it is used; a shape that is not known is said once and changes nothing.
 */
export function watchSockets(strategy: () => unknown, log: Log, onCut: () => void): () => void {
  const suspects = new Map<number, Socket>();
  let isBlind = false;
  const look = () => {
    const shards = shardsOf(strategy());
    if (shards === undefined) {
      if (!isBlind) log.warn('the watchdog does not know this version of the client; dead sockets are found late');
      isBlind = true;
      return;
    }
    for (const [id, shard] of shards) {
      const socket = isDead(shard) ? shard.connection : null;
      // Twice in a row: a process that was busy itself has the answer still waiting to be read.
      if (socket !== null && suspects.get(id) === socket) {
        log.warn({ shard: id }, 'a gateway socket is dead and was cut');
        onCut();
        suspects.delete(id);
        socket.terminate();
      } else if (socket !== null) suspects.set(id, socket);
      else suspects.delete(id);
    }
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return () => clearInterval(timer);
}

function isDead({ connection, isAck, lastHeartbeatAt }: ShardState): boolean {
  if (connection === null) return false;
  if (connection.readyState === CLOSING) return true;
  return !isAck && lastHeartbeatAt > 0 && Date.now() - lastHeartbeatAt > GRACE_MS;
}

function shardsOf(strategy: unknown): ReadonlyMap<number, ShardState> | undefined {
  if (strategy === undefined) return new Map();
  const shards: unknown =
    typeof strategy === 'object' && strategy !== null ? Reflect.get(strategy, 'shards') : undefined;
  if (!(shards instanceof Map) || ![...shards.values()].every(isShardState)) return undefined;
  return shards;
}

function isShardState(value: unknown): value is ShardState {
  if (typeof value !== 'object' || value === null) return false;
  if (!('isAck' in value && 'lastHeartbeatAt' in value && 'connection' in value)) return false;
  const { isAck, lastHeartbeatAt, connection } = value;
  const isSocket =
    connection === null || (typeof connection === 'object' && 'terminate' in connection && 'readyState' in connection);
  return typeof isAck === 'boolean' && typeof lastHeartbeatAt === 'number' && isSocket;
}
