import { setTimeout as pause } from 'node:timers/promises';
import { type Memory, memoryOf, NODE_OPTIONS, PROBE, pausesOf } from '../bench/measured.js';
import { type Pause, watchPauses } from '../bench/pauses.mjs';
import { Bot } from '../e2e/bot.js';
import { type Discord, startDiscord, type Violation } from '../e2e/discord/start.js';
import type { Entry } from './account.js';
import { Dice } from './dice.js';
import { Ledger } from './ledger.js';
import { type LoginMishap, ON_LOGINS, ON_PROCESSES, type ProcessMishap } from './mishaps.js';
import { Traffic } from './traffic.js';
import { breakConnections, hinderLogin } from './trouble.js';

export interface SoakOptions {
  readonly seconds: number;
  readonly perSecond: number;
  readonly seed: number;
  /**
   * Requests before the count begins, so that caches are full and code is compiled when the heap is measured for the first
   * time; without any it is not measured.
   */
  readonly warmUp: number;
  /** The share of requests that meets a mishap of their own. */
  readonly hits: number;
  /** Between two mishaps of the connection, in milliseconds. */
  readonly every: readonly [least: number, most: number];
}

/** By the process that paused. */
export type Pauses = Readonly<Record<'bot' | 'stand-in', readonly Pause[]>>;

/** What came of a run with one bot. */
export interface Soaked {
  readonly entries: readonly Entry[];
  /** How often each thing went wrong beside the answers. */
  readonly mishaps: Readonly<Record<string, number>>;
  /** After a forced collection; where the process lived through all of it. */
  readonly heap?: { readonly before: Memory; readonly after: Memory } | undefined;
  /** When the bot and when Discord's stand-in did nothing while it counted; where the process lived through all of it. */
  readonly pauses?: Pauses | undefined;
  /** What should not have been, a sentence each. */
  readonly faults: readonly string[];
  /** Answers of 401, 403 and 429, of which Discord takes 10,000 in ten minutes before it bans the address. */
  readonly invalid: number;
}

const HEARTBEAT_MS = 5_000;
/** A process that starts meets hindrances, and pauses before it tries again. */
const READY_MS = 60_000;
/** After the last request until everything has come of it. */
const SETTLE_MS = 15_000;
const END_MS = 12_000;
/** Discord hands over what happened meanwhile to a socket that a killed process never read. */
const UNREAD_MS = 3_000;

/**
 * The client resumes on the connection it has after a resumable op 9: no doing of the bot's. Of answers that are late, the
 * account says whose fault that is.
 */
const EXPECTED_RULES = ['resume-url', 'late'];

const ENVIRONMENT = {
  NODE_OPTIONS,
  MARROW_LOG_LEVEL: 'warn',
  MARROW_USER_BURST: '30',
  MARROW_USER_PER_MINUTE: '60',
};

/** One bot that lives through everything that a process can live through. */
export async function soakLiving(options: SoakOptions): Promise<Soaked> {
  const discord = await startDiscord({ specification: null, heartbeatInterval: HEARTBEAT_MS });
  const ours = watchPauses();
  const bot = Bot.start(discord, ENVIRONMENT, PROBE);
  try {
    await discord.waitForReady(1, READY_MS);
    const run = new Run(discord, options);
    const before = options.warmUp === 0 ? undefined : await warmedUp(bot, run, options);
    const from = Date.now();
    const until = performance.now() + options.seconds * 1_000;
    const [mishaps] = await Promise.all([
      breakConnections(discord, new Dice(options.seed + 1), { until, every: options.every }),
      run.load(options.seconds * 1_000),
    ]);
    await pause(SETTLE_MS);
    const counted = (list: readonly Pause[]) => list.filter((pause) => pause.until > from);
    const pauses = { bot: counted(await pausesOf(bot.process)), 'stand-in': counted(ours) };
    const after = await memoryOf(bot.process, 'forced collection');
    const heap = before === undefined ? undefined : { before, after };
    run.ledger.settle(true);
    const faults = [...faultsIn(bot), ...run.faults];
    const code = await bot.stop();
    if (code !== 0) faults.push(`the bot ended with ${code} instead of 0`);
    return { ...run.soaked, mishaps, heap, pauses, faults };
  } finally {
    bot.process.kill('SIGKILL');
    await discord.close();
  }
}

/** A process is started with another token on purpose. */
const isWrongToken = ({ rule, where }: Violation): boolean => rule === 'unauthorized' && where === 'GET /gateway/bot';

async function warmedUp(bot: Bot, run: Run, { warmUp, perSecond }: SoakOptions): Promise<Memory> {
  await run.load((warmUp / perSecond) * 1_000);
  await pause(SETTLE_MS);
  return await memoryOf(bot.process, 'forced collection');
}

