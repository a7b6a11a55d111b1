import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type Answer, DISCLAIMER } from '../../commands/answer.js';
import { render } from '../../src/terminal/render.js';
import { all, answered, failed, laden, partial, quoted, refused, sheet, silent, unquoted } from './answers.js';

const plain = (answer: Answer, width = 80) => render(answer, { width, color: false });
const ESCAPE = '\u001B';
const UNSEEN = /[\p{Cf}\p{Cs}]|[^\P{Cc}\n]/u;

const DISCLAIMED_AT_80 = [
  'Findings from the cited sources, for professionals. Not medical advice: check',
  'the source and your local protocol. No patient identifiers.',
];

describe('an answer, width 80', () => {
  it('leads with the headline, then the finding with its figure, population and quote', () => {
    expect(plain(answered).split('\n')).toEqual([
      'CR: 25.0% with testinib',
      '',
      '[1] With testinib, 10 of 40 patients had a complete remission.',
      '    CR, with testinib: 25.0% · 10 of 40 · 95% CI 14.2–40.2%',
      '    AML, relapsed, n = 40 · retrospective cohort · Example 2020',
      '    │ “Of 40 patients  given testinib,',
      '    │ 10 responded (25.0%)” ¶2',
      '',
      '[1] Example E. An invented report. 2020.',
      '',
      ...DISCLAIMED_AT_80,
    ]);
  });

  it('labels what is not quoted, says all there is to say of a finding, and keeps what is near apart', () => {
    expect(plain(partial).split('\n')).toEqual([
      'CR: 25.0% with testinib',
      '',
      'CR with testinib',
      '',
      '[1] With testinib, 10 of 40 patients had a complete remission.',
      '    CR, with testinib: 25.0% · 10 of 40 · 95% CI 14.2–40.2%',
      '    AML, relapsed, n = 40 · retrospective cohort · Example 2020',
      '    Marrow\'s wording, not a quotation · ¶2 · find: "10 responded"',
      '',
      '[12] Death was rarer with testinib.',
      '    OS: HR 0.50 · adjusted · read from damaged print, see below',
      '    Our arithmetic: sum: 30 patients = 10 + 20',
      '    AML, relapsed, n = 40 · retrospective cohort · Example 2020',
      '    OS: from randomization; Cox regression',
      '    Second-hand: a result of Other et al., as Example 2020 reports it.',
      '    Marrow\'s wording, not a quotation · ¶5, ¶7 · find: "10 responded"',
      '    ⚠ Damaged print: “0.5O” stands there, read as “0.50”: a letter stands for',
      '      the zero',
      '    ⚠ Not randomized.',
      '    ⚠ Reported otherwise: The abstract gives 0.55.',
      '',
      '3 more findings answer this as well.',
      '',
      'Not in the evidence: 5-year OS.',
      '',
      '··· near, not an answer ···',
      '',
      '[1] Example 2020 · a passage without a curated finding',
      '    │ “Zebras were mentioned.” ¶3',
      '',
      '[1] Example E. An invented report. 2020.',
      '',
      ...DISCLAIMED_AT_80,
    ]);
  });

  it('says first that there is nothing, and shows a near figure in its sentence only', () => {
    expect(plain(silent).split('\n')).toEqual([
      'Not in the evidence: 5-year OS with testinib.',
      '',
      'Looked for in the text of all 1 sources held.',
      '',
      '··· near, not an answer ···',
      '',
      '[1] With testinib, 10 of 40 patients had a complete remission.',
      '    AML, relapsed, n = 40 · retrospective cohort · Example 2020',
      '    Marrow\'s wording, not a quotation · ¶2 · find: "10 responded"',
      '',
      '[1] Example E. An invented report. 2020.',
      '',
      ...DISCLAIMED_AT_80,
    ]);
  });

  it('offers what to type instead', () => {
    expect(plain(refused).split('\n')).toEqual([
      'There is no such command.',
      '',
      '→ /help Help',
      '',
      ...DISCLAIMED_AT_80,
    ]);
  });

  it('gives the reference of an error', () => {
    expect(plain(failed).split('\n').slice(0, 3)).toEqual([
      'Not answered: something went wrong.',
      '',
      'Reference: abc12345',
    ]);
  });

  it('sets facts, a grid and a bibliography, whose entries are not cited again', () => {
    expect(plain(sheet).split('\n')).toEqual([
      'testinib',
      '',
      'What it is',
      '  Class: kinase inhibitor',
      '  Dose: 400 mg twice daily [1] [3]',
      '',
      'Compared',
      '',
      '  measure    testinib          placebo',
      '  CR         25.0% (10 of 40)  5.0% (2 of 40)',
      '  2-year OS  47.4%             not reported',
      '',
      '[1] Example E. An invented report. 2020. https://example.org/1',
      '',
      ...DISCLAIMED_AT_80,
    ]);
  });
});

