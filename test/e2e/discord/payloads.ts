import { OPTION } from './command-rules.js';
import { INTERACTION } from './interactions.js';
import { type Dict, dict, isText, lengthOf, list } from './json.js';
import type { Message } from './messages.js';
import type { State } from './state.js';
import { type Channel, channelToApi, type Scene } from './world.js';

export type OptionValue = string | number | boolean;
export type Options = Readonly<Record<string, OptionValue>>;

const CHAT_INPUT = 1;
const MESSAGE_MENU = 3;
const MEGABYTE = 1024 * 1024;

/** Builds the payloads of interactions as the gateway delivers them. */
export class Payloads {
  constructor(private readonly state: State) {}

  /** The parts every interaction has. */
  frame(id: string, token: string, type: number, scene: Scene): Dict {
    const { channel, user, member } = scene;
    return {
      id,
      token,
      type,
      version: 1,
      application_id: this.state.world.application.id,
      channel_id: channel.id,
      channel: interactionChannel(channel, scene),
      ...(channel.guildId === undefined
        ? { user }
        : {
            guild_id: channel.guildId,
            guild: { id: channel.guildId, locale: 'en-US', features: [] },
            guild_locale: 'en-US',
            member,
          }),
      locale: scene.locale,
      app_permissions: scene.appPermissions,
      context: scene.interactionContext,
      authorizing_integration_owners: scene.owners,
      entitlements: [],
      attachment_size_limit: 10 * MEGABYTE,
    };
  }

  /** Data of a slash command; `name` may end with a subcommand. */
  slash(name: string, options: Options, scene: Scene): Dict {
    const { command, path, data } = this.#command(name, CHAT_INPUT, scene);
    const declared = declaredOptions(command, path);
    const values = Object.entries(options).map(([key, value]) => {
      const option = declared?.get(key);
      if (declared !== undefined && option === undefined) throw new Error(`/${name} has no option ${key}`);
      if (option !== undefined) checkValue(name, key, value, option);
      return { name: key, type: option?.type ?? typeOf(value), value };
    });
    for (const [key, option] of declared ?? []) {
      if (option.required === true && !(key in options)) throw new Error(`/${name} needs the option ${key}`);
    }
    return { ...data, type: CHAT_INPUT, options: nest(path, command, values) };
  }

  /** Data of an autocomplete and the type of its focused option. */
  autocomplete(name: string, options: Options, focused: string, scene: Scene): { data: Dict; focusedType: number } {
    const { command, path, data } = this.#command(name, CHAT_INPUT, scene);
    const declared = declaredOptions(command, path);
    const option = declared?.get(focused);
    if (declared !== undefined && option?.autocomplete !== true) {
      throw new Error(`/${name} offers no autocomplete on ${focused}`);
    }
    const typed: Options = focused in options ? options : { ...options, [focused]: '' };
    const values = Object.entries(typed).map(([key, value]) => ({
      name: key,
      type: declared?.get(key)?.type ?? typeOf(value),
      value,
      ...(key === focused ? { focused: true } : {}),
    }));
    const focusedType = Number(option?.type ?? OPTION.string);
    return { data: { ...data, type: CHAT_INPUT, options: nest(path, command, values) }, focusedType };
  }

  /** Data of a message context menu. */
  contextMenu(name: string, target: Message, scene: Scene): Dict {
    const { data } = this.#command(name, MESSAGE_MENU, scene);
    return {
      ...data,
      type: MESSAGE_MENU,
      target_id: target.id,
      resolved: { messages: { [target.id]: target.toApi() } },
    };
  }

  /** Data of a submitted modal: the values in the structure of the modal that was shown. */
  modalSubmit(customId: string, fields: Options, modal: Dict | undefined): Dict {
    const filled = new Set<string>();
    const fill = (field: Dict): Dict => {
      const key = String(field.custom_id);
      filled.add(key);
      const value = fields[key];
      if (value === undefined && field.required !== false) throw new Error(`modal ${customId} needs the field ${key}`);
      const text = String(value ?? '');
      if (typeof field.max_length === 'number' && lengthOf(text) > field.max_length) {
        throw new Error(`field ${key} of modal ${customId} takes ${field.max_length} characters`);
      }
      const values = field.type === 4 ? { value: text } : { values: text === '' ? [] : [text] };
      return { type: field.type, id: field.id ?? 2, custom_id: key, ...values };
    };
    const loose = Object.keys(fields).map((key) => ({ type: 1, components: [{ type: 4, custom_id: key }] }));
    const components = list(modal?.components ?? loose).map((value, index) => {
      const { type, component, components: children } = dict(value);
      const frame = { type, id: index + 1 };
      if (type === 18) return { ...frame, component: fill(dict(component)) };
      if (type === 1) return { ...frame, components: list(children).map((child) => fill(dict(child))) };
      return frame;
    });
    const unknown = Object.keys(fields).filter((key) => !filled.has(key));
    if (unknown.length > 0) throw new Error(`modal ${customId} has no field ${unknown.join(', ')}`);
    return { custom_id: customId, components };
  }

