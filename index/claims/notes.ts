import type { Vocabulary } from '../question/vocabulary.js';
import type { Difference } from './claim.js';
import type { Fact } from './fact.js';
import type { Holding } from './holding.js';

/** What the finding has in each slot in which a claim differs from it, so that a reader sees what the figure is of. */
export function contextNotes(
  differs: readonly Difference[],
  fact: Fact,
  holding: Holding,
  vocabulary: Vocabulary,
): readonly string[] {
  const { item, source } = holding.finding;
  const { outcome } = item;
  const cohort = source.cohorts[item.population];
  const labelOf = (id: string) => vocabulary.concepts.get(id)?.label ?? id;
  const said: Partial<Record<Difference, string | undefined>> = {
    population: cohort && `The figure is of ${cohort.label}.`,
    time:
      outcome?.time &&
      `The figure is at ${outcome.time.value} ${outcome.time.unit}${outcome.time.value === 1 ? '' : 's'}.`,
    measure: measureOf(fact, outcome && labelOf(outcome.measure)),
    arm: armOf(fact, item.intervention.map(labelOf)),
    intervention: armOf(fact, item.intervention.map(labelOf)),
    source: `The figure stands in ${source.label}.`,
  };
  return [...new Set(differs.flatMap((slot) => said[slot] ?? []))];
}

function measureOf({ label }: Fact, measure: string | undefined): string | undefined {
  const of = label?.text ?? measure;
  return of && `The figure is of: ${of}.`;
}

function armOf({ arm, contrast }: Fact, interventions: readonly string[]): string | undefined {
  if (arm)
    return `The figure is of the patients ${/^(?:with|without)\b/u.test(arm.label) ? '' : 'given '}${arm.label}.`;
  if (contrast) return `The figure compares ${contrast.of.label} and ${contrast.versus.label}.`;
  return interventions.length > 0
    ? `The figure is of: ${interventions.slice(0, 3).join(', ')}.`
    : 'The figure is of all patients.';
}
