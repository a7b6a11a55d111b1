import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { DISCLAIMER, OWN_WORDING } from '../../commands/answer.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { answered, buttonsOf, citation, evidence, miss, textOf, unquoted } from './fixtures.js';

const shown = (answer: Parameters<typeof renderAnswer>[0]) => renderAnswer(answer, { audience: 'private' });
const lines = (answer: Parameters<typeof renderAnswer>[0]) => textOf(shown(answer).components).split('\n');

describe('an answer', () => {
  it('is the figure, whom it was measured in, caveats, the quote, sources and the disclaimer, a line each', () => {
    expect(lines(answered())).toEqual([
      '### CR rate: 41.5% with exafenib',
      'Of 41 patients on exafenib, 17 (41.5%) reached complete remission. [7]',
      'CR rate, with exafenib: **41.5%** · 17 of 41; 95% CI 26.3–57.9%',
      '-# relapsed AML, n = 41 · retrospective cohort',
      '⚠ not randomized',
      '> A CR was seen in 17/41 (41.5%; 95% CI, 26.3-57.9) of \\*all\\* patients [4].',
      '-# ¶12 [7]',
      '[7] Doe 2024 · [doi.org/10.1000/exa(7)](https://doi.org/10.1000/exa%287%29)',
      `-# ${DISCLAIMER}`,
    ]);
  });

  it('compares arms line by line where the headline has the figures of the sentence, and says no figure twice elsewhere', () => {
    const statement = 'CR was reached by 41.5% with exafenib and by 20% without.';
    const arm = (name: string, text: string, numbers: readonly string[]) => ({
      kind: 'proportion' as const,
      measure: 'CR rate',
      arm: name,
      text,
      detail: '',
      numbers,
      origin: 'printed' as const,
    });
    const finding = evidence({
      statement,
      figures: [arm('with exafenib', '41.5%', ['41.5']), arm('without exafenib', '20%', ['20'])],
    });
    const blocks = [{ type: 'findings' as const, evidence: [finding] }] as const;
    const byArm = lines(answered({ headline: 'CR rate: 41.5% with, 20% without', blocks }));
    expect(byArm.slice(1, 3)).toEqual(['CR rate, with exafenib: **41.5%**', 'CR rate, without exafenib: **20%**']);
    expect(byArm).not.toContain(`${statement} [7]`);
    const inWords = lines(answered({ headline: 'CR rate', blocks }));
    expect(inWords[1]).toBe(`${statement} [7]`);
    expect(inWords.join()).not.toContain('**41.5%**');
  });

  it('without its document is labeled, with paragraph and search key, and quotes nothing', () => {
    const text = lines(answered({ blocks: [{ type: 'findings', evidence: [unquoted] }] }));
    expect(text).toContain(`-# **${OWN_WORDING}** · [7] ¶12 · find: "17/41 (41.5%"`);
    expect(text.filter((line) => line.startsWith('>'))).toEqual([]);
  });

  it('has the measure as the document defines it, in small print that means nothing to Discord', () => {
    const defined = evidence({ definition: 'CR: *blasts* below 5%' });
    const text = lines(answered({ blocks: [{ type: 'findings', evidence: [defined] }] }));
    expect(text).toContain('-# CR: \\*blasts\\* below 5%');
  });

  it('says where the copy at hand differs', () => {
    const altered = evidence({ quote: null, quoteStatus: 'altered' });
    expect(textOf(shown(answered({ blocks: [{ type: 'findings', evidence: [altered] }] })).components)).toContain(
      'the copy at hand differs here',
    );
  });

  it('says whose result it is, how damaged print was read, what we computed and what reports otherwise', () => {
    const finding = evidence({
      secondary: 'Roe et al.',
      readings: [{ printed: '4l.5%', as: '41.5%', why: 'a letter for a digit' }],
      derived: [{ text: 'absolute difference: 12.3%', formula: '41.5 - 29.2' }],
      conflicts: [{ id: 'roe.cr', code: 'cd34e', statement: 'Roe counts 18.' }],
    });
    const text = lines(answered({ blocks: [{ type: 'findings', evidence: [finding] }] }));
    expect(text).toContain('-# Second-hand: the result of Roe et al.');
    expect(text).toContain('⚠ Printed “4l.5%”, read as “41.5%”: a letter for a digit');
    expect(text).toContain('Our arithmetic: absolute difference: 12.3% (41.5 - 29.2)');
    expect(text).toContain('⚠ Reported otherwise: Roe counts 18.');
  });

  it('does not repeat a statement that is the headline', () => {
    const { statement } = evidence();
    expect(lines(answered({ headline: statement })).filter((line) => line.includes('Of 41 patients'))).toEqual([
      `### ${statement}`,
    ]);
  });

  it('names what is missing of a partial answer', () => {
    expect(lines(answered({ status: 'partial', notices: ['Not in the evidence: EFS.'] }))[1]).toBe(
      '⚠ Not in the evidence: EFS.',
    );
  });

  it('keeps the first notices above the answer and the others below it', () => {
    const text = lines(answered({ notices: ['one', 'two', 'three', 'four'] }));
    expect(text.slice(1, 4)).toEqual(['⚠ one', '⚠ two', '⚠ three']);
    expect(text.indexOf('⚠ four')).toBeGreaterThan(text.indexOf('-# ¶12 [7]'));
  });

  it('says how many of many findings More leads to', () => {
    const more = Array.from({ length: 40 }, (_, n) => `m${String(n).padStart(4, '0')}`);
    expect(buttonsOf(shown(answered({ more })).components)[3]?.[0]).toBe('More (15 of 40)');
  });

  it('shows facts, tables and bibliographies without wide lines', () => {
    const text = lines(
      answered({
        blocks: [
          { type: 'facts', title: 'exafenib', facts: [{ label: 'Approval', text: 'not stated', sources: [7] }] },
          { type: 'table', columns: ['with', 'without'], rows: [{ label: 'CR', cells: ['41.5%', '29.2%'] }] },
          { type: 'bibliography', entries: [citation] },
        ],
      }),
    );
    expect(text).toEqual([
      '### CR rate: 41.5% with exafenib',
      '**exafenib**',
      '**Approval**: not stated [7]',
      '**CR**',
      'with: 41.5%',
      'without: 29.2%',
      '[7] Doe J. Exafenib. 2024. · [doi.org/10.1000/exa(7)](https://doi.org/10.1000/exa%287%29)',
      `-# ${DISCLAIMER}`,
    ]);
  });

  it('labels facts and tables that rest on findings which are not shown, and offers their passages', () => {
    const long = evidence({ code: 'lo9ng', statement: 'x'.repeat(4000) });
    const rows = [{ label: 'CR', cells: ['41.5%', '—'] }];
    const message = shown(
      answered({
        blocks: [
          { type: 'table', columns: ['measure', 'with', 'without'], rows },
          { type: 'findings', evidence: [long] },
        ],
      }),
    );
    const text = textOf(message.components).split('\n');
    expect(text.slice(1, 4)).toEqual(['**CR**', 'with: 41.5%', `-# **${OWN_WORDING}**`]);
    expect(buttonsOf(message.components).slice(0, 3)).toEqual([
      ['Share', 'v1:share:lo9ng'],
      ['Passage', 'v1:passage:lo9ng'],
      ['Cite', 'v1:cite:lo9ng'],
    ]);
  });

  it('shows further passages of a finding without saying it again', () => {
    const second = evidence({ quote: { paragraph: 15, text: 'Seventeen had a CR.' } });
    const text = lines(answered({ blocks: [{ type: 'findings', evidence: [evidence(), second] }] }));
    expect(text.filter((line) => line.startsWith('Of 41 patients'))).toHaveLength(1);
    expect(text).toEqual(expect.arrayContaining(['> Seventeen had a CR.', '-# ¶15 [7]']));
  });

  it('is private or public, and offers Share only in private', () => {
    const inPrivate = renderAnswer(answered(), { audience: 'private' });
    const inPublic = renderAnswer(answered(), { audience: 'public' });
    expect(inPrivate.flags).toBe(MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral);
    expect(inPublic.flags).toBe(MessageFlags.IsComponentsV2);
    expect(buttonsOf(inPublic.components).map(([label]) => label)).toEqual([
      'Passage',
      'Cite',
      'Related',
      'Ask a follow-up',
    ]);
    expect(inPublic.allowed_mentions).toEqual({ parse: [] });
  });

  it('has buttons that carry item codes', () => {
    expect(buttonsOf(shown(answered({ more: ['zz999', 'yy888'] })).components)).toEqual([
      ['Share', 'v1:share:ab12c'],
      ['Passage', 'v1:passage:ab12c'],
      ['Cite', 'v1:cite:ab12c'],
      ['More (2)', 'v1:more:zz999,yy888'],
      ['Related', 'v1:related:ab12c'],
      ['Ask a follow-up', 'v1:ask:ab12c'],
    ]);
  });
});

