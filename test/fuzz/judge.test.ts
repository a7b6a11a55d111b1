import { InteractionType, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/discord/replies.js';
import { createJudge } from './judge.js';
import { CANARY } from './texts.js';

const LINK = 'https://doi.org/10.1000/exa';
const judge = createJudge([LINK]);

const message = (content: string, changes: object = {}) => ({
  type: 4 as const,
  data: {
    flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
    components: [{ type: 10 as const, content }],
    allowed_mentions: { parse: [] },
    ...changes,
  },
});
const judged = (content: string, changes?: object) =>
  judge.response(InteractionType.ApplicationCommand, { body: message(content, changes), files: [] });

describe('the judge of hostile cases', () => {
  it.each([
    'Not in the evidence: an honest answer, P < 0.05 [1].',
    `### Not in the evidence: (“\\*\\*${CANARY}\\*\\*”).`,
    `[1] Doe J. Exafenib. · [doi.org/10.1000/exa](${LINK})`,
    '@\u200beveryone <\\@123> \\`code\\`',
    '> a document\u00ad as printed',
  ])('passes what is inert: %j', (content) => {
    expect(judged(content)).toEqual([]);
  });

  it.each([
    ['hello @everyone', 'a mention of everyone'],
    ['hello @HERE', 'a mention of everyone'],
    ['<@123456789012345678>', 'a mention, an emoji'],
    ['<:bone:123456789012345678>', 'a mention, an emoji'],
    ['<t:1700000000:R>', 'a mention, an emoji'],
    ['[free](https://evil.example)', 'a link'],
    ['https://evil.example', 'an address'],
    ['a\u202eb', 'hidden characters'],
    ['a\u200bb', 'hidden characters'],
    ['a\u001b[31mb', 'hidden characters'],
    [`named “**${CANARY}**”`, 'markup around'],
    [`named “\\**${CANARY}*”`, 'markup around'],
    [`named \`${CANARY}\``, 'markup around'],
    [`named ||${CANARY}||`, 'markup around'],
    [`named\n# ${CANARY}`, 'a line that what was typed began'],
    [`named\n> ${CANARY}`, 'a line that what was typed began'],
  ])('catches %j', (content, fault) => {
    expect(judged(content).join('\n')).toContain(fault);
  });

  it('catches a deferral that nothing follows, and what is wrong with what follows', () => {
    const body = { type: 5 as const, data: { flags: MessageFlags.Ephemeral } };
    const deferred = (later?: Reply['later']) =>
      judge.response(InteractionType.ApplicationCommand, { body, files: [], ...(later ? { later } : {}) });
    const saying = (content: string) => ({
      flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
      components: [{ type: 10 as const, content }],
      allowed_mentions: { parse: [] as [] },
    });
    expect(deferred()).toEqual(['a deferral that nothing follows']);
    expect(deferred({ drawn: saying('x'), plain: saying('y') })).toEqual([]);
    expect(deferred({ drawn: saying('x'), plain: saying('@everyone') }).join()).toContain('a mention of everyone');
  });

  it('catches what is too long', () => {
    expect(judged('x'.repeat(4_001)).join('\n')).toContain('characters');
  });

  it('catches what may ping, what is not Components V2, and an answer of the wrong kind', () => {
    expect(judged('x', { allowed_mentions: { parse: ['users'] } })).toContain('somebody may be pinged');
    expect(judged('x', { flags: 0 })).not.toEqual([]);
    expect(
      judge.response(InteractionType.ApplicationCommandAutocomplete, { body: message('x'), files: [] }),
    ).not.toEqual([]);
    expect(
      judge.response(InteractionType.ApplicationCommandAutocomplete, {
        body: { type: 8, data: { choices: [{ name: 'a\u202eb', value: 'x' }] } },
        files: [],
      }),
    ).not.toEqual([]);
  });

  it('catches escape sequences on their way to a terminal', () => {
    expect(judge.terminal('one\ntwo')).toEqual([]);
    expect(judge.terminal('one\n\u001b[31mtwo')).not.toEqual([]);
  });
});
