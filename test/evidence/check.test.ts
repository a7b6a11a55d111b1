import { describe, expect, it } from 'vitest';
import { checkEvidence } from '../../index/evidence/check.js';
import { corpusOf } from '../../index/evidence/corpus.js';
import { makeLocator } from '../../index/evidence/locator.js';
import type { Statistic } from '../../index/evidence/schema.js';
import { Concept, Source } from '../../index/evidence/schema.js';
import { type Change, concepts, documentOf, faultsOf, PARAGRAPHS, source } from './fixture.js';

const report = documentOf();

/** Lays new figures over a statistic. */
function overlay(statistic: Statistic | undefined, figures: Record<string, unknown>): void {
  if (!statistic) throw new Error('no such statistic');
  Object.assign(statistic, figures);
}

describe('the invented source', () => {
  it('has no fault, with its document and without', () => {
    expect(faultsOf()).toEqual([]);
    expect(faultsOf(undefined, report)).toEqual([]);
  });

  it('is counted by what was looked at', () => {
    const corpus = corpusOf({
      sources: [Source.parse(source())],
      concepts: concepts().map((each) => Concept.parse(each)),
    });
    const expected = {
      sources: 1,
      items: 6,
      locators: 6,
      statements: 6,
      statementNumbers: 3 + 5 + 6 + 1 + 5 + 2,
      statistics: 7,
      statisticNumbers: 2 + 3 + 6 + 4 + 1,
      identifiers: 1,
      readings: 1,
      derivations: 1,
      noteNumbers: 3 + 1,
      percentages: 2,
      intervals: 2,
      ratios: 1,
      times: 1,
      conflicts: 2,
    };
    expect(checkEvidence(corpus, new Map()).counts).toEqual({ ...expected, compared: 0 });
    expect(checkEvidence(corpus, new Map([['report-2020', report]])).counts).toEqual({ ...expected, compared: 6 });
  });
});

