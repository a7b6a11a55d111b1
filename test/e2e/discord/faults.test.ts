import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, PlainBot, textDisplay, v2 } from './plain-bot.js';
import { type Discord, PATHS, startDiscord } from './start.js';

let discord: Discord;
let bot: PlainBot;

beforeAll(async () => {
  discord = await startDiscord();
  bot = await PlainBot.login(discord);
});
beforeEach(() => {
  discord.takeViolations();
  discord.faults.clear();
});
afterAll(async () => {
  await bot.close();
  await discord.close();
});

const answer = { type: 4, data: v2([textDisplay('CRc 65.8%')]) };
const rules = () => discord.violations.map(({ rule }) => rule);

describe('faults', () => {
  it('hit the next matching requests only', async () => {
    discord.faults.next({ kind: 'status', status: 503, path: PATHS.callback, times: 2 });
    const exchange = discord.send.slash('drug');
    expect((await bot.request('GET', '/users/@me')).status).toBe(200);
    expect((await bot.respond(exchange, answer)).status).toBe(503);
    expect((await bot.respond(exchange, answer)).status).toBe(503);
    expect(discord.faults.left).toBe(0);
    expect((await bot.respond(exchange, answer)).status).toBe(204);
    expect(rules()).toEqual([]);
    expect(discord.requests.filter(({ fault }) => fault === 'status')).toHaveLength(2);
  });

  it('can be an error of Discord', async () => {
    discord.faults.next({ kind: 'status', status: 403, code: 50_001, message: 'Missing Access' });
    const refused = await bot.respond(discord.send.slash('drug'), answer);
    expect([refused.status, refused.body]).toEqual([403, { code: 50_001, message: 'Missing Access' }]);
  });

  it('can be a rate limit', async () => {
    discord.faults.next({ kind: 'rate-limit', retryAfter: 0.25 });
    const response = await fetch(`${discord.apiUrl}/v10/gateway`);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('0.25');
    expect(await response.json()).toEqual({ message: 'You are being rate limited.', retry_after: 0.25, global: false });
  });

  it('drop a connection before anything happened', async () => {
    discord.faults.next({ kind: 'drop', when: 'before', path: PATHS.callback });
    const exchange = discord.send.slash('drug');
    await expect(bot.respond(exchange, answer)).rejects.toThrow();
    expect(exchange.acknowledgement).toBeUndefined();
    expect((await bot.respond(exchange, answer)).status).toBe(204);
    expect(rules()).toEqual([]);
  });

  it('lose a reply: the first attempt landed, the second gets 40060 without blame', async () => {
    discord.faults.next({ kind: 'drop', when: 'after', path: PATHS.callback });
    const exchange = discord.send.slash('drug');
    await expect(bot.respond(exchange, answer)).rejects.toThrow();
    expect(exchange.message?.text).toBe('CRc 65.8%');
    expect(codeOf(await bot.respond(exchange, answer))).toBe(40_060);
    expect(rules()).toEqual([]);
    expect(discord.requests.at(-2)).toMatchObject({ fault: 'drop', status: null });
  });

  it('lose no reply to what was refused, but to the next that lands', async () => {
    const fault = { kind: 'drop', when: 'after', path: PATHS.callback } as const;
    const wrong = { type: 99 };
    discord.faults.next(fault);
    expect((await bot.respond(discord.send.slash('drug'), wrong)).status).toBe(400);
    const exchange = discord.send.slash('drug');
    await expect(bot.respond(exchange, answer)).rejects.toThrow();
    expect([exchange.message?.text, discord.faults.left]).toEqual(['CRc 65.8%', 0]);
    const withdraw = discord.faults.next(fault);
    expect((await bot.respond(discord.send.slash('drug'), wrong)).status).toBe(400);
    withdraw();
    expect(discord.faults.left).toBe(0);
  });

  it('delay on the way in: too late, but not the fault of the bot', async () => {
    discord.faults.next({ kind: 'delay', milliseconds: 60, path: PATHS.callback });
    const exchange = discord.send.slash('drug');
    const pending = bot.respond(exchange, answer);
    await discord.until(() => discord.requests.at(-1)?.fault === 'delay', 'the request');
    discord.clock.advance(3_000);
    expect(codeOf(await pending)).toBe(10_062);
    expect(rules()).toEqual([]);
  });

  it('delay on the way back: taken in time', async () => {
    discord.faults.next({ kind: 'delay', milliseconds: 60, when: 'after', path: PATHS.callback });
    const exchange = discord.send.slash('drug');
    const pending = bot.respond(exchange, answer);
    await exchange.acknowledged(50);
    expect((await pending).status).toBe(204);
  });

  it('of the bot, which broke off a request as it was ended, are no violation', async () => {
    const { hostname, port } = new URL(discord.apiUrl);
    const socket = connect(Number(port), hostname);
    const heading = 'POST /api/v10/gateway HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf';
    await new Promise<void>((resolve) => socket.write(heading, () => resolve()));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(rules()).toEqual([]);
  });
});
