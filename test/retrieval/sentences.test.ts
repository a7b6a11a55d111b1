import { describe, expect, it } from 'vitest';
import { corpusOf } from '../../index/evidence/corpus.js';
import { Concept, Source } from '../../index/evidence/schema.js';
import { prepare } from '../../index/prepared.js';
import { quoteOf, sentencesOf } from '../../index/retrieval/sentences.js';
import { createIndex } from '../../index/search.js';
import { concepts, documentOf, PARAGRAPHS, source } from '../evidence/fixture.js';
import { dispatcherOf, english } from '../program.js';

describe('the sentences of a printed text', () => {
  it.each([
    ['One ended. Another began! Did a third? Yes.', ['One ended.', 'Another began!', 'Did a third?', 'Yes.']],
    ['P was 0.05 vs. 0.10. None died.', ['P was 0.05 vs. 0.10.', 'None died.']],
    ['As Smith et al. Reported twice. So it was.', ['As Smith et al. Reported twice.', 'So it was.']],
    [
      'J. A. Smith saw Dr. Jones (cf. Fig. S1). Both agreed.',
      ['J. A. Smith saw Dr. Jones (cf. Fig. S1).', 'Both agreed.'],
    ],
    [
      'It relapsed [1,2–4]. It did so early. [5, 6] Then not.',
      ['It relapsed [1,2–4].', 'It did so early. [5, 6]', 'Then not.'],
    ],
    ['“All lived.” (Most of them.) The rest follows.', ['“All lived.”', '(Most of them.)', 'The rest follows.']],
    ['Doses fell to 5 mg. 12 patients stopped.', ['Doses fell to 5 mg. 12 patients stopped.']],
    ['One line\nends here.\nAnother follows.', ['One line\nends here.', 'Another follows.']],
    ['No end', ['No end']],
    ['  ', []],
  ])('%j', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('are exactly what stands there: together they are the text', () => {
    const text = `${PARAGRAPHS.join(' ')} End of U.S. Patent No. 5. “Done.”`;
    expect(sentencesOf(text).join(' ')).toBe(text);
  });
});

describe('what is quoted', () => {
  const words = (count: number) => `${'word '.repeat(count - 1)}word. Next word.`;

  it('is the whole of a short text, and the first choice of a long one', () => {
    const last = (sentences: readonly string[]) => [sentences.length - 1];
    expect(quoteOf(words(58), last)).toBe(words(58));
    expect(quoteOf(words(59), last)).toBe('Next word.');
  });

  it('is the whole where nothing can be told apart', () => {
    expect(quoteOf(`${'word '.repeat(100)}end`, () => [])).toBe(`${'word '.repeat(100)}end`);
  });
});

/* A paragraph of more than 60 words that no item of the invented report covers. */
describe('a long paragraph that nobody curated', () => {
  const long = [
    'We set out to study how nails, hair and skin were kept during the study, since earlier reports had said so little on them.',
    'All patients were seen each week by the same two nurses, who wrote down what they saw in a book of their own.',
    'Nails became brittle in nine of the patients, most of them in the first month, and grew again.',
    'Hair was lost by hardly anybody, and what else was seen in these weeks did not differ from earlier reports.',
  ].join(' ');
  const corpus = corpusOf({
    sources: [Source.parse(source())],
    concepts: concepts().map((each) => Concept.parse(each)),
  });
  const documents = new Map([['report-2020', documentOf([...PARAGRAPHS, long])]]);
  const index = createIndex(prepare(corpus), documents, english);

  it('is quoted by the sentence that says most on what was asked', () => {
    const [found] = index.passages('brittle nails', 1);
    expect(found?.paragraph.number).toBe(PARAGRAPHS.length + 1);
    expect(found?.quote).toBe(
      'Nails became brittle in nine of the patients, most of them in the first month, and grew again.',
    );
    expect(index.passages('hair', 1)[0]?.quote).toMatch(/^Hair was lost/u);
  });

  it('reaches the reader so, near and never as an answer', () => {
    const answer = dispatcherOf(index).text('Did AML patients get brittle nails?');
    expect(answer.status).toBe('no-evidence');
    expect(answer.related).toEqual([
      expect.objectContaining({ paragraph: 9, text: expect.stringMatching(/^Nails became .* grew again\.$/u) }),
    ]);
  });
});
