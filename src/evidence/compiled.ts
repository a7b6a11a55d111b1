import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { corpusOf } from '../../index/evidence/corpus.js';
import { MOST_BYTES, readBytes } from '../../index/evidence/text.js';
import { type Prepared, prepare } from '../../index/prepared.js';
import type { Config } from '../config.js';

/** The seeds, the file that is made of them, and the file that changes with every change of the program. */
export type Compilation = Pick<Config, 'seeds' | 'compiled' | 'program'>;

const DIGEST = 'sha256';
const DIGEST_LENGTH = 32;

/**
 * A digest over the program, the names and contents of all seed files, and what was made of them.
 * @throws TextError where one cannot be a seed file: a device would never end.
 */
function digestOf({ seeds, program }: Compilation, made: Uint8Array): Buffer {
  const hash = createHash(DIGEST).update(readFileSync(program));
  for (const part of ['sources', 'vocabulary']) {
    for (const name of readdirSync(join(seeds, part))
      .filter((each) => each.endsWith('.yaml'))
      .sort()) {
      hash.update(`\0${part}/${name}\0`).update(readBytes(join(seeds, part, name), MOST_BYTES));
    }
  }
  return hash.update('\0').update(made).digest();
}

/**
 * Writes the checked seeds and what is worked out of them, as the start needs it.
 * @throws SeedsError with every fault.
 */
export async function compileSeeds(files: Compilation): Promise<void> {
  // Seeds that can be read have a digest; of others the faults are what counts.
  const made = serialize(await fromSeeds(files.seeds));
  mkdirSync(dirname(files.compiled), { recursive: true });
  writeFileSync(files.compiled, Buffer.concat([digestOf(files, made), made]));
}

/**
 * The evidence of a seeds folder: as it was compiled, where that fits; otherwise from the seeds.
 * @throws SeedsError with every fault.
 */
export const openSeeds = async (files: Compilation): Promise<Prepared> =>
  openCompiled(files) ?? (await fromSeeds(files.seeds));

/** What was compiled, if this program made it, from exactly these seeds, and nothing of it has changed since. */
export function openCompiled(files: Compilation): Prepared | undefined {
  try {
    const content = readFileSync(files.compiled);
    const made = content.subarray(DIGEST_LENGTH);
    if (!digestOf(files, made).equals(content.subarray(0, DIGEST_LENGTH))) return undefined;
    return deserialize(made) as Prepared;
  } catch {
    // Missing, cut off, or written by a newer Node: the seeds say whether anything is wrong.
    return undefined;
  }
}

/** Reads the YAML; its parser and the schema are only loaded where they are needed. */
async function fromSeeds(folder: string): Promise<Prepared> {
  const { loadSeeds } = await import('../../index/evidence/seeds.js');
  return prepare(corpusOf(loadSeeds(folder)));
}
