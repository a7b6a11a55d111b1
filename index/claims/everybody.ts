import type { EvidenceIndex } from '../search.js';

const known = new WeakMap<EvidenceIndex, ReadonlySet<string>>();

/** Measures that every finding of them has of all patients: by no arm, and of no therapy. */
export function measuredInEverybody(index: EvidenceIndex): ReadonlySet<string> {
  const found = known.get(index);
  if (found) return found;
  const [all, split] = [new Set<string>(), new Set<string>()];
  for (const { finding } of index.profiles) {
    const { outcome, intervention, statistics } = finding.item;
    if (!outcome) continue;
    const isSplit = intervention.length > 0 || statistics.some((each) => 'arm' in each || 'contrast' in each);
    (isSplit ? split : all).add(outcome.measure);
  }
  const result = new Set([...all].filter((id) => !split.has(id)));
  known.set(index, result);
  return result;
}
