import type { Corpus } from '../../index/evidence/corpus.js';
import type { SourceDocument } from '../../index/evidence/documents.js';
import { readDocuments, recognize } from '../../index/evidence/library.js';
import type { Prepared } from '../../index/prepared.js';
import { createIndex, type EvidenceIndex } from '../../index/search.js';
import type { Config } from '../config.js';
import { openEnglish } from '../english.js';
import { openSeeds } from './compiled.js';

/** Where the evidence lies. */
export type Folders = Pick<Config, 'seeds' | 'compiled' | 'program' | 'english' | 'documents' | 'documentsNamed'>;

/** The evidence of one moment. It never changes; a reload makes another. */
export interface Evidence {
  readonly corpus: Corpus;
  readonly index: EvidenceIndex;
}

/**
 * Reads the evidence at the start.
 * @throws SeedsError or DocumentsError with every fault.
 */
export async function openEvidence(folders: Folders): Promise<Evidence> {
  return evidenceOf(await openSeeds(folders), folders);
}

/**
 * Prepared seeds with the operator's copies, ready to be asked.
 * @throws DocumentsError where a folder that was named is missing, or a copy cannot be read.
 */
export function evidenceOf(prepared: Prepared, folders: Folders): Evidence {
  const { corpus } = prepared;
  return { corpus, index: createIndex(prepared, documentsOf(folders, corpus), openEnglish(folders.english)) };
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

export function factsOf({ corpus, index }: Evidence): EvidenceFacts {
  return {
    evidence: index.version,
    sources: corpus.sources.length,
    items: corpus.findings.size,
    documents: { found: index.documents.size, of: corpus.sources.length },
  };
}
