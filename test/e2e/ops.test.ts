import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Bot } from './bot.js';
import { type Discord, type DiscordOptions, PATHS, describe as sentences, startDiscord } from './discord/start.js';

const QUESTION = { question: 'CRc rate with sorafenib in FLT3 wild-type AML' };

const running: { discord?: Discord; bot?: Bot } = {};
afterEach(async () => {
  await running.bot?.stop();
  await running.discord?.close();
  delete running.bot;
  delete running.discord;
});

type Transport = 'gateway' | 'http';

async function start(transport: Transport, more: Record<string, string> = {}, options: DiscordOptions = {}) {
  const discord = await startDiscord(options);
  running.discord = discord;
  const environment = { MARROW_OPS_PORT: '0', ...more };
  const bot = await (transport === 'http' ? Bot.serving(discord, environment) : Bot.ready(discord, environment));
  running.bot = bot;
  return { discord, bot, ...(await opsOf(bot)) };
}

/** What an operator's tools see. */
async function opsOf(bot: Bot) {
  const { address } = await bot.line('health and metrics are served');
  const get = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${address}${path}`, { ...init, signal: AbortSignal.timeout(5_000) });
    return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
  };
  const readiness = async () => {
    const { status, text } = await get('/readyz');
    return { code: status, ...(JSON.parse(text) as { status: string; missing: string[]; evidence: string }) };
  };
  /** Every series by its name and labels. */
  const figures = async (): Promise<Readonly<Record<string, number>>> => {
    const { text } = await get('/metrics');
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
    );
  };
  const until = async (condition: (found: Awaited<ReturnType<typeof readiness>>) => boolean) => {
    const end = performance.now() + 10_000;
    for (;;) {
      const found = await readiness();
      if (condition(found)) return found;
      if (performance.now() > end) throw new Error(`in vain, at last ${JSON.stringify(found)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { address: String(address), get, readiness, figures, until };
}

describe.each(['gateway', 'http'] as const)('seen from outside over %s', (transport) => {
  it('is alive, ready, and counts answers by command and status from the first on', async () => {
    const { discord, bot, get, readiness, figures } = await start(transport);
    expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    const { evidence } = await bot.line('ready');
    expect(await readiness()).toMatchObject({ code: 200, status: 'ready', missing: [], evidence });
    const shown = [
      await discord.slash('ask', QUESTION),
      await discord.slash('ask', QUESTION),
      await discord.slash('ask', { question: 'regorafenib in AML' }),
      await discord.slash('sources'),
      await discord.slash('drug', { name: 'sorafenib' }),
    ];
    shown.push(await discord.button('Cite', shown[4]?.message as never));
    await discord.autocomplete('drug', { name: 'soraf' }, 'name');
    const found = await figures();
    expect(found).toMatchObject({
      'marrow_answers_total{command="ask",status="answered"}': 2,
      'marrow_answers_total{command="ask",status="no-evidence"}': 1,
      'marrow_answers_total{command="sources",status="answered"}': 1,
      'marrow_answers_total{command="cite-finding",status="answered"}': 1,
      'marrow_answer_seconds_count{command="ask"}': 3,
      'marrow_response_seconds_count{asking="command"}': 5,
      'marrow_response_seconds_count{asking="autocomplete"}': 1,
      'marrow_response_seconds_count{asking="component"}': 1,
      'marrow_events_total{event="failures"}': 0,
      [`marrow_evidence_info{version="${evidence}"}`]: 1,
      marrow_ready: 1,
      marrow_evidence_sources: 5,
    });
    expect(found['marrow_response_seconds_sum{asking="command"}']).toBeLessThan(5 * 3);
    expect(found['nodejs_heap_size_used_bytes']).toBeGreaterThan(1_000_000);
    const told = shown.flatMap(({ message }) =>
      /Left out for length: (.*)/.exec(message?.text ?? '')?.[1]?.match(/\d+/g),
    );
    const counted = Object.entries(found).filter(([name]) => name.startsWith('marrow_left_out_total'));
    const sum = (numbers: readonly unknown[]) => numbers.reduce<number>((all, each) => all + Number(each ?? 0), 0);
    expect(sum(told)).toBeGreaterThan(0);
    expect(sum(counted.map(([, count]) => count))).toBe(sum(told));
    expect(sentences(discord.violations)).toBe('');
  });

  it('counts reloads, and names the evidence that serves', async () => {
    const { bot, figures } = await start(transport);
    bot.process.kill('SIGHUP');
    await bot.line('the evidence was reloaded', 20_000);
    expect(await figures()).toMatchObject({
      'marrow_evidence_reloads_total{outcome="reloaded"}': 1,
      'marrow_evidence_reloads_total{outcome="refused"}': 0,
    });
  }, 30_000);

  it('counts those who ask too fast', async () => {
    const limit = { MARROW_USER_BURST: '1', MARROW_USER_PER_MINUTE: '1' };
    const { discord, figures } = await start(transport, limit);
    for (let times = 0; times < 3; times++) await discord.slash('ask', QUESTION, { user: 'Quick' });
    expect(await figures()).toMatchObject({
      'marrow_events_total{event="limited"}': 2,
      'marrow_answers_total{command="ask",status="answered"}': 1,
      'marrow_response_seconds_count{asking="command"}': 3,
    });
  });

  it('tells nothing that anybody typed, no user, no token, and grows by nothing that is typed', async () => {
    const { discord, get } = await start(transport);
    // Node's own figures name what is open just now, and shards have a ping once they have been answered.
    const ofOurs = (line: string) => /^marrow_(?!gateway_(?:ping|heartbeat_age)_)/u.test(line);
    const series = async () =>
      (await get('/metrics')).text
        .split('\n')
        .filter(ofOurs)
        .map((line) => line.slice(0, line.lastIndexOf(' ')));
    const hostile = (nth: number) => `zyxwv${nth}`;
    const ask = async (nth: number) => {
      const exchange = await discord.slash('ask', { question: `does ${hostile(nth)} cure?` }, { user: hostile(nth) });
      await discord.slash('drug', { name: hostile(nth) });
      const { interaction } = exchange;
      const { data } = interaction.payload as { data: object };
      const id = String(BigInt(interaction.id) + 1n);
      const forged = {
        ...interaction.payload,
        id,
        token: `${interaction.token}x`,
        data: { ...data, name: hostile(nth) },
      };
      await discord.dispatchRaw({ t: 'INTERACTION_CREATE', d: forged })?.answered();
      if (transport === 'gateway') await discord.mention(`/${hostile(nth)} sorafenib`);
      return interaction;
    };
    const { scene, token } = await ask(0);
    const before = await series();
    for (let nth = 1; nth < 10; nth++) await ask(nth);
    const { text, type } = await get('/metrics');
    expect(await series()).toEqual(before);
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const secret of ['zyxwv', 'cure', scene.user.id, discord.token, token, discord.endpoint.publicKey])
      expect(text).not.toContain(secret);
    if (transport === 'gateway') expect(text).toMatch(/marrow_answers_total\{command="other",status="invalid"\} 10\n/);
  });

  it('has three addresses, to be read only', async () => {
    const { get } = await start(transport);
    for (const path of ['/', '/interactions', '/healthz/', '/metrics/x', '/%zz', '/../etc/passwd'])
      expect([path, [400, 404].includes((await get(path)).status)]).toEqual([path, true]);
    expect((await get('/metrics', { method: 'POST', body: '{}' })).status).toBe(404);
  });

  it('is not there unless it is asked for', async () => {
    const { bot } = await start(transport, { MARROW_OPS_PORT: '0' });
    await bot.stop();
    const silent = Bot.start(running.discord as Discord, {
      ...(transport === 'http'
        ? { MARROW_TRANSPORT: 'http', MARROW_INTERACTIONS_PORT: '0', DISCORD_PUBLIC_KEY: '0'.repeat(64) }
        : {}),
    });
    running.bot = silent;
    await silent.line('ready');
    expect(silent.stderr).not.toContain('metrics');
  });

  it('ends the start where its port is taken, and says which setting that is', async () => {
    const { bot, address } = await start(transport);
    const { port } = new URL(address);
    const second = Bot.start(running.discord as Discord, {
      MARROW_OPS_PORT: port,
      ...(transport === 'http'
        ? { MARROW_TRANSPORT: 'http', MARROW_INTERACTIONS_PORT: '0', DISCORD_PUBLIC_KEY: '0'.repeat(64) }
        : {}),
    });
    expect(await second.ended()).toBe(1);
    expect(second.stderr).toMatch(/127\.0\.0\.1:\d+, as MARROW_OPS_HOST and MARROW_OPS_PORT say: .*EADDRINUSE/);
    expect(await bot.stop()).toBe(0);
  });
});

