import { toDuration } from '../question/duration.js';
import type { Figure, FigureValue, Relation } from './figure.js';
import { NAMES, PATTERNS, TIMES } from './figure-patterns.js';
import { isTimeUnit } from './units.js';

/**
 * The figures a text states, in order. `names` are places of names, whose digits are none of their own.
 * @param text in plain typography (see `plainTypography`).
 */
export function figuresIn(text: string, names: readonly { readonly at: number; readonly end: number }[]): Figure[] {
  let rest = without(
    text,
    names.filter(({ at, end }) => /\d/u.test(text.slice(at, end))),
  );
  rest = without(rest, placesOf(rest.matchAll(/\d{13,}/gu)));
  rest = without(rest, placesOf(rest.matchAll(NAMES)));
  const found: Figure[] = [];
  for (const { pattern, read } of PATTERNS) {
    const places: Place[] = [];
    for (const match of rest.matchAll(pattern)) {
      const value = read(
        match.slice(1).map((group) => group ?? ''),
        match.index,
      );
      if (!value) continue;
      const end = match.index + match[0].length;
      found.push({ relation: relationBefore(text, match.index), ...value, at: match.index, end } as Figure);
      places.push({ at: match.index, end });
    }
    rest = without(rest, places);
  }
  const figures = found
    .sort((a, b) => a.at - b.at)
    .flatMap((figure) => changed(figure, text))
    .map((figure) => pointed(figure, text))
    .map((figure) => lasting(figure, text));
  return figures.map((figure, position) => likeNext(figure, figures[position + 1], text));
}

const RELATIONS: readonly (readonly [RegExp, Relation])[] = [
  [/(?:at\s+least|no\s+less\s+than|not\s+less\s+than|>=|≥|minimum\s+of)\s*$/iu, '≥'],
  [/(?:at\s+most|no\s+more\s+than|not\s+more\s+than|up\s+to|<=|≤|maximum\s+of)\s*$/iu, '≤'],
  [/(?:more\s+than|greater\s+than|higher\s+than|over|above|exceed(?:s|ed|ing)?|well\s+over|just\s+over|>)\s*$/iu, '>'],
  [/(?:less\s+than|fewer\s+than|lower\s+than|under|below|just\s+under|just\s+below|<)\s*$/iu, '<'],
  [
    /(?:\babout|\baround|\bapproximately|\bapprox\.?|\broughly|\bsome|\bnearly|\balmost|\bclose\s+to|\bca\.?|\bcirca|~|≈|∼|\baround\s+the)\s*$/iu,
    '≈',
  ],
];

function relationBefore(text: string, at: number): Relation {
  const before = text.slice(Math.max(0, at - 24), at);
  return RELATIONS.find(([pattern]) => pattern.test(before))?.[1] ?? '=';
}

const CHANGE =
  /\b(?:went|goes|go|moved|moving|jumped|rose|rises?|rising|increas\w+|improv\w+|fell|falls?|dropp\w+|drops|decreas\w+|chang\w+|rais\w+|extend\w*|prolong\w*|boost\w*|reduc\w+|lower\w*)\b[^.;]{0,60}\bfrom\s+$/iu;

/** "Rose from 4.8 to 18.4 months" are two figures, not a range. */
function changed(figure: Figure, text: string): Figure[] {
  if (figure.kind !== 'span' || figure.name !== 'open' || !isChange(text.slice(0, figure.at))) return [figure];
  const { low, high, unit, at, end, relation } = figure;
  const middle = at + (/\s*%?\s*(?:-|\bto\b|~)/iu.exec(text.slice(at, end))?.index ?? 1);
  const figureOf = (value: string): FigureValue => {
    if (unit === '%') return { kind: 'percent', value, isWord: false };
    return unit === '' ? { kind: 'number', value } : { kind: 'quantity', value, unit };
  };
  return [
    { ...figureOf(low), at, end: middle, relation },
    { ...figureOf(high), at: middle, end, relation: '=' },
  ] as Figure[];
}

/** Whether what stands before two figures makes the one the state before, the other the state after. */
export const isChange = (before: string): boolean => CHANGE.test(before);

const BESIDE = /^\s*(?:vs?\.?|versus|to|compared\s+(?:with|to)|and|or|\/|,)\s*(?:only\s+|just\s+|about\s+|~)?$/iu;

/** "47 vs 17%", "38 and 24 patients": the first figure is of the unit that the second one names. */
function likeNext(figure: Figure, next: Figure | undefined, text: string): Figure {
  if (figure.kind !== 'number' || !next || !BESIDE.test(text.slice(figure.end, next.at))) return figure;
  const { value, at, end, relation } = figure;
  const place = { at, end, relation };
  if (next.kind === 'percent' && !next.isWord)
    return Number(value) <= 100 ? { kind: 'percent', value, isWord: false, ...place } : figure;
  if (next.kind === 'quantity') return { kind: 'quantity', value, unit: next.unit, ...place };
  return next.kind === 'count' && !value.includes('.')
    ? { kind: 'count', n: value, unit: next.unit, ...place }
    : figure;
}

interface Place {
  readonly at: number;
  readonly end: number;
}

const placesOf = (matches: Iterable<RegExpExecArray>): Place[] =>
  Array.from(matches, (match) => ({ at: match.index, end: match.index + match[0].length }));

/** A text with some places blank, as long as before. */
function without(text: string, places: readonly Place[]): string {
  let from = 0;
  const kept = [...places]
    .sort((a, b) => a.at - b.at)
    .map(({ at, end }) => {
      const part = text.slice(from, Math.max(from, at)) + '\u0001'.repeat(Math.max(0, end - Math.max(from, at)));
      from = Math.max(from, end);
      return part;
    });
  return kept.join('') + text.slice(from);
}

/** Words before a span of time that make it a time point. */
const POINT_BEFORE = /\b(?:at|by|after|within|until|till|from|beyond|first|past|@)\s*(?:about\s+)?$/iu;
/** What is measured in time itself. */
const TIMED =
  /\b(?:median|mean|average|duration|lasted|took|follow(?:ed|-?\s?up)|onset|interval|time\s+to|began|aged?|maintenance|months?\s+vs?)\b|\bm(?:OS|EFS|PFS|RFS)\b/iu;

/** "A median of 14 d" is how long something took, however short the unit is typed. */
function lasting(figure: Figure, text: string): Figure {
  if (figure.kind !== 'time' || !LASTED.test(text.slice(0, figure.at))) return figure;
  const { at, end, relation } = figure;
  const [, value, unit] = /^(\d+)\s*([a-z]+)$/iu.exec(text.slice(at, end)) ?? [];
  const name = unit === undefined ? undefined : TIMES[unit.toLowerCase().replace(/s$/u, '')];
  return value === undefined || name === undefined
    ? figure
    : { kind: 'quantity', value, unit: name, at, end, relation };
}

const LASTED = /\b(?:median|mean|average|lasted|took)\s*(?:of\s+)?(?:about\s+|~\s*)?$/iu;

/** A span of time before or after which something was measured is a time point, not the figure. */
function pointed(figure: Figure, text: string): Figure {
  if (figure.kind !== 'quantity' || !isTimeUnit(figure.unit) || figure.value.includes('.')) return figure;
  const duration = toDuration(Number(figure.value), figure.unit);
  const before = text.slice(0, figure.at);
  if (!duration) return figure;
  const { at, end, relation } = figure;
  if (POINT_BEFORE.test(before)) return { kind: 'time', duration, at, end, relation };
  return TIMED.test(before.slice(-120)) || !/%/u.test(text) ? figure : { kind: 'time', duration, at, end, relation };
}
