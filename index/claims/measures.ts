import type { Slot } from '../question/question.js';
import { stemsOf } from '../retrieval/tokens.js';
import type { Claim } from './claim.js';
import { type Compared, compared } from './compared.js';
import type { Fact, Label } from './fact.js';
import type { Holding } from './holding.js';
import { isMeasure } from './slots.js';
import { isTimeUnit } from './units.js';
import { unsaidWords } from './unsaid.js';

/** Measures by the names that colleagues use for them: "survival" alone is overall survival, "CR" any of its kinds. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  survival: ['os'],
  remission: ['crc', 'cr', 'cr-any-recovery'],
  cr: ['cr-any-recovery'],
  mortality: ['cause-of-death'],
  'cause-of-death': ['mortality'],
};

/** Whether a measure that is named is the one that was measured. */
export const isCalled = (named: string, measured: string): boolean =>
  named === measured || (CALLED[named]?.includes(measured) ?? false);

/** Concepts some of whose names do not mean the same: those count by their very words. */
const LOOSE: ReadonlySet<string> = new Set([
  'adverse-events',
  'survival',
  'response',
  'infection',
  'bleeding',
  'hematologic-ae',
  'liver-enzymes',
  'cure',
  'quality-of-life',
  'nr',
  'skin-toxicity',
]);
/** Names of a loose concept that do mean the same. */
const PLAIN_NAMES =
  /^(?:adverse (?:events?|effects?|reactions?)|aes?|side effects?|toxicit(?:y|ies)|teaes?|treatment-related (?:adverse events|aes)|survival|response(?: rates?)?|responses|infections?|abnormal liver enzymes|liver enzymes|cur(?:e|es|ed|able|ative))$/iu;

/** Whether a measure is named by a name that means it. */
export const isInPlainName = (slot: Slot): boolean => !LOOSE.has(slot.concept.id) || PLAIN_NAMES.test(slot.typed);

const ownConcepts = new WeakMap<Claim, ReadonlySet<string>>();

function ownConceptsOf(claim: Claim): ReadonlySet<string> {
  const known = ownConcepts.get(claim);
  if (known) return known;
  const own = new Set(claim.own.map((slot) => slot.concept.id));
  ownConcepts.set(claim, own);
  return own;
}

/** With what was measured, where that is carried over. */
const carriedConceptsOf = (claim: Claim): ReadonlySet<string> =>
  new Set([...ownConceptsOf(claim), ...claim.slots.filter(isMeasure).map((slot) => slot.concept.id)]);

/** "Start of sorafenib to adverse event" is not said by who names its drug alone. */
export function isOnlyArmSaid({ label, arm }: Fact, claim: Claim, stems: ReadonlySet<string>): boolean {
  if (!label || !arm) return false;
  const own = ownConceptsOf(claim);
  const shared = [...label.concepts].filter((id) => own.has(id));
  const ofArm = claim.arm.given.flatMap((slot) => slot.stems);
  return (
    shared.length > 0 &&
    shared.length < label.concepts.size &&
    shared.every((id) => arm.with.includes(id)) &&
    !label.stems.some((each) => stems.has(each) && !ofArm.includes(each))
  );
}

/** "VAH in 22 with sorafenib and 8 of the others": what was counted in the one arm is counted in the others. */
const isOfOthersToo = ({ arm }: Claim, id: string): boolean =>
  arm.other !== undefined && arm.given.some(({ concept }) => concept.id === id);

/** How much of a label a claim says: all of it by name, or the share of its words. */
export function labelScore(label: Label, claim: Claim, stems: ReadonlySet<string>, isCarried: boolean): number {
  const own = isCarried ? carriedConceptsOf(claim) : ownConceptsOf(claim);
  const isSaid = (id: string) => own.has(id) || (isCarried && isOfOthersToo(claim, id));
  let named = 0;
  for (const id of label.concepts) if (isSaid(id)) named++;
  const said = label.stems.filter((each) => stems.has(each)).length / Math.max(1, label.stems.length);
  // "II in 10": the words of the claim are those of this very label.
  if (claim.words.length > 0 && claim.words.every((word) => label.stems.includes(word.stem))) return 1;
  return label.concepts.size > 0 ? Math.max(said * 0.99, (said + named / label.concepts.size) / 2) : said;
}