  #command(name: string, type: number, scene: Scene): { command: Dict | undefined; path: string[]; data: Dict } {
    const { commands } = this.state;
    const [first = '', ...path] = type === CHAT_INPUT ? name.split(' ') : [name];
    const command = commands.find(first, type, scene.channel.guildId);
    if (command === undefined && !commands.none) throw new Error(`no command ${first} of type ${type} is registered`);
    if (command !== undefined) checkPlace(command, scene);
    const id = command?.id ?? this.state.snowflakes.next();
    const guildId = command?.guild_id === undefined ? {} : { guild_id: command.guild_id };
    return { command, path, data: { id, name: first, ...guildId } };
  }
}

/** Interactions that only carry `data` of a kind. */
export const KIND = {
  slash: INTERACTION.command,
  autocomplete: INTERACTION.autocomplete,
  component: INTERACTION.component,
  modalSubmit: INTERACTION.modalSubmit,
} as const;

/** A command shows only where its installation types and contexts allow it. */
function checkPlace(command: Dict, scene: Scene): void {
  const where = `/${String(command.name)}`;
  if (scene.userInstallOnly && !list(command.integration_types).includes(1)) {
    throw new Error(`${where} is not installable to users`);
  }
  if (Array.isArray(command.contexts) && !command.contexts.includes(scene.interactionContext)) {
    throw new Error(`${where} does not show in context ${scene.interactionContext}`);
  }
}

function declaredOptions(command: Dict | undefined, path: readonly string[]): ReadonlyMap<string, Dict> | undefined {
  if (command === undefined) return undefined;
  let node = command;
  for (const step of path) {
    const next = list(node.options).find((option) => dict(option).name === step);
    if (next === undefined) throw new Error(`/${String(command.name)} has no subcommand ${step}`);
    node = dict(next);
  }
  return new Map(list(node.options).map((option) => [String(dict(option).name), dict(option)]));
}

function checkValue(command: string, key: string, value: OptionValue, option: Dict): void {
  const wanted = { 3: 'string', 4: 'number', 5: 'boolean', 10: 'number' }[Number(option.type)] ?? 'string';
  if (typeof value !== wanted) throw new Error(`option ${key} of /${command} takes a ${wanted}`);
  const choices = list(option.choices).map((choice) => dict(choice).value);
  if (choices.length > 0 && !choices.includes(value)) {
    throw new Error(`option ${key} of /${command} takes only ${choices.join(', ')}`);
  }
  const most = option.max_length;
  if (isText(value) && typeof most === 'number' && lengthOf(value) > most) {
    throw new Error(`option ${key} of /${command} takes at most ${most} characters`);
  }
}

function typeOf(value: OptionValue): number {
  if (typeof value === 'string') return OPTION.string;
  if (typeof value === 'boolean') return OPTION.boolean;
  return Number.isInteger(value) ? OPTION.integer : OPTION.number;
}

function nest(path: readonly string[], command: Dict | undefined, values: readonly Dict[]): readonly Dict[] {
  const [first, ...rest] = path;
  if (first === undefined) return values;
  const declared = list(command?.options).find((option) => dict(option).name === first);
  const type = dict(declared).type ?? (rest.length > 0 ? OPTION.group : OPTION.subcommand);
  return [{ name: first, type, options: nest(rest, declared === undefined ? undefined : dict(declared), values) }];
}

function interactionChannel(channel: Channel, scene: Scene): Dict {
  const api = channelToApi(channel);
  return channel.guildId === undefined
    ? { ...api, recipients: [scene.user] }
    : { ...api, permissions: scene.member?.permissions };
}
