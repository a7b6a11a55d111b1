import type { Concept } from '../evidence/schema.js';
import { stem, type Token, tokenize } from '../retrieval/tokens.js';
import { type Duration, durationsIn } from './duration.js';
import { looksLikePatient } from './patient.js';
import { isPlain } from './plain-words.js';
import { type Candidate, nearest } from './spelling.js';
import { isTherapy, keyOf, type Mention, type Vocabulary } from './vocabulary.js';

/** A concept the question names. `negated`: "without", "non-"; only therapies can be. */
export interface Slot {
  readonly concept: Concept;
  readonly negated: boolean;
  /** The words as typed. */
  readonly typed: string;
  /** Normalized stems of those words. */
  readonly stems: readonly string[];
}

/** A content word that names no known concept. */
export interface ContentWord {
  readonly typed: string;
  readonly stem: string;
}

/** A typed question as slots. Everything in it that is not a slot or a content word only frames it. */
export interface Question {
  readonly text: string;
  readonly slots: readonly Slot[];
  readonly durations: readonly Duration[];
  /** Numbers as typed, durations left out. */
  readonly numbers: readonly string[];
  readonly words: readonly ContentWord[];
  readonly corrections: readonly { readonly typed: string; readonly name: string }[];
  /** About one patient of the person who asks. */
  readonly patient: boolean;
  /** The question sets alternatives side by side: "A vs B", "A or B". */
  readonly contrasted: boolean;
}

/** What is needed to understand questions: the vocabulary, and the words that findings use. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  /** Normalized words of all findings. */
  readonly words: ReadonlySet<string>;
}

/** Turns a typed question into slots. Never throws: what cannot be understood is a content word. */
export function understand(text: string, lexicon: Lexicon): Question {
  const corrections: { typed: string; name: string }[] = [];
  const tokens = correct(tokenize(text), lexicon, corrections);
  const mentions = asPopulation(tokens, lexicon.vocabulary.mentionsIn(tokens), lexicon.vocabulary);
  const taken = new Set(mentions.flatMap((mention) => range(mention.from, mention.to)));
  const durations = durationsIn(tokens).filter((each) => range(each.from, each.to).every((at) => !taken.has(at)));
  for (const each of durations) for (const at of range(each.from, each.to)) taken.add(at);
  const numbers: string[] = [];
  const words: ContentWord[] = [];
  for (const [at, token] of tokens.entries()) {
    if (taken.has(at)) continue;
    if (/^\d+(?:\.\d+)?$/u.test(token.word)) numbers.push(token.word);
    else if (!isPlain(token.word) && !/^\p{L}$/u.test(token.word)) words.push({ typed: token.typed, stem: stem(token.word) });
  }
  const slots = mentions.map(({ concept, from, to }) => ({
    concept,
    negated: isTherapy(concept) && isNegated(tokens, from),
    typed: tokens.slice(from, to).map((token) => token.typed).join(' '),
    stems: tokens.slice(from, to).map((token) => stem(token.word)),
  }));
  return {
    text,
    slots: unique(slots),
    durations: [...new Set(durations.map((each) => each.duration))],
    numbers,
    words,
    corrections,
    patient: looksLikePatient(text),
    contrasted: /\b(?:vs|versus|or|compared|than|between|against|difference|differ)\b|\bv\.|\//iu.test(text),
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

function unique(slots: readonly Slot[]): Slot[] {
  return slots.filter(
    (slot, index) => slots.findIndex((each) => each.concept.id === slot.concept.id && each.negated === slot.negated) === index,
  );
}

/** Replaces misspelled words; names of therapies are reported, plain words are mended silently. */
function correct(tokens: readonly Token[], lexicon: Lexicon, corrections: { typed: string; name: string }[]): readonly Token[] {
  const { vocabulary, words } = lexicon;
  const mentioned = new Set(vocabulary.mentionsIn(tokens).flatMap((mention) => range(mention.from, mention.to)));
  return tokens.map((token, at) => {
    if (mentioned.has(at) || isPlain(token.word) || words.has(token.word) || /\d/u.test(token.word)) return token;
    const name = nearest(token.word, candidatesOf(lexicon));
    if (!name || name.word === token.word) return token;
    const concept = vocabulary.concepts.get(name.stands);
    if (concept) corrections.push({ typed: token.typed, name: concept.label });
    return { ...token, word: name.word };
  });
}

const candidates = new WeakMap<Lexicon, readonly Candidate[]>();
const NEVER_CORRECTED_TO: ReadonlySet<string> = new Set(['biomarker', 'trial', 'source']);

/** Names of one word and the words of findings; genes, mutations and trials are never corrected to. */
function candidatesOf(lexicon: Lexicon): readonly Candidate[] {
  const known = candidates.get(lexicon);
  if (known) return known;
  const names = lexicon.vocabulary.names.filter(
    (name) => !NEVER_CORRECTED_TO.has(name.concept.kind) && tokenize(name.text).length === 1,
  );
  const all: Candidate[] = names.map((name) => ({ word: name.key, stands: name.concept.id }));
  const seen = new Set(all.map((each) => each.word));
  for (const word of lexicon.words) if (!seen.has(word)) all.push({ word, stands: `word:${word}` });
  candidates.set(lexicon, all);
  return all;
}

const UNDERGONE = /^(?:after|post|following|since|had|has|have|underwent|undergone|undergoing|prior|previous|received|history|status|failed|failing)$/u;

/** "Had an allo-HSCT", "s/p transplant": a procedure undergone describes the population, not what is asked about. */
function asPopulation(tokens: readonly Token[], mentions: readonly Mention[], vocabulary: Vocabulary): readonly Mention[] {
  const state = vocabulary.concepts.get('post-hsct');
  if (!state) return mentions;
  return mentions.map((mention) => {
    if (!state.parents.includes(mention.concept.id)) return mention;
    const before = tokens.slice(Math.max(0, mention.from - 3), mention.from).map((token) => token.word);
    const undergone = before.some((word) => UNDERGONE.test(word)) && !(before.includes('prior') && before.includes('to'));
    return undergone ? { ...mention, concept: state } : mention;
  });
}

const NEGATOR = /^(?:without|no|non|not|never|minus|lacking|omitting|excluding|unexposed|didn't|don't|doesn't|weren't|wasn't|hadn't|haven't|didnt|werent)$/u;
const BRIDGE =
  /^(?:the|any|a|an|get|got|getting|receive|received|receiving|given|have|had|having|take|took|taken|on|with|treated|use|used|using|to|exposed|of|who|were|was|did)$/u;

/** Looks back from a therapy over "receiving the", "treated with" for a word that negates it. */
function isNegated(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - 6); at--) {
    const word = tokens[at]?.word ?? '';
    if (NEGATOR.test(word)) {
      const withOrWithout = /^(?:or|and|vs|versus)$/u.test(tokens[at - 1]?.word ?? '') && tokens[at - 2]?.word === 'with';
      return !withOrWithout;
    }
    if (!BRIDGE.test(word)) return false;
  }
  return false;
}

/** The key under which a name is compared; for callers that look a single name up. */
export const nameKey = keyOf;
