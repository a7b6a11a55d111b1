import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runDeploy } from '../e2e/bot.js';
import { type Discord, type Exchange, describe as sentences, startDiscord } from '../e2e/discord/start.js';
import { goldenFiles, typed } from '../golden/questions.js';
import { EMPTY_BOT, MAIN, Measured, mb, report, spread } from './measured.js';

const INTERACTIONS = 2_000;
const A_SECOND = 200;
const WARM_UP = 400;
/** Longer questions try the parser, not the load. */
const LONGEST = 500;

const questions = [...goldenFiles().values()]
  .flat()
  .map(typed)
  .filter((text) => text.trim() !== '' && !text.startsWith('/') && text.length <= LONGEST);

/** Sends questions evenly, every tenth of them a look-up by autocomplete, and waits for no answer before the next. */
async function load(discord: Discord, count: number): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  const began = performance.now();
  for (let sent = 0; sent < count; sent++) {
    const due = began + (sent * 1000) / A_SECOND;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    const question = questions[sent % questions.length] ?? '';
    exchanges.push(
      sent % 10 === 9
        ? discord.send.autocomplete('drug', { name: question.slice(0, 8) }, 'name')
        : discord.send.slash('ask', { question }),
    );
  }
  await Promise.allSettled(exchanges.map((exchange) => exchange.answered()));
  return exchanges;
}

interface Measurement {
  readonly times: readonly number[];
  readonly lost: number;
  readonly heap: readonly [before: number, after: number];
  readonly violations: string;
}

async function measure(program: string): Promise<Measurement> {
  const discord = await startDiscord({ specification: null });
  const bot = Measured.start([program], {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    MARROW_LOG_LEVEL: 'warn',
    MARROW_USER_PER_MINUTE: '0',
  });
  try {
    expect((await runDeploy(discord)).stderr).toBe('');
    const ended = once(bot.process, 'exit').then(([code]) => {
      throw new Error(`the bot ended with ${code}`);
    });
    ended.catch(() => undefined);
    await Promise.race([discord.waitForReady(1, 20_000), ended]);
    await load(discord, WARM_UP);
    const before = await bot.memory('forced collection');
    const exchanges = await load(discord, INTERACTIONS);
    const after = await bot.memory('forced collection');
    return {
      times: exchanges.flatMap(({ latencyMs }) => latencyMs ?? []),
      lost: exchanges.filter(({ acknowledgement }) => acknowledgement === undefined).length,
      heap: [before.heapUsed, after.heapUsed],
      violations: sentences(discord.violations),
    };
  } finally {
    await bot.stop();
    await discord.close();
  }
}

it('2,000 interactions at 200 a second', async () => {
  const empty = await measure(EMPTY_BOT);
  const marrow = await measure(MAIN);
  report('empty bot, dispatch to acknowledgement', spread(empty.times));
  report('Marrow, dispatch to acknowledgement', spread(marrow.times));
  report('interactions lost', `${marrow.lost} of ${INTERACTIONS} (empty bot: ${empty.lost})`);
  const [before, after] = marrow.heap;
  const change = ((after - before) / before) * 100;
  report('heap after a forced collection', `${mb(before)} before, ${mb(after)} after (${change.toFixed(1)} %)`);
  if (marrow.violations !== '') report('violations', marrow.violations);
});
