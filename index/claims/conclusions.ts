import type { EvidenceIndex } from '../search.js';
import type { Claim } from './claim.js';
import { holdingsOf } from './holdings.js';
import { traitsOfClaim } from './traits.js';
import type { Checked } from './verdict.js';

/** "X is the standard of care" where a finding says that there is none. */
export function withoutStandard(claim: Claim, index: EvidenceIndex): Checked | undefined {
  if (!claim.slots.some((slot) => slot.concept.id === 'standard-of-care') || claim.arm.given.length === 0)
    return undefined;
  if (traitsOfClaim(claim).own.negations.length > 0) return undefined;
  const population = claim.slots.filter(({ concept }) => concept.kind === 'state' || concept.kind === 'biomarker');
  if (population.length === 0) return undefined;
  const denying = holdingsOf(index).find(
    ({ finding: { item }, covers, traits }) =>
      item.about.includes('standard-of-care') &&
      item.kind === 'position' &&
      traits.negations.length > 0 &&
      population.every((slot) => covers.has(slot.concept.id)) &&
      (item.intervention.length === 0 ||
        claim.arm.given.some(({ concept }) =>
          [concept.id, ...concept.components].some((id) => item.intervention.includes(id)),
        )),
  );
  if (!denying) return undefined;
  return {
    text: claim.text,
    verdict: 'different figure',
    evidence: [denying.finding],
    near: [],
    differs: ['conclusion'],
    notes: ['A conclusion beyond the evidence: the finding says it otherwise.'],
  };
}

/** What is approved of a class is not said of its member. */
export function inheritedApproval(claim: Claim, index: EvidenceIndex): Checked | undefined {
  if (!claim.slots.some((slot) => slot.concept.id === 'approval' || slot.concept.id === 'recommendation'))
    return undefined;
  const members = claim.arm.given.filter(
    (slot) => slot.concept.kind === 'agent' || slot.concept.kind === 'cell-therapy',
  );
  for (const { concept } of members) {
    const classes = index.vocabulary.broader(concept.id);
    const own = holdingsOf(index).filter(({ finding: { item } }) => item.kind === 'approval');
    if (own.some(({ finding: { item } }) => item.intervention.includes(concept.id))) continue;
    const wide = own.find(({ finding: { item } }) =>
      item.intervention.some((id) => id !== concept.id && classes.has(id)),
    );
    if (!wide) continue;
    return {
      text: claim.text,
      verdict: 'not in the text held',
      evidence: [],
      near: [wide.finding],
      differs: [],
      notes: [
        `A conclusion beyond the evidence: an approval of the class is reported, none of ${concept.label}; an approval of a class is not one of its member.`,
      ],
    };
  }
  return undefined;
}
