import { Client, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dict } from './json.js';
import { button, QUIET, row, textDisplay, v2 } from './plain-bot.js';
import { CONTEXTS, type Discord, PATHS, describe as sentences, startDiscord } from './start.js';

const INTENTS = (1 << 9) | (1 << 12);

let discord: Discord;
let client: Client;
const resumed: number[] = [];

beforeEach(async () => {
  discord = await startDiscord({ shards: 2 });
  client = new Client({ intents: INTENTS, shards: 'auto', rest: { api: discord.apiUrl } });
  client.on('error', () => undefined);
  client.on('shardResume', (shard) => resumed.push(shard));
  await client.login(discord.token);
  await discord.waitForReady(2);
});
afterEach(async () => {
  await client.destroy();
  await discord.close();
});

/** Answers everything on the raw dispatch, over the client's REST. */
function answerEverything(): void {
  const onRaw = async (packet: { t: string; d: unknown }): Promise<void> => {
    const event = dict(packet.d);
    const [id, token] = [String(event.id), String(event.token)];
    if (packet.t === 'MESSAGE_CREATE' && dict(event.author).bot !== true) {
      await client.rest.post(Routes.channelMessages(String(event.channel_id)), {
        body: { content: 'as a reply', allowed_mentions: QUIET, message_reference: { message_id: id } },
      });
      return;
    }
    if (packet.t !== 'INTERACTION_CREATE') return;
    const respond = (body: unknown) => client.rest.post(Routes.interactionCallback(id, token), { body, auth: false });
    const webhook = Routes.webhook(client.application?.id ?? '', token);
    if (event.type === 4) await respond({ type: 8, data: { choices: [{ name: 'Sorafenib', value: 'sorafenib' }] } });
    else if (event.type === 3) await respond({ type: 7, data: v2([textDisplay('updated')]) });
    else if (dict(event.data).name === 'slow') {
      await respond({ type: 5, data: { flags: 64 } });
      await client.rest.patch(Routes.webhookMessage(client.application?.id ?? '', token), {
        body: v2([textDisplay('after a while')]),
        auth: false,
      });
      await client.rest.post(webhook, {
        auth: false,
        body: {
          ...v2([{ type: 12, items: [{ media: { url: 'attachment://plot.png' }, description: 'a plot' }] }]),
          attachments: [{ id: '0', filename: 'plot.png' }],
        },
        files: [{ name: 'plot.png', data: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }],
      });
    } else await respond({ type: 4, data: v2([textDisplay('CRc 65.8%'), row(button('v1:cite:abc12'))]) });
  };
  client.on('raw', (packet: { t: string; d: unknown }) => {
    onRaw(packet).catch((error: unknown) => client.emit('error', error as Error));
  });
}

describe('the real client', () => {
  it('logs in with two shards, deploys and answers everything without a violation', async () => {
    answerEverything();
    const name = { type: 3, name: 'name', description: 'Which drug', required: true, autocomplete: true };
    const everywhere = { integration_types: [0, 1], contexts: [0, 1, 2] };
    const commands = [
      { name: 'drug', description: 'What is known of a drug', options: [name], ...everywhere },
      { name: 'slow', description: 'Takes its time', ...everywhere },
      { name: 'Find evidence', type: 3, ...everywhere },
    ];
    await client.rest.put(Routes.applicationCommands(discord.applicationId), { body: commands });
    expect(discord.commands().map((each) => each.name)).toEqual(['drug', 'slow', 'Find evidence']);

    for (const context of [
      ...Object.values(CONTEXTS).filter((each) => !('mayShare' in each) || each.mayShare),
      { shard: 1 },
    ]) {
      const exchange = await discord.slash('drug', { name: 'sorafenib' }, context);
      expect(exchange.message?.text).toBe('CRc 65.8%');
    }
    const typed = await discord.autocomplete('drug', { name: 'sora' }, 'name');
    expect(typed.choices).toEqual([{ name: 'Sorafenib', value: 'sorafenib' }]);
    const shown = await discord.contextMenu('Find evidence', { content: 'CRc in FLT3-wt?' });
    if (shown.message === undefined) throw new Error('no message');
    const pressed = await discord.button('Cite', shown.message);
    expect(pressed.message?.text).toBe('updated');
    const slow = await discord.slash('slow');
    expect(slow.message).toMatchObject({ text: 'after a while', ephemeral: true });
    const plot = await slow.followUp();
    expect([...(plot.attachments[0]?.bytes ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect((await discord.mention('CRc?')).message?.text).toBe('as a reply');
    expect((await discord.directMessage('CRc?')).message?.text).toBe('as a reply');
    expect(sentences(discord.violations)).toBe('');
    expect(discord.unanswered).toEqual([]);
    expect(discord.gateway.identifies.map(({ shard }) => shard)).toEqual([0, 1]);
  });

  it('resumes after op 7 and a dropped connection, and gets what it missed', async () => {
    answerEverything();
    discord.gateway.reconnect(1);
    await discord.gateway.waitForResumes(1);
    discord.gateway.drop(1);
    const exchange = await discord.slash('drug', {}, { shard: 1 });
    expect(exchange.message?.text).toBe('CRc 65.8%');
    expect(discord.gateway.resumes.map(({ shard, accepted }) => [shard, accepted])).toEqual([
      [1, true],
      [1, true],
    ]);
    discord.gateway.invalidateSession(0, false);
    await discord.gateway.waitForIdentifies(3);
    await discord.waitForReady(2);
    await discord.slash('drug');
    expect(sentences(discord.violations)).toBe('');
  });

  it('retries 5xx and waits out a 429', async () => {
    answerEverything();
    discord.faults.next({ kind: 'status', status: 502, times: 2 });
    await discord.slash('drug');
    discord.faults.next({ kind: 'rate-limit', retryAfter: 0.1 });
    await discord.slash('drug');
    expect(discord.requests.map(({ status }) => status)).toEqual(expect.arrayContaining([502, 429]));
    expect(sentences(discord.violations)).toBe('');
  });

  it('loses a reply: the request fails though the user has the answer', async () => {
    const failures: string[] = [];
    client.on('error', (error) => failures.push(error.message));
    answerEverything();
    discord.faults.next({ kind: 'drop', when: 'after', path: PATHS.callback });
    const exchange = await discord.slash('drug');
    expect(exchange.message?.text).toBe('CRc 65.8%');
    await vi.waitFor(() => expect(failures).toHaveLength(1), 2_000);
    expect(sentences(discord.violations)).toBe('');
  });
});

describe('a zombie connection', () => {
  it('is noticed by the real client, which resumes', async () => {
    const quick = await startDiscord({ heartbeatInterval: 200 });
    const other = new Client({ intents: [], rest: { api: quick.apiUrl } });
    other.on('error', () => undefined);
    await other.login(quick.token);
    await quick.waitForReady();
    quick.gateway.silenceHeartbeats();
    await quick.gateway.waitForResumes(1);
    expect(sentences(quick.violations)).toBe('');
    await other.destroy();
    await quick.close();
  });
});
