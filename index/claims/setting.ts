import { areOther } from '../question/at-event.js';
import type { Slot } from '../question/question.js';
import { isTherapy, type Vocabulary } from '../question/vocabulary.js';
import { tokenize } from '../retrieval/tokens.js';
import type { Claim, Difference } from './claim.js';
import { type Compared, compared } from './compared.js';
import type { Fact } from './fact.js';
import type { Holding } from './holding.js';
import { sameStem, standFor } from './same-words.js';
import { isPopulation } from './slots.js';
import { traitsOfClaim } from './traits.js';

/** Whether a finding was measured at another time than a claim says, or from another event on. */
export function timeDiffers(claim: Claim, holding: Holding): Compared {
  const { outcome } = holding.finding.item;
  const origin = claim.slots.find((slot) => slot.role === 'origin');
  if (outcome && origin && !holding.isCountedFrom(origin.concept)) {
    const note =
      outcome.from === undefined
        ? 'Its document does not say from when the time is counted.'
        : `Counted from another event: there it runs ${outcome.criteria?.split(';')[0]}.`;
    return compared(['time'], [note]);
  }
  if (isOtherPhase(claim, holding) || isOtherEvent(claim, holding)) return compared(['time']);
  if (claim.times.some((time) => !holding.times.has(time)) || isOtherDate(claim, holding)) return compared(['time']);
  if (claim.times.length > 0 || !outcome?.time) return compared();
  return compared(
    [],
    [
      `Reported at ${outcome.time.value} ${outcome.time.unit}${outcome.time.value === 1 ? '' : 's'}; the claim names no time.`,
    ],
  );
}

/** The age at transplant is not the age at relapse. */
function isOtherEvent(claim: Claim, { traits }: Holding): boolean {
  const { events } = traitsOfClaim(claim).own;
  return events.length > 0 && areOther(traits.events, events);
}

/** A date that is told beside something has to be one that its finding or source has. */
const isOtherDate = ({ stated, figure, from, wording }: Claim, { dates }: Holding): boolean =>
  stated.some(
    (each) =>
      each !== figure &&
      each.kind === 'date' &&
      each.at >= from &&
      each.end <= from + wording.length &&
      ![...dates].some((date) => isDateOf(each.date, date)),
  );

/** "2023" and "October 2023" are said of the 31st of October 2023. */
export const isDateOf = (claimed: string, date: string): boolean => `${date} `.startsWith(`${claimed} `);

/** Before relapse is not after it: a phase that the sentence names must be one that the finding names. */
function isOtherPhase(claim: Claim, holding: Holding): boolean {
  const { own, sentence } = traitsOfClaim(claim);
  const { before, after } = own.before || own.after ? own : sentence;
  const { traits } = holding;
  return before ? !traits.before : after && traits.before && !traits.after;
}

export function populationDiffers(
  claim: Claim,
  fact: Fact | undefined,
  holding: Holding,
  vocabulary: Vocabulary,
): Compared {
  const slots = claim.slots.filter(isPopulation);
  const isIn = (slot: Slot): boolean => {
    const { id } = slot.concept;
    const said = holding.slots.filter((each) => each.concept.id === id);
    if (slot.negated || said.some((each) => each.negated)) return said.some((each) => each.negated === slot.negated);
    return holding.covers.has(id) || (fact?.label?.concepts.has(id) ?? false);
  };
  if (slots.some((slot) => !isIn(slot)) || isHalf(slots, holding)) return compared(['population']);
  if (isOfPhase(claim, fact, holding)) return compared(['population']);
  const cohort = holding.finding.source.cohorts[holding.finding.item.population];
  const isWider = slots.some(
    ({ concept, negated }) => !negated && !holding.named.has(concept.id) && vocabulary.concepts.has(concept.id),
  );
  return compared([], isWider && cohort ? [`Measured in ${cohort.label}, which is narrower than the claim says.`] : []);
}

/** How long maintenance lasted is not how long the drug was given. */
function isOfPhase(claim: Claim, fact: Fact | undefined, holding: Holding): boolean {
  const named = [...claim.slots, ...claim.arm.given].map((slot) => slot.concept);
  const isPhase = (id: string) => id === PHASE || id.endsWith(`-${PHASE.split('-')[0]}`);
  // Nor the other way round; where another measure is named, too, that is the difference.
  const isPhaseUnsaid = ({ concept: { id } }: Slot) =>
    isPhase(id) && !holding.covers.has(id) && !holding.covers.has(PHASE);
  const isMeasureSaid = claim.slots.every(({ concept: { kind, id } }) => kind !== 'measure' || holding.covers.has(id));
  if (isMeasureSaid && claim.arm.given.some(isPhaseUnsaid)) return true;
  const isOf = fact?.statistic?.kind === 'median' && holding.slots.some(({ concept }) => isPhase(concept.id));
  return isOf && !named.some(({ id, kind }) => isPhase(id) || (kind === 'measure' && holding.named.has(id)));
}

