import type { Token } from '../retrieval/tokens.js';
import { isPopulation } from './contrasts.js';
import type { Profile } from './profile.js';
import type { Comparison, Slot } from './question.js';
import { contains, partsOf, regimensWith } from './regimens.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

const AGAINST = /^(?:vs|versus|against|than|over|compared)$/u;
/** "Decitabine or azacitidine, which was superior?" */
const WHICH = /\b(?:better|superior|worse|inferior|which)\b/iu;
/** "Other than", "more than 60": no therapy is held against another. */
const NOT_AGAINST = /^(?:other|more|less|fewer|older|younger|later|earlier|longer)$/u;
/** Words between a contrast and what it names. */
const LEADING =
  /^(?:with|to|the|a|an|that|those|of|in|for|on|by|only|just|patients|pts|group|arm|who|got|had|received|receiving|given|getting|treated|adding|no|not|without|giving|using|standard|usual)$/u;
/** Words that tie the therapies of one side together. */
const TYING = /^(?:and|plus|with|without|no|but|in|combination|combined|then|followed|by|added|to|only|alone)$/u;
const REST =
  /^(?:(?:with|to|all|any|each|every|the|of) )*(?:(?:others|rest|remaining|remainder)\b|(?:\w+ )?other (?:\w+ )?(?:regimens?|groups?|arms?|strategy|strategies|treatments?|combinations?|three|3|patients)\b)/u;
