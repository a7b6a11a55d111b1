import type { Finding } from '../evidence/corpus.js';
import { tokenize } from '../retrieval/tokens.js';
import type { EvidenceIndex } from '../search.js';
import { type Agreement, agree, compareNumbers, keyOfFigure, mayAgree } from './agreement.js';
import { armOf } from './arms.js';
import type { Claim, Difference, Verdict } from './claim.js';
import {
  directionDiffers,
  gradeDiffers,
  isOnTopic,
  LABELED,
  labelScore,
  mayBeMeasured,
  measureDiffers,
  negationDiffers,
  populationDiffers,
  subjectDiffers,
  timeDiffers,
  unsaidWords,
} from './context.js';
import type { Figure } from './figures.js';
import { type Fact, type Holding, holdingsOf } from './holding.js';
import { contextNotes } from './notes.js';
import { sameStem, sameStems } from './same-words.js';

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

/** A claim held against one fact of one finding. */
interface Candidate {
  readonly holding: Holding;
  readonly fact: Fact;
  readonly agreement: Agreement;
  readonly differs: readonly Difference[];
  readonly notes: readonly string[];
}

const isAgreed = ({ status }: Agreement): boolean => status !== 'different' && status !== 'unlike';

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
  const elsewhere = candidates
    .filter((each) => isAgreed(each.agreement) && isKindred(each))
    .sort((a, b) => a.differs.length - b.differs.length || byDirectness(a, b));
  const [misplaced] = elsewhere;
  const absent = absentOf(claim, index);
  if (
    misplaced &&
    absent.length === 0 &&
    (contrary.length === 0 || (misplaced.differs.length === 1 && isDistinctive(figure)))
  )
    return inOtherContext(claim, misplaced, contrary, index);
  if (contrary.length > 0) return otherwise(claim, contrary);
  const inOtherUnit = candidates.filter((each) => isAgreed(each.agreement) && each.differs.join() === 'unit');
  if (inOtherUnit.length > 0) return otherwise(claim, inOtherUnit.sort(byDirectness), 'unit');
  return notHeld(claim, absent, candidates, elsewhere);
}

function stemsOfClaim(claim: Claim): ReadonlySet<string> {
  return new Set([...sameStems(claim.wording), ...claim.words.map((word) => word.stem)]);
}

/** Every fact of a finding that speaks of the same kind of figure. */
function candidatesIn(
  claim: Claim,
  figure: Figure,
  stems: ReadonlySet<string>,
  holding: Holding,
  index: EvidenceIndex,
): Candidate[] {
  if (!mayBeMeasured(claim, holding) && !mayAgree(figure, holding)) return [];
  const like = holding.facts.flatMap((fact) => {
    const agreement = agree(figure, fact);
    if (agreement.status === 'unlike' || (fact.stated && agreement.status === 'different')) return [];
    const isThreshold =
      agreement.status === 'different' && Number(valueIn(figure)) === Number(agreement.reported.split(/[ %]/u)[0]);
    return [
      {
        fact,
        agreement: isThreshold && isRead(figure, holding) ? { ...agreement, status: 'equal' as const } : agreement,
      },
    ];
  });
  if (like.length === 0) return [];
  const typed = like.filter(({ fact }) => !fact.stated);
  const used = typed.some(({ agreement }) => isAgreed(agreement)) ? typed : like;
  const scores = new Map(used.map(({ fact }) => [fact, fact.label ? labelScore(fact.label, claim, stems) : 0]));
  const time = timeDiffers(claim, holding);
  let around: ReturnType<typeof aroundOf> | undefined;
  return used.flatMap(({ fact, agreement }): Candidate[] => {
    if (fact.stated && !isStatedSo(claim, figure, fact.stated, holding)) return [];
    const arm = fact.stated ? statedArm(claim, holding, index) : armOf(claim.arm, fact, holding, index.vocabulary);
    const most = agreement.status === 'different' ? MOST_NEAR : MOST_KINDRED;
    if (time.differs.length + (arm === 'same' ? 0 : 1) > most) return [];
    const label = scores.get(fact) ?? 0;
    const best = Math.max(...used.filter((each) => sameArm(each.fact, fact)).map((each) => scores.get(each.fact) ?? 0));
    const isOtherLabel =
      fact.label !== undefined &&
      (label < best || (label < LABELED && !(isLone(fact, holding) && isOnTopic(claim, fact, holding))));
    const isUnlabeled =
      fact.label === undefined &&
      !fact.stated &&
      best >= 0.99 &&
      used.some((each) => each.fact.label && sameArm(each.fact, fact));
    const measure = measureDiffers(claim, fact, holding, isOtherLabel ? 0 : label);
    const population = populationDiffers(claim, fact, holding, index.vocabulary);
    const slots: Difference[] = [
      ...measure.differs,
      ...(isOtherLabel || isUnlabeled || gradeDiffers(claim, fact, holding) ? (['measure'] as const) : []),
      ...time.differs,
      ...(arm === 'same' ? [] : [arm === 'unnamed' ? ('arm' as const) : arm]),
      ...population.differs,
      ...(agreement.unit === 'other' ? (['unit'] as const) : []),
    ];
    // Too far off to be spoken of: nothing more has to be compared.
    if (new Set(slots).size > most) return [];
    around ??= aroundOf(claim, holding);
    const details = detailsDiffer(claim, fact, holding);
    const adjusted = adjustmentDiffers(claim, fact);
    const differs: Difference[] = [...slots, ...adjusted.differs, ...around.differs, ...details.differs];
    const notes = [
      ...(arm === 'unnamed' ? ['The claim does not say which arm.'] : []),
      ...measure.notes,
      ...time.notes,
      ...population.notes,
      ...adjusted.notes,
      ...around.notes,
      ...details.notes,
    ];
    return [{ holding, fact, agreement, differs: [...new Set(differs)], notes }];
  });
}

