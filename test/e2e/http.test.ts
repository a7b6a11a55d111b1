import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bot } from './bot.js';
import { type Discord, describe as sentences, startDiscord, type Tampering } from './discord/start.js';

const QUESTION = { question: 'CRc rate with sorafenib in FLT3 wild-type AML' };
const SECOND = 1_000;

const signedAt = (seconds: number): string => String(Math.floor(Date.now() / SECOND) + seconds);
const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('an endpoint', () => {
  let discord: Discord;
  let bot: Bot;
  let ping: Buffer;

  beforeAll(async () => {
    discord = await startDiscord();
    bot = await Bot.serving(discord);
    ping = bytesOf({ id: '1000000000000000001', application_id: discord.applicationId, token: 'x', type: 1 });
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await discord.close();
  });
  beforeEach(() => {
    discord.takeViolations();
  });

  /** A connection of our own, for requests that no client would send. */
  const raw = (): Socket => {
    const { hostname, port } = new URL(discord.endpoint.url ?? '');
    return connect(Number(port), hostname).setEncoding('utf8');
  };
  const everything = async (socket: Socket): Promise<string> => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    await once(socket, 'close', { signal: AbortSignal.timeout(10_000) });
    return text;
  };

  it('answers a ping, without a token and without a gateway', async () => {
    const { status, bytes, contentType } = await discord.endpoint.post(ping);
    expect([status, bytes.toString()]).toEqual([200, '{"type":1}']);
    expect(contentType).toMatch(/^application\/json/);
    expect(discord.gateway.identifies).toEqual([]);
    expect(discord.requests).toEqual([]);
  });

  it('answers with a file as a form', async () => {
    const { message } = await discord.slash('cite', { source: 'all', style: 'bibtex' });
    expect(message?.attachments.map(({ name }) => name)).toEqual(['marrow-references.bib']);
    expect(message?.attachments[0]?.bytes.toString()).toMatch(/^@article\{jiang-2025,/);
    expect(sentences(discord.violations)).toBe('');
  });

  it('answers in the response, and calls nobody', async () => {
    const exchange = await discord.slash('ask', QUESTION);
    expect(exchange.message?.text).toContain('65.8%');
    expect(discord.requests).toEqual([]);
    expect(sentences(discord.violations)).toBe('');
  });

  const other = generateKeyPairSync('ed25519').privateKey;
  it.each<[string, () => Tampering]>([
    ['without a signature', () => ({ signature: null })],
    ['with a signature that is none', () => ({ signature: 'not hexadecimal' })],
    ['with a signature too short', () => ({ signature: 'ab'.repeat(63) })],
    ['with a signature of zeros', () => ({ signature: '00'.repeat(64) })],
    ['signed by another', () => ({ signature: discord.endpoint.sign(signedAt(0), ping, other) })],
    ['with another body', () => ({ signature: discord.endpoint.sign(signedAt(0), Buffer.from('{"type": 1}')) })],
    ['with another time', () => ({ timestamp: signedAt(0), signature: discord.endpoint.sign(signedAt(-1), ping) })],
    ['with a time that is none', () => ({ timestamp: 'now' })],
    ['with an empty time', () => ({ timestamp: '' })],
    ['signed two minutes ago', () => ({ timestamp: signedAt(-120) })],
    ['signed in two minutes', () => ({ timestamp: signedAt(120) })],
  ])('refuses a request %s', async (_, tampering) => {
    const { status, bytes } = await discord.endpoint.post(ping, tampering());
    expect(status).toBe(401);
    expect(bytes.toString()).toBe('{"error":"invalid request signature"}');
  });

  it('takes a signature a few seconds old, and says once where one is stale that the clock may be off', async () => {
    expect((await discord.endpoint.post(ping, { timestamp: signedAt(-20) })).status).toBe(200);
    for (const seconds of [-600, -601]) await discord.endpoint.post(ping, { timestamp: signedAt(seconds) });
    await pause(100);
    expect(bot.log.filter(({ msg }) => String(msg).includes('clock is off'))).toHaveLength(1);
  });

  it('does not look into a body that is not signed', async () => {
    const { status } = await discord.endpoint.post('{{{ not JSON', { signature: '00'.repeat(64) });
    expect(status).toBe(401);
  });

  it.each([
    ['no JSON', '{"type": 1'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '1'],
    ['no type', '{}'],
    ['an unknown type', '{"id":"1","application_id":"1","token":"x","type":6,"data":{}}'],
    ['a type as text', '{"id":"1","application_id":"1","token":"x","type":"2","data":{}}'],
    ['no token', '{"id":"1","application_id":"1","type":2,"data":{}}'],
    ['an id that is none', '{"id":"-1","application_id":"1","token":"x","type":2,"data":{}}'],
    ['no data', '{"id":"1","application_id":"1","token":"x","type":2}'],
    ['a list as data', '{"id":"1","application_id":"1","token":"x","type":2,"data":[]}'],
    ['lists in lists', `{"type":2,"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('answers %s with 400, though it is signed', async (_, body) => {
    const { status, bytes } = await discord.endpoint.post(body);
    expect([status, bytes.toString()]).toEqual([400, '{"error":"this is no interaction"}']);
  });

  it('answers an interaction that is broken inside in words, as no fault of its own, and goes on', async () => {
    const broken = { id: '1000000000000000001', application_id: discord.applicationId, token: 'x', type: 2 };
    const reply = await discord.endpoint.post(JSON.stringify({ ...broken, data: { type: 3, name: 'Find evidence' } }));
    expect(reply.status).toBe(200);
    expect(reply.bytes.toString()).toContain('not a request that Marrow knows');
    expect((await discord.slash('ask', QUESTION)).message?.text).toContain('65.8%');
    expect(bot.log.filter(({ reference }) => reference !== undefined)).toEqual([]);
  });

  it('refuses a body beyond a megabyte, whatever its length is said to be', async () => {
    const { status, bytes } = await discord.endpoint.post(Buffer.alloc(1_048_577, ' '));
    expect([status, bytes.toString()]).toEqual([413, '{"error":"the body is too large"}']);
    const socket = raw();
    const signed = `x-signature-timestamp: ${signedAt(0)}\r\nx-signature-ed25519: ${'ab'.repeat(64)}\r\n`;
    socket.on('error', () => undefined);
    socket.write(`POST /interactions HTTP/1.1\r\nHost: x\r\n${signed}Transfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    for (let sent = 0; sent < 20 && socket.writable; sent++) socket.write(chunk);
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it.each([
    ['headers', 'POST /interactions HTTP/1.1\r\nHost: x\r\n'],
    [
      'a body',
      `POST /interactions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nx-signature-timestamp: 1\r\nx-signature-ed25519: ${'ab'.repeat(64)}\r\n\r\n{`,
    ],
  ])('does not wait for %s that never ends', async (_, start) => {
    const socket = raw();
    socket.write(start);
    const began = performance.now();
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('has one address, and tells nothing about others', async () => {
    const { origin } = new URL(discord.endpoint.url ?? '');
    for (const path of ['/', '/interactions/', '/metrics', '/%zz', '/../etc/passwd']) {
      const response = await fetch(origin + path, { method: 'POST', body: '{}' });
      expect([path, [400, 404].includes(response.status)]).toEqual([path, true]);
      expect(await response.text()).not.toMatch(/passwd|metrics|at .*\.js/);
    }
    expect((await fetch(`${origin}/interactions`)).status).toBe(404);
  });

  it('keeps a connection open between requests', async () => {
    const socket = raw();
    const request = () => {
      const timestamp = signedAt(0);
      const signed = `x-signature-timestamp: ${timestamp}\r\nx-signature-ed25519: ${discord.endpoint.sign(timestamp, ping)}\r\n`;
      socket.write(`POST /interactions HTTP/1.1\r\nHost: x\r\nContent-Length: ${ping.length}\r\n${signed}\r\n${ping}`);
    };
    request();
    const [first] = await once(socket, 'data');
    expect(String(first)).toMatch(/^HTTP\/1\.1 200 [\s\S]*keep-alive: timeout=75/i);
    request();
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });
});

describe('a process that serves an endpoint', () => {
  const running: { discord?: Discord; bots: Bot[] } = { bots: [] };
  afterEach(async () => {
    for (const bot of running.bots.splice(0)) await bot.stop();
    await running.discord?.close();
  });

  it('answers what is in flight on SIGTERM, takes no new connection and ends with 0', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    const bot = await Bot.serving(discord);
    running.bots.push(bot);
    const { hostname, port } = new URL(discord.endpoint.url ?? '');
    // Half of a request is there when the signal comes, the rest after it.
    const ping = bytesOf({ type: 1 });
    const timestamp = signedAt(0);
    const socket = connect(Number(port), hostname).setEncoding('utf8');
    socket.write(
      `POST /interactions HTTP/1.1\r\nHost: x\r\nContent-Length: ${ping.length}\r\nx-signature-timestamp: ${timestamp}\r\n` +
        `x-signature-ed25519: ${discord.endpoint.sign(timestamp, ping)}\r\n\r\n`,
    );
    await pause(200);
    bot.process.kill('SIGTERM');
    await bot.line('stopping');
    await pause(200);
    await expect(fetch(discord.endpoint.url ?? '', { method: 'POST', body: '{}' })).rejects.toThrow();
    socket.write(ping);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close[\s\S]*\{"type":1\}/i);
    expect(await bot.ended()).toBe(0);
    expect(await bot.line('stopped')).toMatchObject({ forged: 1, interactions: 2, delivered: 2 });
  });

  it('ends at once with what to mend, where the environment is wrong', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    const faults = async (more: Record<string, string>) => {
      const bot = Bot.start(discord, { DISCORD_TOKEN: '', MARROW_TRANSPORT: 'http', ...more });
      running.bots.push(bot);
      expect(await bot.ended()).toBe(1);
      return bot.stderr;
    };
    expect(await faults({})).toContain('DISCORD_PUBLIC_KEY: is needed for MARROW_TRANSPORT=http');
    expect(await faults({ DISCORD_PUBLIC_KEY: 'abc' })).toContain('64 hexadecimal digits');
    const key = { DISCORD_PUBLIC_KEY: discord.endpoint.publicKey };
    expect(await faults({ ...key, MARROW_INTERACTIONS_PORT: '70000' })).toContain('MARROW_INTERACTIONS_PORT');
    expect(await faults({ ...key, MARROW_INTERACTIONS_HOST: 'http://x' })).toContain('MARROW_INTERACTIONS_HOST');
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    expect(await faults({ ...key, MARROW_INTERACTIONS_PORT: String(port) })).toMatch(
      /MARROW_INTERACTIONS_HOST and MARROW_INTERACTIONS_PORT say: .*EADDRINUSE/,
    );
    taken.close();
  });

  it('is one of several: a click is answered by another than the answer came from', async () => {
    const discord = await startDiscord();
    running.discord = discord;
    const first = await Bot.serving(discord);
    running.bots.push(first);
    const answer = (await discord.slash('ask', QUESTION)).message;
    const form = String((await discord.button('Ask a follow-up', answer as never)).modal?.custom_id);
    running.bots.push(await Bot.serving(discord));
    await first.stop();
    const cited = await discord.button('Cite', answer as never);
    expect(cited.message?.text).toContain('10.1186/s40364-025-00816-9');
    const followed = await discord.modalSubmit(form, { question: 'and event-free survival?' }, answer as never);
    expect(followed.message?.text).toMatch(/EFS/);
    expect(sentences(discord.violations)).toBe('');
  });
});
