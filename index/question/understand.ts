import type { Concept } from '../evidence/schema.js';
import { stem, type Token, tokenize } from '../retrieval/tokens.js';
import { comparisonIn } from './comparison.js';
import { contrastsIn, tellsApart } from './contrasts.js';
import { durationsIn } from './duration.js';
import type { English } from './english.js';
import { looksLikePatient } from './patient.js';
import { isPlain } from './plain-words.js';
import type { ContentWord, NumberSlot, Question, Slot } from './question.js';
import { expandShorthand } from './shorthand.js';
import { beginning, type Candidate, nearest, Spellings } from './spelling.js';
import { isTherapy, type Mention, type Vocabulary } from './vocabulary.js';
import { wantedIn } from './wanted.js';

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
    wanted: wantedIn(text, slots, durations.length > 0),
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
  const numbers: NumberSlot[] = [];
  const words: ContentWord[] = [];
  for (const [at, token] of tokens.entries()) {
    if (taken.has(at)) continue;
    const place = { from: at, to: at + 1 };
    if (/^\d+(?:\.\d+)?$/u.test(token.word)) {
      const premise = token.word.includes('.') || /^\s*%/u.test(text.slice(token.end));
      numbers.push({ ...place, number: token.word, premise });
    } else if (
      (!isPlain(token.word) || isRestriction(token, at, mentions) || tellsApart(tokens, at)) &&
      !/^\p{L}$/u.test(token.word) &&
      !words.some((word) => word.stem === stem(token.word))
    ) {
      words.push({ ...place, typed: token.typed, stem: stem(token.word), optional: optionality(tokens, at, lexicon) });
    }
  }
  const slots = mentions.map(({ concept: named, from, to }) => {
    const concept = contraryOf(named, tokens, from, text, lexicon.vocabulary);
    return {
      concept,
      from,
      to,
      negated: NEGATABLE.has(concept.kind) || isTherapy(concept) ? isNegated(tokens, from, text) : false,
      role: roleOf(tokens, concept, from, to),
      stems: tokens.slice(from, to).map((token) => stem(token.word)),
      cue:
        concept.kind === 'topic' &&
        lexicon.held.has(concept.id) &&
        (QUALIFYING.has(concept.id) ||
          tokens.slice(from, to).every(({ word }) => isPlain(word) || lexicon.english.classOf(word) === 'ordinary')),
      typed: text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0),
    };
  });
  return { tokens, slots, durations, numbers, words, corrections };
}

/** "Over-70s": the number of the age. */
const asAge = (token: Token): Token =>
  /^[1-9]0s$/u.test(token.word) ? { ...token, word: token.word.slice(0, -1) } : token;

/** Whether a finding may answer without a word; see `ContentWord`. */
function optionality(tokens: readonly Token[], at: number, { english }: Lexicon): ContentWord['optional'] {
  const word = tokens[at]?.word ?? '';
  const kind = word === 'only' || isQualifier(tokens, at) ? undefined : english.classOf(word);
  return kind === 'ordinary' ? 'always' : kind === 'describing' ? 'in words' : 'never';
}

/** "After surgery", "in the night shift": a word behind a preposition narrows who or what was measured. */
function isQualifier(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.word);
  const preposition = before.findLastIndex((word) => NARROWING.test(word));
  return preposition >= 0 && before.slice(preposition + 1).every(isPlain);
}

const NARROWING = /^(?:in|with|without|among|after|before|during|by|versus|vs|than|against)$/u;

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
    const name = beginning(token.word, therapyNamesOf(lexicon)) ?? nearest(token.word, candidatesOf(lexicon));
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

