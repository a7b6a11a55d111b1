import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DISCLAIMER, OWN_WORDING } from '../../commands/answer.js';
import { commands } from '../../commands/registry.js';
import { Bot, runDeploy } from './bot.js';
import { CONTEXTS, type Discord, type Message, PATHS, describe as sentences, startDiscord } from './discord/start.js';

const QUESTION = { question: 'CRc rate with sorafenib in FLT3 wild-type AML' };

/** One way to use each slash command, and what its answer has to say. */
const USES: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
  ask: [QUESTION, /65\.8%/],
  drug: [{ name: 'sorafenib' }, /sorafenib/i],
  regimen: [{ name: 'DP-IAG' }, /DP-IAG/],
  outcome: [{ measure: 'crc', regimen: 'sorafenib' }, /65\.8%/],
  biomarker: [{ name: 'TP53' }, /TP53/],
  trial: [{ id: 'NCT05183035' }, /NCT05183035/],
  compare: [{ a: 'sorafenib', b: 'no sorafenib' }, /65\.8%[\s\S]*29\.2%/],
  plot: [{ measure: 'crc' }, /3 rates/],
  check: [{ claim: 'CRc was 66 % with sorafenib' }, /matches[\s\S]*Rounded: 65\.8%/],
  cite: [{ source: '1' }, /10\.1186\/s40364-025-00816-9/],
  sources: [{}, /\[5\]/],
  help: [{}, /\/ask/],
};

/** Over HTTP the bot has the token only to compare its commands. */
const TRANSPORTS = {
  gateway: () => Bot.ready(discord),
  http: async () => {
    const bot = await Bot.serving(discord, { DISCORD_TOKEN: discord.token });
    await bot.line('in step');
    return bot;
  },
};

let discord: Discord;
let bot: Bot;

beforeEach(() => {
  discord.takeViolations();
});

const expectClean = () => {
  expect(sentences(discord.violations)).toBe('');
  expect(discord.unanswered.map(({ id }) => id)).toEqual([]);
};

/** The answer of the bot, as the user sees it. */
function shown(exchange: { readonly message: Message | undefined }): Message {
  if (exchange.message === undefined) throw new Error('there is no answer');
  return exchange.message;
}

const asked = async (context = {}) => shown(await discord.slash('ask', QUESTION, context));

