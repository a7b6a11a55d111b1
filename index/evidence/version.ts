import { createHash } from 'node:crypto';
import type { Corpus } from './corpus.js';

const versions = new WeakMap<Corpus, string>();

/** Names the evidence by its content: eight characters that change with any curated item, source or concept. */
export function evidenceVersion(corpus: Corpus): string {
  const known = versions.get(corpus);
  if (known) return known;
  const content = JSON.stringify([corpus.sources, [...corpus.concepts]]);
  const version = createHash('sha256').update(content).digest('hex').slice(0, 8);
  versions.set(corpus, version);
  return version;
}