const PHASE = 'maintenance-setting';

/** "Relapsed or refractory" is neither of the two alone. */
function isHalf(slots: readonly Slot[], holding: Holding): boolean {
  const named = new Set(slots.map((slot) => slot.concept.id));
  const isSaid = (id: string) => holding.slots.some((slot) => slot.concept.id === id);
  const halves = ['relapsed', 'refractory'].filter((id) => named.has(id));
  return (
    halves.length === 1 &&
    !named.has('rr') &&
    ['rr', 'relapsed', 'refractory'].every((id) => holding.named.has(id)) &&
    (isSaid('rr') || !isSaid(halves[0] ?? ''))
  );
}

/** Topics whose names say the same, so that one of them may stand for another. */
const SYNONYMOUS: ReadonlySet<string> = new Set([
  'standard-of-care',
  'salvage',
  'dose',
  'duration',
  'induction',
  'consolidation',
  'approval',
  'trial-in-progress',
  'comparison-across-studies',
  'conclusion',
  'limitation',
  'composition',
  'turnaround',
  'eligibility',
  'definition',
]);
/** Topics that are themselves what is said of a therapy. */
export const CONCLUSIVE: ReadonlySet<string> = new Set([
  'standard-of-care',
  'approval',
  'recommendation',
  'safety-conclusion',
]);

/** Sources, studies, trials and topics that are named. */
export function subjectDiffers(claim: Claim, holding: Holding): Compared {
  const { source, item } = holding.finding;
  const differs = new Set<Difference>();
  for (const slot of claim.slots) {
    const { concept, role } = slot;
    if (concept.kind === 'source') {
      if (concept.id !== source.id) differs.add('source');
    } else if (concept.kind === 'trial') {
      if (!holding.covers.has(concept.id)) differs.add('source');
    } else if (role === 'study' && isTherapy(concept)) {
      if (!source.subjects.includes(concept.id) && !holding.covers.has(concept.id)) differs.add('source');
    } else if (concept.kind === 'procedure') {
      const isSaid = slot.negated ? isNotDone(slot, holding) : holding.covers.has(concept.id);
      if (!isSaid) differs.add('population');
    } else if (concept.kind === 'topic') {
      // What a finding is found by draws no conclusion.
      const said = CONCLUSIVE.has(concept.id) ? holding.spoken : holding.stems;
      const isSaid = slot.stems.every((each) => said.has(each) || said.has(standFor(each)));
      const isMeant =
        SYNONYMOUS.has(concept.id) &&
        ((item.about.includes(concept.id) && !CONCLUSIVE.has(concept.id)) ||
          holding.slots.some((each) => each.concept.id === concept.id)) &&
        !isAgency(slot, holding) &&
        !isRestricted(slot, holding);
      if (!isSaid && !isMeant) differs.add(CONCLUSIVE.has(concept.id) ? 'conclusion' : 'wording');
    }
  }
  return compared([...differs]);
}

/** Who cannot have a transplant has none. */
const isNotDone = ({ concept }: Slot, { slots, named }: Holding): boolean =>
  slots.some((each) => each.negated && each.concept.id === concept.id) || named.has('transplant-ineligible');

/** The starting dose is not any dose. */
const isRestricted = ({ typed }: Slot, { spoken }: Holding): boolean =>
  tokenize(typed).some(({ word }) => RESTRICTING.test(word) && !spoken.has(sameStem(word)));

const RESTRICTING =
  /^(?:start\w*|initial\w*|first|second|last|final|max\w*|min\w*|lowest|highest|cumulative|target|loading|total|single|new|standard)$/u;

/** EMA is not FDA: an abbreviation that is named counts by itself. */
const isAgency = (slot: Slot, holding: Holding): boolean =>
  /\b(?:EMA|FDA|PMDA|NMPA|MHRA)\b/iu.test(slot.typed) &&
  !(slot.typed.match(/\b(?:EMA|FDA|PMDA|NMPA|MHRA)\b/giu) ?? []).every((name) =>
    holding.statement.includes(name.toLowerCase()),
  );
