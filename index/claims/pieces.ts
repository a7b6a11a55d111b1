import type { Figure } from './figure.js';

export interface Piece {
  readonly at: number;
  readonly end: number;
  readonly figure: Figure;
  readonly details: Figure[];
}

const MAIN: ReadonlySet<Figure['kind']> = new Set(['percent', 'fraction', 'count', 'quantity', 'ratio', 'number']);

const DETAIL: ReadonlySet<Figure['kind']> = new Set(['size', 'p', 'age']);

const SEPARATOR =
  /;|:|,|\/(?=\s)|\||\s(?:and|but|while|whereas|vs?\.?|versus|or|(?<!\b(?:less|more|fewer|greater)\s)than|compared\s+(?:to|with)|against|with(?=\s+\d)|to(?=\s+\d))\s/giu;

/** The figures of a sentence, each with the stretch around it that says what it is. */
export function piecesOf(
  wording: string,
  figures: readonly Figure[],
  names: readonly { at: number; end: number }[],
): Piece[] {
  const pieces: { figure: Figure; details: Figure[] }[] = [];
  const early: Figure[] = [];
  const isOfSizes = !figures.some(isMain);
  for (const read of figures) {
    const last = pieces.at(-1);
    const figure = isOfSizes ? asCount(read) : likeLast(read, last?.figure.kind);
    const between = last ? wording.slice(lastEnd(last), figure.at) : '';
    const isBeside = /^[\s,;]*$|^[^()[\],;]*[([][^()[\]]*$/u.test(between);
    if (figure.kind === 'time') continue;
    if (figure.kind === 'date') {
      if (isDay(figure) && !AS_OF.test(wording.slice(0, figure.at))) pieces.push({ figure, details: early.splice(0) });
      continue;
    }
    if (DETAIL.has(figure.kind) || (figure.kind === 'span' && figure.name !== 'open' && figure.name !== 'range')) {
      if (last && !(figure.kind === 'p' && last.figure.kind === 'p')) last.details.push(figure);
      else if (figure.kind === 'p') pieces.push({ figure, details: [] });
      else early.push(figure);
    } else if (figure.kind === 'span') {
      if (last && (isBeside || isMedian(last.figure, figure))) last.details.push(figure);
      else pieces.push({ figure, details: [] });
    } else if (MAIN.has(figure.kind)) {
      if (last && isSameThing(last, figure, between, isBeside)) {
        const isSaidInWords = last.figure.kind === 'percent' && last.figure.isWord;
        const isPercent =
          figure.kind === 'percent' && !figure.isWord && (last.figure.kind !== 'percent' || isSaidInWords);
        const isShare = figure.kind === 'fraction' && last.figure.kind === 'percent' && last.figure.isWord;
        if (isPercent || isShare) [last.figure, last.details] = [figure, [...last.details, last.figure]];
        else last.details.push(figure);
      } else pieces.push({ figure, details: early.splice(0) });
    }
  }
  return pieces.map((piece, position) => {
    const [previous, next] = [pieces[position - 1], pieces[position + 1]];
    return {
      ...piece,
      at: previous ? cutBetween(wording, previous, piece, names) : 0,
      end: next ? cutBetween(wording, piece, next, names) : wording.length,
    };
  });
}

const isMain = (figure: Figure): boolean =>
  MAIN.has(figure.kind) ||
  (figure.kind === 'span' && figure.name === 'open') ||
  (figure.kind === 'date' && isDay(figure));

/** "VAH n=22, DAC-CAG n=7": where nothing else is counted, the sizes are what is said. */
const asCount = (figure: Figure): Figure =>
  figure.kind === 'size'
    ? { kind: 'count', n: figure.n, unit: 'patients', at: figure.at, end: figure.end, relation: figure.relation }
    : figure;

/** A date to the day is said of something; a year or a month only places it. */
const isDay = (figure: Figure): boolean => figure.kind === 'date' && figure.date.split(' ').length === 3;

const AS_OF = /\b(?:as\s+(?:of|at|from|per)|by|until|till|since|before|after|cut-?\s?off:?)\s*$/iu;

/** "HR for OS 0.395 and for EFS 0.406": what follows a ratio without a unit is one. */
export const asRatio = (figure: Figure): Figure =>
  figure.kind === 'number' && /^\d\.\d/u.test(figure.value)
    ? { kind: 'ratio', value: figure.value, at: figure.at, end: figure.end, relation: figure.relation }
    : figure;

/** "P 0.806 for acute and 0.908 for chronic": so is what follows a P. */
const asP = (figure: Figure): Figure =>
  figure.kind === 'number' && /^0\.\d/u.test(figure.value)
    ? { kind: 'p', value: figure.value, at: figure.at, end: figure.end, relation: figure.relation }
    : figure;

const likeLast = (figure: Figure, last: Figure['kind'] | undefined): Figure =>
  last === 'ratio' ? asRatio(figure) : last === 'p' ? asP(figure) : figure;

const isMedian = (figure: Figure, span: Figure): boolean =>
  figure.kind === 'quantity' && span.kind === 'span' && span.name === 'range';

export const all = (piece: { figure: Figure; details: readonly Figure[] }): readonly Figure[] => [
  piece.figure,
  ...piece.details,
];

const lastEnd = (piece: { figure: Figure; details: readonly Figure[] }): number =>
  Math.max(...all(piece).map((each) => each.end));

const firstStart = (piece: { figure: Figure; details: readonly Figure[] }): number =>
  Math.min(...all(piece).map((each) => each.at));

/** Figures that are measured in some number of people. */
const MEASURED: ReadonlySet<Figure['kind']> = new Set(['percent', 'quantity', 'ratio']);

/** "61% with DP-IAG in 101 children": how many were measured. */
const WHO = /^[^,;:()]*\s(?:of|in|among)\s+(?:the\s+|all\s+|these\s+)*$/u;

const RESTATED = /^\s*,?\s*(?:=|i\.e\.,?|that\s+is|so)?\s*(?:about|roughly|around|~|nearly|almost)?\s*$/iu;

/** "25 of 38 (65.8%)", "13 patients, 30.2%": two ways to say one thing. */
function isSameThing(
  last: { figure: Figure; details: readonly Figure[] },
  figure: Figure,
  between: string,
  isBeside: boolean,
): boolean {
  if (figure.kind === 'count' && MEASURED.has(last.figure.kind) && WHO.test(between) && !/\sand\s/u.test(between))
    return true;
  if (!isBeside && !RESTATED.test(between)) return false;
  const kinds = new Set([last.figure.kind, ...last.details.map((each) => each.kind)]);
  if (figure.kind === 'percent' && isBeside && last.figure.kind === 'percent' && last.figure.isWord)
    return !figure.isWord;
  if (figure.kind === 'percent')
    return !kinds.has('percent') && (kinds.has('fraction') || kinds.has('count') || (isBeside && kinds.has('number')));
  if (figure.kind === 'fraction') return !kinds.has('fraction') && kinds.has('percent');
  if (figure.kind === 'count')
    return (
      (!kinds.has('count') && kinds.has('percent') && /\(/u.test(between)) ||
      (kinds.has('percent') && isBeside && !kinds.has('count'))
    );
  return false;
}

/** Where one figure's words end and the next one's begin: at the separator that leaves each its own. */
function cutBetween(
  wording: string,
  previous: { figure: Figure; details: readonly Figure[] },
  next: { figure: Figure; details: readonly Figure[] },
  names: readonly { at: number; end: number }[],
): number {
  const [from, to] = [lastEnd(previous), firstStart(next)];
  const between = wording.slice(from, to);
  const isInName = (at: number) => names.some((name) => at > name.at && at < name.end);
  const cuts = [...between.matchAll(SEPARATOR)].map((match) => ({ at: from + match.index, sign: match[0].trim() }));
  const free = cuts.filter((cut) => !isInName(cut.at));
  const strong = free.findLast((cut) => /^(?:;|but|while|whereas)$/iu.test(cut.sign));
  if (strong) return strong.at;
  const last = free.at(-1);
  if (!last) return to - (LEAD.exec(between)?.[0].length ?? 0);
  const ahead = wording.slice(last.at, to).replace(SEPARATOR, ' ').trim();
  const isFigureFirst =
    (!ahead.includes('(') && ahead.length <= 12) ||
    /^(?:by|in|only|of|had|was|were|the|with|to|P|about|at|for|~|>|<|\s)*$/iu.test(ahead);
  const first = free[0] ?? last;
  return isFigureFirst ? last.at : first.at;
}

/** What leads up to a figure belongs to it: "a median of". */
const LEAD =
  /\s+(?:(?:a|the)\s+)?(?:(?:median|mean|total|average|maximum|minimum)\s+)?(?:of|for|at|in|to|with|by)?\s*$/iu;
