import type { Concept } from '../evidence/schema.js';
import type { Token } from '../retrieval/tokens.js';
import { isAgainst } from './contrasts.js';
import type { Slot } from './question.js';
import { isTherapy, type Mention, type Vocabulary } from './vocabulary.js';

const STUDY =
  /^(?:study|paper|article|trial|cohort|publication|authors|data|report|series|analysis|team|investigators|review|update|overview|editorial|comparison)$/u;
/** Whether a word says what kind of text or study is meant. */
export const isStudy = (word: string): boolean => STUDY.test(word.toLowerCase());

const BESIDES = /\b(?:besides|except|excluding|other than|apart from|aside from)$/u;
const CONDITION = /^(?:after|following|reached|achieved|reaching|achieving|once|whose|attained)$/u;
/** "The retrospective … study": a topic between the article and the study tells which study, and is not asked about. */
const NAMES_STUDY =
  /\b(?:the|this|that)(?: (?!(?:of|in|for|from|by|with|on|at|to|was|were|is|are|and|did|does) )\S+){0,6} ¦ (?:(?!(?:of|in|for|from|by|with|on|at|to|was|were|is|are|and|did|does) )\S+ ){0,4}(?:study|paper|article|trial|cohort|editorial|interview|publication)\b/u;
const STUDY_OF =
  /\b(?:study|paper|article|trial|report|editorial|review|interview|page|update|overview)\s+(?:of|on|about)\b/u;
const STUDY_REACH = 5;

/** What a name is in its question: what is asked, the study it names, a condition, or what is left out. */
export function roleOf(
  tokens: readonly Token[],
  concept: Concept,
  from: number,
  to: number,
  named: ReadonlySet<number>,
): Slot['role'] {
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
  if (
    isTherapy(concept) &&
    (near.some(
      (word, at) => STUDY.test(word) && !(word === 'comparison' && /^(?:with|to)$/u.test(behind[at + 1] ?? '')),
    ) ||
      STUDY_OF.test(ahead))
  )
    return 'study';
  if (isBesides(tokens, from, named)) return 'excluded';
  const isCondition =
    before.some((word) => CONDITION.test(word)) ||
    before.at(-1) === 'by' ||
    (isAgainst(behind[0]) && /^(?:positive|positivity|persistent|not|no|none)$/u.test(behind[1] ?? ''));
  return concept.kind === 'measure' && (isCondition || isAtTransplant(tokens, to)) ? 'condition' : 'asked';
}

/** "Remission at transplant" tells patients apart, and is not what was measured in them. */
const AT_TRANSPLANT =
  /^(?:at|before|prior to|(?:when )?(?:going|entering|coming)(?: into)?) (?:the |their |an |allo )*(?:transplant|hsct|hct|sct)/u;

export const isAtTransplant = (tokens: readonly Token[], to: number): boolean =>
  AT_TRANSPLANT.test(
    tokens
      .slice(to, to + STUDY_REACH)
      .map((token) => token.word)
      .join(' '),
  );

/** "Besides sorafenib", "apart from FLT3, BCL-2 and menin inhibitors": the whole list is not asked about. */
function isBesides(tokens: readonly Token[], from: number, named: ReadonlySet<number>): boolean {
  const ahead = tokens.slice(Math.max(0, from - BESIDES_REACH), from).map((token) => token.word);
  const at = ahead.findLastIndex((_, index) => BESIDES.test(ahead.slice(Math.max(0, index - 1), index + 1).join(' ')));
  const first = from - ahead.length;
  return (
    at >= 0 && ahead.slice(at + 1).every((word, offset) => named.has(first + at + 1 + offset) || LISTING.test(word))
  );
}

const BESIDES_REACH = 7;
const LISTING = /^(?:and|or|nor|the|inhibitors?)$/u;

/** "Cannot take", "too frail for": what stands before intensive chemotherapy that is not given. */
const UNABLE =
  /\b(?:cannot|can't|couldn't|could not|can not|unable|unfit|not (?:fit|eligible|suitable|suited|candidates?|a candidate|able)|aren't (?:fit|eligible|able)|isn't (?:fit|eligible|able)|ineligible|intolerant|too (?:frail|weak|old|sick)|do(?:es)?n't tolerate|poorly tolerate|won't tolerate)\b[^¦]{0,24}¦$/u;
const UNABLE_REACH = 6;

const UNDERGONE =
  /^(?:after|post|following|since|had|has|have|underwent|undergone|undergoing|prior|previous|received|history|status|failed|failing|s|p)$/u;

/** "Had an allo-HSCT", "cannot take intensive chemotherapy": describes the population, not what is asked about. */
export function asPopulation(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  vocabulary: Vocabulary,
): readonly Mention[] {
  const state = vocabulary.concepts.get('post-hsct');
  const unfit = vocabulary.concepts.get('unfit');
  if (!state || !unfit) return mentions;
  return mentions.map((mention) => {
    if (mention.concept.id === 'intensive-chemotherapy') {
      const ahead = tokens.slice(Math.max(0, mention.from - UNABLE_REACH), mention.from).map((token) => token.word);
      return UNABLE.test(`${ahead.join(' ')} ¦`) ? { ...mention, concept: unfit } : mention;
    }
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
export function isNegated(tokens: readonly Token[], from: number, text: string): boolean {
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
