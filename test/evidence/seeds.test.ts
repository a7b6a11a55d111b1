import { describe, expect, it } from 'vitest';
import { formatFault, SeedsError } from '../../index/evidence/corpus.js';
import { loadSeeds } from '../../index/evidence/seeds.js';
import { concepts, source, writeSeeds } from './fixture.js';

type RawSource = ReturnType<typeof source>;
type RawItem = Record<string, unknown>;

/** Every fault of seeds that are written to disk and loaded, as they are printed. */
function faultsOf(files: Record<string, unknown>): string[] {
  try {
    loadSeeds(writeSeeds(files));
    return [];
  } catch (error) {
    if (!(error instanceof SeedsError)) throw error;
    return error.faults.map(formatFault);
  }
}

/** The source with some of its items changed. */
function changed(
  change: (items: RawItem[], source: RawSource & Record<string, unknown>) => void,
): Record<string, unknown> {
  const written = source() as RawSource & Record<string, unknown>;
  change(written.items as RawItem[], written);
  return { 'sources/report-2020.yaml': written };
}

const set = (index: number, fields: RawItem) => changed((items) => Object.assign(items[index] ?? {}, fields));
const FILE = 'seeds/sources/report-2020.yaml';

describe('seeds without a fault', () => {
  it('are loaded', () => {
    const seeds = loadSeeds(writeSeeds());
    expect(seeds.sources.map((each) => each.items.length)).toEqual([6]);
    expect(seeds.concepts.map((each) => each.id)).toEqual(['aml', 'testinib', 'os', 'cr']);
  });
});

describe('a reference that leads nowhere', () => {
  it.each([
    [{ population: 'nobody' }, 'items.0 (report-2020.sample): the source has no cohort "nobody"'],
    [{ intervention: ['testimab'] }, 'items.0 (report-2020.sample).intervention: the vocabulary has no "testimab"'],
    [{ comparator: ['testimab'] }, 'items.0 (report-2020.sample).comparator: the vocabulary has no "testimab"'],
    [{ about: ['weather'] }, 'items.0 (report-2020.sample).about: the vocabulary has no "weather"'],
    [{ outcome: { measure: 'efs' } }, 'items.0 (report-2020.sample).outcome.measure: the vocabulary has no "efs"'],
    [
      { conflicts: ['report-2020.x'] },
      'items.0 (report-2020.sample): conflicts names "report-2020.x", which is no item',
    ],
    [
      { statistics: [{ kind: 'count', arm: 'placebo', n: '62', unit: 'patients' }] },
      'items.0 (report-2020.sample).statistics.0: the source has no arm "placebo"',
    ],
    [
      { statistics: [{ kind: 'p-value', p: { value: '0.010' }, contrast: { of: 'testinib', versus: 'placebo' } }] },
      'items.0 (report-2020.sample).statistics.0.contrast: the source has no arm "placebo"',
    ],
  ])('is caught: %j', (fields, message) => {
    expect(faultsOf(set(0, fields))).toEqual([`${FILE} at ${message}`]);
  });

  it('is caught in the event from which time is counted, which readers see in words', () => {
    expect(faultsOf(set(0, { outcome: { measure: 'os', from: 'birth', criteria: 'from birth' } }))).toEqual([
      `${FILE} at items.0 (report-2020.sample).outcome.from: the vocabulary has no "birth"`,
    ]);
    expect(faultsOf(set(0, { outcome: { measure: 'os', from: 'aml' } }))).toEqual([
      `${FILE} at items.0.outcome.criteria: say in words from when time is counted: readers see these, not \`from\``,
    ]);
  });

  it('is caught in cohorts and arms', () => {
    const faults = faultsOf(
      changed((_, written) => {
        written.cohorts.all.attributes = ['all-of-it'];
        written.arms.testinib.with = ['testimab'];
      }),
    );
    expect(faults).toEqual([
      `${FILE} at cohorts.all.attributes: the vocabulary has no "all-of-it"`,
      `${FILE} at arms.testinib: the vocabulary has no "testimab"`,
    ]);
  });

  it('is caught in the vocabulary', () => {
    const vocabulary = [
      ...concepts(),
      { id: 'flt3-inhibitor', label: 'FLT3 inhibitor', kind: 'class', parents: ['tki'] },
    ];
    expect(faultsOf({ 'vocabulary/all.yaml': vocabulary })).toEqual([
      'seeds/vocabulary/all.yaml at 4.parents: no concept "tki"',
    ]);
  });
});

