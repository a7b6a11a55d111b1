import type { Status } from '../../commands/answer.js';

/** The ways in which somebody asks. */
export type Asking = 'command' | 'autocomplete' | 'component' | 'modal' | 'message';

/** Parts that did not fit into a message, by what they are. */
export const PARTS = ['finding', 'line', 'near', 'notice', 'source'] as const;
export type LeftOut = Readonly<Record<(typeof PARTS)[number], number>>;

/** Hears what happens, by numbers and names of ours only: no text that anybody typed and no user comes this way. */
export interface Observer {
  /** A command came to an answer; only the names of commands are passed on. */
  answered(command: string, status: Status, seconds: number): void;
  /** Somebody got a response, or it was given up: the time since the asking arrived. */
  responded(asking: Asking, seconds: number): void;
  leftOut(parts: LeftOut): void;
  /** Discord refused something, or was not reached; `code` is one of few. */
  discordError(code: string): void;
}

/** Where nobody measures. */
export const NOBODY: Observer = {
  answered: () => undefined,
  responded: () => undefined,
  leftOut: () => undefined,
  discordError: () => undefined,
};
