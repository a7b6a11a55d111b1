import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, type SourceDocument } from './documents.js';
import { fold } from './fold.js';
import type { Source } from './schema.js';
import { readText, reasonOf, TextError } from './text.js';

/** A document is taken for a source's copy when at least this share of the source's search keys stands in it. */
const RECOGNIZED = 1 / 3;

/** Far beyond the text of any paper: three hundred pages. */
const MOST_BYTES = 2_000_000;

/** The copies of the documents cannot be used; the message says which folder or file, why, and what to do. */
export class DocumentsError extends Error {
  override readonly name = 'DocumentsError';
}

/**
 * Reads every `.txt` file of a folder: all of them, or none.
 * @param isRequired whether the folder has to be there; the operator named it.
 * @throws DocumentsError where the folder is missing or is no folder, or a file in it cannot be read as text.
 */
export function readDocuments(folder: string, isRequired = true): SourceDocument[] {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined && !isRequired) return [];
  if (!found?.isDirectory())
    throw new DocumentsError(
      `the documents folder ${folder} ${found ? 'is no folder' : 'does not exist'}: set MARROW_DOCUMENTS to the folder with your copies`,
    );
  return namesIn(folder).map((name) => readCopy(folder, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .sort();
  } catch (error) {
    throw new DocumentsError(`the documents folder ${folder} cannot be used: ${reasonOf(error)}`);
  }
}

function readCopy(folder: string, name: string): SourceDocument {
  try {
    return readDocument(name, readText(join(folder, name), MOST_BYTES));
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new DocumentsError(`the document ${join(folder, name)} cannot be used: ${error.message}`);
  }
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