describe('an answer, width 40', () => {
  it('wraps at words, with the bar on every line of a quote, and no figure apart', () => {
    expect(plain(answered, 40).split('\n')).toEqual([
      'CR: 25.0% with testinib',
      '',
      '[1] With testinib, 10 of 40 patients had',
      '    a complete remission.',
      '    CR, with testinib: 25.0% ·',
      '    10 of 40 · 95% CI 14.2–40.2%',
      '    AML, relapsed, n = 40 ·',
      '    retrospective cohort · Example 2020',
      '    │ “Of 40 patients  given testinib,',
      '    │ 10 responded (25.0%)” ¶2',
      '',
      '[1] Example E. An invented report. 2020.',
      '',
      'Findings from the cited sources, for',
      'professionals. Not medical advice: check',
      'the source and your local protocol. No',
      'patient identifiers.',
    ]);
  });

  it('turns a grid that does not fit into a line for each cell', () => {
    const text = plain(sheet, 40);
    expect(text).toContain(
      'CR\n  testinib: 25.0% (10 of 40)\n  placebo: 5.0% (2 of 40)\n\n2-year OS\n  testinib: 47.4%',
    );
  });
});

describe('a table', () => {
  const table = (columns: string[], cells: string[]) =>
    ({ ...sheet, blocks: [{ type: 'table', columns, rows: [{ label: 'CR', cells }] }] }) as unknown as Answer;

  it('puts each figure under its own arm, whether or not the labels have a heading', () => {
    for (const columns of [
      ['measure', 'with', 'without'],
      ['with', 'without'],
    ]) {
      const cells = ['65.8% (25 of 38)', '29.2% (7 of 24)'];
      const [header = '', row = ''] = plain(table(columns, cells)).split('\n').slice(2);
      expect(row.indexOf('65.8%')).toBe(header.search(/\bwith\b/u));
      expect(row.indexOf('29.2%')).toBe(header.indexOf('without'));
      expect(plain(table(columns, cells), 30)).toContain('with: 65.8% (25 of 38)\n  without: 29.2% (7 of 24)');
    }
  });
});

describe('every answer', () => {
  for (const [name, answer] of Object.entries(all)) {
    for (const width of [40, 80]) {
      it(`${name} stays within ${width} columns and ends in the disclaimer`, () => {
        const lines = plain(answer, width).split('\n');
        expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
        expect(lines.join(' ').replace(/\s+/gu, ' ').endsWith(DISCLAIMER)).toBe(true);
        expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
      });

      it(`${name} in color is the same text at ${width} columns`, () => {
        const colored = render(answer, { width, color: true });
        expect(colored).toContain(`${ESCAPE}[1m`);
        expect(colored.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'gu'), '').replace(/ +$/gmu, '')).toBe(
          plain(answer, width),
        );
      });
    }
  }

  it('has no escape sequence without color', () => {
    for (const answer of Object.values(all)) expect(plain(answer)).not.toContain(ESCAPE);
  });
});

describe('a finding', () => {
  it('is not said again where the headline says it', () => {
    const text = plain({ ...answered, headline: quoted.statement });
    expect(text.split(quoted.statement)).toHaveLength(2);
    expect(text).toContain('[1] CR, with testinib: 25.0%');
  });

  it('has no quotation marks and no bar around our wording', () => {
    const text = plain({ ...silent, related: [unquoted] });
    expect(text).not.toMatch(/[“”│]/u);
  });

  it('says where the copy at hand differs', () => {
    for (const quoteStatus of ['altered', 'not-located'] as const) {
      const text = plain({ ...silent, related: [{ ...unquoted, quoteStatus }] });
      expect(text).toContain("Marrow's wording, not a quotation · ¶2 · the copy at hand differs here ·");
    }
    expect(plain(silent)).not.toContain('differs');
  });

  it('quotes nothing whose status is not quoted', () => {
    expect(plain({ ...silent, related: [{ ...quoted, quoteStatus: 'altered' }] })).not.toMatch(/[“”│]/u);
    expect(plain({ ...silent, related: [quoted] })).toContain('│ “Of 40 patients');
  });

  it('shows our arithmetic once, and as ours', () => {
    const text = plain(partial);
    expect(text.split('30 patients')).toHaveLength(2);
    expect(text).toContain('Our arithmetic: sum: 30 patients = 10 + 20');
  });

  it('says adjusted and unadjusted, once', () => {
    const [figure] = laden.figures;
    if (!figure) throw new Error('the fixture has a figure');
    const shown = (changed: object) =>
      plain({
        ...answered,
        blocks: [{ type: 'findings', evidence: [{ ...laden, figures: [{ ...figure, ...changed }] }] }],
      } as Answer);
    expect(shown({ adjusted: false })).toContain('OS: HR 0.50 · unadjusted ·');
    expect(shown({ adjusted: true, text: 'adjusted HR 0.50' })).toContain('OS: adjusted HR 0.50 · read');
  });

  it('counts a single further finding as one', () => {
    expect(plain({ ...answered, more: ['aaaaa'] } as Answer)).toContain('1 more finding answers this as well.');
  });
});

