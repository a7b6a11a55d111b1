import { spelledOut } from './spelled-out.js';

/** Which way a comparison goes. `up` and `down` are of the measure itself, `better` and `worse` of what it means. */
export type Direction = 'up' | 'down' | 'better' | 'worse' | 'same';

const WAYS: readonly (readonly [RegExp, Direction])[] = [
  [
    /\bno\s+different\b|\b(?:no|without(?:\s+any)?|not\s+(?:a|any)|neither)\s+(?:\p{L}+\s+){0,3}?(?:difference|differences|change|benefit|effect|advantage|improvement|increase|impact|gain)\b|\b(?:did|do|does|was|were|is|are)(?:\s+not|n't)\s+(?:\p{L}+\s+){0,2}?(?:differ|different|increase|raise|improve|change|affect|prolong|reduce|higher|better|worse|lower)\w*|\bnot\s+(?:\p{L}+\s+){0,2}?(?:different|significant|increased|raised|improved|prolonged|higher|better|worse|lower|superior|inferior)\b|\b(?:similar|similarly|comparable|equal|equally|equivalent|identical|unchanged|same(?!\s+(?:groups?|team|authors?|investigators?|stud(?:y|ies)|trials?|centers?|hospitals?|papers?|articles?|patients?|people|cohort|time|day|year)\b))\b|\bdidn't\s+\p{L}+|\bn\.?s\.?(?=[\s,;)]|$)/iu,
    'same',
  ],
  [
    /\b(?:better|superior|improv(?:e[sd]?|ing|ement|ements)|benefit(?:s|ed|ted|ing)?|favou?r(?:s|ed|able|ably|ing)?|outperform(?:s|ed)?|protective|prolong(?:s|ed|ing)?|longer|did\s+better|extend(?:s|ed|ing)?|advantage|beats?|wins?)\b/iu,
    'better',
  ],
  [
    /\b(?:worse|worsen(?:s|ed|ing)?|inferior|poorer|harm(?:s|ed|ful)?|shorter|shorten(?:s|ed|ing)?|detrimental|impair(?:s|ed)?)\b/iu,
    'worse',
  ],
  [
    /\b(?:commoner|higher|increas(?:e[sd]?|ing(?:ly)?)|rais(?:e[sd]?|ing)|greater|went\s+up|goes\s+up|more\s+(?!than\b)\p{L}+|rose|rises?|boost(?:s|ed|ing)?|enhanc(?:e[sd]?|ing)|promot(?:e[sd]?|ing)|augment(?:s|ed|ing)?|elevated|doubl(?:e[sd]?|ing))\b/iu,
    'up',
  ],
  [
    /\b(?:rarer|lower(?:s|ed|ing)?|reduc(?:e[sd]?|ing|tions?)|decreas(?:e[sd]?|ing)|fewer|went\s+down|goes\s+down|less(?!\s+than\b)|declin(?:e[sd]?|ing)|fell|drop(?:s|ped)?|halv(?:e[sd]?|ing))\b/iu,
    'down',
  ],
];

/** The direction a text states, where it states one. */
export function directionIn(text: string): Direction | undefined {
  const spelled = spelledOut(text);
  return WAYS.find(([pattern]) => pattern.test(spelled))?.[1];
}

/** Every way of comparing a text uses. */
export const kindsIn = (text: string): ReadonlySet<Direction> =>
  new Set(WAYS.filter(([pattern]) => pattern.test(text)).map(([, way]) => way));

/** Every direction a text states: what is good, what is bad, what is the same. */
export function waysIn(text: string): ReadonlySet<'good' | 'bad' | 'same'> {
  const same = WAYS.find(([, way]) => way === 'same')?.[0];
  const rest = same ? text.replace(new RegExp(same.source, 'giu'), ' ') : text;
  const found = WAYS.filter(([pattern, way]) => way !== 'same' && pattern.test(rest)).map(([, way]) => way);
  return new Set([
    ...(same?.test(text) ? (['same'] as const) : []),
    ...found.map((way) => (way === 'up' || way === 'better' ? 'good' : 'bad')),
  ]);
}

/** Words that state a direction. */
export const isDirectionWord = (word: string): boolean =>
  /^(?:less|fewer|gains?|differences?)$/iu.test(word) || WAYS.some(([pattern]) => pattern.test(word));

const CAUSAL =
  /\b(?:improv(?:es?|ed|ing)|prolong(?:s|ed|ing)?|increas(?:es?|ed|ing)|reduc(?:es?|ed|ing)|rais(?:es?|ed|ing)|boost(?:s|ed|ing)?|enhanc(?:e[sd]?|ing)|promot(?:e[sd]?|ing)|augment(?:s|ed|ing)?|extend(?:s|ed|ing)?|lower(?:s|ing)|caus(?:es?|ed|ing)|leads?\s+to|led\s+to|results?\s+in|prevents?|prevented|cures?|cured|saves?|works?|protects?|doubl(?:es|ed)|halv(?:es|ed)|worsen(?:s|ed)?|because\s+of|due\s+to|thanks\s+to|makes?\s+(?:patients?|them|people|children)|benefits?\s+(?:patients?|from))\b/iu;

/** Whether a text says that one thing brings about the other, not only that they go together. */
export const isCausal = (text: string): boolean => CAUSAL.test(text);

const SIGNIFICANT = /(?<!(?:\b(?:not|no|in|non)|n't)[\s-](?:\p{L}+\s)?)\bsignifican(?:t|tly|ce)\b/iu;
const INSIGNIFICANT =
  /(?:\b(?:not|no|non|in)|n't)[\s-]?(?:\p{L}+\s){0,3}?significan(?:t|tly|ce)\b|\bn\.?s\.?(?=[\s,;)]|$)/iu;

/** What a text says of significance, where it says anything. */
export function significanceIn(text: string): boolean | undefined {
  const spelled = spelledOut(text);
  if (INSIGNIFICANT.test(spelled)) return false;
  return SIGNIFICANT.test(spelled) ? true : undefined;
}

const OPPOSITE: Readonly<Record<Direction, Direction>> = {
  up: 'down',
  down: 'up',
  better: 'worse',
  worse: 'better',
  same: 'same',
};
export const opposite = (direction: Direction): Direction => OPPOSITE[direction];

/** Measures of which more is worse. */
const BAD: ReadonlySet<string> = new Set([
  're-relapse',
  'mortality',
  'trm',
  'nrm',
  'early-mortality',
  'gvhd',
  'agvhd',
  'cgvhd',
  'adverse-events',
  'nr',
]);

/** A direction of what is meant as one of the measure: fewer relapses are better. */
export function ofMeasure(direction: Direction, measure: string): Direction {
  if (direction === 'better') return BAD.has(measure) ? 'down' : 'up';
  if (direction === 'worse') return BAD.has(measure) ? 'up' : 'down';
  return direction;
}