/** Whether a finding may be of the measures that a claim names; a quick look before `measureDiffers`. */
export function mayBeMeasured(claim: Claim, holding: Holding): boolean {
  const measured = holding.finding.item.outcome?.measure;
  const named = claim.slots.filter((slot) => slot.concept.kind === 'measure');
  if (named.length === 0) return measured === undefined || holding.facts.some((fact) => fact.label !== undefined);
  return named.every(
    ({ concept: { id } }) =>
      holding.covers.has(id) ||
      (measured !== undefined && isCalled(id, measured)) ||
      holding.facts.some(({ label }) => label && [...label.concepts].some((each) => isCalled(id, each))) ||
      [...holding.measures].some((each) => isCalled(id, each)),
  );
}

/** The measure: named, and the one the fact is of. */
export function measureDiffers(claim: Claim, fact: Fact, holding: Holding, label: number): Compared {
  const measured = holding.finding.item.outcome?.measure;
  const named = claim.slots.filter((slot) => slot.concept.kind === 'measure');
  const asked = named.filter(isMeasure);
  // "The hazard ratio for death" is that of OS.
  const isRelation = claim.figure?.kind === 'ratio' || claim.figure?.kind === 'p';
  const isPrincipal = ({ concept: { id } }: Slot): boolean =>
    (measured !== undefined && isCalled(id, measured)) ||
    (isRelation && holding.finding.item.about.includes(id)) ||
    [...(fact.label?.concepts ?? [])].some((each) => isCalled(id, each)) ||
    (measured === undefined && [...holding.measures].some((each) => isCalled(id, each)));
  const isTouched = ({ concept: { id } }: Slot): boolean => isSaidMeasure(id, fact, holding);
  if (named.some((slot) => !isPrincipal(slot) && !isTouched(slot))) return compared(['measure']);
  if (fact.label && label >= LABELED) {
    return isBound(asked, holding, fact) ? compared() : compared(['measure']);
  }
  if (asked.length === 0) {
    if (isTold(claim, holding) || isSizeOf(claim, fact, holding)) return compared();
    const isOpen = measured === undefined && (fact.label !== undefined || holding.measures.size === 0);
    return isOpen && isOnTopic(claim, fact, holding)
      ? compared()
      : compared(['measure'], ['The claim does not say what was measured.']);
  }
  if (!asked.some(isPrincipal)) return compared(['measure']);
  if (measured === undefined && !fact.label) {
    const all = [...holding.measures];
    const isAll = all.every((id) => named.some((slot) => isCalled(slot.concept.id, id)));
    return isAll ? compared() : compared(['measure']);
  }
  const other = asked.find((slot) => isPrincipal(slot) && slot.concept.id !== measured && measured !== undefined);
  return compared([], other && measured ? [`“${other.typed}” is read as the measure of the finding.`] : []);
}

/** "161 patients had MRD measured": how many were looked at, said in words of the finding alone. */
function isSizeOf(claim: Claim, { statistic }: Fact, holding: Holding): boolean {
  const { about } = holding.finding.item;
  const isSize = about.includes('sample-size') || about.includes('group-sizes');
  const isOfPatients = statistic?.kind === 'count' && statistic.unit === 'patients' && claim.figure?.kind === 'count';
  return isSize && isOfPatients && claim.words.length > 0 && unsaidWords(claim, holding.spoken, false).length === 0;
}

/** Who says all that a finding says has said what was measured, by whatever name. */
function isTold(claim: Claim, holding: Holding): boolean {
  const own = new Set(claim.own.map((slot) => slot.concept.id));
  const isNamed = (slot: Slot): boolean =>
    slot.concept.kind === 'statistic' ||
    own.has(slot.concept.id) ||
    slot.concept.parents.some((id) => own.has(id)) ||
    [...claim.own].some((each) => each.concept.parents.includes(slot.concept.id));
  return (
    holding.slots.length > 0 &&
    holding.slots.every(isNamed) &&
    holding.tale.every((each) => claim.words.some((word) => word.stem === each))
  );
}

