import type { Discord, Exchange, Message } from '../e2e/discord/start.js';

/** What users of one busy moment do, over and over: questions, look-ups, keystrokes, clicks, forms and pictures. */
const TURNS = ['ask', 'drug', 'keys', 'click', 'ask', 'form', 'click', 'plot', 'keys', 'click'] as const;
const QUESTIONS = [
  'CRc rate with sorafenib in FLT3 wild-type AML',
  'median OS with sorafenib',
  'how many DLI doses were given?',
  'regorafenib in AML',
  '2-year EFS with sorafenib',
];
const DRUGS = ['sorafenib', 'Besponsa', 'venetoclax', 'enasidenib'];
const BUTTONS = ['Cite', 'Passage', 'Ask a follow-up', 'More'];
/** Enough that nobody asks faster than one person may. */
const USERS = 400;
/** People click on what they have just read. */
const LATEST = 60;

/** One interaction, and when it was. */
export interface Act {
  readonly exchange: Exchange;
  readonly phase: string;
}

/** Many users of one bot, who click on whatever they were answered. */
export class Users {
  readonly acts: Act[] = [];
  #turn = 0;

  constructor(private readonly discord: Discord) {}

  /** Does the next thing; waits for nothing. */
  act(phase: string): void {
    const exchange = this.#next();
    this.acts.push({ exchange, phase });
    this.#turn += 1;
  }

  #next(): Exchange {
    const { send } = this.discord;
    const user = `User ${this.#turn % USERS}`;
    switch (TURNS[this.#turn % TURNS.length]) {
      case 'drug':
        return send.slash('drug', { name: this.#oneOf(DRUGS) }, { user });
      case 'keys':
        return send.autocomplete('drug', { name: this.#oneOf(DRUGS).slice(0, 4) }, 'name', { user });
      case 'plot':
        return send.slash('plot', { measure: 'CRc' }, { user });
      case 'click':
        return this.#click() ?? this.#ask(user);
      case 'form':
        return this.#form() ?? this.#ask(user);
      default:
        return this.#ask(user);
    }
  }

  #ask(user: string): Exchange {
    return this.discord.send.slash('ask', { question: this.#oneOf(QUESTIONS) }, { user });
  }

  /** Presses a button of one of the latest answers, another each time. */
  #click(): Exchange | undefined {
    const buttonsOf = ({ buttons }: Message) =>
      buttons.flatMap(({ label }) => (label !== undefined && BUTTONS.includes(label) ? [label] : []));
    const answers = this.acts.slice(-LATEST).flatMap(({ exchange }) => exchange.message ?? []);
    const choices = answers.flatMap((message) => buttonsOf(message).map((label) => ({ label, message })));
    const choice = choices[(this.#turn * 7) % Math.max(1, choices.length)];
    return choice && this.discord.send.button(choice.label, choice.message);
  }

  /** Fills the form that was opened last. */
  #form(): Exchange | undefined {
    const opened = this.acts.findLast(({ exchange }) => exchange.modal !== undefined)?.exchange;
    const [id, source] = [opened?.modal?.custom_id, opened?.interaction.source];
    if (typeof id !== 'string' || source === undefined) return undefined;
    return this.discord.send.modalSubmit(id, { question: 'and event-free survival?' }, source);
  }

  #oneOf(texts: readonly string[]): string {
    return texts[this.#turn % texts.length] ?? '';
  }
}
