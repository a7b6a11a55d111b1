import type { Token } from '../retrieval/tokens.js';
import { isFunctionWord, isSmallTalk } from './small-talk.js';

/** Words that colleagues put over a statement and that limit nothing of it: no population, therapy, phase or measure is one. */
const RUBRICS: ReadonlySet<string> = new Set(
  `genetics genomics demographics design methods endpoints outcomes management logistics remark remarks comment comments
highlight highlights takeaway takeaways take home bottom line message key facts fact findings finding tl dr tldr nb ps recap
synopsis overview minutes stats statistics details`.split(/\s+/u),
);

const MOST_WORDS = 5;

/**
 * Where a rubric before a colon ends ("Genetics: 43 were tested"), or 0 where there is none: nothing but rubrics, what says
 * nothing, and names, which count wherever they stand.
 * @param isName whether the token at a place is part of a name.
 */
export function endOfRubric(wording: string, tokens: readonly Token[], isName: (at: number) => boolean): number {
  const colon = wording.indexOf(':');
  const head = tokens.filter(({ end }) => end <= colon);
  if (head.length === 0 || head.length > MOST_WORDS) return 0;
  const isRubric = ({ word }: Token, at: number): boolean =>
    isName(at) || RUBRICS.has(word) || isFunctionWord(word) || isSmallTalk(word);
  return head.every(isRubric) && head.some(({ word }, at) => !isName(at) && RUBRICS.has(word)) ? colon : 0;
}
