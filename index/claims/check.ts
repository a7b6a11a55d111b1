import type { EvidenceIndex } from '../search.js';
import type { NoClaim } from './claim.js';
import { checkDate } from './dates.js';
import type { Holding } from './holding.js';
import { holdingsOf } from './holdings.js';
import { ABOUT_PATIENT, readText, type Sentence } from './reader.js';
import { sequenceOf } from './sequence.js';
import { plainTypography } from './typography.js';
import { type Checked, checkFigure, sourced } from './verdict.js';
import { checkWording } from './wording.js';

/**
 * Reads a message into claims and holds each against the evidence. Pure; keeps nothing of the text.
 * @param text up to some thousand characters, whatever somebody wrote.
 */
export function checkText(text: string, index: EvidenceIndex): CheckedText {
  const whole = verbatim(text, index);
  if (whole) return { claims: [said(text.trim(), whole, index)], unread: 0, withheld: 0 };
  const { entries, unread } = readText(text, index);
  const claims = entries.flatMap((entry): readonly Checked[] =>
    'reason' in entry ? [verbatimOr(entry, index)] : checkSentence(entry, index),
  );
  return { claims, unread, withheld: entries.filter((entry) => entry === ABOUT_PATIENT).length };
}

/** The claims of a text. */
export interface CheckedText {
  readonly claims: readonly Checked[];
  /** Sentences that were left unread for length. */
  readonly unread: number;
  /** Sentences about one patient, which were neither read nor repeated. */
  readonly withheld: number;
}

function verbatimOr({ text, reason }: NoClaim, index: EvidenceIndex): Checked {
  const own = verbatim(text, index);
  if (own) return said(text, own, index);
  return { text, verdict: 'not a claim', evidence: [], near: [], differs: [], notes: [capitalized(reason)] };
}

const capitalized = (reason: string): string => `${reason[0]?.toUpperCase() ?? ''}${reason.slice(1)}.`;

function checkSentence(sentence: Sentence, index: EvidenceIndex): readonly Checked[] {
  const own = verbatim(sentence.whole.text, index);
  if (own) return [said(sentence.whole.text, own, index)];
  if (sentence.claims.length > 0)
    return sentence.claims.map((claim) =>
      claim.figure?.kind === 'date' ? checkDate(claim, index) : checkFigure(claim, index),
    );
  return checkWords(sentence, index);
}

/** A sentence in words: as one statement, or clause by clause where that says more. */
function checkWords({ whole, clauses }: Sentence, index: EvidenceIndex): readonly Checked[] {
  const parts = clauses.map((clause) => checkWording(clause, index));
  const [only, ...others] = parts;
  if (!only) return [checkWording(whole, index)];
  const isOfHeading = whole.arm.given.length === 0 && clauses.some(({ arm }) => arm.given.length > 0);
  if (others.length === 0 && (isOfHeading || isAgreeing(only))) return [only];
  const one = checkWording(whole, index);
  if (isAgreeing(one) || others.length === 0) return [one];
  const isMore =
    parts.some(isAgreeing) || (one.verdict === NOT_HELD && parts.some(({ verdict }) => verdict !== NOT_HELD));
  return isMore ? parts : [one];
}

const NOT_HELD = 'not in the text held';

const isAgreeing = ({ verdict }: Checked): boolean =>
  verdict === 'matches' || verdict === 'second-hand' || verdict === 'conflicting evidence';

const said = (text: string, holding: Holding, index: EvidenceIndex): Checked => ({
  ...sourced(text, holding, undefined, index),
  notes: [],
});

/** No finding is said at greater length. */
const LONGEST_STATEMENT = 1_000;

/** No word that begins a statement is longer. */
const LONGEST_WORD = 40;

/** Statements and their sentences by what they say word by word, and the words that begin them. */
interface Statements {
  readonly sequences: ReadonlyMap<string, Holding>;
  readonly starts: ReadonlySet<string>;
}

const statements = new WeakMap<EvidenceIndex, Statements>();

/** The finding that says this very sentence. */
function verbatim(text: string, index: EvidenceIndex): Holding | undefined {
  if (text.length > LONGEST_STATEMENT) return undefined;
  let known = statements.get(index);
  if (!known) {
    const found = new Map<string, Holding>();
    for (const holding of holdingsOf(index))
      for (const key of holding.sequences) if (!found.has(key)) found.set(key, holding);
    known = { sequences: found, starts: new Set([...found.keys()].map((key) => key.split(' ')[0] ?? '')) };
    statements.set(index, known);
  }
  const plain = plainTypography(text);
  const [first = ''] = sequenceOf(plain.slice(0, LONGEST_WORD)).split(' ');
  return known.starts.has(first) ? known.sequences.get(sequenceOf(plain)) : undefined;
}
