import {
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { DISCLAIMER, OWN_WORDING } from '../../commands/answer.js';
import { interact, typedIn } from '../../src/discord/interact.js';
import { OUT_OF_DATE } from '../../src/discord/replies.js';
import {
  answered,
  answering,
  button,
  buttonsOf,
  byUserOnly,
  interaction,
  miss,
  slash,
  textOf,
  unquoted,
} from './fixtures.js';

const PRIVATE = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;

/** The message an interaction is answered with. */
function message(...[raw, parts = answering()]: [Parameters<typeof interact>[0], Parameters<typeof interact>[1]?]) {
  const { body: response, files } = interact(raw, parts);
  if (response.type !== InteractionResponseType.ChannelMessageWithSource)
    throw new Error(`answered with type ${response.type}`);
  return { ...response.data, files, text: textOf(response.data.components) };
}

describe('a slash command', () => {
  it('hands its options on as typed and answers in private', () => {
    const parts = answering();
    const reply = message(slash('outcome', { measure: ' CR rate ', regimen: 'exafenib · agent' }), parts);
    expect(parts.asked.requests).toEqual([
      { command: 'outcome', values: { measure: ' CR rate ', regimen: 'exafenib · agent' } },
    ]);
    expect(reply.flags).toBe(PRIVATE);
    expect(reply.text).toContain('### CR rate: 41.5%');
  });

  it('is answered for everyone where that was asked for, and the command does not see the option', () => {
    const parts = answering();
    expect(message(slash('ask', { question: 'q', visibility: 'public' }), parts).flags).toBe(
      MessageFlags.IsComponentsV2,
    );
    expect(parts.asked.requests).toEqual([{ command: 'ask', values: { question: 'q' } }]);
  });

  it('stays private where the app may not post, and says so', () => {
    const reply = message(slash('ask', { question: 'q', visibility: 'public' }, byUserOnly(0n)));
    expect(reply.flags).toBe(PRIVATE);
    expect(reply.text).toContain('Shown only to you');
  });

  it('never posts what is not an answer', () => {
    expect(message(slash('ask', { question: 'my patient', visibility: 'public' }), answering(miss())).flags).toBe(
      PRIVATE,
    );
  });

  it.each(['passage', 'prescribe'])('named %s is not for typing', (name) => {
    const parts = answering();
    expect(message(slash(name, {}), parts).text).toContain('out of date');
    expect(parts.asked.requests).toEqual([]);
  });
});

describe('an answer with a file', () => {
  const file = {
    type: 'file' as const,
    name: 'refs.bib',
    mediaType: 'application/x-bibtex',
    text: '@misc{doe-2024}\n',
  };

  it('shows it by a component, has its text to copy, and sends it beside the JSON', () => {
    const reply = message(slash('ask', { question: 'q' }), answering(answered({ blocks: [file] })));
    expect(reply.files).toEqual([{ name: 'refs.bib', mediaType: 'application/x-bibtex', content: file.text }]);
    expect(reply.components).toContainEqual({
      type: ComponentType.File,
      file: { url: 'attachment://refs.bib' },
    });
    expect(reply.text).toContain('```\n@misc{doe-2024}\n```');
    expect(reply).not.toHaveProperty('attachments');
  });

  it('that is too long to show says where the text is', () => {
    const long = { ...file, text: `${'x'.repeat(5_000)}\n` };
    const reply = message(slash('ask', { question: 'q' }), answering(answered({ blocks: [long] })));
    expect(reply.files).toHaveLength(1);
    expect(reply.text).toContain('-# The text is in the file refs.bib.');
    expect(reply.text).not.toContain('xxx');
  });

  it('never shows a text that would end its block early', () => {
    const reply = message(
      slash('ask', { question: 'q' }),
      answering(answered({ blocks: [{ ...file, text: '```\n@everyone' }] })),
    );
    expect(reply.text).not.toContain('@everyone');
  });
});

describe('autocomplete', () => {
  it('offers names for the option in focus, without those that are too long', () => {
    const parts = answering();
    const options = [
      { type: 3, name: 'measure', value: 'CR' },
      { type: 3, name: 'regimen', value: 'exa', focused: true },
    ];
    const raw = interaction(InteractionType.ApplicationCommandAutocomplete, {
      id: '1',
      type: 1,
      name: 'outcome',
      options,
    });
    expect(interact(raw, parts).body).toEqual({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [{ name: 'exafenib · agent', value: 'exafenib' }] },
    });
    expect(parts.asked.suggested).toEqual([['outcome', 'regimen', 'exa']]);
  });

  it('offers nothing without an option in focus', () => {
    const raw = interaction(InteractionType.ApplicationCommandAutocomplete, {
      id: '1',
      type: 1,
      name: 'outcome',
      options: [],
    });
    expect(interact(raw, answering()).body).toMatchObject({ data: { choices: [] } });
  });
});

