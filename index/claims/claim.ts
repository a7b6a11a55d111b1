import type { Duration } from '../question/duration.js';
import type { ContentWord, Slot } from '../question/question.js';
import type { Figure } from './figure.js';

/** What the evidence says to a claim; the list is closed, and none of it is "true" or "false". */
export const VERDICTS = [
  'matches',
  'different figure',
  'same figure, different context',
  'conflicting evidence',
  'second-hand',
  'not in the text held',
  'not a claim',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** In what a claim and a finding can differ. */
export const DIFFERENCES = [
  'figure',
  'unit',
  'measure',
  'time',
  'arm',
  'intervention',
  'population',
  'direction',
  'P',
  'test',
  'interval',
  'adjusted',
  'source',
  'wording',
  'conclusion',
] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** Who was measured, by what they were given, as a claim says it. */
export interface ArmNamed {
  readonly given: readonly Slot[];
  readonly without: readonly Slot[];
  /** "vs 16.7%": the other side of the arm that is named; "the others": all that is left beside it. */
  readonly other?: 'side' | 'rest';
  /** What its study calls it: "the best arm". */
  readonly called?: string;
  /** "Of all patients", "in the control group". */
  readonly group?: 'all' | 'control';
}

/** One thing a text says. Context that a reader carries over from before it is already in its slots. */
export interface Claim {
  /** As typed. */
  readonly text: string;
  /** The words that say it, without what is carried over; same typography as the figures were read from. */
  readonly wording: string;
  /** The sentence it stands in. */
  readonly sentence: string;
  /** Every figure of the sentence. */
  readonly stated: readonly Figure[];
  /** Where the wording begins in its sentence; the places of figures are places of the sentence. */
  readonly from: number;
  readonly figure?: Figure;
  /** What stands with the figure: interval, P, numerator and denominator. */
  readonly details: readonly Figure[];
  /** The other figures of the comparison that its P tests. */
  readonly versus?: readonly Figure[];
  /** Other sides of its comparison, which say for it how they compare. */
  readonly told?: readonly Claim[];
  /** Its own figures go the other way than it says: "20% was better than 51%". */
  readonly isContrary?: true;
  readonly arm: ArmNamed;
  /** What is named besides therapies, the claim's own first. */
  readonly slots: readonly Slot[];
  /** Concepts named right beside the figure. */
  readonly own: readonly Slot[];
  readonly times: readonly Duration[];
  readonly words: readonly ClaimWord[];
  readonly corrections: readonly { readonly typed: string; readonly name: string }[];
}

/** A content word of a claim. */
export interface ClaimWord extends Pick<ContentWord, 'from' | 'to' | 'typed' | 'stem'> {
  /** As it is read: shorthand in full, in lower case. */
  readonly word: string;
}

/** A piece of a text that says nothing that can be checked, and why. */
export interface NoClaim {
  readonly text: string;
  readonly reason: string;
}
