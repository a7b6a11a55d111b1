import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Bot, type LogLine } from './bot.js';
import { type Discord, describe as sentences, startDiscord } from './discord/start.js';

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));
const KEPT = 'the evidence was not reloaded';

const running: { discord?: Discord; bot?: Bot; folder?: string } = {};
afterEach(async () => {
  await running.bot?.stop();
  await running.discord?.close();
  if (running.folder !== undefined) rmSync(running.folder, { recursive: true, force: true });
});

/** A bot on a copy of the seeds that a test may spoil. */
async function start(transport: 'gateway' | 'http', more: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marrow-seeds-'));
  running.folder = folder;
  for (const part of ['sources', 'vocabulary']) cpSync(join(SEEDS, part), join(folder, part), { recursive: true });
  const discord = await startDiscord();
  running.discord = discord;
  const environment = { MARROW_SEEDS: folder, ...more };
  const bot = await (transport === 'http' ? Bot.serving(discord, environment) : Bot.ready(discord, environment));
  running.bot = bot;
  const sources = async () => (await discord.slash('sources')).message?.text ?? '';
  const versionShown = async () => /evidence version ([0-9a-f]{8})/.exec(await sources())?.[1];
  const linesOf = (message: string) => bot.log.filter(({ msg }) => String(msg).startsWith(message));
  /** Signals, and waits for the line that says how it ended. */
  const reload = async (message: string): Promise<LogLine> => {
    const before = linesOf(message).length;
    bot.process.kill('SIGHUP');
    await bot.until(() => linesOf(message).length > before, `"${message}"`, 20_000);
    return linesOf(message).at(-1) ?? {};
  };
  const path = (file: string) => join(folder, file);
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(path(file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(path(file), text.replace(from, to));
  };
  return { discord, bot, sources, versionShown, linesOf, reload, path, edit };
}

describe.each(['gateway', 'http'] as const)('SIGHUP over %s', (transport) => {
  it('puts changed evidence into service, named by its version in the log and in /sources', async () => {
    const { discord, bot, reload, edit, versionShown, sources } = await start(transport);
    const before = await versionShown();
    expect(await bot.line('ready')).toMatchObject({ evidence: before });
    edit('sources/jiang-2025.yaml', 'label: Jiang 2025\n', 'label: Jiang and others 2025\n');
    expect(await sources()).not.toContain('Jiang and others');
    const line = await reload('the evidence was reloaded');
    expect(await sources()).toContain('Jiang and others 2025');
    const after = await versionShown();
    expect(after).not.toBe(before);
    expect(line).toMatchObject({ evidence: after, was: { evidence: before }, sources: 5, added: [], removed: [] });
    expect(sentences(discord.violations)).toBe('');
  });
});

describe('a reload', () => {
  it('is refused with every fault while the evidence is not right, and the old one serves on', async () => {
    const { discord, reload, edit, path, versionShown } = await start('http');
    const before = await versionShown();
    const refused = async (...faults: RegExp[]) => {
      const line = await reload(KEPT);
      expect(line).toMatchObject({ level: 50, evidence: before });
      for (const fault of faults) expect(JSON.stringify(line)).toMatch(fault);
      expect(await versionShown()).toBe(before);
      const { message } = await discord.slash('ask', { question: 'CRc rate with sorafenib in FLT3 wild-type AML' });
      expect(message?.text).toContain('65.8%');
    };
    const whole = readFileSync(path('sources/jiang-2025.yaml'));
    // A figure that does not stand in its passage: valid YAML, but not what was printed.
    edit('sources/jiang-2025.yaml', 'percent: "65.8", n: "25"', 'percent: "68.5", n: "25"');
    await refused(/sources\/jiang-2025\.yaml.*68\.5/);
    edit('sources/wei-2026.yaml', 'schemaVersion: 1', 'schemaVersion: 7');
    await refused(/wei-2026\.yaml at schemaVersion/);
    edit('sources/wei-2026.yaml', 'schemaVersion: 7', 'schemaVersion: 1');
    writeFileSync(path('sources/jiang-2025.yaml'), '{ not: [closed');
    await refused(/jiang-2025\.yaml.*not valid YAML/);
    writeFileSync(path('sources/jiang-2025.yaml'), whole);
    const { evidence } = await reload('the evidence was reloaded');
    expect(evidence).toBe(before);
  }, 60_000);

  it('never takes half of the evidence: files cut off, deleted, or still being written', async () => {
    const { reload, bot, path, versionShown, linesOf } = await start('http');
    const before = await versionShown();
    const file = path('sources/kaspers-2026.yaml');
    const whole = readFileSync(file);
    truncateSync(file, Math.floor(whole.length / 2));
    await reload(KEPT);
    // Cut between two findings, where what is left is valid.
    const text = whole.toString();
    writeFileSync(file, text.slice(0, text.lastIndexOf('  - id:')));
    expect(JSON.stringify(await reload(KEPT))).toMatch(/kaspers-2026\.yaml: .*was the file cut off/);
    writeFileSync(file, whole);
    const agents = readFileSync(path('vocabulary/agents.yaml'));
    rmSync(path('vocabulary/agents.yaml'));
    await reload(KEPT);
    writeFileSync(path('vocabulary/agents.yaml'), agents);
    rmSync(path('sources'), { recursive: true });
    expect(JSON.stringify(await reload(KEPT))).toContain('the folder is missing or cannot be read');
    expect(await versionShown()).toBe(before);
    cpSync(join(SEEDS, 'sources'), path('sources'), { recursive: true });
    // Somebody writes while we read: first half a file, then all of it.
    const changed = text.replace(/label: .*/u, 'label: Kaspers and others');
    writeFileSync(file, changed.slice(0, 2_000));
    const loaded = linesOf('the evidence was reloaded').length;
    const refusals = linesOf(KEPT).length;
    bot.process.kill('SIGHUP');
    for (let end = 4_000; end < changed.length; end += Math.ceil(changed.length / 6)) {
      await pause(200);
      writeFileSync(file, changed.slice(0, end));
    }
    writeFileSync(file, changed);
    await bot.until(() => linesOf('the evidence was reloaded').length > loaded, 'the reload', 20_000);
    expect(linesOf(KEPT)).toHaveLength(refusals);
    expect(await versionShown()).not.toBe(before);
  }, 60_000);

  it('tells of a source that is gone', async () => {
    const { reload, path, sources } = await start('http');
    rmSync(path('sources/healthtree-2025.yaml'));
    expect(await reload('the evidence was reloaded')).toMatchObject({
      level: 40,
      sources: 4,
      removed: ['healthtree-2025'],
    });
    expect(await sources()).toMatch(/^### 4 sources/);
  });

  it('asked for many times at once ends with what the files hold at the end', async () => {
    const { bot, edit, linesOf, sources } = await start('http');
    for (const year of [2001, 2002, 2003]) {
      const last = year === 2001 ? 'Jiang 2025' : `Jiang ${year - 1}`;
      edit('sources/jiang-2025.yaml', `label: ${last}\n`, `label: Jiang ${year}\n`);
      bot.process.kill('SIGHUP');
      await pause(20);
    }
    const done = () => linesOf('the evidence was reloaded').length === linesOf('reading the evidence anew').length;
    await bot.until(() => linesOf('the evidence was reloaded').length > 0 && done(), 'the reloads', 20_000);
    expect(linesOf('reading the evidence anew').length).toBeLessThanOrEqual(2);
    expect(await sources()).toContain('Jiang 2003');
  }, 40_000);

  it('reads the documents anew too', async () => {
    const documents = mkdtempSync(join(tmpdir(), 'marrow-copies-'));
    try {
      const { reload, sources } = await start('http', { MARROW_DOCUMENTS: documents });
      expect(await sources()).not.toContain('document at hand');
      // A copy is known by the search keys that stand in it.
      const keys = [
        ...readFileSync(join(SEEDS, 'sources/wei-2026.yaml'), 'utf8').matchAll(/find: "?([^"}\n]+?)"? \}/gu),
      ];
      writeFileSync(join(documents, 'any name.txt'), keys.map(([, key]) => key).join('\n\n'));
      expect(await reload('the evidence was reloaded')).toMatchObject({ documents: { found: 1, of: 5 } });
      expect(await sources()).toContain('document at hand');
      rmSync(documents, { recursive: true });
      expect(await reload(KEPT)).toMatchObject({ reason: expect.stringContaining('MARROW_DOCUMENTS') });
      expect(await sources()).toContain('document at hand');
    } finally {
      rmSync(documents, { recursive: true, force: true });
    }
  }, 40_000);

  it('leaves nobody waiting: what is asked meanwhile is answered by the old or the new, whole', async () => {
    const { discord, reload, edit } = await start('http');
    edit('sources/jiang-2025.yaml', 'label: Jiang 2025\n', 'label: Jiang and others 2025\n');
    let isOver = false;
    const reloaded = reload('the evidence was reloaded').finally(() => {
      isOver = true;
    });
    const texts: string[] = [];
    const slowest: number[] = [];
    while (!isOver) {
      const exchange = await discord.slash('sources');
      slowest.push(exchange.latencyMs ?? Number.NaN);
      texts.push(exchange.message?.text ?? '');
      await pause(5);
    }
    await reloaded;
    texts.push((await discord.slash('sources')).message?.text ?? '');
    expect(new Set(texts).size).toBe(2);
    expect(new Set(texts.map((text) => /version [0-9a-f]{8}/.exec(text)?.[0])).size).toBe(2);
    expect(Math.max(...slowest)).toBeLessThan(1_500);
    expect(sentences(discord.violations)).toBe('');
  }, 40_000);
});
