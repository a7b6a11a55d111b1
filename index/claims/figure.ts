import type { Duration } from '../question/duration.js';

/** How a claim's figure stands to its number. */
export type Relation = '=' | '<' | '>' | '≤' | '≥' | '≈';

interface Read {
  /** Where it stands in the text. */
  readonly at: number;
  readonly end: number;
  readonly relation: Relation;
}

/** A figure as a text states it, by what it can be held against. */
export type Figure = Read &
  (
    | { readonly kind: 'percent'; readonly value: string /** "Two thirds". */; readonly isWord: boolean }
    | { readonly kind: 'fraction'; readonly n: string; readonly of: string }
    | { readonly kind: 'count'; readonly n: string; readonly unit: string }
    | { readonly kind: 'quantity'; readonly value: string; readonly unit: string }
    | {
        readonly kind: 'span';
        readonly low: string;
        readonly high: string;
        readonly unit: string;
        readonly name: 'ci' | 'iqr' | 'range' | 'open';
        /** The confidence level, where it is said. */
        readonly level?: string;
      }
    | { readonly kind: 'ratio'; readonly value: string }
    | { readonly kind: 'p'; readonly value: string }
    | {
        readonly kind: 'size';
        readonly n: string /** "39.5% of the 38": of whom a share is told. */;
        readonly whole?: true;
      }
    | { readonly kind: 'time'; readonly duration: Duration }
    | { readonly kind: 'date'; readonly date: string }
    /** Who was measured, by age: "aged 60 and older". */
    | { readonly kind: 'age'; readonly value: string; readonly side: 'from' | 'to' }
    | { readonly kind: 'number'; readonly value: string }
  );

type Distribute<T> = T extends unknown ? Omit<T, keyof Read> & { readonly relation?: Relation } : never;
/** A figure before its place is known. */
export type FigureValue = Distribute<Figure>;

const keys = new WeakMap<Figure, string>();

/** A figure as one text, without its place. */
export function keyOfFigure(figure: Figure): string {
  const known = keys.get(figure);
  if (known !== undefined) return known;
  const key = Object.entries(figure)
    .filter(([name]) => !['at', 'end', 'level'].includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => String(value))
    .join(' ');
  keys.set(figure, key);
  return key;
}