describe('a gateway', () => {
  it('is not ready before it is logged in, though alive', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    discord.faults.next({ kind: 'status', status: 503, path: PATHS.gatewayBot, times: 4 });
    const bot = Bot.start(discord, { MARROW_OPS_PORT: '0' });
    running.bot = bot;
    const { get, readiness, figures, until } = await opsOf(bot);
    await bot.line('trying again');
    expect((await get('/healthz')).status).toBe(200);
    expect(await readiness()).toMatchObject({
      code: 503,
      status: 'not ready',
      missing: ['the gateway: not logged in yet'],
    });
    expect(await figures()).toMatchObject({
      marrow_ready: 0,
      'marrow_discord_errors_total{code="http_503"}': 4,
      'marrow_gateway_shards{state="ready"}': 0,
    });
    await until(({ code }) => code === 200);
  });

  it('tells of its shards and heartbeats, and is not ready while one is away', async () => {
    const { discord, figures, until } = await start('gateway', {}, { shards: 2, heartbeatInterval: 200 });
    await until(({ code }) => code === 200);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const found = await figures();
    expect(found).toMatchObject({
      'marrow_gateway_shards{state="ready"}': 2,
      'marrow_gateway_shards{state="connecting"}': 0,
    });
    expect(found['marrow_gateway_heartbeat_age_seconds']).toBeLessThan(0.5);
    expect(found['marrow_gateway_ping_seconds']).toBeLessThan(1);
    discord.gateway.drop(1);
    const away = await until(({ code }) => code === 503);
    expect(away.missing).toEqual(['the gateway: 1 of 2 shards ready']);
    await until(({ code }) => code === 200);
    expect(await figures()).toMatchObject({ 'marrow_events_total{event="resumes"}': 1 });
  });

  it("counts Discord's errors by code, every try", async () => {
    const { discord, figures } = await start('gateway');
    discord.faults.next({ kind: 'status', status: 404, code: 10062, path: PATHS.callback });
    discord.send.slash('ask', QUESTION);
    await discord.until(() => discord.faults.left === 0, 'the fault');
    discord.faults.next({ kind: 'status', status: 418, code: 987654321, path: PATHS.callback });
    await discord.slash('ask', QUESTION);
    discord.faults.next({ kind: 'drop', when: 'before', path: PATHS.callback });
    await discord.slash('ask', QUESTION);
    const found = await figures();
    expect(found).toMatchObject({
      'marrow_discord_errors_total{code="10062"}': 1,
      'marrow_discord_errors_total{code="http_418"}': 1,
      'marrow_discord_errors_total{code="network"}': 1,
      'marrow_events_total{event="late"}': 1,
    });
    discord.takeViolations();
  });
});

