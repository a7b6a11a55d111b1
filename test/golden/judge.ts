import { type Answer, evidenceOf } from '../../commands/answer.js';
import { numbersIn } from '../../index/evidence/numbers.js';

/** A golden question: what a hematologist expects, stated by hand. Files: test/golden/*.yaml. */
export interface Golden {
  readonly ask: string;
  readonly why: string;
  readonly status: string | readonly string[];
  readonly document?: string;
  readonly paragraphs?: readonly number[];
  readonly figures?: readonly string[];
  readonly never?: readonly string[];
  readonly names?: readonly string[];
  /** Known to be answered wrongly, and why: the test fails once it is answered right, so that this line goes. */
  readonly open?: string;
  /** The ask is typed this many times over. */
  readonly repeat?: number;
}

/** Findings in which the expected figures may stand besides the headline. */
const LEADING = 3;

/** What is wrong with an answer; empty where it is what was expected. */
export function judge(golden: Golden, answer: Answer): string[] {
  const faults: string[] = [];
  const allowed = [golden.status].flat();
  if (!allowed.includes(answer.status)) faults.push(`status ${answer.status}, expected ${allowed.join(' or ')}`);
  const headline = answer.headline.toLowerCase();
  const headlineNumbers = new Set(numbersIn(answer.headline));
  for (const name of golden.names ?? []) {
    if (!headline.includes(name.toLowerCase())) faults.push(`the headline does not name ${name}`);
  }
  for (const never of golden.never ?? []) {
    const isNumber = /^\d+(?:\.\d+)?$/.test(never);
    if (isNumber ? headlineNumbers.has(never) : headline.includes(never.toLowerCase()))
      faults.push(`the headline has ${never}`);
  }
  if (answer.status !== 'answered' && answer.status !== 'partial') return faults;
  const leading = evidenceOf(answer).slice(0, LEADING);
  const { document, paragraphs } = golden;
  if (document) {
    const cited = answer.citations.some((each) => FILES[each.source]?.startsWith(document));
    if (!leading.some((each) => each.source.file.startsWith(document)) && !(leading.length === 0 && cited))
      faults.push(`not from ${document}`);
  }
  if (paragraphs && !leading.some((each) => each.paragraphs.some((number) => paragraphs.includes(number)))) {
    faults.push(
      `paragraphs ${leading.map((each) => each.paragraphs.join('+')).join(', ')}, expected ${paragraphs.join(' or ')}`,
    );
  }
  const shown = new Set([
    ...headlineNumbers,
    ...leading.flatMap((each) => [...numbersIn(each.statement), ...each.figures.flatMap((figure) => figure.numbers)]),
  ]);
  for (const figure of golden.figures ?? []) {
    if (
      !shown.has(figure) &&
      !answer.headline.includes(figure) &&
      !leading.some((each) => each.statement.includes(figure))
    )
      faults.push(`${figure} is not shown`);
  }
  return faults;
}

const FILES: Readonly<Record<string, string>> = {
  'jiang-2025': '002',
  'kaspers-2026': '001',
  'buchrits-2023': '000',
  'wei-2026': '003',
  'healthtree-2025': '004',
};
