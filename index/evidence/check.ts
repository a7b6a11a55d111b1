import { compute, FormulaError, roundsTo } from './arithmetic.js';
import type { Corpus, Fault } from './corpus.js';
import type { SourceDocument } from './documents.js';
import { fold } from './fold.js';
import { numbersIn } from './numbers.js';
import { type Passage, passageOf } from './passage.js';
import { plausibilityOf } from './plausibility.js';
import type { Item, Locator, Source, Statistic } from './schema.js';
import { numbersOf } from './statistics.js';

/** What the check looked at, by kind. */
export interface Counts {
  sources: number;
  items: number;
  locators: number;
  /** Locators whose passage was compared with a copy at hand. */
  compared: number;
  statements: number;
  statementNumbers: number;
  statistics: number;
  statisticNumbers: number;
  readings: number;
  derivations: number;
  /** Numbers of labels, criteria and caveats. */
  noteNumbers: number;
  percentages: number;
  intervals: number;
  ratios: number;
  times: number;
  conflicts: number;
}

/** What was checked, and everything that is wrong. */
export interface Report {
  readonly counts: Readonly<Counts>;
  readonly faults: readonly Fault[];
}

/**
 * The figure check: holds every figure of the evidence against the passage it is said to stand in, and the figures of
 * an item against each other. Statements and statistics state printed figures only, as they stand or as damaged print is
 * read; what we derived is shown apart, and only labels and caveats may repeat it. Where a source's copy is at hand the passages are read from it; otherwise the numbers
 * stored with each locator stand for them.
 * @param documents the copies at hand, by source id.
 */
export function checkEvidence(corpus: Corpus, documents: ReadonlyMap<string, SourceDocument>): Report {
  const tally: Tally = { counts: { ...NOTHING, sources: corpus.sources.length }, faults: [] };
  for (const source of corpus.sources) checkSource(source, corpus, documents.get(source.id), tally);
  return tally;
}

const NOTHING: Counts = {
  sources: 0,
  items: 0,
  locators: 0,
  compared: 0,
  statements: 0,
  statementNumbers: 0,
  statistics: 0,
  statisticNumbers: 0,
  readings: 0,
  derivations: 0,
  noteNumbers: 0,
  percentages: 0,
  intervals: 0,
  ratios: 0,
  times: 0,
  conflicts: 0,
};

interface Tally {
  readonly counts: Counts;
  readonly faults: Fault[];
}

/** Says what is wrong at a path. */
type Say = (path: string, message: string) => void;

/** The numbers that a text may state, and where they come from. */
interface Allowed {
  readonly numbers: ReadonlySet<string>;
  readonly where: string;
}

function checkSource(
  source: Source,
  corpus: Corpus,
  document: SourceDocument | undefined,
  { counts, faults }: Tally,
): void {
  const say: Say = (path, message) => faults.push({ file: `sources/${source.id}.yaml`, path, message });
  const follow = (locator: Locator, path: string): Passage => {
    const passage = passageOf(locator, document);
    counts.locators += 1;
    if (passage.text !== undefined) counts.compared += 1;
    for (const fault of passage.faults) say(path, fault);
    return passage;
  };
  const read = source.items.map((item, index) => {
    const path = `items.${index} (${item.id})`;
    const passages = item.locators.map((each, at) => follow(each, `${path}.locators.${at}`));
    const aside = item.caveats.flatMap((each, at) =>
      typeof each === 'string' ? [] : [follow(each.locator, `${path}.caveats.${at}.locator`)],
    );
    return { item, path, passages, aside };
  });

  const printed = new Set(
    read.flatMap(({ item, passages, aside }) => [
      ...[...passages, ...aside].flatMap((each) => each.numbers),
      ...readingsOf(item),
    ]),
  );
  const anywhere = { numbers: printed, where: 'no passage of the source' };
  const noted = {
    numbers: new Set([...printed, ...source.items.flatMap((item) => item.derived.map((each) => each.value))]),
    where: 'no passage and no derivation of the source',
  };
  const hold = (found: readonly string[], allowed: Allowed, path: string): number => {
    for (const number of new Set(found))
      if (!allowed.numbers.has(number))
        say(path, `${number} stands in ${allowed.where}: correct it, or locate the passage that has it`);
    return found.length;
  };

  for (const part of ['cohorts', 'arms'] as const)
    for (const [id, { label, n }] of Object.entries(source[part]))
      counts.noteNumbers += hold(
        [...numbersIn(label), ...(n === undefined ? [] : [String(n)])],
        anywhere,
        `${part}.${id}`,
      );

  for (const { item, path, passages } of read) {
    const own = new Set([...passages.flatMap((each) => each.numbers), ...readingsOf(item)]);
    const stands = { numbers: own, where: "none of the item's passages" };
    const derived = {
      numbers: new Set([...own, ...item.derived.map((each) => each.value)]),
      where: 'no passage and no derivation of the item',
    };
    const stated = new Set(numbersIn(item.statement));

    counts.items += 1;
    counts.statements += 1;
    counts.statementNumbers += hold(numbersIn(item.statement), stands, `${path}.statement`);
    for (const [at, statistic] of item.statistics.entries()) {
      const place = `${path}.statistics.${at}`;
      counts.statistics += 1;
      counts.statisticNumbers += hold(numbersOf(statistic), stands, place);
      if (statistic.label) counts.noteNumbers += hold(numbersIn(statistic.label), derived, `${place}.label`);
      const { percentages, intervals, ratios, faults: implausible } = plausibilityOf(statistic);
      counts.percentages += percentages;
      counts.intervals += intervals;
      counts.ratios += ratios;
      for (const each of implausible) say(place, each);
      const known = new Set([...stated, ...totalsOf(statistic, item, source)]);
      for (const each of new Set(numbersOf(statistic)))
        if (own.has(each) && !known.has(each)) say(place, `${each} is not in the statement: make the two say the same`);
    }
    counts.readings += item.read.length;
    checkReadings(item, passages, path, say);
    counts.derivations += item.derived.length;
    checkDerivations(item, stands, path, say);
    for (const [at, { label }] of item.derived.entries())
      counts.noteNumbers += hold(numbersIn(label), derived, `${path}.derived.${at}.label`);
    if (item.outcome?.criteria)
      counts.noteNumbers += hold(numbersIn(item.outcome.criteria), noted, `${path}.outcome.criteria`);
    for (const [at, caveat] of item.caveats.entries())
      counts.noteNumbers += hold(
        digitsIn(typeof caveat === 'string' ? caveat : caveat.text),
        noted,
        `${path}.caveats.${at}`,
      );
    if (item.outcome?.time) {
      counts.times += 1;
      checkTime(item.outcome.time, passages, `${path}.outcome.time`, say);
    }
    counts.conflicts += item.conflicts.length;
    checkConflicts(item, corpus, `${path}.conflicts`, say);
  }
}

