import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Bot } from './bot.js';
import { type Discord, describe as sentences, startDiscord } from './discord/start.js';

const QUESTION = { question: 'CRc rate with sorafenib in FLT3 wild-type AML' };
const LIMIT = { MARROW_USER_BURST: '3', MARROW_USER_PER_MINUTE: '30' };
const TOO_FAST = /Please ask again in (a second|\d seconds)/;

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

  it('does not slow others down', async () => {
    const { discord } = await start(transport, { MARROW_USER_BURST: '30', MARROW_USER_PER_MINUTE: '60' });
    const flood = Array.from({ length: 300 }, () => discord.send.slash('ask', QUESTION, { user: 'Flood' }));
    const times: number[] = [];
    for (let nth = 0; nth < 10; nth++) {
      flood.push(...Array.from({ length: 30 }, () => discord.send.slash('ask', QUESTION, { user: 'Flood' })));
      const exchange = await discord.slash('ask', QUESTION, { user: `Calm ${nth}` });
      expect(exchange.message?.text).toContain('65.8%');
      times.push(exchange.latencyMs ?? Number.NaN);
    }
    await Promise.all(flood.map((exchange) => exchange.answered()));
    expect(flood.filter(({ message }) => message?.text.includes('65.8%') === true).length).toBeLessThan(60);
    expect(Math.max(...times)).toBeLessThan(2_000);
    expect(sentences(discord.violations)).toBe('');
  }, 40_000);
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
