import type { Author, Source } from '../schema.js';

/** A name in a style's form. */
export type NameForm = (author: Author) => string;

/** Letters that stand for a given name: "J.L." and "JL" are two names, "Jean-Pierre" has a hyphen inside. */
function initialsOf(given: string): readonly (readonly string[])[] {
  return given
    .split(/[\s.]+/u)
    .filter((name) => /\p{L}/u.test(name))
    .flatMap((name): string[][] => {
      if (/^\p{Lu}{2,3}$/u.test(name)) return [...name].map((letter) => [letter]);
      const parts = name.split(/\p{Pd}/u).flatMap((part) => /\p{L}/u.exec(part)?.[0].toUpperCase() ?? []);
      return [parts];
    });
}

const withoutStop = (suffix: string): string => suffix.replace(/\.$/u, '');

/** "Kaspers GJL", "Smith JP Jr", "van der Berg A": as NLM and AMA write names. */
export const compactName: NameForm = (author) => {
  if ('organization' in author) return author.organization;
  const { family, given = '', suffix } = author;
  const parts = [family, initialsOf(given).flat().join(''), suffix === undefined ? '' : withoutStop(suffix)];
  return parts.filter((part) => part !== '').join(' ');
};

/** "Kaspers, G. J. L.", "Smith, J.-P., Jr.": as APA writes names. */
export const invertedName: NameForm = (author) => {
  if ('organization' in author) return author.organization;
  const { family, given = '', suffix } = author;
  const initials = initialsOf(given).map((name) => name.map((letter) => `${letter}.`).join('-'));
  return [family, initials.join(' '), suffix ?? ''].filter((part) => part !== '').join(', ');
};

/** "Hui Wei": a name as it is read. */
export const readName: NameForm = (author) => {
  if ('organization' in author) return author.organization;
  return [author.given, author.family, author.suffix].filter((part) => part !== undefined).join(' ');
};

/** Who stands in the author's place: the authors; of an interview without a by-line, whoever was asked. */
export function creatorsOf({ citation: { authors, interviewee } }: Source): readonly Author[] {
  return authors.length > 0 || interviewee === undefined ? authors : [interviewee];
}

/** Up to `most` names; of more, the first `shown` and "et al". */
export function listed(names: readonly string[], most: number, shown: number): string {
  return names.length > most ? [...names.slice(0, shown), 'et al'].join(', ') : names.join(', ');
}
