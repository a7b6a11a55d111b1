import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Dict, list } from './json.js';
import { button, codeOf, form, PlainBot, QUIET, row, textDisplay, v2 } from './plain-bot.js';
import { type Discord, startDiscord } from './start.js';

let discord: Discord;
let bot: PlainBot;

beforeAll(async () => {
  discord = await startDiscord();
  bot = await PlainBot.login(discord);
});
beforeEach(() => {
  discord.takeViolations();
});
afterAll(async () => {
  await bot.close();
  await discord.close();
});

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const container = (...components: readonly unknown[]): Dict => ({ type: 17, components });
const section = (texts: number, more: Dict = {}): Dict => ({
  type: 9,
  components: times(texts, (i) => textDisplay(`line ${i}`)),
  accessory: button('passage'),
  ...more,
});
const select = (options: readonly unknown[], more: Dict = {}): Dict =>
  row({ type: 3, custom_id: 'choose', options, ...more });
const option = (value: string, more: Dict = {}): Dict => ({ label: value, value, ...more });
const gallery = (items: readonly unknown[]): Dict => ({ type: 12, items });
const picture = (more: Dict = {}): Dict => ({
  media: { url: 'https://example.org/plot.png' },
  description: 'two survival curves',
  ...more,
});
const link = (more: Dict): Dict => ({ type: 2, style: 5, label: 'doi', url: 'https://doi.org/10.1/x', ...more });
const plain = (more: Dict): Dict => ({ content: 'CRc 65.8%', allowed_mentions: QUIET, ...more });

