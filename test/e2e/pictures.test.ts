import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Bot } from './bot.js';
import { type Discord, PATHS, describe as sentences, startDiscord } from './discord/start.js';

/** As on a platform that the renderer has no binary for: Node does not find it. */
const HOOKS = `export async function resolve(specifier, context, next) {
  if (specifier.startsWith('@resvg/')) throw new Error('no native binding');
  return next(specifier, context);
}`;
const moduleOf = (code: string): string => `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
const LOADER = `import { register } from 'node:module'; register('${moduleOf(HOOKS)}');`;
const WITHOUT_RENDERER = { NODE_OPTIONS: `--import ${moduleOf(LOADER)}` };

let discord: Discord;
let bot: Bot;

/** Why Discord does not take a file. */
const REFUSALS = [
  ['want of a permission', 403, 50_013],
  ['its size', 413, 40_005],
  ['a fault of ours', 400, 50_035],
] as const;

describe('without a renderer', () => {
  beforeAll(async () => {
    discord = await startDiscord();
    bot = await Bot.ready(discord, WITHOUT_RENDERER);
  }, 60_000);
  afterEach(() => expect(sentences(discord.takeViolations())).toBe(''));
  afterAll(async () => {
    await bot.stop();
    await discord.close();
  });

  it('a plot is drawn in characters, said once in the log', async () => {
    for (const measure of ['CRc', 'response']) {
      const exchange = await discord.slash('plot', { measure });
      expect(exchange.ephemeral).toBe(true);
      expect(exchange.message?.attachments).toEqual([]);
      expect(exchange.message?.text).toContain('(95% CI)');
      expect(exchange.message?.text).toMatch(/├─+[●■]─+┤/u);
    }
    const said = bot.log.filter(({ msg }) => String(msg).includes('renderer of pictures did not load'));
    expect(said).toHaveLength(1);
  });

  it('is shared as it stands', async () => {
    const { message } = await discord.slash('plot', { measure: 'CRc' });
    if (message === undefined) throw new Error('there is no answer');
    const copy = await discord.button('Share', message);
    expect(copy.ephemeral).toBe(false);
    expect(copy.message?.text).toContain(message.text);
  });
});

describe('a picture that is painted before Discord has heard of the deferral', () => {
  it('is sent again until it has', async () => {
    discord = await startDiscord();
    bot = await Bot.serving(discord);
    try {
      await discord.slash('plot', { measure: 'CRc' });
      discord.endpoint.lagMs = 200;
      const { message } = await discord.slash('plot', { measure: 'CRc' });
      expect(message?.attachments.map(({ name }) => name)).toEqual(['plot-1.png']);
      expect(discord.requests.filter(({ status }) => status === 404).length).toBeGreaterThan(0);
      expect(sentences(discord.violations)).toBe('');
    } finally {
      await bot.stop();
      await discord.close();
    }
  });
});

const TRANSPORTS = { gateway: () => Bot.ready(discord), http: () => Bot.serving(discord) };

describe.each(['gateway', 'http'] as const)('a picture that Discord does not take, over %s', (transport) => {
  beforeAll(async () => {
    discord = await startDiscord();
    bot = await TRANSPORTS[transport]();
  }, 60_000);
  afterAll(async () => {
    await bot.stop();
    await discord.close();
  });
  const patch = { method: 'PATCH', path: PATHS.original } as const;
  const plotted = async () => {
    const { message } = await discord.slash('plot', { measure: 'CRc' });
    return { text: message?.text ?? '', names: message?.attachments.map(({ name }) => name) };
  };

  it.each(REFUSALS)('for %s is drawn in characters', async (_, status, code) => {
    discord.faults.next({ ...patch, kind: 'status', status, code });
    const { text, names } = await plotted();
    expect(names).toEqual([]);
    expect(text).toMatch(/●─+┤ +65\.8%/u);
    expect(sentences(discord.takeViolations())).toBe('');
  });

  it('nor in characters becomes an apology with a reference that the log has', async () => {
    discord.faults.next({ ...patch, kind: 'status', status: 400, code: 50_035, times: 2 });
    const [, reference] = /went wrong in Marrow.*Reference: (\w+)/su.exec((await plotted()).text) ?? [];
    expect(bot.log.some((line) => line['reference'] === reference)).toBe(true);
  });

  describe.runIf(transport === 'gateway')('in a reply to a message', () => {
    it.each(REFUSALS)('for %s is drawn in characters', async (_, status, code) => {
      discord.faults.next({ method: 'POST', path: PATHS.channelMessages, kind: 'status', status, code });
      const { message } = await discord.mention(`<@${discord.botId}> /plot CRc`);
      expect(message?.attachments).toEqual([]);
      expect(message?.text).toMatch(/●─+┤ +65\.8%/u);
    });
  });

  it.each([10_015, 10_008])('because its deferral is not there yet (%i) is sent again', async (code) => {
    discord.faults.next({ ...patch, kind: 'status', status: 404, code, times: 2 });
    expect((await plotted()).names).toEqual(['plot-1.png']);
  });

  it('for an outage is sent again, and stands there once even where it had landed', async () => {
    discord.faults.next({ ...patch, kind: 'status', status: 503 });
    expect((await plotted()).names).toEqual(['plot-1.png']);
    discord.faults.next({ ...patch, kind: 'drop', when: 'after' });
    const edits = () => discord.requests.filter(({ method, status }) => method === 'PATCH' && status === 200).length;
    const before = edits();
    const exchange = discord.send.slash('plot', { measure: 'CRc' });
    await exchange.answered();
    await expect.poll(edits).toBe(before + 1);
    expect(exchange.message?.edits).toBe(2);
    expect(exchange.message?.attachments.map(({ name }) => name)).toEqual(['plot-1.png']);
  });

  // The last one here: it ends the bot.
  it('before the bot is told to end still comes', async () => {
    discord.faults.next({ ...patch, kind: 'delay', milliseconds: 700, when: 'before' });
    const exchange = discord.send.slash('plot', { measure: 'CRc' });
    await exchange.acknowledged();
    expect(exchange.interaction.pending).toBe(true);
    const ended = bot.stop();
    await exchange.answered();
    expect(exchange.message?.attachments.map(({ name }) => name)).toEqual(['plot-1.png']);
    expect(await ended).toBe(0);
  });
});

describe('a file of references that Discord does not take', () => {
  beforeAll(async () => {
    discord = await startDiscord();
    bot = await Bot.ready(discord);
  }, 60_000);
  afterEach(() => expect(sentences(discord.takeViolations())).toBe(''));
  afterAll(async () => {
    await bot.stop();
    await discord.close();
  });

  it.each(REFUSALS)('for %s is its text alone', async (_, status, code) => {
    for (const path of [PATHS.callback, PATHS.channelMessages]) {
      discord.faults.next({ method: 'POST', path, kind: 'status', status, code });
      const exchange =
        path === PATHS.callback
          ? await discord.slash('cite', { source: '2', style: 'ris' })
          : await discord.mention(`<@${discord.botId}> /cite source: 2 style: ris`);
      expect(exchange.message?.attachments).toEqual([]);
      expect(exchange.message?.text).toContain('DO  - 10.3324/haematol.2026.300975');
    }
  });
});
