import { answers } from '../index/question/coverage.js';
import type { Profile } from '../index/question/profile.js';
import type { Question } from '../index/question/question.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Answer, Block, Figure } from './answer.js';
import { defineCommand } from './command.js';
import { citationsFor, evidenceFor } from './evidence.js';
import { figuresOf, figureText, measureOf } from './figures.js';
import { enumerate, phraseOf } from './phrase.js';
import { plottableOf } from './plots.js';
import { invalid, MOST_FINDINGS } from './respond.js';

const NOT_REPORTED = 'not reported';

/** The same measures of two therapies, arms or populations in the same rows. Never ranks. */
export const compare = defineCommand({
  name: 'compare',
  description: 'Two therapies or arms side by side: same measures, differences named, no ranking',
  kind: 'slash',
  options: {
    a: { description: 'Drug, regimen, arm or population', kind: 'regimen', required: true, maxLength: 200 },
    b: { description: 'What to set beside it', kind: 'regimen', required: true, maxLength: 200 },
  },
  examples: ['/compare a: sorafenib b: no sorafenib', '/compare a: DP-IAG b: FLA + G-CSF + liposomal daunorubicin'],
  run: ({ a, b }, { index }) => {
    const sides = [a, b].map((text) => sideOf(text, index)) as [Side, Side];
    if (keyOfSide(sides[0]) === keyOfSide(sides[1]) && keyOfSide(sides[0]) !== '') {
      return invalid('compare', `Both sides are ${phraseOf(sides[0].question)}: name two different things.`);
    }
    const [left, right] = sides;
    const direct = directOf(left, right, index);
    if (direct.length > 0) return sideBySide(left, right, direct, index);
    const absent = sides.filter((side) => side.profiles.length === 0);
    if (absent.length === 2) return nothing(sides, index);
    return apart(left, right, index);
  },
});

interface Side {
  readonly question: Question;
  readonly label: string;
  /** Findings with a measured outcome that are about this side. */
  readonly profiles: readonly Profile[];
}

const keyOfSide = (side: Side): string =>
  side.question.slots.map((slot) => `${slot.negated}${slot.concept.id}`).join('+');

function sideOf(text: string, index: EvidenceIndex): Side {
  const named = index.vocabulary.concepts.get(text.trim().toLowerCase());
  const question = index.understand(named?.label ?? text);
  const asked: Question = { ...question, wanted: { result: false } };
  const profiles =
    question.slots.length === 0
      ? []
      : index.profiles.filter(
          (profile) =>
            profile.finding.item.outcome &&
            profile.finding.item.kind !== 'definition' &&
            profile.finding.item.kind !== 'method' &&
            answers(profile, asked, index.vocabulary),
        );
  return { question: asked, label: phraseOf(question) || text.slice(0, 60), profiles };
}

/** Findings of one study that measured both sides against each other. */
function directOf(left: Side, right: Side, index: EvidenceIndex): Profile[] {
  const both: Question = {
    ...left.question,
    slots: [...left.question.slots, ...right.question.slots],
    words: [...left.question.words, ...right.question.words],
  };
  if (left.question.slots.length === 0 || right.question.slots.length === 0) return [];
  const order = [...index.vocabulary.concepts.keys()];
  const rank = ({ finding: { item } }: Profile) =>
    (item.statistics.some((each) => each.kind === 'rate' || each.kind === 'proportion') ? 0 : 10_000) +
    order.indexOf(item.outcome?.measure ?? '');
  return index.profiles
    .filter((profile) => isReport(profile) && isContrast(profile) && answers(profile, both, index.vocabulary))
    .sort((a, b) => rank(a) - rank(b));
}

const isReport = ({ finding: { item } }: Profile): boolean => item.kind === 'result' || item.kind === 'background';

/** A finding that holds two arms against each other: by a test, by their figures, or in words. */
function isContrast({ finding: { item } }: Profile): boolean {
  if (item.intervention.length > 0 && item.comparator.length > 0) return true;
  const arms = new Set(item.statistics.flatMap((each) => ('arm' in each && each.arm ? [each.arm] : [])));
  return (
    item.outcome !== undefined && (arms.size > 1 || item.statistics.some((each) => 'contrast' in each && each.contrast))
  );
}

/** A figure in the column of its arm, which need not be named again. */
const inColumn = ({ arm: _named, ...figure }: Figure): string => figureText(figure);

