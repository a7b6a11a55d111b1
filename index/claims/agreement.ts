import type { Statistic } from '../evidence/schema.js';
import type { Fact } from './fact.js';
import { type Figure, keyOfFigure, type Relation } from './figure.js';
import { compareNumbers, type Likeness } from './numbers.js';
import { unitOf } from './units.js';

/** How a claim's figure and a fact's stand to each other. */
export interface Agreement {
  /** `unlike`: they are not of one kind, so neither speaks of the other. */
  readonly status: Likeness | 'unlike';
  /** What is reported. */
  readonly reported: string;
  readonly unit?: 'same' | 'other';
  /** Our arithmetic, where the claim's figure needs one. */
  readonly formula?: string;
}

const UNLIKE: Agreement = { status: 'unlike', reported: '' };
const both = (...all: readonly Likeness[]): Likeness =>
  all.includes('different') ? 'different' : (all.find((each) => each !== 'equal') ?? 'equal');

/** Holds a figure against a fact. */
export function agree(figure: Figure, fact: Fact): Agreement {
  if (fact.stated) return withStated(figure, fact.stated, fact.spelled);
  if (fact.derived) return withDerived(figure, fact.derived);
  return fact.statistic ? withStatistic(figure, fact.statistic, fact) : UNLIKE;
}

function withStatistic(figure: Figure, statistic: Statistic, fact: Fact): Agreement {
  switch (figure.kind) {
    case 'percent':
      return percentAgainst(figure.value, figure.relation, figure.isWord, statistic, fact);
    case 'fraction':
      return fractionAgainst(figure.n, figure.of, statistic, fact);
    case 'count':
      return countAgainst(figure.n, figure.relation, figure.unit, statistic);
    case 'quantity':
      return quantityAgainst(figure.value, figure.relation, figure.unit, statistic);
    case 'span': {
      if (statistic.kind !== 'range') return UNLIKE;
      const status = both(
        compareNumbers(figure.low, statistic.low, '='),
        compareNumbers(figure.high, statistic.high, '='),
      );
      const isSameUnit = figure.unit === '' || figure.unit === unitOf(statistic.unit);
      return {
        status,
        reported: `${statistic.low} to ${statistic.high} ${statistic.unit}`,
        unit: isSameUnit ? 'same' : 'other',
      };
    }
    case 'ratio':
      if (statistic.kind !== 'hazard-ratio') return UNLIKE;
      return {
        status: compareNumbers(figure.value, statistic.value, figure.relation),
        reported: `HR ${statistic.value}`,
      };
    case 'p': {
      const p = 'p' in statistic ? statistic.p : undefined;
      if (p) return pAgainst(figure.value, figure.relation, p);
      if (statistic.kind === 'quantity' && statistic.unit === 'P value')
        return { status: compareNumbers(figure.value, statistic.value, '='), reported: `P ${statistic.value}` };
      return UNLIKE;
    }
    case 'number':
      return numberAgainst(figure.value, figure.relation, statistic);
    default:
      return UNLIKE;
  }
}

function percentAgainst(
  value: string,
  relation: Relation,
  isWord: boolean,
  statistic: Statistic,
  fact: Fact,
): Agreement {
  if ((statistic.kind === 'proportion' || statistic.kind === 'rate') && statistic.percent !== undefined)
    return { status: compareNumbers(value, statistic.percent, relation, isWord), reported: `${statistic.percent}%` };
  if ((statistic.kind === 'quantity' || statistic.kind === 'median') && statistic.unit === '%')
    return { status: sharp(value, statistic.value, relation), reported: `${statistic.value}%` };
  const n = statistic.kind === 'proportion' || statistic.kind === 'count' ? statistic.n : undefined;
  const isOfAll = statistic.kind === 'proportion' || (statistic.kind === 'count' && ONCE.test(unitOf(statistic.unit)));
  const of = 'of' in statistic ? statistic.of : isOfAll ? fact.total : undefined;
  if (n === undefined || of === undefined) return UNLIKE;
  const share = ((100 * Number(n)) / Number(of)).toFixed(2);
  const status = compareNumbers(value, share, relation, isWord);
  return { status, reported: `${n} of ${of}`, formula: `${n} / ${of} = ${Number(share).toFixed(1)}%` };
}

