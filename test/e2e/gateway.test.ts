import { afterEach, describe, expect, it } from 'vitest';
import { Bot, runDeploy } from './bot.js';
import {
  CONTEXTS,
  type Discord,
  type DiscordOptions,
  NO_ACCESS,
  PATHS,
  describe as sentences,
  startDiscord,
} from './discord/start.js';

const QUESTION = { question: 'CRc rate with sorafenib in FLT3 wild-type AML' };

const running: { discord?: Discord; bot?: Bot } = {};

async function start(options: DiscordOptions = {}, environment: Record<string, string> = {}) {
  const discord = await startDiscord(options);
  running.discord = discord;
  const bot = await Bot.ready(discord, environment);
  running.bot = bot;
  return { discord, bot };
}

afterEach(async () => {
  await running.bot?.stop();
  await running.discord?.close();
  running.bot = undefined as never;
  running.discord = undefined as never;
});

const expectClean = (discord: Discord) => {
  expect(sentences(discord.violations)).toBe('');
  expect(discord.unanswered.map(({ id }) => id)).toEqual([]);
};

describe('logging in', () => {
  it('says at the start what the bot runs on, and needs no privileged intent', async () => {
    const { discord, bot } = await start();
    expect(await bot.line('ready')).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      evidence: expect.stringMatching(/^[0-9a-f]{8}$/),
      sources: 5,
      items: expect.any(Number),
      documents: expect.stringMatching(/found$/),
      shards: 1,
    });
    expect(await bot.line('out of step')).toMatchObject({ commands: 'out of step' });
    // GUILD_MESSAGES and DIRECT_MESSAGES.
    expect(discord.gateway.identifies).toMatchObject([{ intents: (1 << 9) | (1 << 12), accepted: true }]);
    expect(bot.stderr).not.toContain(discord.token);
    expectClean(discord);
  });

  it('with a wrong token ends at once, says so and does not show it', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    const bot = Bot.start(discord, { DISCORD_TOKEN: 'MTAwMDAwMDAwMDAwMDAwMDAwMQ.Gwrong.not-the-token-of-this-bot' });
    running.bot = bot;
    expect(await bot.ended()).toBe(1);
    expect(bot.stderr).toContain('check DISCORD_TOKEN');
    expect(bot.stderr).not.toContain('not-the-token');
  });

  it('is tried again while Discord is down', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    discord.faults.next({ kind: 'status', status: 503, path: PATHS.gatewayBot, times: 4 });
    const bot = Bot.start(discord);
    running.bot = bot;
    await bot.line('trying again');
    await bot.line('ready');
    await discord.slash('ask', QUESTION);
    expectClean(discord);
  });

  it('is tried again with a new client after 4014, and given up after 4013', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    discord.gateway.refuseIdentify(4014);
    const patient = Bot.start(discord);
    running.bot = patient;
    expect(await patient.line('trying again')).toMatchObject({ closeCode: 4014 });
    await patient.line('ready');
    await patient.stop();
    discord.gateway.refuseIdentify(4013);
    const hopeless = Bot.start(discord);
    running.bot = hopeless;
    expect(await hopeless.ended()).toBe(1);
    expect(hopeless.stderr).toContain('4013');
  });

  it('can be stopped while it waits', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    discord.faults.next({ kind: 'status', status: 503, path: PATHS.gatewayBot, times: 100 });
    const bot = Bot.start(discord);
    running.bot = bot;
    await bot.line('trying again');
    expect(await bot.stop()).toBe(0);
  });
});

describe('two shards', () => {
  it('serve in one process', async () => {
    const { discord } = await start({ shards: 2 });
    await discord.waitForReady(2);
    for (const shard of [0, 1])
      expect((await discord.slash('ask', QUESTION, { shard })).message?.text).toContain('65.8%');
    expectClean(discord);
  });

  it('can be set', async () => {
    const { discord, bot } = await start({ shards: 1 }, { MARROW_SHARDS: '2' });
    await discord.waitForReady(2);
    expect(await bot.line('ready')).toMatchObject({ shards: 2 });
    await discord.slash('ask', QUESTION, { shard: 1 });
    expectClean(discord);
  });
});

