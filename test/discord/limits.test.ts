import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  ChoicesPayload,
  CommandsPayload,
  checked,
  MessagePayload,
  ModalPayload,
  PayloadError,
  ReplyPayload,
  UploadsPayload,
} from '../../src/discord/limits.js';

const text = (content: string) => ({ type: ComponentType.TextDisplay, content });
const button = (custom_id: string, label = 'Press') => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id,
});
const row = (...components: readonly object[]) => ({ type: ComponentType.ActionRow, components });
const select = (options: readonly object[]) => ({
  type: ComponentType.StringSelect,
  custom_id: 's',
  placeholder: 'Pick',
  options,
});
const message = (...components: readonly object[]) => ({
  flags: MessageFlags.IsComponentsV2,
  components,
  allowed_mentions: { parse: [] },
});

describe('messages', () => {
  it.each([
    ['4,000 characters', message(text('a'.repeat(4000)))],
    ['40 components', message(...Array.from({ length: 40 }, () => text('a')))],
    ['a full row', message(row(...[1, 2, 3, 4, 5].map((n) => button(`b${n}`))))],
    ['an id of 100', message(row(button('x'.repeat(100))))],
  ])('may have %s', (_, payload) => {
    expect(checked(MessagePayload, payload)).toBe(payload);
  });

  it.each([
    ['4,001 characters in all', message(text('a'.repeat(2000)), text('a'.repeat(2001))), '4001 characters'],
    ['41 components', message(...Array.from({ length: 39 }, () => text('a')), row(button('b'))), '41 components'],
    ['six buttons in a row', message(row(...[1, 2, 3, 4, 5, 6].map((n) => button(`b${n}`)))), 'at '],
    ['an id twice', message(row(button('b')), row(button('b'))), 'occurs twice'],
    ['an id of 101', message(row(button('x'.repeat(101)))), 'at '],
    ['a label of 81', message(row(button('b', 'x'.repeat(81)))), 'at '],
    ['an empty text', message(text(' \n')), 'visible'],
    ['nothing', message(), 'at '],
    ['26 options', message(row(select(Array.from({ length: 26 }, (_, n) => ({ label: 'a', value: `${n}` }))))), 'at '],
    [
      'an option twice',
      message(
        row(
          select([
            { label: 'a', value: 'a' },
            { label: 'b', value: 'a' },
          ]),
        ),
      ),
      'twice',
    ],
    ['a select beside a button', message(row(button('b'), select([{ label: 'a', value: 'a' }]))), 'at '],
    ['content beside components', { ...message(text('a')), content: 'b' }, 'content'],
    ['mentions', { ...message(text('a')), allowed_mentions: { parse: ['users'] } }, 'at '],
    ['no word on mentions', { flags: 32768, components: [text('a')] }, 'at '],
    ['no Components V2', { ...message(text('a')), flags: 0 }, 'at '],
  ])('may not have %s', (_, payload, reason) => {
    expect(() => checked(MessagePayload, payload)).toThrow(PayloadError);
    expect(() => checked(MessagePayload, payload)).toThrow(reason);
  });

  it('reply without pinging whoever is replied to', () => {
    const reply = {
      ...message(text('a')),
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: '1300000000000000001', fail_if_not_exists: false },
      nonce: '1300000000000000001',
      enforce_nonce: true,
    };
    expect(checked(ReplyPayload, reply)).toBe(reply);
    expect(() => checked(ReplyPayload, { ...reply, flags: reply.flags | MessageFlags.Ephemeral })).toThrow(
      PayloadError,
    );
    expect(() => checked(ReplyPayload, { ...reply, allowed_mentions: { parse: [], replied_user: true } })).toThrow(
      PayloadError,
    );
  });
});

