import type { Slot } from '../question/question.js';
import type { Claim } from './claim.js';
import type { Holding } from './holding.js';
import type { Part } from './part.js';
import { sameStems } from './same-words.js';
import { isTold } from './small-talk.js';

/** Verbs that may stand for each other only where the same thing is raised. */
const STRENGTHENS = 'boost(?:s|ed|ing)?|enhanc(?:e[sd]?|ing)|promot(?:e[sd]?|ing)|augment(?:s|ed|ing)?';
const CHANGES = `${STRENGTHENS}|increas(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|reduc(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)`;

/** Where the object of a verb ends. */
const BEYOND_OBJECT =
  /[,;:.()]|\b(?:in|via|by|through|with|without|for|from|of|at|on|during|after|before|among|within|both|and|or|but|so|to|which|that|who|when|where|while|than|as)\b/iu;

/** What a text says to be strengthened or changed: the words behind each verb, or before it in the passive. */
function objectsIn(text: string, verbs: string): readonly string[] {
  const pattern = new RegExp(String.raw`(?:(\b(?:is|are|was|were|be|been|being)\s+))?\b(?:${verbs})\b`, 'giu');
  return [...text.matchAll(pattern)].map((match) => {
    const isPassive = match[1] !== undefined;
    if (isPassive) return text.slice(0, match.index).split(BEYOND_OBJECT).at(-1) ?? '';
    return (
      text
        .slice(match.index + match[0].length)
        .split(BEYOND_OBJECT)
        .at(0) ?? ''
    );
  });
}

/** "Boosts GVL" is said by what enhanced it, and "boosts leukemia" by nothing that names leukemia elsewhere. */
export function isSameRaised({ wording, own }: Claim, { statement, slots }: Holding, { at, end }: Part): boolean {
  const theirs = objectsIn(statement.slice(at, end), CHANGES);
  // What rose or fell without such a verb is told by its measure.
  const ours = objectsIn(wording, theirs.length > 0 ? CHANGES : STRENGTHENS);
  const namedIn = (text: string, all: readonly Slot[]) =>
    all.filter(({ typed }) => text.toLowerCase().includes(typed.toLowerCase())).map(({ concept }) => concept.id);
  return ours.every((object) =>
    theirs.some((other) => {
      const concepts = namedIn(other, slots);
      const said = sameStems(other);
      const told = sameStems(object).filter(isTold);
      return (
        namedIn(object, own).some((id) => concepts.includes(id)) ||
        (told.length > 0 && told.every((each) => said.includes(each)))
      );
    }),
  );
}