describe('the message menu', () => {
  it('asks with the text of the message, without its markup, and answers in private', () => {
    const parts = answering();
    const content = '<@200000000000000001> CR with exafenib? <:bone:300000000000000001>';
    const data = {
      id: '1',
      type: 3,
      name: 'Find evidence',
      target_id: '9',
      resolved: { messages: { 9: { id: '9', content } } },
    };
    expect(message(interaction(InteractionType.ApplicationCommand, data), parts).flags).toBe(PRIVATE);
    expect(parts.asked.requests).toEqual([{ command: 'ask', values: { question: 'CR with exafenib?' } }]);
  });
});

describe('"Check against evidence" in the menu', () => {
  const chosen = (target: object) =>
    interaction(InteractionType.ApplicationCommand, {
      id: '1',
      type: 3,
      name: 'Check against evidence',
      target_id: '9',
      resolved: { messages: { 9: { id: '9', content: '', ...target } } },
    });
  const asked = (target: object) => {
    const parts = answering();
    return { reply: message(chosen(target), parts), requests: parts.asked.requests };
  };

  it('checks the text of the message, without its markup, line by line, and answers in private', () => {
    const { reply, requests } = asked({
      content: '<@200000000000000001> <:bone:300000000000000001> CR 41.5% with exafenib\nOS was longer',
    });
    expect(reply.flags).toBe(PRIVATE);
    expect(requests).toEqual([{ command: 'check', values: { claim: 'CR 41.5% with exafenib\nOS was longer' } }]);
  });

  it('reads what stands in components and embeds where nothing was typed', () => {
    const components = [{ type: 17, components: [{ type: 10, content: '### CR: 41.5%\n-# small print\n> quoted' }] }];
    expect(asked({ components }).requests).toEqual([{ command: 'check', values: { claim: 'CR: 41.5%' } }]);
    const embeds = [{ title: 'News', description: 'CR 41.5% with exafenib' }];
    expect(asked({ embeds }).requests).toEqual([
      { command: 'check', values: { claim: 'News\nCR 41.5% with exafenib' } },
    ]);
  });

  const text = { type: 10, content: 'CR 41.5%' };
  const nested = (levels: number): object =>
    Array.from({ length: levels }).reduce<object>((inner) => ({ type: 17, components: [inner] }), text);

  it('reads what stands as deep in components as Discord goes', () => {
    const components = [nested(2)];
    expect(asked({ components }).requests).toEqual([{ command: 'check', values: { claim: 'CR 41.5%' } }]);
  });

  it.each<[object]>([
    [{}],
    [{ content: ' <@200000000000000001> ' }],
    [{ components: [{ type: 12 }] }],
    [{ embeds: [{}] }],
    [
      {
        components: [
          { type: 10, content: { toString: 1, valueOf: 1 } },
          { type: 17, components: { length: 1 } },
        ],
      },
    ],
  ])('says that there is nothing to read: %j', (target) => {
    const { reply, requests } = asked(target);
    expect(reply).toMatchObject({ flags: PRIVATE, text: expect.stringContaining('Nothing to check') });
    expect(requests).toEqual([]);
  });

  it('says so too of components without an end', () => {
    expect(asked({ components: [nested(50_000)] }).reply.text).toContain('Nothing to check');
  });

  it('is nothing that whoever opened the menu typed', () => {
    expect(typedIn(chosen({ content: 'CR 41.5% with exafenib' }))).toBeUndefined();
    expect(typedIn(slash('ask', { question: 'CR with exafenib?' }))).toBe('/ask question: CR with exafenib?');
  });
});

