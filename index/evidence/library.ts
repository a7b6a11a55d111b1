import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, type SourceDocument } from './documents.js';
import { fold } from './fold.js';
import type { Source } from './schema.js';

/** A document is taken for a source's copy when at least this share of the source's search keys stands in it. */
const RECOGNIZED = 1 / 3;

/** The documents folder cannot be used; the message says which one and what to do. */
export class DocumentsError extends Error {
  override readonly name = 'DocumentsError';
}

/**
 * Reads every `.txt` file of a folder.
 * @throws DocumentsError where the folder is missing or is no folder.
 */
export function readDocuments(folder: string): SourceDocument[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new DocumentsError(
      `the documents folder ${folder} does not exist: set MARROW_DOCUMENTS to the folder with your copies`,
    );
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return names.sort().map((name) => readDocument(name, readFileSync(join(folder, name))));
}

/** Matches documents to sources by what they contain, not by their names. Key: source id. */
export function recognize(
  documents: readonly SourceDocument[],
  sources: readonly Source[],
): ReadonlyMap<string, SourceDocument> {
  const claims = sources.flatMap((source) => {
    const keys = [...new Set(source.items.flatMap((item) => item.locators.map((each) => fold(each.find).text)))];
    return documents.map((document) => ({
      source: source.id,
      document,
      share: keys.filter((key) => document.folded.includes(key)).length / keys.length,
    }));
  });
  const found = new Map<string, SourceDocument>();
  const taken = new Set<SourceDocument>();
  for (const { source, document, share } of claims.sort((a, b) => b.share - a.share)) {
    if (share < RECOGNIZED || found.has(source) || taken.has(document)) continue;
    found.set(source, document);
    taken.add(document);
  }
  return found;
}
