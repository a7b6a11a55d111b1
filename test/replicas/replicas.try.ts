import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { Bot } from '../e2e/bot.js';
import { type Discord, describe as sentences, startDiscord } from '../e2e/discord/start.js';
import { Balancer, freePorts } from './balancer.js';
import { fatesOf, tableOf } from './report.js';
import { type Act, Users } from './users.js';

const A_SECOND = 40;
const PHASE_MS = 4_000;
/** What is under way at the moment when something happens to a process. */
const BURST = 30;
const BURST_MS = 5;
const LAST_MS = 10_000;
const PICTURE_MS = 3_000;
const KILLED = 'the one is killed (SIGKILL)';

const running: { discord?: Discord; balancer?: Balancer; bots: Bot[] } = { bots: [] };
afterEach(async () => {
  for (const bot of running.bots) {
    bot.process.kill('SIGCONT');
    await bot.stop();
  }
  await running.balancer?.stop();
  running.balancer?.remove();
  await running.discord?.close();
});

async function replica(discord: Discord, port: number): Promise<Bot> {
  const bot = Bot.start(discord, {
    DISCORD_TOKEN: '',
    DISCORD_PUBLIC_KEY: discord.endpoint.publicKey,
    MARROW_TRANSPORT: 'http',
    MARROW_INTERACTIONS_PORT: String(port),
    MARROW_USER_PER_MINUTE: '60',
    MARROW_LOG_LEVEL: 'info',
  });
  running.bots.push(bot);
  await bot.line('ready');
  return bot;
}

it('two processes behind nginx lose nothing that it could try again', async () => {
  const discord = await startDiscord();
  running.discord = discord;
  const ports = await freePorts(2);
  const [first = 0, second = 0] = ports;
  const balancer = await Balancer.start([first, second]);
  running.balancer = balancer;
  const one = await replica(discord, first);
  const other = await replica(discord, second);
  await discord.endpoint.save(balancer.url);

  const users = new Users(discord);
  /** Users act evenly; what happens to a process happens while a burst of theirs is under way. */
  const phase = async (name: string, happens: () => unknown = () => undefined) => {
    for (let count = 0; count < BURST; count++) users.act(name);
    await pause(BURST_MS);
    const happened = Promise.resolve(happens());
    const began = performance.now();
    for (let sent = 0; sent < (A_SECOND * PHASE_MS) / 1_000; sent++) {
      const early = began + (sent * 1_000) / A_SECOND - performance.now();
      if (early > 1) await pause(early);
      users.act(name);
    }
    await happened;
  };
  await phase('both serve');
  await phase(KILLED, () => one.process.kill('SIGKILL'));
  await phase('it is started again', () => replica(discord, first));
  await phase('the other hangs (SIGSTOP)', () => other.process.kill('SIGSTOP'));
  await phase('it goes on (SIGCONT)', () => other.process.kill('SIGCONT'));
  await phase('it is told to end (SIGTERM)', () => other.process.kill('SIGTERM'));
  const { acts } = users;
  await discord.until(() => discord.endpoint.attempts.length === acts.length, 'the last response', LAST_MS);
  const isOpen = ({ exchange }: Act) => exchange.interaction.pending;
  await discord.until(() => !acts.some(isOpen), 'the last picture', PICTURE_MS).catch(() => undefined);
  expect(await other.ended()).toBe(0);
  await balancer.stop();

  const fates = fatesOf(acts, discord, balancer.passages());
  const ofAll = (holds: (fate: (typeof fates)[number]) => boolean) => fates.filter(holds);
  const doubled = discord.violations.filter(({ rule }) => rule === 'acknowledged-twice').length;
  const elsewhere = ofAll(({ isElsewhere }) => isElsewhere).length;
  const unfinished = ofAll(({ isUnfinished }) => isUnfinished);
  console.log(`
${tableOf(fates, ports)}

doubled, responses to an interaction that had one: ${doubled}
clicks and forms answered by another process than what they were made on: ${elsewhere}
pictures promised by a process that was then killed, which no balancer can try again: ${unfinished.length}
`);
  expect(ofAll(({ isLost }) => isLost).length).toBe(0);
  expect(doubled).toBe(0);
  expect(elsewhere).toBeGreaterThan(0);
  expect(ofAll(({ isRetried }) => isRetried).length).toBeGreaterThan(0);
  expect(unfinished.filter(({ port }) => port !== first).length).toBe(0);
  expect(sentences(discord.violations)).toBe('');
});
