import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OP } from './connection.js';
import { type Dict, dict } from './json.js';
import { PlainBot } from './plain-bot.js';
import { shardOf } from './snowflake.js';
import { CONTEXTS, type Discord, startDiscord } from './start.js';

let discord: Discord;
const bots: PlainBot[] = [];

beforeEach(async () => {
  discord = await startDiscord({ shards: 2 });
});
afterEach(async () => {
  await discord.close();
});

const rules = () => discord.violations.map(({ rule }) => rule);
const open = async (url?: string) => {
  const bot = await PlainBot.connect(discord, url);
  bots.push(bot);
  return bot;
};
const sequence = (bot: PlainBot) => Math.max(...bot.received.map(({ s }) => (typeof s === 'number' ? s : 0)));
const events = (bot: PlainBot, t: string): Dict[] =>
  bot.received.filter((each) => each.t === t).map(({ d }) => dict(d));

describe('logging in', () => {
  it('greets, knows the token and says READY', async () => {
    const bot = await PlainBot.login(discord);
    expect(dict(bot.received[0]?.d).heartbeat_interval).toBe(41_250);
    const [ready] = events(bot, 'READY');
    expect(ready).toMatchObject({
      v: 10,
      user: { id: discord.botId, bot: true },
      guilds: [],
      session_id: expect.any(String),
      resume_gateway_url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/resume$/),
      application: { id: discord.applicationId },
    });
    expect(discord.gateway.identifies).toMatchObject([{ shard: 0, shards: 1, accepted: true }]);
    await discord.waitForReady(1, 100);
    await expect(discord.waitForReady(2, 20)).rejects.toThrow('2 ready shards, 1 are');
    await bot.close();
  });

  it('closes with 4004 on a wrong token', async () => {
    const bot = await open();
    bot.identify({ token: 'wrong' });
    expect(await bot.closed()).toBe(4004);
    expect(discord.gateway.identifies).toMatchObject([{ accepted: false }]);
  });

  it.each<[string, number, object]>([
    ['gateway-shard', 4010, { shard: [2, 2] }],
    ['gateway-intents', 4013, { intents: 1 << 30 }],
    ['privileged-intent', 4014, { intents: 1 << 15 }],
  ])('%s closes with %i', async (rule, code, handshake) => {
    const bot = await open();
    bot.identify(handshake);
    expect(await bot.closed()).toBe(code);
    expect(rules()).toEqual([rule]);
  });

  it('refuses a second IDENTIFY, broken payloads, unknown opcodes and floods', async () => {
    const twice = await PlainBot.login(discord);
    twice.identify();
    expect(await twice.closed()).toBe(4005);
    const broken = await open();
    broken.sendText('{');
    expect(await broken.closed()).toBe(4002);
    const large = await open();
    large.send(OP.heartbeat, 'x'.repeat(4097));
    expect(await large.closed()).toBe(4002);
    const odd = await open();
    odd.send(77, null);
    expect(await odd.closed()).toBe(4001);
    const hasty = await open();
    for (let i = 0; i <= 120; i += 1) hasty.send(OP.heartbeat, null);
    expect(await hasty.closed()).toBe(4008);
    expect(rules()).toEqual([
      'gateway-identify',
      'gateway-payload',
      'gateway-payload',
      'gateway-opcode',
      'gateway-rate',
    ]);
  });

  it('speaks version 10 in JSON only', async () => {
    const bot = await PlainBot.connect(discord, `${discord.gatewayUrl}/?v=9&`);
    expect(await bot.closed()).toBe(4012);
    expect(rules()).toEqual(['gateway-version']);
  });

  it('lets as many shards in at once as max_concurrency says', async () => {
    const strict = await startDiscord({ shards: 2, maxConcurrency: 1 });
    const first = await PlainBot.login(strict, { shard: [0, 2] });
    const second = await PlainBot.connect(strict);
    second.identify({ shard: [1, 2] });
    expect(await second.opcode(OP.invalidSession)).toMatchObject({ d: false });
    expect(strict.violations.map(({ rule }) => rule)).toEqual(['identify-rate']);
    await Promise.all([first.close(), second.close()]);
    await strict.close();
  });

  it('can be refused on demand', async () => {
    discord.gateway.refuseIdentify(4014);
    const bot = await open();
    bot.identify();
    expect(await bot.closed()).toBe(4014);
    expect(rules()).toEqual([]);
    discord.gateway.refuseConnections();
    await expect(PlainBot.connect(discord)).rejects.toThrow('opcode 10');
    await PlainBot.login(discord);
  });
});

