import { describe, expect, it } from 'vitest';
import { registration } from '../../src/discord/commands.js';
import { difference, inviteLink, isInStep } from '../../src/discord/deployment.js';
import { declarations } from './fixtures.js';

describe('the registration', () => {
  const [ask, outcome, menu, cite, check, ...others] = registration(declarations);

  it('has the slash commands and the message command, for servers and users, everywhere', () => {
    expect(others).toEqual([]);
    expect(ask).toMatchObject({ name: 'ask', integration_types: [0, 1], contexts: [0, 1, 2] });
    expect(menu).toEqual({ type: 3, name: 'Find evidence', integration_types: [0, 1], contexts: [0, 1, 2] });
    expect(cite).toEqual({ type: 3, name: 'Cite this answer', integration_types: [0, 1], contexts: [0, 1, 2] });
    expect(check).toEqual({ type: 3, name: 'Check against evidence', integration_types: [0, 1], contexts: [0, 1, 2] });
  });

  it('puts required options first, completes names but not free text, and adds who sees the answer', () => {
    expect(outcome).toMatchObject({
      options: [
        { name: 'measure', required: true, autocomplete: true },
        { name: 'regimen', required: false, autocomplete: true },
        { name: 'visibility', required: false, choices: [{ value: 'private' }, { value: 'public' }] },
      ],
    });
    expect(ask).toMatchObject({ options: [{ name: 'question', max_length: 6000 }, { name: 'visibility' }] });
    expect(JSON.stringify(ask)).not.toContain('autocomplete');
  });
});

describe('the difference', () => {
  const body = registration(declarations);
  /** As Discord gives commands back. */
  const stored = body.map((command, index) => ({
    ...command,
    id: `${index}`,
    version: '1',
    application_id: '2',
    description: 'description' in command ? command.description : '',
    name_localizations: null,
    nsfw: false,
    contexts: [2, 0, 1],
    options:
      'options' in command
        ? command.options?.map((option) => ({ ...option, required: option.required || undefined }))
        : undefined,
  }));

  it('is none to what Discord makes of the same commands', () => {
    expect(isInStep(difference(body, stored, 'global'))).toBe(true);
  });

  it('names what is added, changed and removed', () => {
    const [ask, , ...menu] = stored;
    const registered = [{ ...ask, description: 'Another' }, ...menu, { ...ask, name: 'old' }];
    expect(difference(body, registered, 'global')).toEqual({
      added: ['/outcome'],
      changed: ['/ask'],
      removed: ['/old'],
      unchanged: ['"Find evidence"', '"Cite this answer"', '"Check against evidence"'],
    });
  });

  it('does not miss a changed option, nor contexts that only a global command has', () => {
    const [ask, outcome, ...menu] = stored;
    const elsewhere = [{ ...ask, contexts: [0] }, outcome, ...menu];
    expect(difference(body, elsewhere, 'global').changed).toEqual(['/ask']);
    expect(isInStep(difference(registration(declarations, 'guild'), elsewhere, 'guild'))).toBe(true);
    const optional = JSON.parse(JSON.stringify(stored).replace('"required":true', '"required":false'));
    expect(difference(body, optional, 'global').changed).toEqual(['/ask']);
  });
});

it('the invite link asks for the permissions that replies need', () => {
  expect(inviteLink('1000000000000000001')).toBe(
    'https://discord.com/oauth2/authorize?client_id=1000000000000000001&scope=bot+applications.commands&permissions=274878008320',
  );
});
