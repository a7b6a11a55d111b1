import type { Slot } from '../question/question.js';
import type { ArmNamed, Claim } from './claim.js';
import { VERB } from './content.js';
import { directionIn } from './direction.js';
import { isArmTherapy, isPopulation, sameFamily } from './slots.js';
import { armIn, namesAny, type Spoken, toArm } from './spoken-arms.js';

const FINITE =
  'is|are|was|were|has|have|had|can|could|may|might|should|will|did|does|do|keeps?|kept|prevents?|improves?|improved|gets?|got|gave|gives|needs?|remains?|stays?|becomes?|plays?|works?|expects?|favou?rs?|prefers?|calls?|shows?|showed|appears?|appeared|seems?|seemed|looks?|looked|rais(?:es?|ed)|rose|fell|led|leads|makes?|made|allows?|reached|reduces?|reduced|prolongs?|prolonged|increases?|increased';

const FINITE_VERB = new RegExp(String.raw`\b(?:${FINITE})\b`, 'iu');

/** Where one statement of a sentence ends and another begins. */
const BOUNDARY = new RegExp(
  String.raw`[,;]?\s+(?:but|whereas|yet)\s+|,\s+while\s+|;\s+|(?<!\b(?:less|more|fewer|better|higher|lower|longer))(?:,?\s+and\s+)(?=(?:it|they|this|he|she)\s|(?:\p{L}[\p{L}\d-]*\s+){1,3}?(?:${FINITE})\b|(?:less|fewer|lower|higher|more|better|longer|shorter|worse|no)\s)`,
  'giu',
);

/** "TP53-mutated AML (Wei): …" says of whom the statement behind it is, and nothing else. */
const isWho = (slot: Slot): boolean =>
  isPopulation(slot) ||
  isArmTherapy(slot) ||
  isSource(slot) ||
  ['procedure', 'trial'].includes(slot.concept.kind) ||
  slot.concept.id === 'conference';

/** What one clause takes over from what stands before it. */
interface Carried {
  readonly arm: ArmNamed;
  readonly population: readonly Slot[];
  readonly sources: readonly Slot[];
}

/**
 * The statements of a sentence, each with what it takes over: a frame before a colon or a heading above, and the subject
 * of the clause before. Empty where the sentence is one statement that takes nothing over.
 * @param heading what a heading above names.
 */
export function clausesOf(whole: Claim, named: Spoken, heading: readonly Slot[]): readonly Claim[] {
  const { wording, text } = whole;
  const placeOf = (slot: Slot) => named.tokens[slot.from]?.start ?? 0;
  const slotsIn = (at: number, end: number) => named.slots.filter((slot) => placeOf(slot) >= at && placeOf(slot) < end);
  const isBefore = ({ from }: { from: number }, end: number) => (named.tokens[from]?.start ?? 0) < end;
  const colon = wording.indexOf(':');
  const isNaming = slotsIn(0, colon).every((slot) => isWho(slot)) && !whole.words.some((word) => isBefore(word, colon));
  const isFrame = colon > 0 && colon < wording.length - 1 && isNaming && !VERB.test(wording.slice(0, colon));
  const start = isFrame ? colon + 1 : 0;
  const cuts = [...wording.slice(start).matchAll(BOUNDARY)].map((match) => ({
    at: start + match.index,
    next: start + match.index + match[0].length,
  }));
  const places = [start, ...cuts.map(({ next }) => next)].map((at, place) => ({
    at,
    end: cuts[place]?.at ?? wording.length,
  }));
  const isStatement = ({ at, end }: { at: number; end: number }) => {
    const clause = wording.slice(at, end);
    return (
      VERB.test(clause) ||
      FINITE_VERB.test(clause) ||
      (slotsIn(at, end).length > 0 && directionIn(clause) !== undefined)
    );
  };
  const isSplit = places.length > 1 && places.every(isStatement);
  const frame = [...heading, ...(isFrame ? slotsIn(0, colon) : [])];
  if (!isSplit && frame.length === 0) return [];
  let carried: Carried = {
    arm: toArm(frame.filter((slot) => slot.role !== 'excluded')),
    population: frame.filter((slot) => isPopulation(slot) || slot.concept.kind === 'procedure'),
    sources: named.slots.filter(isSource).concat(heading.filter(isSource)),
  };
  const clauses: Claim[] = [];
  for (const { at, end } of isSplit ? places : [{ at: start, end: wording.length }]) {
    const own = slotsIn(at, end);
    const arm = withSubject(armIn(wording, at, end, named, carried.arm), wording.slice(at, end), carried.arm);
    const population = own.filter(isPopulation);
    carried = {
      arm: namesAny(arm) ? arm : carried.arm,
      population: [
        ...population,
        ...carried.population.filter((slot) => !population.some((each) => sameFamily(each, slot))),
      ],
      sources: carried.sources,
    };
    const { given, without } = carried.arm;
    const also = [...given, ...without, ...carried.population].filter((slot) => !own.includes(slot));
    const inside = ({ at: from }: { at: number }) => from >= at && from < end;
    clauses.push({
      ...whole,
      text: isSplit ? text.slice(at, end).trim() : text,
      wording: wording.slice(at, end),
      from: at,
      stated: whole.stated.filter(inside),
      details: whole.details.filter(inside),
      arm: carried.arm,
      own: [...also, ...own],
      slots: [
        ...own.filter((slot) => !isArmTherapy(slot) && !isSource(slot)),
        ...also.filter((slot) => !isArmTherapy(slot)),
        ...carried.sources,
      ],
      words: whole.words.filter(({ from }) => inside({ at: named.tokens[from]?.start ?? 0 })),
    });
  }
  return clauses;
}

/** "Better than chemotherapy", "it keeps menin from …": what is compared, or stands for "it", was named before. */
function withSubject(arm: ArmNamed, clause: string, before: ArmNamed): ArmNamed {
  const isIncomplete = PRONOUN.test(clause) || (COMPARED.test(clause) && arm.given.length === 1);
  if (!isIncomplete || before.given.length === 0 || arm.other) return arm;
  return { ...arm, given: [...before.given.filter((slot) => !arm.given.includes(slot)), ...arm.given] };
}

const PRONOUN = /^\s*(?:it|they|this|that|which)\b/iu;
const COMPARED = /\b(?:than|vs?\.?|versus|compared\s+(?:to|with)|comparable\s+(?:to|with)|similar\s+to)\b/iu;

const isSource = ({ concept, role }: Slot): boolean => concept.kind === 'source' || role === 'study';