/** In how many slots a finding with another figure may differ and still be near, and one with the figure be kindred. */
const MOST_NEAR = 1;
const MOST_KINDRED = 3;

/** What a claim says besides its figure: topics and sources, a direction, words. */
function aroundOf(claim: Claim, holding: Holding): { differs: Difference[]; notes: string[] } {
  const direction = directionDiffers(claim, holding);
  const unsaid = unsaidWords(claim, holding.stems, true);
  const words = unsaid.map((word) => `“${word}”`);
  return {
    differs: [
      ...subjectDiffers(claim, holding).differs,
      ...direction.differs,
      ...(negationDiffers(claim, holding) ? (['direction'] as const) : []),
      ...(unsaid.length > 0 ? (['wording'] as const) : []),
    ],
    notes: [...direction.notes, ...(unsaid.length > 0 ? [`Not said there: ${words.join(', ')}.`] : [])],
  };
}

const valueIn = (figure: Figure): string | undefined =>
  'value' in figure ? figure.value : 'n' in figure ? figure.n : undefined;

/** "Below 5%" where the finding says "below 5%" too. */
const isRead = (figure: Figure, holding: Holding): boolean =>
  holding.readings.some((each) => keyOfFigure(each) === keyOfFigure(figure));

const sameArm = (a: Fact, b: Fact): boolean => a.arm === b.arm && (a.stated === undefined) === (b.stated === undefined);

/** The only figure with a label of its kind needs no naming. */
const isLone = (fact: Fact, holding: Holding): boolean =>
  holding.facts.filter((each) => each.label && !each.derived && each.statistic?.kind === fact.statistic?.kind)
    .length === 1;

/** What only the statement says must be said in its words, beside the same word. */
function isStatedSo(claim: Claim, figure: Figure, stated: Figure, holding: Holding): boolean {
  if (claim.words.length === 0 || unsaidWords(claim, holding.spoken, true).length > 0) return false;
  if (!agreesWithReadings(claim.stated, holding)) return false;
  const own = beside(claim.sentence, figure);
  const theirs = beside(holding.statement, stated);
  return own.length === 0 || own.some((each) => theirs.includes(each));
}

/** The stems of the words right before and behind a figure. */
function beside(text: string, { at, end }: Figure): readonly string[] {
  const before = tokenize(text.slice(Math.max(0, at - WORD_ROOM), at)).at(-1)?.word ?? '';
  const behind = tokenize(text.slice(end, end + WORD_ROOM))[0]?.word ?? '';
  return [before, behind].filter((word) => word.length > 2).map(sameStem);
}

/** Longer than any word. */
const WORD_ROOM = 40;

