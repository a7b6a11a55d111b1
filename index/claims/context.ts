import type { Slot } from '../question/question.js';
import { isTherapy, type Vocabulary } from '../question/vocabulary.js';
import { stemsOf } from '../retrieval/tokens.js';
import type { Claim, Difference } from './claim.js';
import { isDirectionWord } from './direction.js';
import type { Fact, Holding, Label } from './holding.js';
import { isEachNegated, isOperator } from './operators.js';
import { standFor } from './same-words.js';
import { isMeasure, isPopulation } from './slots.js';
import { isPraise } from './small-talk.js';
import { traitsOfClaim } from './traits.js';

/** What differs between a claim and a fact, and what is worth saying although it does not. */
export interface Compared {
  readonly differs: readonly Difference[];
  readonly notes: readonly string[];
}

const compared = (differs: readonly Difference[] = [], notes: readonly string[] = []): Compared => ({ differs, notes });

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
  'definition',
]);
/** Topics that are themselves what is said of a therapy. */
export const CONCLUSIVE: ReadonlySet<string> = new Set([
  'standard-of-care',
  'approval',
  'recommendation',
  'safety-conclusion',
]);

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

/** How much of a label a claim says: all of it by name, or the share of its words. */
export function labelScore(label: Label, claim: Claim, stems: ReadonlySet<string>): number {
  const own = ownConceptsOf(claim);
  let named = 0;
  for (const id of label.concepts) if (own.has(id)) named++;
  const said = label.stems.filter((each) => stems.has(each)).length / Math.max(1, label.stems.length);
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
    if (isTold(claim, holding)) return compared();
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
        slot.concept.kind === 'topic' &&
        (about.includes(slot.concept.id) || slot.stems.every((each) => holding.spoken.has(each))),
    )
  )
    return true;
  const { intervention } = holding.finding.item;
  const isArm = (id: string) => fact.arm?.with.includes(id) ?? false;
  const unit = fact.statistic && 'unit' in fact.statistic ? stemsOf(fact.statistic.unit) : [];
  if (claim.arm.given.some(({ stems }) => stems.every((each) => unit.includes(each)))) return true;
  if (claim.arm.given.some(({ concept: { id } }) => intervention.includes(id) && !isArm(id))) return true;
  return claim.words.length === 0 && (about.includes('group-sizes') || about.includes('sample-size'));
}

/** A labeled figure of a measured outcome still belongs to that outcome. */
const isBound = (asked: readonly Slot[], holding: Holding, fact: Fact): boolean => {
  const unit = fact.statistic && 'unit' in fact.statistic ? fact.statistic.unit : '';
  return unit !== 'deaths' || asked.some(({ concept }) => holding.covers.has(concept.id));
};

/** From which share of its words on a label is said. */
export const LABELED = 0.34;

export function timeDiffers(claim: Claim, holding: Holding): Compared {
  const { outcome } = holding.finding.item;
  if (isOtherPhase(claim, holding)) return compared(['time']);
  if (claim.times.some((time) => !holding.times.has(time))) return compared(['time']);
  if (claim.times.length > 0 || !outcome?.time) return compared();
  return compared(
    [],
    [
      `Reported at ${outcome.time.value} ${outcome.time.unit}${outcome.time.value === 1 ? '' : 's'}; the claim names no time.`,
    ],
  );
}

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
    const said = holding.slots.find((each) => each.concept.id === id);
    if (slot.negated || said?.negated) return said !== undefined && said.negated === slot.negated;
    return holding.covers.has(id) || (fact?.label?.concepts.has(id) ?? false);
  };
  if (slots.some((slot) => !isIn(slot)) || isHalf(slots, holding)) return compared(['population']);
  const cohort = holding.finding.source.cohorts[holding.finding.item.population];
  const isWider = slots.some(
    ({ concept, negated }) => !negated && !holding.named.has(concept.id) && vocabulary.concepts.has(concept.id),
  );
  return compared([], isWider && cohort ? [`Measured in ${cohort.label}, which is narrower than the claim says.`] : []);
}

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
      if (!holding.covers.has(concept.id)) differs.add('population');
    } else if (concept.kind === 'topic') {
      // What a finding is found by draws no conclusion.
      const said = CONCLUSIVE.has(concept.id) ? holding.spoken : holding.stems;
      const isSaid = slot.stems.every((each) => said.has(each) || said.has(standFor(each)));
      const isMeant =
        SYNONYMOUS.has(concept.id) &&
        ((item.about.includes(concept.id) && !CONCLUSIVE.has(concept.id)) ||
          holding.slots.some((each) => each.concept.id === concept.id)) &&
        !isAgency(slot, holding);
      if (!isSaid && !isMeant) differs.add(CONCLUSIVE.has(concept.id) ? 'conclusion' : 'wording');
    }
  }
  return compared([...differs]);
}

