import type { Token } from '../retrieval/tokens.js';
import type { Place, Question, Slot } from './question.js';

/** Whether a word sets what stands before it against what follows. */
export const isAgainst = (word: string | undefined): boolean => /^(?:vs|versus|against|than)$/u.test(word ?? '');

/** Topics that divide patients: beside a measure they ask for its figure in each part, not for themselves. */
export const SUBGROUPS: ReadonlySet<string> = new Set(['age', 'sex', 'donor', 'risk-group', 'relapse-site', 'centers']);
const POPULATIONS: ReadonlySet<string> = new Set(['state', 'age', 'biomarker', 'disease']);

/** Whether a slot says who was looked at; the arm without is a therapy's. */
export const isPopulation = ({ concept }: Slot): boolean =>
  POPULATIONS.has(concept.kind) && concept.id !== 'control-arm';

/** Populations that a question sets against each other: "refractory versus relapsed", "mutated versus not". */
export function* contrastsIn(
  slots: readonly Slot[],
  tokens: readonly Token[],
): Generator<readonly [Slot, Slot | undefined]> {
  for (const one of slots.filter(isPopulation)) {
    const [next, following = ''] = [tokens[one.to]?.word, tokens[one.to + 1]?.word];
    if (isAgainst(next) && /^(?:not|none|no|others|rest)$/u.test(following)) yield [one, undefined];
    const other = slots.find(({ concept, from }) => concept.kind === one.concept.kind && from >= one.to);
    if (!other) continue;
    const between = tokens.slice(one.to, other.from).map((token) => token.word);
    if (between.length <= 3 && between.some((word) => /^(?:versus|vs|against|compared)$/u.test(word)))
      yield [one, other];
  }
}

const TELLING_APART =
  /^(?:early|earlier|late|later|short|shorter|long|longer|high|higher|low|lower|small|large|new|recent|first|second|single|prior|previous)$/u;

/** "Early versus late relapse": plain words that tell patients apart. */
export const tellsApart = (tokens: readonly Token[], at: number): boolean =>
  TELLING_APART.test(tokens[at]?.word ?? '') && (isAgainst(tokens[at - 1]?.word) || isAgainst(tokens[at + 1]?.word));

const REACH = 4;

/** "Young versus old", "against best supportive care": one side of a contrast is nothing to ask about by itself. */
export function isContrasting({ from, to }: Place, { tokens, slots }: Question): boolean {
  const start = Math.max(...slots.map((slot) => slot.to).filter((end) => end <= from), from - REACH, 0);
  return [...tokens.slice(start, from), ...tokens.slice(to, to + 1)].some(({ word }) => isAgainst(word));
}

const hasMeasure = ({ slots }: Question): boolean => slots.some(({ concept }) => concept.kind === 'measure');

/** Whether a measure is asked for in parts of the patients; hospitals often only tell which study is meant. */
export const isDivided = ({ concept, from }: Slot, question: Question): boolean =>
  SUBGROUPS.has(concept.id) &&
  hasMeasure(question) &&
  (concept.id !== 'centers' || /^(?:by|per|between|across|each)$/u.test(question.tokens[from - 1]?.word ?? ''));

/** "OS by donor type", "haplo against sibling": a figure of each part is asked for, not that there were parts. */
export const isSetApart = ({ concept, from, to }: Slot, question: Question): boolean =>
  SUBGROUPS.has(concept.id) &&
  hasMeasure(question) &&
  (/^(?:by|per|between)$/u.test(question.tokens[from - 1]?.word ?? '') || isAgainst(question.tokens[to]?.word));
