import { writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { SourceDocument } from '../../index/evidence/documents.js';
import { readDocuments } from '../../index/evidence/library.js';
import { LocateError, makeLocator } from '../../index/evidence/locator.js';
import type { Locator } from '../../index/evidence/schema.js';
import { MOST_BYTES, readText, TextError } from '../../index/evidence/text.js';
import { readConfig } from '../config.js';

const USAGE = `usage: npm run locate -- SOURCE PARAGRAPH "first words" "last words" [search key]
       npm run locate -- --fill seeds/sources/FILE.yaml

Prints the locator of a passage, ready to paste under an item's locators. SOURCE is a document's file name or the
beginning of it. --fill replaces each draft line of a seed file, such as
      - draft: { paragraph: 21, from: "The 2-year EFS was 44.7%", to: "Fig.2B)" }
by its locator; the file must name its document in a line "file: NAME.txt".`;

const Draft = z.strictObject({
  paragraph: z.int().positive(),
  from: z.string(),
  to: z.string(),
  find: z.string().optional(),
});

/** One line of YAML in flow style. */
const asLine = (locator: Locator): string => stringify(locator, { collectionStyle: 'flow', lineWidth: 0 }).trim();

function choose(documents: readonly SourceDocument[], name: string): SourceDocument {
  const matches = documents.filter((each) => each.name.startsWith(name));
  if (matches.length === 1 && matches[0]) return matches[0];
  const known = documents.map((each) => each.name).join(', ') || 'none';
  throw new LocateError(`"${name}" names ${matches.length} of the documents at hand (${known})`);
}

function seedsText(path: string): string {
  try {
    return readText(path, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new LocateError(`${path} cannot be used: ${error.message}`);
  }
}

/** Replaces the draft lines of a seed file; lines whose passage is not found stay and are listed. */
function fill(path: string, documents: readonly SourceDocument[]): string[] {
  const text = seedsText(path);
  const file = /^file:\s*["']?([^"'\s]+)/mu.exec(text)?.[1];
  if (!file) throw new LocateError(`${path} has no line "file: NAME.txt" that names its document`);
  const document = choose(documents, file);
  const faults: string[] = [];
  const lines = text.split('\n').map((line, index) => {
    const match =
      /^(\s*(?:- )?(?:locator: )?)draft: (\{.*\})\s*$/u.exec(line) ??
      /^(\s*(?:- )?)\{ draft: (\{.*\}) \}\s*$/u.exec(line);
    if (!match?.[2]) return line;
    try {
      const draft = Draft.parse(parse(match[2]));
      return `${match[1]}${asLine(makeLocator(document, draft.paragraph, draft.from, draft.to, draft.find))}`;
    } catch (error) {
      faults.push(`${path}:${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
      return line;
    }
  });
  writeFileSync(path, lines.join('\n'));
  return faults;
}

function main(words: readonly string[]): number {
  const [name, paragraph, from, to, find] = words;
  try {
    const documents = readDocuments(readConfig().documents);
    if (name === '--fill' && paragraph) {
      const faults = fill(paragraph, documents);
      for (const fault of faults) process.stderr.write(`${fault}\n`);
      return faults.length > 0 ? 1 : 0;
    }
    if (!name || !Number.isInteger(Number(paragraph)) || !from || !to) {
      process.stderr.write(`${USAGE}\n`);
      return 2;
    }
    process.stdout.write(`- ${asLine(makeLocator(choose(documents, name), Number(paragraph), from, to, find))}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