describe('"Cite this answer" in the menu', () => {
  const APP = '1000000000000000001';
  const buttons = (...ids: readonly string[]) => [
    { type: 1, components: ids.map((custom_id) => ({ type: 2, style: 2, label: 'x', custom_id })) },
  ];
  const chosen = (target: object) =>
    interaction(InteractionType.ApplicationCommand, {
      id: '1',
      type: 3,
      name: 'Cite this answer',
      target_id: '9',
      resolved: { messages: { 9: { id: '9', content: '', author: { id: '5' }, components: [], ...target } } },
    });

  it.each([
    ['an answer to a command', { application_id: APP }],
    ['a reply to a mention', { author: { id: APP, bot: true } }],
    ['a reply to a mention, by a bot that is older than its application', { author: { id: '77', bot: true } }],
  ])('cites, in private, the findings that %s shows', (_, whose) => {
    const parts = answering();
    const components = buttons('v1:passage:ab12c', 'v1:cite:ab12c,zz999', 'v1:more:yy888');
    expect(message(chosen({ ...whose, components }), parts).flags).toBe(PRIVATE);
    expect(parts.asked.requests).toEqual([{ command: 'cite-finding', values: { codes: 'ab12c,zz999' } }]);
  });

  it('reads a message without a Cite button, such as a citation, by its other buttons', () => {
    const parts = answering();
    message(chosen({ application_id: APP, components: buttons('v1:share:ab12c,zz999', 'v1:passage:ab12c') }), parts);
    expect(parts.asked.requests).toEqual([{ command: 'cite-finding', values: { codes: 'ab12c,zz999' } }]);
  });

  it.each([
    ['of a person', {}],
    ['of another application', { application_id: '88', author: { id: '77', bot: true } }],
  ])('says so on a message %s, even one with buttons like ours', (_, whose) => {
    const parts = answering();
    const reply = message(chosen({ ...whose, components: buttons('v1:cite:ab12c') }), parts);
    expect(reply).toMatchObject({ flags: PRIVATE, text: expect.stringContaining('Only an answer of Marrow') });
    expect(parts.asked.requests).toEqual([]);
  });

  it.each([[[]], [buttons('v1:more:ab12c')], [buttons('v0:cite:ab12c')]])(
    'says so on a message of ours that shows no finding: %j',
    (components) => {
      const parts = answering();
      expect(message(chosen({ application_id: APP, components }), parts).text).toContain('no finding');
      expect(parts.asked.requests).toEqual([]);
    },
  );
});

describe('a button', () => {
  it.each([
    ['v1:passage:ab12c', { command: 'passage', values: { code: 'ab12c' } }],
    ['v1:cite:ab12c', { command: 'cite-finding', values: { codes: 'ab12c' } }],
    ['v1:cite:ab12c,zz999', { command: 'cite-finding', values: { codes: 'ab12c,zz999' } }],
    ['v1:related:ab12c', { command: 'related', values: { code: 'ab12c' } }],
    ['v1:more:ab12c,zz999', { command: 'findings', values: { codes: 'ab12c,zz999' } }],
  ])('%s asks %j', (id, request) => {
    const parts = answering();
    expect(message(button(id), parts).flags).toBe(PRIVATE);
    expect(parts.asked.requests).toEqual([request]);
  });

  it.each(['v0:passage:ab12c', 'v2:passage:ab12c', 'hello', 'v1:passage:', 'v1:follow:ab12c', 'v1:pick:'])(
    '%s is out of date, and says so',
    (id) => {
      const parts = answering();
      expect(message(button(id), parts)).toMatchObject({ flags: PRIVATE, text: OUT_OF_DATE });
      expect(parts.asked.requests).toEqual([]);
    },
  );

  it('opens a form for a follow-up', () => {
    expect(interact(button('v1:ask:ab12c'), answering()).body).toMatchObject({
      type: InteractionResponseType.Modal,
      data: { custom_id: 'v1:follow:ab12c', components: [{ component: { custom_id: 'question' } }] },
    });
  });
});

