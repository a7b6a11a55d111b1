import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dict } from './json.js';
import { button, codeOf, PlainBot, QUIET, row, textDisplay, v2 } from './plain-bot.js';
import { timestampOf } from './snowflake.js';
import { CONTEXTS, type Discord, startDiscord } from './start.js';

const EPHEMERAL = 64;
const MENTIONS_INTENTS = (1 << 9) | (1 << 12);

let discord: Discord;
let bot: PlainBot;

beforeAll(async () => {
  discord = await startDiscord();
  bot = await PlainBot.login(discord, { intents: MENTIONS_INTENTS });
});
beforeEach(() => {
  discord.takeViolations();
});
afterAll(async () => {
  await bot.close();
  await discord.close();
});

const rules = () => discord.violations.map(({ rule }) => rule);
const answer = { type: 4, data: v2([textDisplay('CRc 65.8%'), row(button('v1:cite:abc12'))]) };
const question = {
  custom_id: 'v1:ask:abc12',
  title: 'Ask',
  components: [{ type: 18, label: 'Question', component: { type: 4, custom_id: 'q', style: 1, max_length: 200 } }],
};

describe('the description of Discord', () => {
  it('is used where the variable names it, and the stand-in says so', () => {
    expect(discord.specChecked).toBe((process.env.MARROW_DISCORD_SPEC ?? '') !== '');
  });

  it.runIf(process.env.MARROW_DISCORD_SPEC)('catches what no other rule looks at', async () => {
    const data = v2([{ ...textDisplay('x'), id: -1 }]);
    expect(codeOf(await bot.respond(discord.send.slash('drug'), { type: 4, data }))).toBe(50_035);
    expect(discord.violations).toMatchObject([
      { origin: 'specification', sentence: expect.stringContaining('/data/components/0/id') },
    ]);
    await bot.respond(discord.send.slash('drug'), { type: 4, data: v2([textDisplay('x')], { tts: 'loud' }) });
    expect(discord.violations.at(-1)?.sentence).toContain('/data/tts');
  });

  it('can be switched off', async () => {
    const unchecked = await startDiscord({ specification: null });
    expect(unchecked.specChecked).toBe(false);
    await unchecked.close();
  });
});

