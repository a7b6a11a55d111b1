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
 * The name a word was clearly meant to be, or nothing. It must be the nearest by at least one edit over every name of
 * something else; with two edits or more the first letter must be right. Words with digits (genes, trials) never change.
 */
export function nearest(typed: string, candidates: Iterable<Candidate>): Candidate | undefined {
  const most = allowance(typed.length);
  if (most === 0 || /\d/u.test(typed)) return undefined;
  let best: Candidate | undefined;
  let least = most + 1;
  let rival = most + 2;
  for (const candidate of candidates) {
    const { word, stands } = candidate;
    if (Math.abs(word.length - typed.length) > most + 1 || /\d/u.test(word) || word.length < 5) continue;
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

/** The names nearest to a word, for "did you mean": at most `limit`, each within half of its length. */
export function similar(typed: string, candidates: Iterable<Candidate>, limit: number): Candidate[] {
  const ranked = new Map<string, { candidate: Candidate; steps: number }>();
  for (const candidate of candidates) {
    if (Math.abs(candidate.word.length - typed.length) > 4) continue;
    const steps = candidate.word.startsWith(typed) && typed.length > 2 ? 1 : edits(typed, candidate.word);
    if (steps > Math.max(1, Math.floor(typed.length / 3))) continue;
    const known = ranked.get(candidate.stands);
    if (!known || steps < known.steps) ranked.set(candidate.stands, { candidate, steps });
  }
  return [...ranked.values()]
    .sort((a, b) => a.steps - b.steps || a.candidate.word.localeCompare(b.candidate.word))
    .slice(0, limit)
    .map((each) => each.candidate);
}
