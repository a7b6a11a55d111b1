import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { DIFFERENCES, VERDICTS } from '../../index/claims/claim.js';

/** What a hematologist expects of a text, stated by hand, claim by claim. */
const GoldenClaim = z.strictObject({
  claim: z.string(),
  why: z.string(),
  expect: z
    .array(
      z.strictObject({
        /** `any`: whatever, but none that agrees. */
        verdict: z.enum([...VERDICTS, 'any']),
        /** What a careful reader could say as well. */
        or: z.array(z.enum(VERDICTS)).default([]),
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
});
export type GoldenClaim = z.infer<typeof GoldenClaim>;

const folder = join(import.meta.dirname, 'claims');

/** By file; `chat` and `hostile` were typed before the program had seen them. */
export const goldenClaims: ReadonlyMap<string, readonly GoldenClaim[]> = new Map(
  readdirSync(folder).map((name) => [
    name.replace('.yaml', ''),
    z.array(GoldenClaim).parse(parse(readFileSync(join(folder, name), 'utf8'))),
  ]),
);

/** Verdicts by which a claim stands in the evidence as it was made. */
export const AGREEING: readonly string[] = ['matches', 'second-hand', 'conflicting evidence'];

/** Whether a verdict is one that is expected. */
export const isExpected = ({ verdict, or }: GoldenClaim['expect'][number], got: string): boolean =>
  verdict === 'any' ? !AGREEING.includes(got) : verdict === got || or.some((each) => each === got);