/** Broken in the seeds: caught with the document and without it. */
const ALWAYS: readonly [what: string, change: Change, path: string, message: string][] = [
  [
    'a figure of a statement',
    ({ item }) => {
      item('os-2y').statement = 'The 2-year OS was 46.1% (95% CI 30.0 to 61.0) with testinib, 24.0% without.';
    },
    'items.1 (report-2020.os-2y).statement',
    "24.0 stands in none of the item's passages",
  ],
  [
    'a trailing zero',
    ({ item }) => {
      item('cr-summary').statement = 'The summary gives 26.0 patients in remission.';
    },
    'items.3 (report-2020.cr-summary).statement',
    "26.0 stands in none of the item's passages",
  ],
  [
    'a number word of a statement',
    ({ item }) => {
      item('cr-summary').statement = 'The summary gives 26 patients in remission and eighty-eight doses.';
    },
    'items.3 (report-2020.cr-summary).statement',
    "88 stands in none of the item's passages",
  ],
  [
    'a derived figure in a statement',
    ({ item }) => {
      item('cr').statement += ' Together 51.6% did.';
    },
    'items.2 (report-2020.cr).statement',
    "51.6 stands in none of the item's passages",
  ],
  [
    'a statistic that says otherwise than its statement',
    ({ item }) => {
      item('cr').statement = '25 patients with testinib (65.8%) and seven without reached a CR.';
    },
    'items.2 (report-2020.cr).statistics.1',
    '29.2 is not in the statement',
  ],
  [
    'a percentage that is not n of N',
    ({ item }) => overlay(item('cr').statistics[0], { percent: '29.2' }),
    'items.2 (report-2020.cr).statistics.0',
    '25 of 38 is 65.79%, not 29.2%',
  ],
  [
    'more than all',
    ({ item }) => overlay(item('cr').statistics[0], { n: '38', of: '25', percent: undefined }),
    'items.2 (report-2020.cr).statistics.0',
    '38 of 25 is more than all',
  ],
  [
    'a value outside its interval',
    ({ item }) => overlay(item('os-2y').statistics[0], { percent: '61.0', ci: { low: '30.0', high: '46.1' } }),
    'items.1 (report-2020.os-2y).statistics.0',
    '61.0 lies outside its ci of 30.0 to 46.1',
  ],
  [
    'an interval upside down',
    ({ item }) => overlay(item('os-2y').statistics[0], { ci: { low: '61.0', high: '30.0' } }),
    'items.1 (report-2020.os-2y).statistics.0',
    'the ci runs from 61.0 down to 30.0',
  ],
  [
    'a ratio away from the middle of its interval',
    ({ item }) => overlay(item('hr').statistics[0], { value: '0.80' }),
    'items.4 (report-2020.hr).statistics.0',
    'a ratio stands near √(low × high) of its ci, which is 0.400, not 0.80',
  ],
  [
    'a formula that comes to something else',
    ({ item }) => {
      item('cr').derived = [{ label: 'CR in both arms together', value: '51.6', formula: '(25 + 7) / 38 * 100' }];
    },
    'items.2 (report-2020.cr).derived.0.formula',
    '(25 + 7) / 38 * 100 is 84.2105, not 51.6',
  ],
  [
    'a formula of figures that are not printed',
    ({ item }) => {
      item('cr').derived = [{ label: 'CR in both arms together', value: '51.6', formula: '32 / (38 + 24) * 100' }];
    },
    'items.2 (report-2020.cr).derived.0.formula',
    "32 stands in none of the item's passages",
  ],
  [
    'a formula that is none',
    ({ item }) => {
      item('cr').derived = [{ label: 'CR in both arms together', value: '51.6', formula: '(25 + 7' }];
    },
    'items.2 (report-2020.cr).derived.0.formula',
    '"(25 + 7" leaves a parenthesis open',
  ],
  [
    'a reading with other digits than the print',
    ({ item }) => {
      item('dose').read = [
        { printed: '3.0 × 107CD3+T cells/kg', as: '3.0 × 10^8, so 10^7, CD3+ T cells/kg', why: 'wrong' },
      ];
    },
    'items.5 (report-2020.dose).read.0',
    'a reading restores signs and spaces, never digits',
  ],
  [
    'a search key of seven words',
    ({ item }) => {
      for (const each of item('cr').locators) each.find = 'was reached by 25 of 38 patients';
    },
    'items.2 (report-2020.cr).locators.0',
    'has 7 words: take at most 6',
  ],
  [
    'a conflict that is not mutual',
    ({ item }) => {
      item('cr-summary').conflicts = [];
    },
    'items.2 (report-2020.cr).conflicts',
    '"report-2020.cr-summary" does not name "report-2020.cr" in turn',
  ],
  [
    'a conflict with itself',
    ({ item }) => {
      item('hr').conflicts = ['report-2020.hr'];
    },
    'items.4 (report-2020.hr).conflicts',
    'an item does not conflict with itself',
  ],
  [
    'a time that no passage states',
    ({ item }) => {
      item('os-2y').outcome = { measure: 'os', time: { value: 5, unit: 'year' } };
    },
    'items.1 (report-2020.os-2y).outcome.time',
    "none of the item's passages states 5 years",
  ],
  [
    'a figure of a caveat',
    ({ item }) => {
      item('hr').caveats = ['Only 12 deaths occurred.'];
    },
    'items.4 (report-2020.hr).caveats.0',
    '12 stands in no passage and no derivation of the source',
  ],
  [
    'a figure of a criterion',
    ({ item }) => {
      item('cr').outcome = { measure: 'cr', criteria: 'fewer than 9% blasts' };
    },
    'items.2 (report-2020.cr).outcome.criteria',
    '9 stands in no passage and no derivation of the source',
  ],
  [
    "a figure of a statistic's label",
    ({ item }) => overlay(item('sample').statistics[0], { label: 'under 70 years' }),
    'items.0 (report-2020.sample).statistics.0.label',
    '70 stands in no passage and no derivation of the item',
  ],
  [
    'the size of an arm',
    ({ source }) => {
      source.arms['testinib'] = {
        label: 'with testinib',
        n: 39,
        with: ['testinib'],
        without: [],
        control: false,
        aliases: [],
      };
    },
    'arms.testinib',
    '39 stands in no passage of the source',
  ],
  [
    'the label of a cohort',
    ({ source }) => {
      source.cohorts['all'] = { label: 'AML, aged 60 or older', n: 62, attributes: ['aml'], ages: ['elderly'] };
    },
    'cohorts.all',
    '60 stands in no passage of the source',
  ],
];

