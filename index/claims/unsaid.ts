import type { Claim, ClaimWord } from './claim.js';
import { isDirectionWord } from './direction.js';
import type { Figure } from './figure.js';
import { isOperator } from './operators.js';
import { isPraise } from './small-talk.js';

/** Words of a claim that its finding does not have: the first few. `isStory`: words that only tell a figure do not count. */
export function unsaidWords(claim: Claim, stems: ReadonlySet<string>, isStory: boolean): readonly string[] {
  const unsaid: string[] = [];
  for (const word of claim.words) {
    const { stem, typed } = word;
    if (
      stems.has(stem) ||
      stems.has(`${stem}li`) ||
      isHow(word) ||
      isClipped(typed, stems) ||
      (isStory && (isNarrative(word.word, claim.figure) || isPraise(word.word)))
    )
      continue;
    if (unsaid.push(typed) === MOST_UNSAID) break;
  }
  return unsaid;
}

const judged = new WeakMap<ClaimWord, boolean>();

/** Whether a word says which way, how surely or nothing, and names no thing; judged once, as each claim is held against all. */
export function isHow(read: ClaimWord): boolean {
  const { word } = read;
  const is = judged.get(read) ?? (GENERIC.test(word) || isDirectionWord(word) || isOperator(word));
  judged.set(read, is);
  return is;
}

/** "Signif", "dauno": the first letters of a word that the finding has, and no word by themselves. */
const isClipped = (typed: string, stems: ReadonlySet<string>): boolean => {
  const clipped = typed.toLowerCase();
  if (clipped.length < SHORTEST_CLIPPED || /(?:[aeu]|er|ed|al|ly|st|th)$/u.test(clipped)) return false;
  return [...stems].some((each) => each.length >= clipped.length + MOST_LEFT_OUT && each.startsWith(clipped));
};

const SHORTEST_CLIPPED = 5;
/** So many letters at least are left out; a mere ending may make another word. */
const MOST_LEFT_OUT = 3;

const MOST_UNSAID = 4;

/** What anything that is tried can be called. */
export const GENERIC =
  /^(?:options?|strateg(?:y|ies)|approach(?:es)?|choices?|modalit(?:y|ies)|measures?|way|ways|things?)$/iu;

/** Words by which a patient's fate is told around a figure; the measure says it already. */
const NARRATIVE =
  /^(?:rates?|incidence|cumulative|probability|achiev\w*|remission|month|year|day|week|med|avg|arm|grp|salvage|therap\w*|treat\w*|drug|regimen|combo|combin\w*|plus|add\w*|contain\w*|base\w*|compar\w*|differ\w*|significan\w*|statistic\w*|total|out|hr|ci|iqr|confid\w*|interv\w*|hazard|ratio|confirm\w*|median|estim\w*|surviv\w*|respons?\w*|recurr\w*|respectively|resp|frequent\w*|common\w*|often|top|leading|main)$/iu;

const isNarrative = (word: string, figure: Figure | undefined): boolean =>
  NARRATIVE.test(word) && !(figure?.kind === 'quantity' && /^total$/iu.test(word));