/** A measure that the finding itself names: what it is merely found by does not count. */
function isSaidMeasure(id: string, fact: Fact, holding: Holding): boolean {
  if (!holding.covers.has(id)) return false;
  const { about, outcome } = holding.finding.item;
  return (
    !about.includes(id) ||
    outcome?.measure === id ||
    holding.spokenOf.has(id) ||
    (fact.label?.concepts.has(id) ?? false)
  );
}

/** Whether a claim without a measure says what the finding is on: in its words, by its topic, or as the size of a group. */
export function isOnTopic(claim: Claim, fact: Fact, holding: Holding): boolean {
  const { about, outcome } = holding.finding.item;
  const isMeasured = (id: string) =>
    outcome ? isCalled(id, outcome.measure) : [...holding.measures].some((each) => isCalled(id, each));
  if (claim.slots.some((slot) => isMeasure(slot) && isMeasured(slot.concept.id))) return true;
  if (claim.words.some((word) => holding.spoken.has(word.stem))) return true;
  if (
    claim.slots.some(
      (slot) =>
        (slot.concept.kind === 'topic' || slot.concept.id === 'maintenance-setting') &&
        (about.includes(slot.concept.id) || slot.stems.every((each) => holding.spoken.has(each))),
    )
  )
    return true;
  if (
    about.includes('dose') &&
    claim.figure?.kind === 'quantity' &&
    /^(?:mg|g|µg|million units)\b/u.test(claim.figure.unit)
  )
    return true;
  if (holding.finding.item.kind === 'treatment' && about.includes('duration') && isDuration(claim)) return true;
  const { intervention } = holding.finding.item;
  const isArm = (id: string) => fact.arm?.with.includes(id) ?? false;
  const unit = fact.statistic && 'unit' in fact.statistic ? stemsOf(fact.statistic.unit) : [];
  if (claim.arm.given.some(({ stems }) => stems.every((each) => unit.includes(each)))) return true;
  if (claim.arm.given.some(({ concept: { id } }) => intervention.includes(id) && !isArm(id))) return true;
  return claim.words.length === 0 && (about.includes('group-sizes') || about.includes('sample-size'));
}

/** "Stayed on it a median of 360 days": how long something was given, said without a name for it. */
const isDuration = ({ figure, wording, arm }: Claim): boolean =>
  figure?.kind === 'quantity' && isTimeUnit(figure.unit) && arm.given.length > 0 && GIVEN_FOR.test(wording);

const GIVEN_FOR =
  /\b(?:(?:stay(?:s|ed)?|remain(?:s|ed)?|kept)\s+on|(?:ran|lasted|took|taken|given|continued)\b(?=[^,;]{0,30}\b(?:median|mean|for)\b))/iu;

/** A labeled figure of a measured outcome still belongs to that outcome. */
const isBound = (asked: readonly Slot[], holding: Holding, fact: Fact): boolean => {
  const unit = fact.statistic && 'unit' in fact.statistic ? fact.statistic.unit : '';
  return unit !== 'deaths' || asked.some(({ concept }) => holding.covers.has(concept.id));
};

/** From which share of its words on a label is said. */
export const LABELED = 0.34;

const GRADES = /\b(?:grades?|gr\.?)\s+([IV\d]+(?:\s*(?:-|to|and|or|\/)\s*[IV\d]+)?)/iu;

/** "Grade III–IV" is neither of the two alone. */
export function gradeDiffers({ wording }: Claim, fact: Fact, holding: Holding): boolean {
  const grade = GRADES.exec(wording)?.[1]
    ?.toLowerCase()
    .replace(/\s*(?:to|and|or|\/)\s*/u, '-');
  if (grade === undefined) return false;
  const theirs = GRADES.exec(fact.label?.text ?? holding.statement)?.[1]
    ?.toLowerCase()
    .replace(/\s*(?:to|and|or|\/)\s*/u, '-');
  return grade !== theirs;
}
