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
  /** Registry numbers and DOIs of statements. */
  identifiers: number;
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
 * an item against each other. Where a source's copy is at hand the passages are read from it; otherwise the numbers
 * stored with each locator stand for them. Statements and statistics state printed figures only, as they stand or as
 * damaged print is read; what we derived is shown apart, and only labels, criteria and caveats may repeat it.
 * @param documents the copies at hand, by source id.
 */
export function checkEvidence(corpus: Corpus, documents: ReadonlyMap<string, SourceDocument>): Report {
  const counts: Counts = { ...NOTHING, sources: corpus.sources.length };
  const faults: Fault[] = [];
  for (const source of corpus.sources) {
    const say: Say = (path, message) => faults.push({ file: `sources/${source.id}.yaml`, path, message });
    checkSource(source, { corpus, document: documents.get(source.id), counts, say });
  }
  return { counts, faults };
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
  identifiers: 0,
  readings: 0,
  derivations: 0,
  noteNumbers: 0,
  percentages: 0,
  intervals: 0,
  ratios: 0,
  times: 0,
  conflicts: 0,
};

/** Says what is wrong at a path. */
type Say = (path: string, message: string) => void;

/** What the check of one source works with. */
interface Desk {
  readonly corpus: Corpus;
  readonly document: SourceDocument | undefined;
  readonly counts: Counts;
  readonly say: Say;
}

/** An item with the passages its locators lead to; `aside` are those of its caveats. */
interface ReadItem {
  readonly item: Item;
  readonly path: string;
  readonly passages: readonly Passage[];
  readonly aside: readonly Passage[];
}

/** The numbers that a text may state, and what to say of any other. */
interface Allowed {
  readonly numbers: ReadonlySet<string>;
  readonly where: string;
}

function checkSource(source: Source, desk: Desk): void {
  const { counts } = desk;
  const items = source.items.map((item, index) => readItem(item, `items.${index} (${item.id})`, desk));
  const printed = items.flatMap(({ item, passages, aside }) => [
    ...[...passages, ...aside].flatMap((each) => each.numbers),
    ...readingsOf(item),
  ]);
  const anywhere = { numbers: new Set(printed), where: 'no passage of the source' };
  const noted = {
    numbers: new Set([...printed, ...source.items.flatMap((item) => item.derived.map((each) => each.value))]),
    where: 'no passage and no derivation of the source',
  };
  for (const part of ['cohorts', 'arms'] as const)
    for (const [id, { label, n }] of Object.entries(source[part])) {
      const numbers = [...numbersIn(label), ...(n === undefined ? [] : [String(n)])];
      counts.noteNumbers += hold(numbers, anywhere, `${part}.${id}`, desk);
    }
  for (const each of items) {
    checkFigures(each, source, desk);
    checkNotes(each, noted, desk);
    checkIdentifiers(each, desk);
    checkReadings(each, desk);
    checkTime(each, desk);
    checkConflicts(each, desk);
  }
}

function readItem(item: Item, path: string, { document, counts, say }: Desk): ReadItem {
  const follow = (locator: Locator, place: string): Passage => {
    const passage = passageOf(locator, document);
    counts.locators += 1;
    if (passage.text !== undefined) counts.compared += 1;
    for (const fault of passage.faults) say(place, fault);
    return passage;
  };
  counts.items += 1;
  return {
    item,
    path,
    passages: item.locators.map((each, at) => follow(each, `${path}.locators.${at}`)),
    aside: item.caveats.flatMap((each, at) =>
      typeof each === 'string' ? [] : [follow(each.locator, `${path}.caveats.${at}.locator`)],
    ),
  };
}

/** Holds numbers against those that are allowed; returns how many there were. */
function hold(numbers: readonly string[], { numbers: allowed, where }: Allowed, path: string, { say }: Desk): number {
  for (const number of new Set(numbers))
    if (!allowed.has(number)) say(path, `${number} stands in ${where}: correct it, or locate the passage that has it`);
  return numbers.length;
}

/** The statement, the statistics and what we derived, against the item's own passages. */
function checkFigures({ item, path, passages }: ReadItem, source: Source, desk: Desk): void {
  const { counts, say } = desk;
  const printed = {
    numbers: new Set([...passages.flatMap((each) => each.numbers), ...readingsOf(item)]),
    where: "none of the item's passages",
  };
  const labeled = {
    numbers: new Set([...printed.numbers, ...item.derived.map((each) => each.value)]),
    where: 'no passage and no derivation of the item',
  };
  const stated = numbersIn(item.statement);
  counts.statements += 1;
  counts.statementNumbers += hold(stated, printed, `${path}.statement`, desk);
  for (const [at, statistic] of item.statistics.entries()) {
    const place = `${path}.statistics.${at}`;
    const numbers = numbersOf(statistic);
    counts.statistics += 1;
    counts.statisticNumbers += hold(numbers, printed, place, desk);
    const known = new Set([...stated, ...totalsOf(statistic, item, source)]);
    for (const each of new Set(numbers))
      if (printed.numbers.has(each) && !known.has(each))
        say(place, `${each} is not in the statement: make the two say the same`);
    if (statistic.label) counts.noteNumbers += hold(numbersIn(statistic.label), labeled, `${place}.label`, desk);
    const { percentages, intervals, ratios, faults } = plausibilityOf(statistic);
    counts.percentages += percentages;
    counts.intervals += intervals;
    counts.ratios += ratios;
    for (const each of faults) say(place, each);
  }
  for (const [at, derivation] of item.derived.entries()) {
    const place = `${path}.derived.${at}`;
    counts.derivations += 1;
    counts.noteNumbers += hold(numbersIn(derivation.label), labeled, `${place}.label`, desk);
    checkDerivation(derivation, printed, `${place}.formula`, desk);
  }
}