/** A figure of the statement alone belongs to whatever therapy the statement names. */
function statedArm(claim: Claim, holding: Holding, index: EvidenceIndex): 'same' | 'intervention' | 'arm' {
  const { given, without } = claim.arm;
  if (
    given.some(
      (slot) => !holding.covers.has(slot.concept.id) && !index.vocabulary.broader(slot.concept.id).has(slot.concept.id),
    )
  )
    return 'intervention';
  if (given.some((slot) => !holding.named.has(slot.concept.id))) return 'intervention';
  return without.every((slot) => holding.withouts.has(slot.concept.id)) ? 'same' : 'arm';
}

/** Interval, numerator, denominator and P that stand beside the figure. */
function detailsDiffer(claim: Claim, fact: Fact, holding: Holding): { differs: Difference[]; notes: string[] } {
  const differs: Difference[] = [];
  const notes: string[] = [];
  const { statistic } = fact;
  for (const detail of claim.details) {
    if (detail.kind === 'p') {
      const verdict = pDiffers(claim, detail, fact, holding);
      differs.push(...verdict.differs);
      notes.push(...verdict.notes);
    } else if (detail.kind === 'span') {
      const spans = spansOf(fact, holding);
      const fits = spans.some(
        (each) =>
          (detail.name === 'open' || detail.name === each.name) &&
          compareNumbers(detail.low, each.low, '=') !== 'different' &&
          compareNumbers(detail.high, each.high, '=') !== 'different',
      );
      if (!fits || (detail.level !== undefined && Number(detail.level) !== 95)) {
        differs.push('interval');
        const [first] = spans;
        if (first) notes.push(`Reported with ${first.name.toUpperCase()} ${first.low}–${first.high}.`);
      }
    } else if (detail.kind === 'size') {
      const sizes = [
        fact.total,
        statistic && 'of' in statistic ? statistic.of : undefined,
        fact.arm?.n === undefined ? undefined : String(fact.arm.n),
        sizeOf(holding),
        statistic && 'n' in statistic ? statistic.n : undefined,
      ];
      if (!sizes.includes(detail.n)) {
        differs.push('figure');
        notes.push(`n = ${detail.n} is not what the finding has.`);
      }
    } else if (detail.kind === 'number') {
      const isHeld = holding.readings.some((each) => 'value' in each && each.value === detail.value);
      if (!isHeld) {
        differs.push('figure');
        notes.push(`${detail.value} does not stand with it.`);
      }
    } else {
      const agreement = agree(detail, fact);
      const isTotal =
        detail.kind === 'count' &&
        [fact.total, sizeOf(holding), statistic && 'of' in statistic ? statistic.of : undefined].includes(detail.n);
      if (!isAgreed(agreement) && !isTotal) {
        differs.push('figure');
        if (agreement.status === 'different') notes.push(`Beside it stands ${agreement.reported}.`);
      }
    }
  }
  return { differs, notes };
}

const sizeOf = (holding: Holding): string | undefined => {
  const n = holding.finding.source.cohorts[holding.finding.item.population]?.n;
  return n === undefined ? undefined : String(n);
};

interface Span {
  readonly name: string;
  readonly low: string;
  readonly high: string;
}

function spansOf({ statistic, stated }: Fact, holding: Holding): readonly Span[] {
  if (stated)
    return holding.readings.flatMap((each) =>
      each.kind === 'span' ? [{ name: each.name, low: each.low, high: each.high }] : [],
    );
  if (!statistic) return [];
  return [
    ...('ci' in statistic && statistic.ci ? [{ name: 'ci', ...statistic.ci }] : []),
    ...('iqr' in statistic && statistic.iqr ? [{ name: 'iqr', ...statistic.iqr }] : []),
    ...('range' in statistic && statistic.range ? [{ name: 'range', ...statistic.range }] : []),
  ];
}

