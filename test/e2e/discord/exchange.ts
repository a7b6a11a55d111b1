import { type Acknowledgement, type Interaction, RESPONSE } from './interactions.js';
import { type Dict, dict, isDict, list } from './json.js';
import type { Message } from './messages.js';
import type { State } from './state.js';
import { describe } from './violations.js';

const ACKNOWLEDGED_WITHIN_MS = 3_500;
const ANSWERED_WITHIN_MS = 8_000;

/** An interaction of a user with the bot, growing as the bot acts on it. */
export class Exchange {
  constructor(
    private readonly state: State,
    readonly interaction: Interaction,
  ) {}

  get id(): string {
    return this.interaction.id;
  }

  get acknowledgement(): Acknowledgement | undefined {
    return this.interaction.acknowledgement;
  }

  /** From the dispatch to the acknowledgement, in milliseconds. */
  get latencyMs(): number | undefined {
    return this.acknowledgement?.latencyMs;
  }

  /** The answer as the user sees it; for an update, the message that was updated. */
  get message(): Message | undefined {
    return this.interaction.original;
  }

  get followUps(): readonly Message[] {
    return this.interaction.followUps;
  }

  get ephemeral(): boolean | undefined {
    return this.message?.ephemeral;
  }

  /** The choices of an autocomplete. */
  get choices(): readonly { readonly name: string; readonly value: string | number }[] {
    if (this.acknowledgement?.type !== RESPONSE.choices) return [];
    return list(this.acknowledgement.data.choices).map((choice) => {
      const { name, value } = dict(choice);
      return { name: String(name), value: typeof value === 'number' ? value : String(value) };
    });
  }

  /** The modal that was opened. */
  get modal(): Dict | undefined {
    const { acknowledgement } = this;
    return acknowledgement?.type === RESPONSE.modal && isDict(acknowledgement.data) ? acknowledgement.data : undefined;
  }

  /** Resolves with the first acknowledgement that Discord took. */
  async acknowledged(milliseconds = ACKNOWLEDGED_WITHIN_MS): Promise<this> {
    await this.#until(() => this.acknowledgement, milliseconds, 'the acknowledgement');
    return this;
  }

  /** Resolves when the user has an answer: after a deferral, when it got its content. */
  async answered(milliseconds = ANSWERED_WITHIN_MS): Promise<this> {
    await this.acknowledged(Math.min(milliseconds, ACKNOWLEDGED_WITHIN_MS));
    await this.#until(
      () => (this.interaction.pending ? undefined : true),
      milliseconds,
      'the answer after the deferral',
    );
    return this;
  }

  /** Resolves with the nth follow-up. */
  followUp(nth = 1, milliseconds = ANSWERED_WITHIN_MS): Promise<Message> {
    return this.#until(() => this.followUps[nth - 1], milliseconds, `follow-up ${nth}`);
  }

  /** Resolves when the bot has let the time pass without an acknowledgement. */
  async silence(milliseconds: number): Promise<void> {
    await silent(this.state, () => this.acknowledgement !== undefined, milliseconds, `interaction ${this.id}`);
  }

  #until<T>(find: () => T | undefined, milliseconds: number, what: string): Promise<T> {
    return this.state.signal.until(find, milliseconds, () => `${what} of interaction ${this.id}${excerpt(this.state)}`);
  }
}

/** A message of a user and what the bot replied to it. */
export class MessageExchange {
  readonly #sentOn = performance.now();
  #latencyMs: number | undefined;

  constructor(
    private readonly state: State,
    readonly sent: Message,
    /** Whether the bot's intents let it hear of the message at all. */
    readonly heard: boolean,
  ) {}

  readonly ephemeral = false;

  /** The replies, oldest first. */
  get replies(): readonly Message[] {
    return [...this.state.messages.values()].filter(({ repliesTo }) => repliesTo === this.sent);
  }

  /** The first reply, as everyone in the channel sees it. */
  get message(): Message | undefined {
    return this.replies[0];
  }

  get followUps(): readonly Message[] {
    return this.replies.slice(1);
  }

  /** From the message to the first reply, in milliseconds. */
  get latencyMs(): number | undefined {
    return this.#latencyMs;
  }

  async answered(milliseconds = ANSWERED_WITHIN_MS): Promise<this> {
    const heard = this.heard ? '' : '; the bot has not asked for the intent to hear of it';
    const what = () => `a reply to message ${this.sent.id}${heard}${excerpt(this.state)}`;
    await this.state.signal.until(() => this.message, milliseconds, what);
    this.#latencyMs ??= performance.now() - this.#sentOn;
    return this;
  }

  /** Resolves when the bot has let the time pass without a reply. */
  async silence(milliseconds: number): Promise<void> {
    await silent(this.state, () => this.message !== undefined, milliseconds, `message ${this.sent.id}`);
  }
}

async function silent(state: State, broken: () => boolean, milliseconds: number, what: string): Promise<void> {
  const answered = await state.signal
    .until(
      () => (broken() ? true : undefined),
      milliseconds,
      () => '',
    )
    .catch(() => false);
  if (answered) throw new Error(`the bot answered ${what}, silence was expected`);
}

/** What a failed expectation should show: the latest requests and violations. */
function excerpt({ requests, violations }: State): string {
  const lines = requests.slice(-5).map(({ method, path, status }) => `  ${method} ${path} → ${status ?? 'no answer'}`);
  const found = violations.length === 0 ? '' : `\nviolations:\n${describe(violations.slice(-5))}`;
  return `\nlatest requests:\n${lines.join('\n')}${found}`;
}
