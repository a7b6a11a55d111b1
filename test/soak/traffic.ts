import { commands } from '../../commands/registry.js';
import {
  CONTEXTS,
  type Context,
  type Discord,
  type Exchange,
  type Message,
  type MessageExchange,
} from '../e2e/discord/start.js';
import { goldenFiles, typed } from '../golden/questions.js';
import type { Dice } from './dice.js';

/** Few enough that each asks again, many enough that none asks faster than one may. */
const PEOPLE = 500;
/** Answers whose buttons may still be pressed. */
const MOST_SHOWN = 60;
/** Longer questions try the parser, not the load. */
const LONGEST = 500;
/** The share of interactions that Discord hands over late. */
const LATE = 0.01;

const QUESTIONS = [...goldenFiles().values()]
  .flat()
  .map(typed)
  .filter((text) => text.trim() !== '' && !text.startsWith('/') && text.length <= LONGEST);

/** A use of each command that takes options; what the options are called is up to the registry. */
const USES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['drug', { name: 'sorafenib' }],
  ['regimen', { name: 'DP-IAG' }],
  ['outcome', { measure: 'os', regimen: 'sorafenib' }],
  ['biomarker', { name: 'FLT3' }],
  ['trial', { id: 'NCT05183035' }],
  ['compare', { a: 'sorafenib', b: 'no sorafenib' }],
  ['cite', { source: 'all', style: 'ris' }],
  ['cite', { source: '2' }],
  ['sources', {}],
  ['help', {}],
];
const PICTURES: readonly Readonly<Record<string, string>>[] = [
  { measure: 'OS', regimen: 'sorafenib' },
  { measure: 'CRc' },
  { measure: 'toxicity' },
];
const has = (name: string) => commands.some((command) => command.name === name && command.kind === 'slash');

export type Asked =
  | { readonly kind: 'interaction'; readonly exchange: Exchange }
  | { readonly kind: 'message'; readonly exchange: MessageExchange };

/** What people do with the bot, at random: ask, look up, type, press, mention. */
export class Traffic {
  readonly #shown: Message[] = [];
  #written = 0;
  readonly #modals: { readonly customId: string; readonly message: Message }[] = [];

  constructor(
    private readonly discord: Discord,
    private readonly dice: Dice,
  ) {}

  /** Somebody does something. */
  next(): Asked {
    const act = this.dice.pick<() => Asked>([
      [50, () => this.#ask()],
      [18, () => this.#use()],
      [3, () => this.#draw()],
      [12, () => this.#type()],
      [10, () => this.#press()],
      [2, () => this.#submit()],
      [3, () => this.#menu()],
      [2, () => this.#write()],
    ]);
    return act();
  }

  /** An answer that is there; its buttons may be pressed from now on. */
  answered(exchange: Exchange | MessageExchange): void {
    const { message } = exchange;
    if (message !== undefined && !message.deleted && message.buttons.length > 0) this.#shown.push(message);
    if (this.#shown.length > MOST_SHOWN) this.#shown.shift();
    const customId = 'modal' in exchange ? exchange.modal?.['custom_id'] : undefined;
    const source = 'interaction' in exchange ? exchange.interaction.source : undefined;
    if (typeof customId === 'string' && source !== undefined) this.#modals.push({ customId, message: source });
  }

  #ask(): Asked {
    return this.#slash('ask', { question: this.dice.one(QUESTIONS) });
  }

  #use(): Asked {
    const [name, options] = this.dice.one(USES.filter(([each]) => has(each)));
    return this.#slash(name, options);
  }

  #draw(): Asked {
    return has('plot') ? this.#slash('plot', this.dice.one(PICTURES)) : this.#ask();
  }

  #type(): Asked {
    const name = this.dice.one(QUESTIONS).slice(0, 8);
    return { kind: 'interaction', exchange: this.discord.send.autocomplete('drug', { name }, 'name', this.#context()) };
  }

  #press(): Asked {
    const message = this.#shown.length === 0 ? undefined : this.dice.one(this.#shown);
    const ids = (message?.buttons ?? []).flatMap(({ customId, disabled }) => (disabled ? [] : (customId ?? [])));
    if (message === undefined || ids.length === 0) return this.#ask();
    return { kind: 'interaction', exchange: this.discord.send.button(this.dice.one(ids), message) };
  }

  #submit(): Asked {
    const modal = this.#modals.shift();
    if (modal === undefined) return this.#ask();
    const fields = { question: 'and event-free survival?' };
    return { kind: 'interaction', exchange: this.discord.send.modalSubmit(modal.customId, fields, modal.message) };
  }

  #menu(): Asked {
    const written = { content: this.dice.one(QUESTIONS), author: 'Colleague' };
    return { kind: 'interaction', exchange: this.discord.send.contextMenu('Find evidence', written, this.#context()) };
  }

  /** One writer after the other: what befalls a message befalls its channel, and must have passed when they write again. */
  #write(): Asked {
    const user = `Person ${this.#written++ % PEOPLE}`;
    return { kind: 'message', exchange: this.discord.send.directMessage(this.dice.one(QUESTIONS), { user }) };
  }

  #slash(name: string, options: Readonly<Record<string, string>>): Asked {
    return { kind: 'interaction', exchange: this.discord.send.slash(name, options, this.#context()) };
  }

  #context(): Context {
    const place = this.dice.one(Object.values(CONTEXTS));
    const age = this.dice.next() < LATE ? { ageMs: Math.round(this.dice.between(2_000, 4_500)) } : {};
    return { ...place, user: this.#person(), ...age };
  }

  #person(): string {
    return `Person ${Math.floor(this.dice.between(0, PEOPLE))}`;
  }
}