const TESTS =
  /\b(log-?\s?rank|cox|chi-?square[d]?|fisher|mann-whitney|fine(?:\s+and|-)\s?gray|gray's|t-test|wilcoxon)\b/iu;

/** A P is of one comparison and one test: beside another figure it says something else. */
function pDiffers(
  claim: Claim,
  detail: Figure,
  fact: Fact,
  holding: Holding,
): { differs: Difference[]; notes: string[] } {
  const held = holding.facts.flatMap((each) => {
    const p = each.statistic && 'p' in each.statistic ? each.statistic.p : undefined;
    return p && each.statistic ? [{ p, kind: each.statistic.kind, agreement: agree(detail, each) }] : [];
  });
  if (held.length === 0) return { differs: ['P'], notes: ['No P is reported with it.'] };
  const fitting = held.find((each) => isAgreed(each.agreement));
  const own = held.find((each) => each.kind === fact.statistic?.kind) ?? held[0];
  if (!fitting) return { differs: ['P'], notes: own ? [`Reported with ${own.agreement.reported}.`] : [] };
  const test = TESTS.exec(claim.wording)?.[1]?.toLowerCase().replace(/\s/gu, '-');
  const isNamed = test !== undefined && fitting.p.test?.toLowerCase().includes(test);
  if (test !== undefined && fitting.p.test !== undefined && !isNamed)
    return { differs: ['test'], notes: [`The P is of the ${fitting.p.test} test.`] };
  if (fact.statistic?.kind === 'hazard-ratio' && fitting.kind === 'p-value' && !isNamed)
    return {
      differs: ['P'],
      notes: [`The P is of another test: the ${fitting.p.test ?? 'direct'} comparison, not of the hazard ratio.`],
    };
  const isLooser = fitting.agreement.status !== 'equal';
  return { differs: [], notes: isLooser ? [`Reported with ${fitting.agreement.reported}.`] : [] };
}

function adjustmentDiffers(claim: Claim, { statistic }: Fact): { differs: Difference[]; notes: string[] } {
  const named = claim.slots
    .filter((slot) => slot.concept.id === 'adjusted' || slot.concept.id === 'unadjusted')
    .map((slot) => slot.concept.id);
  const lead = claim.wording.slice(0, Math.max(0, (claim.figure?.at ?? 0) - claim.from));
  const isMean = /\b(?:mean|average)\b/iu.test(lead);
  if (isMean) return { differs: ['measure'], notes: ['A median is reported, not a mean.'] };
  if (statistic?.kind === 'hazard-ratio') {
    if (
      claim.slots.some((slot) =>
        ['odds-ratio', 'relative-risk', 'subdistribution-hazard-ratio'].includes(slot.concept.id),
      )
    )
      return { differs: ['measure'], notes: ['A hazard ratio is reported.'] };
    const reported = statistic.adjusted ? 'adjusted' : 'unadjusted';
    if (named.length === 0) return { differs: [], notes: [`The hazard ratio is ${reported}; the claim does not say.`] };
    return named.includes(reported)
      ? { differs: [], notes: [] }
      : { differs: ['adjusted'], notes: [`The hazard ratio is ${reported}.`] };
  }
  if (named.length > 0 && statistic?.kind !== 'p-value' && statistic?.kind !== 'quantity')
    return { differs: ['adjusted'], notes: ['The figure is not one of a regression model.'] };
  const isMedian = /\bmedian\b/iu.test(lead);
  if (isMedian && statistic && statistic.kind !== 'median' && statistic.kind !== 'range')
    return { differs: ['measure'], notes: ['No median is reported.'] };
  return { differs: [], notes: [] };
}

/** What a claim and a finding have in common, where the figure alone could be a coincidence. */
function isKindred({ differs, fact, agreement }: Candidate): boolean {
  if (fact.stated || fact.derived || agreement.status === 'within') return false;
  const slots = differs.filter((each) => each !== 'wording');
  if (slots.includes('unit')) return false;
  const hasMeasure = !slots.includes('measure');
  const hasArm = !slots.includes('arm') && !slots.includes('intervention');
  return slots.length <= MOST_KINDRED && (hasMeasure || (hasArm && slots.length <= 2));
}

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
    case 'number':
      return figure.value.includes('.');
    default:
      return false;
  }
}

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

/** Whether every figure of a claim in words stands in the finding. */
export function agreesWithReadings(figures: readonly Figure[], holding: Holding): boolean {
  const held = holding.readings.map(keyOfFigure);
  return figures.every((figure) => {
    const at = held.indexOf(keyOfFigure(figure));
    if (at < 0) return figure.kind === 'size' && figure.n === sizeOf(holding);
    held.splice(at, 1);
    return true;
  });
}

export { sourced };
