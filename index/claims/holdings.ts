import type { EvidenceIndex } from '../search.js';
import { type Holding, holdingOf } from './holding.js';

const held = new WeakMap<EvidenceIndex, Holding[]>();

/** Every finding, ready to hold claims against. */
export function holdingsOf(index: EvidenceIndex): readonly Holding[] {
  const holdings: readonly Holding[] = heldOf(index);
  for (const _ of readHoldings(index));
  return holdings;
}

/** Makes what is still missing of that, a finding a step: all at once would be half a second in which nobody is served. */
export function* readHoldings(index: EvidenceIndex): Generator<void> {
  const holdings = heldOf(index);
  for (;;) {
    // Somebody else may have made it meanwhile.
    const profile = index.profiles[holdings.length];
    if (profile === undefined) return;
    holdings.push(holdingOf(profile, index));
    yield;
  }
}

function heldOf(index: EvidenceIndex): Holding[] {
  const holdings = held.get(index) ?? [];
  held.set(index, holdings);
  return holdings;
}
