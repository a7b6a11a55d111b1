import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkText } from '../../index/claims/check.js';
import { DIFFERENCES, VERDICTS } from '../../index/claims/claim.js';
import { documentsFolder, indexOf } from '../program.js';

/** What a hematologist expects of a claim, stated by hand. `any`: whatever, but none that agrees. */
const Golden = z.array(
  z.strictObject({
    claim: z.string(),
    why: z.string(),
    expect: z
      .array(
        z.strictObject({
          verdict: z.enum([...VERDICTS, 'any']),
          /** Slots of which at least one must be named, and no other. */
          differs: z.array(z.enum(DIFFERENCES)).optional(),
          /** The finding that decides. */
          evidence: z.string().optional(),
          /** What a note must say. */
          says: z.string().optional(),
        }),
      )
      .min(1),
    /** Known to be judged wrongly, and why: the test fails once it is judged right. */
    open: z.string().optional(),
  }),
);

const folder = join(import.meta.dirname, 'claims');
const golden = readdirSync(folder).flatMap((name) => Golden.parse(parse(readFileSync(join(folder, name), 'utf8'))));
const AGREEING: readonly string[] = ['matches', 'second-hand', 'conflicting evidence'];

describe.each(['without documents', 'with documents'] as const)('golden claims, %s', (documents) => {
  const isSkipped = documents === 'with documents' && documentsFolder === undefined;
  describe.skipIf(isSkipped)('come back with the verdict', () => {
    const index = indexOf(documents);
    for (const { claim, why, expect: expected, open } of golden) {
      const run = open ? it.fails : it;
      run(`${JSON.stringify(claim).slice(0, 100)} — ${why}`, () => {
        const { claims } = checkText(claim, index);
        const wanted = expected.map(({ verdict }) => verdict);
        expect(claims.map((each, at) => (wanted[at] === 'any' ? 'any' : each.verdict))).toEqual(wanted);
        for (const [at, { verdict, differs, evidence, says }] of expected.entries()) {
          const got = claims[at];
          if (verdict === 'any' && got) expect(AGREEING).not.toContain(got.verdict);
          if (differs)
            expect([got?.differs.length, got?.differs.every((each) => differs.includes(each))]).toEqual([
              got?.differs.length || 1,
              true,
            ]);
          if (evidence) expect(got?.evidence[0]?.item.id).toBe(evidence);
          if (says) expect(got?.notes.join(' ')).toContain(says);
        }
      });
    }
  });
});

it('golden claims are enough, and a third of them wrong in one slot only', () => {
  const wrong = golden.filter(({ expect: expected }) => expected.some(({ differs }) => differs !== undefined));
  expect(golden.length).toBeGreaterThanOrEqual(120);
  expect(wrong.length * 3).toBeGreaterThanOrEqual(golden.length);
});
