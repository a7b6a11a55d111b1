import type { Finding } from '../../evidence/corpus.js';
import type { Statistic } from '../../evidence/schema.js';

/** What an answer must tell where the wording of a question asks for it, and how to see that a finding tells it. */
export interface Kind {
  readonly asks: RegExp;
  readonly isTold: (finding: Finding) => boolean;
}

/** The texts in which a finding may tell something: its statement and the labels of its figures. */
export const textsOf = (statement: string, statistics: readonly Statistic[]): readonly string[] => [
  statement,
  ...statistics.map((each) => ('label' in each ? (each.label ?? '') : '')),
];