const NONE =
  /^(?:(?:with|to) )?(?:(?:the )?(?:those|ones|patients|pts|kids|children|people|others) )?(?:(?:who|that) )?(?:no|none|not|nothing|never|without|didn't|don't|weren't|(?:did|do|were|had) not)\b/u;
const REACH = 6;

/** What an arm is, or what is told from it: therapies, and the arm that went without. */
const isGiven = ({ concept }: Slot): boolean => isTherapy(concept) || concept.id === CONTROL;
const CONTROL = 'control-arm';
/** The topic under which findings hold their figures against other studies. */
export const LITERATURE = 'comparison-across-studies';

/** Reads which therapies a question sets against each other. */
export function comparisonIn(slots: readonly Slot[], tokens: readonly Token[], text: string): Comparison | undefined {
  const given = slots.filter((slot) => isGiven(slot) && slot.role !== 'excluded').sort((a, b) => a.from - b.from);
  const named = new Set(slots.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
  const isAll = (from: number, to: number, pattern: RegExp) =>
    tokens.slice(from, to).every((token) => pattern.test(token.word));
  const isAnyNamed = (from: number, to: number) => tokens.slice(from, to).some((_, offset) => named.has(from + offset));
  /** A therapy and those that are tied to it, to its right or to its left. */
  const side = (first: number, step: 1 | -1): readonly Slot[] => {
    const tied = given.slice(first, first + 1);
    for (let at = first + step; given[at] !== undefined; at += step) {
      const [one, next] = step > 0 ? [given[at - 1], given[at]] : [given[at], given[at + 1]];
      if (!one || !next || !isAll(one.to, next.from, TYING)) break;
      tied.push(given[at] as Slot);
    }
    return tied;
  };
  const asksWhich = WHICH.test(text);
  for (const [at, token] of tokens.entries()) {
    const [previous = '', following = ''] = [tokens[at - 1]?.word, tokens[at + 1]?.word];
    if (!setsAgainst(token.word, following, asksWhich) || named.has(at) || NOT_AGAINST.test(previous)) continue;
    if (isWithAndWithout(previous, following) || slots.some((slot) => slot.to === at && isPopulation(slot))) continue;
    const isNext = (slot: Slot) => slot.from > at && isAll(at + 1, slot.from, LEADING);
    const next = given.findIndex(isNext);
    const versus = next < 0 ? (otherSide(tokens.slice(at + 1), slots.find(isNext)) ?? []) : side(next, 1);
    if (versus.length === 0) continue;
    const isSameClause = (slot: Slot) => !/[?;\n]/u.test(text.slice(tokens[slot.to - 1]?.end, token.start));
    const before = given.findLastIndex((slot) => slot.to <= at && slot.role === 'asked' && isSameClause(slot));
    // "In remission against not": nobody asks what comes of a therapy's absence.
    if (versus === 'none' && !given.some((slot) => slot.to <= at && !isAnyNamed(slot.to, at))) continue;
    // "Than the others" may be of populations.
    if (typeof versus === 'string' && before < 0 && given.length === 0) continue;
    const beyond = typeof versus === 'string' ? -1 : next + versus.length;
    return { of: before < 0 ? side(beyond, 1) : side(before, -1), versus };
  }
  return undefined;
}

const setsAgainst = (word: string, following: string, asksWhich: boolean): boolean =>
  AGAINST.test(word) || (word === 'comparison' && /^(?:with|to)$/u.test(following)) || (word === 'or' && asksWhich);

/** "With versus without sorafenib" names one therapy, and both arms. */
const isWithAndWithout = (previous: string, following: string): boolean =>
  /^(?:with|on|plus)$/u.test(previous) && /^(?:without|no|off)$/u.test(following);

/** What stands behind a contrast that names no therapy there. */
function otherSide(
  behind: readonly Token[],
  next: Slot | undefined,
): Exclude<Comparison['versus'], readonly Slot[]> | undefined {
  if (next?.concept.id === LITERATURE) return 'literature';
  if (behind[0]?.word === 'placebo') return 'placebo';
  const text = behind
    .slice(0, REACH)
    .map((token) => token.word)
    .join(' ');
  return REST.test(text) ? 'rest' : NONE.test(text) ? 'none' : undefined;
}

/** Whether a finding sets therapies against each other. */
export const isComparison = ({ finding: { item } }: Profile): boolean =>
  item.comparator.length > 0 || item.statistics.some((each) => 'contrast' in each && each.contrast !== undefined);

/** What was given to one side of a finding's comparison. */
interface Side {
  readonly given: readonly string[];
  readonly without: readonly string[];
  readonly control: boolean;
}

/**
 * Whether a finding compares what a question compares. One that compares nothing may do if it has both sides; one that
 * holds the therapy against something else is another comparison, and its P no answer.
 */
export function compares(profile: Profile, { of, versus }: Comparison, vocabulary: Vocabulary): boolean {
  if (versus === 'placebo') return false;
  if (versus === 'literature') return profile.own.has(LITERATURE);
  if (!isComparison(profile)) {
    if (versus === 'none')
      return (
        profile.arms.some((arm) => of.some(({ concept }) => arm.without.has(concept.id))) ||
        ABSENCE.test(profile.finding.item.statement)
      );
    return versus !== 'rest' && !areTogether(profile, of, versus, vocabulary);
  }
  const isPair = ([one, other]: readonly [Side, Side]): boolean => {
    if (!isSide(of, typeof versus === 'string' ? [] : versus, one, vocabulary)) return false;
    if (versus === 'rest') return other.given.length + other.without.length === 0;
    if (versus === 'none') return of.every(({ concept }) => other.without.includes(concept.id));
    return isSide(versus, of, other, vocabulary);
  };
  return pairsOf(profile).some(([one, other]) => isPair([one, other]) || isPair([other, one]));
}

/** "Better than in patients who did not get it". */
const ABSENCE = /\bthan\b[^.;]*\b(?:without|not)\b/u;

/** Whether a finding is about a combination of both sides: what came of the two together sets neither against the other. */
function areTogether({ own }: Profile, of: readonly Slot[], versus: readonly Slot[], vocabulary: Vocabulary): boolean {
  const sides = [idsOf(of), idsOf(versus)];
  return (
    sides.every((ids) => ids.length > 0) &&
    vocabulary.regimens.some(
      ({ id, components }) =>
        own.has(id) &&
        !sides.some((ids) => ids.includes(id)) &&
        sides.every((ids) => [...partsOf(ids, vocabulary)].every((part) => contains(components, part, vocabulary))),
    )
  );
}

/** The arms that a finding sets against each other. */
function pairsOf({ finding: { item, source } }: Profile): (readonly [Side, Side])[] {
  const sideOf = (id: string | undefined, named: readonly string[]): Side => {
    const arm = id === undefined ? undefined : source.arms[id];
    return { given: [...(arm?.with ?? []), ...named], without: arm?.without ?? [], control: arm?.control ?? false };
  };
  const contrasts = item.statistics.flatMap((each) => ('contrast' in each && each.contrast ? [each.contrast] : []));
  const pairs = contrasts.length > 0 ? contrasts : [{ of: undefined, versus: undefined }];
  return pairs.map(({ of, versus }) => [sideOf(of, item.intervention), sideOf(versus, item.comparator)]);
}

/** Whether a side was given what one side of the question names, and nothing that only the other one names. */
function isSide(named: readonly Slot[], others: readonly Slot[], side: Side, vocabulary: Vocabulary): boolean {
  const own = idsOf(named);
  const given = new Set(side.given.flatMap((id) => [...vocabulary.broader(id)]));
  const combined = own.length > 1 ? regimensWith([...partsOf(own, vocabulary)], vocabulary) : [];
  const ownParts = partsOf(own, vocabulary);
  const sideParts = partsOf(side.given, vocabulary);
  const isForeign = (id: string) => !ownParts.has(id) && sideParts.has(id);
  return (
    own.every((id) => given.has(id) || combined.some((each) => side.given.includes(each))) &&
    named.every(({ negated, concept }) => !negated || side.without.includes(concept.id)) &&
    named.every(({ concept }) => concept.id !== CONTROL || side.control) &&
    (own.length === 0 || ![...partsOf(idsOf(others), vocabulary)].some(isForeign))
  );
}

const idsOf = (slots: readonly Slot[]): readonly string[] =>
  slots.filter((slot) => !slot.negated && isTherapy(slot.concept)).map((slot) => slot.concept.id);

/** Whether a finding gives one side of a comparison that nothing makes its own figures, apart from any other therapy's. */
export function standsApart({ finding: { item } }: Profile, therapies: readonly Slot[]): boolean {
  const arms = new Set(item.statistics.flatMap((each) => ('arm' in each && each.arm ? [each.arm] : [])));
  return arms.size < 2 && therapies.every(({ concept }) => item.intervention.includes(concept.id));
}