/** The sizes of the groups a statistic is about: its denominator need not be repeated in the statement. */
function totalsOf(statistic: Statistic, item: Item, source: Source): string[] {
  const arm = 'arm' in statistic && statistic.arm ? source.arms[statistic.arm] : undefined;
  return [arm?.n, source.cohorts[item.population]?.n].flatMap((n) => (n === undefined ? [] : [String(n)]));
}

/** The numbers that damaged print stands for, as printed and as we read them. */
const readingsOf = (item: Item): string[] =>
  item.read.flatMap((each) => [...numbersIn(each.printed), ...numbersIn(each.as)]);

/** "reference 3", "references (4, 5)": our pointer into the bibliography, no figure. */
const POINTERS = /\breferences? \(?\d+(?:(?:, | and |[-–])\d+)*\)?/gu;

/** The numbers of a text that it writes in digits; in a caveat "one arm" is a way of speaking. */
function digitsIn(text: string): string[] {
  const plain = text.replace(POINTERS, '');
  const written = plain.replace(/(?<=\d),(?=\d{3})/gu, '');
  return numbersIn(plain).filter((each) => written.includes(each) || each.includes('^'));
}

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/gu, '');

function checkReadings(item: Item, passages: readonly Passage[], path: string, say: Say): void {
  for (const [at, { printed, as }] of item.read.entries()) {
    const place = `${path}.read.${at}`;
    if (numbersIn(as).length > 0 && digitsOf(printed) !== digitsOf(as))
      say(
        place,
        `"${as}" has other digits than the print "${printed}": a reading restores signs and spaces, never digits`,
      );
    const texts = passages.flatMap((each) => (each.text === undefined ? [] : [each.text]));
    if (texts.length === passages.length && !texts.some((each) => each.includes(fold(printed).text)))
      say(place, `"${printed}" is not printed in the item's passages: copy the damaged print exactly`);
  }
}

/** A percentage needs no passage for its hundred. */
const HUNDRED = '100';

function checkDerivations(item: Item, stands: Allowed, path: string, say: Say): void {
  for (const [at, { value, formula }] of item.derived.entries()) {
    const place = `${path}.derived.${at}.formula`;
    try {
      const computed = compute(formula);
      for (const number of new Set(computed.numbers))
        if (number !== HUNDRED && !stands.numbers.has(number))
          say(place, `${number} stands in ${stands.where}: derive from printed figures only`);
      if (!roundsTo(computed.value, value))
        say(
          place,
          `${formula} is ${Number(computed.value.toFixed(4))}, not ${value}: correct the value or the formula`,
        );
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      say(place, `${error.message}: use numbers, + - * / and parentheses`);
    }
  }
}

type Time = NonNullable<NonNullable<Item['outcome']>['time']>;

function checkTime({ value, unit }: Time, passages: readonly Passage[], path: string, say: Say): void {
  const states = ({ numbers, text }: Passage): boolean =>
    text === undefined ? numbers.includes(String(value)) : isTimed(text, String(value), unit);
  if (!passages.some(states))
    say(
      path,
      `none of the item's passages states ${value} ${unit}s: correct the time, or locate the passage that has it`,
    );
}

/** Whether folded text states a time such as "2-year", "100 days", "day +100", "2-and 4-year". */
function isTimed(text: string, value: string, unit: string): boolean {
  return [...text.matchAll(new RegExp(`(?<!\\p{L})${unit}s?(?!\\p{L})`, 'giu'))].some((match) => {
    const before = /(?:\S+\s){0,2}\S*\s?$/u.exec(text.slice(0, match.index))?.[0] ?? '';
    const after = /^\s?\+?\d+/u.exec(text.slice(match.index + match[0].length))?.[0] ?? '';
    return [...numbersIn(before), ...numbersIn(after)].includes(value);
  });
}

function checkConflicts(item: Item, corpus: Corpus, path: string, say: Say): void {
  for (const id of item.conflicts) {
    if (id === item.id) say(path, 'an item does not conflict with itself: name the other item');
    else if (!corpus.findings.get(id)?.item.conflicts.includes(item.id))
      say(path, `"${id}" does not name "${item.id}" in turn: a conflict stands with both items`);
  }
}