describe('shards', () => {
  it('each get what belongs to their guilds, shard 0 the rest', async () => {
    const zero = await PlainBot.login(discord, { shard: [0, 2] });
    const one = await PlainBot.login(discord, { shard: [1, 2] });
    await discord.waitForReady(2);
    const far = discord.send.slash('drug', {}, { shard: 1 });
    const direct = discord.send.slash('drug', {}, CONTEXTS.botDm);
    const external = discord.send.slash('drug', {}, CONTEXTS.externalGuild);
    expect((await one.event('INTERACTION_CREATE')).id).toBe(far.id);
    expect(shardOf(String(far.interaction.payload.guild_id), 2)).toBe(1);
    await zero.event('INTERACTION_CREATE');
    expect(events(one, 'INTERACTION_CREATE')).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(events(zero, 'INTERACTION_CREATE').map(({ id }) => id)).toEqual([direct.id, external.id]);
    const sessions = [zero, one].map((bot) => events(bot, 'READY')[0]?.session_id);
    expect(new Set(sessions).size).toBe(2);
  });
});

describe('a session', () => {
  const resume = async (bot: PlainBot, more: Dict = {}) => {
    const [ready] = events(bot, 'READY');
    const next = await open(String(ready?.resume_gateway_url));
    next.send(OP.resume, { token: discord.token, session_id: ready?.session_id, seq: sequence(bot), ...more });
    return next;
  };

  it('is resumed after a broken connection, with what was missed', async () => {
    const bot = await PlainBot.login(discord);
    discord.gateway.drop();
    expect(await bot.closed()).toBe(1006);
    await discord.until(() => !discord.gateway.isLive(0), 'the drop');
    const missed = discord.send.slash('drug');
    const next = await resume(bot);
    await next.event('RESUMED');
    expect(events(next, 'INTERACTION_CREATE').map(({ id }) => id)).toEqual([missed.id]);
    expect(events(next, 'READY')).toEqual([]);
    expect(discord.gateway.resumes).toMatchObject([{ shard: 0, accepted: true, replayed: 1 }]);
    expect(rules()).toEqual([]);
  });

  it('is resumed at the address given for it', async () => {
    const bot = await PlainBot.login(discord);
    await bot.close(4200);
    const next = await open();
    next.send(OP.resume, {
      token: discord.token,
      session_id: events(bot, 'READY')[0]?.session_id,
      seq: sequence(bot),
    });
    await next.event('RESUMED');
    expect(rules()).toEqual(['resume-url']);
  });

  it('is gone after an orderly close, after op 9, with a wrong id or a wrong sequence', async () => {
    const left = await PlainBot.login(discord);
    await left.close(1000);
    await discord.until(() => !discord.gateway.isLive(0), 'the close');
    expect(await (await resume(left)).opcode(OP.invalidSession)).toMatchObject({ d: false });

    const told = await PlainBot.login(discord);
    discord.gateway.invalidateSession(0, false);
    expect(await told.opcode(OP.invalidSession)).toMatchObject({ d: false });
    expect(await (await resume(told)).opcode(OP.invalidSession)).toMatchObject({ d: false });

    const ahead = await PlainBot.login(discord);
    expect(await (await resume(ahead, { seq: 99 })).closed()).toBe(4007);
    expect(await (await resume(ahead, { token: 'wrong' })).closed()).toBe(4004);
    expect(rules()).toEqual(['gateway-sequence']);
  });

  it('survives a resumable op 9 and op 7', async () => {
    const bot = await PlainBot.login(discord);
    discord.gateway.reconnect();
    await bot.opcode(OP.reconnect);
    discord.gateway.invalidateSession(0, true);
    expect(await bot.opcode(OP.invalidSession)).toMatchObject({ d: true });
    await (await resume(bot)).event('RESUMED');
  });

  it('ends with a fatal close code', async () => {
    const bot = await PlainBot.login(discord);
    discord.gateway.close(0, 4004);
    expect(await bot.closed()).toBe(4004);
    expect(() => discord.send.slash('drug')).toThrow('shard 0 has no session');
  });
});

describe('heartbeats', () => {
  it('are acknowledged until they are silenced', async () => {
    const bot = await PlainBot.login(discord);
    bot.send(OP.heartbeat, 1);
    await bot.opcode(OP.acknowledgement);
    discord.gateway.silenceHeartbeats();
    bot.received.length = 0;
    bot.send(OP.heartbeat, 1);
    discord.send.slash('drug');
    await bot.event('INTERACTION_CREATE');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bot.received.filter(({ op }) => op === OP.acknowledgement)).toEqual([]);
  });

  it('go into the void of a half-open socket', async () => {
    const bot = await PlainBot.login(discord);
    discord.gateway.freeze();
    bot.received.length = 0;
    bot.send(OP.heartbeat, 1);
    const missed = discord.send.slash('drug');
    await missed.silence(50);
    expect(bot.received).toEqual([]);
    expect(bot.closeCode).toBeUndefined();
    expect(discord.gateway.isLive(0)).toBe(false);
  });
});
