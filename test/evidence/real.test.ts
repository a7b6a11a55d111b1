import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkEvidence } from '../../index/evidence/check.js';
import { formatFault } from '../../index/evidence/corpus.js';
import { readDocuments, recognize } from '../../index/evidence/library.js';
import { loadCorpus } from '../../index/evidence/seeds.js';

const corpus = loadCorpus(fileURLToPath(new URL('../../seeds', import.meta.url)));
const folder = process.env['MARROW_DOCUMENTS'];

describe('the evidence', () => {
  it('has no fault by its stored numbers', () => {
    const { counts, faults } = checkEvidence(corpus, new Map());
    expect(faults.map(formatFault)).toEqual([]);
    expect(counts.items).toBe(corpus.findings.size);
    expect(counts.compared).toBe(0);
  });
});

describe.skipIf(!folder)('the evidence beside the documents of MARROW_DOCUMENTS', () => {
  it('has no fault, and every passage of a document at hand is compared', () => {
    const documents = recognize(readDocuments(folder ?? ''), corpus.sources);
    const { counts, faults } = checkEvidence(corpus, documents);
    expect(faults.map(formatFault)).toEqual([]);
    expect(documents.size).toBeGreaterThan(0);
    if (documents.size === corpus.sources.length) expect(counts.compared).toBe(counts.locators);
  });
});
