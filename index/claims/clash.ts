import type { Slot } from '../question/question.js';
import { isTherapy } from '../question/vocabulary.js';
import type { EvidenceIndex } from '../search.js';
import { isAbout } from './arms.js';
import type { Claim, Difference } from './claim.js';
import { type Direction, ofMeasure } from './direction.js';
import type { Holding } from './holding.js';
import { holdingsOf } from './holdings.js';
import { isCalled } from './measures.js';
import { droppedHedge, WHO_NOT } from './operators.js';
import { hasOpposite, isOpposite } from './opposites.js';
import { BEYOND } from './reported.js';
import { standFor } from './same-words.js';
import { isMeasure, isReversed, POPULATION } from './slots.js';
import { traitsOfClaim } from './traits.js';
import { isHow } from './unsaid.js';
import type { Checked } from './verdict.js';

/** What a claim and a finding on the same thing say against each other. */
interface Clash {
  readonly holding: Holding;
  readonly differs: Difference;
  readonly note: string;
  /** Which part of what the claim says the finding says too, the clash apart. */
  readonly share: number;
}

/** From which share on two texts are on the same thing: to contradict it takes more than to name another context. */
const SAME_THING: Readonly<Partial<Record<Difference, number>>> = { direction: 0.7, wording: 0.7 };
const RELATED = 0.6;

/** A name weighs more than a word. */
const NAME = 2;

/**
 * Where no finding says what a claim says: the one on the same thing that says it otherwise. It never makes a claim
 * agree; it tells in what it does not.
 */
export function clashOf(claim: Claim, index: EvidenceIndex): Checked | undefined {
  const said = saidBy(claim);
  const clashes = holdingsOf(index)
    .flatMap((holding) => clashWith(said, holding, index))
    .sort((a, b) => b.share - a.share || Number(isSecondHand(a)) - Number(isSecondHand(b)));
  const [first] = clashes;
  if (!first) return undefined;
  const { holding, differs, note } = first;
  const isContrary = differs === 'direction' || differs === 'wording';
  return {
    text: claim.text,
    verdict: isContrary ? 'different figure' : 'same figure, different context',
    evidence: [holding.finding],
    near: [],
    differs: [differs],
    notes: [note],
  };
}

const isSecondHand = ({ holding }: Clash): boolean => holding.finding.item.attribution !== 'primary';

/** What a claim says, read once: it is held against every finding. */
interface Said {
  readonly claim: Claim;
  readonly sources: readonly Slot[];
  /** What it names but sources and statistics. */
  readonly things: readonly Slot[];
  /** Its words without those that only say how, or how surely. */
  readonly words: Claim['words'];
  /** Those of its words that have an opposite, and those that number a phase. */
  readonly opposable: Claim['words'];
  readonly phases: Claim['words'];
  /** "Those who did not": its direction is that of others. */
  readonly isOfOthers: boolean;
  readonly isProof: boolean;
}

function saidBy(claim: Claim): Said {
  const names = claim.own.filter(({ concept }) => concept.kind !== 'statistic');
  return {
    claim,
    sources: names.filter(({ concept }) => concept.kind === 'source'),
    things: names.filter(({ concept }) => concept.kind !== 'source'),
    words: claim.words.filter((word) => !isHow(word) && !SIGNIFICANCE.test(word.typed)),
    opposable: claim.words.filter(({ stem }) => hasOpposite(stem)),
    phases: claim.words.filter(({ stem }) => stem.startsWith('phase-')),
    isOfOthers: WHO_NOT.test(claim.wording),
    isProof: PROVEN.test(claim.wording),
  };
}