/** What a question asks for without naming it: the date of an approval, the size of a study, the dose behind "how much". */
function withImplied(
  text: string,
  tokens: readonly Token[],
  slots: readonly Slot[],
  others: number,
  vocabulary: Vocabulary,
): readonly Slot[] {
  const implied = (id: string): readonly Slot[] => {
    const concept = vocabulary.concepts.get(id);
    return concept
      ? [{ concept, negated: false, role: 'asked', typed: '', stems: [], cue: false, from: 0, to: 0 }]
      : [];
  };
  const asks = slots.filter((slot) => slot.concept.kind !== 'source' && slot.role !== 'study');
  const isHowMuch = slots.some(
    ({ concept, from }) => isTherapy(concept) && tokens[from - 1]?.word === 'much' && tokens[from - 2]?.word === 'how',
  );
  return [
    ...slots,
    ...(slots.some((slot) => slot.concept.id === 'approval') && WHEN.test(text) ? implied('approval-date') : []),
    ...(slots.some(({ concept, role }) => concept.kind === 'source' || role === 'study') && CAME_OUT.test(text)
      ? implied('publication-date')
      : []),
    ...(asks.length + others === 0 && HOW_MANY_PEOPLE.test(text) ? implied('sample-size') : []),
    ...(isHowMuch ? implied('dose') : []),
    ...(slots.some(({ concept, to }) => concept.kind === 'measure' && isAtTransplant(tokens, to))
      ? implied('status-at-transplant')
      : []),
    ...(TIME_TO_RELAPSE.test(text) && !slots.some((slot) => slot.concept.id === 'relapse-onset')
      ? implied('relapse-onset')
      : []),
  ];
}

const WHEN = /\b(?:when|(?:what|which|exact)\s+(?:date|year)|(?:date|year)\s+(?:of|when|that|the|\w+\s+approved))\b/iu;
const CAME_OUT = /\bwhen\b.*\b(?:come|came)\s+out\b/iu;
/** "How long after HSCT did relapse hit", "time from transplant until relapse". */
const TIME_TO_RELAPSE =
  /\b(?:(?:how\s+(?:long|soon|late|early|many\s+(?:days|months))|(?:at\s+)?what\s+time)\s+(?:after|from|post)\s+(?:\S+\s+){0,3}?(?:allo\S*|hsct|hct|sct|transplant\S*)\s+(?:[^\s?.]+\s+){0,8}?relaps|(?:time|interval|days|months)\s+(?:from|between|after)\s+(?:\S+\s+){0,3}?(?:allo\S*|hsct|hct|sct|transplant\S*)\s+(?:until|till|to|and)\s+(?:\S+\s+)?relaps)/iu;
const HOW_MANY_PEOPLE =
  /\b(?:how\s+many|number\s+of)\s+(?:\w+\s+){0,2}(?:patients|pts|people|participants|subjects)\b|\btotal\s+n\b|\bhow\s+(?:big|large)\s+(?:was|is)\b/iu;

const STUDY =
  /^(?:study|paper|article|trial|cohort|publication|authors|data|report|series|analysis|team|investigators|review|update|overview|editorial|comparison)$/u;
const BESIDES = /\b(?:besides|except|excluding|other than|apart from|aside from)$/u;
const CONDITION = /^(?:after|following|reached|achieved|reaching|achieving|once|whose|attained)$/u;
/** "The retrospective … study": a topic between the article and the study tells which study, and is not asked about. */
const NAMES_STUDY =
  /\b(?:the|this|that)(?: (?!(?:of|in|for|from|by|with|on|at|to|was|were|is|are|and|did|does) )\S+){0,6} ¦ (?:(?!(?:of|in|for|from|by|with|on|at|to|was|were|is|are|and|did|does) )\S+ ){0,4}(?:study|paper|article|trial|cohort|editorial|interview|publication)\b/u;
const STUDY_OF =
  /\b(?:study|paper|article|trial|report|editorial|review|interview|page|update|overview)\s+(?:of|on|about)\b/u;
const STUDY_REACH = 5;

function roleOf(tokens: readonly Token[], concept: Concept, from: number, to: number): Slot['role'] {
  const before = tokens.slice(Math.max(0, from - 2), from).map((token) => token.word);
  const behind = tokens.slice(to, to + STUDY_REACH).map((token) => token.word);
  const ahead = tokens
    .slice(Math.max(0, from - 7), from)
    .map((token) => token.word)
    .join(' ');
  if (concept.kind === 'topic' && NAMES_STUDY.test(`${ahead} ¦ ${behind.join(' ')}`)) return 'study';
  const sentence = behind.findIndex((word) =>
    /^(?:with|without|on|at|was|were|is|are|did|does|who|and|vs|or)$/u.test(word),
  );
  const near = sentence < 0 ? behind : behind.slice(0, sentence);
  if (isTherapy(concept) && (near.some((word) => STUDY.test(word)) || STUDY_OF.test(ahead))) return 'study';
  if (isBesides(tokens, from)) return 'excluded';
  const isCondition = before.some((word) => CONDITION.test(word)) || before.at(-1) === 'by';
  return concept.kind === 'measure' && (isCondition || isAtTransplant(tokens, to)) ? 'condition' : 'asked';
}

