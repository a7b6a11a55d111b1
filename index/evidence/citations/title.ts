import type { Source } from '../schema.js';

const ORDINARY = /^\p{Lu}\p{Ll}+(?:['’]\p{Ll}+)?$/u;
/** Words this short are often in lower case in a title that is capitalized otherwise. */
const SHORT = 4;

/** A word without the signs around it. */
const core = (word: string): string => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** Whether a title is printed with capitals throughout: most of its longer words begin with one. */
function isCapitalized(title: string): boolean {
  const words = title
    .split(/[\s\p{Pd}]+/u)
    .slice(1)
    .map(core)
    .filter((word) => word.length >= SHORT && /^\p{L}\p{Ll}+$/u.test(word));
  return words.length > 0 && words.filter((word) => ORDINARY.test(word)).length > words.length / 2;
}

/** Where the phrases stand whose capitals stay. */
function keptRanges(title: string, proper: readonly string[]): readonly (readonly [number, number])[] {
  return proper.flatMap((phrase) => {
    const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
    const found = title.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'));
    return [...found].map(({ index }) => [index, index + phrase.length] as const);
  });
}

/**
 * A title in sentence case, as AMA, APA and NLM ask for it. Abbreviations and names with inner capitals keep their form, and
 * so do the proper names that the curator lists; a title that is not capitalized throughout stays as printed.
 * @param afterColon the case of the first word of a subtitle: APA raises it, AMA and NLM do not.
 */
export function sentenceCase(title: string, proper: readonly string[], afterColon: 'upper' | 'lower'): string {
  if (!isCapitalized(title)) return title;
  const kept = keptRanges(title, proper);
  return title.replace(/[^\s\p{Pd}]+/gu, (word, at: number) => {
    const before = title.slice(0, at).trimEnd();
    const isFirst = core(before) === '' || /[.?!]["”’)]*$/u.test(before);
    const begins = isFirst || (afterColon === 'upper' && /[:—]$/u.test(before));
    const isKept = kept.some(([from, to]) => at < to && at + word.length > from);
    const bare = core(word);
    const isOrdinary = ORDINARY.test(bare) || bare === 'A';
    return begins || isKept || !isOrdinary ? word : word.replace(bare, bare.toLowerCase());
  });
}

/** What stands in brackets behind the title, or in its place: that it is an interview, and where it was given. */
export function describedAs({ kind, citation: { authors, interviewee, event } }: Source): string | undefined {
  const asked = authors.length > 0 && interviewee !== undefined && 'family' in interviewee ? interviewee : undefined;
  const who = asked === undefined ? '' : ` with ${[asked.given, asked.family].filter(Boolean).join(' ')}`;
  const parts = [kind === 'interview' ? `Interview${who}` : undefined, event].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `[${parts.join(', ')}]`;
}

/** Title and description as a style sets them; undefined where there is neither. */
export function titleOf(source: Source, afterColon: 'upper' | 'lower'): string | undefined {
  const { title, proper } = source.citation;
  const set = title === undefined ? undefined : sentenceCase(title, proper, afterColon);
  const parts = [set, describedAs(source)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}