/** A value that was set (a dose, a threshold) is that value: nothing below or above it bears a claim out. */
const sharp = (claimed: string, reported: string, relation: Relation): Likeness =>
  compareNumbers(claimed, reported, relation === '≈' ? '≈' : '=');

function fractionAgainst(n: string, of: string, statistic: Statistic, fact: Fact): Agreement {
  if (statistic.kind !== 'proportion' && statistic.kind !== 'count') return UNLIKE;
  const total = statistic.of ?? fact.total;
  if (statistic.n === undefined || total === undefined) {
    if (statistic.kind === 'proportion' && statistic.of !== undefined && statistic.percent !== undefined) {
      const share = ((100 * Number(n)) / Number(of)).toFixed(2);
      const status =
        of === statistic.of && Math.abs(Number(share) - Number(statistic.percent)) <= 0.51 ? 'within' : 'different';
      return { status, reported: `${statistic.percent}% of ${statistic.of}` };
    }
    return UNLIKE;
  }
  const isWhole =
    of === total || (statistic.of === undefined && of === fact.enrolled) || (fact.wholes?.includes(of) ?? false);
  const [sum] = fact.arm ? [] : (fact.wholes ?? []);
  return {
    status: n === statistic.n && isWhole ? 'equal' : 'different',
    reported: `${statistic.n} of ${sum ?? total}`,
  };
}

function countAgainst(n: string, relation: Relation, unit: string, statistic: Statistic): Agreement {
  if (statistic.kind === 'proportion') {
    if (statistic.n === undefined) return UNLIKE;
    return {
      status: compareNumbers(n, statistic.n, relation),
      reported: statistic.n,
      unit: sameUnit(unit, 'patients') ? 'same' : 'other',
    };
  }
  if (statistic.kind === 'count')
    return {
      status: compareNumbers(n, statistic.n, relation),
      reported: `${statistic.n} ${statistic.n === '1' ? statistic.unit.replace(/s\b/u, '') : statistic.unit}`,
      unit: sameUnit(unit, statistic.unit) ? 'same' : 'other',
    };
  if (statistic.kind === 'median' || statistic.kind === 'quantity') {
    if (!sameUnit(unit, statistic.unit)) return UNLIKE;
    return { status: compareNumbers(n, statistic.value, relation), reported: `${statistic.value} ${statistic.unit}` };
  }
  return UNLIKE;
}

/** What one patient has once, so that counting it counts patients. */
const ONCE = /^(?:relapses?|responders?|responses?|deaths?)$/u;

const sameUnit = (claimed: string, reported: string): boolean => {
  const [a, b] = [unitOf(claimed), unitOf(reported)];
  return (
    a === b ||
    (ONCE.test(a) && b === 'patients') ||
    (a === 'patients' && ONCE.test(b)) ||
    b.startsWith(`${a} `) ||
    b.startsWith(`${a}s `) ||
    a === `${b}s` ||
    b === `${a}s` ||
    (/dose/u.test(a) && /dose/u.test(b))
  );
};

/** A dose per area or weight is another one than the same without. */
const PER_BODY = /^\/\s*(?:m2|kg)\b/u;

