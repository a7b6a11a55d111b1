import { createHash } from 'node:crypto';
import type { Corpus } from './corpus.js';

/** Names the evidence by its content: eight characters that change with any curated item, source or concept. */
export function evidenceVersion(corpus: Corpus): string {
  const content = JSON.stringify([corpus.sources, [...corpus.concepts]]);
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}
