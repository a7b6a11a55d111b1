import type { Finding } from '../evidence/corpus.js';
import type { EvidenceIndex } from '../search.js';
import type { Agreement } from './agreement.js';
import { type Candidate, candidatesIn, MOST_KINDRED, stemsOfClaim } from './candidates.js';
import type { Claim, Difference, Verdict } from './claim.js';
import { isAgreed } from './details.js';
import type { Fact } from './fact.js';
import type { Figure } from './figure.js';
import type { Holding } from './holding.js';
import { holdingsOf } from './holdings.js';
import { contextNotes } from './notes.js';
import { isMeasure } from './slots.js';

/** A claim and what the evidence says to it. */
export interface Checked {
  readonly text: string;
  readonly verdict: Verdict;
  /** The findings it rests on, the one that decides first. */
  readonly evidence: readonly Finding[];
  /** Findings that are near where none decides. */
  readonly near: readonly Finding[];
  readonly differs: readonly Difference[];
  /** What else is to say: rounding, our arithmetic, conclusions beyond the evidence, where it was looked for. */
  readonly notes: readonly string[];
}

/** Holds a claim with a figure against the evidence. */
export function checkFigure(claim: Claim, index: EvidenceIndex): Checked {
  const { figure } = claim;
  if (!figure) throw new TypeError('a claim without a figure');
  const stems = stemsOfClaim(claim);
  const candidates = holdingsOf(index).flatMap((holding) => candidatesIn(claim, figure, stems, holding, index));
  const matching = candidates.filter((each) => isAgreed(each.agreement) && each.differs.length === 0);
  if (matching.length > 0) return matched(claim, matching.sort(byDirectness), index);
  const contrary = candidates
    .filter((each) => each.agreement.status === 'different' && each.differs.length === 0)
    .sort(byDirectness);
  const besideFirst = (a: Candidate, b: Candidate) => Number(isBeside(b, contrary)) - Number(isBeside(a, contrary));
  const elsewhere = candidates
    .filter((each) => isAgreed(each.agreement) && isKindred(each, claim))
    .sort((a, b) => a.distance - b.distance || besideFirst(a, b) || byDirectness(a, b));
  const [misplaced] = elsewhere;
  const absent = absentOf(claim, index);
  if (
    misplaced &&
    absent.length === 0 &&
    (contrary.length === 0 ||
      (misplaced.distance <= 1 && (isDistinctive(figure) || isBeside(misplaced, contrary))) ||
      (misplaced.distance <= 2 && isUnmistakable(figure, misplaced, contrary)))
  )
    return inOtherContext(claim, misplaced, contrary, index);
  if (contrary.length > 0) return otherwise(claim, contrary);
  const inOtherUnit = candidates.filter((each) => isAgreed(each.agreement) && each.differs.join() === 'unit');
  if (inOtherUnit.length > 0) return otherwise(claim, inOtherUnit.sort(byDirectness), 'unit');
  return notHeld(claim, absent, candidates, elsewhere);
}

/** What a claim and a finding have in common, where the figure alone could be a coincidence. */
function isKindred({ differs, fact, agreement, holding }: Candidate, { slots: named }: Claim): boolean {
  if (fact.stated || fact.derived || agreement.status === 'within') return false;
  const slots = differs.filter((each) => each !== 'wording');
  if (slots.includes('unit')) return false;
  const hasMeasure = !slots.includes('measure');
  const isKin = named.some((slot) => isMeasure(slot) && holding.covers.has(slot.concept.id));
  // Of something else, and only after rounding: a coincidence.
  if (!hasMeasure && !isKin && agreement.status !== 'equal') return false;
  const hasArm = !slots.includes('arm') && !slots.includes('intervention');
  return slots.length <= MOST_KINDRED && (hasMeasure || (hasArm && slots.length <= 2));
}