const breaches: [rule: string, data: Dict][] = [
  ['allowed-mentions', { content: 'no allowed_mentions' }],
  ['allowed-mentions', plain({ allowed_mentions: { parse: ['users'] } })],
  ['allowed-mentions', plain({ allowed_mentions: { parse: [], users: ['100000000000000001'] } })],
  ['content-length', plain({ content: 'x'.repeat(2001) })],
  ['empty-message', { allowed_mentions: QUIET }],
  ['empty-message', v2([])],
  ['flags', plain({ flags: 1 << 1 })],
  ['embeds', plain({ embeds: times(11, () => ({ title: 'x' })) })],
  ['embed-characters', plain({ embeds: times(2, () => ({ description: 'x'.repeat(3001) })) })],
  ['legacy-rows', plain({ components: times(6, (i) => row(button(`b${i}`))) })],
  ['v2-flag-missing', plain({ components: [textDisplay('needs the flag')] })],
  ['v2-content', v2([textDisplay('a')], { content: 'beside it' })],
  ['v2-content', v2([textDisplay('a')], { embeds: [{ title: 'beside it' }] })],
  ['v2-content', v2([textDisplay('a')], { poll: { question: { text: '?' }, answers: [] } })],
  ['component-count', v2(times(41, () => textDisplay('x')))],
  ['component-count', v2([container(...times(40, () => textDisplay('x')))])],
  ['text-total', v2([textDisplay('x'.repeat(2001)), container(textDisplay('y'.repeat(2000)))])],
  ['text-empty', v2([textDisplay('  ')])],
  ['component-placement', v2([button('loose')])],
  ['component-placement', v2([container(container(textDisplay('x')))])],
  ['component-placement', v2([section(1, { accessory: textDisplay('x') })])],
  ['component-placement', v2([section(1, { components: [button('x')] })])],
  [
    'component-id-unique',
    v2([
      { ...textDisplay('a'), id: 7 },
      { ...textDisplay('b'), id: 7 },
    ]),
  ],
  ['container-empty', v2([container()])],
  ['custom-id', v2([row(button('x'.repeat(101)))])],
  ['custom-id', v2([row(button(''))])],
  ['custom-id-unique', v2([row(button('same')), container(row(button('same')))])],
  ['action-row', v2([row(...times(6, (i) => button(`b${i}`)))])],
  ['action-row', v2([row()])],
  ['action-row', v2([row(button('a'), { type: 3, custom_id: 's', options: [option('x')] })])],
  ['action-row', v2([row(textDisplay('x'))])],
  ['button-label', v2([row(button('a', { label: 'x'.repeat(81) }))])],
  ['button-label', v2([row({ type: 2, style: 1, custom_id: 'a' })])],
  ['button-style', v2([row(button('a', { style: 9 }))])],
  ['button-url', v2([row(button('a', { url: 'https://example.org' }))])],
  ['link-button', v2([row(link({ custom_id: 'a' }))])],
  ['link-button', v2([row(link({ url: undefined }))])],
  ['link-button', v2([row(link({ url: `https://example.org/${'x'.repeat(512)}` }))])],
  ['select-options', v2([select(times(26, (i) => option(`o${i}`)))])],
  ['select-options', v2([select([], { max_values: 1 })])],
  ['select-option', v2([select([option('a', { label: 'x'.repeat(101) })])])],
  ['select-option', v2([select([option('x'.repeat(101), { label: 'a' })])])],
  ['select-option', v2([select([option('a', { description: 'x'.repeat(101) })])])],
  ['select-option', v2([select([option('a', { label: '' })])])],
  ['select-value-unique', v2([select([option('a'), option('a')])])],
  ['select-values', v2([select([option('a')], { min_values: 2 })])],
  ['select-values', v2([select([option('a')], { max_values: 2 })])],
  ['select-placeholder', v2([select([option('a')], { placeholder: 'x'.repeat(151) })])],
  ['section-texts', v2([section(4)])],
  ['section-texts', v2([section(0)])],
  ['section-accessory', v2([section(1, { accessory: undefined })])],
  ['gallery-items', v2([gallery([])])],
  ['gallery-items', v2([gallery(times(11, () => picture()))])],
  ['alt-text', v2([gallery([picture({ description: 'x'.repeat(1025) })])])],
  ['alt-text-missing', v2([gallery([picture({ description: undefined })])])],
  ['media-url', v2([gallery([picture({ media: { url: 'plot.png' } })])])],
  ['media-url', v2([{ type: 13, file: { url: 'https://example.org/a.csv' } }])],
  ['attachment-unknown', v2([gallery([picture({ media: { url: 'attachment://none.png' } })])])],
  ['attachment-unknown', v2([textDisplay('x')], { attachments: [{ id: '0' }] })],
];

const sound: [what: string, data: Dict][] = [
  ['content of 2000 characters', plain({ content: '😀'.repeat(2000) })],
  ['40 components with nested ones', v2([container(...times(39, () => textDisplay('x')))])],
  ['4000 characters over all text displays', v2([textDisplay('x'.repeat(2000)), textDisplay('é'.repeat(2000))])],
  ['5 buttons with labels of 80 and ids of 100 characters', v2([row(...times(5, widestButton))])],
  ['25 options of 100 characters', v2([select(times(25, widestOption), { max_values: 25, min_values: 0 })])],
  ['a section of 3 texts with a picture', v2([section(3, { accessory: { type: 11, ...picture() } })])],
  ['10 pictures with alt texts of 1024 characters', v2([gallery(times(10, widestPicture))])],
  ['a link button, a separator, an accent color', v2([{ ...container(row(link({})), { type: 14 }), accent_color: 0 }])],
  ['an ephemeral answer', v2([textDisplay('x')], { flags: (1 << 15) | 64 })],
];

function widestButton(index: number): Dict {
  return button(`${index}${'x'.repeat(99)}`, { label: 'y'.repeat(80) });
}

function widestOption(index: number): Dict {
  return option(String(index).padEnd(100, '.'), { label: 'l'.repeat(100), description: 'd'.repeat(100) });
}

function widestPicture(): Dict {
  return picture({ description: 'x'.repeat(1024) });
}