describe('an acknowledgement', () => {
  it('is taken once; the user sees the answer', async () => {
    const exchange = discord.send.slash('drug', { name: 'sorafenib' });
    expect((await bot.respond(exchange, answer)).status).toBe(204);
    expect(rules()).toEqual([]);
    expect(exchange.message?.text).toBe('CRc 65.8%');
    expect(exchange.message?.buttons).toEqual([
      { label: 'Cite', customId: 'v1:cite:abc12', url: undefined, disabled: false },
    ]);
    expect(exchange.ephemeral).toBe(false);
    expect(exchange.latencyMs).toBeGreaterThan(0);
    expect(exchange.latencyMs).toBeLessThan(1000);

    expect(codeOf(await bot.respond(exchange, answer))).toBe(40_060);
    expect(rules()).toEqual(['acknowledged-twice']);
  });

  it('comes back with the message if asked for', async () => {
    const exchange = discord.send.slash('drug');
    const { status, body } = await bot.respond(exchange, answer, '?with_response=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      interaction: { id: exchange.id, type: 2, response_message_id: exchange.message?.id },
      resource: { type: 4, message: { id: exchange.message?.id, flags: 1 << 15 } },
    });
  });

  it('is late after 3 s', async () => {
    const exchange = discord.send.slash('drug');
    discord.clock.advance(3_001);
    expect(codeOf(await bot.respond(exchange, answer))).toBe(10_062);
    expect(rules()).toEqual(['late']);
    expect(exchange.acknowledgement).toBeUndefined();
  });

  it('of an interaction that arrived late is refused, silence is right', async () => {
    const late = discord.send.slash('drug', {}, { ageMs: 3_500 });
    expect(discord.clock.now() - timestampOf(late.id)).toBeGreaterThanOrEqual(3_500);
    await late.silence(20);
    expect(discord.unanswered).not.toContain(late.interaction);
    expect(codeOf(await bot.respond(late, answer))).toBe(10_062);
    await expect(discord.send.slash('drug').acknowledged(20)).rejects.toThrow('in vain for the acknowledgement');
  });

  it('of a raw payload is judged by the time in its id', async () => {
    const { payload } = discord.send.slash('drug').interaction;
    const at = (milliseconds: number) =>
      String((BigInt(discord.clock.now() - milliseconds) - 1_420_070_400_000n) << 22n);
    const old = discord.dispatchRaw({ t: 'INTERACTION_CREATE', d: { ...payload, id: at(3_200), token: 'old' } });
    const young = discord.dispatchRaw({ t: 'INTERACTION_CREATE', d: { ...payload, id: at(100), token: 'young' } });
    if (old === undefined || young === undefined) throw new Error('no exchange');
    expect(discord.unanswered).toContain(young.interaction);
    expect(discord.unanswered).not.toContain(old.interaction);
    expect(codeOf(await bot.respond(old, answer))).toBe(10_062);
    expect((await bot.respond(young, answer)).status).toBe(204);
  });

  it('of an unknown interaction or with a wrong token is refused', async () => {
    const unknown = await bot.request('POST', '/interactions/100000000000000001/token/callback', answer);
    expect(codeOf(unknown)).toBe(10_062);
    const { interaction } = discord.send.slash('drug');
    expect(codeOf(await bot.request('POST', `/interactions/${interaction.id}/wrong/callback`, answer))).toBe(10_015);
    expect(rules()).toEqual(['unknown-interaction', 'unknown-webhook']);
  });

  it('has a type that fits the interaction', async () => {
    const typing = discord.send.autocomplete('drug', {}, 'name');
    expect(codeOf(await bot.respond(typing, answer))).toBe(50_035);
    expect(codeOf(await bot.respond(typing, { type: 5 }))).toBe(50_035);
    const slash = discord.send.slash('drug');
    for (const type of [1, 6, 7, 8, 99]) expect(codeOf(await bot.respond(slash, { type, data: {} }))).toBe(50_035);
    expect(new Set(rules())).toEqual(new Set(['response-type']));
    expect(discord.violations).toHaveLength(7);
  });

  it('without which an interaction is listed as unanswered', async () => {
    const exchange = discord.send.slash('drug');
    expect(discord.unanswered).toContain(exchange.interaction);
    await bot.respond(exchange, answer);
    expect(discord.unanswered).not.toContain(exchange.interaction);
  });
});

describe('a deferral', () => {
  it('shows "thinking" until the original is edited, with %40original too', async () => {
    const exchange = discord.send.slash('drug');
    await bot.respond(exchange, { type: 5, data: { flags: EPHEMERAL } });
    expect(exchange.message).toMatchObject({ loading: true, ephemeral: true });
    const answered = exchange.answered();
    expect((await bot.webhook(exchange, 'PATCH', '/messages/%40original', answer.data)).status).toBe(200);
    await answered;
    expect(exchange.message).toMatchObject({ loading: false, ephemeral: true, text: 'CRc 65.8%' });
    expect(rules()).toEqual([]);
    expect(dict((await bot.webhook(exchange, 'GET', '/messages/@original')).body).flags).toBe((1 << 15) | EPHEMERAL);
    expect((await bot.webhook(exchange, 'DELETE', '/messages/@original')).status).toBe(204);
    expect(codeOf(await bot.webhook(exchange, 'GET', '/messages/@original'))).toBe(10_008);
    expect(rules()).toEqual(['unknown-message']);
  });

  it('fixes who sees the answer', async () => {
    const open = discord.send.slash('drug');
    await bot.respond(open, { type: 5 });
    await bot.webhook(open, 'PATCH', '/messages/@original', { ...answer.data, flags: (1 << 15) | EPHEMERAL });
    expect(open.ephemeral).toBe(false);
    const closed = discord.send.slash('drug');
    await bot.respond(closed, { type: 5, data: { flags: EPHEMERAL } });
    await bot.webhook(closed, 'POST', '', answer.data);
    expect(closed.ephemeral).toBe(true);
    expect(closed.followUps).toEqual([]);
    expect(rules()).toEqual(['ephemeral-fixed', 'ephemeral-fixed']);
  });

  it('decides about nothing else', async () => {
    expect(codeOf(await bot.respond(discord.send.slash('drug'), { type: 5, data: { flags: 1 << 15 } }))).toBe(50_035);
    expect(rules()).toEqual(['flags']);
  });
});

