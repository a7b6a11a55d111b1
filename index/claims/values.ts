import type { Fact } from './fact.js';
import type { Figure } from './figure.js';

/** The numbers a figure may be compared by, its units converted. */
function numbersOf(figure: Figure): readonly number[] {
  switch (figure.kind) {
    case 'fraction':
      return [Number(figure.n), (100 * Number(figure.n)) / Number(figure.of)];
    case 'count':
    case 'size':
      return [Number(figure.n)];
    case 'span':
      return [Number(figure.low)];
    case 'time':
    case 'date':
    case 'age':
      return [];
    case 'quantity': {
      const value = Number(figure.value);
      return [value, value * 12, value / 12, value * 7, value / 7];
    }
    default:
      return [Number(figure.value)];
  }
}

/** The numbers of a fact as claims may state them. */
export function valuesOf({ statistic, derived, stated, total }: Fact): readonly number[] {
  if (stated) return numbersOf(stated);
  if (derived) return [Number(derived.value)];
  if (!statistic) return [];
  const n = 'n' in statistic && statistic.n !== undefined ? Number(statistic.n) : undefined;
  const of = Number('of' in statistic && statistic.of !== undefined ? statistic.of : total);
  return [
    ...('percent' in statistic && statistic.percent !== undefined ? [Number(statistic.percent)] : []),
    ...('value' in statistic ? [Number(statistic.value)] : []),
    ...('low' in statistic ? [Number(statistic.low)] : []),
    ...('p' in statistic && statistic.p ? [Number(statistic.p.value)] : []),
    ...(n === undefined ? [] : [n, ...(of > 0 ? [(100 * n) / of] : [])]),
  ];
}

/** Whether some of a finding's numbers is near enough to a figure to agree with it; a quick look before `agree`. */
export function mayAgree(figure: Figure, values: readonly number[]): boolean {
  if (figure.relation !== '=' && figure.relation !== '≈') return true;
  const numbers = numbersOf(figure);
  return (
    numbers.length === 0 || numbers.some((own) => values.some((value) => Math.abs(own - value) <= 3 + value * 0.03))
  );
}
