import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { checkEvidence } from '../../index/evidence/check.js';
import { corpusOf } from '../../index/evidence/corpus.js';
import { readDocument, type SourceDocument } from '../../index/evidence/documents.js';
import { makeLocator } from '../../index/evidence/locator.js';
import { Concept, type Item, type Locator, Source } from '../../index/evidence/schema.js';

/** An invented report; its paragraphs are counted from 1. */
export const PARAGRAPHS = [
  'Testinib in relapsed leukemia: an invented report',
  'Sixty-two patients were treated, 38 with testinib and 24 without [1–3] (NCT00000123).',
  'The 2-year overall survival was 46.1% (95% CI 30.0–61.0%) with testinib and 24.0% in the others.',
  'Complete remission was reached by 25 of 38 patients (65.8%) and by seven of 24 (29.2%) without testinib.',
  'The hazard ratio for death was 0.40 (95% CI 0.20–0.80; P = 0.010).',
  'Cells were given at 3.0 × 107CD3+T cells/kg.',
  'In the summary, remission is given for 26 patients.',
  'The report ends here, after 5 pages.',
];

/** The invented report, or one with other paragraphs. */
export const documentOf = (paragraphs: readonly string[] = PARAGRAPHS, name = 'report.txt'): SourceDocument =>
  readDocument(name, paragraphs.join('\n\n'));

const report = documentOf();
const passage = (paragraph: number, from: string, to: string, find: string): Locator =>
  makeLocator(report, paragraph, from, to, find);

/** The vocabulary as it stands in a seed file. */
export const concepts = () => [
  { id: 'aml', label: 'AML', kind: 'disease', aliases: ['acute myeloid leukemia'] },
  { id: 'testinib', label: 'testinib', kind: 'agent', brands: ['Testiva'] },
  { id: 'os', label: 'OS', kind: 'measure', expansion: 'overall survival' },
  { id: 'cr', label: 'CR', kind: 'measure' },
];

/** The source as it stands in a seed file; nothing in it is wrong. */
export const source = () => ({
  schemaVersion: 1,
  id: 'report-2020',
  number: 1,
  label: 'Report 2020',
  file: 'report.txt',
  kind: 'research article',
  design: 'invented cohort',
  access: { held: 'full text' },
  reviewed: { on: '2026-01-01', by: 'the tests' },
  citation: {},
  cohorts: { all: { label: 'AML', n: 62, attributes: ['aml'], ages: ['not-stated'] } },
  arms: {
    testinib: { label: 'with testinib', n: 38, with: ['testinib'] },
    others: { label: 'without testinib', n: 24, without: ['testinib'], control: true },
  },
  items: [
    {
      id: 'report-2020.sample',
      code: 'aaaa1',
      kind: 'characteristic',
      statement: '62 patients were studied: 38 with testinib, 24 without (NCT00000123).',
      locators: [passage(2, 'Sixty-two', 'NCT00000123)', '38 with testinib')],
      population: 'all',
      statistics: [
        { kind: 'count', n: '62', unit: 'patients' },
        { kind: 'count', arm: 'testinib', n: '38', unit: 'patients' },
      ],
    },
    {
      id: 'report-2020.os-2y',
      code: 'aaaa2',
      kind: 'result',
      statement: 'The 2-year OS was 46.1% (95% CI 30.0 to 61.0) with testinib.',
      locators: [passage(3, 'The 2-year', 'with testinib', 'was 46.1%')],
      population: 'all',
      intervention: ['testinib'],
      outcome: { measure: 'os', time: { value: 2, unit: 'year' } },
      statistics: [{ kind: 'rate', arm: 'testinib', percent: '46.1', ci: { low: '30.0', high: '61.0' } }],
    },
    {
      id: 'report-2020.cr',
      code: 'aaaa3',
      kind: 'result',
      statement: '25 of 38 patients with testinib (65.8%) and seven of 24 without (29.2%) reached a CR.',
      locators: [passage(4, 'Complete remission', 'without testinib', '25 of 38 patients')],
      population: 'all',
      intervention: ['testinib'],
      outcome: { measure: 'cr' },
      statistics: [
        { kind: 'proportion', arm: 'testinib', percent: '65.8', n: '25', of: '38' },
        { kind: 'proportion', arm: 'others', percent: '29.2', n: '7', of: '24' },
      ],
      derived: [{ label: 'CR in both arms together', value: '51.6', unit: '%', formula: '(25 + 7) / (38 + 24) * 100' }],
      caveats: ['The 51.6% are our own arithmetic.'],
      conflicts: ['report-2020.cr-summary'],
    },
    {
      id: 'report-2020.cr-summary',
      code: 'aaaa4',
      kind: 'result',
      statement: 'The summary gives 26 patients in remission.',
      locators: [passage(7, 'In the summary', '26 patients', 'remission is given')],
      population: 'all',
      outcome: { measure: 'cr' },
      conflicts: ['report-2020.cr'],
    },
    {
      id: 'report-2020.hr',
      code: 'aaaa5',
      kind: 'result',
      statement: 'The hazard ratio for death was 0.40 (95% CI 0.20 to 0.80; P = 0.010).',
      locators: [passage(5, 'The hazard ratio', '0.010)', 'for death was 0.40')],
      population: 'all',
      outcome: { measure: 'os' },
      statistics: [
        {
          kind: 'hazard-ratio',
          value: '0.40',
          ci: { low: '0.20', high: '0.80' },
          adjusted: false,
          contrast: { of: 'testinib', versus: 'others' },
          p: { value: '0.010' },
        },
      ],
    },
    {
      id: 'report-2020.dose',
      code: 'aaaa6',
      kind: 'treatment',
      statement: 'The dose was 3.0 × 10^7 CD3+ T cells per kg.',
      locators: [passage(6, 'Cells', 'kg', 'Cells were given')],
      population: 'all',
      statistics: [{ kind: 'quantity', value: '10^7', unit: 'T cells/kg' }],
      read: [
        { printed: '3.0 × 107CD3+T cells/kg', as: '3.0 × 10^7 CD3+ T cells/kg', why: 'the exponent fell to the line' },
      ],
    },
  ],
});

/** Changes the curated source on its way to the check. */
export type Change = (parts: { readonly source: Source; readonly item: (id: string) => Item }) => void;

/** What the check says of the invented source once it is changed, as `path: message`. */
export function faultsOf(change: Change = () => {}, document?: SourceDocument): string[] {
  const changed = Source.parse(source());
  change({
    source: changed,
    item: (id) => {
      const found = changed.items.find((each) => each.id === `report-2020.${id}`);
      if (!found) throw new Error(`the fixture has no item ${id}`);
      return found;
    },
  });
  const corpus = corpusOf({ sources: [changed], concepts: concepts().map((each) => Concept.parse(each)) });
  const { faults } = checkEvidence(corpus, new Map(document ? [['report-2020', document]] : []));
  return faults.map(({ path, message }) => `${path}: ${message}`);
}

/** Writes a seeds folder; the keys of `files` are paths in it, their values data or YAML as it stands. */
export function writeSeeds(files: Record<string, unknown> = {}): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'marrow-')), 'seeds');
  for (const part of ['sources', 'vocabulary']) mkdirSync(join(folder, part), { recursive: true });
  const all = { 'sources/report-2020.yaml': source(), 'vocabulary/all.yaml': concepts(), ...files };
  for (const [path, content] of Object.entries(all))
    writeFileSync(join(folder, path), typeof content === 'string' ? content : `${stringify(content)}...\n`);
  return folder;
}