/** "Rash in 4", where the finding itself has 4 of something else beside it. */
const isBeside = ({ holding, fact }: Candidate, contrary: readonly Candidate[]): boolean =>
  contrary.some((each) => each.holding === holding && each.fact.statistic?.kind === fact.statistic?.kind);

/** Levels rather than results. */
const ROUND_P: ReadonlySet<number> = new Set([0.1, 0.05, 0.01, 0.001, 0.0001]);

/** A figure that hardly stands in two places by chance. */
function isDistinctive(figure: Figure): boolean {
  switch (figure.kind) {
    case 'percent':
      return !figure.isWord;
    case 'ratio':
    case 'fraction':
    case 'quantity':
      return true;
    case 'count':
      return Number(figure.n) >= 10;
    case 'p':
      return figure.relation === '=' && !ROUND_P.has(Number(figure.value));
    case 'number':
      return figure.value.includes('.');
    default:
      return false;
  }
}

/** A decimal to the last digit, of the same study and measured in the same way, is another one's rather than wrong by chance. */
const isUnmistakable = (figure: Figure, { holding, agreement, differs }: Candidate, contrary: readonly Candidate[]) =>
  figure.kind === 'percent' &&
  figure.value.includes('.') &&
  agreement.status === 'equal' &&
  !differs.includes('measure') &&
  contrary.some((each) => each.holding.finding.source === holding.finding.source);

const PLAINNESS: Readonly<Record<string, number>> = { result: 0, background: 1, characteristic: 1, treatment: 1 };

/** Primary before second-hand, typed figures before our arithmetic and numbers of prose, results before remarks on them. */
function byDirectness(a: Candidate, b: Candidate): number {
  const rank = ({ holding, fact, notes }: Candidate): number =>
    (holding.finding.item.attribution === 'primary' ? 0 : 100) +
    (fact.statistic ? 0 : fact.derived ? 20 : 40) +
    10 * (PLAINNESS[holding.finding.item.kind] ?? 2) +
    notes.length;
  return rank(a) - rank(b);
}

function matched(claim: Claim, all: readonly Candidate[], index: EvidenceIndex): Checked {
  const [first] = all;
  if (!first) throw new TypeError('nothing matched');
  const { holding, agreement, notes } = first;
  const said = [...roundingNotes(claim, agreement), ...notes, ...correctionNotes(claim)];
  return { ...sourced(claim.text, holding, first.fact, index), notes: said };
}

/** `matches`, unless the sources disagree or the finding is somebody else's. */
function sourced(text: string, holding: Holding, fact: Fact | undefined, index: EvidenceIndex): Omit<Checked, 'notes'> {
  const { finding } = holding;
  const others = finding.item.conflicts
    .flatMap((id) => index.corpus.findings.get(id) ?? [])
    .filter((other) => isDisputed(finding, other, fact));
  const base = { text, near: [], differs: [] };
  if (others.length > 0) return { ...base, verdict: 'conflicting evidence', evidence: [finding, ...others] };
  const verdict = finding.item.attribution === 'primary' ? 'matches' : 'second-hand';
  return { ...base, verdict, evidence: [finding] };
}

/** Whether the other report has another figure for this very thing. */
function isDisputed(finding: Finding, other: Finding, fact: Fact | undefined): boolean {
  const statistic = fact?.statistic;
  if (!statistic) return fact === undefined || fact.stated !== undefined ? hasDispute(finding, other) : false;
  const value = (each: typeof statistic) =>
    'percent' in each ? each.percent : 'n' in each ? each.n : 'value' in each ? each.value : undefined;
  const arm = (each: typeof statistic) => ('arm' in each ? each.arm : undefined);
  const unit = (each: typeof statistic) => ('unit' in each ? each.unit : '');
  return other.item.statistics.some(
    (each) =>
      each.kind === statistic.kind &&
      arm(each) === arm(statistic) &&
      unit(each) === unit(statistic) &&
      value(each) !== value(statistic),
  );
}

const hasDispute = (finding: Finding, other: Finding): boolean => finding.item.conflicts.includes(other.item.id);

