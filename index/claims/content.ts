import type { Named } from '../question/understand.js';
import type { Claim } from './claim.js';
import type { Figure } from './figure.js';
import { endOfRubric } from './rubric.js';
import { numbered, phrased, sameStem } from './same-words.js';
import { isFunctionWord, isSmallTalk } from './small-talk.js';
import { OTHERS, type Spoken } from './spoken-arms.js';

const OTHERS_IN = new RegExp(OTHERS.source, 'giu');

/** Turns of speech that say no more than a preposition, an auxiliary verb or "there was" would. */
const IDIOMS =
  /\b(?:on\s+top(?:\s+of\s+(?:it|that|this|them))?|put\s+down\s+to|picked\s+up|ended\s+up(?:\s+(?:in|with))?|turned\s+out(?:\s+to\s+be)?|came\s+(?:in|out)\s+at|came\s+out\s+(?:as|to\s+be)|emerged\s+as|stood\s+out\s+as|made\s+it\s+(?:in)?to|went\s+into|came\s+from|ran\s+for|by\s+far|at\s+least\s+as|as\s+well|at\s+all|in\s+the\s+end|all\s+in\s+all|so\s+far|to\s+date|down\s+to|up\s+to|back\s+(?:in|within)|(?:yr|year)s?[\s-]+olds?|said\s+to\s+be|(?:sets?|put|holds?|held|pitted)(?=\s[^.;]{1,60}\s(?:against|beside|next\s+to)\b)|most\s+experts\s+would\s+agree)(?![\p{L}\d])/giu;

/** "Follow-up is short: median 13.2 months": what somebody thinks of a figure that stands right behind. */
const JUDGED =
  /\b(?:is|are|was|were|looks?|remain(?:s|ed)?|stay(?:s|ed)?)\s+(?:(?:too|still|quite|pretty|rather|very|so|fairly|really|relatively|surprisingly)\s+)*(?:short|long|low|high|small|large|big|brief)(?=\s*[,:;(=–-]\s*[^.;]{0,30}\d)/giu;

/** What a combination is called by how many are combined. */
const COMBINED: Readonly<Record<string, number>> = { doublet: 2, doublets: 2, triplet: 3, triplets: 3 };

/** Content words in the strict sense of claims: whatever is no name, no figure and no function word. */
export function contentWords(named: Spoken, wording: string, figures: readonly Figure[]): Claim['words'] {
  const { tokens, slots } = named;
  const taken = new Set(
    slots.flatMap((slot) => Array.from({ length: slot.to - slot.from }, (_, at) => slot.from + at)),
  );
  const numbers = numbered(wording).map(({ typed, at, stem }) => {
    const from = tokens.findIndex((token) => token.start >= at);
    return { from, to: from + 2, typed, word: typed.toLowerCase(), stem };
  });
  const idioms = [...wording.matchAll(OTHERS_IN), ...wording.matchAll(IDIOMS), ...wording.matchAll(JUDGED)];
  const rubric = endOfRubric(wording, tokens, (at) => taken.has(at));
  const isIdiom = (at: number) =>
    idioms.some(({ index, 0: idiom }) => at >= index && at < index + idiom.length) ||
    named.called.some((each) => at >= each.at && at < each.end);
  const phrases = phrased(wording).map(({ typed, at, stem }) => {
    const from = Math.max(
      0,
      tokens.findIndex((token) => token.start >= at),
    );
    return { from, to: from + 1, typed, word: typed.toLowerCase(), stem, end: at + typed.length };
  });
  const isPhrase = (at: number) => phrases.some(({ from, end }) => at >= (tokens[from]?.start ?? 0) && at < end);
  const parts = new Set(slots.map(({ concept }) => concept.components.length));
  const plain = tokens.flatMap((token, at) => {
    if (
      taken.has(at) ||
      parts.has(COMBINED[token.word] ?? -1) ||
      token.end <= rubric ||
      isIdiom(token.start) ||
      isPhrase(token.start) ||
      /^\p{L}$/u.test(token.word)
    )
      return [];
    if (/^[\d.,]+$/u.test(token.word) && /\[\s*$/u.test(wording.slice(Math.max(0, token.start - 4), token.start)))
      return [];
    if (figures.some((figure) => token.start >= figure.at && token.end <= figure.end)) return [];
    if (isFunctionWord(token.word) || isSmallTalk(token.word) || token.typed === 'pOS') return [];
    const { word } = token;
    return [{ from: at, to: at + 1, typed: wording.slice(token.start, token.end), word, stem: sameStem(word) }];
  });
  return [...plain, ...phrases.filter(({ from }) => !taken.has(from)), ...numbers];
}

/** Whether a sentence without a figure says something: it names a thing and says a word of it. */
export function isStatement(named: Named, whole: Claim): boolean {
  const things = named.slots.filter((slot) => slot.concept.kind !== 'statistic');
  return things.length > 0 && (whole.words.length > 0 || things.length > 1 || VERB.test(whole.wording));
}

export const VERB =
  /\b(?:is|are|was|were|has|have|had|can|could|may|might|should|will|works?|worked|helps?|improves?|improved|gave|gives|got|gets|causes?|caused|does|did|received?|approved|remains?)\b|=/iu;
