import type { Slot } from '../question/question.js';
import { isTherapy } from '../question/vocabulary.js';
import { tokenize } from '../retrieval/tokens.js';
import type { EvidenceIndex } from '../search.js';
import { isAbout } from './arms.js';
import type { Claim, Difference } from './claim.js';
import { clashOf } from './clash.js';
import { comparisonOf } from './comparison.js';
import { inheritedApproval, withoutStandard } from './conclusions.js';
import { agreesWithReadings } from './details.js';
import { directionIn } from './direction.js';
import { type Holding, holdingsOf } from './holding.js';
import { isCalled, isInPlainName } from './measures.js';
import { isAsNarrow } from './narrowness.js';
import { droppedHedge, hedgesIn, isEachNegated, isOperator, WHO_NOT } from './operators.js';
import { BEYOND } from './reported.js';
import { sameStem, sameStems, standFor } from './same-words.js';
import { CONCLUSIVE, populationDiffers, subjectDiffers, timeDiffers } from './setting.js';
import { COMPARED, GROUPS, isMeasure, isReversed, kin, POPULATION } from './slots.js';
import { isFunctionWord } from './small-talk.js';
import { ONE_SIDED } from './spoken-arms.js';
import { type Traits, traitsOfClaim } from './traits.js';
import { GENERIC, unsaidWords } from './unsaid.js';
import { absentOf, type Checked, sourced } from './verdict.js';

interface Said {
  readonly holding: Holding;
  readonly differs: readonly Difference[];
  readonly notes: readonly string[];
  /** How much of the finding the claim says. */
  readonly share: number;
}

/** Holds a claim in words against the evidence: a comparison by the figures of its arms, anything else by what findings say. */
export function checkWording(claim: Claim, index: EvidenceIndex): Checked {
  const absent = absentOf(claim, index);
  const spoken = new Set(sameStems(claim.wording));
  const said = ONE_SIDED.test(claim.wording)
    ? []
    : holdingsOf(index).flatMap((holding) => saidIn(claim, spoken, holding, index));
  const exact = said.filter((each) => each.differs.length === 0).sort(byShare);
  const [best] = exact;
  if (best) return { ...sourced(claim.text, best.holding, undefined, index), notes: best.notes };
  const compared = comparisonOf(claim, index);
  if (compared) return compared;
  const classWide = inheritedApproval(claim, index);
  if (classWide) return classWide;
  const near = said
    .filter(
      (each) =>
        each.differs.length === 1 || each.differs.every((name) => name === 'conclusion' || name === 'direction'),
    )
    .sort(byShare);
  const [other] = absent.length > 0 ? [] : [...near.filter((each) => each.differs.includes('direction')), ...near];
  if (other) {
    const isContrary = other.differs.includes('direction');
    return {
      text: claim.text,
      verdict: isContrary ? 'different figure' : 'same figure, different context',
      evidence: [other.holding.finding],
      near: [],
      differs: other.differs,
      notes: other.notes,
    };
  }
  const denied = withoutStandard(claim, index);
  if (denied) return denied;
  const clash = absent.length > 0 ? undefined : clashOf(claim, index);
  if (clash) return clash;
  return {
    text: claim.text,
    verdict: 'not in the text held',
    evidence: [],
    near: absent.length > 0 ? [] : nearest(claim, index),
    differs: [],
    notes: absent.length > 0 ? [`In no source: ${absent.join(', ')}.`] : [],
  };
}

const byShare = (a: Said, b: Said): number =>
  Number(a.holding.finding.item.attribution !== 'primary') - Number(b.holding.finding.item.attribution !== 'primary') ||
  b.share - a.share;

