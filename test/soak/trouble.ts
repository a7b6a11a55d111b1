import { setTimeout as pause } from 'node:timers/promises';
import { type Discord, PATHS } from '../e2e/discord/start.js';
import type { Dice } from './dice.js';
import { type ConnectionMishap, ON_CONNECTIONS } from './mishaps.js';

/** Longer than the slowest way back: an unanswered heartbeat, the watchdog's patience, the client's own pauses. */
const WAY_BACK_MS = 40_000;

const MAKING: Readonly<Record<ConnectionMishap, (discord: Discord) => void>> = {
  'op 7: reconnect': ({ gateway }) => gateway.reconnect(),
  'TCP connection dropped': ({ gateway }) => gateway.drop(),
  'op 9: invalid, resumable': ({ gateway }) => gateway.invalidateSession(0, true),
  'op 9: invalid': ({ gateway }) => gateway.invalidateSession(0, false),
  'half-open socket': ({ gateway }) => gateway.freeze(),
  'heartbeats unanswered': ({ gateway }) => gateway.silenceHeartbeats(),
  'connections refused on the way back': ({ gateway }) => {
    gateway.refuseConnections(2);
    gateway.drop();
  },
};

/** How often the bot has come back. */
export const comebacks = ({ gateway }: Discord): number =>
  [...gateway.resumes, ...gateway.identifies].filter(({ accepted }) => accepted).length;

/**
 * Breaks the connection again and again, each time when the bot is back.
 * @returns how often each way was taken.
 * @throws where the bot does not come back.
 */
export async function breakConnections(
  discord: Discord,
  dice: Dice,
  { until, every }: { readonly until: number; readonly every: readonly [least: number, most: number] },
): Promise<Readonly<Record<string, number>>> {
  const tally: Record<string, number> = {};
  for (;;) {
    const wait = dice.between(...every);
    if (performance.now() + wait > until) return tally;
    await pause(wait);
    const mishap = dice.pick<ConnectionMishap>(ON_CONNECTIONS);
    const before = comebacks(discord);
    MAKING[mishap](discord);
    tally[mishap] = (tally[mishap] ?? 0) + 1;
    await discord.until(
      () => comebacks(discord) > before && discord.gateway.isLive(0),
      `the way back after "${mishap}"`,
      WAY_BACK_MS,
    );
  }
}

/** The next that logs in meets this first. */
export function hinderLogin(discord: Discord, how: 'login: 5xx' | 'login: 4014'): void {
  if (how === 'login: 4014') discord.gateway.refuseIdentify(4014);
  else discord.faults.next({ kind: 'status', status: 503, path: PATHS.gatewayBot, times: 4 });
}
