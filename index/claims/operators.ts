import { tokenize } from '../retrieval/tokens.js';
import { sameStem } from './same-words.js';
import { isFunctionWord } from './small-talk.js';

const NEGATOR =
  /^(?:no|not|never|neither|nor|none|hardly|cannot|can't|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|haven't|hasn't|hadn't|won't|wouldn't|shouldn't|couldn't|without|lack|lacks|lacking|fail|fails|failed|excluded|exclude|unable|nothing|nobody|non|unlike|stopped|omitted|omit|absent|abandoned|refused|unsatisfactory|insufficient|ineffective|unproven|inconclusive|early|soon|premature)$/u;
const HEDGE =
  /^(?:could|may|might|would|appear|appears|appeared|seem|seems|seemed|looked|suggest|suggests|suggested|promising|hope|hopes|hoped|hopefully|ideally|ideal|expect|expects|expected|likely|possible|possibly|potential|potentially|perhaps|aim|aims|aiming|aimed|plan|plans|whether|if|planned|should|once|presumably|preliminary|hypothesis|premise|infer|inferred|validated|will)$/u;
/** Hedges that may stand for each other. */
const ALIKE: readonly RegExp[] = [
  /^(?:could|may|might|would|possible|possibly|potential|potentially|perhaps|likely|presumably)$/u,
  /^(?:appear|appears|appeared|seem|seems|seemed|looked|suggest|suggests|suggested|infer|inferred)$/u,
  /^(?:hope|hopes|hoped|hopefully|expect|expects|expected|ideally|ideal|should|promising)$/u,
  /^(?:aim|aims|aiming|aimed|plan|plans|planned)$/u,
  /^(?:expects?|expected|will)$/u,
];

/** The first hedge of a finding that a claim drops: neither it nor one like it is there. */
export const droppedHedge = (own: readonly string[], theirs: readonly string[]): string | undefined =>
  theirs.find(
    (word) => !own.includes(word) && !ALIKE.some((kind) => kind.test(word) && own.some((each) => kind.test(each))),
  );

/** Deny only behind "too". */
const TOO = /^(?:early|soon)$/u;
/** Negations that say nothing but no: what they negate stands beside them. */
const PLAIN = /^(?:no|not|never|neither|nor|without|non|cannot|\p{L}+n't)$/u;
const SCOPE = 6;
/** "Nobody in the sorafenib arm got another inhibitor": a subject stands further from what it denies. */
const SUBJECT = /^(?:nobody|none|nothing|neither)$/u;
const SUBJECT_SCOPE = 12;

/** The negations of a text, each with the stems of what it may negate. */
export function negationsIn(text: string): readonly ReadonlySet<string>[] {
  const tokens = tokenize(text);
  return tokens.flatMap((token, at) => {
    if (!NEGATOR.test(token.word) || (TOO.test(token.word) && tokens[at - 1]?.word !== 'too')) return [];
    const scope = new Set(PLAIN.test(token.word) ? [] : [sameStem(token.word)]);
    for (const [offset, next] of tokens
      .slice(at + 1, at + 1 + (SUBJECT.test(token.word) ? SUBJECT_SCOPE : SCOPE))
      .entries()) {
      const before = tokens[at + offset];
      if (before && /[;.:]/u.test(text.slice(before.end, next.start).replace(/\.\d/u, ''))) break;
      if (!isFunctionWord(next.word) && !NEGATOR.test(next.word)) scope.add(sameStem(next.word));
    }
    return [scope];
  });
}

/** "Who don't tolerate it" says of whom, and denies nothing of them. */
export const WHO_NOT =
  /\b(?:who|that|those)\s+(?:do|did|does|can|could|are|were)(?:\s+not|n't)\b|\b(?:who|that)\s+cannot\b/iu;

/** The words of a text that keep it from being a plain statement. */
export const hedgesIn = (text: string): readonly string[] =>
  tokenize(text)
    .map((token) => token.word)
    .filter((word) => HEDGE.test(word));

export const isOperator = (word: string): boolean => NEGATOR.test(word) || HEDGE.test(word);

/** Whether each negation of the one text has one of its own in the other. */
export function isEachNegated(own: readonly ReadonlySet<string>[], theirs: readonly ReadonlySet<string>[]): boolean {
  const left = [...theirs];
  return own.every((scope) => {
    const at = left.findIndex((other) => [...scope].some((each) => other.has(each)));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
