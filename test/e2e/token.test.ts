import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bot, runDeploy } from './bot.js';
import { type Discord, NO_ACCESS, PATHS, startDiscord } from './discord/start.js';
import { leaksOf } from './leaks.js';

const QUESTION = { question: 'CRc rate with sorafenib in FLT3 wild-type AML' };
/** As talkative as it gets. */
const LOUD = { MARROW_LOG_LEVEL: 'trace', MARROW_LOG_QUESTIONS: 'true', MARROW_OPS_PORT: '0' };
const dist = (path: string) => fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url));

/** The first part of a token is the bot's id, which is no secret; the others are made here, so that nothing else has them. */
const secretParts = () => [randomBytes(6).toString('base64url'), randomBytes(28).toString('base64url')] as const;
const tokenOf = ([time, rest]: readonly string[]) =>
  `${Buffer.from('1000000000000000001').toString('base64url')}.${time}.${rest}`;

let parts = secretParts();
let discord: Discord;
/** All that was printed, replied and served. */
let said: string[];

beforeEach(async () => {
  parts = secretParts();
  said = [];
  discord = await startDiscord({ token: tokenOf(parts) });
});
afterEach(async () => {
  await discord.close();
});

function expectNothingTold(): void {
  const text = said.join('\n');
  expect(text.length).toBeGreaterThan(50);
  for (const part of parts) expect(leaksOf(text, part)).toEqual([]);
}

/** What reached Discord and users: every body, and every address but for what is in the header that carries the token. */
const sent = () =>
  discord.requests.map(({ path, query, body, files }) =>
    [path, query, JSON.stringify(body), ...files.map(({ bytes }) => bytes.toString('latin1'))].join(' '),
  );

/** Tokens of interactions speak for the bot for a quarter of an hour: no log has them either. */
const interactionTokens = () =>
  discord.requests.flatMap(({ path }) => /^\/(?:interactions|webhooks)\/\d+\/([^/]+)/u.exec(path)?.[1] ?? []);

async function served(bot: Bot): Promise<void> {
  const { address } = await bot.line('health and metrics are served');
  for (const path of ['/healthz', '/readyz', '/metrics', '/nowhere']) {
    const response = await fetch(`${address}${path}`, { signal: AbortSignal.timeout(5_000) });
    said.push(await response.text(), JSON.stringify([...response.headers]));
  }
}

it('finds a part of a token, however it is written', () => {
  const secret = 'mQ-4zT_x9Lk2';
  for (const text of [secret, `a ${secret.slice(2)}`, encodeURIComponent(secret), Buffer.from(secret).toString('hex')])
    expect(leaksOf(`before ${text} behind`, secret)).not.toEqual([]);
  expect(leaksOf(Buffer.from(secret).toString('base64'), secret)).not.toEqual([]);
  expect(leaksOf('mQ-4zT and x9Lk2', secret)).toEqual([]);
});

