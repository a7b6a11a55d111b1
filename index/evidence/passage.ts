import type { SourceDocument } from './documents.js';
import { fold, unfold } from './fold.js';
import { fingerprint, isUniqueKey, locate } from './locator.js';
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

  const paragraph = document.paragraphs.find((each) => each.number === locator.paragraph);
  const isUnique = isUniqueKey(locator.find, document);
  if (!isUnique)
    faults.push(`the search key "${locator.find}" does not stand exactly once in ${document.name}: take other words`);
  else if (paragraph && !paragraph.folded.text.includes(fold(locator.find).text))
    faults.push(
      `the search key "${locator.find}" stands in another paragraph than ¶${locator.paragraph}: take words of the passage`,
    );

  if (!paragraph) {
    faults.push(
      `${document.name} has no ¶${locator.paragraph} (a repeated one counts where it first stands): ${RELOCATE}`,
    );
    return { numbers: locator.numbers, faults };
  }
  const [start, end] = locator.span;
  const folded = paragraph.folded.text;
  if (start >= end || end > folded.length) {
    faults.push(
      `the span [${start}, ${end}] is none of ¶${locator.paragraph}, which has ${folded.length} characters: ${RELOCATE}`,
    );
    return { numbers: locator.numbers, faults };
  }
  const text = folded.slice(start, end);
  if (fingerprint(text) !== locator.sha256) {
    faults.push(elsewhere(locator, document));
    return { numbers: locator.numbers, faults };
  }
  const numbers = numbersIn(unfold(paragraph.text, paragraph.folded, start, end));
  const [extracted, stored] = [new Set(numbers), new Set(locator.numbers)];
  if (extracted.size !== stored.size || numbers.some((each) => !stored.has(each)))
    faults.push(`the passage has the numbers ${listed(extracted)}, stored are ${listed(stored)}: ${RELOCATE}`);
  return { numbers, text, faults };
}

const RELOCATE = 'make the locator anew with npm run locate';

const listed = (numbers: ReadonlySet<string>): string => [...numbers].join(', ') || 'none';

function elsewhere(locator: Locator, document: SourceDocument): string {
  const located = locate(locator, document);
  return located.status === 'quoted'
    ? `the passage stands in ¶${located.quote.paragraph} of ${document.name}, not in ¶${locator.paragraph}: ${RELOCATE}`
    : `¶${locator.paragraph} of ${document.name} does not have the passage that was curated (another fingerprint): compare, then ${RELOCATE}`;
}
