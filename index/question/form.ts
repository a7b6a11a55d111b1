import { numbersIn } from '../evidence/numbers.js';
import type { Item, Statistic } from '../evidence/schema.js';
import { areOther, eventsIn } from './at-event.js';
import type { Profile } from './profile.js';
import type { Wanted } from './question.js';
import { isTold } from './telling/telling.js';

const IS_PERCENT: ReadonlySet<Statistic['kind']> = new Set(['proportion', 'rate']);
const IS_COUNT: ReadonlySet<Statistic['kind']> = new Set(['count', 'proportion', 'median', 'quantity', 'range']);
const YEAR = /^(?:19|20)\d\d$/u;
const PEOPLE_STATED =
  /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\s+(?:[\w-]+\s+){0,3}(?:patients|children|participants|people|adults)\b/iu;
const PERSON = /\b(?:death|patient|child|participant|person|people|adult|individual)/iu;
/** What was planned or defined is not what was found. */
const NOT_MEASURED: ReadonlySet<string> = new Set(['definition', 'method']);
const RESULT_KINDS: ReadonlySet<string> = new Set(['result', 'background', 'position', 'limitation', 'approval']);

/** Whether a finding has the form that is wanted. */
export function hasForm(profile: Profile, wanted: Wanted): boolean {
  const { item } = profile.finding;
  if (wanted.result && !RESULT_KINDS.has(item.kind)) return false;
  if (wanted.unit && !unitsOf(profile).includes(wanted.unit.replace(/s$/u, ''))) return false;
  if (wanted.time && !hasTime(item, wanted.time)) return false;
  if (wanted.tells && !isTold(profile.finding, wanted.tells)) return false;
  if (wanted.at && areOther(eventsIn(item.statement), wanted.at)) return false;
  if (wanted.figure === undefined) return true;
  if (wanted.measured && NOT_MEASURED.has(item.kind) && (wanted.figure !== 'any' || !item.outcome)) return false;
  const kinds = item.statistics.map((each) => each.kind);
  const stated = !item.outcome && numbersIn(item.statement).some((number) => !YEAR.test(number));
  if (wanted.figure === 'percent')
    return (
      kinds.some((kind) => IS_PERCENT.has(kind)) ||
      kinds.some((kind) => kind === 'range' || kind === 'p-value' || kind === 'hazard-ratio')
    );
  if (wanted.figure === 'people')
    return (
      item.statistics.some((each) => countsPeople(each) || (each.kind === 'rate' && wanted.measured === true)) ||
      (kinds.length === 0 && PEOPLE_STATED.test(item.statement))
    );
  // "How many were alive at four years": the rate says it.
  if (wanted.figure === 'count')
    return stated || (wanted.measured === true && kinds.includes('rate')) || kinds.some((kind) => IS_COUNT.has(kind));
  return stated || kinds.length > 0 || item.outcome !== undefined;
}

/** Whether a length of time is told; how long something lasts, a rate tells by the time it is of. */
const hasTime = (item: Item, time: NonNullable<Wanted['time']>): boolean =>
  (time === 'length' && item.outcome?.time !== undefined) ||
  item.statistics.some((each) => 'unit' in each && TIME_UNIT.test(each.unit)) ||
  (item.outcome?.time === undefined && TIME_UNIT.test(item.statement));

const TIME_UNIT = /\b(?:hours?|days?|weeks?|months?|years?)\b/u;

const countsPeople = (statistic: Statistic): boolean =>
  statistic.kind === 'proportion' || (statistic.kind === 'count' && PERSON.test(statistic.unit));

/** The units and labels of a finding's figures, as one text. */
function unitsOf({ finding: { item } }: Profile): string {
  const units = item.statistics.flatMap((each) => [
    'unit' in each ? each.unit : '',
    'label' in each ? (each.label ?? '') : '',
  ]);
  return [...units, item.outcome ? '' : item.statement].join(' ').toLowerCase();
}
