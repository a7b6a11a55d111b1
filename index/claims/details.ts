import { type Agreement, agree } from './agreement.js';
import type { Claim, Difference } from './claim.js';
import type { Fact } from './fact.js';
import { type Figure, keyOfFigure } from './figure.js';
import type { Holding } from './holding.js';
import { compareNumbers } from './numbers.js';
import { isDateOf } from './setting.js';
import { unitOf } from './units.js';

export const isAgreed = ({ status }: Agreement): boolean => status !== 'different' && status !== 'unlike';

/** Interval, numerator, denominator and P that stand beside the figure. */
export function detailsDiffer(claim: Claim, fact: Fact, holding: Holding): { differs: Difference[]; notes: string[] } {
  const differs: Difference[] = [];
  const notes: string[] = [];
  const { statistic } = fact;
  for (const detail of claim.details) {
    if (detail.kind === 'p') {
      const verdict = pDiffers(claim, detail, fact, holding);
      differs.push(...verdict.differs);
      notes.push(...verdict.notes);
    } else if (detail.kind === 'span' && !isSchedule(claim, detail, holding)) {
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
    } else if (detail.kind === 'age') {
      if (!holding.ages.has(`${detail.side} ${detail.value}`)) differs.push('population');
    } else if (detail.kind === 'size') {
      const of = statistic && 'of' in statistic ? statistic.of : undefined;
      const n = statistic && 'n' in statistic ? statistic.n : undefined;
      const whole = of ?? fact.arm?.n ?? fact.total;
      const sizes = (detail.whole ? [whole] : [whole, fact.arm?.n, fact.total, sizeOf(holding), n]).flatMap((each) =>
        each === undefined ? [] : String(each),
      );
      if (!sizes.includes(detail.n)) {
        differs.push('figure');
        notes.push(`n = ${detail.n} is not what the finding has.`);
      }
    } else if (detail.kind === 'number') {
      const isHeld = holding.readings.some((each) => 'value' in each && each.value === detail.value);
      if (!isHeld && !isAgreed(agree(detail, fact))) {
        differs.push('figure');
        notes.push(`${detail.value} does not stand with it.`);
      }
    } else if (detail.kind !== 'span') {
      const agreement = agree(detail, fact);
      const isTotal =
        detail.kind === 'count' &&
        [fact.total, sizeOf(holding), statistic && 'of' in statistic ? statistic.of : undefined].includes(detail.n);
      if (!isAgreed(agreement) && !isTotal && !isShareOf(detail, claim.figure)) {
        differs.push('figure');
        if (agreement.status === 'different') notes.push(`Beside it stands ${agreement.reported}.`);
      }
    }
  }
  return { differs, notes };
}

/** "3 million units, 2-3 times a week": how often, where the finding has a range of that very unit beside its figure. */
function isSchedule({ sentence }: Claim, detail: Figure, holding: Holding): boolean {
  if (detail.kind !== 'span' || detail.name !== 'open' || detail.unit === '') return false;
  const per = PER.exec(sentence.slice(detail.end))?.[1]?.toLowerCase();
  const unit = per === undefined ? detail.unit : `${detail.unit}/${per}`;
  return holding.facts.some(
    ({ statistic }) =>
      statistic?.kind === 'range' &&
      statistic.low === detail.low &&
      statistic.high === detail.high &&
      unitOf(statistic.unit) === unit,
  );
}

const PER = /^\s*(?:a|an|per|each|every|\/)\s*(day|week|month|year|cycle)\b/iu;

/** "32 of 62, half": the claim's own arithmetic. */
const isShareOf = (detail: Figure, figure: Figure | undefined): boolean =>
  detail.kind === 'percent' &&
  figure?.kind === 'fraction' &&
  compareNumbers(detail.value, ((100 * Number(figure.n)) / Number(figure.of)).toFixed(2), '≈', detail.isWord) !==
    'different';

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
  const isWhole = (claim.versus ?? []).every((other) => holding.facts.some((each) => isAgreed(agree(other, each))));
  if (!isWhole) return { differs: ['P'], notes: ['The P is of another comparison.'] };
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

export function adjustmentDiffers(claim: Claim, { statistic }: Fact): { differs: Difference[]; notes: string[] } {
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

/** Whether every figure of a claim in words stands in the finding. */
export function agreesWithReadings(figures: readonly Figure[], holding: Holding): boolean {
  const held: (string | undefined)[] = holding.readings.map(keyOfFigure);
  return figures.every((figure) => {
    const at = holding.readings.findIndex(
      (each, place) =>
        held[place] !== undefined &&
        (held[place] === keyOfFigure(figure) ||
          (figure.kind === 'date' && each.kind === 'date' && isDateOf(figure.date, each.date))),
    );
    if (at < 0)
      return (
        (figure.kind === 'size' && figure.n === sizeOf(holding)) ||
        (figure.kind === 'date' && [...holding.dates].some((date) => isDateOf(figure.date, date)))
      );
    held[at] = undefined;
    return true;
  });
}