/** House rules and what Discord silently ignores are answered as usual. */
const TAKEN = new Set(['allowed-mentions', 'alt-text-missing']);

describe('message bodies', () => {
  it.each(breaches)('%s is caught (%#)', async (rule, data) => {
    const answer = await bot.respond(discord.send.slash('drug'), { type: 4, data });
    expect(discord.violations.map((each) => each.rule)).toContain(rule);
    expect(new Set(discord.violations.map((each) => each.rule)).size).toBe(1);
    if (TAKEN.has(rule)) {
      expect(answer.status).toBe(204);
    } else {
      expect(answer.status).toBe(400);
      expect(codeOf(answer)).toBe(50_035);
    }
  });

  it.each(sound)('%s is taken', async (_, data) => {
    const answer = await bot.respond(discord.send.slash('drug'), { type: 4, data });
    expect(discord.violations).toEqual([]);
    expect(answer.status).toBe(204);
  });

  it('names the place of the error as Discord does', async () => {
    const data = v2([container(row(button('x'.repeat(101))))]);
    const { body } = await bot.respond(discord.send.slash('drug'), { type: 4, data });
    expect(body).toMatchObject({
      code: 50_035,
      message: 'Invalid Form Body',
      errors: { data: { components: { 0: { components: { 0: { components: { 0: { custom_id: {} } } } } } } } },
    });
  });

  it('takes files that a component shows, and shows them', async () => {
    const data = v2([gallery([picture({ media: { url: 'attachment://plot.png' } })])], {
      attachments: [{ id: '0', filename: 'plot.png', description: 'a plot' }],
    });
    const exchange = discord.send.slash('drug');
    expect((await bot.respond(exchange, form({ type: 4, data }, 'plot.png'))).status).toBe(204);
    expect(discord.violations).toEqual([]);
    expect(exchange.message?.attachments.map(({ name }) => name)).toEqual(['plot.png']);
    expect(exchange.message?.attachments[0]?.bytes.toString()).toBe('bytes of plot.png');
    const [shown] = list(exchange.message?.components);
    expect(shown).toMatchObject({ items: [{ media: { url: expect.stringContaining('/plot.png') } }] });
  });

  it('notices a file that no component shows', async () => {
    const body = form({ type: 4, data: v2([textDisplay('see the plot')]) }, 'plot.png');
    expect((await bot.respond(discord.send.slash('drug'), body)).status).toBe(204);
    expect(discord.violations.map(({ rule }) => rule)).toEqual(['attachment-hidden']);
  });

  it('refuses bodies that are neither JSON nor a form', async () => {
    const { interaction } = discord.send.slash('drug');
    const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
    const answer = await bot.request('POST', path, { type: 5 }, { 'content-type': 'text/plain' });
    expect(codeOf(answer)).toBe(50_035);
    expect(discord.violations.map(({ rule }) => rule)).toEqual(['body']);
  });
});

const input = (more: Dict = {}): Dict => ({ type: 4, custom_id: 'question', style: 1, ...more });
const label = (more: Dict = {}): Dict => ({ type: 18, label: 'Your question', component: input(), ...more });
const modal = (more: Dict = {}): Dict => ({
  custom_id: 'ask',
  title: 'Ask a follow-up',
  components: [label()],
  ...more,
});