describe('a webhook', () => {
  it('takes follow-ups, which can be read, edited and deleted', async () => {
    const exchange = discord.send.slash('drug');
    await bot.respond(exchange, answer);
    const { body } = await bot.webhook(
      exchange,
      'POST',
      '',
      v2([textDisplay('more')], { flags: (1 << 15) | EPHEMERAL }),
    );
    const message = await exchange.followUp();
    expect(message).toMatchObject({ text: 'more', ephemeral: true });
    const path = `/messages/${String(body.id)}`;
    expect((await bot.webhook(exchange, 'GET', path)).body.id).toBe(message.id);
    expect((await bot.webhook(exchange, 'PATCH', path, v2([textDisplay('edited')]))).status).toBe(200);
    expect(message).toMatchObject({ text: 'edited', edits: 1 });
    expect((await bot.webhook(exchange, 'DELETE', path)).status).toBe(204);
    expect(message.deleted).toBe(true);
    expect(rules()).toEqual([]);
  });

  it('keeps a Components V2 message one', async () => {
    const exchange = discord.send.slash('drug');
    await bot.respond(exchange, answer);
    const plain = { content: 'plain again', components: [], allowed_mentions: QUIET, flags: 0 };
    expect(codeOf(await bot.webhook(exchange, 'PATCH', '/messages/@original', plain))).toBe(50_035);
    expect(rules()).toContain('v2-flag-removed');
  });

  it('needs an acknowledgement first, a known token and a young one', async () => {
    const exchange = discord.send.slash('drug');
    expect(codeOf(await bot.webhook(exchange, 'POST', '', answer.data))).toBe(10_015);
    const unknown = await bot.request('POST', `/webhooks/${discord.applicationId}/unknown`, answer.data);
    expect(codeOf(unknown)).toBe(10_015);
    await bot.respond(exchange, answer);
    discord.clock.advance(15 * 60_000 - 1_000);
    expect((await bot.webhook(exchange, 'POST', '', answer.data)).status).toBe(200);
    discord.clock.advance(1_001);
    const expired = await bot.webhook(exchange, 'POST', '', answer.data);
    expect([expired.status, codeOf(expired)]).toEqual([401, 50_027]);
    expect(rules()).toEqual(['not-acknowledged', 'unknown-webhook', 'token-expired']);
  });

  it('of another interaction changes no foreign message', async () => {
    const [mine, other] = [discord.send.slash('drug'), discord.send.slash('drug')];
    await bot.respond(mine, answer);
    await bot.respond(other, answer);
    const foreign = await bot.webhook(mine, 'PATCH', `/messages/${other.message?.id}`, answer.data);
    expect(codeOf(foreign)).toBe(10_008);
  });
});

describe('a user install', () => {
  it('allows five follow-ups', async () => {
    const exchange = discord.send.slash('drug', {}, CONTEXTS.externalGuild);
    await bot.respond(exchange, answer);
    for (let nth = 1; nth <= 5; nth += 1) {
      expect((await bot.webhook(exchange, 'POST', '', answer.data)).status).toBe(200);
    }
    expect(codeOf(await bot.webhook(exchange, 'POST', '', answer.data))).toBe(40_094);
    expect(rules()).toEqual(['follow-up-count']);
    expect(exchange.followUps).toHaveLength(5);
  });

  it.each(['privateChannelWithoutSharing', 'externalGuildWithoutSharing'] as const)(
    'keeps everything private in %s',
    async (context) => {
      const exchange = discord.send.slash('drug', {}, CONTEXTS[context]);
      await bot.respond(exchange, answer);
      expect(exchange.ephemeral).toBe(true);
      expect(rules()).toEqual(['external-apps']);
      const quiet = discord.send.slash('drug', {}, CONTEXTS[context]);
      await bot.respond(quiet, { type: 4, data: { ...answer.data, flags: (1 << 15) | EPHEMERAL } });
      expect(rules()).toEqual(['external-apps']);
    },
  );

  it('shows in the payload, as the right to share does', () => {
    const external = 1n << 50n;
    const of = (context: keyof typeof CONTEXTS) => discord.send.slash('drug', {}, CONTEXTS[context]).interaction;
    const rights = (context: keyof typeof CONTEXTS) => BigInt(String(of(context).payload.app_permissions)) & external;
    expect([rights('privateChannel'), rights('privateChannelWithoutSharing')]).toEqual([external, 0n]);
    const { payload, scene } = of('externalGuildWithoutSharing');
    expect(BigInt(String(dict(payload.member).permissions)) & external).toBe(0n);
    expect(payload).toMatchObject({ context: 0, authorizing_integration_owners: { '1': scene.user.id } });
    expect(of('guildChannel').payload).toMatchObject({ authorizing_integration_owners: { '0': scene0() } });
    expect(of('privateChannel').payload).toMatchObject({ context: 2, user: { id: scene.user.id } });
    expect(of('botDm').payload).toMatchObject({ context: 1, channel: { type: 1 } });
    expect(of('thread').payload).toMatchObject({ context: 0, channel: { type: 11, parent_id: expect.any(String) } });
  });

  const scene0 = () => discord.send.slash('drug').interaction.payload.guild_id;
});

