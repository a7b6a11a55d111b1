import { it } from 'vitest';
import { checkText } from '../../index/claims/check.js';
import { VERDICTS } from '../../index/claims/claim.js';
import { mutationsOf } from '../claims/mutations.js';
import { AGREEING, type GoldenClaim, goldenClaims, isExpected } from '../golden/claims.js';
import { indexOf } from '../program.js';

/** Typed before the program had seen them. */
const TYPED: ReadonlySet<string> = new Set(['chat', 'hostile']);

const index = indexOf('without documents');
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`);

/** Expected and given verdicts of claims; where a text is cut into another number of claims, all of it is wrong. */
function judged(golden: readonly GoldenClaim[]) {
  return golden.flatMap(({ claim, expect: expected }) => {
    const given = checkText(claim, index).claims.map(({ verdict }) => verdict);
    const length = Math.max(given.length, expected.length);
    return Array.from({ length }, (_, at) => {
      const [wanted, got] = [expected[at], given[at]];
      const isRight = given.length === expected.length && wanted && got && isExpected(wanted, got);
      return { wanted: isRight ? got : wanted?.verdict, got, isRight: isRight === true };
    });
  });
}

function report(title: string, golden: readonly GoldenClaim[]): void {
  const all = judged(golden);
  const right = all.filter((each) => each.isRight).length;
  const agreed = all.filter(({ got }) => got !== undefined && AGREEING.includes(got));
  const wrong = agreed.filter(({ wanted }) => wanted === undefined || !AGREEING.includes(wanted));
  console.log(
    `\n${title}: ${golden.length} texts, ${all.length} claims, ${right} right (${percent(right, all.length)})`,
  );
  console.log(`agrees where it should not: ${wrong.length} of ${agreed.length}`);
  for (const verdict of VERDICTS) {
    const given = all.filter(({ got }) => got === verdict);
    const wanted = all.filter((each) => each.wanted === verdict);
    const hits = given.filter((each) => each.isRight).length;
    console.log(
      `${verdict.padEnd(32)} precision ${percent(hits, given.length).padStart(6)} (${hits} of ${given.length})` +
        `  recall ${percent(hits, wanted.length).padStart(6)} (${hits} of ${wanted.length})`,
    );
  }
}

it('precision and recall of the claim check, by verdict', () => {
  report(
    'made for it',
    [...goldenClaims].flatMap(([file, claims]) => (TYPED.has(file) ? [] : claims)),
  );
  report('typed as in a chat', goldenClaims.get('chat') ?? []);
  report('wrong in a slot that is easily overlooked', goldenClaims.get('hostile') ?? []);
  const items = [...index.corpus.findings.values()].map(({ item }) => item);
  const agrees = (text: string) => checkText(text, index).claims.every(({ verdict }) => AGREEING.includes(verdict));
  const own = items.filter(({ statement }) => agrees(statement)).length;
  const mutations = items.flatMap(({ statement }) => mutationsOf(statement, index));
  const missed = mutations.filter(({ text }) => agrees(text)).length;
  console.log(`\nstatements that agree with themselves: ${own} of ${items.length}`);
  console.log(`statements with one slot changed that agree: ${missed} of ${mutations.length}`);
});

it('how long a message takes', () => {
  const texts = [...goldenClaims.values()].flat().map(({ claim }) => claim);
  const message = texts.slice(0, 12).join('\n');
  const time = (text: string): number => {
    const began = performance.now();
    checkText(text, index);
    return performance.now() - began;
  };
  const times = texts.map(time).sort((a, b) => a - b);
  const whole = Array.from({ length: 21 }, () => time(message)).sort((a, b) => a - b);
  const at = (sorted: readonly number[], share: number) =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(`\na text: p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms`);
  console.log(`a message of twelve lines: p50 ${at(whole, 0.5)} ms, max ${at(whole, 1)} ms`);
});
