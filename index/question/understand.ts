import type { Concept } from '../evidence/schema.js';
import { stem, type Token, tokenize } from '../retrieval/tokens.js';
import { comparisonIn } from './comparison.js';
import { contrastsIn, tellsApart } from './contrasts.js';
import { durationsIn } from './duration.js';
import type { English } from './english.js';
import { withImplied } from './implied.js';
import { Origins } from './origin.js';
import { looksLikePatient } from './patient.js';
import { isPlain } from './plain-words.js';
import type { ContentWord, NumberSlot, Question, Slot } from './question.js';
import { asPopulation, isNegated, roleOf } from './roles.js';
import { expandShorthand } from './shorthand.js';
import { beginning, type Candidate, nearest, Spellings } from './spelling.js';
import { isTherapy, type Mention, type Name, type Vocabulary } from './vocabulary.js';
import { wantedIn } from './wanted.js';
import { Wording } from './wording.js';

/** What is needed to understand questions: the vocabulary, and the words that findings use. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  /** Normalized words of all findings. */
  readonly words: ReadonlySet<string>;
  readonly english: English;
  /** Concepts that some finding is about. */
  readonly held: ReadonlySet<string>;
}

/** What a text names, each mention by itself. */
export type Named = Pick<Question, 'tokens' | 'slots' | 'durations' | 'numbers' | 'words' | 'corrections'>;

/** Turns a typed question into slots. Never throws: what cannot be understood is a content word. */
export function understand(text: string, lexicon: Lexicon): Question {
  const named = namedIn(text, lexicon);
  const { tokens, slots, words, numbers, durations } = named;
  const comparison = comparisonIn(slots, tokens, text);
  return {
    ...named,
    ...(comparison ? { comparison } : {}),
    text,
    slots: withImplied(text, tokens, unique(slots), words.length + numbers.length, lexicon.vocabulary),
    contrasts: [...contrastsIn(slots, tokens)],
    wanted: wantedIn(new Wording(text), slots, durations.length > 0),
    patient: looksLikePatient(text),
  };
}

/** Reads what a text names; with `mends`, misspelled words are read as the names they were meant to be. */
export function namedIn(text: string, lexicon: Lexicon, mends = true): Named {
  const corrections: { typed: string; name: string }[] = [];
  const typed = expandShorthand(tokenize(text), text).map(asAge);
  const named = lexicon.vocabulary.mentionsIn(typed, text);
  const tokens = mends ? correct(typed, named, lexicon, corrections) : typed;
  const mentions = asPopulation(
    tokens,
    tokens === typed ? named : lexicon.vocabulary.mentionsIn(tokens, text),
    lexicon.vocabulary,
  );
  const taken = new Set(mentions.flatMap((mention) => range(mention.from, mention.to)));
  const durations = durationsIn(tokens, text).filter((each) => range(each.from, each.to).every((at) => !taken.has(at)));
  for (const each of durations) for (const at of range(each.from, each.to)) taken.add(at);
  // Of a measure, the incidence is its rate.
  const hasMeasure = mentions.some(({ concept }) => concept.kind === 'measure');
  const numbers: NumberSlot[] = [];
  const words: ContentWord[] = [];
  for (const [at, token] of tokens.entries()) {
    if (taken.has(at)) continue;
    const place = { from: at, to: at + 1 };
    if (/^\d+(?:\.\d+)?$/u.test(token.word)) {
      const premise = token.word.includes('.') || /^\s*%/u.test(text.slice(token.end));
      numbers.push({ ...place, number: token.word, premise });
    } else if (
      !(hasMeasure && /^incidences?$/u.test(token.word)) &&
      (!isPlain(token.word) || isRestriction(token, at, mentions) || tellsApart(tokens, at)) &&
      !/^\p{L}$/u.test(token.word) &&
      !words.some((word) => word.stem === stem(token.word))
    ) {
      const isName = lexicon.english.classOf(token.word) === undefined;
      words.push({
        ...place,
        typed: token.typed,
        stem: stem(token.word),
        optional: optionality(tokens, at, lexicon),
        ...(isName ? { name: true } : {}),
      });
    }
  }
  const slots = mentions.map(({ concept: named, from, to }): Slot => {
    const concept = contraryOf(named, tokens, from, text, lexicon.vocabulary);
    return {
      concept,
      from,
      to,
      negated: NEGATABLE.has(concept.kind) || isTherapy(concept) ? isNegated(tokens, from, text) : false,
      role: roleOf(tokens, concept, from, to, taken),
      stems: tokens.slice(from, to).map((token) => stem(token.word)),
      cue:
        concept.kind === 'topic' &&
        lexicon.held.has(concept.id) &&
        (QUALIFYING.has(concept.id) ||
          tokens.slice(from, to).every(({ word }) => isPlain(word) || lexicon.english.classOf(word) === 'ordinary')),
      typed: text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0),
    };
  });
  const origins = new Origins(slots, [...slots, ...durations], tokens, lexicon.vocabulary);
  return {
    tokens,
    slots: slots.map((slot) => (origins.isOrigin(slot) ? { ...slot, role: 'origin' } : slot)),
    durations,
    numbers,
    words: words.map((word) => (origins.isBehind(word) ? { ...word, origin: true } : word)),
    corrections,
  };
}

