import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { median } from '../bench/measured.js';
import { Bot } from './bot.js';
import { type Discord, type Exchange, describe as sentences, startDiscord } from './discord/start.js';

const QUESTION = { question: 'CRc rate with sorafenib in FLT3 wild-type AML' };
const LIMIT = { MARROW_USER_BURST: '3', MARROW_USER_PER_MINUTE: '30' };
const TOO_FAST = /Please ask again in (a second|\d seconds)/;

/** Faster than anybody clicks. */
const FLOOD_A_SECOND = 400;
const TURNS = 6;
/** The others wait for what is refused in between, and for nothing else. */
const MOST_TIMES_SLOWER = 3;

const running: { discord?: Discord; bot?: Bot } = {};
afterEach(async () => {
  await running.bot?.stop();
  await running.discord?.close();
});

async function start(transport: 'gateway' | 'http', environment: Record<string, string>) {
  const discord = await startDiscord();
  running.discord = discord;
  const bot = await (transport === 'http' ? Bot.serving(discord, environment) : Bot.ready(discord, environment));
  running.bot = bot;
  return { discord, bot };
}

describe.each(['gateway', 'http'] as const)('one who asks too fast over %s', (transport) => {
  it('is told so in private, others are answered, and after a while so is he', async () => {
    const { discord, bot } = await start(transport, LIMIT);
    const asked = async (user: string) => discord.slash('ask', { ...QUESTION, visibility: 'public' }, { user });
    for (let times = 0; times < 3; times++) expect((await asked('Quick')).message?.text).toContain('65.8%');
    const refused = await asked('Quick');
    expect(refused.message?.text).toMatch(TOO_FAST);
    expect(refused.message?.text).not.toMatch(/65\.8|Not in the evidence/);
    expect(refused.ephemeral).toBe(true);
    expect((await discord.autocomplete('drug', { name: 'soraf' }, 'name', { user: 'Calm' })).choices).not.toEqual([]);
    expect((await asked('Calm')).message?.text).toContain('65.8%');
    await pause(2_100);
    expect((await asked('Quick')).message?.text).toContain('65.8%');
    for (let keys = 0; keys < 6; keys++) await discord.autocomplete('drug', { name: 's' }, 'name', { user: 'Quick' });
    const typed = await discord.autocomplete('drug', { name: 'soraf' }, 'name', { user: 'Quick' });
    expect(typed.choices).toEqual([]);
    await bot.stop();
    expect(await bot.line('stopped')).toMatchObject({ limited: expect.any(Number) });
    expect(sentences(discord.violations)).toBe('');
    expect(discord.unanswered).toEqual([]);
  });

  // Quiet and flood take turns, so that a machine with other things to do slows both alike.
  it('does not slow others down', async () => {
    const { discord } = await start(transport, { MARROW_USER_BURST: '30', MARROW_USER_PER_MINUTE: '60' });
    const ask = (user: string) => discord.send.slash('ask', QUESTION, { user });
    let calm = 0;
    const waits = async (): Promise<number> => {
      const exchange = await ask(`Calm ${calm++}`).answered();
      expect(exchange.message?.text).toContain('65.8%');
      return exchange.latencyMs ?? Number.NaN;
    };
    const flood: Exchange[] = [];
    const pour = setInterval(() => {
      for (let nth = 0; isPouring && nth < FLOOD_A_SECOND / 100; nth++) flood.push(ask('Flood'));
    }, 10);
    let isPouring = false;
    const times: { readonly quiet: number[]; readonly flooded: number[] } = { quiet: [], flooded: [] };
    await waits();
    for (let turn = 0; turn < TURNS; turn++)
      for (const kind of ['quiet', 'flooded'] as const) {
        isPouring = kind === 'flooded';
        for (let nth = 0; nth < 10; nth++) {
          await pause(25);
          times[kind].push(await waits());
        }
      }
    clearInterval(pour);
    await Promise.all(flood.map((exchange) => exchange.answered()));
    const answered = flood.filter(({ message }) => message?.text.includes('65.8%') === true);
    expect(flood.length).toBeGreaterThan(TURNS * 10);
    expect(answered.length).toBeLessThan(flood.length / 2);
    expect(median(times.flooded) / median(times.quiet)).toBeLessThan(MOST_TIMES_SLOWER);
    expect(sentences(discord.violations)).toBe('');
  }, 60_000);
});

it('in a channel is told once, and then nothing until there is room again', async () => {
  const { discord } = await start('gateway', LIMIT);
  const mention = (user: string) => discord.send.mention(QUESTION.question, { user });
  for (let times = 0; times < 3; times++) expect((await mention('Quick').answered()).message?.text).toContain('65.8%');
  expect((await mention('Quick').answered()).message?.text).toMatch(TOO_FAST);
  await mention('Quick').silence(300);
  expect((await mention('Calm').answered()).message?.text).toContain('65.8%');
  await pause(2_100);
  expect((await mention('Quick').answered()).message?.text).toContain('65.8%');
  expect(sentences(discord.violations)).toBe('');
});