describe('what may be used once only', () => {
  it("is an item's id", () => {
    expect(faultsOf(set(3, { id: 'report-2020.hr', conflicts: [] }))).toContain(
      `${FILE} at items.4 (report-2020.hr): "report-2020.hr" is used twice, first in ${FILE} at items.3 (report-2020.hr)`,
    );
  });

  it("is an item's code, in all sources", () => {
    const second = { ...source(), id: 'other-2021', number: 2, items: [{ ...source().items[4], id: 'other-2021.hr' }] };
    expect(faultsOf(set(3, { code: 'aaaa1' }))).toEqual([
      `${FILE} at items.3 (report-2020.cr-summary).code: "aaaa1" is used twice, first in ${FILE} at items.0 (report-2020.sample).code`,
    ]);
    expect(faultsOf({ 'sources/other-2021.yaml': second })).toEqual([
      `${FILE} at items.4 (report-2020.hr).code: "aaaa5" is used twice, first in seeds/sources/other-2021.yaml at items.0 (other-2021.hr).code`,
    ]);
  });

  it("is a source's id and number", () => {
    const [item] = source().items;
    const twin = { ...source(), items: [{ ...item, id: 'report-2020.twin', code: 'bbbb1' }] };
    expect(faultsOf({ 'sources/twin.yaml': twin })).toEqual([
      'seeds/sources/twin.yaml at id: the file of "report-2020" is named report-2020.yaml',
      `seeds/sources/twin.yaml at id: "report-2020" is used twice, first in ${FILE} at id`,
      `seeds/sources/twin.yaml at number: "1" is used twice, first in ${FILE} at number`,
    ]);
  });

  it("is a concept's id", () => {
    const more = [{ id: 'os', label: 'another OS', kind: 'measure' }];
    expect(faultsOf({ 'vocabulary/more.yaml': more })).toEqual([
      'seeds/vocabulary/more.yaml at 0.id: "os" is used twice',
    ]);
  });

  it('is a name, whatever its case, hyphens and spaces', () => {
    const more = [{ id: 'otherib', label: 'otherib', kind: 'agent', aliases: ['TESTI-VA'] }];
    expect(faultsOf({ 'vocabulary/more.yaml': more })).toEqual([
      'seeds/vocabulary/more.yaml at 0 (otherib): the name "TESTI-VA" already belongs to "testinib"',
    ]);
  });
});

describe('the format', () => {
  it("refuses an item whose id is not its source's", () => {
    expect(faultsOf(set(0, { id: 'elsewhere.sample' }))).toEqual([
      `${FILE} at items.0 (elsewhere.sample): an item's id begins with its source's: "report-2020."`,
    ]);
  });

  it('refuses figures that are not written as printed', () => {
    const [fault, ...others] = faultsOf(set(0, { statistics: [{ kind: 'count', n: 62, unit: 'patients' }] }));
    expect(fault).toContain(`${FILE} at items.0.statistics.0.n:`);
    expect(others).toEqual([]);
  });

  it('refuses a search key of more than six words and fields it does not know', () => {
    const [item] = source().items;
    const locators = item?.locators.map((each) => ({ ...each, find: 'patients were treated, 38 with testinib and' }));
    expect(faultsOf(set(0, { locators }))).toEqual([
      `${FILE} at items.0.locators.0.find: a search key has at most six words`,
    ]);
    expect(faultsOf(set(0, { statment: 'misspelled' }))).toEqual([expect.stringContaining('statment')]);
  });

  it('names the line where YAML breaks off, and goes on to the other files', () => {
    const faults = faultsOf({
      'sources/broken.yaml': 'id: x\nitems: [',
      'vocabulary/more.yaml': [{ id: 'os', label: 'x', kind: 'measure' }],
    });
    expect(faults).toEqual([
      expect.stringMatching(/^seeds\/sources\/broken\.yaml at line \d: not valid YAML/u),
      'seeds/vocabulary/more.yaml at 0.id: "os" is used twice',
    ]);
  });

  it('gives every fault of every file at once', () => {
    const files = {
      ...set(0, { population: 'nobody', code: 'aaaa2' }),
      'vocabulary/more.yaml': [{ id: 'os', label: 'x', kind: 'measure' }],
    };
    expect(() => loadSeeds(writeSeeds(files))).toThrow(
      /^3 faults in the seeds:\n {2}seeds\/vocabulary\/more\.yaml at 0\.id: .*\n {2}.*\n {2}/u,
    );
  });

  it('says that a folder is missing', () => {
    expect(() => loadSeeds('/nowhere/seeds')).toThrow('seeds/sources: the folder is missing or cannot be read');
  });
});