/** "Over-70s": the number of the age. */
const asAge = (token: Token): Token =>
  /^[1-9]0s$/u.test(token.word) ? { ...token, word: token.word.slice(0, -1) } : token;

/** Whether a finding may answer without a word; see `ContentWord`. */
function optionality(tokens: readonly Token[], at: number, { english }: Lexicon): ContentWord['optional'] {
  const word = tokens[at]?.word ?? '';
  const isAsked = isNameOf(tokens, at) || isChoice(tokens, at);
  const kind = ESSENTIAL.test(word) || isQualifier(tokens, at) || isAsked ? undefined : english.classOf(word);
  if (kind === 'ordinary' && isHead(tokens, at) && !SORT.test(word)) return 'never';
  return kind === 'ordinary' ? 'always' : kind === 'describing' ? 'in words' : 'never';
}

/** Who or what is singled out: "only", "second", "4th", "oldest", and the prefix of "re-transplanted". */
const ESSENTIAL = /^(?:only|re|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th)|oldest|youngest|\p{L}{4,}ing)$/u;

/** "Which assay", "which of the five centers", "over what period": what is asked for by its name, over words that name nothing. */
export function isHead(tokens: readonly Token[], at: number): boolean {
  const ahead = tokens.slice(Math.max(0, at - HEAD_REACH), at).map((token) => token.word);
  const asking = ahead.findLastIndex(
    (word, index) => word === 'which' || (word === 'what' && PREPOSITION.test(ahead[index - 1] ?? '')),
  );
  return asking >= 0 && ahead.slice(asking + 1).every((word) => NUMBER.test(word) || BETWEEN.test(word));
}

/** "The name of the journalist". */
const isNameOf = (tokens: readonly Token[], at: number): boolean =>
  /^names? of(?: the| this| that)?$/u.test(
    tokens
      .slice(Math.max(0, at - HEAD_REACH), at)
      .map((token) => token.word)
      .slice(tokens[at - 1]?.word === 'of' ? -2 : -3)
      .join(' '),
  );

/** "Flow or NGS": what is held against something else cannot be left out. */
const isChoice = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.word === 'or' || tokens[at + 1]?.word === 'or';

const PREPOSITION = /^(?:over|in|at|on|by|for|with|during|from|of|through)$/u;
/** "Which kinds of countries": what is asked for comes behind. */
const SORT = /^(?:kinds?|types?|sorts?|forms?|categor(?:y|ies))$/u;

const HEAD_REACH = 4;
const NUMBER = /^(?:\d+|two|three|four|five|six|seven|eight|nine|ten)$/u;
const BETWEEN = /^(?:of|the|these|those|all)$/u;

/** "After surgery", "in the night shift": a word behind a preposition narrows who or what was measured. */
function isQualifier(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.word);
  const preposition = before.findLastIndex((word) => NARROWING.test(word));
  return preposition >= 0 && before.slice(preposition + 1).every(isPlain);
}

const NARROWING = /^(?:in|with|without|among|after|before|during|from|since|by|versus|vs|than|against)$/u;

/** "Relapsed only": a restriction that a finding in a wider population does not meet. */
const isRestriction = (token: Token, at: number, mentions: readonly Mention[]): boolean =>
  token.word === 'only' && mentions.some((mention) => mention.to === at && NEGATABLE.has(mention.concept.kind));

/** Topics that often only describe the study or its patients beside what is asked. */
const QUALIFYING: ReadonlySet<string> = new Set(['design', 'centers', 'composition']);
const NEGATABLE: ReadonlySet<string> = new Set(['state', 'biomarker', 'disease', 'age']);

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