/** Where a finding says all that a claim names: what of it it says otherwise. */
function saidIn(claim: Claim, spoken: ReadonlySet<string>, holding: Holding, index: EvidenceIndex): Said[] {
  const { vocabulary } = index;
  // "X, a CAR-T": what a name is by itself a kind of need not be said again.
  const isOwnKind = ({ concept }: Slot) =>
    claim.arm.given.some(
      (slot) => slot.concept.id !== concept.id && vocabulary.broader(slot.concept.id).has(concept.id),
    );
  const therapies = [...claim.arm.given.filter((slot) => !isOwnKind(slot)), ...claim.arm.without];
  const differs: Difference[] = [];
  const notes: string[] = [];
  const isSaid = ({ concept, negated }: Slot): boolean => {
    const own = holding.slots.find((slot) => slot.concept.id === concept.id && slot.negated === negated);
    return (
      own !== undefined ||
      (!negated &&
        isAbout(holding, { concept } as Slot, vocabulary) &&
        !holding.slots.some((slot) => slot.concept.id === concept.id))
    );
  };
  if (
    !therapies.every(isSaid) ||
    !areProceduresSaid(claim, holding) ||
    !isSameSpan(claim, holding) ||
    !isExceptSaid(claim, holding) ||
    !areGroupsSaid(claim, holding)
  )
    return [];
  if (unsaidWords(claim, holding.stems, false).length > 0 || !isAsNarrow(claim, holding)) return [];
  const measures = claim.slots.filter((slot) => slot.concept.kind === 'measure');
  if (!measures.every((slot) => isMeasureSaid(slot, holding)) || !isOfOutcome(claim, measures, holding)) return [];
  if (!agreesWithReadings(claim.stated, holding)) return [];
  const share =
    holding.spoken.size === 0 ? 0 : [...holding.spoken].filter((each) => spoken.has(each)).length / holding.spoken.size;
  if (!saysSomething(claim, holding, index) || (share > NEAR_COPY && isRepeating(claim, holding))) return [];
  const subject = subjectDiffers(claim, holding);
  if (subject.differs.includes('wording') || subject.differs.includes('conclusion')) return [];
  differs.push(...subject.differs, ...timeDiffers(claim, holding).differs);
  const population = populationDiffers(claim, undefined, holding, vocabulary);
  differs.push(...population.differs, ...(isElsewhere(claim, holding, spoken) ? (['population'] as const) : []));
  notes.push(...population.notes);
  const { kind } = holding.finding.item;
  if (population.notes.length > 0 && (kind === 'approval' || kind === 'position')) differs.push('population');
  const part = partOf(holding, spoken);
  const { own } = traitsOfClaim(claim);
  const isTurned = share > NEAR_COPY && !isSameSet(own.kinds, part.traits.kinds);
  if (denialOf(claim, part, spoken) || isTurned || !isSameDirection(claim, holding, part)) differs.push('direction');
  if (own.significant !== undefined && part.traits.significant !== own.significant) differs.push('direction');
  if (own.causal && !part.traits.causal) {
    differs.push('conclusion');
    notes.push(BEYOND);
  }
  const { hedges } = part.traits;
  const dropped = droppedHedge(
    own.hedges,
    hedges.filter((hedge) => isOnIt(hedge, part, holding, spoken)),
  );
  if (dropped !== undefined) {
    differs.push('conclusion');
    notes.push(`Beyond what is said: the finding has it with “${dropped}”.`);
  }
  if (differs.includes('direction')) {
    if (!isClear(own, part.traits) || WHO_NOT.test(claim.wording)) return [];
    notes.push('The finding says it otherwise.');
  }
  return [{ holding, differs: [...new Set(differs)], notes, share }];
}

/** A hedge of what is claimed, not of a remark beside it: "…, which might affect the results". */
function isOnIt(hedge: string, { at, end }: Part, { statement }: Holding, spoken: ReadonlySet<string>): boolean {
  if (CONDITION.test(hedge)) return true;
  const remarks = [...statement.slice(at, end).matchAll(REMARK)].filter(([text]) => hedgesIn(text).includes(hedge));
  const isElsewhere = hedgesIn(statement.slice(at, end).replace(REMARK, ' ')).includes(hedge);
  return (
    isElsewhere ||
    remarks.length === 0 ||
    remarks.some(([text]) => sameStems(text).some((each) => isTold(each) && spoken.has(each)))
  );
}