function clashWith(claimed: Said, holding: Holding, index: EvidenceIndex): Clash[] {
  const { sources, things, words } = claimed;
  if (sources.length > 0 && !sources.some(({ concept }) => concept.id === holding.finding.source.id)) return [];
  const said = things.filter((slot) => isNameSaid(slot, holding, index));
  if (said.length === 0) return [];
  const unsaid = things.filter((slot) => !said.includes(slot));
  const found = kindOf(claimed, holding, unsaid, index);
  if (!found) return [];
  const { differs, note, apart } = found;
  const open = unsaid.filter((slot) => !apart.has(slot.concept.id));
  const isOfOther = things.some((slot) => isTherapy(slot.concept)) && !said.some((slot) => isTherapy(slot.concept));
  if (isOfOther && differs !== 'intervention') return [];
  if (open.some((slot) => isTherapy(slot.concept) || isMeasure(slot)) && differs !== 'conclusion') return [];
  const rest = words.filter((word) => !apart.has(word.stem));
  const shared = rest.filter((word) => isWordSaid(word.stem, holding)).length;
  const total = NAME * (said.length + open.length) + rest.length;
  const share = (NAME * said.length + shared) / Math.max(1, total);
  const isOpen = open.some(isMeasure) && !said.some(isMeasure);
  const isTrial = said.some(({ concept }) => concept.kind === 'trial');
  if (isOpen && shared < 2 && !isTrial) return [];
  // Many findings are of one disease: that alone makes no two texts speak of one thing.
  const isMore = said.some(({ concept }) => !POPULATION.has(concept.kind));
  const isFar =
    differs === 'population' && shared === 0 && said.filter(({ concept }) => !POPULATION.has(concept.kind)).length < 2;
  if (isFar) return [];
  const isOpposed = differs === 'wording' && said.length >= 2 && shared >= 1;
  const isEnough = (said.length >= 2 && isMore) || shared >= 2 || isOpposed;
  return isEnough && share >= (SAME_THING[differs] ?? RELATED) ? [{ holding, differs, note, share }] : [];
}

const isWordSaid = (own: string, { spoken, stems }: Holding): boolean => spoken.has(own) || stems.has(own);

function isNameSaid(slot: Slot, holding: Holding, index: EvidenceIndex): boolean {
  const { concept, negated } = slot;
  const own = holding.slots.filter((each) => each.concept.id === concept.id);
  if (own.length > 0) return own.some((each) => each.negated === negated) || isTherapy(concept);
  if (negated) return false;
  if (isTherapy(concept)) return isAbout(holding, slot, index.vocabulary);
  return (
    holding.covers.has(concept.id) ||
    holding.population.has(concept.id) ||
    [...holding.measures].some((id) => isCalled(concept.id, id)) ||
    slot.stems.every((each) => holding.spoken.has(standFor(each)))
  );
}

interface Found {
  readonly differs: Difference;
  readonly note: string;
  /** Stems and concepts that make the clash, so that they do not count against it. */
  readonly apart: ReadonlySet<string>;
}

const OTHERWISE = 'The finding says it otherwise.';

/** The one thing in which they are against each other, the plainest first. */
function kindOf(said: Said, holding: Holding, unsaid: readonly Slot[], index: EvidenceIndex): Found | undefined {
  const opposite = said.opposable.find(({ stem }) => !isWordSaid(stem, holding) && isOpposite(stem, holding.spoken));
  if (opposite) return { differs: 'wording', note: OTHERWISE, apart: new Set([opposite.stem]) };
  const phase = said.phases.find(({ stem }) => !holding.spoken.has(stem));
  if (phase && holding.spoken.has('phase'))
    return { differs: 'wording', note: OTHERWISE, apart: new Set([phase.stem]) };
  const denied = unsaid.find(
    ({ concept, negated }) =>
      !isTherapy(concept) && holding.slots.some((each) => each.concept.id === concept.id && each.negated !== negated),
  );
  if (denied) return { differs: 'direction', note: OTHERWISE, apart: new Set([denied.concept.id]) };
  const population = populationClash(unsaid, holding, index);
  if (population) return population;
  return (
    directionClash(said, holding) ?? interventionClash(said.claim, unsaid, holding) ?? conclusionClash(said, holding)
  );
}

function populationClash(unsaid: readonly Slot[], holding: Holding, index: EvidenceIndex): Found | undefined {
  const populations = unsaid.filter(({ concept, negated }) => POPULATION.has(concept.kind) && !negated);
  if (populations.length === 0) return undefined;
  const { vocabulary } = index;
  const isKin = (a: string, b: string) => vocabulary.broader(a).has(b) || vocabulary.broader(b).has(a);
  const { attributes, ages } = holding.finding.source.cohorts[holding.finding.item.population] ?? {
    attributes: [],
    ages: [],
  };
  const theirs = [...attributes, ...ages, ...holding.slots.map((slot) => slot.concept.id)];
  const other = populations.filter(({ concept }) =>
    theirs.some((id) => vocabulary.concepts.get(id)?.kind === concept.kind && !isKin(id, concept.id)),
  );
  const [first] = other;
  const cohort = holding.finding.source.cohorts[holding.finding.item.population];
  return first && cohort
    ? {
        differs: 'population',
        note: `Said of ${cohort.label}, not of ${first.concept.label}.`,
        apart: new Set(other.map(({ concept }) => concept.id)),
      }
    : undefined;
}