function unique(slots: readonly Slot[]): Slot[] {
  return slots.filter(
    (slot, index) =>
      slots.findIndex((each) => each.concept.id === slot.concept.id && each.negated === slot.negated) === index,
  );
}

/** More unknown words than this are another language or a pasted text, not slips of a thumb. */
const MOST_MISSPELLED = 8;

/** Replaces misspelled words; names are reported, words of findings are mended silently. */
function correct(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  lexicon: Lexicon,
  corrections: { typed: string; name: string }[],
): readonly Token[] {
  const { vocabulary, words, english } = lexicon;
  const mentioned = new Set(mentions.flatMap((mention) => range(mention.from, mention.to)));
  const isUnknown = (token: Token, at: number) =>
    !mentioned.has(at) &&
    !isPlain(token.word) &&
    !words.has(token.word) &&
    /^\p{Script=Latin}+$/u.test(token.word) &&
    english.classOf(token.word) === undefined;
  const unknown = tokens.filter(isUnknown).length;
  if (unknown === 0 || unknown > MOST_MISSPELLED) return tokens;
  return tokens.map((token, at) => {
    if (!isUnknown(token, at)) return token;
    const name = begunName(token.word, lexicon) ?? nearest(token.word, candidatesOf(lexicon));
    if (!name) return token;
    const concept = vocabulary.concepts.get(name.stands);
    if (concept) corrections.push({ typed: token.typed, name: concept.label });
    return { ...token, word: name.word };
  });
}

const therapyNames = new WeakMap<Lexicon, readonly Candidate[]>();

/** Names of therapies, for those that are typed only half. */
function therapyNamesOf(lexicon: Lexicon): readonly Candidate[] {
  const known = therapyNames.get(lexicon);
  if (known) return known;
  const names = lexicon.vocabulary.names
    .filter((name) => name.words === 1 && isTherapy(name.concept))
    .map((name) => ({ word: name.key, stands: name.concept.id }));
  therapyNames.set(lexicon, names);
  return names;
}

/** The therapy whose name is typed half; nothing where other words of names begin so too: "lipo" is no Lipodox. */
function begunName(typed: string, lexicon: Lexicon): Candidate | undefined {
  const { vocabulary } = lexicon;
  const name = beginning(typed, therapyNamesOf(lexicon));
  const concept = vocabulary.concepts.get(name?.stands ?? '');
  if (!name || !concept) return undefined;
  const isOther = ({ text, key, concept: named }: Name) =>
    named !== concept &&
    isTherapy(named) &&
    key.startsWith(typed) &&
    firstWord(text).startsWith(typed) &&
    firstWord(text) !== name.word;
  return vocabulary.names.some(isOther) ? undefined : name;
}

const firstWord = (text: string): string => tokenize(text)[0]?.word ?? '';

const candidates = new WeakMap<Lexicon, Spellings<Candidate>>();
const NEVER_CORRECTED_TO: ReadonlySet<string> = new Set(['biomarker', 'trial', 'source']);

/** Names of one word and the words of findings; genes, mutations and trials are never corrected to. */
function candidatesOf(lexicon: Lexicon): Spellings<Candidate> {
  const known = candidates.get(lexicon);
  if (known) return known;
  const names = lexicon.vocabulary.names.filter(
    (name) => name.words === 1 && !NEVER_CORRECTED_TO.has(name.concept.kind),
  );
  const all: Candidate[] = names.map((name) => ({ word: name.key, stands: name.concept.id }));
  const seen = new Set(all.map((each) => each.word));
  for (const word of lexicon.words) if (!seen.has(word)) all.push({ word, stands: `word:${stem(word)}`, plain: true });
  const spellings = new Spellings(all);
  candidates.set(lexicon, spellings);
  return spellings;
}

const CONTRARY: Readonly<Record<string, string>> = { adjusted: 'unadjusted', unadjusted: 'adjusted' };

/** "Not the multivariable one" is the unadjusted one. */
function contraryOf(
  concept: Concept,
  tokens: readonly Token[],
  from: number,
  text: string,
  vocabulary: Vocabulary,
): Concept {
  const contrary = CONTRARY[concept.id];
  return (
    (contrary !== undefined && isNegated(tokens, from, text) ? vocabulary.concepts.get(contrary) : undefined) ?? concept
  );
}
