import { type Memory, mb, ms, spread } from '../bench/measured.js';
import type { Pause } from '../bench/pauses.mjs';
import { accountOf, type Entry, GRACE_MS, verdictOn } from './account.js';
import type { Pauses, Soaked } from './soak.js';

/** By how much the heap may have grown. */
const MOST_GROWTH = 0.1;
/** Faults of one kind come in crowds. */
const MOST_LISTED = 20;

export interface Report {
  /** For people to read. */
  readonly text: string;
  /** Each bound that was broken, a sentence. */
  readonly broken: readonly string[];
}

/** Adds up what came of some runs side by side. */
export function reportOn(runs: readonly Soaked[], graceMs = GRACE_MS): Report {
  const entries = runs.flatMap((run) => run.entries);
  const account = accountOf(entries, graceMs);
  const heaps = runs.flatMap(({ heap }) => (heap === undefined ? [] : [heap]));
  const faults = runs.flatMap((run) => run.faults);
  const lost = entries.filter((entry) => verdictOn(entry, graceMs) === 'lost');
  const doubled = entries.filter(({ answers, isRepeated }) => answers > 1 || isRepeated);
  const paused = runs.flatMap(({ pauses }) => (pauses === undefined ? [] : [pauses]));
  const besides = tallied(runs.map(({ mishaps }) => mishaps));
  const line = (what: string, value: string | number) => `  ${what.padEnd(40)} ${value}`;
  const times = (what: string, list: readonly number[]) => (list.length === 0 ? [] : [line(what, spread(list))]);
  const text = [
    line('sent', account.sent),
    line('answered', account.answered),
    line('late (handed over when it was too late)', account.late),
    line('refused (Discord took no answer)', account.refused),
    line('lost', account.lost),
    line('doubled', account.doubled),
    ...times('time to the answer, nothing amiss', account.calm),
    ...times('time to the answer, all', account.all),
    ...heaps.map(({ before, after }) => line('heap after a forced collection', `${held(before)}, then ${held(after)}`)),
    ...paused.flatMap((pauses) => [
      line('longest pause of the bot', longest(pauses.bot)),
      line("longest pause of Discord's stand-in", longest(pauses['stand-in'])),
    ]),
    line(
      'answers of 401, 403, 429',
      runs.reduce((sum, { invalid }) => sum + invalid, 0),
    ),
    '  errors by kind, on answers:',
    ...listed(account.mishaps),
    '  errors by kind, on connections and processes:',
    ...listed(besides),
  ].join('\n');
  const broken = [
    ...lost
      .slice(0, MOST_LISTED)
      .map((entry) => `lost: ${JSON.stringify(entry)}${paused.map((pauses) => during(entry, pauses)).join('')}`),
    ...doubled.slice(0, MOST_LISTED).map((entry) => `doubled: ${JSON.stringify(entry)}`),
    ...(account.answered === 0 ? ['nothing was answered'] : []),
    ...heaps.flatMap(({ before, after }) =>
      after.heapUsed > before.heapUsed * (1 + MOST_GROWTH)
        ? [`the heap grew by ${percent(after.heapUsed / before.heapUsed - 1)}`]
        : [],
    ),
    ...faults.slice(0, MOST_LISTED),
  ];
  return { text, broken };
}

const held = ({ heapUsed, code }: Memory): string => `${mb(heapUsed)} (${mb(code)} of it compiled code)`;

const said = ({ ms: long, cpuMs }: Pause): string => `${ms(long)}, ${ms(cpuMs)} of them at work`;

function longest(pauses: readonly Pause[]): string {
  const [first] = pauses.toSorted((a, b) => b.ms - a.ms);
  return first === undefined ? 'none of 100 ms' : said(first);
}

/** Who paused while that could have been answered. */
function during({ madeAt, until }: Entry, pauses: Pauses): string {
  const list = Object.entries(pauses).flatMap(([who, all]) =>
    all
      .filter((pause) => pause.until >= madeAt && pause.until - pause.ms <= until)
      .map((pause) => `; ${who} paused ${ms(pause.until - pause.ms - madeAt)} after it was made for ${said(pause)}`),
  );
  return list.join('');
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const listed = (counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `    ${String(count).padStart(6)} ${name}`);

function tallied(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const counts of all) for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}