/** What is said around the figures, against everything the source has. */
function checkNotes({ item, path }: ReadItem, noted: Allowed, desk: Desk): void {
  const { counts } = desk;
  if (item.outcome?.criteria)
    counts.noteNumbers += hold(numbersIn(item.outcome.criteria), noted, `${path}.outcome.criteria`, desk);
  for (const [at, caveat] of item.caveats.entries()) {
    const numbers = digitsIn(typeof caveat === 'string' ? caveat : caveat.text);
    counts.noteNumbers += hold(numbers, noted, `${path}.caveats.${at}`, desk);
  }
}

/** Registry numbers and DOIs: names, so that their digits are no figures, yet wrong by a single one. */
const IDENTIFIERS = /\bNCT\d+\b|\b\d{4}-\d{6}-\d{2}-\d{2}\b|\b10\.\d{4,}\/\S*[\p{L}\p{N}]/gu;

function checkIdentifiers({ item, path, passages }: ReadItem, { counts, say }: Desk): void {
  const identifiers = item.statement.match(IDENTIFIERS) ?? [];
  counts.identifiers += identifiers.length;
  if (passages.some((each) => each.text === undefined)) return;
  for (const identifier of identifiers)
    if (!passages.some(({ text }) => text?.includes(fold(identifier).text)))
      say(
        `${path}.statement`,
        `${identifier} stands in none of the item's passages: correct it, or locate the passage`,
      );
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

function checkReadings({ item, path, passages }: ReadItem, { counts, say }: Desk): void {
  const texts = passages.flatMap((each) => (each.text === undefined ? [] : [each.text]));
  const isAllAtHand = texts.length === passages.length;
  for (const [at, { printed, as }] of item.read.entries()) {
    const place = `${path}.read.${at}`;
    counts.readings += 1;
    if (numbersIn(as).length > 0 && digitsOf(printed) !== digitsOf(as))
      say(place, `"${as}" has other digits than "${printed}": a reading restores signs and spaces, never digits`);
    if (isAllAtHand && !texts.some((each) => each.includes(fold(printed).text)))
      say(place, `"${printed}" is not printed in the item's passages: copy the damaged print exactly`);
  }
}

/** A percentage needs no passage for its hundred. */
const HUNDRED = '100';

function checkDerivation(
  { value, formula }: Item['derived'][number],
  printed: Allowed,
  path: string,
  desk: Desk,
): void {
  const { say } = desk;
  try {
    const computed = compute(formula);
    for (const number of new Set(computed.numbers))
      if (number !== HUNDRED && !printed.numbers.has(number))
        say(path, `${number} stands in ${printed.where}: derive from printed figures only`);
    const exact = Number(computed.value.toFixed(4));
    if (!roundsTo(computed.value, value))
      say(path, `${formula} is ${exact}, not ${value}: correct the value or the formula`);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    say(path, `${error.message}: use numbers, + - * / and parentheses`);
  }
}

function checkTime({ item, path, passages }: ReadItem, { counts, say }: Desk): void {
  const time = item.outcome?.time;
  if (!time) return;
  counts.times += 1;
  const value = String(time.value);
  const isStated = passages.some(({ numbers, text }) =>
    text === undefined ? numbers.includes(value) : isTimed(text, value, time.unit),
  );
  if (isStated) return;
  const advice = 'correct the time, or locate the passage that has it';
  say(`${path}.outcome.time`, `none of the item's passages states ${value} ${time.unit}s: ${advice}`);
}

/** Whether folded text states a time such as "2-year", "100 days", "day +100", "2-and 4-year". */
function isTimed(text: string, value: string, unit: string): boolean {
  return [...text.matchAll(new RegExp(`(?<!\\p{L})${unit}s?(?!\\p{L})`, 'giu'))].some((match) => {
    const before = /(?:\S+\s){0,2}\S*\s?$/u.exec(text.slice(0, match.index))?.[0] ?? '';
    const after = /^\s?\+?\d+/u.exec(text.slice(match.index + match[0].length))?.[0] ?? '';
    return [...numbersIn(before), ...numbersIn(after)].includes(value);
  });
}

function checkConflicts({ item, path }: ReadItem, { corpus, counts, say }: Desk): void {
  for (const id of item.conflicts) {
    counts.conflicts += 1;
    if (id === item.id) say(`${path}.conflicts`, 'an item does not conflict with itself: name the other item');
    else if (!corpus.findings.get(id)?.item.conflicts.includes(item.id))
      say(`${path}.conflicts`, `"${id}" does not name "${item.id}" in turn: a conflict stands with both items`);
  }
}
