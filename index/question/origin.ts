import type { Finding } from '../evidence/corpus.js';
import type { Concept } from '../evidence/schema.js';
import type { Token } from '../retrieval/tokens.js';
import type { Place, Slot } from './question.js';
import type { Vocabulary } from './vocabulary.js';

const FOLLOW_UP = 'follow-up';
/** Measures that are a time, or a rate after one. */
const TIMED: ReadonlySet<string> = new Set(['survival', FOLLOW_UP, 'relapse-onset']);
const EVENT: ReadonlySet<string> = new Set(['procedure', 'cell-therapy', 'state', 'measure']);
const SALVAGE = 'salvage';

const FROM = /^(?:from|since)$/u;
/** "Follow-up after relapse" is counted from it; "OS after transplant" may be that of patients who had one. */
const AFTER = /^(?:after|following|post)$/u;
/** Between the preposition and the event: "from the start of salvage", "from the date of their first transplant". */
const LEADING = /^(?:the|their|this|first|of|start|starting|initiation|beginning|onset|time|date|day|point)$/u;
const REACH = 6;
/** Ahead of the preposition where it is not the measure itself: "OS (counted from transplant)". */
const COUNTED =
  /^(?:counted|measured|calculated|timed|dated|starting|beginning|running|ran|time|months?|mo|years?|yrs?|y|days?|d)$/u;
/** What comes from an event without being counted from it: "survival benefit from transplant". */
const GAINED = /^(?:benefits?|advantages?|gains?|improvements?)$/u;

/** Reads from which events a text counts the time of a measure: "2-year OS from transplant". */
export class Origins {
  readonly #timed: readonly Slot[];

  constructor(
    slots: readonly Slot[],
    private readonly named: readonly Place[],
    private readonly tokens: readonly Token[],
    private readonly vocabulary: Vocabulary,
  ) {
    this.#timed = slots.filter(({ concept }) => this.#isTimed(concept));
  }

  /** Whether a concept stands where time is counted from. */
  isOrigin(slot: Slot): boolean {
    const { concept } = slot;
    return (concept.id === SALVAGE || (EVENT.has(concept.kind) && !this.#isTimed(concept))) && this.isBehind(slot);
  }

  /** Whether what stands here is what time is counted from. */
  isBehind({ from, to }: Place): boolean {
    // "From transplant to relapse" is a measure of its own.
    if (this.#timed.length === 0 || /^(?:to|until|till)$/u.test(this.#wordAt(to))) return false;
    let at = from;
    // Some names have their preposition: "after transplant".
    while (
      at > 0 &&
      at > from - REACH &&
      !isPreposition(this.#wordAt(at)) &&
      (at === from || LEADING.test(this.#wordAt(at)))
    )
      at--;
    const [word, before] = [this.#wordAt(at), this.#wordAt(at - 1)];
    const endsHere = (each: Place) => each.to === at;
    if (AFTER.test(word)) return this.#timed.some((each) => endsHere(each) && each.concept.id === FOLLOW_UP);
    const isTied = (this.named.some(endsHere) && !GAINED.test(before)) || COUNTED.test(before);
    return FROM.test(word) && isTied && this.#timed.some((each) => each.to <= at);
  }

  #wordAt(at: number): string {
    return this.tokens[at]?.word ?? '';
  }

  #isTimed({ id }: Concept): boolean {
    return [...this.vocabulary.broader(id)].some((each) => TIMED.has(each));
  }
}

const isPreposition = (word: string): boolean => FROM.test(word) || AFTER.test(word);

/** Whether the time of a finding is counted from this event. What its document does not state is not guessed. */
export function isCountedFrom({ item }: Finding, { id }: Concept, { broader }: Vocabulary): boolean {
  const origin = item.outcome?.from;
  return origin !== undefined && (broader(origin).has(id) || broader(id).has(origin));
}