describe('components', () => {
  it('update the message they sit on', async () => {
    const first = discord.send.slash('drug');
    await bot.respond(first, answer);
    if (first.message === undefined) throw new Error('no message');
    const pressed = discord.send.button('Cite', first.message);
    expect(pressed.interaction.payload).toMatchObject({
      type: 3,
      data: { component_type: 2, custom_id: 'v1:cite:abc12' },
      message: { id: first.message.id },
    });
    await bot.respond(pressed, { type: 7, data: v2([textDisplay('[1] Jiang 2025')]) });
    expect(pressed.message).toBe(first.message);
    expect(first.message).toMatchObject({ text: '[1] Jiang 2025', edits: 1 });
    expect(rules()).toEqual([]);
    expect(() => discord.send.button('Cite', first.message as never)).toThrow('no button Cite');
  });

  it('may be deferred and edited; forged ids reach the bot', async () => {
    const first = discord.send.slash('drug');
    await bot.respond(first, answer);
    if (first.message === undefined) throw new Error('no message');
    const pressed = discord.send.button('v0:old:xyz', first.message, { forged: true });
    expect(pressed.interaction.payload).toMatchObject({ data: { custom_id: 'v0:old:xyz' } });
    await bot.respond(pressed, { type: 6 });
    await bot.webhook(pressed, 'PATCH', '/messages/@original', v2([textDisplay('outdated')]));
    expect(first.message.text).toBe('outdated');
    expect(rules()).toEqual([]);
  });

  it('an update cannot make a public message ephemeral', async () => {
    const first = discord.send.slash('drug');
    await bot.respond(first, answer);
    if (first.message === undefined) throw new Error('no message');
    const pressed = discord.send.button('Cite', first.message);
    await bot.respond(pressed, { type: 7, data: { ...answer.data, flags: (1 << 15) | EPHEMERAL } });
    expect(rules()).toEqual(['ephemeral-fixed']);
    expect(first.ephemeral).toBe(false);
  });

  it('a select offers what it offers', async () => {
    const first = discord.send.slash('drug');
    const options = [{ label: 'Sorafenib', value: 'sorafenib' }];
    const data = v2([textDisplay('Did you mean'), row({ type: 3, custom_id: 'v1:pick', options })]);
    await bot.respond(first, { type: 4, data });
    if (first.message === undefined) throw new Error('no message');
    expect(first.message.selects).toEqual([{ customId: 'v1:pick', placeholder: undefined, options }]);
    const { message } = first;
    expect(() => discord.send.select('v1:pick', ['regorafenib'], message)).toThrow('does not offer regorafenib');
    expect(discord.send.select('v1:pick', ['sorafenib'], message).interaction.payload).toMatchObject({
      data: { component_type: 3, values: ['sorafenib'] },
    });
  });

  it('only the one who asked uses an ephemeral message', async () => {
    const first = discord.send.slash('drug', {}, { user: 'Ada Holm' });
    await bot.respond(first, { type: 4, data: { ...answer.data, flags: (1 << 15) | EPHEMERAL } });
    const { message } = first;
    if (message === undefined) throw new Error('no message');
    expect(() => discord.send.button('Cite', message, { user: 'Ben Ruiz' })).toThrow('only ada.holm sees');
    const pressed = discord.send.button('Cite', message);
    expect(pressed.interaction.scene.user.username).toBe('ada.holm');
    expect(pressed.interaction.scene.channel).toBe(first.interaction.scene.channel);
  });

  it('open a modal, which is submitted as it was shown', async () => {
    const first = discord.send.slash('drug');
    await bot.respond(first, answer);
    const { message } = first;
    if (message === undefined) throw new Error('no message');
    const pressed = discord.send.button('Cite', message);
    await bot.respond(pressed, { type: 9, data: question });
    expect(pressed.modal?.title).toBe('Ask');
    expect(() => discord.send.modalSubmit('v1:ask:abc12', {}, message)).toThrow('needs the field q');
    const submitted = discord.send.modalSubmit('v1:ask:abc12', { q: 'and EFS?' }, message);
    expect(submitted.interaction.payload).toMatchObject({
      type: 5,
      data: {
        custom_id: 'v1:ask:abc12',
        components: [{ type: 18, component: { type: 4, custom_id: 'q', value: 'and EFS?' } }],
      },
      message: { id: message.id },
    });
    expect(codeOf(await bot.respond(submitted, { type: 9, data: question }))).toBe(50_035);
    expect((await bot.respond(submitted, { type: 7, data: v2([textDisplay('EFS')]) })).status).toBe(204);
    expect(rules()).toEqual(['response-type']);
    expect(codeOf(await bot.webhook(pressed, 'GET', '/messages/@original'))).toBe(10_008);
  });
});

