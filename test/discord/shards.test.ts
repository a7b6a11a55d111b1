import { Status } from 'discord.js';
import { expect, it } from 'vitest';
import { missingOf, Shards } from '../../src/discord/shards.js';

const SECOND = 1_000;
const shard = (id: number, status: Status, lastPingTimestamp = -1, ping = -1) => ({
  id,
  status,
  lastPingTimestamp,
  ping,
});

it('are not ready before there are any', () => {
  expect(missingOf(new Shards(() => []).state)).toEqual(['the gateway: not logged in yet']);
});

it('are ready when all are, and the slowest and the most silent count', () => {
  const now = 1_000 * SECOND;
  const all = [shard(0, Status.Ready, 990 * SECOND, 40), shard(1, Status.Ready, 970 * SECOND, 90)];
  const shards = new Shards(
    () => all,
    () => now,
  );
  shards.connected(0);
  expect(shards.state).toEqual({
    ready: 2,
    connecting: 0,
    disconnected: 0,
    heartbeatAgeSeconds: 30,
    pingSeconds: 0.09,
  });
  expect(missingOf(shards.state)).toEqual([]);
});

it('are not ready while one connects, resumes or is gone', () => {
  const all = [Status.Ready, Status.Connecting, Status.Resuming, Status.Disconnected].map((status, id) =>
    shard(id, status),
  );
  const { state } = new Shards(() => all);
  expect(state).toMatchObject({ ready: 1, connecting: 2, disconnected: 1, pingSeconds: undefined });
  expect(missingOf(state)).toEqual(['the gateway: 1 of 4 shards ready']);
});

it('are not ready when no heartbeat is answered, counted from the connection where it is the younger', () => {
  let now = 0;
  const all = [shard(0, Status.Ready)];
  const shards = new Shards(
    () => all,
    () => now,
  );
  shards.connected(0);
  now = 90 * SECOND;
  expect(missingOf(shards.state)).toEqual([]);
  now = 91 * SECOND;
  expect(missingOf(shards.state)).toEqual(['the gateway: no heartbeat answered for 91 s']);
  all[0] = shard(0, Status.Ready, 60 * SECOND, 20);
  expect(missingOf(shards.state)).toEqual([]);
  now = 200 * SECOND;
  shards.connected(0);
  expect(missingOf(shards.state)).toEqual([]);
});