describe('hostile text', () => {
  const HOSTILE = `${ESCAPE}[31mred${ESCAPE}]0;title\u0007 \u009B2J\u0000 a\u202Eb\u2066c\u200Bd\uFEFFe\u00ADf \uD83D g\r\nh\u2028i\tj`;

  it('cannot reach the terminal, wherever it stands', () => {
    const evidence = {
      ...laden,
      statement: HOSTILE,
      find: HOSTILE,
      population: HOSTILE,
      design: HOSTILE,
      definition: HOSTILE,
      secondary: HOSTILE,
      quote: { paragraph: 2, text: HOSTILE },
      quoteStatus: 'quoted' as const,
      caveats: [HOSTILE],
      readings: [{ printed: HOSTILE, as: HOSTILE, why: HOSTILE }],
      derived: [{ text: HOSTILE, formula: HOSTILE }],
      conflicts: [{ id: HOSTILE, code: HOSTILE, statement: HOSTILE }],
      source: { ...laden.source, label: HOSTILE },
      figures: [{ ...laden.figures[0], measure: HOSTILE, arm: HOSTILE, text: HOSTILE, detail: HOSTILE }],
    };
    const answer = {
      ...partial,
      headline: HOSTILE,
      notices: [HOSTILE],
      suggestions: [{ label: HOSTILE, input: HOSTILE }],
      citations: [{ number: 1, source: HOSTILE, text: HOSTILE, url: HOSTILE }],
      related: [evidence, { source: evidence.source, paragraph: 1, text: HOSTILE }],
      blocks: [
        { type: 'findings', title: HOSTILE, evidence: [evidence] },
        { type: 'facts', title: HOSTILE, facts: [{ label: HOSTILE, text: HOSTILE, sources: [] }] },
        { type: 'table', title: HOSTILE, columns: [HOSTILE], rows: [{ label: HOSTILE, cells: [HOSTILE] }] },
        { type: 'bibliography', entries: [{ number: 1, source: HOSTILE, text: HOSTILE, url: HOSTILE }] },
      ],
    } as unknown as Answer;
    for (const width of [40, 120]) {
      expect(plain(answer, width)).not.toMatch(UNSEEN);
      const colored = render(answer, { width, color: true }).replaceAll(
        new RegExp(`${ESCAPE}\\[(?:1|2|22|33|39)m`, 'gu'),
        '',
      );
      expect(colored).not.toMatch(UNSEEN);
    }
    expect(plain({ ...failed, reference: HOSTILE } as Answer)).not.toMatch(UNSEEN);
  });

  it('leaves what is visible of it', () => {
    expect(
      plain({ ...refused, headline: HOSTILE })
        .split('\n')
        .slice(0, 3),
    ).toEqual(['[31mred]0;title 2J abcdef  g', 'h', 'i j']);
  });

  it('keeps other scripts as they are and counts wide characters as two columns', () => {
    const text = plain({ ...refused, headline: `מה שיעור ${'索拉非尼'.repeat(12)}` }, 40);
    const [first = '', second = '', third = ''] = text.split('\n');
    expect(first).toBe('מה שיעור');
    expect(second).toBe('索拉非尼'.repeat(5));
    expect(third).toBe('索拉非尼'.repeat(5));
  });

  it('breaks a word that no line holds, and never an address', () => {
    const address = `https://doi.org/10.1000/${'x'.repeat(40)}`;
    const lines = plain({ ...refused, headline: `${'z'.repeat(100)} ${address}` }, 40).split('\n');
    expect(lines.slice(0, 4)).toEqual(['z'.repeat(40), 'z'.repeat(40), 'z'.repeat(20), address]);
  });

  it('takes a long row of numbers apart in the end', () => {
    const lines = plain({ ...refused, headline: '12 34 56 78 90 '.repeat(5) }, 40).split('\n');
    expect(lines[0]).toBe('12 34 56 78 90 12 34 56 78 90 12 34 56');
  });

  it('lives with a window of no width', () => {
    for (const width of [0, 1, -5]) expect(plain(partial, width)).toContain('25.0%');
  });
});

describe('a figure', () => {
  it('never parts from its sign or its unit at a line end', () => {
    for (let width = 20; width < 60; width += 1) {
      const text = plain(
        { ...refused, headline: 'OS was longer, P = 0.006, in 25 of 38 patients, median 18.4 months' },
        width,
      );
      expect(text).toMatch(/P = 0\.006/u);
      expect(text).toMatch(/25 of/u);
      expect(text).toMatch(/18\.4 months/u);
    }
  });
});
