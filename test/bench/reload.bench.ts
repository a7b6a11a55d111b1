import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Bot } from '../e2e/bot.js';
import { type Discord, type Exchange, startDiscord } from '../e2e/discord/start.js';
import { report, spread } from './measured.js';

const QUESTIONS = [
  'median OS with sorafenib',
  'regorafenib in AML',
  'how many DLI doses were given?',
  '/drug Besponsa',
];
const EVERY_MS = 20;
const AROUND_MS = 2_000;
const RELOADS = 5;

/** Asks evenly until told to stop, waiting for no answer before the next. */
async function asking(discord: Discord, isOver: () => boolean): Promise<readonly number[]> {
  const exchanges: Exchange[] = [];
  for (let sent = 0; !isOver(); sent++) {
    exchanges.push(discord.send.slash('ask', { question: QUESTIONS[sent % QUESTIONS.length] ?? '' }));
    await pause(EVERY_MS);
  }
  await Promise.all(exchanges.map((exchange) => exchange.answered()));
  return exchanges.flatMap(({ latencyMs }) => latencyMs ?? []);
}

/** How long the process did nothing else, at most, since this was asked last. */
async function longestPause(ops: string): Promise<number> {
  const text = await (await fetch(`${ops}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/mu.exec(text)?.[1]) * 1_000;
}

it('reloads of the evidence while 50 people a second ask', async () => {
  const discord = await startDiscord({ specification: null });
  const bot = await Bot.serving(discord, { MARROW_OPS_PORT: '0', MARROW_LOG_LEVEL: 'info' });
  try {
    const { address } = await bot.line('health and metrics are served');
    const began = performance.now();
    await asking(discord, () => performance.now() - began > AROUND_MS);
    const during: number[] = [];
    const calm: number[] = [];
    const pauses: number[] = [];
    for (let count = 1; count <= RELOADS; count++) {
      const calmSince = performance.now();
      calm.push(...(await asking(discord, () => performance.now() - calmSince > AROUND_MS)));
      await longestPause(String(address));
      bot.process.kill('SIGHUP');
      const done = () => bot.log.filter(({ msg }) => msg === 'the evidence was reloaded').length >= count;
      let since: number | undefined;
      during.push(
        ...(await asking(discord, () => {
          if (done()) since ??= performance.now();
          return since !== undefined && performance.now() - since > AROUND_MS / 4;
        })),
      );
      pauses.push(await longestPause(String(address)));
    }
    report('answers while nothing is reloaded', spread(calm));
    report('answers during a reload and just after', spread(during));
    report('longest pause of the process during a reload', spread(pauses));
    expect(bot.log.filter(({ level }) => Number(level) > 40)).toEqual([]);
  } finally {
    await bot.stop();
    await discord.close();
  }
});
