import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { runDeploy } from '../e2e/bot.js';
import { startDiscord } from '../e2e/discord/start.js';
import { environment, MAIN, median, ms, report } from './measured.js';

const STARTS = 11;
const RECORDER = new URL('imports.mjs', import.meta.url).href;
const QUESTION = ['--chat', 'CRc with sorafenib?'];
const folder = mkdtempSync(join(tmpdir(), 'marrow-'));

type Environment = Readonly<Record<string, string>>;

/** From starting Node to a text on its standard output or error, or to the end where none is waited for; then ends it. */
async function start(words: readonly string[], until?: string, more: Environment = {}): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, words, { env: environment(more), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let printed = '';
  const said = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        printed += text;
        if (until !== undefined && printed.includes(until)) resolve();
      });
  });
  await Promise.race([said, ended]);
  const took = performance.now() - began;
  child.kill('SIGTERM');
  await ended;
  if (until !== undefined) expect(printed).toContain(until);
  return took;
}

/** A program that imports what the recorded one did and does nothing: all of it, or the packages and Node's own alone. */
async function emptied(name: string, words: readonly string[], until: string, more: Environment = {}) {
  const list = join(folder, `${name}.txt`);
  await start(['--import', RECORDER, ...words], until, { ...more, IMPORTS_TO: list });
  const all = [...new Set(readFileSync(list, 'utf8').trim().split('\n'))];
  const main = pathToFileURL(MAIN).href;
  const dist = new URL('../', main).href;
  const written = (kind: string, urls: readonly string[]) => {
    const file = join(folder, `${name}-${kind}.mjs`);
    writeFileSync(file, urls.map((url) => `import ${JSON.stringify(url)};\n`).join(''));
    return { file, count: urls.length };
  };
  const packages = all.filter((url) => !url.startsWith(dist));
  return {
    modules: written(
      'modules',
      all.filter((url) => url !== main),
    ),
    packages: written('packages', packages),
  };
}

/** Starts them in turn, so that what the machine does besides falls on all of them. */
async function compare(starts: readonly (() => Promise<number>)[]): Promise<readonly number[]> {
  const times: number[][] = starts.map(() => []);
  for (let round = 0; round < STARTS; round++) for (const [at, run] of starts.entries()) times[at]?.push(await run());
  return times.map(median);
}

const ratio = (time: number, base: number): string => `${ms(base)}; ratio ${(time / base).toFixed(2)}`;

it('from start to the first answer in the terminal', async () => {
  const answered = '[1]';
  const { modules, packages } = await emptied('chat', [MAIN, ...QUESTION], answered);
  const [answer = 0, same = 0, foreign = 0, bare = 0] = await compare([
    () => start([MAIN, ...QUESTION], answered),
    () => start([modules.file]),
    () => start([packages.file]),
    () => start(['-e', '']),
  ]);
  report('terminal: start to first answer', `median ${ms(answer)} of ${STARTS}`);
  report(`  an empty program with its ${modules.count} imports`, ratio(answer, same));
  report('  with those of packages and Node alone', ratio(answer, foreign));
  report('  Node alone', ratio(answer, bare));
});

it('from start to ready over the gateway', async () => {
  const discord = await startDiscord({ specification: null });
  try {
    await runDeploy(discord);
    const more = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    const ready = '"ready"';
    const { modules, packages } = await emptied('gateway', [MAIN], ready, more);
    const [up = 0, same = 0, foreign = 0] = await compare([
      () => start([MAIN], ready, more),
      () => start([modules.file]),
      () => start([packages.file]),
    ]);
    report('gateway: start to ready, logged in and warm', `median ${ms(up)} of ${STARTS}, of it 500 ms of warming up`);
    report(`  an empty program with its ${modules.count} imports`, ratio(up, same));
    report('  with those of packages and Node alone', ratio(up, foreign));
  } finally {
    await discord.close();
  }
});