const CONDITION = /^(?:if|once|whether|should|validated|ideally|ideal|hope\w*|hopefully|presumably|perhaps)$/u;
const REMARK = /,\s+(?:which|who|that|although|though|while|whereas)\b[^,;:]*/giu;
const isTold = (own: string): boolean => own.length > 2 && !isFunctionWord(own);

/** From which share of a finding's words on a claim is a copy of it, so that a name said twice has replaced another. */
const NEAR_COPY = 0.6;

function isRepeating(claim: Claim, holding: Holding): boolean {
  const own = countsOf(claim.wording);
  const theirs = countsOf(holding.statement);
  return [...own].some(([word, count]) => count > Math.max(1, theirs.get(word) ?? 0));
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { word } of tokenize(text))
    if (!isFunctionWord(word)) counts.set(sameStem(word), (counts.get(sameStem(word)) ?? 0) + 1);
  return counts;
}

/** "Other than sorafenib": what is left out is part of what is said. */
const isExceptSaid = (claim: Claim, holding: Holding): boolean =>
  claim.own.every(
    (slot) =>
      slot.role !== 'excluded' ||
      holding.slots.some((each) => each.role === 'excluded' && each.concept.id === slot.concept.id),
  );

/** "From salvage to death": where a definition begins and ends is the definition. */
export function isSameSpan(claim: Claim, holding: Holding): boolean {
  if (!holding.named.has('definition') || !SPANNED.test(claim.wording)) return true;
  const [own, theirs] = [spanIn(claim.wording), spanIn(holding.statement)];
  return own.every((part, at) => part.every((each) => theirs[at]?.includes(each)));
}

const SPANNED = /\b(?:ran|runs?|counted|measured|calculated|defined|reckoned|time|interval)\b.*\bfrom\b/iu;

/** The stems of where something is counted from, and of where to. */
function spanIn(text: string): readonly (readonly string[])[] {
  const [, from = '', to = ''] = /\bfrom\s+(.*?)(?:\s(?:to|until|till)\s(.*))?$/iu.exec(text) ?? [];
  return [from, to].map((part) => sameStems(part).filter(isTold));
}

/** "Counted from transplant" is not said by who was looked at after one. */
const areProceduresSaid = ({ own, wording }: Claim, { spokenOf }: Holding): boolean =>
  own.every(({ concept, negated, typed }) => {
    if (concept.kind !== 'procedure' || negated || spokenOf.has(concept.id)) return true;
    const before = wording.slice(0, Math.max(0, wording.indexOf(typed)));
    return COURSE.test(before);
  });

const COURSE = /(?:\b(?:after|post|following|before|pre|undergoing|prior\s+to)[\s-]+(?:\p{L}+[\s-]+){0,2})$/iu;

/** A group of a study that is named ("the control arm") has to be one that the finding names. */
const areGroupsSaid = (claim: Claim, holding: Holding): boolean =>
  claim.own.every(
    ({ concept, stems }) =>
      !GROUPS.has(concept.id) ||
      holding.slots.some((each) => each.concept.id === concept.id) ||
      stems.every((each) => holding.spoken.has(standFor(each))) ||
      holding.facts.some((fact) => fact.arm !== undefined),
  );

/** A population that the finding names in another sentence only, and was not measured in. */
function isElsewhere(claim: Claim, holding: Holding, spoken: ReadonlySet<string>): boolean {
  const part = partOf(holding, spoken);
  const isHere = (slot: Slot) => {
    const at = holding.places.get(slot) ?? 0;
    return at >= part.at && at < part.end;
  };
  return claim.slots.some(
    ({ concept, negated }) =>
      POPULATION.has(concept.kind) &&
      !holding.population.has(concept.id) &&
      holding.slots.some((slot) => slot.concept.id === concept.id && slot.negated === negated) &&
      !holding.slots.some((slot) => slot.concept.id === concept.id && isHere(slot)),
  );
}

