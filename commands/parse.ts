import type { Answer } from './answer.js';
import type { Command, Request } from './command.js';
import { invalid } from './respond.js';

export type Parsed =
  | { readonly type: 'request'; readonly request: Request }
  | { readonly type: 'invalid'; readonly answer: Answer };

/** Longest text a request may have: Discord's limit for an option. */
export const LONGEST_INPUT = 6000;

const reject = (headline: string, input?: string, label?: string): Parsed => ({
  type: 'invalid',
  answer: invalid('parse', headline, input ? [{ label: label ?? input, input }] : []),
});

/**
 * Typed text → request. Text without a slash is a question. An option starts only at a declared option's name
 * ("name: sorafenib"); the rest belongs to the last option; a sole positional argument fills the first, or the two
 * required ones where it sets two things side by side ("DP-IAG vs FLAG").
 */
export function parse(input: string, commands: readonly Command[]): Parsed {
  const text = input.trim();
  if (text.length > LONGEST_INPUT)
    return reject(`Too long: a request may have ${LONGEST_INPUT} characters, this one has ${text.length}.`);
  if (!text.startsWith('/')) return { type: 'request', request: { command: 'ask', values: { question: text } } };
  const [, name = '', rest = ''] = /^\/\s*(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
  const known = commands.filter((command) => command.kind === 'slash');
  const command = known.find((each) => each.name === name.toLowerCase());
  if (!command) {
    const names = known.map((each) => `/${each.name}`).join(', ');
    return reject(`There is no such command. Known are ${names}.`, '/help', 'Help');
  }
  return { type: 'request', request: { command: command.name, values: optionsIn(rest, command) } };
}

function optionsIn(text: string, command: Command): Record<string, string> {
  const names = Object.keys(command.options);
  const [first] = names;
  if (!first || text.trim() === '') return {};
  const marker = new RegExp(`(?:^|\\s)(${names.join('|')})\\s*:\\s*`, 'giu');
  const marks = [...text.matchAll(marker)];
  const values: Record<string, string> = {};
  const before = text.slice(0, marks[0]?.index ?? text.length).trim();
  const required = names.filter((name) => command.options[name]?.required);
  const sides = before.split(/\s+(?:vs\.?|versus|against|or)\s+/iu);
  if (required.length === 2 && sides.length === 2 && marks.length === 0)
    return Object.fromEntries(required.map((name, at) => [name, sides[at] ?? '']));
  if (before !== '') values[first] = before;
  for (const [at, mark] of marks.entries()) {
    const option = (mark[1] ?? '').toLowerCase();
    const value = text.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? text.length).trim();
    if (value !== '') values[option] = values[option] ? `${values[option]} ${value}` : value;
  }
  return values;
}

/** Says which required options are missing and which are unknown; nothing where the request can run. */
export function check(request: Request, command: Command): Answer | undefined {
  const entries = Object.entries(command.options);
  const missing = entries
    .filter(([name, option]) => option.required && !request.values[name]?.trim())
    .map(([name]) => name);
  if (missing.length > 0) {
    const [example = ''] = command.examples;
    return invalid(
      command.name,
      `/${command.name} needs ${missing.join(' and ')}: ${entries.find(([name]) => name === missing[0])?.[1].description ?? ''}. For example: ${example}`,
    );
  }
  const tooLong = entries.find(
    ([name, option]) => (request.values[name]?.length ?? 0) > (option.maxLength ?? LONGEST_INPUT),
  );
  if (tooLong)
    return invalid(
      command.name,
      `Too long: ${tooLong[0]} may have ${tooLong[1].maxLength ?? LONGEST_INPUT} characters.`,
    );
  return undefined;
}