const modalBreaches: [rule: string, data: Dict][] = [
  ['modal-title', modal({ title: 'x'.repeat(46) })],
  ['modal-title', modal({ title: '' })],
  ['custom-id', modal({ custom_id: 'x'.repeat(101) })],
  ['custom-id', modal({ components: [label({ component: input({ custom_id: '' }) })] })],
  ['custom-id-unique', modal({ components: [label(), label()] })],
  ['modal-components', modal({ components: [] })],
  ['modal-components', modal({ components: times(6, (i) => label({ component: input({ custom_id: `q${i}` }) })) })],
  ['modal-label', modal({ components: [label({ label: 'x'.repeat(46) })] })],
  ['modal-label', modal({ components: [label({ description: 'x'.repeat(101) })] })],
  ['modal-label', modal({ components: [row(input({ label: 'x'.repeat(46) }))] })],
  ['modal-label', modal({ components: [row(input())] })],
  ['modal-label', modal({ components: [label({ component: input({ label: 'twice' }) })] })],
  ['modal-row', modal({ components: [row(button('x'))] })],
  ['component-placement', modal({ components: [button('x')] })],
  ['text-input', modal({ components: [label({ component: input({ style: 3 }) })] })],
  ['text-input', modal({ components: [label({ component: input({ value: 'x'.repeat(4001) }) })] })],
  ['text-input', modal({ components: [label({ component: input({ placeholder: 'x'.repeat(101) }) })] })],
  ['text-input', modal({ components: [label({ component: input({ max_length: 4001 }) })] })],
  ['text-input', modal({ components: [label({ component: input({ min_length: 5, max_length: 4 }) })] })],
];

describe('modals', () => {
  it.each(modalBreaches)('%s is caught (%#)', async (rule, data) => {
    const answer = await bot.respond(discord.send.slash('drug'), { type: 9, data });
    expect(discord.violations.map((each) => each.rule)).toEqual([rule]);
    expect(codeOf(answer)).toBe(50_035);
  });

  it.each([
    ['labels', modal({ title: 'x'.repeat(45), components: [label({ label: 'x'.repeat(45) })] })],
    ['an action row', modal({ components: [row(input({ label: 'x'.repeat(45), max_length: 4000 }))] })],
    ['a text before a field', modal({ components: [textDisplay('No patient details.'), label()] })],
  ])('with %s are taken', async (_, data) => {
    const exchange = discord.send.slash('drug');
    expect((await bot.respond(exchange, { type: 9, data })).status).toBe(204);
    expect(discord.violations).toEqual([]);
    expect(exchange.modal?.custom_id).toBe('ask');
  });
});

describe('autocomplete', () => {
  const choice = (name: string, value: unknown = 'id'): Dict => ({ name, value });

  it.each([
    ['choices', { choices: times(26, (i) => choice(`c${i}`)) }],
    ['choices', {}],
    ['choice', { choices: [choice('x'.repeat(101))] }],
    ['choice', { choices: [choice('')] }],
    ['choice', { choices: [choice('a', 'x'.repeat(101))] }],
    ['choice', { choices: [choice('a', 7)] }],
  ])('%s is caught (%#)', async (rule, data) => {
    const exchange = discord.send.autocomplete('drug', { name: 'sor' }, 'name');
    expect(codeOf(await bot.respond(exchange, { type: 8, data }))).toBe(50_035);
    expect(discord.violations.map((each) => each.rule)).toEqual([rule]);
  });

  it('takes 25 choices of 100 characters', async () => {
    const exchange = discord.send.autocomplete('drug', { name: 'sor' }, 'name');
    const data = { choices: times(25, (i) => choice('n'.repeat(100), String(i).padEnd(100, '.'))) };
    expect((await bot.respond(exchange, { type: 8, data })).status).toBe(204);
    expect(discord.violations).toEqual([]);
    expect(exchange.choices).toHaveLength(25);
    expect(exchange.interaction.payload.data).toMatchObject({
      options: [{ name: 'name', value: 'sor', focused: true }],
    });
  });
});

