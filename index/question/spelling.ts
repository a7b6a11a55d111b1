import { distance } from 'fastest-levenshtein';
import { stem } from '../retrieval/tokens.js';

/** Edits between two words; a swap of two neighbors counts as a single edit, as a thumb makes it. */
export function edits(typed: string, name: string): number {
  const steps = distance(typed, name);
  return steps === 2 && isSwap(typed, name) ? 1 : steps;
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** How many edits a misspelling of this length may have and still be taken for a name. */
const allowance = (length: number): number => (length < 5 ? 0 : length < 7 ? 1 : length < 12 ? 2 : 3);
/** Plain words are many and near each other: "Paris" is no slip for "parts". */
const plainAllowance = (length: number): number => (length < 6 ? 0 : length < 9 ? 1 : 2);

/** A candidate and what it stands for: two spellings of one thing do not compete. */
export interface Candidate {
  readonly word: string;
  readonly stands: string;
  /** A word of the findings, not a name. */
  readonly plain?: boolean;
}

/**
 * Candidates in their order, with how often each letter stands in them: what one word has more of than another takes an
 * edit each, so that few of ten thousand need to be compared letter by letter.
 */
export class Spellings<C extends Candidate> {
  readonly #lengths: Uint16Array;
  readonly #letters: Uint8Array;

  constructor(readonly all: readonly C[]) {
    this.#lengths = Uint16Array.from(all, ({ word }) => word.length);
    this.#letters = new Uint8Array(all.length * LETTERS);
    all.forEach(({ word }, at) => {
      this.#letters.set(lettersOf(word), at * LETTERS);
    });
  }

  /** Those that may be within so many edits, or begin so: all that are, and some that are not. */
  *near(typed: string, most: number, begin = false): Generator<C> {
    const letters = lettersOf(typed);
    for (let at = 0; at < this.all.length; at++) {
      const longer = (this.#lengths[at] as number) - typed.length;
      const mayBegin = begin && longer >= 0;
      const isNear = Math.abs(longer) <= most && this.#has(letters, at, most - Math.max(0, longer));
      if (!isNear && !mayBegin) continue;
      const candidate = this.all[at] as C;
      if (isNear || candidate.word.startsWith(typed)) yield candidate;
    }
  }

  /** Whether a candidate has these letters but for so many. */
  #has(letters: Uint8Array, at: number, except: number): boolean {
    let missing = 0;
    const first = at * LETTERS;
    for (let letter = 0; letter < LETTERS && missing <= except; letter++)
      missing += Math.max(0, (letters[letter] as number) - (this.#letters[first + letter] as number));
    return missing <= except;
  }
}

/** The letters of the alphabet, and room for other signs, which share it. */
const LETTERS = 32;

function lettersOf(word: string): Uint8Array {
  const counts = new Uint8Array(LETTERS);
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at) % LETTERS;
    counts[letter] = (counts[letter] as number) + 1;
  }
  return counts;
}

/**
 * The name a word was clearly meant to be, or nothing. It must be the nearest by at least one edit over every name of
 * something else; with two edits or more the first letter must be right. Words with digits (genes, trials) never change.
 */
export function nearest(typed: string, spellings: Spellings<Candidate>): Candidate | undefined {
  const most = allowance(typed.length);
  if (most === 0 || /\d/u.test(typed)) return undefined;
  let best: Candidate | undefined;
  let least = most + 1;
  let rival = most + 2;
  // What is farther than that is neither the nearest nor a rival of it.
  for (const candidate of spellings.near(typed, most)) {
    const { word, stands } = candidate;
    if (/\d/u.test(word) || word.length < 5) continue;
    const steps = edits(typed, word);
    if (candidate.plain && steps > plainAllowance(typed.length)) continue;
    if (stands === best?.stands || (best && stem(word) === stem(best.word))) {
      if (steps < least || (steps === least && best.plain)) [best, least] = [candidate, steps];
    } else if (steps < least) {
      rival = least;
      [best, least] = [candidate, steps];
    } else if (steps < rival) rival = steps;
  }
  if (!best || least > most || rival <= least) return undefined;
  return least >= 2 && best.word[0] !== typed[0] ? undefined : best;
}

/** The one thing whose name begins with a half-typed word. */
export function beginning(typed: string, candidates: Iterable<Candidate>): Candidate | undefined {
  if (typed.length < 4) return undefined;
  let found: Candidate | undefined;
  for (const candidate of candidates) {
    if (!candidate.word.startsWith(typed)) continue;
    if (found && found.stands !== candidate.stands) return undefined;
    found = candidate;
  }
  return found;
}

/** Names that are longer or shorter by more letters are not near. */
const LONGER = 4;
/** From so many letters on, what is typed may be the beginning of a name. */
const SHORTEST_BEGINNING = 3;

/** The names nearest to a word, for "did you mean": at most `limit`, each within half of its length. */
export function similar<C extends Candidate>(
  typed: string,
  spellings: Spellings<C>,
  limit: number,
  accepts: (candidate: C) => boolean = () => true,
): C[] {
  const ranked = new Map<string, { candidate: C; steps: number }>();
  const most = Math.max(1, Math.floor(typed.length / 3));
  const begin = typed.length >= SHORTEST_BEGINNING;
  for (const candidate of spellings.near(typed, most, begin)) {
    const { word, stands } = candidate;
    if (Math.abs(word.length - typed.length) > LONGER || !accepts(candidate)) continue;
    const steps = begin && word.startsWith(typed) ? 1 : edits(typed, word);
    if (steps > most) continue;
    const known = ranked.get(stands);
    if (!known || steps < known.steps) ranked.set(stands, { candidate, steps });
  }
  return [...ranked.values()]
    .sort((a, b) => a.steps - b.steps || a.candidate.word.localeCompare(b.candidate.word))
    .slice(0, limit)
    .map((each) => each.candidate);
}
