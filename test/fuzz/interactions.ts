import {
  type APIInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import fc from 'fast-check';
import type { Command } from '../../commands/command.js';
import type { EvidenceIndex } from '../../index/search.js';
import { registration, VISIBILITY } from '../../src/discord/commands.js';
import { VERBS } from '../../src/discord/custom-id.js';
import { FOLLOW_UP_FIELD } from '../../src/discord/follow-up.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import type { Dispatcher } from '../../src/dispatch.js';

const USER = {
  id: '200000000000000001',
  username: 'robin',
  global_name: 'Robin Vale',
  discriminator: '0',
  avatar: null,
};
const GUILD = '300000000000000001';

/** Where interactions are made: a server with the app, one without, a direct message, a group. */
const PLACES = [
  {
    guild_id: GUILD,
    member: { user: USER, nick: null, permissions: '0' },
    context: 0,
    authorizing_integration_owners: { 0: GUILD },
    app_permissions: '0',
  },
  {
    guild_id: GUILD,
    member: { user: USER, nick: null, permissions: '0' },
    context: 0,
    authorizing_integration_owners: { 1: USER.id },
    app_permissions: '0',
  },
  { user: USER, context: 1, authorizing_integration_owners: { 0: '0' }, app_permissions: '0' },
  { user: USER, context: 2, authorizing_integration_owners: { 1: USER.id }, app_permissions: '562949953601536' },
];

/** What stands where a text is expected. */
const WRONG_VALUES: readonly unknown[] = [
  ...[0, -1, 1e308, true, false, null, [], {}, ['sorafenib'], [[[]]], { value: 'x' }, { toString: 1, valueOf: 1 }],
  ...[{ __proto__: null }, JSON.parse('{"__proto__":{"x":1}}'), Array.from({ length: 2_000 }, () => 'x')],
];

export interface Parts {
  readonly commands: readonly Command[];
  readonly index: EvidenceIndex;
  readonly dispatcher: Dispatcher;
  readonly text: fc.Arbitrary<string>;
}

/** Interactions as Discord would deliver them: every option of every command, whatever is typed into it. */
export function interactions({ commands, index, dispatcher, text }: Parts): fc.Arbitrary<APIInteraction> {
  const slash = commands.filter(({ kind }) => kind === 'slash');
  const value = fc.oneof({ weight: 15, arbitrary: text }, { weight: 1, arbitrary: fc.constantFrom(...WRONG_VALUES) });
  const option = (name: string, more: object = {}) =>
    value.map((each) => ({ name, type: ApplicationCommandOptionType.String, value: each, ...more }));
  const visibility = fc.constantFrom('public', 'private', 'PUBLIC', '', 'everyone').map((each) => ({
    name: VISIBILITY,
    type: ApplicationCommandOptionType.String,
    value: each,
  }));
  const stranger = fc
    .constantFrom('__proto__', 'constructor', 'toString', 'x', '', 'question', 'name')
    .chain((name) => option(name));

  /** There, so many times to one. */
  const sometimes = <T>(weight: number, arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) });
  const valuesOf = ({ options }: Command) =>
    fc
      .tuple(
        ...Object.entries(options).map(([name, { required }]) => sometimes(required ? 20 : 1, option(name))),
        sometimes(1, visibility),
        fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: stranger }),
      )
      .map((given) => given.filter((each) => each !== undefined));

  const typed = fc.oneof(
    ...slash.map((command) =>
      valuesOf(command).map((options) => ({
        type: InteractionType.ApplicationCommand,
        data: { id: '1', type: ApplicationCommandType.ChatInput, name: command.name, options },
      })),
    ),
  );
  const focused = slash.flatMap((command) => Object.keys(command.options).map((name) => [command.name, name] as const));
  const completed = fc.constantFrom(...focused).chain(([command, name]) =>
    option(name, { focused: true }).map((each) => ({
      type: InteractionType.ApplicationCommandAutocomplete,
      data: { id: '1', type: ApplicationCommandType.ChatInput, name: command, options: [each] },
    })),
  );
  const foreign = fc.constantFrom('passage', 'x', '', '__proto__', 'toString').chain((name) =>
    option('code').map((each) => ({
      type: InteractionType.ApplicationCommand,
      data: { id: '1', type: ApplicationCommandType.ChatInput, name, options: [each] },
    })),
  );

  const real = [...index.corpus.byCode.keys()];
  const code = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...real) },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  );
  const customId = fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.constantFrom(...VERBS), fc.array(code, { maxLength: 16 }))
        .map(([verb, codes]) => `v1:${verb}:${codes.join(',')}`.slice(0, 100)),
    },
    { weight: 1, arbitrary: text.map((each) => each.slice(0, 100)) },
    { weight: 1, arbitrary: fc.constantFrom('v0:share:', 'v2:pick:', 'v1:__proto__:', 'v1::', ':', 'v1:pick:,,,') },
  );
  // As Discord gives an answer of ours back, with numbers on its components.
  const shown = fc
    .oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: text })
    .map((each) =>
      each === undefined
        ? []
        : renderAnswer(dispatcher.text(each), { audience: 'private' }).components.map((part, at) => ({
            ...part,
            id: at + 1,
          })),
    );
  const entries = registration(commands).flatMap(({ type, name }) =>
    type === ApplicationCommandType.Message ? [name] : [],
  );
  const foreignParts = text.map((content) => [
    { type: ComponentType.Container, components: [{ type: ComponentType.TextDisplay, content }] },
  ]);
  const embeds = fc.array(fc.record({ title: text, description: sometimes(3, text) }), { maxLength: 2 });
  // What was typed goes before what is shown, and that before what is embedded.
  const message = fc.record({
    content: fc.oneof({ weight: 2, arbitrary: text }, { weight: 1, arbitrary: fc.constant('') }),
    components: fc.oneof(shown, foreignParts, fc.constant([])),
    embeds,
  });
  const menu = fc
    .tuple(fc.constantFrom(...entries), message, customId, fc.boolean())
    .map(([name, { components, ...rest }, custom_id, isOurs]) => {
      const button = { type: ComponentType.Button, style: 2, label: 'Cite', custom_id };
      const row = { type: ComponentType.ActionRow, components: [button] };
      const ours = isOurs ? { application_id: '1000000000000000001' } : {};
      return {
        type: InteractionType.ApplicationCommand,
        data: {
          id: '1',
          type: ApplicationCommandType.Message,
          name,
          target_id: '9',
          resolved: { messages: { 9: { id: '9', ...rest, components: [...components, row], ...ours } } },
        },
      };
    });
  const pressed = fc.tuple(customId, shown).map(([custom_id, components]) => ({
    type: InteractionType.MessageComponent,
    data: { component_type: ComponentType.Button, custom_id, id: 1 },
    message: { id: '1', components },
  }));
  const chosen = fc.array(text, { maxLength: 2 }).map((values) => ({
    type: InteractionType.MessageComponent,
    data: { component_type: ComponentType.StringSelect, custom_id: 'v1:pick:', id: 1, values },
    message: { id: '1', components: [] },
  }));
  const submitted = fc.tuple(code, text, fc.boolean()).map(([each, question, isOld]) => {
    const field = { type: ComponentType.TextInput, id: 2, custom_id: FOLLOW_UP_FIELD, value: question };
    const component = isOld
      ? { type: ComponentType.ActionRow, components: [field] }
      : { type: ComponentType.Label, component: field };
    return { type: InteractionType.ModalSubmit, data: { custom_id: `v1:follow:${each}`, components: [component] } };
  });

  return fc
    .tuple(
      fc.oneof(
        { weight: 12, arbitrary: typed },
        { weight: 4, arbitrary: completed },
        { weight: 3, arbitrary: menu },
        { weight: 2, arbitrary: pressed },
        { weight: 1, arbitrary: chosen },
        { weight: 2, arbitrary: submitted },
        { weight: 1, arbitrary: foreign },
      ),
      fc.constantFrom(...PLACES),
    )
    .map(
      ([what, place]) =>
        ({
          id: '1300000000000000001',
          application_id: '1000000000000000001',
          token: 'aW50ZXJhY3Rpb24',
          version: 1,
          locale: 'en-US',
          entitlements: [],
          channel: { id: '400000000000000001', type: 0 },
          channel_id: '400000000000000001',
          ...what,
          ...place,
        }) as unknown as APIInteraction,
    );
}