describe('the token is told to nobody', () => {
  it.each(['gateway', 'http'] as const)(
    'on a good day over %s',
    async (way) => {
      const environment = { ...LOUD, DISCORD_TOKEN: discord.token };
      said.push(...Object.values(await runDeploy(discord)).map(String));
      const bot = await (way === 'http' ? Bot.serving(discord, environment) : Bot.ready(discord, environment));
      await bot.line('in step');
      await discord.slash('ask', QUESTION);
      await discord.autocomplete('drug', { name: 'sor' }, 'name');
      await discord.slash('plot', { measure: 'OS', regimen: 'sorafenib' });
      if (way === 'gateway') await discord.mention('median OS with sorafenib');
      bot.process.kill('SIGHUP');
      await bot.line('the evidence was reloaded');
      await served(bot);
      expect(await bot.stop()).toBe(0);
      said.push(bot.stderr, ...sent());
      expectNothingTold();
      for (const token of interactionTokens()) expect(leaksOf(bot.stderr, token)).toEqual([]);
    },
    60_000,
  );

  it('on a bad day', async () => {
    const bot = await Bot.ready(discord, LOUD);
    const unanswered = async () => {
      await discord.send
        .slash('ask', QUESTION)
        .answered(2_500)
        .catch(() => undefined);
    };
    const faults = [
      { kind: 'status', status: 401, message: '401: Unauthorized', path: PATHS.callback },
      { kind: 'status', status: 403, code: 50_013, message: 'Missing Permissions', path: PATHS.callback },
      { kind: 'status', status: 404, code: 10_062, message: 'Unknown interaction', path: PATHS.callback },
      { kind: 'status', status: 400, code: 50_035, message: 'Invalid Form Body', path: PATHS.callback, times: 2 },
      { kind: 'status', status: 500, path: PATHS.callback, times: 20 },
      { kind: 'rate-limit', retryAfter: 4, path: PATHS.callback },
      { kind: 'drop', when: 'before', path: PATHS.callback },
      { kind: 'drop', when: 'after', path: PATHS.callback },
    ] as const;
    for (const fault of faults) {
      discord.faults.next(fault);
      await unanswered();
      discord.faults.clear();
    }
    discord.faults.next(NO_ACCESS);
    await discord.send.mention('median OS with sorafenib').silence(300);
    // What is no interaction, and what trips up the client itself.
    for (const d of [null, [], { type: 2 }, { id: 'x', token: discord.token, type: 3 }])
      discord.gateway.dispatch(0, 'INTERACTION_CREATE', d);
    discord.gateway.reconnect();
    await discord.gateway.waitForResumes(1);
    await served(bot);
    discord.gateway.close(0, 4004);
    expect(await bot.ended()).toBe(1);
    said.push(bot.stderr, ...sent());
    expectNothingTold();
    for (const token of interactionTokens()) expect(leaksOf(bot.stderr, token)).toEqual([]);
  }, 90_000);

  it('where Discord does not know it, or is down, or withdraws it', async () => {
    const [time, rest] = secretParts();
    parts = [time, rest];
    const wrong = Bot.start(discord, { ...LOUD, DISCORD_TOKEN: tokenOf(parts) });
    expect(await wrong.ended()).toBe(1);
    const deployed = await runDeploy(discord, [], { DISCORD_TOKEN: tokenOf(parts) });
    expect(deployed.code).toBe(1);
    said.push(wrong.stderr, deployed.stdout, deployed.stderr);
    expectNothingTold();
    await discord.close();
    parts = secretParts();
    discord = await startDiscord({ token: tokenOf(parts) });
    discord.faults.next({ kind: 'status', status: 503, path: PATHS.gatewayBot, times: 4 });
    const bot = Bot.start(discord, LOUD);
    await bot.line('ready');
    discord.faults.next({ kind: 'status', status: 401, message: '401: Unauthorized', path: PATHS.channelMessages });
    discord.send.mention('median OS with sorafenib');
    expect(await bot.ended()).toBe(1);
    discord.faults.next({ kind: 'status', status: 500, times: 40 });
    const failed = await runDeploy(discord);
    expect(failed.code).toBe(1);
    said.push(bot.stderr, failed.stdout, failed.stderr);
    expectNothingTold();
  }, 60_000);

  it.each([
    ['a rejection that nobody handles', 'Promise.reject(error)', 'a rejection that nobody handled'],
    ['an exception that nobody catches', '(() => { throw error; })()', 'a bug ended the process'],
  ])('by %s, even where its message has it', async (_, bug, message) => {
    const program = `process.once('SIGUSR2', () => {
      const error = new Error('request failed: authorization Bot ' + process.env.DISCORD_TOKEN);
      error.headers = { authorization: process.env.DISCORD_TOKEN };
      ${bug};
    });`;
    const bot = Bot.start(discord, LOUD, `data:text/javascript,${encodeURIComponent(program)}`);
    await bot.line('out of step');
    bot.process.kill('SIGUSR2');
    await bot.line(message);
    await bot.stop();
    expect(bot.exitCode).toBe(message.startsWith('a bug') ? 1 : 0);
    expect(bot.stderr).toContain('[redacted]');
    said.push(bot.stderr);
    expectNothingTold();
  });

  it('by the command line, whatever is wrong with the configuration', () => {
    const token = tokenOf(parts);
    const cwd = mkdtempSync(join(tmpdir(), 'marrow-'));
    const run = (program: string, words: readonly string[], more: Record<string, string> = {}) => {
      const { stdout, stderr } = spawnSync(process.execPath, [dist(program), ...words], {
        cwd,
        env: { PATH: process.env.PATH, DISCORD_TOKEN: token, DISCORD_API_URL: discord.apiUrl, ...more },
        input: '/help\n',
        encoding: 'utf8',
        timeout: 15_000,
      });
      said.push(stdout, stderr);
    };
    run('main.js', ['--help']);
    run('main.js', ['--version']);
    run('main.js', ['--wrong']);
    run('main.js', ['--chat', '/help']);
    run('main.js', ['--chat', '--json']);
    run('main.js', [], { MARROW_TRANSPORT: 'pigeon', MARROW_OPS_PORT: 'x' });
    run('main.js', [], { DISCORD_TOKEN: `${token} ${token}` });
    run('main.js', [], { MARROW_TRANSPORT: 'http' });
    run('main.js', [], { MARROW_SEEDS: '/nowhere' });
    run('main.js', [], { MARROW_DOCUMENTS: '/nowhere' });
    run('cli/check.js', []);
    run('cli/deploy.js', ['--help']);
    run('cli/deploy.js', ['--guild', token]);
    for (const line of [
      `DISCORD_TOKEN ${token}`,
      `DISCORD_TOKEN="${token}`,
      `DISCORD_TOKEN=${token}\nDISCORD_TOKEN=${token}`,
    ]) {
      writeFileSync(join(cwd, '.env'), `${line}\n`);
      run('main.js', [], { DISCORD_TOKEN: '' });
      run('cli/deploy.js', [], { DISCORD_TOKEN: '' });
    }
    expectNothingTold();
  }, 60_000);
});
