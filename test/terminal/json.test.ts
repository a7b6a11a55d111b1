import { describe, expect, it } from 'vitest';
import type { Answer } from '../../commands/answer.js';
import { AnswerJson, project, readLine, toLine } from '../../src/terminal/json.js';
import { render } from '../../src/terminal/render.js';
import { all, answered, failed, partial, refused, sheet, silent } from './answers.js';

const parsed = (answer: Answer): Record<string, unknown> => JSON.parse(toLine(answer));

describe('the projection', () => {
  for (const [name, answer] of Object.entries(all)) {
    it(`${name} fits the schema and loses nothing to it`, () => {
      const line = toLine(answer);
      expect(line).not.toContain('\n');
      expect(AnswerJson.parse(JSON.parse(line))).toEqual(project(answer));
    });

    it(`${name} carries the terminal's text`, () => {
      expect(project(answer).text).toBe(render(answer, { width: 100, color: false }));
    });
  }

  it('has the fields of the contract for a finding', () => {
    expect(parsed(answered)).toEqual({
      v: 1,
      command: 'ask',
      status: 'answered',
      headline: 'CR: 25.0% with testinib',
      evidence: [
        {
          id: 'example-2020.cr',
          code: 'ab1cd',
          source: 'example-2020',
          n: 1,
          document: '001_example.txt',
          paragraphs: [2],
          statement: 'With testinib, 10 of 40 patients had a complete remission.',
          quote: { paragraph: 2, text: 'Of 40 patients  given testinib,\n10 responded (25.0%)' },
          quoteStatus: 'quoted',
          find: '10 responded',
          population: 'AML, relapsed, n = 40',
          design: 'retrospective cohort',
          attribution: 'primary',
          figures: [
            {
              kind: 'proportion',
              measure: 'CR',
              arm: 'with testinib',
              text: '25.0%',
              detail: '10 of 40; 95% CI 14.2–40.2%',
              numbers: ['25.0', '10', '40', '95', '14.2', '40.2'],
              origin: 'printed',
            },
          ],
          readings: [],
          derived: [],
          conflicts: [],
          caveats: [],
        },
      ],
      blocks: [{ type: 'findings', evidence: ['example-2020.cr'] }],
      more: [],
      related: [],
      notices: [],
      citations: [{ n: 1, source: 'example-2020', text: 'Example E. An invented report. 2020.' }],
      suggestions: [],
      text: render(answered, { width: 100, color: false }),
    });
  });

  it('gives everything of a laden finding', () => {
    const { evidence, more, notices } = parsed(partial) as { evidence: object[]; more: string[]; notices: string[] };
    expect(evidence).toHaveLength(2);
    expect(evidence[1]).toMatchObject({
      n: 12,
      paragraphs: [5, 7],
      quote: null,
      quoteStatus: 'absent',
      definition: 'OS: from randomization; Cox regression',
      attribution: { secondary: 'Other et al.' },
      figures: [
        { kind: 'hazard-ratio', adjusted: true, origin: 'read' },
        { kind: 'derived', origin: 'derived' },
      ],
      readings: [{ printed: '0.5O', as: '0.50', why: 'a letter stands for the zero' }],
      derived: [{ text: 'sum: 30 patients', formula: '10 + 20' }],
      conflicts: [{ id: 'example-2020.other', code: 'zz9zz', statement: 'The abstract gives 0.55.' }],
      caveats: ['Not randomized.'],
    });
    expect(more).toEqual(['aaaaa', 'bbbbb', 'ccccc']);
    expect(notices).toEqual(['Not in the evidence: 5-year OS.']);
  });

  it('gives a bare passage in the shape of a finding, without a statement', () => {
    expect(parsed(partial).related).toEqual([
      {
        id: 'example-2020¶3',
        source: 'example-2020',
        n: 1,
        document: '001_example.txt',
        paragraphs: [3],
        statement: null,
        quote: { paragraph: 3, text: 'Zebras were mentioned.' },
        quoteStatus: 'quoted',
        population: null,
        design: null,
        attribution: null,
        figures: [],
        readings: [],
        derived: [],
        conflicts: [],
        caveats: [],
      },
    ]);
  });

  it('carries no evidence where nothing answers', () => {
    for (const answer of [silent, refused, failed]) expect(Object.keys(parsed(answer))).not.toContain('evidence');
    expect((parsed(silent).related as object[]).length).toBe(1);
    expect(AnswerJson.safeParse({ ...project(silent), evidence: [] }).success).toBe(false);
  });

  it('gives the reference of an error, and none elsewhere', () => {
    expect(parsed(failed)).toMatchObject({ status: 'error', reference: 'abc12345' });
    expect(Object.keys(parsed(refused))).not.toContain('reference');
  });

  it('lists a finding once that stands in two blocks', () => {
    const block = {
      type: 'findings',
      evidence: 'blocks' in answered && answered.blocks[0].type === 'findings' ? answered.blocks[0].evidence : [],
    };
    const twice = project({ ...answered, blocks: [block, block] } as Answer);
    expect('evidence' in twice && twice.evidence?.length).toBe(1);
  });

  it('gives facts, tables and bibliographies as data', () => {
    expect(parsed(sheet).blocks).toEqual([
      {
        type: 'facts',
        title: 'What it is',
        facts: [
          { label: 'Class', text: 'kinase inhibitor', sources: [] },
          { label: 'Dose', text: '400 mg twice daily', sources: [1, 3] },
        ],
      },
      {
        type: 'table',
        title: 'Compared',
        columns: ['measure', 'testinib', 'placebo'],
        rows: [
          { label: 'CR', cells: ['25.0% (10 of 40)', '5.0% (2 of 40)'] },
          { label: '2-year OS', cells: ['47.4%', 'not reported'] },
        ],
      },
      {
        type: 'bibliography',
        citations: [
          { n: 1, source: 'example-2020', text: 'Example E. An invented report. 2020.', url: 'https://example.org/1' },
        ],
      },
    ]);
    expect(parsed(sheet).evidence).toEqual([]);
  });

  it('writes what a terminal could act on as escapes, and means the same', () => {
    const headline = '\u001B[31m \u009B2J \u202Ex \u2028 \u{E0041} é 索 \uD83D';
    const line = toLine({ ...refused, headline });
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(JSON.parse(line).headline).toBe(headline);
  });
});

describe('a line of input', () => {
  it('is plain text as typed', () => {
    for (const line of ['2-year OS?', '/drug testinib', '', '[1] what is this', '42', '0.395', '61 %'])
      expect(readLine(line)).toEqual({ input: line });
  });

  it('or an object with the text', () => {
    expect(readLine('{"input": "2-year OS?"}')).toEqual({ input: '2-year OS?' });
    expect(readLine(' {"input":"a\\nb","v":1} ')).toEqual({ input: 'a\nb' });
    expect(readLine('{"input":""}')).toEqual({ input: '' });
  });

  it('and otherwise invalid, with the form that is taken', () => {
    for (const line of ['{"question":"x"}', '{"input":1}', '["x"]', '"x"', 'null', 'true', '{}', '{"input":', '{x}']) {
      const requested = readLine(line);
      if (!('answer' in requested)) throw new Error(`taken as text: ${line}`);
      expect(requested.answer.status).toBe('invalid');
      expect(requested.answer.headline).toContain('{"input": "…"}');
      expect(AnswerJson.safeParse(project(requested.answer)).success).toBe(true);
    }
  });
});