describe('dispatches that are none', () => {
  const TYPES = ['INTERACTION_CREATE', 'MESSAGE_CREATE', 'MESSAGE_UPDATE', 'CHANNEL_UPDATE', 'ENTITLEMENT_CREATE', ''];
  const BODIES = [null, 5, {}, { type: 2, data: { type: 1 } }, { id: {}, type: 0, author: null, data: [] }];
  const misbehave = (discord: Discord) => {
    for (const type of TYPES) for (const body of BODIES) discord.gateway.dispatch(0, type, body);
  };
  const bugsOf = (bot: Bot) => bot.log.filter(({ level }) => Number(level) >= 50);

  it('are counted, and trip nothing', async () => {
    const { discord, bot } = await start();
    misbehave(discord);
    await discord.slash('ask', QUESTION);
    expect(await bot.stop()).toBe(0);
    expect(await bot.line('stopped')).toMatchObject({ malformed: 2 * BODIES.length, delivered: 1 });
    expect(bugsOf(bot)).toEqual([]);
  });

  it('trip nothing while other shards log in', async () => {
    const discord = await startDiscord({ shards: 2, maxConcurrency: 1 });
    running.discord = discord;
    const bot = Bot.start(discord);
    running.bot = bot;
    await discord.gateway.waitForReady(1);
    misbehave(discord);
    expect(discord.gateway.hasSession(1)).toBe(false);
    await bot.line('ready');
    for (const shard of [0, 1]) await discord.slash('ask', QUESTION, { shard });
    expect(bugsOf(bot)).toEqual([]);
    expectClean(discord);
  });
});

describe('a connection', () => {
  it('is resumed after op 7, and what was missed is answered', async () => {
    const { discord } = await start();
    discord.gateway.reconnect();
    await discord.until(() => !discord.gateway.isLive(0), 'the reconnect');
    const missed = discord.send.slash('ask', QUESTION);
    await discord.gateway.waitForResumes(1);
    await missed.answered();
    expectClean(discord);
  });

  it('is resumed after a resumable op 9, and made anew after another', async () => {
    const { discord } = await start();
    discord.gateway.invalidateSession(0, true);
    await discord.gateway.waitForResumes(1);
    await discord.slash('ask', QUESTION);
    // The client resumes on the connection it has, which the first time is not the one for resuming.
    expect(discord.takeViolations().map(({ rule }) => rule)).toEqual(['resume-url']);
    discord.gateway.invalidateSession(0, false);
    await discord.gateway.waitForIdentifies(2);
    await discord.slash('ask', QUESTION);
    expectClean(discord);
  });

  it('that hands over again what it had handed over is answered once', async () => {
    const { discord, bot } = await start();
    const exchange = await discord.slash('ask', QUESTION);
    discord.dispatchRaw({ t: 'INTERACTION_CREATE', d: exchange.interaction.payload });
    const mentioned = await discord.mention(QUESTION.question);
    const { events } = discord.gateway.session(0);
    const message = events.find(({ d }) => (d as { id?: unknown }).id === mentioned.sent.id);
    discord.gateway.dispatch(0, 'MESSAGE_CREATE', message?.d);
    await discord.slash('ask', QUESTION);
    await bot.stop();
    expect(await bot.line('stopped')).toMatchObject({ repeated: 2, delivered: 3 });
    expect(mentioned.replies).toHaveLength(1);
    expectClean(discord);
  });

  it('may break while an answer is under way', async () => {
    const { discord } = await start();
    discord.faults.next({ kind: 'delay', milliseconds: 300, path: PATHS.callback });
    const exchange = discord.send.slash('ask', QUESTION);
    await new Promise((resolve) => setTimeout(resolve, 50));
    discord.gateway.drop();
    await exchange.answered();
    await discord.gateway.waitForResumes(1);
    await discord.slash('ask', QUESTION);
    expectClean(discord);
  });

  it('that is half-open is found and resumed within seconds', async () => {
    const { discord, bot } = await start({ heartbeatInterval: 1_500 });
    discord.gateway.freeze();
    const before = Date.now();
    await discord.gateway.waitForResumes(1, 15_000);
    expect(Date.now() - before).toBeLessThan(13_000);
    await discord.slash('ask', QUESTION);
    expect(bot.stderr).toContain('dead and was cut');
    expectClean(discord);
  });

  it('without acknowledged heartbeats is a zombie and is resumed', async () => {
    const { discord } = await start({ heartbeatInterval: 1_000 });
    discord.gateway.silenceHeartbeats();
    await discord.gateway.waitForResumes(1, 15_000);
    await discord.slash('ask', QUESTION);
    expectClean(discord);
  });

  it('that Discord ends for good ends the process with 1', async () => {
    const { discord, bot } = await start();
    discord.gateway.close(0, 4004);
    expect(await bot.ended()).toBe(1);
    expect(await bot.line('ended the connection for good')).toMatchObject({ closeCode: 4004 });
  });
});

