import type { Arm, Statistic } from '../evidence/schema.js';
import type { Figure } from './figure.js';

/** What a figure of a finding is about besides the finding's own measure. */
export interface Label {
  readonly text: string;
  readonly stems: readonly string[];
  readonly concepts: ReadonlySet<string>;
}

/** A figure of a finding with what it belongs to: a typed statistic, our arithmetic, or a number of its statement. */
export interface Fact {
  readonly statistic?: Statistic;
  readonly stated?: Figure;
  /** The figure as the statement has it. */
  readonly spelled?: string;
  readonly derived?: { readonly value: string; readonly unit: string; readonly formula: string };
  readonly arm?: Arm;
  readonly contrast?: { readonly of: Arm; readonly versus: Arm };
  readonly label?: Label;
  /** Of how many, where the statistic itself does not say. */
  readonly total?: string;
  /** Of how many its patients are a part, where they were counted as one. */
  readonly enrolled?: string;
  /** What the same finding counts without regard to arms, or as the sum of its parts: a part may be told of it. */
  readonly wholes?: readonly string[];
}
