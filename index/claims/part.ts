import type { Holding } from './holding.js';

/** A sentence of a finding's statement. */
export type Part = Holding['parts'][number];

/** The sentence of a finding's statement that has most of a claim's words. */
export function partOf(holding: Holding, spoken: ReadonlySet<string>): Part {
  const shared = ({ stems }: Part) => [...stems].filter((each) => spoken.has(each)).length;
  const [first, ...others] = holding.parts;
  if (!first) return { at: 0, end: holding.statement.length, stems: holding.spoken, traits: holding.traits };
  return others.reduce((best, each) => (shared(each) > shared(best) ? each : best), first);
}