describe('an answer', () => {
  it('waits out a rate limit', async () => {
    const { discord, bot } = await start();
    discord.faults.next({ kind: 'rate-limit', retryAfter: 0.3, path: PATHS.callback });
    await discord.slash('ask', QUESTION);
    await bot.stop();
    expect(await bot.line('stopped')).toMatchObject({ rateLimited: 1, delivered: 1 });
    expectClean(discord);
  });

  it('survives an outage of a second', async () => {
    const { discord } = await start();
    discord.faults.next({ kind: 'status', status: 502, path: PATHS.callback, times: 6 });
    await discord.slash('ask', QUESTION);
    expectClean(discord);
  });

  it.each(['before', 'after'] as const)('is given once where the socket closes %s it is taken', async (when) => {
    const { discord, bot } = await start();
    discord.faults.next({ kind: 'drop', when, path: PATHS.callback });
    const exchange = await discord.slash('ask', QUESTION);
    expect(exchange.message?.text).toContain('65.8%');
    await bot.stop();
    expect(await bot.line('stopped')).toMatchObject({
      interactions: 1,
      [when === 'before' ? 'delivered' : 'acknowledgedBefore']: 1,
    });
    expectClean(discord);
  });

  it('that Discord refuses is followed by an apology with a reference that the log has', async () => {
    const { discord, bot } = await start();
    discord.faults.next({
      kind: 'status',
      status: 400,
      code: 50_035,
      message: 'Invalid Form Body',
      path: PATHS.callback,
    });
    const exchange = await discord.slash('ask', QUESTION);
    const { reference } = await bot.line('refused an answer');
    expect(exchange.message?.text).toContain(`Reference: ${reference}`);
    expect(exchange.ephemeral).toBe(true);
    expectClean(discord);
  });

  it('is not given to an interaction that comes late, nor after 10062', async () => {
    const { discord, bot } = await start();
    await discord.send.slash('ask', QUESTION, { ageMs: 3_500 }).silence(400);
    discord.faults.next({
      kind: 'status',
      status: 404,
      code: 10_062,
      message: 'Unknown interaction',
      path: PATHS.callback,
    });
    await discord.send.slash('ask', QUESTION).silence(400);
    await bot.stop();
    expect(discord.requests.filter(({ path }) => PATHS.callback.test(path))).toHaveLength(1);
    expect(await bot.line('stopped')).toMatchObject({ interactions: 2, late: 2 });
    expect(sentences(discord.violations)).toBe('');
  });

  it('to a message is kept back where the bot has no access, and the bot goes on', async () => {
    const { discord, bot } = await start();
    discord.faults.next(NO_ACCESS);
    await discord.send.mention(QUESTION.question).silence(400);
    await discord.mention(QUESTION.question);
    await bot.stop();
    expect(await bot.line('stopped')).toMatchObject({ messages: 2, forbidden: 1, delivered: 1 });
    expectClean(discord);
  });

  it('to a message with a token that is no longer valid ends the process', async () => {
    const { discord, bot } = await start();
    discord.faults.next({ kind: 'status', status: 401, message: '401: Unauthorized', path: PATHS.channelMessages });
    discord.send.mention(QUESTION.question);
    expect(await bot.ended()).toBe(1);
    expect(bot.stderr).toContain('the token is no longer valid');
  });

  it('is in no log, and no question is unless asked for', async () => {
    const quiet = await start();
    await quiet.discord.slash('ask', QUESTION);
    await quiet.discord.mention(QUESTION.question);
    await quiet.bot.stop();
    expect(quiet.bot.stderr).not.toMatch(/sorafenib|65\.8/);
    await quiet.discord.close();
    const told = await start({}, { MARROW_LOG_QUESTIONS: 'true' });
    await told.discord.slash('ask', QUESTION);
    expect(await told.bot.line('asked')).toMatchObject({ question: expect.stringContaining('sorafenib') });
  });

  it('leaves nothing of a text that is checked in the log, even where questions are logged', async () => {
    const { discord, bot } = await start({}, { MARROW_LOG_QUESTIONS: 'true' });
    const claim = 'My 34-year-old Quendolin relapsed on day +120. CRc was 65.8% with sorafenib.';
    const exchange = await discord.slash('check', { claim });
    expect(exchange.message?.text).toContain('matches');
    expect(exchange.message?.text).not.toMatch(/Quendolin|34-year-old/);
    await discord.contextMenu('Check against evidence', { content: claim, author: 'Ben Ruiz' });
    await discord.mention(`/check ${claim}`);
    await bot.stop();
    expect(bot.stderr).toContain('/check, its text withheld');
    expect(bot.stderr).not.toMatch(/Quendolin|34-year-old|65\.8|sorafenib|Ben Ruiz/);
    expectClean(discord);
  });
});

