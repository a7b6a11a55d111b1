import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Corpus, corpusOf, type Seeds } from './corpus.js';

/** Parsed seeds and the digest of the files they come from. */
interface Compiled {
  readonly digest: string;
  readonly seeds: Seeds;
}

/** A digest over the names and contents of all seed files. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const part of ['sources', 'vocabulary']) {
    for (const name of readdirSync(join(folder, part))
      .filter((each) => each.endsWith('.yaml'))
      .sort()) {
      hash.update(`${part}/${name}\0`).update(readFileSync(join(folder, part, name)));
    }
  }
  return hash.digest('hex');
}

/**
 * Writes the checked seeds as JSON, which reads a hundred times faster than YAML.
 * @throws SeedsError with every fault.
 */
export async function compileSeeds(folder: string, file: string): Promise<void> {
  // Seeds that can be read have a digest; of others the faults are what counts.
  const seeds = await readSeeds(folder);
  const compiled: Compiled = { digest: digestOf(folder), seeds };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(compiled));
}

/**
 * The corpus of a seeds folder, from the compiled file where that was made from exactly these seeds.
 * @throws SeedsError with every fault.
 */
export async function openCorpus(folder: string, file: string): Promise<Corpus> {
  let compiled: Compiled | undefined;
  try {
    compiled = JSON.parse(readFileSync(file, 'utf8')) as Compiled;
    if (compiled.digest !== digestOf(folder)) compiled = undefined;
  } catch {
    compiled = undefined;
  }
  return corpusOf(compiled?.seeds ?? (await readSeeds(folder)));
}

/** Reads the YAML; its parser and the schema are only loaded where they are needed. */
async function readSeeds(folder: string): Promise<Seeds> {
  const { loadSeeds } = await import('./seeds.js');
  return loadSeeds(folder);
}
