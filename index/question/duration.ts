import { valueOfWord } from '../evidence/numbers.js';
import type { Token } from '../retrieval/tokens.js';

/** A span of time made comparable: years and months in months, weeks and days in days; or a grade of severity. */
export type Duration = `${number} months` | `${number} days` | `grade ${number}`;

const UNITS: Readonly<Record<string, readonly ['months' | 'days', number]>> = {
  y: ['months', 12],
  yr: ['months', 12],
  yrs: ['months', 12],
  year: ['months', 12],
  years: ['months', 12],
  m: ['months', 1],
  mo: ['months', 1],
  mos: ['months', 1],
  month: ['months', 1],
  months: ['months', 1],
  w: ['days', 7],
  wk: ['days', 7],
  wks: ['days', 7],
  week: ['days', 7],
  weeks: ['days', 7],
  d: ['days', 1],
  day: ['days', 1],
  days: ['days', 1],
};
export function toDuration(value: number, unit: string): Duration | undefined {
  const [scale, factor] = Object.hasOwn(UNITS, unit) ? (UNITS[unit] ?? []) : [];
  return scale && factor ? (`${value * factor} ${scale}` as Duration) : undefined;
}

/** A duration stated in a text, and the tokens that state it. */
export interface StatedDuration {
  readonly duration: Duration;
  readonly from: number;
  readonly to: number;
}

const numberOf = (word: string): number | undefined =>
  /^\d+(?:\.\d+)?$/u.test(word) ? Number(word) : valueOfWord(word);

/** "At 2 and at 5 years". */
const AT = /^(?:at|after)$/u;
const JOINS = /^(?:and|or|to|vs)$/u;

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 };

/** "grade III", "grades 3 or 4", "grade 3-4". */
function gradesFrom(tokens: readonly Token[], at: number): StatedDuration[] {
  const found: StatedDuration[] = [];
  for (let to = at + 1; to < Math.min(tokens.length, at + 6); to++) {
    const word = tokens[to]?.word ?? '';
    const grade =
      (Object.hasOwn(ROMAN, word) ? ROMAN[word] : undefined) ?? (/^[1-5]$/u.test(word) ? Number(word) : undefined);
    if (grade !== undefined) found.push({ duration: `grade ${grade}`, from: to === at + 1 ? at : to, to: to + 1 });
    else if (!JOINS.test(word)) break;
  }
  return found;
}

/** What stands between numbers that share a unit: "2-, 3-year", "3/6 months". */
const LISTED = /^\s*[-–]?\s*[,/–-]\s*$/u;

/** Finds "2-year", "24 months", "2y", "two years", "day 100", "100-day", and both of "2- and 5-year". */
export function durationsIn(tokens: readonly Token[], text: string): StatedDuration[] {
  const found: StatedDuration[] = [];
  for (const [at, token] of tokens.entries()) {
    if (/^grades?$/u.test(token.word)) found.push(...gradesFrom(tokens, at));
    const glued = /^(\d+)(y|yr|yrs|mo|mos|wk|wks|d)$/u.exec(token.word);
    const day = /^d(\d+)$/u.exec(token.word)?.[1];
    if (day) found.push({ duration: `${Number(day)} days`, from: at, to: at + 1 });
    const value = glued ? Number(glued[1]) : numberOf(token.word);
    if (value === undefined) continue;
    const next = tokens[at + 1];
    const isJoined = JOINS.test(next?.word ?? '');
    const hop = isJoined ? (AT.test(tokens[at + 2]?.word ?? '') ? 3 : 2) : 1;
    const isListed = isJoined || (next !== undefined && LISTED.test(text.slice(token.end, next.start)));
    const shared = isListed && /^\d/u.test(tokens[at + hop]?.word ?? '');
    const unit = glued?.[2] ?? tokens[at + (shared ? hop + 1 : 1)]?.word ?? '';
    const before = tokens[at - 1]?.word;
    // "Which one, year and journal": what a comma parts is no span.
    const isParted = !glued && !shared && next !== undefined && /[,;:?]/u.test(text.slice(token.end, next.start));
    const stated = isParted ? undefined : toDuration(value, unit.length === 1 && !glued && unit !== 'y' ? '' : unit);
    // "Some day, one day" is no time point.
    const isAge = tokens[at + 2]?.word === 'old' || (token.word === 'one' && unit === 'day');
    if (stated && !isAge) found.push({ duration: stated, from: at, to: glued || shared ? at + 1 : at + 2 });
    else if (before === 'day' || before === 'd') found.push({ duration: `${value} days`, from: at - 1, to: at + 1 });
  }
  return found;
}