describe('commands', () => {
  const text = (name: string, more: Dict = {}): Dict => ({ type: 3, name, description: 'a text', ...more });
  const command = (more: Dict = {}): Dict => ({ name: 'drug', description: 'What is known of a drug', ...more });
  const menu = (more: Dict = {}): Dict => ({ type: 3, name: 'Find evidence', ...more });
  const deploy = (commands: readonly unknown[]) =>
    bot.request('PUT', `/applications/${discord.applicationId}/commands`, commands);

  it.each<[string, Dict[]]>([
    ['command-name', [command({ name: 'Drug' })]],
    ['command-name', [command({ name: 'two words' })]],
    ['command-name', [command({ name: 'x'.repeat(33) })]],
    ['command-name', [command({ options: [text('Name')] })]],
    ['command-name', [menu({ name: 'x'.repeat(33) })]],
    ['command-description', [command({ description: '' })]],
    ['command-description', [command({ description: 'x'.repeat(101) })]],
    ['command-description', [command({ options: [text('name', { description: 'x'.repeat(101) })] })]],
    ['command-unique', [command(), command()]],
    ['command-count', times(101, (i) => command({ name: `c${i}` }))],
    ['command-count', times(16, (i) => menu({ name: `m${i}` }))],
    ['command-options', [command({ options: times(26, (i) => text(`o${i}`)) })]],
    ['option-unique', [command({ options: [text('a'), text('a')] })]],
    ['option-order', [command({ options: [text('a'), text('b', { required: true })] })]],
    [
      'option-choices',
      [command({ options: [text('a', { choices: times(26, (i) => option(`${i}`, { name: `${i}` })) })] })],
    ],
    [
      'option-choices',
      [command({ options: [text('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] })],
    ],
    ['option-choices', [command({ options: [text('a', { choices: [{ name: 'x'.repeat(101), value: 'x' }] })] })]],
    ['option-length', [command({ options: [text('a', { max_length: 6001 })] })]],
    ['option-nesting', [command({ options: [text('a'), { type: 1, name: 'sub', description: 'x' }] })]],
    ['command-characters', [command({ options: times(25, (i) => widestText(i, 4)) })]],
    ['menu-command', [menu({ description: 'not allowed' })]],
    ['menu-command', [menu({ options: [text('a')] })]],
  ])('%s is caught (%#)', async (rule, commands) => {
    expect(codeOf(await deploy(commands))).toBe(50_035);
    expect(discord.violations.map((each) => each.rule)).toEqual([rule]);
  });

  function widestText(index: number, choices: number): Dict {
    return text(`o${index}`, {
      description: 'x'.repeat(100),
      choices: times(choices, (i) => ({ name: `${i}`.padEnd(50, '.'), value: 'v'.repeat(50) })),
    });
  }

  it('are stored, listed and kept by name and type', async () => {
    const commands = [
      command({ integration_types: [0, 1], contexts: [0, 1, 2], default_member_permissions: '2048' }),
      menu({ integration_types: [0, 1] }),
    ];
    const first = list((await deploy(commands)).body.list) as Dict[];
    const again = list(
      (await deploy([command({ description: 'other words' }), menu({ integration_types: [0, 1] })])).body.list,
    ) as Dict[];
    const listed = await bot.request('GET', `/applications/${discord.applicationId}/commands`);
    expect(discord.violations).toEqual([]);
    expect(listed.body.list).toEqual(again);
    expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(again[0]?.version).not.toBe(first[0]?.version);
    expect(again[1]?.version).toBe(first[1]?.version);
  });

  it('of a guild are its own; a foreign guild or application is refused', async () => {
    const [guild = ''] = discord.guildIds;
    const of = (app: string, id: string) => `/applications/${app}/guilds/${id}/commands`;
    expect((await bot.request('PUT', of(discord.applicationId, guild), [command({ name: 'trial' })])).status).toBe(200);
    expect(discord.commands(guild).map(({ name }) => name)).toEqual(['trial']);
    expect(discord.violations).toEqual([]);
    expect(codeOf(await bot.request('PUT', of(discord.applicationId, '100000000000000001'), []))).toBe(50_001);
    expect(codeOf(await bot.request('PUT', of('100000000000000001', guild), []))).toBe(20_012);
    expect(discord.violations.map(({ rule }) => rule)).toEqual(['missing-access', 'wrong-application']);
  });
});