describe('an endpoint', () => {
  it('counts what fails on the way to a picture that follows a deferral', async () => {
    const { discord, figures } = await start('http');
    discord.faults.next({ kind: 'status', status: 503, method: 'PATCH', path: PATHS.original });
    const { message } = await discord.slash('plot', { measure: 'CRc' });
    expect(message?.attachments.map(({ name }) => name)).toEqual(['plot-1.png']);
    // The picture is there a moment before its sender hears so.
    const counted = 'marrow_response_seconds_count{asking="command"}';
    await expect.poll(async () => (await figures())[counted]).toBe(1);
    expect(await figures()).toMatchObject({
      'marrow_discord_errors_total{code="http_503"}': 1,
      'marrow_answers_total{command="plot",status="answered"}': 1,
    });
    expect(sentences(discord.takeViolations())).toBe('');
  });

  it('says that it stops while it still answers, so that a balancer goes elsewhere', async () => {
    const { discord, bot, readiness } = await start('http');
    const { hostname, port } = new URL(discord.endpoint.url ?? '');
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('POST /interactions HTTP/1.1\r\nHost: x\r\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    bot.process.kill('SIGTERM');
    await bot.line('stopping');
    expect(await readiness()).toMatchObject({ code: 503, missing: ['stopping'] });
    socket.destroy();
    expect(await bot.ended()).toBe(0);
  });
});
