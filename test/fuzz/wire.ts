import { randomBytes } from 'node:crypto';
import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import fc from 'fast-check';
import type { Reply } from '../../src/discord/replies.js';
import { Bot, runDeploy } from '../e2e/bot.js';
import { dict, isDict, isText } from '../e2e/discord/json.js';
import { type Discord, type Exchange, describe as sentences, startDiscord } from '../e2e/discord/start.js';
import { type Case, cases, judge, typeOf } from './property.js';

/** So many are under way at once. */
const AT_ONCE = 8;
const BATCH = 100;
/** An answer that is late on a busy machine is asked for again; one that never comes is a fault. */
const TRIES = 3;
/** The endpoint takes no more. */
const MOST_BYTES = 1_048_576;
/** It answers and closes at the first bytes of more; who still writes sees the one or the other first. */
const REFUSED: readonly unknown[] = [413, 'EPIPE', 'ECONNRESET'];
const LATE = 'no answer in time';
const LATENESS = /late|ABORT_ERR/u;
/** Discord waits three seconds; the rest is for a machine that has other things to do. */
const LONGEST_MS = 8_000;
const FORGET_MS = 20_000;
/** The id in every well-formed case; a real one is put in its place, since it says when the interaction was made. */
const PLACEHOLDER = '1300000000000000001';
const EPOCH = 1_420_070_400_000;
const DEFERRED = InteractionResponseType.DeferredChannelMessageWithSource;

/** No two of one millisecond may have the same id: a second would be the first once more. */
let numbered = 0;

const ANSWERED: readonly unknown[] = [
  InteractionType.ApplicationCommand,
  InteractionType.ApplicationCommandAutocomplete,
  InteractionType.MessageComponent,
  InteractionType.ModalSubmit,
];

export type Way = 'gateway' | 'http';

export interface WireRun {
  readonly way: Way;
  readonly cases: number;
  readonly seed: number;
  /** Most milliseconds for all of it. */
  readonly within: number;
}

/**
 * Sends hostile requests to the built bot and judges what comes back over the wire.
 * @returns how many there were.
 * @throws with every case of a batch that failed.
 */
export async function fuzzOver({ way, cases: wanted, seed, within }: WireRun): Promise<number> {
  const until = performance.now() + within;
  const discord = await startDiscord();
  try {
    await runDeploy(discord);
    const bot = await (way === 'http'
      ? Bot.serving(discord, { MARROW_LOG_LEVEL: 'info' })
      : Bot.ready(discord, { MARROW_LOG_LEVEL: 'info' }));
    try {
      let ran = 0;
      for (let batch = 0; ran < wanted; batch++) {
        const drawn = fc.sample(cases, { numRuns: Math.min(BATCH, wanted - ran), seed: seed + batch });
        const faults = await inParallel(drawn, (each) => new Sent(discord, way).faultsOf(each));
        const told = [...faults, ...misdeedsOf(discord, bot)];
        if (told.length > 0) throw new Error(`over ${way}, seed ${seed + batch}:\n${told.join('\n\n')}`);
        ran += drawn.length;
        discord.forget(discord.clock.now() - FORGET_MS);
        if (performance.now() > until) throw new Error(`${ran} of ${wanted} cases in ${within / 1_000} s`);
      }
      const code = await bot.stop();
      if (code !== 0) throw new Error(`the bot ended with ${code} instead of 0`);
      // What nobody waits for may have gone wrong behind the last answer.
      const told = misdeedsOf(discord, bot);
      if (told.length > 0) throw new Error(`over ${way}, at the end:\n${told.join('\n\n')}`);
      return ran;
    } finally {
      bot.process.kill('SIGKILL');
    }
  } finally {
    await discord.close();
  }
}

