import { analyze, type Collection } from './collection.js';

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
  const { stems, compounds } = analyze(question);
  const asked = [...new Set([...stems, ...compounds])].map((stem) => ({ stem, idf: collection.idfOf(stem) }));
  const total = asked.reduce((sum, { idf }) => sum + idf, 0) || 1;
  const last = sentences.length - 1;
  const scores = sentences.map((sentence, at) => {
    const read = analyze(sentence);
    const has = new Set([...read.stems, ...read.compounds]);
    const covered = asked.reduce((sum, { stem, idf }) => sum + (has.has(stem) ? idf : 0), 0) / total;
    const position = last === 0 ? 1 : Math.min(1, at / last / LATE);
    return covered + POSITION * position - (ASKS.test(sentence) ? ASKING : 0);
  });
  return sentences.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}