/** EMA is not FDA: an abbreviation that is named counts by itself. */
const isAgency = (slot: Slot, holding: Holding): boolean =>
  /\b(?:EMA|FDA|PMDA|NMPA|MHRA)\b/iu.test(slot.typed) &&
  !(slot.typed.match(/\b(?:EMA|FDA|PMDA|NMPA|MHRA)\b/giu) ?? []).every((name) =>
    holding.statement.includes(name.toLowerCase()),
  );

/** Words of a claim that its finding does not have: the first few. `isStory`: words that only tell a figure do not count. */
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

export function unsaidWords(claim: Claim, stems: ReadonlySet<string>, isStory: boolean): readonly string[] {
  const unsaid: string[] = [];
  for (const { stem, typed } of claim.words) {
    if (
      stems.has(stem) ||
      stems.has(`${stem}li`) ||
      GENERIC.test(typed) ||
      (isStory && (isNarrative(typed) || isPraise(typed.toLowerCase()))) ||
      isDirectionWord(typed) ||
      isOperator(typed.toLowerCase())
    )
      continue;
    if (unsaid.push(typed) === MOST_UNSAID) break;
  }
  return unsaid;
}

const MOST_UNSAID = 4;

/** What anything that is tried can be called. */
export const GENERIC =
  /^(?:options?|strateg(?:y|ies)|approach(?:es)?|choices?|modalit(?:y|ies)|measures?|way|ways|things?)$/iu;

/** Words by which a patient's fate is told around a figure; the measure says it already. */
const NARRATIVE =
  /^(?:rates?|incidence|cumulative|probability|achiev\w*|remission|month|year|day|week|med|avg|arm|grp|salvage|therap\w*|treat\w*|drug|regimen|combo|combin\w*|plus|add\w*|contain\w*|base\w*|compar\w*|differ\w*|significan\w*|statistic\w*|total|out|hr|ci|iqr|confid\w*|interv\w*|hazard|ratio|median|estim\w*|surviv\w*|respons?\w*|recurr\w*|respectively|resp)$/iu;

const isNarrative = (word: string): boolean => NARRATIVE.test(word);

/** A claim that denies what the finding says, or says what it denies. */
export function negationDiffers(claim: Claim, holding: Holding): boolean {
  const { own } = traitsOfClaim(claim);
  if (own.direction === 'same') return false;
  const hasArm =
    claim.arm.without.length > 0 ||
    claim.arm.isOther ||
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
  if (claimed === undefined) return compared(differs, notes);
  const reported = reportedDirection(claim, holding);
  const stated = holding.traits.direction;
  const isBorne = reported === undefined ? stated === claimed : isSameWay(claimed, reported);
  if (!isBorne && stated !== claimed) differs.push('direction');
  if (causal && !holding.traits.causal) {
    differs.push('conclusion');
    notes.push(BEYOND);
  }
  return compared(differs, notes);
}

export const BEYOND =
  'A conclusion beyond the evidence: the finding compares what was observed and does not show that one brought about the other.';

const UP: ReadonlySet<string> = new Set(['up', 'better']);
const isSameWay = (claimed: string, reported: string): boolean =>
  reported === 'same' ? claimed === 'same' : claimed !== 'same' && UP.has(claimed) === UP.has(reported);

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
  const isReversed = claim.arm.given.length === 0 && claim.arm.without.length > 0 ? -1 : 1;
  if (first !== undefined && second !== undefined && first !== second)
    return (first - second) * isReversed > 0 ? 'up' : 'down';
  const ratio = statistics.find((each) => each.kind === 'hazard-ratio');
  return ratio?.kind === 'hazard-ratio' && ratio.contrast ? (Number(ratio.value) < 1 ? 'up' : 'down') : undefined;
}