/** "Remission at transplant" tells patients apart, and is not what was measured in them. */
const AT_TRANSPLANT =
  /^(?:at|before|prior to|(?:when )?(?:going|entering|coming)(?: into)?) (?:the |their |an |allo )*(?:transplant|hsct|hct|sct)/u;

const isAtTransplant = (tokens: readonly Token[], to: number): boolean =>
  AT_TRANSPLANT.test(
    tokens
      .slice(to, to + STUDY_REACH)
      .map((token) => token.word)
      .join(' '),
  );

/** "Besides sorafenib", "apart from FLT3 and menin inhibitors": the whole list is not asked about. */
function isBesides(tokens: readonly Token[], from: number): boolean {
  const ahead = tokens.slice(Math.max(0, from - BESIDES_REACH), from).map((token) => token.word);
  const at = ahead.findLastIndex((_, index) => BESIDES.test(ahead.slice(Math.max(0, index - 1), index + 1).join(' ')));
  return at >= 0 && (at === ahead.length - 1 || /^(?:and|or|nor)$/u.test(ahead.at(-1) ?? ''));
}

const BESIDES_REACH = 5;

const UNDERGONE =
  /^(?:after|post|following|since|had|has|have|underwent|undergone|undergoing|prior|previous|received|history|status|failed|failing|s|p)$/u;

/** "Had an allo-HSCT", "s/p transplant": a procedure undergone describes the population, not what is asked about. */
function asPopulation(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  vocabulary: Vocabulary,
): readonly Mention[] {
  const state = vocabulary.concepts.get('post-hsct');
  if (!state) return mentions;
  return mentions.map((mention) => {
    if (!state.parents.includes(mention.concept.id)) return mention;
    const before = tokens.slice(Math.max(0, mention.from - 3), mention.from).map((token) => token.word);
    const undergone =
      before.some((word) => UNDERGONE.test(word)) && !(before.includes('prior') && before.includes('to'));
    return undergone ? { ...mention, concept: state } : mention;
  });
}

const NEGATOR =
  /^(?:without|lacks?|lacked|omitted|excluded|no|non|not|never|minus|lacking|omitting|excluding|unexposed|didn't|don't|doesn't|weren't|wasn't|hadn't|haven't|didnt|werent|neither|nor)$/u;
/** "Why didn't the sorafenib authors …": a question that begins so negates its verb, not the name behind it. */
const INVERTED = /^(?:didn't|doesn't|don't|weren't|wasn't|isn't|aren't|didnt|werent)$/u;
const BRIDGE =
  /^(?:the|any|a|an|get|got|getting|receive|received|receiving|given|have|had|having|take|took|taken|taking|on|with|treated|use|used|using|to|exposed|of|been|ever|include|includes|included|including|contain|contains|contained|containing|involve|involved|who|were|was|did|undergo|undergone|undergoing|added|addition)$/u;

/** Looks back from a name over "receiving the", "treated with" for a word that negates it; "with or without" does not. */
function isNegated(tokens: readonly Token[], from: number, text: string): boolean {
  for (let at = from - 1; at >= Math.max(0, from - 6); at--) {
    const word = tokens[at]?.word ?? '';
    if (/[,;:.?!]/u.test(text.slice(tokens[at]?.end ?? 0, tokens[at + 1]?.start ?? 0))) return false;
    if (INVERTED.test(word) && (at === 0 || /^(?:why|how|what|when|where|and|but)$/u.test(tokens[at - 1]?.word ?? '')))
      return false;
    if (NEGATOR.test(word)) {
      const withOrWithout =
        /^(?:or|and|vs|versus)$/u.test(tokens[at - 1]?.word ?? '') &&
        /^(?:with|plus)$/u.test(tokens[at - 2]?.word ?? '');
      return !withOrWithout;
    }
    if (!BRIDGE.test(word)) return false;
  }
  return false;
}
