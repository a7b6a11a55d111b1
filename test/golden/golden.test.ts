import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../commands/answer.js';
import { dispatcherOf, documentsFolder, indexOf } from '../program.js';
import { judge } from './judge.js';
import { goldenFiles, typed } from './questions.js';

const WITHIN_MS = 100;

describe.each(['without documents', 'with documents'] as const)('golden questions, %s', (documents) => {
  const skipped = documents === 'with documents' && documentsFolder === undefined;
  describe.skipIf(skipped).each([...goldenFiles()])('%s', (_name, questions) => {
    const dispatcher = dispatcherOf(indexOf(documents));
    for (const golden of questions) {
      const run = golden.open ? it.fails : it;
      run(`${JSON.stringify(golden.ask).slice(0, 100)} — ${golden.why}`, () => {
        expect(judge(golden, dispatcher.text(typed(golden)))).toEqual([]);
      });
    }
  });
});

describe.skipIf(documentsFolder === undefined)('documents', () => {
  const questions = [...goldenFiles().values()].flat();

  it('change what is shown, never what is answered', () => {
    const [bare, full] = [dispatcherOf(indexOf('without documents')), dispatcherOf(indexOf('with documents'))];
    for (const golden of questions) {
      const [without, withThem] = [bare.text(typed(golden)), full.text(typed(golden))];
      expect([golden.ask, without.status, evidenceOf(without).map((each) => each.id)]).toEqual([
        golden.ask,
        withThem.status,
        evidenceOf(withThem).map((each) => each.id),
      ]);
    }
  });
});

describe('hostile input', () => {
  it(`is answered within ${WITHIN_MS} ms`, () => {
    const dispatcher = dispatcherOf(indexOf('without documents'));
    const inputs = goldenFiles().get('inputs.yaml') ?? [];
    expect(inputs.length).toBeGreaterThan(20);
    dispatcher.text('CRc with sorafenib?');
    for (const golden of inputs) {
      const times = [0, 1, 2].map(() => {
        const start = performance.now();
        dispatcher.text(typed(golden));
        return performance.now() - start;
      });
      expect([golden.ask.slice(0, 80), Math.min(...times) < WITHIN_MS]).toEqual([golden.ask.slice(0, 80), true]);
    }
  });
});
