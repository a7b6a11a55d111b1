import { timestampOf } from '../e2e/discord/snowflake.js';
import type { Discord, Fault, MessageExchange } from '../e2e/discord/start.js';
import { type Account, accountOf, type Entry, type Mishap } from './account.js';
import type { Dice } from './dice.js';
import { type Hit, mishapAt } from './mishaps.js';
import type { Asked, Traffic } from './traffic.js';

/** By then everything has come of a request that can: three seconds, an edit of ten, a wait of four. */
const DECIDED_AFTER_MS = 18_000;
/** A message that was missed for a minute is no longer waited on. */
const MESSAGE_TAKEN_MS = 60_000;
const INTERACTION_TAKEN_MS = 3_000;

interface Open {
  readonly asked: Asked;
  readonly at: number;
  readonly mishap: Mishap | undefined;
  readonly withdraw: () => void;
}

/** A span in which the process was told to end, or had ended. */
export interface Ending {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Keeps what was asked until it is clear what came of it, and has the stand-in forget it then. */
export class Ledger {
  readonly endings: Ending[] = [];
  /** Interactions that were acknowledged once more although the first time had been confirmed. */
  readonly repeated = new Set<string>();
  readonly #entries: Entry[] = [];
  #open: Open[] = [];

  constructor(
    private readonly discord: Discord,
    private readonly traffic: Traffic,
    private readonly dice: Dice,
  ) {}

  /** Takes note of something that was just asked, and has it meet a mishap, or not. */
  add(asked: Asked, isHit: boolean): void {
    const hit = isHit ? this.#hit(asked) : undefined;
    const withdraw = hit === undefined ? () => undefined : this.discord.faults.next(hit.fault);
    this.#open.push({ asked, at: this.discord.clock.now(), mishap: hit?.mishap, withdraw });
  }

  /** Writes down all that is decided; at the end all there is. */
  settle(isOver = false): void {
    const now = this.discord.clock.now();
    const decided = this.#open.filter(({ at }) => isOver || now - at > DECIDED_AFTER_MS);
    if (decided.length === 0) return;
    this.#open = this.#open.filter(({ at }) => !isOver && now - at <= DECIDED_AFTER_MS);
    for (const each of decided) {
      each.withdraw();
      this.#entries.push(this.#entry(each));
    }
    this.discord.forget(now - DECIDED_AFTER_MS - MESSAGE_TAKEN_MS);
  }

  /** Lets buttons of fresh answers be pressed. */
  showAnswers(): void {
    for (const { asked } of this.#open.slice(-200, -100)) this.traffic.answered(asked.exchange);
  }

  get account(): Account {
    return accountOf(this.#entries);
  }

  /** What was lost, for whoever looks for the reason. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  #hit(asked: Asked): { readonly mishap: Mishap; readonly fault: Fault } {
    if (asked.kind === 'message')
      return mishapAt('message', new RegExp(`^/channels/${asked.exchange.sent.scene.channel.id}/messages$`), this.dice);
    const { id, token, payload } = asked.exchange.interaction;
    const isDrawn = (payload['data'] as { name?: string } | undefined)?.name === 'plot';
    const hit: Hit = isDrawn && this.dice.next() < 0.7 ? 'edit' : 'callback';
    const path = hit === 'edit' ? new RegExp(`^/webhooks/[^/]+/${token}/`) : new RegExp(`^/interactions/${id}/`);
    return mishapAt(hit, path, this.dice);
  }

  #entry({ asked, at, mishap }: Open): Entry {
    const { exchange } = asked;
    const id = asked.kind === 'message' ? asked.exchange.sent.id : asked.exchange.id;
    const madeAt = asked.kind === 'message' ? at : asked.exchange.interaction.createdAt;
    const deliveredAt = this.discord.gateway.deliveredAt(id);
    const answers =
      asked.kind === 'message'
        ? asked.exchange.replies.length
        : answersTo(asked.exchange.acknowledgement !== undefined && !asked.exchange.interaction.pending, asked);
    const ending = this.endings.find(
      ({ from, to }) => deliveredAt !== undefined && from <= deliveredAt && deliveredAt <= to,
    );
    const fate = answers === 0 && ending !== undefined ? { name: ending.name, isFinal: true, takesMs: 0 } : mishap;
    return {
      kind: asked.kind,
      name: nameOf(asked),
      madeAt,
      deliveredAt,
      until: madeAt + (asked.kind === 'message' ? MESSAGE_TAKEN_MS : INTERACTION_TAKEN_MS),
      mishap: fate,
      answers,
      isRepeated: this.repeated.has(id),
      latencyMs: asked.kind === 'message' ? repliedAfter(asked.exchange) : exchange.latencyMs,
    };
  }
}

const answersTo = (isAnswered: boolean, { exchange }: Asked): number => Number(isAnswered) + exchange.followUps.length;

function repliedAfter({ sent, message }: MessageExchange): number | undefined {
  return message === undefined ? undefined : timestampOf(message.id) - timestampOf(sent.id);
}

function nameOf(asked: Asked): string {
  if (asked.kind === 'message') return 'message';
  const { type, payload } = asked.exchange.interaction;
  const { name, custom_id: customId } = (payload['data'] ?? {}) as { name?: string; custom_id?: string };
  return `${type}:${name ?? customId ?? '?'}`;
}
