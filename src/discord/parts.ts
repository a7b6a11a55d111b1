import type { Answer } from '../../commands/answer.js';
import type { Command, Request } from '../../commands/command.js';

export type { Log } from '../log.js';

/** A command as Discord needs to know it. */
export type Declaration = Pick<Command, 'name' | 'description' | 'kind' | 'options' | 'examples'>;

/** A name that autocomplete offers: `label` says what it is, `value` is what is submitted. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** What answers questions; it never throws. */
export interface Dispatcher {
  answer(request: Request): Answer;
  /** Typed text, as in a mention: a question, or a command with a slash. */
  text(input: string): Answer;
  suggest(command: string, option: string, text: string): readonly Choice[];
}

/** An abbreviation that shared answers expand in small print. */
export interface GlossaryEntry {
  readonly term: string;
  readonly expansion: string;
}

/** What an interaction is answered from. */
export interface Answering {
  readonly dispatcher: Dispatcher;
  readonly commands: readonly Declaration[];
  readonly glossary?: readonly GlossaryEntry[] | undefined;
}

/** What the start-up log says about the evidence. */
export interface Facts {
  readonly version: string;
  readonly evidence: string;
  readonly sources: number;
  readonly items: number;
  readonly documents: { readonly found: number; readonly of: number };
}
