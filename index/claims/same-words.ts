import { stem, tokenize } from '../retrieval/tokens.js';

/** Words that say the same where figures are told, a group a line; the first stands for all. */
const GROUPS = `
male man men males
female woman women females
died die dies dead deceased death deaths killed kills kill
alive living
efficacy effective effectiveness efficacious effectively
role part roles
ran counted reckoned
predict predicts predicted predictor predictors predictive
combination combinations combined combine combines combining combo combos
several multiple various
most majority predominantly
standard usual customary
redefine redefined redefining
grade grades gr
haploidentical haplo
sibling sib sibs siblings
linked link links associated association associates correlated correlates correlation tied
investigated investigating investigates investigate tested testing tests test evaluated evaluating evaluates evaluate examined
 examining explored exploring explores
ongoing currently current underway running runs
earlier historical historically historic literature previous previously
stopped stopping stops discontinued discontinuation discontinuing halted cessation
started starting starts began beginning begins initiated initiation initiating
stayed remained remaining remains stays still
new newly
included include includes including enrolled enroll enrolment enrollment recruited recruiting
hospital hospitals center centers centre centres site sites
assessed assessable evaluable checked
comparable similar alike
common commoner commonest frequent frequently often commonly
given administered administration administering
lasted lasting lasts
prefers preferred prefer favored favors favoured
`;

const canonical: ReadonlyMap<string, string> = new Map(
  GROUPS.replaceAll('\n ', ' ')
    .split('\n')
    .flatMap((line) => {
      const words = line.split(' ').filter((word) => word !== '');
      const [first] = words;
      return first === undefined ? [] : words.map((word) => [stem(word), stem(first)] as const);
    }),
);

/** The stem that stands for all stems that say the same. */
export const standFor = (own: string): string => canonical.get(own) ?? own;

/** The stem of a word, or of the one that stands for it. */
export const sameStem = (word: string): string => standFor(stem(word));

const PHASE = /\bphase\s+(\d|I{1,3}|IV)(?:\s*[/-]\s*(\d|I{1,3}))?/giu;

/** Names with a number that tells one from another, each as one word: "phase III" is `phase-3`. */
export const numbered = (text: string): { readonly typed: string; readonly at: number; readonly stem: string }[] =>
  Array.from(text.matchAll(PHASE), (match) => ({
    typed: match[0],
    at: match.index,
    stem: ['phase', ...match.slice(1).flatMap((each) => (each === undefined ? [] : [digit(each)]))].join('-'),
  }));

const digit = (typed: string): string =>
  /^iv$/iu.test(typed) ? '4' : /^i+$/iu.test(typed) ? String(typed.length) : typed;

/** "Transplant no. 2" is a second one. */
const ORDINAL = /\b(?:no\.?|nr\.?|number|#)\s?([123])\b/giu;
const ORDINALS = ['first', 'second', 'third'];

/** Turns of speech that say in several words what a finding may say in one. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bcut-?\s?offs?\b/giu, 'threshold'],
  [/\b(?:go(?:es|ing)?|went)\s+(?:along|together|hand\s+in\s+hand)\s+with\b/giu, 'linked'],
  [/\bre-?\s?defin(?:e|es|ed|ing)\b/giu, 'anew'],
  [/\bcame\s+out\b(?!\s+(?:as|at|to\s+be)\b)/giu, 'published'],
  // How long something was given.
  [
    /\b(?:stay(?:s|ed)?|remain(?:s|ed)?|(?:was|were)\s+kept)\s+on(?=\s+\p{L})|\bran(?=\s+(?:(?:for|over|about|a)\s+)*(?:median|mean)\b)/giu,
    'duration',
  ],
  // What brought something about has to be told as its cause by the finding, too.
  [
    /\b(?:due\s+to|because(?:\s+of)?|owing\s+to|on\s+account\s+of|as\s+a\s+result\s+of|(?:caused|brought\s+about)\s+by|attribut(?:ed|able)\s+to|thanks\s+to)(?![\p{L}\d])/giu,
    'cause',
  ],
  [/\b(?:leav(?:e|es|ing)|left)\s+out\b/giu, 'omitted'],
];

/** What a text says in several words, each as the stem of one. */
export const phrased = (text: string): { readonly typed: string; readonly at: number; readonly stem: string }[] => [
  ...PHRASES.flatMap(([pattern, word]) =>
    Array.from(text.matchAll(pattern), (match) => ({ typed: match[0], at: match.index, stem: sameStem(word) })),
  ),
  ...Array.from(text.matchAll(ORDINAL), (match) => ({
    typed: match[0],
    at: match.index,
    stem: sameStem(ORDINALS[Number(match[1]) - 1] ?? ''),
  })),
];

/** The stems of a text, each for all words that say the same. */
export const sameStems = (text: string): string[] => [
  ...tokenize(text).map((token) => sameStem(token.word)),
  ...numbered(text).map((each) => each.stem),
  ...phrased(text).map((each) => each.stem),
];