/** A measure counts by a name that means it; "tolerated" is no adverse event. */
function isMeasureSaid(slot: Slot, holding: Holding): boolean {
  const said =
    holding.slots.some((each) => isCalled(slot.concept.id, each.concept.id)) || holding.named.has(slot.concept.id);
  return said && (isInPlainName(slot) || slot.stems.every((each) => holding.spoken.has(each)));
}

/** What is compared must be what was measured: "no difference in CRc" is not said by relapses of those in CRc. */
function isOfOutcome(claim: Claim, measures: readonly Slot[], holding: Holding): boolean {
  const measured = holding.finding.item.outcome?.measure;
  const asked = measures.filter(isMeasure);
  if (measured === undefined || asked.length === 0 || traitsOfClaim(claim).own.direction === undefined) return true;
  const isSaid = (id: string) =>
    isCalled(id, measured) || holding.slots.some((each) => isMeasure(each) && isCalled(id, each.concept.id));
  return asked.every((slot) => isSaid(slot.concept.id));
}

/** Whether more than a name and its population is said, in words of the finding itself. */
function saysSomething(claim: Claim, holding: Holding, index: EvidenceIndex): boolean {
  if (isWhatForWhom(claim, holding)) return true;
  if (claim.words.length === 0 && claim.details.length === 0 && traitsOfClaim(claim).own.direction === undefined)
    return isEquation(claim, index) || isTried(claim);
  const words = claim.words.filter((word) => holding.spoken.has(word.stem)).length;
  const things = new Set(
    [...claim.own]
      .filter((slot) => !POPULATION.has(slot.concept.kind) && slot.concept.kind !== 'source')
      .map((slot) => slot.concept.id),
  ).size;
  const others = claim.words.filter(
    ({ stem, typed }) =>
      !holding.spoken.has(stem) && !isOperator(typed) && !GENERIC.test(typed) && !/^(?:less|fewer)$/iu.test(typed),
  ).length;
  return (
    others <= words &&
    (words >= 2 ||
      (words >= 1 && things >= 1) ||
      things >= 2 ||
      ((things >= 1 || claim.own.length > 0) && claim.details.length > 0))
  );
}

/** "Frail: HMA alone": where somebody's position is told, what for whom is all of it. */
function isWhatForWhom({ own, wording, words }: Claim, { finding: { item }, slots, statement }: Holding): boolean {
  if (words.length > 0 || SAID_OF.test(wording) || !STANCE.test(statement)) return false;
  const isNamed = (slot: Slot) => slots.some((each) => each.concept.id === slot.concept.id && !each.negated);
  const whom = own.filter(({ concept }) => concept.kind === 'state' || concept.kind === 'biomarker');
  return (
    item.kind === 'position' &&
    whom.length > 1 &&
    whom.every(isNamed) &&
    own.some(({ concept }) => item.intervention.includes(concept.id))
  );
}

/** Verbs that say more than what is given. */
const SAID_OF =
  /\b(?:did|does|do|is|are|was|were|has|have|had|can|could|may|might|will|works?|worked|helps?|fails?|well)\b/iu;
const STANCE = /\b(?:favou?rs?|prefers?|recommends?|recommended|advises?)\b/iu;

/** "X and Y are being studied": names and that they are tried. */
const isTried = ({ own }: Claim): boolean =>
  own.some(({ concept }) => isTherapy(concept)) &&
  own.some(({ concept, typed }) => concept.id === 'trial-in-progress' && TRIED.test(typed));

const TRIED = /stud(?:y|ied|ying)|test|investigat|ongoing|underway|explor/iu;