function quantityAgainst(value: string, relation: Relation, unit: string, statistic: Statistic): Agreement {
  if (statistic.kind !== 'median' && statistic.kind !== 'quantity') return UNLIKE;
  const reportedUnit = unitOf(statistic.unit);
  const isSame =
    reportedUnit === unit ||
    (reportedUnit.startsWith(`${unit}/`) && !PER_BODY.test(reportedUnit.slice(unit.length))) ||
    reportedUnit.startsWith(`${unit} `) ||
    (/^× 10\^/u.test(unit) &&
      reportedUnit.startsWith(unit.split(' ')[0] ?? '') &&
      reportedUnit.slice(0, 6) === unit.slice(0, 6));
  const converted = isSame ? undefined : inUnit(value, unit, reportedUnit);
  const isSet = statistic.kind === 'quantity';
  const status = isSet
    ? sharp(converted ?? value, statistic.value, relation)
    : compareNumbers(converted ?? value, statistic.value, converted ? '≈' : relation);
  const reported = `${statistic.value}${statistic.unit === '%' ? '' : ' '}${statistic.unit}`;
  return { status, reported, unit: isSame || converted !== undefined ? 'same' : 'other' };
}

const MONTHS: Readonly<Record<string, number>> = { year: 12, month: 1 };
const DAYS: Readonly<Record<string, number>> = { week: 7, day: 1 };

/** 1 year is 12 months, 2 weeks are 14 days; a month is no number of days. */
function inUnit(value: string, from: string, to: string): string | undefined {
  for (const scale of [MONTHS, DAYS]) {
    const [a, b] = [
      Object.hasOwn(scale, from) ? scale[from] : undefined,
      Object.hasOwn(scale, to) ? scale[to] : undefined,
    ];
    if (a && b) return String((Number(value) * a) / b);
  }
  return undefined;
}

function pAgainst(value: string, relation: Relation, p: { value: string; relation: string }): Agreement {
  const reported = `P ${p.relation} ${p.value}`;
  if (p.relation === '=') return { status: compareNumbers(value, p.value, relation), reported };
  if (relation === p.relation && Number(value) === Number(p.value)) return { status: 'equal', reported };
  return { status: 'different', reported };
}

/** A bare number, as in a table or a list, can be of any unit. */
function numberAgainst(value: string, relation: Relation, statistic: Statistic): Agreement {
  const figures: readonly (readonly [string | undefined, string])[] = [
    ['percent' in statistic ? statistic.percent : undefined, '%'],
    ['n' in statistic ? statistic.n : undefined, 'unit' in statistic ? ` ${statistic.unit}` : ''],
    [
      'value' in statistic && statistic.kind !== 'hazard-ratio' ? statistic.value : undefined,
      'unit' in statistic ? ` ${statistic.unit}` : '',
    ],
  ];
  const held = figures.flatMap(([number, unit]) =>
    number === undefined
      ? []
      : [{ status: compareNumbers(value, number, relation), reported: `${number}${unit}` } as const],
  );
  const agreed = held.find((each) => each.status !== 'different');
  if (agreed) return agreed;
  // "3 without": a small number is rather of patients than a percentage that lacks its sign.
  const isCount =
    Number(value) <= MOST_COUNTED && !value.includes('.') && !('n' in statistic && statistic.n !== undefined);
  return (isCount ? undefined : held[0]) ?? UNLIKE;
}

/** Up to here a whole number without a unit counts something. */
const MOST_COUNTED = 20;

function withDerived(figure: Figure, { value, unit, formula }: NonNullable<Fact['derived']>): Agreement {
  const own = { reported: `${value}${unit === '%' ? '%' : ` ${unit}`}`, formula: `${formula} = ${value}` };
  if (figure.kind === 'percent')
    return unit === '%'
      ? { ...own, status: compareNumbers(figure.value, value, figure.relation, figure.isWord) }
      : UNLIKE;
  if (figure.kind === 'count' || figure.kind === 'number') {
    const n = figure.kind === 'count' ? figure.n : figure.value;
    return unit === '%' ? UNLIKE : { ...own, status: compareNumbers(n, value, figure.relation) };
  }
  return UNLIKE;
}

/** A number that only the statement has: it must be said as it is said there. */
function withStated(figure: Figure, stated: Figure, spelled = keyOfFigure(stated)): Agreement {
  if (figure.kind !== stated.kind) return UNLIKE;
  const key = keyOfFigure(figure);
  return { status: key === keyOfFigure(stated) ? 'equal' : 'different', reported: spelled };
}
