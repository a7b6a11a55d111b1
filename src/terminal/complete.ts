import type { Command } from '../../commands/command.js';
import type { Dispatcher } from '../dispatch.js';

/** What completion needs to know of a command. */
export type Completable = Pick<Command, 'name' | 'kind' | 'options'>;

/** What stands for the end of the line, and that end: the form readline wants. */
export type Completion = [hits: string[], typed: string];

/**
 * Completes a line at its end: a command's name, an option's name, or a value as autocomplete offers it.
 * An option's value begins behind its name, as it does when the line is run; the first needs no name.
 */
export function complete(line: string, commands: readonly Completable[], suggest: Dispatcher['suggest']): Completion {
  const offered = commands.filter((command) => command.kind === 'slash');
  const [, name, rest] = /^\s*\/(\S+)\s+(.*)$/su.exec(line) ?? [];
  if (name === undefined || rest === undefined) {
    const typed = line.trimStart();
    const names = offered.map((command) => `/${command.name} `);
    return [names.filter((each) => each.startsWith(typed.toLowerCase())), typed];
  }
  const command = offered.find((each) => each.name === name.toLowerCase());
  const options = Object.keys(command?.options ?? {});
  const [first] = options;
  if (!command || first === undefined) return [[], rest];
  const marks = [...rest.matchAll(new RegExp(`(?:^|\\s)(${options.join('|')})\\s*:\\s*`, 'giu'))];
  const last = marks.at(-1);
  const option = last?.[1]?.toLowerCase() ?? first;
  const typed = last ? rest.slice(last.index + last[0].length) : rest;
  const word = /\S*$/u.exec(rest)?.[0] ?? '';
  const isAtValue = last !== undefined && typed === '';
  const names = options
    .filter((each) => options.length > 1 && !isAtValue && !marks.some((mark) => mark[1]?.toLowerCase() === each))
    .map((each) => `${each}: `)
    .filter((each) => each.startsWith(word.toLowerCase()));
  if (word === '' && typed !== '' && names.length > 0) return [names, word];
  const values = suggest(command.name, option, typed).map((choice) => choice.value);
  if (word === typed) return [[...apart(values, typed), ...names], typed];
  return values.length > 0 ? [apart(values, typed), typed] : [names, word];
}

/**
 * Readline puts the common beginning of all hits in place of what was typed. Where no hit begins like it (another name of
 * the same thing), a single one may replace it; several are only listed, which the typed text among them brings about.
 */
function apart(values: readonly string[], typed: string): string[] {
  const starting = values.filter((value) => value.toLowerCase().startsWith(typed.toLowerCase()));
  if (starting.length > 0) return starting;
  return values.length < 2 ? [...values] : [typed, ...values];
}
