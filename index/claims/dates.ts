import { tokenize } from '../retrieval/tokens.js';
import type { EvidenceIndex } from '../search.js';
import { isAbout } from './arms.js';
import type { Claim, Difference } from './claim.js';
import type { Holding } from './holding.js';
import { holdingsOf } from './holdings.js';
import { isDateOf, populationDiffers, subjectDiffers } from './setting.js';
import { unsaidWords } from './unsaid.js';
import { type Checked, sourced } from './verdict.js';

/** What is done on a day, by the words for it. */
const DONE: readonly RegExp[] = [
  /\b(?:publish\w*|appear\w*|came\s+out|come\s+out|post(?:ed|ing)|went\s+online|released|publication)\b/iu,
  /\baccept\w*/iu,
  /\b(?:receiv\w*|submitted|handed\s+in)\b/iu,
  /\b(?:analy[sz]\w*|cut-?\s?off|locked)\b/iu,
  /\b(?:held|took\s+place|conference|meeting)\b/iu,
];

const doneIn = (text: string): ReadonlySet<number> =>
  new Set(DONE.flatMap((pattern, at) => (pattern.test(text) ? [at] : [])));

/** A day that is told of something: held against the findings that tell the day of the same thing. */
export function checkDate(claim: Claim, index: EvidenceIndex): Checked {
  const { figure } = claim;
  if (figure?.kind !== 'date') throw new TypeError('a claim without a date');
  const done = doneIn(claim.wording);
  const found = holdingsOf(index).flatMap((holding) => {
    const dates = holding.facts.flatMap(({ stated, spelled }) =>
      stated?.kind === 'date' ? [{ date: stated.date, spelled: spelled ?? stated.date }] : [],
    );
    const theirs = doneIn(holding.statement);
    const isSame = done.size > 0 && [...done].every((each) => theirs.has(each));
    if (dates.length === 0 || !isSame || !isOfSource(claim, holding)) return [];
    const isDay = dates.some(({ date }) => isDateOf(figure.date, date));
    return [
      {
        holding,
        isDay,
        reported: dates.map(({ spelled }) => spelled).join(', '),
        differs: differsIn(claim, holding, index),
      },
    ];
  });
  const best = found
    .filter((each) => each.differs.length === 0)
    .sort((a, b) => theirsOf(a.holding) - theirsOf(b.holding));
  const right = best.find((each) => each.isDay);
  if (right) return { ...sourced(claim.text, right.holding, undefined, index), notes: [] };
  const [other] = best;
  const base = { text: claim.text, near: [] };
  if (other) {
    const { holding, reported } = other;
    return {
      ...base,
      verdict: 'different figure',
      evidence: [holding.finding],
      differs: ['figure'],
      notes: [`Reported: ${reported}.`],
    };
  }
  const elsewhere = found.find((each) => each.isDay);
  if (!elsewhere) return { ...base, verdict: 'not in the text held', evidence: [], differs: [], notes: [] };
  const { holding, differs } = elsewhere;
  return { ...base, verdict: 'same figure, different context', evidence: [holding.finding], differs, notes: [] };
}

/** The fewer words a finding has, the more it is about its date. */
const theirsOf = ({ statement }: Holding): number => tokenize(statement).length;

/** A day is of one source, which has to be named: every one of them was published. */
const isOfSource = ({ slots, words }: Claim, { finding, spoken }: Holding): boolean =>
  slots.some(({ concept }) => concept.kind === 'source' && concept.id === finding.source.id) ||
  words.filter((word) => spoken.has(word.stem)).length > 1;

function differsIn(claim: Claim, holding: Holding, index: EvidenceIndex): readonly Difference[] {
  const words = unsaidWords(claim, holding.stems, true).filter((word) => !DONE.some((pattern) => pattern.test(word)));
  const subject = subjectDiffers(claim, holding).differs.filter((each) => each !== 'wording');
  const { differs } = populationDiffers(claim, undefined, holding, index.vocabulary);
  const isOther = [...claim.arm.given, ...claim.arm.without].some((slot) => !isAbout(holding, slot, index.vocabulary));
  return [
    ...subject,
    ...differs,
    ...(isOther ? (['intervention'] as const) : []),
    ...(words.length > 0 ? (['wording'] as const) : []),
  ];
}
