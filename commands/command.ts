import type { EvidenceIndex } from '../index/search.js';
import type { Answer } from './answer.js';

/** What an option takes: free text, or a name that autocomplete knows. */
export const OPTION_KINDS = [
  'text',
  'drug',
  'regimen',
  'measure',
  'population',
  'biomarker',
  'trial',
  'source',
  'style',
  'code',
] as const;
export type OptionKind = (typeof OPTION_KINDS)[number];

export interface OptionDeclaration {
  readonly description: string;
  readonly kind: OptionKind;
  readonly required: boolean;
  readonly maxLength?: number;
}

export type Options = Readonly<Record<string, OptionDeclaration>>;

/** Option values as a command receives them: a required one is always there. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K]['required'] extends true ? string : string | undefined;
};

/** Handed to every command; nothing is fetched from a global. */
export interface CommandContext {
  readonly index: EvidenceIndex;
  /** The declared commands, for help. */
  readonly commands: readonly Command[];
}

/**
 * A command: what it is called, what it takes, what it returns.
 * `slash` commands are offered in Discord and the terminal, `internal` ones stand behind buttons.
 */
export interface Command<O extends Options = Options> {
  readonly name: string;
  readonly description: string;
  readonly kind: 'slash' | 'internal';
  readonly options: O;
  readonly examples: readonly string[];
  run(values: Values<O>, context: CommandContext): Answer;
}

/** Declares a command; option types are inferred from the declaration. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}

/** What was asked, from any transport: a command by name with its option values, all text. */
export interface Request {
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
}
