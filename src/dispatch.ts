import { randomUUID } from 'node:crypto';
import type { Answer } from '../commands/answer.js';
import type { Command, Request } from '../commands/command.js';
import { check, parse } from '../commands/parse.js';
import { invalid } from '../commands/respond.js';
import { type Choice, suggest } from '../commands/suggest.js';
import type { EvidenceIndex } from '../index/search.js';

/** What dispatch needs of a log. */
export interface ErrorLog {
  readonly error: (details: object, message: string) => void;
}

/** Request → Answer. Never throws. */
export interface Dispatcher {
  readonly answer: (request: Request) => Answer;
  /** Typed text, as in a terminal or behind a mention; `defaults` fill options that the command has and the text leaves open. */
  readonly text: (input: string, defaults?: Readonly<Record<string, string>>) => Answer;
  /** Autocomplete for an option of a command. */
  readonly suggest: (command: string, option: string, text: string) => readonly Choice[];
}

/**
 * The one catch: a bug becomes an answer with a reference id that the log has too; its message stays in the log.
 */
export function createDispatcher(parts: {
  readonly index: EvidenceIndex;
  readonly commands: readonly Command[];
  readonly log: ErrorLog;
}): Dispatcher {
  const { index, commands, log } = parts;
  const byName = new Map(commands.map((command) => [command.name, command]));

  const guarded = (name: string, run: () => Answer): Answer => {
    try {
      return run();
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      log.error({ reference, command: name, err: error }, 'a command failed');
      return {
        command: name,
        status: 'error',
        headline: `Not answered: something went wrong in Marrow. The operator finds it in the log under ${reference}.`,
        notices: [],
        related: [],
        citations: [],
        suggestions: [],
        reference,
      };
    }
  };

  const answer = (request: Request): Answer =>
    guarded(request.command, () => {
      const command = byName.get(request.command);
      if (!command) return invalid(request.command, 'There is no such command.', [{ label: 'Help', input: '/help' }]);
      return check(request, command) ?? command.run(request.values as never, { index, commands });
    });

  return {
    answer,
    text: (input, defaults = {}) =>
      guarded('parse', () => {
        const parsed = parse(input, commands);
        if (parsed.type === 'invalid') return parsed.answer;
        const { command, values } = parsed.request;
        const options = byName.get(command)?.options ?? {};
        const known = Object.entries(defaults).filter(([name]) => Object.hasOwn(options, name));
        return answer({ command, values: { ...Object.fromEntries(known), ...values } });
      }),
    suggest: (command, option, text) => {
      try {
        const kind = byName.get(command)?.options[option]?.kind;
        return kind ? suggest(kind, text, index) : [];
      } catch (error) {
        log.error({ command, option, err: error }, 'autocomplete failed');
        return [];
      }
    },
  };
}