describe('files', () => {
  const of = (shown: readonly string[], ...files: readonly object[]) => checked(UploadsPayload, { shown, files });
  const file = { name: 'refs.bib', bytes: 1 };

  it('are each shown by a component, and each that is shown is there', () => {
    expect(() => of([])).not.toThrow();
    expect(() => of(['refs.bib'], file)).not.toThrow();
    expect(() => of([], file)).toThrow('no component shows refs.bib');
    expect(() => of(['refs.bib'])).toThrow('refs.bib is shown and not there');
    expect(() => of(['refs.bib'], file, file)).toThrow('the same name');
  });

  it('have plain names, something in them and no more than 10 MiB', () => {
    for (const name of ['a b.bib', '../refs.bib', 'é.bib', ''])
      expect(() => of([name], { ...file, name })).toThrow(PayloadError);
    expect(() => of(['refs.bib'], { ...file, bytes: 0 })).toThrow(PayloadError);
    expect(() => of(['refs.bib'], { ...file, bytes: 10 * 1024 * 1024 + 1 })).toThrow(PayloadError);
  });
});

describe('links', () => {
  const link = (url: string) => message(row({ type: 2, style: ButtonStyle.Link, label: 'Open', url }));

  it('are buttons with an https address and no custom id', () => {
    expect(() => checked(MessagePayload, link('https://doi.org/10.1000/1#:~:text=a'))).not.toThrow();
    expect(() => checked(MessagePayload, link('http://doi.org/1'))).toThrow(PayloadError);
    expect(() => checked(MessagePayload, link(`https://doi.org/${'x'.repeat(500)}`))).toThrow(PayloadError);
    const both = { type: 2, style: ButtonStyle.Link, label: 'Open', url: 'https://doi.org/1', custom_id: 'b' };
    expect(() => checked(MessagePayload, message(row(both)))).toThrow(PayloadError);
  });
});

describe('choices', () => {
  it('are at most 25 of at most 100 characters', () => {
    const choice = { name: 'n'.repeat(100), value: 'v'.repeat(100) };
    expect(() => checked(ChoicesPayload, { choices: Array(25).fill(choice) })).not.toThrow();
    expect(() => checked(ChoicesPayload, { choices: Array(26).fill(choice) })).toThrow(PayloadError);
    expect(() => checked(ChoicesPayload, { choices: [{ ...choice, name: 'n'.repeat(101) }] })).toThrow(PayloadError);
  });
});

describe('modals', () => {
  it('have a title of at most 45 characters and a field', () => {
    const input = {
      type: ComponentType.TextInput,
      custom_id: 'q',
      style: 1,
      required: true,
      min_length: 1,
      max_length: 300,
    };
    const modal = {
      custom_id: 'm',
      title: 't'.repeat(45),
      components: [{ type: ComponentType.Label, label: 'l', component: input }],
    };
    expect(() => checked(ModalPayload, modal)).not.toThrow();
    expect(() => checked(ModalPayload, { ...modal, title: 't'.repeat(46) })).toThrow(PayloadError);
    expect(() => checked(ModalPayload, { ...modal, components: [] })).toThrow(PayloadError);
  });
});

describe('commands', () => {
  const option = (name: string, required: boolean, more: object = {}) => ({
    type: 3,
    name,
    description: 'd',
    required,
    ...more,
  });
  const command = (name: string, options: readonly object[] = [], more: object = {}) => [
    { type: 1, name, description: 'd', options, ...more },
  ];

  it.each([
    ['an upper-case name', command('Ask')],
    ['a name of 33', command('a'.repeat(33))],
    ['a description of 101', command('ask', [], { description: 'd'.repeat(101) })],
    ['a required option after an optional one', command('ask', [option('a', false), option('b', true)])],
    ['the same option twice', command('ask', [option('a', true), option('a', true)])],
    [
      '26 options',
      command(
        'ask',
        Array.from({ length: 26 }, (_, n) => option(`o${n}`, true)),
      ),
    ],
    ['choices and autocomplete', command('ask', [option('a', true, { autocomplete: true, choices: [] })])],
    [
      '8,001 characters',
      command(
        'ask',
        Array.from({ length: 25 }, (_, n) =>
          option(`o${n}`, true, {
            choices: Array.from({ length: 2 }, (_, m) => ({ name: `${m}${'n'.repeat(98)}`, value: 'v'.repeat(64) })),
          }),
        ),
      ),
    ],
    ['the same name twice', [...command('ask'), ...command('ask')]],
  ])('may not have %s', (_, payload) => {
    expect(() => checked(CommandsPayload, payload)).toThrow(PayloadError);
  });

  it('may share a name across types', () => {
    expect(() => checked(CommandsPayload, [...command('ask'), { type: 3, name: 'ask' }])).not.toThrow();
  });
});
