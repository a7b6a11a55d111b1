import { type Event, eventsIn } from '../question/at-event.js';
import type { Claim } from './claim.js';
import { type Direction, directionIn, isCausal, kindsIn, significanceIn, waysIn } from './direction.js';
import { hedgesIn, negationsIn } from './operators.js';
import { spelledOut } from './spelled-out.js';

/** How a text says what it says: which way, how surely, and what it denies. */
export interface Traits {
  readonly direction: Direction | undefined;
  readonly kinds: ReadonlySet<Direction>;
  readonly ways: ReadonlySet<'good' | 'bad' | 'same'>;
  /** Whether it calls something significant, or not; absent where it says neither. */
  readonly significant: boolean | undefined;
  readonly causal: boolean;
  readonly hedges: readonly string[];
  readonly negations: readonly ReadonlySet<string>[];
  /** The same without those that only name an arm: "without sorafenib". */
  readonly denials: readonly ReadonlySet<string>[];
  readonly before: boolean;
  readonly after: boolean;
  /** The events it looks at. */
  readonly events: readonly Event[];
}

const ARM_NEGATION =
  /\b(?:without|w\/o|wo|no|non|not|never|didn't|hadn't|did\s+not|lacking)\b[\s-]*(?:(?:receiv\w*|get\w*|given|tak\w*|on|the|any|it|added|adding|addition|of|treated|with|have|had|of)\s+)*/giu;
const BEFORE = /\b(?:before|prior\s+to|pre-?(?=transplant|relapse|hsct))/iu;
const AFTER = /\b(?:after|following|since|post-?(?=transplant|relapse|hsct|salvage))/iu;

/** "With sorafenib vs without": the other side, not a denial. */
const OTHER_SIDE =
  /\b(?:vs?\.?|versus|than|and|or|compared\s+(?:with|to))\s+(?:without|w\/o|no|non)\b|\b(?:vs?\.?|versus)\s+(?:none|nothing|not)\b|\bwithout\s+(?:and|or|vs?\.?|versus)\b/giu;

/** "Even if it would be" admits, it does not make anything conditional. */
const CONCESSION = /\beven\s+(?:if|where|when|though)\b(?:[^,.;]{0,30}?\b(?:would|'d|could|might|were)\b)?/giu;

/** "No. 2" and "no. of" deny nothing. */
const NUMBERED = /\bno\.?\s?(?=\d)|\bno\.?\s(?=of\b)/giu;

/** Comparisons in several words, each by one that says the same. */
const AS_GOOD: readonly (readonly [RegExp, string])[] = [
  [/\bat\s+least\s+as\s+(?:good|effective|well|efficacious|active)\s+as\b/giu, 'comparable or superior to'],
  [
    /\b(?:no\s+worse\s+than|not\s+(?:worse|inferior)\s+(?:than|to)|non-?inferior\s+to)\b/giu,
    'comparable or superior to',
  ],
  [/\bas\s+(?:good|effective|efficacious|active)\s+as\b/giu, 'comparable to'],
];

export function traitsOf(said: string): Traits {
  const typed = AS_GOOD.reduce(
    (text, [pattern, word]) => text.replace(pattern, word),
    spelledOut(said).replace(NUMBERED, 'number '),
  );
  const text = typed.replace(OTHER_SIDE, ' ').replace(CONCESSION, ' ');
  return {
    direction: directionIn(typed),
    kinds: kindsIn(typed),
    ways: waysIn(typed),
    significant: significanceIn(text),
    causal: isCausal(text),
    hedges: hedgesIn(text),
    negations: negationsIn(text),
    denials: negationsIn(text.replace(ARM_NEGATION, ' ')),
    before: BEFORE.test(text),
    after: AFTER.test(text),
    events: eventsIn(said),
  };
}

const known = new WeakMap<Claim, { readonly own: Traits; readonly sentence: Pick<Traits, 'before' | 'after'> }>();

/** The traits of a claim's own words, and the phases that its sentence names. */
export function traitsOfClaim(claim: Claim) {
  const found = known.get(claim);
  if (found) return found;
  const { sentence, wording } = claim;
  const traits = {
    own: traitsOf(wording),
    sentence: { before: BEFORE.test(sentence), after: AFTER.test(sentence) },
  };
  known.set(claim, traits);
  return traits;
}
