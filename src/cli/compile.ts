import { writeFileSync } from 'node:fs';
import { SeedsError } from '../../index/evidence/corpus.js';
import { ConfigError, readConfig } from '../config.js';
import { compileSeeds } from '../evidence/compiled.js';
import { readEnglish } from './english.js';

try {
  const config = readConfig();
  await compileSeeds(config);
  writeFileSync(config.english, JSON.stringify(readEnglish()));
} catch (error) {
  if (!(error instanceof SeedsError || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
