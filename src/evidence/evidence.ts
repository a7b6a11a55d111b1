import { openCorpus } from '../../index/evidence/compiled.js';
import type { Corpus } from '../../index/evidence/corpus.js';
import type { SourceDocument } from '../../index/evidence/documents.js';
import { readDocuments, recognize } from '../../index/evidence/library.js';
import { evidenceVersion } from '../../index/evidence/version.js';
import { createIndex, type EvidenceIndex } from '../../index/search.js';
import type { Config } from '../config.js';
import { openEnglish } from '../english.js';

/** Where the evidence lies. */
export type Folders = Pick<Config, 'seeds' | 'compiled' | 'english' | 'documents' | 'documentsNamed'>;

/** The evidence of one moment. It never changes; a reload makes another. */
export interface Evidence {
  readonly corpus: Corpus;
  readonly index: EvidenceIndex;
  /** Eight characters that change with any curated content. */
  readonly version: string;
}

/**
 * Reads the evidence at the start.
 * @throws SeedsError or DocumentsError with every fault.
 */
export async function openEvidence(folders: Folders): Promise<Evidence> {
  return evidenceOf(await openCorpus(folders.seeds, folders.compiled), folders);
}

/**
 * A corpus with the operator's copies, ready to be asked.
 * @throws DocumentsError where a folder that was named is missing, or a copy cannot be read.
 */
export function evidenceOf(corpus: Corpus, folders: Folders): Evidence {
  const index = createIndex(corpus, documentsOf(folders, corpus), openEnglish(folders.english));
  return { corpus, index, version: evidenceVersion(corpus) };
}

/** The copies at hand. The default folder may be missing; one that the operator named may not. */
const documentsOf = ({ documents, documentsNamed }: Folders, corpus: Corpus): ReadonlyMap<string, SourceDocument> =>
  recognize(readDocuments(documents, documentsNamed), corpus.sources);

/** What a log says about the evidence. */
export interface EvidenceFacts {
  readonly evidence: string;
  readonly sources: number;
  readonly items: number;
  readonly documents: { readonly found: number; readonly of: number };
}

export function factsOf({ corpus, index, version }: Evidence): EvidenceFacts {
  return {
    evidence: version,
    sources: corpus.sources.length,
    items: corpus.findings.size,
    documents: { found: index.documents.size, of: corpus.sources.length },
  };
}