/** "X is a Y", "X consists of Y and Z", "X is the standard of care": names alone say something only so. */
function isEquation(claim: Claim, index: EvidenceIndex): boolean {
  if (
    claim.own.some(({ concept }) => CONCLUSIVE.has(concept.id)) &&
    claim.own.some(({ concept }) => isTherapy(concept))
  )
    return true;
  if (!/\b(?:is|are|was|were|includes?|comprises?|contains?)\b|=/iu.test(claim.wording)) return false;
  const concepts = claim.own.map((slot) => slot.concept);
  if (concepts.some(({ kind }) => kind === 'topic') && concepts.some(isTherapy)) return true;
  return concepts.some((a) =>
    concepts.some((b) => a !== b && (index.vocabulary.broader(a.id).has(b.id) || a.components.includes(b.id))),
  );
}

/** The sentence of a finding's statement that has most of a claim's words. */
function partOf(holding: Holding, spoken: ReadonlySet<string>): Part {
  const shared = ({ stems }: Part) => [...stems].filter((each) => spoken.has(each)).length;
  const [first, ...others] = holding.parts;
  if (!first) return { at: 0, end: holding.statement.length, stems: holding.spoken, traits: holding.traits };
  return others.reduce((best, each) => (shared(each) > shared(best) ? each : best), first);
}

type Part = Holding['parts'][number];

/** Whether two texts that differ in what they deny contradict each other: not where both deny something, or one only muses. */
const isClear = (own: Traits, theirs: Traits): boolean =>
  (own.negations.length === 0 || theirs.negations.length === 0) &&
  (own.negations.length === 0 || theirs.hedges.length <= own.hedges.length);

/** One of the two denies what the other says. */
function denialOf(claim: Claim, part: Part, spoken: ReadonlySet<string>): boolean {
  // "Than those without it" denies nothing that has a name.
  const own = traitsOfClaim(claim).own.negations.filter((scope) => scope.size > 0);
  const theirs = part.traits.negations;
  if (traitsOfClaim(claim).own.direction === 'same' && part.traits.direction === 'same') return false;
  const relevant = theirs.filter((scope) => [...scope].some((each) => spoken.has(each)));
  if (own.length === 0) return relevant.length > 0;
  return !isEachNegated(own, theirs);
}

/** The same direction, and the same things in the same order around it. */
function isSameDirection(claim: Claim, holding: Holding, part: Part): boolean {
  const [own, theirs] = [traitsOfClaim(claim).own.ways, part.traits.ways];
  if (own.size === 0) return theirs.size === 0 || !isCompared(claim);
  if ([...own].some((way) => !theirs.has(way))) return false;
  return !isReversed(claim, holding.slots) && !isOtherSide(claim, holding);
}

/** "Superior with B", where A is superior to B. */
function isOtherSide({ arm, wording }: Claim, { statement, slots, places }: Holding): boolean {
  const [only, ...others] = arm.given;
  const cut = COMPARED.exec(statement)?.index;
  if (!only || others.length > 0 || cut === undefined || directionIn(wording) === 'same') return false;
  const found = slots.filter((slot) => isTherapy(slot.concept) && kin(slot, only)).map((slot) => places.get(slot) ?? 0);
  const isBehind = found.length > 0 && found.every((place) => place > cut);
  const isBeforeOther = slots.some((slot) => isTherapy(slot.concept) && (places.get(slot) ?? 0) < cut);
  return isBehind && isBeforeOther && !COMPARED.test(wording.slice(0, Math.max(0, wording.indexOf(only.typed))));
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));

const isCompared = (claim: Claim): boolean => claim.arm.given.length + claim.arm.without.length > 1;

/** Findings on the same things, where none says what is claimed. */
function nearest(claim: Claim, index: EvidenceIndex) {
  const therapies = claim.arm.given.map((slot) => slot.concept.id);
  const others = claim.slots.map((slot) => slot.concept.id);
  if (therapies.length === 0) return [];
  return holdingsOf(index)
    .filter(
      (holding) =>
        therapies.every((id) => holding.finding.item.intervention.includes(id)) &&
        others.some((id) => holding.named.has(id)),
    )
    .slice(0, 1)
    .map((holding) => holding.finding);
}
