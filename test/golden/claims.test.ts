import { describe, expect, it } from 'vitest';
import { checkText } from '../../index/claims/check.js';
import { documentsFolder, indexOf } from '../program.js';
import { goldenClaims, isExpected } from './claims.js';

describe.each(['without documents', 'with documents'] as const)('golden claims, %s', (documents) => {
  const isSkipped = documents === 'with documents' && documentsFolder === undefined;
  describe.skipIf(isSkipped)('come back with the verdict', () => {
    const index = indexOf(documents);
    for (const { claim, why, expect: expected, open } of [...goldenClaims.values()].flat()) {
      const run = open ? it.fails : it;
      run(`${JSON.stringify(claim).slice(0, 100)} — ${why}`, () => {
        const { claims } = checkText(claim, index);
        const judged = claims.map(({ verdict }, at) => {
          const wanted = expected[at];
          return wanted && isExpected(wanted, verdict) ? wanted.verdict : verdict;
        });
        expect(judged).toEqual(expected.map(({ verdict }) => verdict));
        for (const [at, { differs, evidence, says }] of expected.entries()) {
          const got = claims[at];
          if (differs) expect(differs).toEqual(expect.arrayContaining([...(got?.differs ?? ['nothing'])]));
          if (differs) expect(got?.differs).not.toEqual([]);
          if (evidence) expect(got?.evidence[0]?.item.id).toBe(evidence);
          if (says) expect(got?.notes.join(' ')).toContain(says);
        }
      });
    }
  });
});

it('golden claims are enough, and a third of those made for it are wrong in one slot only', () => {
  const made = [...goldenClaims].flatMap(([file, claims]) => (file === 'chat' || file === 'hostile' ? [] : claims));
  const wrong = made.filter(({ expect: expected }) => expected.some(({ differs }) => differs !== undefined));
  expect(made.length).toBeGreaterThanOrEqual(120);
  expect(wrong.length * 3).toBeGreaterThanOrEqual(made.length);
});
