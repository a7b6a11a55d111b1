import { type CheckedText, checkText } from '../index/claims/check.js';
import { VERDICTS } from '../index/claims/claim.js';
import type { Checked } from '../index/claims/verdict.js';
import { looksLikePatient } from '../index/question/patient.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Answer, Block, ClaimResult, Evidence } from './answer.js';
import { aboutPatient } from './ask.js';
import { defineCommand } from './command.js';
import { citationsFor, evidenceFor } from './evidence.js';
import { enumerate } from './phrase.js';
import { invalid, lookedIn } from './respond.js';

/** Is it in the evidence? A sentence or a whole message, claim by claim. */
export const check = defineCommand({
  name: 'check',
  description: 'Hold a sentence or a message against the evidence, claim by claim',
  kind: 'slash',
  options: {
    claim: {
      description: 'What somebody wrote: a sentence or a whole message',
      kind: 'text',
      required: true,
      maxLength: 6000,
    },
  },
  examples: ['/check CRc was 66 % with sorafenib', '/check DP-IAG is the standard of care'],
  run: ({ claim }, { index }) => {
    if (!/[\p{L}\p{N}]/u.test(claim))
      return invalid('check', 'Nothing to check: there is no text. Give a sentence or a message, or type /help check.');
    const checked = checkText(claim, index);
    const isPatient = checked.withheld === 0 ? looksLikePatient(claim) : checked.withheld === checked.claims.length;
    return isPatient ? aboutPatient('check') : answerOf(checked, index);
  },
});

function answerOf({ claims: checked, unread, withheld }: CheckedText, index: EvidenceIndex): Answer {
  const claims = checked.map(
    ({ text, verdict, evidence, differs, notes }): ClaimResult => ({
      text,
      verdict,
      evidence: evidence.map(({ item }) => item.id),
      differs,
      notes,
    }),
  );
  const blocks = blocksOf(checked, index);
  const shown = new Set(checked.flatMap((each) => each.evidence.map(({ item }) => item.id)));
  const near = new Map(checked.flatMap((each) => each.near.map((finding) => [finding.item.id, finding] as const)));
  const related = [...near.values()]
    .filter(({ item }) => !shown.has(item.id))
    .slice(0, MOST_NEAR)
    .map((finding) => evidenceFor(finding, index));
  const evidence = blocks.flatMap((block) => (block.type === 'findings' ? block.evidence : []));
  const isMissing = checked.some(({ verdict }) => verdict === 'not in the text held');
  const common = {
    command: 'check',
    headline: headlineOf(claims),
    claims,
    notices: [
      ...(unread > 0
        ? [
            `Too long to be read whole: the last ${unread === 1 ? 'sentence was' : `${unread} sentences were`} not checked.`,
          ]
        : []),
      ...(withheld > 0
        ? [
            `${withheld === 1 ? 'One sentence reads' : `${withheld} sentences read`} like one patient. Please leave out identifying details.`,
          ]
        : []),
      ...(isMissing ? [lookedIn(index, related)] : []),
    ],
    related,
    citations: citationsFor([...evidence, ...related], index),
    suggestions: [],
  };
  const [first, ...others] = blocks;
  if (!first) return { ...common, status: 'no-evidence' };
  return { ...common, status: isMissing ? 'partial' : 'answered', blocks: [first, ...others], more: [] };
}

const MOST_NEAR = 3;

/** "3 claims checked: 2 second-hand, 1 matches. 1 sentence is not a claim." */
function headlineOf(claims: readonly ClaimResult[]): string {
  const real = claims.filter(({ verdict }) => verdict !== 'not a claim');
  const others = claims.length - real.length;
  const rest =
    others === 0 ? '' : ` ${others === 1 ? '1 sentence is not a claim' : `${others} sentences are not claims`}.`;
  if (real.length === 0) return 'No claim to check: nothing in this text says something that evidence could bear out.';
  const counts = VERDICTS.map((verdict) => ({
    verdict,
    count: real.filter((each) => each.verdict === verdict).length,
  }));
  const said = counts
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => (real.length === 1 ? verdict : `${count} × ${verdict}`));
  return `${real.length === 1 ? '1 claim' : `${real.length} claims`} checked: ${said.join(' · ')}.${rest}`;
}

/** Each finding once, under the claims that rest on it. */
function blocksOf(checked: readonly Checked[], index: EvidenceIndex): Block[] {
  const claimsOf = new Map<string, { readonly evidence: Evidence; readonly numbers: number[] }>();
  for (const [at, { evidence }] of checked.entries())
    for (const finding of evidence) {
      const known = claimsOf.get(finding.item.id);
      if (known) known.numbers.push(at + 1);
      else claimsOf.set(finding.item.id, { evidence: evidenceFor(finding, index), numbers: [at + 1] });
    }
  return [...claimsOf.values()].map(({ evidence, numbers }) => ({
    type: 'findings',
    ...(checked.length > 1
      ? { title: `To ${numbers.length > 1 ? 'claims' : 'claim'} ${enumerate(numbers.map(String))}` }
      : {}),
    evidence: [evidence],
  }));
}
