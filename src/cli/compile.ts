import { writeFileSync } from 'node:fs';
import { compileSeeds } from '../../index/evidence/compiled.js';
import { SeedsError } from '../../index/evidence/corpus.js';
import { ConfigError, readConfig } from '../config.js';
import { readEnglish } from './english.js';

try {
  const config = readConfig();
  await compileSeeds(config.seeds, config.compiled);
  writeFileSync(config.english, JSON.stringify(readEnglish()));
} catch (error) {
  if (!(error instanceof SeedsError || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