const SIGNIFICANCE = /^(?:significan\w*|signi?f?|often|frequent\w*|common\w*|likely)$/iu;

/** Plus, minus, or no difference. */
const signOf = (direction: Direction): number => (direction === 'same' ? 0 : direction === 'up' ? 1 : -1);

function directionClash({ claim, isOfOthers }: Said, holding: Holding): Found | undefined {
  const { direction: own, kinds } = traitsOfClaim(claim).own;
  // Where several things are compared, one of them may well go the other way.
  if (isOfOthers || kinds.size !== 1 || holding.traits.kinds.size !== 1) return undefined;
  const theirs = holding.traits.direction;
  if (own === undefined || theirs === undefined) return undefined;
  const measure = measureOfBoth(claim, holding);
  if (measure === undefined || (measure === NONE && isOfMeasure(own) !== isOfMeasure(theirs))) return undefined;
  const [mine, reported] = [signOf(ofMeasure(own, measure)), signOf(ofMeasure(theirs, measure))];
  if (mine !== reported) return { differs: 'direction', note: OTHERWISE, apart: new Set() };
  if (mine === 0 || !isReversed(claim, holding.slots)) return undefined;
  return { differs: 'direction', note: OTHERWISE, apart: new Set() };
}

/** Where neither of two texts is of a measure. */
const NONE = '';

/** "More" and "better" of nothing that is named cannot be held against each other. */
const isOfMeasure = (direction: Direction): boolean => direction === 'up' || direction === 'down';

/**
 * The measure that a claim and a finding both compare: "better outcomes" is not said otherwise by one outcome that did not
 * differ, nor survival by response.
 */
function measureOfBoth({ slots }: Claim, holding: Holding): string | undefined {
  const asked = slots.filter(isMeasure).map(({ concept }) => concept.id);
  const measured = holding.finding.item.outcome?.measure;
  const theirs = [...(measured === undefined ? [] : [measured]), ...holding.measures];
  if (asked.length === 0) return theirs.length === 0 ? NONE : undefined;
  return asked.find((id) => theirs.some((each) => isCalled(id, each)));
}

/** One therapy in the place of another, where a name that tells the finding from all others is the same. */
function interventionClash(claim: Claim, unsaid: readonly Slot[], holding: Holding): Found | undefined {
  const [stranger, ...more] = unsaid.filter((slot) => isTherapy(slot.concept));
  const isTold = claim.own.some(({ concept }) => concept.kind === 'trial' && holding.named.has(concept.id));
  const { intervention } = holding.finding.item;
  if (!stranger || more.length > 0 || !isTold || intervention.length === 0) return undefined;
  return {
    differs: 'intervention',
    note: 'Said of another therapy.',
    apart: new Set([stranger.concept.id]),
  };
}

const PROVEN =
  /\b(?:prov(?:es?|ed|en|ing)|proof|establish(?:ed|es)|confirm(?:s|ed)|definite(?:ly)?|conclusive(?:ly)?|certain(?:ly)?|undoubtedly|guarantee[sd]?|always|never|must|has\s+to|ha(?:s|ve)\s+(?:now\s+)?replaced|is\s+(?:now\s+)?the\s+(?:new\s+)?standard)\b/iu;

const WORDS_OF_PROOF =
  /^(?:prov(?:es?|ed|en|ing)|proof|establish\w*|confirm\w*|definit\w*|conclusiv\w*|certain\w*|undoubted\w*|replac\w*|standard|new|now|gold)$/iu;

/** More than the finding concludes: proof, cause, or a hedge that is dropped. */
function conclusionClash({ claim, ...said }: Said, holding: Holding): Found | undefined {
  const { own } = traitsOfClaim(claim);
  const { traits, statement } = holding;
  const isProof = said.isProof && !PROVEN.test(statement);
  const isCausal = own.causal && !traits.causal && traits.direction !== undefined;
  const dropped = droppedHedge(own.hedges, traits.hedges);
  const beyond =
    dropped !== undefined && own.negations.length === 0 && (isProof || own.causal)
      ? `Beyond what is said: the finding has it with “${dropped}”.`
      : undefined;
  const note = isCausal || (isProof && traits.direction !== undefined) ? BEYOND : beyond;
  if (note === undefined) return undefined;
  const ofProof = claim.words.filter(({ typed }) => WORDS_OF_PROOF.test(typed));
  return { differs: 'conclusion', note, apart: new Set(ofProof.map(({ stem }) => stem)) };
}
