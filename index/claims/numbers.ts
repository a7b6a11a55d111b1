import type { Relation } from './figure.js';

/** How a number of a claim stands to one that is reported. */
export type Likeness = 'equal' | 'rounded' | 'within' | 'different';

const decimals = (number: string): number => number.split('.')[1]?.length ?? 0;

/** A quarter, a half, two thirds: how many percentage points such words may be off. */
const SHARE_TOLERANCE = 2;

/** From here on "about" a round number may be off by this share. */
const ROUND = 100;
const ROUNDING = 0.02;

/** Holds a number against a reported one: rounding is tolerated, more precision than is reported is not. */
export function compareNumbers(claimed: string, reported: string, relation: Relation, isWord = false): Likeness {
  const [value, truth] = [Number(claimed), Number(reported)];
  if (relation === '<' || relation === '>') {
    if (value === truth) return 'different';
    return (relation === '<') === truth < value ? 'within' : 'different';
  }
  if (relation === '≤') return truth <= value ? (value === truth ? 'equal' : 'within') : 'different';
  if (relation === '≥') return truth >= value ? (value === truth ? 'equal' : 'within') : 'different';
  if (isWord) return Math.abs(value - truth) <= SHARE_TOLERANCE ? 'rounded' : 'different';
  if (value === truth) return 'equal';
  if (decimals(claimed) >= decimals(reported)) return 'different';
  const step = 10 ** -decimals(claimed);
  // "About 190 days" for 192.5: a round number of many.
  if (relation === '≈' && truth >= ROUND && /0$/u.test(claimed) && Math.abs(value - truth) <= truth * ROUNDING)
    return 'rounded';
  const limit = relation === '≈' ? step - 1e-9 : step / 2 + 1e-9;
  return Math.abs(value - truth) <= limit ? 'rounded' : 'different';
}
