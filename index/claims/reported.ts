import type { Claim, Difference } from './claim.js';
import { type Compared, compared } from './compared.js';
import type { Figure } from './figure.js';
import type { Holding } from './holding.js';
import { isEachNegated } from './operators.js';
import { traitsOfClaim } from './traits.js';

/** A claim that denies what the finding says, or says what it denies. */
export function negationDiffers(claim: Claim, holding: Holding): boolean {
  const { own } = traitsOfClaim(claim);
  if (own.direction === 'same') return false;
  const hasArm =
    claim.arm.without.length > 0 ||
    claim.arm.other !== undefined ||
    claim.slots.some((slot) => slot.negated) ||
    claim.arm.given.some((slot) => /\b(?:without|no|not)\b/iu.test(slot.typed));
  const denied = hasArm ? own.denials : own.negations;
  const isExclusion = holding.named.has('exclusion');
  const theirs = hasArms(holding) ? holding.traits.denials : holding.traits.negations;
  // Who was left out is what such a finding is about.
  const left = isExclusion ? denied.filter((scope) => !scope.has('exclud')) : denied;
  if (left.length > 0) return !isEachNegated(left, theirs);
  if (denied.length > 0) return false;
  const said = new Set(claim.words.map((word) => word.stem));
  return theirs.some((scope) => [...scope].some((each) => said.has(each)));
}

const hasArms = (holding: Holding): boolean => holding.facts.some((fact) => fact.arm ?? fact.contrast);

/** A direction that the finding does not bear out, or a conclusion beyond it. */
export function directionDiffers(claim: Claim, holding: Holding): Compared {
  const { direction: claimed, significant: isSignificant, causal } = traitsOfClaim(claim).own;
  const notes: string[] = [];
  const differs: Difference[] = [];
  const p = holding.finding.item.statistics.flatMap((each) => ('p' in each && each.p ? [Number(each.p.value)] : []))[0];
  if (
    isSignificant !== undefined &&
    (p === undefined ? !/significan/u.test(holding.statement) : isSignificant !== p < 0.05)
  ) {
    differs.push('direction');
    notes.push(p === undefined ? 'No test of significance is reported with it.' : `Reported with P = ${p}.`);
  }
  const reported = reportedDirection(claim, holding);
  if (claimed === undefined)
    return compared(reported === 'same' && DIFFERENT.test(claim.wording) ? [...differs, 'direction'] : differs, notes);
  const stated = holding.traits.direction;
  const isBorne = reported === undefined ? stated === claimed : isSameWay(claimed, reported);
  if (!isBorne && stated !== claimed) differs.push('direction');
  if (causal && !holding.traits.causal) {
    differs.push('conclusion');
    notes.push(BEYOND);
  }
  return compared(differs, notes);
}

/** "GVHD was different": said without a direction, and yet not the same. */
const DIFFERENT = /\bdiffer(?:s|ed|ent|ently)\b/iu;

export const BEYOND =
  'A conclusion beyond the evidence: the finding compares what was observed and does not show that one brought about the other.';

const UP: ReadonlySet<string> = new Set(['up', 'better']);
const isSameWay = (claimed: string, reported: string): boolean =>
  reported === 'same' ? claimed === 'same' : claimed !== 'same' && UP.has(claimed) === UP.has(reported);

const isValue = (figure: Figure, value: number | undefined): boolean =>
  'value' in figure && value !== undefined && Number(figure.value) === value;

/** How the arm of a claim stands to the other, by the figures and their P: `same` where the difference is not significant. */
export function reportedDirection(claim: Claim, holding: Holding): 'up' | 'down' | 'same' | undefined {
  const { statistics } = holding.finding.item;
  const p = statistics.flatMap((each) =>
    each.kind === 'p-value' || each.kind === 'hazard-ratio' ? (each.p ? [each.p] : []) : [],
  )[0];
  if (p && Number(p.value) >= 0.05) return 'same';
  const values = statistics.flatMap((each) => {
    if (!('arm' in each) || !each.arm) return [];
    const value = 'percent' in each ? each.percent : each.kind === 'median' ? each.value : undefined;
    return value === undefined ? [] : [Number(value)];
  });
  const [first, second] = values;
  // A figure is told of its own arm; it may be the second of the finding.
  const isSecond = claim.figure !== undefined && !claim.arm.other && isValue(claim.figure, second);
  const isReversed = (claim.arm.given.length === 0 && claim.arm.without.length > 0) || isSecond ? -1 : 1;
  if (first !== undefined && second !== undefined && first !== second)
    return (first - second) * isReversed > 0 ? 'up' : 'down';
  const ratio = statistics.find((each) => each.kind === 'hazard-ratio');
  return ratio?.kind === 'hazard-ratio' && ratio.contrast ? (Number(ratio.value) < 1 ? 'up' : 'down') : undefined;
}
