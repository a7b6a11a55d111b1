import { basename } from 'node:path';
import { type Counts, checkEvidence } from '../../index/evidence/check.js';
import { type Corpus, corpusOf, formatFault, SeedsError } from '../../index/evidence/corpus.js';
import type { SourceDocument } from '../../index/evidence/documents.js';
import { DocumentsError, readDocuments, recognize } from '../../index/evidence/library.js';
import { loadSeeds } from '../../index/evidence/seeds.js';
import { ConfigError, readConfig } from '../config.js';

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

function checkedLines(counts: Counts): string[] {
  return [
    `Checked ${counted(counts.items, 'item')} of ${counted(counts.sources, 'source')}:`,
    `  ${counted(counts.locators, 'locator')}, ${counts.compared} of them compared with the copy at hand`,
    `  ${counted(counts.statementNumbers, 'number')} and ${counted(counts.identifiers, 'identifier')} of ${counted(counts.statements, 'statement')}`,
    `  ${counted(counts.statisticNumbers, 'number')} of ${counted(counts.statistics, 'statistic')}`,
    `  ${counted(counts.noteNumbers, 'number')} of labels, criteria and caveats`,
    `  ${counted(counts.readings, 'reading')} of damaged print, ${counted(counts.derivations, 'derivation')} recomputed`,
    `  ${counted(counts.percentages, 'percentage')} of n/N, ${counted(counts.intervals, 'interval')}, ${counted(counts.ratios, 'ratio')} within limits`,
    `  ${counted(counts.times, 'time point')}, ${counted(counts.conflicts, 'conflict')}`,
  ];
}

function copyLines(
  corpus: Corpus,
  copies: readonly SourceDocument[],
  found: ReadonlyMap<string, SourceDocument>,
): string[] {
  const lines = corpus.sources.map(({ id, number }) => {
    const copy = found.get(id);
    return `  [${number}] ${id}: ${copy ? copy.name : 'no copy at hand, checked against the stored numbers'}`;
  });
  const strangers = copies.filter((each) => ![...found.values()].includes(each)).map((each) => each.name);
  const unknown = strangers.length > 0 ? [`  taken for no source's copy: ${strangers.join(', ')}`] : [];
  return [`Copies of ${found.size} of ${counted(corpus.sources.length, 'source')} at hand:`, ...lines, ...unknown];
}

/** Checks the seeds as they are written, never the compiled ones; returns the exit code. */
function main(): number {
  const config = readConfig();
  const corpus = corpusOf(loadSeeds(config.seeds));
  // The default folder may be missing; one that the operator named may not.
  const copies = readDocuments(config.documents, config.documentsNamed);
  const found = recognize(copies, corpus.sources);
  const { counts, faults } = checkEvidence(corpus, found);
  process.stdout.write(`${[...checkedLines(counts), ...copyLines(corpus, copies, found)].join('\n')}\n`);
  if (faults.length === 0) {
    process.stdout.write('No fault.\n');
    return 0;
  }
  const folder = basename(config.seeds);
  const lines = faults.map((fault) => `  ${formatFault({ ...fault, file: `${folder}/${fault.file}` })}`);
  process.stderr.write(`${counted(faults.length, 'fault')}:\n${lines.join('\n')}\n`);
  return 1;
}

try {
  process.exitCode = main();
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof SeedsError || error instanceof DocumentsError;
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