describe('what is broken in the seeds', () => {
  it.each(ALWAYS)('%s is caught, with the document and without', (_, change, path, message) => {
    for (const document of [undefined, report]) {
      const faults = faultsOf(change, document);
      expect(faults).toEqual([expect.stringContaining(message)]);
      expect(faults[0]).toMatch(new RegExp(`^${path.replace(/[.()]/gu, '\\$&')}: `, 'u'));
    }
  });

  it('gives every fault at once', () => {
    const faults = faultsOf(({ item }) => {
      item('sample').statement = '62 patients were studied: 38 with testinib, 99 without.';
      item('hr').statement = 'The hazard ratio for death was 0.40 (99% CI 0.20 to 0.80; P = 0.010).';
    });
    expect(faults.map((each) => each.split(' ', 4).join(' '))).toEqual([
      'items.0 (report-2020.sample).statement: 99 stands',
      'items.4 (report-2020.hr).statement: 99 stands',
    ]);
  });

  it('names the statistic whose figure stands nowhere', () => {
    const change: Change = ({ item }) => overlay(item('sample').statistics[0], { n: '63' });
    for (const document of [undefined, report])
      expect(faultsOf(change, document)).toEqual([
        expect.stringMatching(
          /^items\.0 \(report-2020\.sample\)\.statistics\.0: 63 stands in none of the item's passages/u,
        ),
      ]);
  });

  it('finds figures that neither a document nor stored numbers prove', () => {
    const faults = faultsOf(({ item }) => {
      for (const each of item('cr-summary').locators) each.numbers = [];
    });
    expect(faults).toEqual([expect.stringContaining("26 stands in none of the item's passages")]);
  });

  it('lets caveats speak: number words, references and our arithmetic are no figures', () => {
    const caveats = [
      'One arm is small, two are smaller.',
      'See references 77, 78 and 79 (reference 80).',
      '51.6% is derived.',
    ];
    expect(
      faultsOf(({ item }) => {
        item('hr').caveats = caveats;
      }),
    ).toEqual([]);
  });
});

/** Broken so that only the document can tell. */
const WITH_DOCUMENT: readonly [what: string, change: Change, message: string][] = [
  ['a paragraph', ({ item }) => locator(item('cr')).paragraph++, 'the passage stands in ¶4 of report.txt, not in ¶5'],
  [
    'a paragraph that is not there',
    ({ item }) => {
      Object.assign(locator(item('cr')), { paragraph: 40, span: [0, 98] });
    },
    'report.txt has no ¶40',
  ],
  [
    'a span',
    ({ item }) => {
      locator(item('cr')).span = [0, 30];
    },
    'does not have the passage that was curated',
  ],
  [
    'a span beyond the paragraph',
    ({ item }) => {
      locator(item('cr')).span = [0, 3000];
    },
    'the span [0, 3000] is none of ¶4',
  ],
  [
    'a span that begins right and ends beyond the paragraph',
    ({ item }) => {
      const whole = makeLocator(report, 4, 'Complete', 'testinib.');
      item('cr').locators = [{ ...whole, find: '25 of 38 patients', span: [0, 101] }];
    },
    'the span [0, 101] is none of ¶4 of report.txt, which has 100 characters',
  ],
  [
    'a fingerprint',
    ({ item }) => {
      locator(item('cr')).sha256 = 'a'.repeat(64);
    },
    'does not have the passage that was curated',
  ],
  ['stored numbers', ({ item }) => locator(item('cr')).numbers.push('99'), 'stored are 25, 38, 65.8, 7, 24, 29.2, 99'],
  [
    'a search key that is not there',
    ({ item }) => {
      locator(item('cr')).find = '25 of 38 women';
    },
    'the search key "25 of 38 women" does not stand exactly once',
  ],
  [
    'a search key of another paragraph',
    ({ item }) => {
      locator(item('cr')).find = 'an invented report';
    },
    'the search key "an invented report" does not stand in ¶4 of report.txt',
  ],
  [
    'a search key that stands twice',
    ({ item }) => {
      locator(item('cr')).find = 'testinib';
    },
    'the search key "testinib" does not stand exactly once',
  ],
  [
    'the registry number of a trial',
    ({ item }) => {
      item('sample').statement = '62 patients were studied: 38 with testinib, 24 without (NCT00000132).';
    },
    "NCT00000132 stands in none of the item's passages",
  ],
  [
    'damaged print that is printed otherwise',
    ({ item }) => {
      item('dose').read = [{ printed: '3.0 × 10 7CD3+T', as: '3.0 × 10^7 CD3+ T', why: 'another blank' }];
    },
    '"3.0 × 10 7CD3+T" is not printed',
  ],
];

function locator(item: { locators: Source['items'][number]['locators'] }) {
  const [first] = item.locators;
  if (!first) throw new Error('no locator');
  return first;
}

