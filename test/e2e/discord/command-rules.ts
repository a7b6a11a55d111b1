import { show, within } from './component-rules.js';
import { type Dict, dict, given, isText, lengthOf, list, number } from './json.js';
import { LIMITS } from './limits.js';
import { Breaches } from './violations.js';

export const OPTION = { subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, number: 10 } as const;

const CHAT_INPUT = 1;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Checks a bulk overwrite of commands. */
export function checkCommands(commands: readonly unknown[]): Breaches {
  const breaches = new Breaches();
  const seen = new Set<string>();
  const counts = new Map<number, number>();
  commands.forEach((value, index) => {
    const command = dict(value);
    const type = number(command.type, CHAT_INPUT);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    const key = `${type} ${String(command.name)}`;
    if (seen.has(key)) breaches.refuse('command-unique', `[${index}].name`, `${show(command.name)} is there twice`);
    seen.add(key);
    checkCommand(command, type, `[${index}]`, breaches);
  });
  for (const [type, count] of counts) {
    const limit = type === CHAT_INPUT ? LIMITS.chatCommands : LIMITS.menuCommands;
    if (count > limit) breaches.refuse('command-count', '', `${count} commands of type ${type}, the limit is ${limit}`);
  }
  return breaches;
}

function checkCommand(command: Dict, type: number, path: string, breaches: Breaches): void {
  const options = list(command.options);
  if (type === CHAT_INPUT) {
    checkName(command.name, path, breaches);
    checkDescription(command.description, path, breaches);
    checkOptionList(options, path, 0, breaches);
    const characters = charactersOf(command);
    if (characters > LIMITS.commandCharacters) {
      const sentence = `${show(command.name)} has ${characters} characters in all, the limit is 8000`;
      breaches.refuse('command-characters', path, sentence);
    }
  } else {
    if (!within(command.name, 1, LIMITS.commandName)) {
      breaches.refuse('command-name', `${path}.name`, `a command name has 1 to 32 characters: ${show(command.name)}`);
    }
    if (isText(command.description) && command.description !== '') {
      breaches.refuse('menu-command', `${path}.description`, 'a context menu command has no description');
    }
    if (options.length > 0) breaches.refuse('menu-command', `${path}.options`, 'a context menu command has no options');
  }
}

function checkName(name: unknown, path: string, breaches: Breaches): void {
  if (!isText(name) || !NAME.test(name) || name !== name.toLowerCase()) {
    const sentence = `a name has 1 to 32 lower-case letters, digits, - or _: ${show(name)}`;
    breaches.refuse('command-name', `${path}.name`, sentence);
  }
}

function checkDescription(description: unknown, path: string, breaches: Breaches): void {
  if (!within(description, 1, LIMITS.commandDescription)) {
    const sentence = `a description has 1 to 100 characters: ${show(description)}`;
    breaches.refuse('command-description', `${path}.description`, sentence);
  }
}

function checkOptionList(options: readonly unknown[], path: string, depth: number, breaches: Breaches): void {
  if (options.length > LIMITS.commandOptions) {
    breaches.refuse('command-options', `${path}.options`, `${options.length} options, the limit is 25`);
  }
  const names = new Set<unknown>();
  let optionalSeen = false;
  let subcommands = 0;
  options.forEach((value, index) => {
    const option = dict(value);
    const at = `${path}.options[${index}]`;
    checkName(option.name, at, breaches);
    checkDescription(option.description, at, breaches);
    if (names.has(option.name)) breaches.refuse('option-unique', `${at}.name`, `${show(option.name)} is there twice`);
    names.add(option.name);
    if (option.type === OPTION.subcommand || option.type === OPTION.group) {
      subcommands += 1;
      const tooDeep = option.type === OPTION.group ? depth > 0 : depth > 1;
      if (tooDeep) breaches.refuse('option-nesting', at, 'subcommands nest as group, then subcommand');
      checkOptionList(list(option.options), at, option.type === OPTION.group ? 1 : 2, breaches);
      return;
    }
    if (option.required === true && optionalSeen) {
      breaches.refuse('option-order', at, `required option ${show(option.name)} comes after an optional one`);
    }
    if (option.required !== true) optionalSeen = true;
    checkOption(option, at, breaches);
  });
  if (subcommands > 0 && subcommands < options.length) {
    breaches.refuse('option-nesting', `${path}.options`, 'subcommands and other options cannot stand side by side');
  }
}

function checkOption(option: Dict, path: string, breaches: Breaches): void {
  const choices = list(option.choices);
  if (choices.length > LIMITS.choices) {
    breaches.refuse('option-choices', `${path}.choices`, `${choices.length} choices, the limit is 25`);
  }
  if (option.autocomplete === true && choices.length > 0) {
    breaches.refuse('option-choices', path, 'an option has choices or autocomplete, not both');
  }
  const completable = option.type === OPTION.string || option.type === OPTION.integer || option.type === OPTION.number;
  if ((option.autocomplete === true || choices.length > 0) && !completable) {
    breaches.refuse('option-choices', path, 'only texts and numbers have choices or autocomplete');
  }
  const names = new Set<unknown>();
  choices.forEach((value, index) => {
    const choice = dict(value);
    const at = `${path}.choices[${index}]`;
    if (!within(choice.name, 1, LIMITS.choiceText)) {
      breaches.refuse('option-choices', `${at}.name`, `a choice name has 1 to 100 characters: ${show(choice.name)}`);
    }
    if (option.type === OPTION.string && !within(choice.value, 1, LIMITS.choiceText)) {
      breaches.refuse('option-choices', `${at}.value`, `a choice value has 1 to 100 characters: ${show(choice.value)}`);
    }
    if (names.has(choice.name)) breaches.refuse('option-choices', `${at}.name`, `${show(choice.name)} is there twice`);
    names.add(choice.name);
  });
  for (const key of ['min_length', 'max_length'] as const) {
    const value = option[key];
    if (!given(value)) continue;
    const lowest = key === 'max_length' ? 1 : 0;
    if (option.type !== OPTION.string || typeof value !== 'number' || value < lowest || value > LIMITS.optionLength) {
      breaches.refuse('option-length', `${path}.${key}`, `${key} is for texts and at most 6000, not ${show(value)}`);
    }
  }
}

/** Name, description and string values of everything in the command; the longest localization counts. */
function charactersOf(node: Dict): number {
  const longest = (own: unknown, localized: unknown) =>
    Math.max(0, ...[own, ...Object.values(dict(localized))].filter(isText).map(lengthOf));
  const choices = list(node.choices).map((value) => {
    const choice = dict(value);
    return longest(choice.name, choice.name_localizations) + (isText(choice.value) ? lengthOf(choice.value) : 0);
  });
  const own = longest(node.name, node.name_localizations) + longest(node.description, node.description_localizations);
  const options = list(node.options).map((option) => charactersOf(dict(option)));
  return [own, ...choices, ...options].reduce((sum, part) => sum + part, 0);
}
