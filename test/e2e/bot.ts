import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Discord } from './discord/start.js';

const DIST = fileURLToPath(new URL('../../dist/src/', import.meta.url));

export type LogLine = Readonly<Record<string, unknown>>;

/** What a finished process left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing of the developer's own environment or `.env` reaches the bot. */
function environment(discord: Discord | undefined, more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    DISCORD_TOKEN: discord?.token ?? '',
    DISCORD_APPLICATION_ID: '',
    DISCORD_API_URL: discord?.apiUrl ?? '',
    MARROW_LOG_LEVEL: 'debug',
    // The users of the stand-in ask faster than people can.
    MARROW_USER_PER_MINUTE: '0',
    ...more,
  };
}

/** Port 0: any that is free. */
const HTTP = { MARROW_TRANSPORT: 'http', MARROW_INTERACTIONS_PORT: '0', DISCORD_TOKEN: '' };

/** The built bot as a process of its own, as it runs in production. */
export class Bot {
  readonly log: LogLine[] = [];
  #stderr = '';
  readonly #waiting = new Set<() => void>();

  private constructor(readonly process: ChildProcess) {
    let rest = '';
    process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#read(line);
    });
    process.once('exit', () => this.#changed());
  }

  /** `probe` is a module that is loaded before the program and can be talked to. */
  static start(discord: Discord, more: Readonly<Record<string, string>> = {}, probe?: string): Bot {
    const child = spawn(process.execPath, [...(probe === undefined ? [] : ['--import', probe]), `${DIST}main.js`], {
      env: environment(discord, more),
      stdio: ['ignore', 'ignore', 'pipe', ...(probe === undefined ? [] : (['ipc'] as const))],
    });
    return new Bot(child);
  }

  /** Starts a bot and waits until it is ready and has compared its commands. */
  static async ready(discord: Discord, more: Readonly<Record<string, string>> = {}): Promise<Bot> {
    const bot = Bot.start(discord, more);
    await bot.line('ready');
    await bot.until(() => bot.log.some((line) => 'commands' in line), 'the comparison of commands');
    return bot;
  }

  /** Starts a bot that waits for interactions over HTTP, and has Discord send them there. No token reaches it. */
  static async serving(discord: Discord, more: Readonly<Record<string, string>> = {}): Promise<Bot> {
    const bot = Bot.start(discord, { ...HTTP, DISCORD_PUBLIC_KEY: discord.endpoint.publicKey, ...more });
    const { endpoint } = await bot.line('ready');
    await discord.endpoint.save(String(endpoint));
    return bot;
  }

  /** A signal may have ended it, and then there is no exit code. */
  get #hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  get stderr(): string {
    return this.#stderr;
  }

  get exitCode(): number | null {
    return this.process.exitCode;
  }

  /** The first log line with that message. */
  async line(message: string, milliseconds = 15_000): Promise<LogLine> {
    const find = () => this.log.find(({ msg }) => typeof msg === 'string' && msg.includes(message));
    await this.until(() => find() !== undefined, `"${message}" in the log`, milliseconds);
    return find() ?? {};
  }

  async until(condition: () => boolean, what: string, milliseconds = 15_000): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        const ended = this.#hasEnded;
        if (!condition() && !ended) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        if (condition()) resolve();
        else reject(new Error(`the bot ended with ${this.process.exitCode} before ${what}:\n${this.#stderr}`));
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`waited ${milliseconds} ms in vain for ${what}:\n${this.#stderr}`));
      }, milliseconds);
      this.#waiting.add(look);
    });
  }

  /** Resolves with the exit code. */
  async ended(milliseconds = 15_000): Promise<number | null> {
    await this.until(() => this.#hasEnded, 'the end of the bot', milliseconds);
    return this.process.exitCode;
  }

  /** Ends the bot as an operator does; returns the exit code. */
  async stop(): Promise<number | null> {
    if (!this.#hasEnded) this.process.kill('SIGTERM');
    return this.ended().catch((error: unknown) => {
      this.process.kill('SIGKILL');
      throw error;
    });
  }

  #read(line: string): void {
    if (line.startsWith('{')) this.log.push(JSON.parse(line));
    this.#changed();
  }

  #changed(): void {
    for (const look of [...this.#waiting]) look();
  }
}

/** Runs `npm run deploy` without npm. */
export async function runDeploy(
  discord: Discord,
  args: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [`${DIST}cli/deploy.js`, ...args], {
    env: environment(discord, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    read.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    read.stderr += text;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await once(child, 'close');
  clearTimeout(timer);
  return { code: child.exitCode, ...read };
}