describe.each(['gateway', 'http'] as const)('over %s', (transport) => {
  beforeAll(async () => {
    discord = await startDiscord();
    const deployed = await runDeploy(discord);
    expect(deployed.stderr).toBe('');
    bot = await TRANSPORTS[transport]();
  }, 60_000);
  afterAll(async () => {
    await bot.stop();
    await discord.close();
  });

  describe('commands', () => {
    it('are registered as deployed, and the bot finds them in step', async () => {
      const slash = commands.filter(({ kind }) => kind === 'slash').map(({ name }) => name);
      expect(discord.commands().map(({ name }) => name)).toEqual([
        ...slash,
        'Find evidence',
        'Cite this answer',
        'Check against evidence',
      ]);
      expect(slash.sort()).toEqual(Object.keys(USES).sort());
      expect(await bot.line('in step')).toMatchObject({ commands: 'in step' });
    });

    it.each(Object.entries(USES))('/%s answers in private, with the disclaimer', async (name, [options, expected]) => {
      const exchange = await discord.slash(name, options);
      expect(shown(exchange).text).toMatch(expected);
      expect(shown(exchange).text).toContain(DISCLAIMER);
      expect(exchange.ephemeral).toBe(true);
      expectClean();
    });

    it.each(Object.entries(CONTEXTS))('are answered in %s', async (_, context) => {
      expect((await asked(context)).text).toContain('65.8%');
      expectClean();
    });

    it('are answered for everyone where that is asked for and allowed', async () => {
      const everyone = { ...QUESTION, visibility: 'public' };
      expect((await discord.slash('ask', everyone)).ephemeral).toBe(false);
      expect((await discord.slash('ask', everyone, CONTEXTS.externalGuild)).ephemeral).toBe(false);
      const kept = await discord.slash('ask', everyone, CONTEXTS.externalGuildWithoutSharing);
      expect(kept.ephemeral).toBe(true);
      expect(shown(kept).text).toContain('Shown only to you');
      expect(
        (await discord.slash('ask', { ...everyone, question: 'my 34-year-old, day +120, add sorafenib?' })).ephemeral,
      ).toBe(true);
      expectClean();
    });

    it('make hostile text harmless', async () => {
      for (const question of [
        '@everyone <@1> **x** [a](https://b.c) zyxwv',
        '```js\nx\n``` ||y||',
        `/drug ${'z'.repeat(5000)}`,
        '\u202Eevil',
      ]) {
        const { text } = shown(await discord.slash('ask', { question }));
        expect(text).not.toMatch(/@everyone|<@1>|\]\(https:\/\/b|```|(?<!\\)\|\||\u202E|z{5000}/);
      }
      expectClean();
    });
  });

  describe('autocomplete', () => {
    it.each([
      ['drug', 'name', 'soraf', 'sorafenib'],
      ['drug', 'name', 'sorafinib', 'sorafenib'],
      ['drug', 'name', 'Nexavr', 'sorafenib'],
      ['regimen', 'name', 'dpiag', 'dp-iag'],
      ['outcome', 'measure', 'overal survival', 'os'],
      ['biomarker', 'name', 'tp5', 'tp53'],
      ['trial', 'id', 'NCT0518', 'nct05183035'],
    ])('/%s %s: %j offers %s', async (name, option, typed, value) => {
      const required = USES[name]?.[0] ?? {};
      const { choices } = await discord.autocomplete(name, { ...required, [option]: typed }, option);
      expect(choices.map((choice) => choice.value)).toContain(value);
      expectClean();
    });

    it('offers something for every option that has names, and takes id, label and free text', async () => {
      for (const command of commands.filter(({ kind }) => kind === 'slash')) {
        for (const [option, { kind }] of Object.entries(command.options)) {
          if (kind === 'text' || kind === 'code') continue;
          const { choices } = await discord.autocomplete(command.name, { [option]: '' }, option);
          expect(choices.length, `${command.name} ${option}`).toBeGreaterThan(0);
        }
      }
      const { choices } = await discord.autocomplete('drug', { name: 'sorafen' }, 'name');
      const [choice] = choices;
      for (const name of [String(choice?.value), String(choice?.name), 'Nexavar']) {
        expect(shown(await discord.slash('drug', { name })).text, name).toMatch(/sorafenib/i);
      }
      expectClean();
    });
  });

  describe('buttons', () => {
    it('work after a restart, on whatever message they stand', async () => {
      const answer = await asked();
      await bot.stop();
      bot = await TRANSPORTS[transport]();
      const labels = answer.buttons.map(({ label }) => label ?? '');
      expect(labels).toEqual(expect.arrayContaining(['Share', 'Passage', 'Cite', 'Related', 'Ask a follow-up']));
      for (const label of labels.filter((each) => !['Ask a follow-up', 'Open at the passage'].includes(each))) {
        const exchange = await discord.button(label, answer);
        expect(exchange.ephemeral, label).toBe(label !== 'Share');
        expect(shown(exchange).text, label).not.toMatch(/out of date|went wrong/);
      }
      expectClean();
    });

    it('show what they say', async () => {
      const answer = await asked();
      expect(shown(await discord.button('Passage', answer)).text).toContain('¶');
      expect(shown(await discord.button('Cite', answer)).text).toContain('10.1186/s40364-025-00816-9');
      expectClean();
    });

    it('lead on from More to the other findings', async () => {
      const many = shown(await discord.slash('drug', { name: 'sorafenib' }));
      const more = many.buttons.find(({ label }) => label?.startsWith('More'));
      const next = shown(await discord.button(more?.customId ?? '', many));
      expect(next.text).toContain(OWN_WORDING);
      expect(next.text).not.toBe(many.text);
      const further = next.buttons.find(({ label }) => label?.startsWith('More'));
      expect(shown(await discord.button(further?.customId ?? '', next)).text).toContain(OWN_WORDING);
      expectClean();
    });

    it('of another version say that they are out of date', async () => {
      const answer = await asked();
      for (const id of ['v0:passage:abcde', 'v9:share:abcde', 'cite', 'v1:unknown:abcde']) {
        const exchange = await discord.button(id, answer, { forged: true });
        expect(shown(exchange).text).toContain('out of date');
        expect(exchange.ephemeral).toBe(true);
      }
      expectClean();
    });

    it('with the code of no item get an answer all the same', async () => {
      const answer = await asked();
      for (const verb of ['passage', 'cite', 'related', 'more']) {
        const { text } = shown(await discord.button(`v1:${verb}:zzzz0`, answer, { forged: true }));
        expect(text, verb).not.toContain('went wrong');
      }
      expectClean();
    });
  });

  describe('citing', () => {
    it('hands a file over, shown by a component, with its text to copy', async () => {
      const message = shown(await discord.slash('cite', { source: '2, 5', style: 'ris' }));
      const [file] = message.attachments;
      expect(file).toMatchObject({ name: 'marrow-references.ris', contentType: 'application/x-research-info-systems' });
      expect(file?.bytes.toString()).toMatch(/^TY {2}- JOUR\r\nID {2}- kaspers-2026\r\n/);
      expect(message.text).toContain('```\nTY  - JOUR');
      expectClean();
    });

    it.runIf(transport === 'gateway')('hands one over in reply to a mention', async () => {
      const { message } = await discord.mention(`<@${discord.botId}> /cite all as bibtex`);
      expect(message?.attachments.map(({ name }) => name)).toEqual(['marrow-references.bib']);
      expectClean();
    });

    it('hands one over in public', async () => {
      const exchange = await discord.slash('cite', { source: 'all', style: 'csl-json', visibility: 'public' });
      expect([exchange.ephemeral, shown(exchange).attachments.length]).toEqual([false, 1]);
      expectClean();
    });

    it('offers the same in another style', async () => {
      const message = shown(await discord.slash('cite', { source: '1' }));
      const [select] = message.selects;
      const picked = await discord.select(select?.customId ?? '', ['/cite source: 1 style: bibtex'], message);
      expect(shown(picked).attachments[0]?.name).toBe('jiang-2025.bib');
      expectClean();
    });

    it('takes every finding of an answer along from its menu, whether it is private, shared or a reply', async () => {
      const answer = await asked();
      const copy = shown(await discord.button('Share', answer));
      const replies =
        transport === 'gateway' ? [(await discord.mention(`<@${discord.botId}> ${QUESTION.question}`)).message] : [];
      await bot.stop();
      bot = await TRANSPORTS[transport]();
      const cited = shown(await discord.button('Cite', answer));
      expect(cited.text).toMatch(/65\.8%[\s\S]*10\.1186\/s40364-025-00816-9/);
      for (const target of [answer, copy, ...replies]) {
        if (target === undefined) throw new Error('there is no reply');
        const exchange = await discord.contextMenu('Cite this answer', target);
        expect(exchange.ephemeral).toBe(true);
        expect(shown(exchange).text).toBe(cited.text);
      }
      expectClean();
    });

    it('says so in private on a message of somebody else, and on one that shows no finding', async () => {
      const other = await discord.contextMenu('Cite this answer', { content: QUESTION.question, author: 'Colleague' });
      expect([other.ephemeral, shown(other).text]).toEqual([true, expect.stringContaining('Only an answer of Marrow')]);
      const help = await discord.contextMenu('Cite this answer', shown(await discord.slash('help', {})));
      expect(shown(help).text).toContain('no finding');
      expectClean();
    });

    it('leads to the passage itself, from the answer and from its shared copy', async () => {
      const answer = await asked();
      const copy = shown(await discord.button('Share', answer));
      for (const { buttons } of [answer, copy])
        expect(buttons.find(({ label }) => label === 'Open at the passage')?.url).toMatch(
          /^https:\/\/doi\.org\/10\.1186\/s40364-025-00816-9#:~:text=/,
        );
      expectClean();
    });
  });

  describe('Share', () => {
    it('posts a copy that says who shared it and keeps label and disclaimer; others may press its buttons', async () => {
      const answer = await asked({ user: 'Mina *Okafor*' });
      expect(answer.text).toContain(OWN_WORDING);
      const copy = shown(await discord.button('Share', answer));
      expect(copy.ephemeral).toBe(false);
      expect(copy.text).toContain('Shared by Mina \\*Okafor\\*');
      expect(copy.text).toContain(answer.text);
      expect(copy.text).toMatch(/CRc: composite complete remission/);
      const other = await discord.button('Passage', copy, { user: 'Someone Else' });
      expect(other.ephemeral).toBe(true);
      expectClean();
    });

    it.each([CONTEXTS.externalGuildWithoutSharing, CONTEXTS.privateChannelWithoutSharing])(
      'says so where it may not: %j',
      async (context) => {
        const refused = await discord.button('Share', await asked(context));
        expect(refused.ephemeral).toBe(true);
        expect(shown(refused).text).toContain('may not post here');
        expectClean();
      },
    );

    it.each([CONTEXTS.externalGuild, CONTEXTS.privateChannel, CONTEXTS.botDm, CONTEXTS.thread])(
      'works where it may: %j',
      async (context) => {
        expect((await discord.button('Share', await asked(context))).ephemeral).toBe(false);
        expectClean();
      },
    );
  });

  describe('pictures', () => {
    /** The pictures of a message: bytes, and the alt texts they are shown with. */
    const picturesOf = (message: Message) => ({
      names: message.attachments.map(({ name }) => name),
      pngs: message.attachments.map(({ bytes }) => bytes),
      alts: message.components.flatMap(({ items }) =>
        Array.isArray(items) ? items.map((item: { description: string }) => item.description) : [],
      ),
    });

    it('are put in the place of a deferral, private like the answer, with every figure in words', async () => {
      const exchange = await discord.slash('plot', { measure: 'OS', regimen: 'sorafenib' });
      expect(exchange.acknowledgement?.type).toBe(5);
      expect(exchange.ephemeral).toBe(true);
      const { names, pngs, alts } = picturesOf(shown(exchange));
      expect(names).toEqual(['plot-1.png', 'plot-2.png', 'plot-3.png']);
      for (const png of pngs) expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
      expect(alts.join(' ')).toContain('adjusted: HR 0.395 (95% CI 0.209–0.746) [1]');
      expect(alts.join(' ')).toContain('without sorafenib: median 4.8 months (95% CI 2.0–7.6; n = 24) [1]');
      expectClean();
    });

    it('are posted for everyone where that is asked for and allowed, never for a refusal', async () => {
      const everyone = { measure: 'CRc', visibility: 'public' };
      const posted = await discord.slash('plot', everyone);
      expect([posted.ephemeral, picturesOf(shown(posted)).names]).toEqual([false, ['plot-1.png']]);
      const kept = await discord.slash('plot', everyone, CONTEXTS.externalGuildWithoutSharing);
      expect([kept.ephemeral, picturesOf(shown(kept)).names]).toEqual([true, ['plot-1.png']]);
      expect(shown(kept).text).toContain('Shown only to you');
      const refused = await discord.slash('plot', { measure: 'CRi', visibility: 'public' });
      expect([refused.ephemeral, refused.acknowledgement?.type]).toEqual([true, 4]);
      expectClean();
    });

    it('come from the Plot button of an answer, and Share posts them again', async () => {
      const answer = shown(await discord.slash('outcome', { measure: 'CRc' }));
      const drawn = shown(await discord.button('Plot', answer));
      const copy = await discord.button('Share', drawn);
      expect(copy.ephemeral).toBe(false);
      expect(shown(copy).text).toContain('Shared by');
      expect(picturesOf(shown(copy))).toEqual(picturesOf(drawn));
      expect(picturesOf(drawn).alts.join()).toContain('with sorafenib: 65.8%');
      const refused = await discord.button(
        'Share',
        shown(await discord.slash('plot', { measure: 'CRc' }, CONTEXTS.externalGuildWithoutSharing)),
      );
      expect(shown(refused).text).toContain('may not post here');
      expectClean();
    });

    it('are not offered where nothing compares, and a button without them says so', async () => {
      const answer = shown(await discord.slash('outcome', { measure: 'acute GVHD' }));
      expect(answer.buttons.map(({ label }) => label)).not.toContain('Plot');
      const { text } = shown(await discord.button('v1:plot:zzzz0', answer, { forged: true }));
      expect(text).toContain('Not plottable');
      expectClean();
    });
  });

  describe('after a miss', () => {
    it('a select asks what was meant', async () => {
      const miss = shown(await discord.slash('cite', { source: '99' }));
      const [select] = miss.selects;
      expect(select?.placeholder).toBe('Did you mean…');
      expect(select?.options[0]).toEqual({ label: '[1] Jiang 2025', value: '/cite 1' });
      const picked = await discord.select(select?.customId ?? '', ['/cite 1'], miss);
      expect(picked.ephemeral).toBe(true);
      expect(shown(picked).text).toContain('10.1186/s40364-025-00816-9');
      expectClean();
    });

    it('a misspelled drug is read as the one it must be, and said so', async () => {
      const { text } = shown(await discord.slash('drug', { name: 'sorafanibb' }));
      expect(text).toMatch(/^### Read “sorafanibb” as sorafenib/);
      expectClean();
    });

    it.runIf(transport === 'gateway')('a misspelled command is met with a way on', async () => {
      const { message } = await discord.mention('/durg sorafenib');
      const select = message?.selects[0];
      expect(select?.placeholder).toBe('Did you mean…');
      if (message === undefined || select === undefined) throw new Error('no select');
      expect(shown(await discord.select(select.customId, [select.options[0]?.value ?? ''], message)).text).toContain(
        '/ask',
      );
      expectClean();
    });

    it('what is near is apart and can be shown', async () => {
      const miss = shown(await discord.slash('ask', { question: '5-year OS with sorafenib' }));
      expect(miss.text).toMatch(/^### Not in the evidence/);
      expect(miss.text).toContain('near, not an answer');
      const nearest = miss.buttons.find(({ label }) => label?.startsWith('Show nearest'));
      expect(shown(await discord.button(nearest?.customId ?? '', miss)).text).toContain('47.4%');
      expectClean();
    });
  });

  describe('a follow-up', () => {
    it('keeps what the answer was about', async () => {
      const answer = shown(await discord.slash('ask', { question: '2-year OS with sorafenib in FLT3 wild-type AML' }));
      const opened = await discord.button('Ask a follow-up', answer);
      const modal = String(opened.modal?.custom_id);
      const exchange = await discord.modalSubmit(modal, { question: 'and event-free survival?' }, answer);
      expect(exchange.ephemeral).toBe(true);
      expect(shown(exchange).text).toMatch(/^### .*EFS/);
      expectClean();
    });
  });

  describe('a message of a colleague', () => {
    it('is looked up from their menu, in private', async () => {
      const exchange = await discord.contextMenu('Find evidence', {
        content: `<@${discord.botId}> ${QUESTION.question}?`,
        author: 'Colleague',
      });
      expect(shown(exchange).text).toContain('65.8%');
      expect(exchange.ephemeral).toBe(true);
      const empty = await discord.contextMenu(
        'Find evidence',
        { content: '', author: 'Colleague' },
        CONTEXTS.externalGuild,
      );
      expect(shown(empty).text).not.toContain('went wrong');
      expectClean();
    });
  });

  describe('what a colleague wrote', () => {
    it('is checked claim by claim from their menu, in private', async () => {
      const exchange = await discord.contextMenu('Check against evidence', {
        content: `<@${discord.botId}> sorafenib: CRc 65.8%, without 29.2%; in FLT3-ITD sorafenib gave 65.8% CRc. See you tomorrow!`,
        author: 'Colleague',
      });
      const { text } = shown(exchange);
      expect(text).toContain('### 3 claims checked: 2 × matches · 1 × same figure, different context.');
      expect(text).toContain('differs in: population');
      expect(text).toContain('1 sentence is not a claim');
      expect(exchange.ephemeral).toBe(true);
      expectClean();
    });

    it('is refused in words where there is nothing to read', async () => {
      const empty = await discord.contextMenu('Check against evidence', { content: '', author: 'Colleague' });
      expect(shown(empty).text).toContain('Nothing to check');
      expectClean();
    });
  });

  // Only the gateway tells of messages.
  describe.runIf(transport === 'gateway')('messages', () => {
    it('that mention the bot are answered in place', async () => {
      for (const context of [CONTEXTS.guildChannel, CONTEXTS.thread]) {
        const { message, replies } = await discord.mention(
          `<@${discord.botId}> CRc with sorafenib in FLT3 wild-type?`,
          context,
        );
        expect(message?.text).toContain('65.8%');
        expect(replies).toHaveLength(1);
        expect(message?.buttons.map(({ label }) => label)).not.toContain('Share');
      }
      expectClean();
    });

    it('with nothing but the mention get help', async () => {
      expect((await discord.mention(`<@${discord.botId}>`)).message?.text).toContain('/ask');
    });

    it('that ask for a picture get it, or its figures in characters where no file may be attached', async () => {
      const { message } = await discord.mention('/plot CRc');
      expect(message?.attachments.map(({ name }) => name)).toEqual(['plot-1.png']);
      discord.faults.next({ kind: 'status', method: 'POST', path: PATHS.channelMessages, status: 403, code: 50_013 });
      const { message: plain } = await discord.mention('/plot CRc');
      expect(plain?.attachments).toEqual([]);
      expect(plain?.text).toMatch(/├─+●─+┤ +65\.8% \(49\.9–78\.8\)/);
      expectClean();
    });

    it('that look like a patient get no advice and no echo', async () => {
      for (const question of [
        'my 34-year-old, day +120, add sorafenib?',
        'Pt J.S., 58 yo, FLT3 neg, start sorafenib?',
      ]) {
        const { message } = await discord.mention(question);
        expect(message?.text).toMatch(/leave out identifying details/);
        expect(message?.text).not.toMatch(/34|\+120|J\.S\.|58|65\.8/);
        expect(message?.selects).toEqual([]);
      }
      expectClean();
    });

    it('in direct messages are answered, with and without a mention', async () => {
      expect((await discord.directMessage(QUESTION.question)).message?.text).toContain('65.8%');
      expect((await discord.directMessage(`<@${discord.botId}> ${QUESTION.question}`)).message?.text).toContain(
        '65.8%',
      );
      expectClean();
    });

    it('that mention nobody are left alone', async () => {
      await discord.send.message('has anyone looked at sorafenib?').silence(300);
      expectClean();
    });
  });
});

it('without Discord’s description of its API, bodies are checked by the stand-in’s own rules only', ({ skip }) => {
  if (!discord.specChecked) skip('MARROW_DISCORD_SPEC is not set');
  expect(discord.specChecked).toBe(true);
});