async function inParallel(drawn: readonly Case[], run: (each: Case) => Promise<readonly string[]>): Promise<string[]> {
  const queue = [...drawn];
  const found: string[] = [];
  const work = async () => {
    for (let each = queue.shift(); each !== undefined; each = queue.shift()) {
      const faults = await run(each);
      if (faults.length > 0) found.push(`${faults.join('\n')}\n  with ${JSON.stringify(each).slice(0, 3_000)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** What Discord objects to, and what the bot itself calls a bug. */
function misdeedsOf(discord: Discord, bot: Bot): string[] {
  const violations = discord.takeViolations().filter(({ rule, sentence }) => !LATENESS.test(`${rule} ${sentence}`));
  const bugs = bot.log.splice(0).filter(({ level }) => Number(level) >= 50);
  return [...(violations.length > 0 ? [sentences(violations)] : []), ...bugs.map((bug) => JSON.stringify(bug))];
}

/** One case on its way. */
class Sent {
  constructor(
    private readonly discord: Discord,
    private readonly way: Way,
  ) {}

  async faultsOf(each: Case): Promise<readonly string[]> {
    for (let tries = 1; ; tries++) {
      const faults = await this.#once(each);
      if (!faults.includes(LATE) || tries === TRIES) return faults;
    }
  }

  async #once(each: Case): Promise<readonly string[]> {
    if (each.kind !== 'text') return await this.#interaction(each.raw);
    return this.way === 'gateway' ? await this.#mention(each.text) : [];
  }

  async #mention(text: string): Promise<readonly string[]> {
    const exchange = this.discord.send.mention(text.slice(0, 3_900));
    try {
      await exchange.answered(LONGEST_MS);
    } catch {
      return [LATE];
    }
    return judge.shown(exchange.message?.components ?? []);
  }

  async #interaction(raw: unknown): Promise<readonly string[]> {
    const sent = this.#addressed(raw);
    const text = JSON.stringify(sent) ?? 'null';
    const isTooLong = this.way === 'http' && Buffer.byteLength(text) > MOST_BYTES;
    if (this.#mustBeAnswered(sent) && !isTooLong) {
      const exchange = this.discord.dispatchRaw({ t: 'INTERACTION_CREATE', d: sent });
      return exchange === undefined ? ['never sent'] : await answerFaults(exchange, typeOf(sent));
    }
    if (this.way === 'gateway') {
      this.discord.gateway.dispatch(0, 'INTERACTION_CREATE', sent);
      return [];
    }
    const outcome: unknown = await this.discord.endpoint.post(text).then(
      ({ status }) => status,
      ({ code }: NodeJS.ErrnoException) => code,
    );
    const isRight = isTooLong ? REFUSED.includes(outcome) : outcome === 400 || outcome === 200;
    if (isRight) return [];
    return typeof outcome === 'number' ? [`what is no interaction was answered with ${outcome}`] : [LATE];
  }

  /** As of now, and to this application, wherever the case still says so. */
  #addressed(raw: unknown): unknown {
    if (!isDict(raw)) return raw;
    const { clock, applicationId } = this.discord;
    const id = String((BigInt(clock.now() - EPOCH) << 22n) | BigInt(numbered++ % 2 ** 22));
    const isSet = (value: unknown) => isText(value) && value !== '';
    return {
      ...raw,
      ...(raw['id'] === PLACEHOLDER ? { id } : {}),
      ...(isSet(raw['token']) ? { token: randomBytes(24).toString('base64url') } : {}),
      ...(isSet(raw['application_id']) ? { application_id: applicationId } : {}),
    };
  }

  /** What has the frame of an interaction gets an answer, whatever is in it. */
  #mustBeAnswered(sent: unknown): sent is Record<string, unknown> {
    if (!isDict(sent)) return false;
    const { id, token, type, data, application_id: application } = sent;
    const isWhole = isText(id) && /^\d{18,}$/u.test(id) && isText(token) && token !== '' && isDict(data);
    return isWhole && ANSWERED.includes(type) && application === this.discord.applicationId;
  }
}

async function answerFaults(exchange: Exchange, type: number): Promise<readonly string[]> {
  try {
    await exchange.answered(LONGEST_MS);
  } catch {
    return [LATE];
  }
  const { acknowledgement, message } = exchange;
  if (acknowledgement === undefined) return ['no acknowledgement'];
  // What took the place of a deferral was held against Discord's rules on its way.
  if (acknowledgement.type === DEFERRED) return judge.shown(message?.components ?? []);
  const files = (message?.attachments ?? []).map(({ name, contentType, bytes }) => ({
    name,
    mediaType: contentType,
    content: bytes,
  }));
  const body = { type: acknowledgement.type, data: dict(acknowledgement.data) };
  return judge.response(type, { body, files } as Reply);
}
