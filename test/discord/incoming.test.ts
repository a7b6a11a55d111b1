import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { readInteraction } from '../../src/discord/frame.js';
import { isInteraction, isMessage } from '../../src/discord/incoming.js';
import { interact, typedIn } from '../../src/discord/interact.js';
import { answering, button, interaction, slash, textOf } from './fixtures.js';

const command = (data: object, changes: object = {}) => interaction(InteractionType.ApplicationCommand, data, changes);
const option = (value: unknown) =>
  command({ id: '1', type: 1, name: 'ask', options: [{ name: 'question', type: 3, value }] });

describe('what arrives', () => {
  it.each([
    ['nothing', undefined],
    ['a word', 'interaction'],
    ['a list', []],
    ['no type', { id: '1', token: 'x' }],
    ['a type nobody knows', { ...slash('ask', {}), type: 6 }],
    ['a type in a list', { ...slash('ask', {}), type: [2] }],
    ['no data', { ...slash('ask', {}), data: undefined }],
    ['a command without a name', command({ id: '1', type: 1, options: [] })],
    ['options that are no list', command({ id: '1', type: 1, name: 'ask', options: { question: 'q' } })],
    ['more options than Discord has', command({ type: 1, name: 'ask', options: Array(26).fill({ name: 'x' }) })],
    ['a list for a text', option(['q'])],
    ['nothing for a text', option(null)],
    ['an object for a text', option({ toString: 1, valueOf: 1 })],
    ['a menu without its message', command({ type: 3, name: 'Find evidence', target_id: '9' })],
    ['a permission that is no number', slash('ask', {}, { app_permissions: 'all' })],
    ['a user without a name', slash('ask', {}, { member: { user: { id: '1' } } })],
    ['a button without an id', interaction(InteractionType.MessageComponent, { component_type: 2 }, { message: {} })],
    ['a button on no message', button('v1:share:', [], { message: undefined })],
    ['a text display without text', button('v1:share:', [{ type: 10 }])],
    ['more components than Discord has', button('v1:share:', Array(41).fill({ type: 14 }))],
    ['a form without fields', interaction(InteractionType.ModalSubmit, { custom_id: 'v1:follow:ab12c' })],
  ])('with %s is no interaction, and is answered so', (_, raw) => {
    expect(isInteraction(raw)).toBe(false);
    expect(typedIn(raw)).toBeUndefined();
    const parts = answering();
    const { body: response } = interact(raw, parts);
    if (response.type !== InteractionResponseType.ChannelMessageWithSource) throw new Error(`type ${response.type}`);
    expect(textOf(response.data.components)).toContain('not a request that Marrow knows');
    expect(parts.asked).toEqual({ requests: [], texts: [], suggested: [] });
  });

  it('broken while it was typed is answered with no choices', () => {
    const raw = interaction(InteractionType.ApplicationCommandAutocomplete, { name: 'ask' });
    expect(interact(raw, answering()).body).toEqual({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [] },
    });
  });

  it('may have more in it than Marrow reads', () => {
    const raw = { ...slash('ask', { question: 'q' }), tomorrow: [1, 2, 3] };
    expect(isInteraction(raw)).toBe(true);
    const parts = answering();
    interact(raw, parts);
    expect(parts.asked.requests).toEqual([{ command: 'ask', values: { question: 'q' } }]);
  });

  it('has numbers and booleans read as texts', () => {
    const parts = answering();
    interact(option(47.4), parts);
    interact(option(false), parts);
    expect(parts.asked.requests.map(({ values }) => values)).toEqual([{ question: '47.4' }, { question: 'false' }]);
  });
});

describe('somebody to answer', () => {
  it('needs an id, an application, a token, data and a type that is known', () => {
    expect(readInteraction(slash('ask', {}))).toBeDefined();
    for (const part of ['id', 'application_id', 'token', 'data', 'type'])
      expect([part, readInteraction({ ...slash('ask', {}), [part]: undefined })]).toEqual([part, undefined]);
    for (const change of [{ id: '12x' }, { id: 12 }, { type: 6 }, { type: [2] }, { token: '' }, { data: 'x' }])
      expect(readInteraction({ ...slash('ask', {}), ...change })).toBeUndefined();
  });
});

describe('a message', () => {
  const message = { id: '1', channel_id: '2', type: 0, content: 'hello', author: { id: '3', username: 'robin' } };

  it('needs a text, an author and a place', () => {
    expect(isMessage(message)).toBe(true);
    for (const part of Object.keys(message))
      expect([part, isMessage({ ...message, [part]: undefined })]).toEqual([part, false]);
    expect(isMessage({ ...message, author: { id: '3', bot: 'yes' } })).toBe(false);
  });
});