/** A bot that dies again and again, and is started again as by a supervisor. */
export async function soakDying(options: SoakOptions): Promise<Soaked> {
  const discord = await startDiscord({ specification: null, heartbeatInterval: HEARTBEAT_MS });
  const dice = new Dice(options.seed + 2);
  const mishaps: Record<string, number> = {};
  const faults: string[] = [];
  const count = (name: string) => {
    mishaps[name] = (mishaps[name] ?? 0) + 1;
  };
  let bot = Bot.start(discord, ENVIRONMENT);
  try {
    await discord.waitForReady(1, READY_MS);
    const run = new Run(discord, options);
    const until = performance.now() + options.seconds * 1_000;
    const dying = async () => {
      for (;;) {
        const wait = dice.between(...options.every);
        if (performance.now() + wait > until) return;
        await pause(wait);
        const mishap = dice.pick<ProcessMishap>(ON_PROCESSES);
        count(mishap.name);
        const from = discord.clock.now();
        end(bot, discord, mishap.name);
        const code = await bot.ended(END_MS);
        const early = mishap.name === 'killed' ? UNREAD_MS : 0;
        run.ledger.endings.push({ name: `process: ${mishap.name}`, from: from - early, to: discord.clock.now() });
        if (code !== mishap.code) faults.push(`"${mishap.name}" ended the bot with ${code} instead of ${mishap.code}`);
        faults.push(...faultsIn(bot));
        const login = dice.pick<LoginMishap>(ON_LOGINS);
        if (login !== 'nothing') count(login);
        if (login === 'login: wrong token') {
          const wrong = await Bot.start(discord, { ...ENVIRONMENT, DISCORD_TOKEN: 'MTAwMA.Gwrong.wrong' }).ended();
          if (wrong !== 1) faults.push(`a wrong token ended the bot with ${wrong} instead of 1`);
        } else if (login !== 'nothing') hinderLogin(discord, login);
        bot = Bot.start(discord, ENVIRONMENT);
        await discord.waitForReady(1, READY_MS);
      }
    };
    await Promise.all([dying(), run.load(options.seconds * 1_000)]);
    await pause(SETTLE_MS);
    run.ledger.settle(true);
    faults.push(...faultsIn(bot), ...run.faults);
    await bot.stop();
    return { ...run.soaked, mishaps, faults };
  } finally {
    bot.process.kill('SIGKILL');
    await discord.close();
  }
}

function end(bot: Bot, discord: Discord, how: ProcessMishap['name']): void {
  switch (how) {
    case '4004 after READY':
      discord.gateway.close(0, 4004);
      return;
    case '401 on a message':
      discord.faults.next({
        kind: 'status',
        status: 401,
        message: '401: Unauthorized',
        path: /^\/channels\/[^/]+\/messages$/,
      });
      discord.send.directMessage('median OS with sorafenib', { user: 'Somebody else' });
      return;
    case 'killed':
      bot.process.kill('SIGKILL');
      return;
    case 'stopped':
      bot.process.kill('SIGTERM');
      return;
    case 'stopped while the peer is gone':
      discord.gateway.freeze();
      bot.process.kill('SIGTERM');
      return;
  }
}

/** What the log says that no mishap explains. */
function faultsIn(bot: Bot): string[] {
  const isExplained = (text: string) =>
    /refused|could not log in|ended the connection|token|the client failed/u.test(text);
  return bot.log.flatMap(({ level, msg }) =>
    Number(level) >= 50 && !isExplained(String(msg)) ? [`the log has: ${String(msg)}`] : [],
  );
}

/** Traffic at an even rate, and the account of it. */
class Run {
  readonly ledger: Ledger;
  readonly #traffic: Traffic;
  readonly #dice: Dice;
  readonly #violations: Violation[] = [];

  constructor(
    private readonly discord: Discord,
    private readonly options: SoakOptions,
  ) {
    this.#dice = new Dice(options.seed);
    this.#traffic = new Traffic(discord, this.#dice);
    this.ledger = new Ledger(discord, this.#traffic, this.#dice);
  }

  /** Sends for so long, and waits for no answer before the next. */
  async load(milliseconds: number): Promise<void> {
    const { perSecond, hits } = this.options;
    const count = Math.round((milliseconds / 1_000) * perSecond);
    const began = performance.now();
    for (let sent = 0; sent < count; sent++) {
      const early = began + (sent * 1_000) / perSecond - performance.now();
      if (early > 1) await pause(early);
      // Where no process has logged in, Discord tells people that the application does not respond.
      if (this.discord.gateway.hasSession(0)) this.ledger.add(this.#traffic.next(), this.#dice.next() < hits);
      if (sent % 100 === 99) this.#tidy();
    }
  }

  get faults(): string[] {
    this.#tidy();
    return this.#violations.map(({ rule, where, sentence }) => `${rule} at ${where}: ${sentence}`);
  }

  get soaked(): Pick<Soaked, 'entries' | 'invalid'> {
    return { entries: this.ledger.entries, invalid: this.discord.invalidRequests };
  }

  #tidy(): void {
    this.ledger.showAnswers();
    for (const violation of this.discord.takeViolations()) {
      const { rule, where } = violation;
      const id = /\/interactions\/(\d+)\//u.exec(where)?.[1];
      if (rule === 'acknowledged-twice' && id !== undefined) this.ledger.repeated.add(id);
      else if (!EXPECTED_RULES.includes(rule) && !isWrongToken(violation)) this.#violations.push(violation);
    }
    this.ledger.settle();
  }
}