describe('the context menu', () => {
  it('hands over the message of a colleague', () => {
    const exchange = discord.send.contextMenu('Find evidence', { content: 'CRc in FLT3-wt?', author: 'Ben Ruiz' });
    const { data } = exchange.interaction.payload;
    const target = String(dict(data).target_id);
    expect(data).toMatchObject({
      type: 3,
      name: 'Find evidence',
      resolved: { messages: { [target]: { content: 'CRc in FLT3-wt?', author: { username: 'ben.ruiz' } } } },
    });
  });
});

describe('registered commands', () => {
  it('bind the driver to what users can do', async () => {
    const other = await startDiscord();
    const name = { type: 3, name: 'name', description: 'x', required: true, autocomplete: true };
    const deep = { type: 3, name: 'deep', description: 'x', choices: [{ name: 'yes', value: 'y' }] };
    other.registerCommands([
      { name: 'drug', description: 'x', options: [name, deep], integration_types: [0], contexts: [0] },
    ]);
    expect(() => other.send.slash('drugs')).toThrow('no command drugs');
    expect(() => other.send.slash('drug')).toThrow('needs the option name');
    expect(() => other.send.slash('drug', { name: 'x', dose: 1 })).toThrow('has no option dose');
    expect(() => other.send.slash('drug', { name: 7 })).toThrow('takes a string');
    expect(() => other.send.slash('drug', { name: 'x', deep: 'no' })).toThrow('takes only y');
    expect(() => other.send.slash('drug', { name: 'x' }, CONTEXTS.privateChannel)).toThrow('not installable to users');
    expect(() => other.send.slash('drug', { name: 'x' }, CONTEXTS.botDm)).toThrow('does not show in context 1');
    expect(() => other.send.autocomplete('drug', {}, 'deep')).toThrow('no autocomplete on deep');
    await other.close();
  });
});

