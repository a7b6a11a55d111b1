import { analyze, type Collection } from './collection.js';
import { stem } from './tokens.js';

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
