import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, evidenceOf } from '../../commands/answer.js';
import { evidenceFor } from '../../commands/evidence.js';
import { plotFigure } from '../../commands/plots.js';
import { fold } from '../../index/evidence/fold.js';
import { fingerprint } from '../../index/evidence/locator.js';
import { numbersIn } from '../../index/evidence/numbers.js';
import { render } from '../../src/terminal/render.js';
import { goldenFiles, typed } from '../golden/questions.js';
import { dispatcherOf, documentsFolder, indexOf } from '../program.js';

const index = indexOf('without documents');
const dispatcher = dispatcherOf(index);
const findings = [...index.corpus.findings.values()];

describe.skipIf(documentsFolder === undefined)('quotes', () => {
  const full = indexOf('with documents');

  it('equal the spans they are located by, character for character in the document', () => {
    for (const finding of full.corpus.findings.values()) {
      for (const [at, located] of full.quotes(finding).entries()) {
        const locator = finding.item.locators[at];
        expect([finding.item.id, located.status]).toEqual([finding.item.id, 'quoted']);
        if (located.status !== 'quoted' || !locator) continue;
        expect(fingerprint(fold(located.quote.text).text)).toBe(locator.sha256);
        const paragraph = full.documents
          .get(finding.source.id)
          ?.paragraphs.find((each) => each.number === located.quote.paragraph);
        expect(paragraph?.text).toContain(located.quote.text);
      }
    }
  });
});

describe('every number shown', () => {
  it.each(findings.map((finding) => [finding.item.id, finding] as const))(
    '%s has its origin in a passage, a reading or our arithmetic',
    (_id, finding) => {
      const { item } = finding;
      const origins = new Set([
        ...item.locators.flatMap((locator) => locator.numbers),
        ...item.read.flatMap((reading) => numbersIn(reading.as)),
        ...item.derived.map((each) => each.value),
      ]);
      const shown = evidenceFor(finding, index);
      const numbers = [...numbersIn(shown.statement), ...shown.figures.flatMap((figure) => figure.numbers)];
      expect(numbers.filter((number) => !origins.has(number))).toEqual([]);
    },
  );
});

describe('rendering', () => {
  const questions = [...goldenFiles().values()].flat();

  it('neither loses nor reorders a figure', () => {
    for (const golden of questions) {
      const answer = dispatcher.text(typed(golden));
      const text = render(answer, { width: 200, color: false }).replace(/\s+/gu, ' ');
      let from = 0;
      for (const wanted of shownIn(answer)) {
        for (const each of wanted) {
          const at = text.indexOf(each.replace(/\s+/gu, ' '), from);
          expect([golden.ask, each, at >= 0]).toEqual([golden.ask, each, true]);
          from = at;
        }
      }
    }
  });
});

/** What a reader must find, finding by finding; of a picture the figures that it draws. */
function shownIn(answer: Answer): readonly (readonly string[])[] {
  if (answer.status !== 'answered' && answer.status !== 'partial') return [];
  const drawn = answer.blocks.flatMap((block) => (block.type === 'plot' ? [block.plot] : []));
  if (drawn.length > 0)
    return drawn.map(({ panels, unit }) => panels.flatMap(({ rows }) => rows.map((row) => plotFigure(row, unit))));
  return evidenceOf(answer).map(({ statement, figures }) =>
    figures.length > 0 ? figures.map((figure) => figure.text) : [statement],
  );
}

describe('no input', () => {
  it('crashes, whatever is typed', () => {
    const words = fc.constantFrom(
      'CRc',
      'sorafenib',
      'without',
      '/drug',
      '/compare a:',
      'b:',
      '2-year',
      'OS',
      'vs',
      '%',
      '47.4',
      '¶',
      '`',
      '@everyone',
      '\u202e',
      '𝟚',
      '__proto__',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 30 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (input) => {
        expect(['answered', 'partial', 'no-evidence', 'invalid']).toContain(dispatcher.text(input).status);
      }),
      { numRuns: 500 },
    );
  });
});