describe('a miss', () => {
  it('sets what is near apart and offers to show it', () => {
    const message = shown(miss({ related: [unquoted] }));
    const text = textOf(message.components).split('\n');
    expect(text.indexOf('-# ··· near, not an answer ···')).toBeGreaterThan(
      text.indexOf('### Not in the evidence: 5-year OS with exafenib.'),
    );
    expect(buttonsOf(message.components)).toEqual([['Show nearest (1)', 'v1:more:ab12c']]);
  });

  it('shows a passage without a finding as a quote', () => {
    const passage = { source: evidence().source, paragraph: 3, text: 'Blood counts\nwere not analyzed.' };
    expect(textOf(shown(miss({ related: [passage] })).components)).toContain(
      '> Blood counts\n> were not analyzed.\n-# ¶3 [7]',
    );
  });

  it('offers what may have been meant, whole or not at all', () => {
    const message = shown(
      miss({
        suggestions: [
          { label: 'exafenib', input: '/drug exafenib' },
          { label: 'the same again', input: '/drug exafenib' },
          { label: 'long', input: `/drug ${'x'.repeat(100)}` },
        ],
      }),
    );
    const [select] = message.components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
    expect(select).toMatchObject({
      custom_id: 'v1:pick:',
      placeholder: 'Did you mean…',
      options: [{ label: 'the same again', value: '/drug exafenib' }],
    });
  });

  it('neutralizes what it repeats', () => {
    const text = textOf(
      shown(miss({ headline: 'Not in the evidence: **x** @everyone <@1> [a](https://b.c)\n# big' })).components,
    );
    expect(text).not.toMatch(/(?<!\\)\*\*x|@everyone|<@1>|\]\(https|^# big/m);
  });

  it('repeats nothing that is too long to be a question', () => {
    const text = textOf(shown(miss({ headline: `Not in the evidence: ${'a'.repeat(6000)}` })).components);
    expect(text).not.toContain('aaaa');
    expect(text).toMatch(/^### Nothing in the evidence answers this/);
  });

  it('shows the reference of an error', () => {
    const { headline, ...rest } = miss();
    const error = { ...rest, status: 'error' as const, headline: 'Not answered.', reference: 'abcd1234' };
    expect(lines(error).slice(0, 2)).toEqual(['### Not answered.', '-# Reference: abcd1234']);
    expect(headline).not.toBe('');
  });
});

describe('the limits', () => {
  const quote = `${'Words of a passage that is long. '.repeat(27)}End ${'9'.repeat(9)}.`;
  const many = Array.from({ length: 12 }, (_, n) =>
    evidence({
      id: `i${n}`,
      code: `code${n % 10}`.slice(0, 4) + String.fromCharCode(97 + n),
      statement: `Finding number ${n}.`,
      quote: { paragraph: n + 1, text: quote },
    }),
  );

  it('leave out whole findings, count them and put them behind More', () => {
    const message = shown(answered({ blocks: [{ type: 'findings', evidence: many }], more: ['zz999'] }));
    const text = textOf(message.components);
    const whole = text.split(quote).length - 1;
    expect(whole).toBe(2);
    expect(text.split('Words of a passage').length - 1).toBe(whole * 27);
    expect(text.length).toBeLessThanOrEqual(3600);
    const shownCount = text.split('Finding number').length - 1;
    expect(text).toContain(`-# Left out for length: ${12 - shownCount} findings`);
    expect(buttonsOf(message.components)[3]?.[0]).toBe(`More (${12 - shownCount + 1})`);
  });

  it('give a finding whose passage does not fit the label and the place instead', () => {
    const long = evidence({ quote: { paragraph: 12, text: 'x'.repeat(5000) } });
    const text = textOf(shown(answered({ blocks: [{ type: 'findings', evidence: [long] }] })).components);
    expect(text).toContain(OWN_WORDING);
    expect(text).not.toContain('xxx');
  });

  it('hold for a hundred facts', () => {
    const facts = Array.from({ length: 100 }, (_, n) => ({ label: `Fact ${n}`, text: 'y'.repeat(60), sources: [7] }));
    const message = shown(answered({ blocks: [{ type: 'facts', facts }] }));
    expect(textOf(message.components)).toMatch(/Left out for length: \d+ lines/);
    expect(message.components.length).toBeLessThan(40);
  });
});