describe('what only the document can tell', () => {
  it.each(WITH_DOCUMENT)('%s is caught with it', (_, change, message) => {
    expect(faultsOf(change, report)).toEqual([expect.stringContaining(message)]);
    expect(faultsOf(change)).toEqual([]);
  });

  it('says where a passage moved to', () => {
    const moved = documentOf(['A preface.', ...PARAGRAPHS]);
    expect(faultsOf(undefined, moved)).toContainEqual(
      expect.stringMatching(/^items\.2 .* the passage stands in ¶5 of report\.txt, not in ¶4/u),
    );
  });

  it('catches a document that prints another figure', () => {
    const altered = documentOf(PARAGRAPHS.map((each) => each.replace('24.0%', '25.0%').replace('(65.8%)', '(68.5%)')));
    expect(faultsOf(undefined, altered)).toEqual([
      expect.stringMatching(/^items\.2 .*locators\.0: ¶4 of report\.txt does not have the passage that was curated/u),
    ]);
  });

  it('tells a time point from a number that only looks like it', () => {
    const change: Change = ({ item }) => {
      item('os-2y').outcome = { measure: 'os', time: { value: 95, unit: 'day' } };
    };
    expect(faultsOf(change)).toEqual([]);
    expect(faultsOf(change, report)).toEqual([expect.stringContaining('states 95 days')]);
  });

  it('follows the locator of a caveat', () => {
    const change: Change = ({ item }) => {
      const moved = { ...locator(item('cr')), paragraph: 5 };
      item('hr').caveats = [{ text: 'Remission was reached by 25.', locator: moved }];
    };
    expect(faultsOf(change)).toEqual([]);
    expect(faultsOf(change, report)).toContainEqual(
      expect.stringMatching(/^items\.4 \(report-2020\.hr\)\.caveats\.0\.locator: the passage stands in ¶4/u),
    );
  });
});

describe('plausible figures', () => {
  const ratio = (value: string, low: string, high: string): string[] =>
    faultsOf(({ item }) => {
      const each = item('hr');
      for (const stored of each.locators) stored.numbers = [value, low, high];
      each.statement = `The hazard ratio was ${value} (${low} to ${high}).`;
      each.statistics = [{ kind: 'hazard-ratio', value, ci: { low, high }, adjusted: true }];
      for (const stored of each.locators) stored.find = 'The hazard ratio';
    });

  it('allows a ratio what rounding and nearly symmetric intervals need', () => {
    expect(ratio('0.395', '0.208', '0.751')).toEqual([]);
    expect(ratio('0.4', '0.2', '0.7')).toEqual([]);
    expect(ratio('0.1', '0.0', '0.4')).toEqual([]);
    expect(ratio('0.395', '0.208', '0.571')).toEqual([expect.stringContaining('which is 0.345, not 0.395')]);
    expect(ratio('1.50', '0.90', '2.10')).toEqual([expect.stringContaining('which is 1.37, not 1.50')]);
  });

  it('rounds a percentage to the decimals that are printed', () => {
    const share = (n: string, of: string, percent: string): string[] =>
      faultsOf(({ item }) => {
        const each = item('cr-summary');
        for (const stored of each.locators) Object.assign(stored, { numbers: [n, of, percent] });
        each.statement = `${n} of ${of} (${percent}%).`;
        each.statistics = [{ kind: 'proportion', n, of, percent }];
      });
    expect(share('2', '3', '67')).toEqual([]);
    expect(share('2', '3', '66.7')).toEqual([]);
    expect(share('1', '8', '12')).toEqual([]);
    expect(share('1', '8', '13')).toEqual([]);
    expect(share('2', '3', '66')).toEqual([expect.stringContaining('2 of 3 is 66.67%, not 66%')]);
    expect(share('2', '3', '66.6')).toEqual([expect.stringContaining('2 of 3 is 66.67%, not 66.6%')]);
  });

  it('keeps the bounds of a stated range in order', () => {
    const change: Change = ({ item }) => {
      item('sample').statistics.push({ kind: 'range', low: '38', high: '24', unit: 'patients' });
    };
    expect(faultsOf(change)).toEqual([expect.stringContaining('the range runs from 38 down to 24')]);
  });

  it('compares powers by what they are worth', () => {
    const power = (low: string, high: string): string[] =>
      faultsOf(({ item }) => {
        const each = item('dose');
        for (const stored of each.locators) stored.numbers = ['3.0', '107', low, high];
        each.statement = `${low} to ${high} cells.`;
        each.statistics = [{ kind: 'range', low, high, unit: 'T cells/kg' }];
      });
    expect(power('10^7', '10^10')).toEqual([]);
    expect(power('10^10', '10^7')).toEqual([expect.stringContaining('the range runs from 10^10 down to 10^7')]);
  });
});