function sideBySide(left: Side, right: Side, profiles: readonly Profile[], index: EvidenceIndex): Answer {
  const rows = profiles
    .filter((profile) => profile.finding.item.statistics.length > 0)
    .map((profile) => {
      const of = (side: Side) =>
        figuresOf(profile.finding, index.vocabulary, side.question).filter((figure) => figure.origin !== 'derived');
      const arms = new Set(of(left).flatMap((figure) => (figure.arm ? [figure.arm] : [])));
      const first = (side: Side): Figure | undefined => of(side).find((figure) => figure.arm !== undefined);
      const [l, r] = [first(left), first(right)];
      const distinct = arms.size > 1 && l?.arm !== r?.arm;
      const shared = of(left).filter((figure) => figure.arm === undefined);
      return {
        label: `${measureOf(profile.finding, index.vocabulary)} [${profile.finding.source.number}]`,
        cells: [
          distinct && l ? inColumn(l) : '—',
          distinct && r ? inColumn(r) : '—',
          shared.length > 0 ? shared.map(figureText).join('; ') : 'no test reported',
        ],
      };
    });
  const evidence = profiles.map((profile) => evidenceFor(profile.finding, index, left.question));
  const table: Block = { type: 'table', columns: ['measure', left.label, right.label, 'comparison'], rows };
  const caveats = evidence.flatMap((each) => each.caveats);
  const shared = [...new Set(caveats.filter((caveat, at) => caveats.indexOf(caveat) !== at))];
  const designs = [...new Set(evidence.map((each) => each.design))];
  return {
    command: 'compare',
    status: 'answered',
    headline: `${left.label} and ${right.label}, compared within ${enumerate([...new Set(evidence.map((each) => each.source.label))])} (${enumerate(designs)}): ${evidence.length === 1 ? (evidence[0]?.statement ?? '') : `${evidence.length} findings.`}`,
    blocks:
      rows.length > 0
        ? [table, { type: 'findings', evidence: evidence.slice(0, MOST_FINDINGS) }]
        : [{ type: 'findings', evidence: evidence.slice(0, MOST_FINDINGS) }],
    more: evidence.slice(MOST_FINDINGS).map((each) => each.code),
    ...plottableOf(
      profiles.map(({ finding }) => finding),
      index.vocabulary,
    ),
    notices: shared,
    related: [],
    citations: citationsFor(evidence, index),
    suggestions: [],
  };
}

/** Results of different studies side by side: no direction, and every difference named. */
function apart(left: Side, right: Side, index: EvidenceIndex): Answer {
  const keyOf = (profile: Profile): string => measureOf(profile.finding, index.vocabulary);
  const measured = (side: Side) => side.profiles.filter((profile) => profile.finding.item.statistics.length > 0);
  const keys = [...new Set([...measured(left), ...measured(right)].map(keyOf))];
  const cell = (side: Side, key: string): string => {
    const found = measured(side).filter((profile) => keyOf(profile) === key);
    if (found.length === 0) return NOT_REPORTED;
    return found
      .map((profile) => {
        const [figure] = figuresOf(profile.finding, index.vocabulary, side.question);
        return `${figure ? figureText(figure) : profile.finding.item.statement} [${profile.finding.source.number}]`;
      })
      .join('; ');
  };
  const rows = keys.map((key) => ({ label: key, cells: [cell(left, key), cell(right, key)] }));
  const profiles = [
    ...new Set([
      ...(measured(left).length > 0 ? measured(left) : left.profiles),
      ...(measured(right).length > 0 ? measured(right) : right.profiles),
    ]),
  ];
  const evidence = profiles.map((profile) => evidenceFor(profile.finding, index));
  const missing = [left, right].filter((side) => side.profiles.length === 0);
  const shared = rows.filter((row) => !row.cells.includes(NOT_REPORTED)).length;
  const blocks: Block[] = [
    ...(rows.length > 0 ? [{ type: 'table' as const, columns: ['measure', left.label, right.label], rows }] : []),
    { type: 'findings', evidence },
  ];
  const [first, ...others] = blocks;
  if (!first) throw new Error('a comparison without blocks');
  return {
    command: 'compare',
    status: missing.length > 0 ? 'partial' : 'answered',
    headline:
      missing.length > 0
        ? `${enumerate(missing.map((side) => side.label))}: no result in the evidence; only one side can be shown.`
        : `${left.label} and ${right.label} were not compared with each other in the evidence; ${shared} ${shared === 1 ? 'measure is' : 'measures are'} reported for both.`,
    blocks: [first, ...others],
    more: [],
    ...plottableOf(
      profiles.map(({ finding }) => finding),
      index.vocabulary,
    ),
    notices: [
      ...missing.map((side) => `Not in the evidence: a result of ${side.label}.`),
      ...(missing.length === 0
        ? ['No direction is given: the figures come from different studies or groups.', ...differences(left, right)]
        : []),
    ],
    related: [],
    citations: citationsFor(evidence, index),
    suggestions: [],
  };
}

/** In what the two sides differ besides the therapy. */
function differences(left: Side, right: Side): string[] {
  const of = (side: Side, read: (profile: Profile) => string) =>
    enumerate([...new Set(side.profiles.map(read).filter((each) => each !== ''))]) || 'not stated';
  const aspects: readonly (readonly [string, (profile: Profile) => string])[] = [
    ['Population', ({ finding: { item, source } }) => source.cohorts[item.population]?.label ?? ''],
    [
      'Time point',
      ({ finding: { item } }) => (item.outcome?.time ? `${item.outcome.time.value} ${item.outcome.time.unit}s` : ''),
    ],
    ['Criteria', ({ finding: { item } }) => item.outcome?.criteria ?? ''],
    ['Design', ({ finding: { item, source } }) => item.design ?? source.design],
  ];
  return aspects.flatMap(([name, read]) => {
    const [a, b] = [of(left, read), of(right, read)];
    return a === b ? [] : [`${name} differs: ${a} against ${b}.`];
  });
}

function nothing(sides: readonly Side[], index: EvidenceIndex): Answer {
  const related = index.profiles
    .filter((profile) => sides.some((side) => side.question.slots.some((slot) => profile.own.has(slot.concept.id))))
    .slice(0, 3)
    .map((profile) => evidenceFor(profile.finding, index));
  return {
    command: 'compare',
    status: 'no-evidence',
    headline: `Not in the evidence: a result of ${enumerate(
      sides.map((side) => side.label),
      'or of',
    )}.`,
    notices: [],
    related,
    citations: citationsFor(related, index),
    suggestions: [],
  };
}
