import type { Answer, Evidence, Figure, Passage, SourceRef } from '../../commands/answer.js';

export const source: SourceRef = { id: 'example-2020', number: 1, label: 'Example 2020', file: '001_example.txt' };

export const rate: Figure = {
  kind: 'proportion',
  measure: 'CR',
  arm: 'with testinib',
  text: '25.0%',
  detail: '10 of 40; 95% CI 14.2–40.2%',
  numbers: ['25.0', '10', '40', '95', '14.2', '40.2'],
  origin: 'printed',
};

/** A finding whose copy is at hand. */
export const quoted: Evidence = {
  id: 'example-2020.cr',
  code: 'ab1cd',
  source,
  paragraphs: [2],
  statement: 'With testinib, 10 of 40 patients had a complete remission.',
  quote: { paragraph: 2, text: 'Of 40 patients  given testinib,\n10 responded (25.0%)' },
  quoteStatus: 'quoted',
  find: '10 responded',
  population: 'AML, relapsed, n = 40',
  design: 'retrospective cohort',
  figures: [rate],
  readings: [],
  derived: [],
  caveats: [],
  conflicts: [],
};

/** The same without a copy. */
export const unquoted: Evidence = { ...quoted, quote: null, quoteStatus: 'absent' };

/** A finding with everything that one can have. */
export const laden: Evidence = {
  ...unquoted,
  id: 'example-2020.os',
  code: 'ef2gh',
  source: { ...source, number: 12 },
  paragraphs: [5, 7],
  statement: 'Death was rarer with testinib.',
  definition: 'OS: from randomization; Cox regression',
  secondary: 'Other et al.',
  figures: [
    {
      kind: 'hazard-ratio',
      measure: 'OS',
      text: 'HR 0.50',
      detail: '',
      numbers: ['0.50'],
      adjusted: true,
      origin: 'read',
    },
    {
      kind: 'derived',
      measure: 'sum',
      text: '30 patients',
      detail: 'our arithmetic: 10 + 20',
      numbers: ['30'],
      origin: 'derived',
    },
  ],
  readings: [{ printed: '0.5O', as: '0.50', why: 'a letter stands for the zero' }],
  derived: [{ text: 'sum: 30 patients', formula: '10 + 20' }],
  caveats: ['Not randomized.'],
  conflicts: [{ id: 'example-2020.other', code: 'zz9zz', statement: 'The abstract gives 0.55.' }],
};

export const passage: Passage = { source, paragraph: 3, text: 'Zebras were mentioned.' };

const common = {
  command: 'ask',
  headline: 'CR: 25.0% with testinib',
  notices: [],
  related: [],
  citations: [{ number: 1, source: 'example-2020', text: 'Example E. An invented report. 2020.' }],
  suggestions: [],
};

export const answered: Answer = {
  ...common,
  status: 'answered',
  blocks: [{ type: 'findings', evidence: [quoted] }],
  more: [],
};

export const partial: Answer = {
  ...common,
  status: 'partial',
  blocks: [{ type: 'findings', title: 'CR with testinib', evidence: [unquoted, laden] }],
  more: ['aaaaa', 'bbbbb', 'ccccc'],
  notices: ['Not in the evidence: 5-year OS.'],
  related: [passage],
};

export const silent: Answer = {
  ...common,
  status: 'no-evidence',
  headline: 'Not in the evidence: 5-year OS with testinib.',
  notices: ['Looked for in the text of all 1 sources held.'],
  related: [unquoted],
};

export const refused: Answer = {
  ...common,
  status: 'invalid',
  headline: 'There is no such command.',
  citations: [],
  suggestions: [{ label: 'Help', input: '/help' }],
};

export const failed: Answer = {
  ...common,
  status: 'error',
  headline: 'Not answered: something went wrong.',
  citations: [],
  reference: 'abc12345',
};

/** Every block type but findings. */
export const sheet: Answer = {
  ...common,
  command: 'drug',
  status: 'answered',
  headline: 'testinib',
  blocks: [
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
      entries: [
        {
          number: 1,
          source: 'example-2020',
          text: 'Example E. An invented report. 2020.',
          url: 'https://example.org/1',
        },
      ],
    },
  ],
  more: [],
};

export const all = { answered, partial, silent, refused, failed, sheet };