/** Components within components, so many levels down. */
function nested(levels: number): object {
  let inner: object = { type: ComponentType.TextDisplay, content: 'x' };
  for (let level = 0; level < levels; level++) inner = { type: ComponentType.Container, components: [inner] };
  return inner;
}

/** What a fault of somebody else, or somebody who plays Discord, makes of an interaction: anything, anywhere in it. */
export function malformed(well: fc.Arbitrary<APIInteraction>): fc.Arbitrary<unknown> {
  const junk = fc.constantFrom<unknown>(
    ...WRONG_VALUES,
    '',
    'x',
    99,
    -5,
    2 ** 53,
    '\ud800',
    Array.from({ length: 5_000 }, () => ({})),
    [nested(1_000)],
  );
  const change = fc.record({
    at: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 12 }),
    how: fc.constantFrom('delete', 'replace', 'repeat', 'wrap'),
    with: junk,
  });
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .tuple(well, fc.array(change, { minLength: 1, maxLength: 4 }))
        .map(([raw, changes]) => changes.reduce(changed, raw as unknown)),
    },
    { weight: 1, arbitrary: junk },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 5 }) },
  );
}

interface Change {
  readonly at: readonly number[];
  readonly how: 'delete' | 'replace' | 'repeat' | 'wrap';
  readonly with: unknown;
}

/** A copy with one place in it changed; each number picks a key on the way down. */
function changed(value: unknown, { at: [first, ...rest], how, with: other }: Change): unknown {
  if (typeof value !== 'object' || value === null || first === undefined) return how === 'replace' ? other : [value];
  const keys = Object.keys(value);
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return how === 'replace' ? other : value;
  const inner = (value as Record<string, unknown>)[key];
  const entries = Object.entries(value);
  const withKey = (replacement: unknown) =>
    Array.isArray(value)
      ? value.map((each, at) => (String(at) === key ? replacement : each))
      : Object.fromEntries(entries.map(([name, each]) => [name, name === key ? replacement : each]));
  const isDeeper = rest.length > 0 && typeof inner === 'object' && inner !== null;
  if (isDeeper) return withKey(changed(inner, { at: rest, how, with: other }));
  if (how === 'delete')
    return Array.isArray(value)
      ? value.filter((_, at) => String(at) !== key)
      : Object.fromEntries(entries.filter(([name]) => name !== key));
  if (how === 'replace') return withKey(other);
  if (how === 'wrap') return withKey([inner]);
  return withKey(Array.from({ length: 300 }, () => inner));
}