describe('SIGTERM', () => {
  it('lets answers in flight finish, takes no new work and ends with 0', async () => {
    const { discord, bot } = await start();
    await discord.slash('ask', QUESTION, CONTEXTS.botDm);
    discord.faults.next({ kind: 'delay', milliseconds: 600, path: PATHS.callback, times: 40 });
    const exchanges = Array.from({ length: 40 }, () => discord.send.slash('ask', QUESTION));
    await discord.until(
      () => discord.requests.filter(({ path }) => PATHS.callback.test(path)).length >= 41,
      'the answers',
    );
    bot.process.kill('SIGTERM');
    await bot.line('stopping');
    const tooLate = discord.gateway.isLive(0) ? discord.send.slash('ask', QUESTION) : undefined;
    await Promise.all(exchanges.map((exchange) => exchange.answered()));
    expect(await bot.ended()).toBe(0);
    expect(tooLate?.acknowledgement).toBeUndefined();
    expect(sentences(discord.violations)).toBe('');
  });

  it('is obeyed within seconds where the peer is gone', async () => {
    const { discord, bot } = await start();
    discord.gateway.freeze();
    const before = Date.now();
    expect(await bot.stop()).toBe(0);
    expect(Date.now() - before).toBeLessThan(5_000);
  });
});

describe('deployment', () => {
  it('shows the difference, writes once, and then there is nothing to write', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    discord.registerCommands([{ name: 'old', description: 'Gone' }]);
    const dry = await runDeploy(discord, ['--dry-run']);
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toMatch(/^\+ \/ask$/m);
    expect(dry.stdout).toMatch(/^- \/old$/m);
    expect(discord.commands().map(({ name }) => name)).toEqual(['old']);
    const first = await runDeploy(discord);
    expect(first.stdout).toContain(`https://discord.com/oauth2/authorize?client_id=${discord.applicationId}`);
    expect(discord.commands().map(({ name }) => name)).toContain('Find evidence');
    const second = await runDeploy(discord);
    expect(second.stdout).toContain('in step');
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(sentences(discord.violations)).toBe('');
  });

  it('reaches one server only where one is named', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    const [guild = ''] = discord.guildIds;
    expect((await runDeploy(discord, ['--guild', guild])).code).toBe(0);
    expect(discord.commands()).toEqual([]);
    expect(discord.commands(guild).length).toBeGreaterThan(1);
    expect((await runDeploy(discord, ['--guild', guild])).stdout).toContain('in step');
    expect(sentences(discord.violations)).toBe('');
  });

  it.each<[string, (discord: Discord) => void, string]>([
    ['Discord is down', (discord) => discord.faults.next({ kind: 'status', status: 503, times: 8 }), '503'],
    [
      'Discord refuses',
      (discord) =>
        discord.faults.next({ kind: 'status', status: 400, code: 50_035, message: 'Invalid Form Body', method: 'PUT' }),
      'write the commands',
    ],
  ])('fails loudly where %s', async (_, fail, reason) => {
    const discord = await startDiscord();
    running.discord = discord;
    fail(discord);
    const { code, stderr } = await runDeploy(discord);
    expect(code).toBe(1);
    expect(stderr).toContain(reason);
    expect(discord.commands()).toEqual([]);
  });

  it('fails loudly with a wrong token or wrong words', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    const wrong = await runDeploy(discord, [], {
      DISCORD_TOKEN: 'MTAwMDAwMDAwMDAwMDAwMDAwMQ.Gwrong.not-the-token-of-this-bot',
    });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('Is DISCORD_TOKEN right?');
    expect(wrong.stderr).not.toContain('not-the-token');
    expect((await runDeploy(discord, [], { DISCORD_TOKEN: '' })).stderr).toContain('DISCORD_TOKEN is needed');
    expect((await runDeploy(discord, ['--guild', 'here'])).code).toBe(2);
    expect((await runDeploy(discord, ['--force'])).stderr).toContain('Usage');
  });
});
