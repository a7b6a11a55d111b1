import { compileSeeds } from '../../index/evidence/compiled.js';
import { SeedsError } from '../../index/evidence/corpus.js';
import { readConfig } from '../config.js';

const config = readConfig();
try {
  compileSeeds(config.seeds, config.compiled);
} catch (error) {
  if (!(error instanceof SeedsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
