import type { GatewayMessageCreateDispatchData } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { questionIn, replyTo } from '../../src/discord/mentions.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { answered, buttonsOf } from './fixtures.js';

const BOT = '100000000000000001';
const written = (content: string, changes: object = {}) =>
  ({
    type: 0,
    content,
    guild_id: '3',
    author: { id: '2' },
    mentions: [{ id: BOT }],
    ...changes,
  }) as unknown as GatewayMessageCreateDispatchData;

describe('the question in a message', () => {
  it.each([
    [`<@${BOT}> CRc with exafenib?`, 'CRc with exafenib?'],
    [`what of <@!${BOT}> exafenib <@200000000000000009> in <#300000000000000009>`, 'what of exafenib in'],
    [`<@${BOT}> /drug exafenib`, '/drug exafenib'],
    [`<@${BOT}>`, '/help'],
  ])('%j is %j', (content, question) => {
    expect(questionIn(written(content), BOT)).toBe(question);
  });

  it('is all of a direct message', () => {
    expect(questionIn(written('EFS?', { guild_id: undefined, mentions: [] }), BOT)).toBe('EFS?');
  });

  it.each([
    ['no mention', written('CRc with exafenib?', { mentions: [] })],
    ['a reply that only pings', written('thanks', { type: 19 })],
    ['a bot', written(`<@${BOT}> hi`, { author: { id: '2', bot: true } })],
    ['a webhook', written(`<@${BOT}> hi`, { webhook_id: '5' })],
    ['a pin notice', written(`<@${BOT}> hi`, { type: 6 })],
    ['somebody else', written('<@100000000000000002> hi')],
  ])('is not looked for with %s', (_, message) => {
    expect(questionIn(message, BOT)).toBeUndefined();
  });
});

describe('the reply', () => {
  const { body } = replyTo('1300000000000000001', renderAnswer(answered(), { audience: 'public' }));

  it('refers to the message, pings nobody and cannot be posted twice', () => {
    expect(body).toMatchObject({
      message_reference: { message_id: '1300000000000000001', fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: false },
      nonce: '1300000000000000001',
      enforce_nonce: true,
      flags: 32768,
    });
  });

  it('has no Share, being public', () => {
    expect(buttonsOf(body.components).map(([label]) => label)).not.toContain('Share');
  });
});
