import type { SourceDocument } from './documents.js';
import { fold } from './fold.js';
import { isUniqueKey, locate } from './locator.js';
import { numbersIn } from './numbers.js';
import type { Locator } from './schema.js';

const MOST_WORDS = 6;
/** A bibliography mark that a search key breaks off in: "is limited [1–3". */
const CUT_REFERENCE = /\[[^\]]*$/u;

/** What a locator leads to, as far as it can be told. */
export interface Passage {
  /** The numbers that stand there: extracted where the copy at hand has the passage, otherwise as stored. */
  readonly numbers: readonly string[];
  /** The folded passage; absent without a copy that has it. */
  readonly text?: string;
  readonly faults: readonly string[];
}

/** Follows a locator and holds what it stores against the copy at hand, where there is one. */
export function passageOf(locator: Locator, document: SourceDocument | undefined): Passage {
  const words = locator.find.trim().split(/\s+/u).length;
  const faults: string[] = [];
  if (words > MOST_WORDS)
    faults.push(`the search key "${locator.find}" has ${words} words: take at most ${MOST_WORDS}`);
  for (const number of numbersIn(locator.find.replace(CUT_REFERENCE, '')))
    if (!locator.numbers.includes(number))
      faults.push(
        `the search key "${locator.find}" has ${number}, which the passage does not: take words of the passage`,
      );
  if (!document) return { numbers: locator.numbers, faults };

  const key = fold(locator.find).text;
  const place = `¶${locator.paragraph} of ${document.name}`;
  const located = locate(locator, document);
  const isUnique = isUniqueKey(locator.find, document);
  if (!isUnique)
    faults.push(`the search key "${locator.find}" does not stand exactly once in ${document.name}: take other words`);
  // A span that begins right and ends beyond its paragraph has the right fingerprint, and nothing to quote.
  if (located.status !== 'quoted' || located.quote.text === '') {
    faults.push(lost(locator, document, place));
    return { numbers: locator.numbers, faults };
  }

  const { paragraph, text } = located.quote;
  const home = document.paragraphs.find((each) => each.number === paragraph);
  if (paragraph !== locator.paragraph)
    faults.push(`the passage stands in ¶${paragraph} of ${document.name}, not in ¶${locator.paragraph}: ${RELOCATE}`);
  if (isUnique && !home?.folded.text.includes(key))
    faults.push(
      `the search key "${locator.find}" does not stand in ¶${paragraph} of ${document.name}: take words of the passage`,
    );
  const numbers = numbersIn(text);
  const [extracted, stored] = [new Set(numbers), new Set(locator.numbers)];
  if (extracted.size !== stored.size || numbers.some((each) => !stored.has(each)))
    faults.push(`the passage has the numbers ${listed(extracted)}, stored are ${listed(stored)}: ${RELOCATE}`);
  return { numbers, text: fold(text).text, faults };
}

const RELOCATE = 'make the locator anew with npm run locate';

const listed = (numbers: ReadonlySet<string>): string => [...numbers].join(', ') || 'none';

/** Why a passage is not where its locator leads. */
function lost(locator: Locator, document: SourceDocument, place: string): string {
  const paragraph = document.paragraphs.find((each) => each.number === locator.paragraph);
  if (!paragraph)
    return `${document.name} has no ¶${locator.paragraph} (a repeated one counts where it first stands): ${RELOCATE}`;
  const [start, end] = locator.span;
  const { length } = paragraph.folded.text;
  if (start >= end || end > length)
    return `the span [${start}, ${end}] is none of ${place}, which has ${length} characters: ${RELOCATE}`;
  return `${place} does not have the passage that was curated (its fingerprint differs): compare the two, then ${RELOCATE}`;
}