describe('Share', () => {
  const original = message(
    slash('ask', { question: 'q' }),
    answering(answered({ blocks: [{ type: 'findings', evidence: [unquoted] }] })),
  );
  // As Discord gives it back, with numbers on the components.
  const components = original.components?.map((each, index) => ({ ...each, id: index + 1 })) ?? [];

  it('posts the same text with its label and disclaimer, names who shared it and expands abbreviations that the text does not', () => {
    const copy = message(button('v1:share:ab12c', components));
    expect(copy.flags).toBe(MessageFlags.IsComponentsV2);
    expect(copy.allowed_mentions).toEqual({ parse: [] });
    expect(copy.text).toBe(`-# Shared by Robin \\*Vale\\*\n-# AML: acute myeloid leukemia\n${original.text}`);
    expect(copy.text).toContain(OWN_WORDING);
    expect(copy.text).toContain(DISCLAIMER);
  });

  it('keeps the buttons but itself', () => {
    expect(buttonsOf(message(button('v1:share:ab12c', components)).components).map(([label]) => label)).toEqual([
      'Passage',
      'Cite',
      'Related',
      'Ask a follow-up',
    ]);
  });

  it('answers from the codes where the message came without its text', () => {
    const parts = answering();
    expect(message(button('v1:share:ab12c'), parts).text).toMatch(/^-# Shared by Robin/);
    expect(parts.asked.requests).toEqual([{ command: 'findings', values: { codes: 'ab12c' } }]);
  });

  it('with neither is out of date', () => {
    expect(message(button('v1:share:')).text).toBe(OUT_OF_DATE);
  });

  it.each([
    ['a server that lacks the app and the permission', byUserOnly(PermissionFlagsBits.SendMessages), PRIVATE],
    [
      'a server that lacks the app and permits it',
      byUserOnly(PermissionFlagsBits.UseExternalApps),
      MessageFlags.IsComponentsV2,
    ],
    [
      'a group chat with what Discord grants there',
      {
        ...byUserOnly(
          PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone,
        ),
        context: 2,
      },
      MessageFlags.IsComponentsV2,
    ],
    ['a group chat without', { ...byUserOnly(0n), context: 2 }, PRIVATE],
    ["the bot's own direct messages", { ...byUserOnly(0n), context: 1 }, MessageFlags.IsComponentsV2],
  ])('in %s', (_, place, flags) => {
    const reply = message(button('v1:share:ab12c', components, place));
    expect(reply.flags).toBe(flags);
    if (flags === PRIVATE) expect(reply.text).toContain('may not post here');
  });
});

describe('a select', () => {
  it('asks what was picked', () => {
    const parts = answering();
    const data = { component_type: ComponentType.StringSelect, custom_id: 'v1:pick:', values: ['/drug exafenib'] };
    message(interaction(InteractionType.MessageComponent, data, { message: { id: '1', components: [] } }), parts);
    expect(parts.asked.texts).toEqual(['/drug exafenib']);
  });
});

describe('a form', () => {
  const submit = (custom_id: string, components: readonly object[]) =>
    interaction(InteractionType.ModalSubmit, { custom_id, components });
  const field = { type: ComponentType.TextInput, custom_id: 'question', value: 'and EFS?' };

  it.each([
    ['a label', [{ type: ComponentType.Label, component: field }]],
    ['a row', [{ type: ComponentType.ActionRow, components: [field] }]],
  ])('hands on the question, whether it stands in %s', (_, components) => {
    const parts = answering();
    expect(message(submit('v1:follow:ab12c', components), parts).flags).toBe(PRIVATE);
    expect(parts.asked.requests).toEqual([{ command: 'follow-up', values: { code: 'ab12c', question: 'and EFS?' } }]);
  });

  it('of an earlier version is out of date', () => {
    expect(message(submit('v0:follow:ab12c', [{ type: ComponentType.Label, component: field }])).text).toBe(
      OUT_OF_DATE,
    );
  });
});

it('a ping is answered with a pong', () => {
  expect(interact(interaction(InteractionType.Ping, {}), answering())).toEqual({
    body: { type: InteractionResponseType.Pong },
    files: [],
  });
});