function roundingNotes(claim: Claim, { status, reported, formula }: Agreement): string[] {
  const own = formula ? [`Our arithmetic: ${formula}.`] : [];
  if (status === 'rounded') return [`Rounded: ${reported} is reported.`, ...own];
  if (status === 'within') return [`${reported} is reported.`, ...own];
  return claim.figure?.relation === '≈' ? [`${reported} is reported.`, ...own] : own;
}

const correctionNotes = (claim: Claim): string[] =>
  claim.corrections.map(({ typed, name }) => `Read “${typed.slice(0, 40)}” as ${name}.`);

function inOtherContext(
  claim: Claim,
  misplaced: Candidate,
  contrary: readonly Candidate[],
  index: EvidenceIndex,
): Checked {
  const [right] = contrary;
  const reported = right ? [`For what is claimed, ${right.agreement.reported} is reported.`] : [];
  return {
    text: claim.text,
    verdict: 'same figure, different context',
    evidence: unique([misplaced.holding.finding, ...(right ? [right.holding.finding] : [])]),
    near: [],
    differs: misplaced.differs,
    notes: [
      ...roundingNotes(claim, misplaced.agreement),
      ...misplaced.notes,
      ...contextNotes(misplaced.differs, misplaced.fact, misplaced.holding, index.vocabulary),
      ...reported,
      ...correctionNotes(claim),
    ],
  };
}

function otherwise(claim: Claim, contrary: readonly Candidate[], slot: Difference = 'figure'): Checked {
  const [first] = contrary;
  if (!first) throw new TypeError('nothing contrary');
  const { finding } = first.holding;
  const alike = contrary.filter((each) => finding.item.conflicts.includes(each.holding.finding.item.id));
  const reported = [...new Set([first, ...alike].map((each) => each.agreement.reported))].join(' and ');
  return {
    text: claim.text,
    verdict: 'different figure',
    evidence: unique([finding, ...alike.map((each) => each.holding.finding)]),
    near: [],
    differs: [slot],
    notes: [`Reported: ${reported}.`, ...first.notes, ...correctionNotes(claim)],
  };
}

const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((each) => [each.item.id, each])).values(),
];

const ABSENCE: ReadonlySet<string> = new Set([
  'agent',
  'cell-therapy',
  'regimen',
  'class',
  'strategy',
  'procedure',
  'measure',
  'trial',
]);

const covered = new WeakMap<EvidenceIndex, ReadonlySet<string>>();

/** What a claim names that no finding is about. */
export function absentOf(claim: Claim, index: EvidenceIndex): string[] {
  let all = covered.get(index);
  if (!all) {
    all = new Set(holdingsOf(index).flatMap((holding) => [...holding.covers]));
    covered.set(index, all);
  }
  const held = all;
  const named = [...claim.arm.given, ...claim.arm.without, ...claim.slots].filter(
    (slot) => ABSENCE.has(slot.concept.kind) && !held.has(slot.concept.id),
  );
  return [...new Set(named.map((slot) => slot.concept.label))];
}

function notHeld(
  claim: Claim,
  absent: readonly string[],
  candidates: readonly Candidate[],
  elsewhere: readonly Candidate[],
): Checked {
  const near = [...candidates]
    .filter((each) => !each.fact.stated && each.differs.length <= 2)
    .sort((a, b) => a.differs.length - b.differs.length || byDirectness(a, b))
    .slice(0, 1);
  const stands =
    elsewhere.length > 0 && absent.length > 0 ? ['The figure stands in the evidence for something else.'] : [];
  return {
    text: claim.text,
    verdict: 'not in the text held',
    evidence: [],
    near: absent.length > 0 ? [] : near.map((each) => each.holding.finding),
    differs: [],
    notes: [
      ...(absent.length > 0 ? [`In no source: ${absent.join(', ')}.`] : []),
      ...stands,
      ...correctionNotes(claim),
    ],
  };
}

export { sourced };
