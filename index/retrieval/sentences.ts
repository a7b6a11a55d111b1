import { analyze } from './analyzed.js';
import type { Collection } from './collection.js';
import { stem } from './tokens.js';

/** A shorter text is quoted whole: its sentences explain each other. */
const SHORT = 60;

/** A full stop behind one of these, or behind a letter by itself, rarely ends a sentence. */
const ABBREVIATED =
  /(?:^|[^\p{L}])(?:\p{L}|al|vs|cf|dr|drs|prof|mr|mrs|ms|st|fig|figs|ref|refs|tab|no|nos|vol|pp|approx|ca|corp|inc|ltd|incl|resp|etc|e\.g|i\.e)$/iu;
/** What ends a sentence, with brackets, quotes and references that belong to it, before what may begin the next. */
const END = /[.?!]+["'”’)\]]*(?:\s?\[[\d\s,;–-]+\])?(?=\s+["'“‘([•]*\p{Lu})/gu;

/**
 * The sentences of a printed text, each exactly as it stands there. Where an end is doubtful the text goes on: two sentences
 * in one quote do no harm, half a sentence may.
 */
export function sentencesOf(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const { 0: end, index } of text.matchAll(END)) {
    if (end === '.' && ABBREVIATED.test(text.slice(start, index))) continue;
    found.push(text.slice(start, index + end.length).trim());
    start = index + end.length;
  }
  return [...found, text.slice(start).trim()].filter((sentence) => sentence !== '');
}

/** What to quote of a text: all of it where it is short, else the sentence that `order` puts first. */
export function quoteOf(text: string, order: (sentences: readonly string[]) => readonly number[]): string {
  if (text.split(/\s+/u).length <= SHORT) return text;
  const sentences = sentencesOf(text);
  return sentences[order(sentences)[0] ?? 0] ?? text;
}

/** What a sentence gains by standing late: abstracts and paragraphs set out from what is known and end in what was found. */
const POSITION = 0.2;
/** From this share of the text on, later is no better: the end is as often an outlook as a result. */
const LATE = 0.7;
/** What a sentence loses that says what was asked, not what was found. */
const ASKING = 0.3;

const ASKS =
  /^\s*(?:BACKGROUND|OBJECTIVES?|AIMS?|PURPOSE|INTRODUCTION|CONTEXT|METHODS?|DESIGN|SETTING|PARTICIPANTS|PATIENTS)\b|\b(?:we (?:aimed|sought|investigated|examined|studied|tested|asked)|to (?:investigate|determine|examine|assess|evaluate|explore)|(?:is|are|remains?) (?:unclear|unknown|poorly|largely))\b/iu;

/**
 * The places of a text's sentences, the one that says most on a question first: how much of the question's words stands
 * in it, by their IDF, where in the text it stands, and whether it reports or only asks.
 */
export function rankSentences(collection: Collection, question: string, sentences: readonly string[]): number[] {
  const asked = [...stemsIn(question)].map((each) => ({
    stem: each,
    idf: collection.idfOf(collection.numberOf(each)),
  }));
  const total = asked.reduce((sum, { idf }) => sum + idf, 0) || 1;
  const last = sentences.length - 1;
  const scores = sentences.map((sentence, at) => {
    const has = stemsIn(sentence);
    const covered = asked.reduce((sum, each) => sum + (has.has(each.stem) ? each.idf : 0), 0) / total;
    const position = last === 0 ? 1 : Math.min(1, at / last / LATE);
    return covered + POSITION * position - (ASKS.test(sentence) ? ASKING : 0);
  });
  return sentences.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

function stemsIn(text: string): ReadonlySet<string> {
  const { words, compounds } = analyze(text);
  return new Set([...words, ...compounds].map(stem));
}