describe('messages', () => {
  const reply = (channelId: string, messageId: string) =>
    bot.request('POST', `/channels/${channelId}/messages`, {
      ...answer.data,
      message_reference: { message_id: messageId },
    });

  it('that mention the bot carry their content and are answered in place', async () => {
    bot.received.length = 0;
    const exchange = discord.send.mention('CRc with sorafenib?', CONTEXTS.thread);
    const event = await bot.event('MESSAGE_CREATE');
    expect(event).toMatchObject({
      id: exchange.sent.id,
      content: `<@${discord.botId}> CRc with sorafenib?`,
      mentions: [{ id: discord.botId }],
      guild_id: expect.any(String),
    });
    const channel = String(event.channel_id);
    expect((await bot.request('POST', `/channels/${channel}/typing`)).status).toBe(204);
    expect((await reply(channel, String(event.id))).status).toBe(200);
    await exchange.answered();
    expect(exchange.message?.text).toBe('CRc 65.8%');
    expect(discord.typing).toEqual([channel]);
    expect(rules()).toEqual([]);
    const echo = bot.received.filter(({ t }) => t === 'MESSAGE_CREATE').at(-1);
    expect(dict(echo?.d)).toMatchObject({ author: { id: discord.botId }, message_reference: { message_id: event.id } });
    const pressed = discord.send.button('Cite', exchange.message as never);
    expect(pressed.interaction.payload).toMatchObject({ channel_id: channel });
  });

  it('of the bot itself come back to it, unless they are ephemeral', async () => {
    bot.received.length = 0;
    await bot.respond(discord.send.slash('drug'), { type: 4, data: { ...answer.data, flags: (1 << 15) | EPHEMERAL } });
    const shown = discord.send.slash('drug');
    await bot.respond(shown, answer);
    expect(await bot.event('MESSAGE_CREATE')).toMatchObject({ id: shown.message?.id, author: { id: discord.botId } });
  });

  it('without a mention carry no content; in the DM they do', () => {
    discord.send.message('nothing for the bot');
    const hidden = dict(bot.received.at(-1)?.d ?? {});
    const direct = discord.send.directMessage('CRc?');
    expect(hidden.content ?? '').toBe('');
    expect(direct.heard).toBe(true);
    expect(direct.sent.scene.channel.type).toBe(1);
  });

  it('reach only a bot with the intent', async () => {
    const other = await startDiscord();
    const deaf = await PlainBot.login(other);
    const exchange = other.send.mention('hello?');
    expect(exchange.heard).toBe(false);
    await expect(exchange.answered(20)).rejects.toThrow('has not asked for the intent');
    await deaf.close();
    await other.close();
  });

  it('are answered as a reply to what is there, where the bot is', async () => {
    const { sent } = discord.send.mention('hello');
    const { id } = sent.scene.channel;
    expect(codeOf(await reply(id, '100000000000000001'))).toBe(50_035);
    expect((await bot.request('POST', `/channels/${id}/messages`, answer.data)).status).toBe(200);
    expect(rules()).toEqual(['reply-reference', 'reply-reference']);
    expect(codeOf(await reply('100000000000000001', sent.id))).toBe(10_003);
    const external = discord.send.slash('drug', {}, CONTEXTS.externalGuild).interaction.scene.channel.id;
    expect(codeOf(await reply(external, sent.id))).toBe(50_001);
    expect(codeOf(await bot.request('PATCH', `/channels/${id}/messages/${sent.id}`, answer.data))).toBe(50_005);
  });
});

describe('other requests', () => {
  it('know who asks', async () => {
    expect((await bot.request('GET', '/users/@me')).body.id).toBe(discord.botId);
    expect((await bot.request('GET', '/applications/%40me')).body.id).toBe(discord.applicationId);
    expect((await bot.request('GET', '/gateway/bot')).body).toMatchObject({ url: discord.gatewayUrl, shards: 1 });
    expect(rules()).toEqual([]);
    const stranger = await bot.request('GET', '/users/@me', undefined, { authorization: 'Bot wrong' });
    expect([stranger.status, stranger.body.code]).toEqual([401, 0]);
    expect(rules()).toEqual(['unauthorized']);
  });

  it('that Discord does not know are refused', async () => {
    const unknown = await bot.request('GET', '/guilds/1/everything');
    expect([unknown.status, unknown.body]).toEqual([404, { message: '404: Not Found', code: 0 }]);
    const old = await fetch(`${discord.apiUrl}/v9/gateway`);
    expect(old.status).toBe(400);
    expect(rules()).toEqual(['unknown-route', 'api-version']);
    expect(discord.requests.at(-1)).toMatchObject({ method: 'GET', path: '/gateway', status: 400 });
  });
});
