import type { Slot } from '../question/question.js';
import type { Named } from '../question/understand.js';
import type { ArmNamed, Claim } from './claim.js';
import type { Figure } from './figure.js';
import { figuresIn } from './figures.js';
import { isArmTherapy, isMeasure, isModel, isPopulation, kin, sameFamily } from './slots.js';
import { NO_ARM, toArm } from './spoken-arms.js';

/** What tells one figure of a row from the others. */
export interface Entry {
  readonly slots: readonly Slot[];
  readonly times: readonly Figure[];
  readonly isRatio: boolean;
}

/** What is carried over from one sentence to the next, as a reader carries it. */
export interface Context {
  readonly arm: ArmNamed;
  readonly population: readonly Slot[];
  readonly measures: readonly Slot[];
  readonly sources: readonly Slot[];
  readonly times: readonly Figure[];
  /** Whether ratios are adjusted ones. */
  readonly models: readonly Slot[];
  /** What the heading above names. */
  readonly heading: readonly Slot[];
  /** What was told in a row: "CRc 65.8%, EFS 44.7%; without it 29.2% and 16.7%". */
  readonly series: readonly Entry[];
}

export const NOTHING: Context = {
  heading: [],
  arm: NO_ARM,
  population: [],
  measures: [],
  sources: [],
  times: [],
  models: [],
  series: [],
};

/** What the next sentence takes over. */
export function contextAfter(claims: readonly Claim[], named: Named, before: Context): Context {
  const series = seriesAfter(claims, named, before);
  const inRow = new Set(series.flatMap(({ slots }) => slots.map(({ concept }) => concept.id)));
  const arm = toArm(named.slots.filter(({ role, concept }) => role !== 'excluded' && !inRow.has(concept.id)));
  const population = named.slots.filter(isPopulation);
  const measures = named.slots.filter(isMeasure);
  const sources = named.slots.filter((slot) => slot.concept.kind === 'source' || slot.role === 'study');
  const isNew = arm.given.some(
    (slot) => before.arm.given.length > 0 && !before.arm.given.some((each) => kin(each, slot)),
  );
  const lastArm = claims.at(-1)?.arm;
  return {
    arm: arm.given.length + arm.without.length > 0 ? arm : lastArm?.group === 'all' ? NO_ARM : before.arm,
    population:
      population.length > 0
        ? [
            ...population,
            ...(isNew ? [] : before.population.filter((slot) => !population.some((own) => sameFamily(own, slot)))),
          ]
        : isNew
          ? []
          : before.population,
    measures: measures.length > 0 ? measures.slice(-1) : before.measures,
    sources: sources.length > 0 ? sources : before.sources,
    times: [],
    models: [],
    heading: before.heading,
    series,
  };
}

/** A row that is told lasts until another one is, or until a single measure is spoken of. */
function seriesAfter(claims: readonly Claim[], named: Named, before: Context): Context['series'] {
  // What stands before a colon is of the whole row.
  const colon = claims[0] ? claims[0].sentence.slice(0, claims[0].figure?.at).indexOf(':') : -1;
  const isInRow = ({ from }: Slot) => (named.tokens[from]?.start ?? 0) > colon;
  const told = seriesOf(
    claims.map(({ own, wording, figure }) => ({ slots: own.filter(isInRow), wording, figure: figure?.kind })),
  );
  return told.length > 0 || named.slots.some(isMeasure) ? told : before.series;
}

/** What is told in a row: each time something that all the others do not name. */
export function seriesOf(
  told: readonly { slots: readonly Slot[]; wording: string; figure: Figure['kind'] | undefined }[],
): readonly Entry[] {
  if (told.length < 2) return [];
  const isShared = (slot: Slot) => told.every(({ slots }) => slots.some((each) => each.concept.id === slot.concept.id));
  const entries = told.map(({ slots, wording, figure }) => ({
    isRatio: figure === 'ratio',
    slots: slots.filter((slot) => !isShared(slot) && !isModel(slot)),
    times: figuresIn(wording, []).filter(({ kind }) => kind === 'time'),
  }));
  const measures = entries.map(({ slots }) => slots.filter(isMeasure));
  const row = measures.some((each) => each.length > 0)
    ? measures
    : entries.map(({ slots }) => slots.filter(isArmTherapy));
  const names = new Set(row.map((slots) => slots.map(({ concept }) => concept.id).join()));
  if (names.size < told.length || row.some((slots) => slots.length === 0)) return [];
  return entries.map(({ times, isRatio }, at) => ({ slots: row[at] ?? [], times, isRatio }));
}
