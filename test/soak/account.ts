/** What happened to a request on its way, and whether Discord could still take an answer to it. */
export interface Mishap {
  readonly name: string;
  /** Discord takes no answer: it refused, was gone, or let go too late. */
  readonly isFinal: boolean;
  /** How long it keeps Discord from taking an answer, in milliseconds. */
  readonly takesMs: number;
}

/** One thing that was asked, and what came of it. Times are Discord's, in milliseconds. */
export interface Entry {
  readonly kind: 'interaction' | 'message';
  /** What was asked, for whoever looks for the reason of a fault. */
  readonly name: string;
  readonly madeAt: number;
  /** When the bot could first have it; undefined where it never could. */
  readonly deliveredAt: number | undefined;
  /** Until when Discord takes an answer. */
  readonly until: number;
  readonly mishap?: Mishap | undefined;
  /** How many answers the one who asked sees, follow-ups that nobody asked for included. */
  readonly answers: number;
  /** Acknowledged once more although the first time had been confirmed. */
  readonly isRepeated: boolean;
  /** From the dispatch to the complete answer. */
  readonly latencyMs?: number | undefined;
}

/** A bot that has less time than this cannot be expected to answer. */
export const GRACE_MS = 500;

/** Handed over without a break of the connection in between. */
const PROMPT_MS = 20;

export interface Account {
  readonly sent: number;
  readonly answered: number;
  /** Unanswered, since it reached the bot when Discord took no answer any more, or not in time for one. */
  readonly late: number;
  /** Unanswered, since Discord refused the answer or was gone. */
  readonly refused: number;
  /** Unanswered, and Discord would have taken an answer. */
  readonly lost: number;
  /** Answered more than once. */
  readonly doubled: number;
  /** How often each mishap happened. */
  readonly mishaps: Readonly<Record<string, number>>;
  /** Latencies of those that nothing happened to, sorted. */
  readonly calm: readonly number[];
  /** Latencies of all that were answered, sorted. */
  readonly all: readonly number[];
}

export type Verdict = 'answered' | 'late' | 'refused' | 'lost';

/** What became of one request. */
export function verdictOn({ answers, mishap, deliveredAt, until }: Entry, graceMs = GRACE_MS): Verdict {
  if (answers > 0) return 'answered';
  if (mishap?.isFinal === true) return 'refused';
  return deliveredAt === undefined || deliveredAt + graceMs + (mishap?.takesMs ?? 0) > until ? 'late' : 'lost';
}

const isPrompt = ({ deliveredAt, madeAt }: Entry): boolean =>
  deliveredAt !== undefined && deliveredAt - madeAt < PROMPT_MS;

/** Adds up a run. */
export function accountOf(entries: readonly Entry[], graceMs = GRACE_MS): Account {
  const count = (is: (entry: Entry) => boolean) => entries.filter(is).length;
  const being = (verdict: Verdict) => count((entry) => verdictOn(entry, graceMs) === verdict);
  const mishaps: Record<string, number> = {};
  for (const { mishap } of entries) if (mishap) mishaps[mishap.name] = (mishaps[mishap.name] ?? 0) + 1;
  const times = (is: (entry: Entry) => boolean) =>
    entries
      .flatMap((entry) => (entry.latencyMs !== undefined && is(entry) ? [entry.latencyMs] : []))
      .sort((a, b) => a - b);
  return {
    sent: entries.length,
    answered: being('answered'),
    late: being('late'),
    refused: being('refused'),
    lost: being('lost'),
    doubled: count(({ answers, isRepeated }) => answers > 1 || isRepeated),
    mishaps,
    calm: times((entry) => entry.mishap === undefined && isPrompt(entry)),
    all: times(() => true),
  };
}
