import type { Concept } from '../evidence/schema.js';
import type { Token } from '../retrieval/tokens.js';
import type { Event } from './at-event.js';
import type { Duration } from './duration.js';
import type { Telling } from './telling/telling.js';

/** Where something stands in the question: token numbers, `to` exclusive. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A concept the question names. `negated`: "without", "non-", "never". */
export interface Slot extends Place {
  readonly concept: Concept;
  readonly negated: boolean;
  /** `study`: it names the study ("the sorafenib cohort"); `condition`: who was looked at ("relapse after CRc");
   *  `excluded`: what is not asked about ("besides sorafenib"); `origin`: time is counted from it ("OS from transplant"). */
  readonly role: 'asked' | 'study' | 'condition' | 'excluded' | 'origin';
  /** The words that name it, as typed. */
  readonly typed: string;
  /** Normalized stems of the words that name it. */
  readonly stems: readonly string[];
  /** A topic that only ordinary words point to ("timing", "study"); they may have meant nothing by it. */
  readonly cue: boolean;
}

/** A content word that names no known concept. */
export interface ContentWord extends Place {
  readonly typed: string;
  readonly stem: string;
  /**
   * Whether a finding that lacks it may answer what is left of the question: ordinary words of the language always, those
   * that describe only where no figure is asked for.
   */
  readonly optional: 'always' | 'in words' | 'never';
  /** It is no word of the language, as names of people and places are none. */
  readonly name?: true;
  /** Time is counted from it: "OS from randomization". */
  readonly origin?: true;
}

/** A span of time the question names. */
export interface DurationSlot extends Place {
  readonly duration: Duration;
}

/** A number the question names. A `premise` looks like a result ("was EFS 47.4 %?"), others describe ("over 65"). */
export interface NumberSlot extends Place {
  readonly number: string;
  readonly premise: boolean;
}

/** Therapies that a question sets against each other: "triple therapy against sorafenib with chemotherapy". */
export interface Comparison {
  /** What stands before the contrast; empty where that is no known therapy. */
  readonly of: readonly Slot[];
  /**
   * What it is held against; `rest`: whatever else the study gave, `none`: the same without it, `literature`: other
   * studies, `placebo`: what no finding is held against.
   */
  readonly versus: readonly Slot[] | 'rest' | 'none' | 'literature' | 'placebo';
}

/** A typed question as slots. What is neither slot nor content word only frames it. */
export interface Question {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly slots: readonly Slot[];
  readonly durations: readonly DurationSlot[];
  readonly numbers: readonly NumberSlot[];
  readonly words: readonly ContentWord[];
  /** Populations set against each other, or against all others: one figure for both together answers for neither. */
  readonly contrasts: readonly (readonly [Slot, Slot | undefined])[];
  /** Therapies set against each other; `apart`: one side of such a question, to be answered by its own figures. */
  readonly comparison?: Comparison | 'apart';
  readonly wanted: Wanted;
  readonly corrections: readonly { readonly typed: string; readonly name: string }[];
  /** About one patient of the person who asks. */
  readonly patient: boolean;
}

/** What form the answer must have. Words of a question that decide this never name a thing of their own. */
export interface Wanted {
  /** `percent`: a share or rate; `count`: how many; `people`: how many patients; `any`: some figure; absent: words will do. */
  readonly figure?: 'percent' | 'count' | 'people' | 'any';
  /** The figure is that of an outcome measure. */
  readonly measured?: boolean;
  /** What came of a treatment or trial: its use, its design or its plan is no answer. */
  readonly result: boolean;
  /** A unit that is counted: "how many days". */
  readonly unit?: string;
  /** A length of time; `delay`: until something began ("how soon"), which no rate tells. */
  readonly time?: 'length' | 'delay';
  /** What must be told whatever else is: a reason, a place, a person. */
  readonly tells?: readonly Telling[];
  /** At which events: "age at relapse". */
  readonly at?: readonly Event[];
  /** What a therapy adds to others: the arms may differ in it alone. */
  readonly effect?: true;
  /** Which kind of finding is asked for; orders answers only. */
  readonly prefers?: 'definition' | 'method' | 'reason' | 'position';
}
