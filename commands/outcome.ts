import type { Finding } from '../index/evidence/corpus.js';
import type { Question } from '../index/question/question.js';
import type { EvidenceIndex, SearchResult } from '../index/search.js';
import type { Answer } from './answer.js';
import { defineCommand, type Values } from './command.js';
import { plottableOf } from './plots.js';
import { respond } from './respond.js';
import { unknown } from './sheet.js';
import { accepts } from './suggest.js';

export const OUTCOME_OPTIONS = {
  measure: { description: 'OS, EFS, CRc, acute GVHD, 2-year OS …', kind: 'measure', required: true, maxLength: 100 },
  regimen: { description: 'Drug, regimen or arm', kind: 'regimen', required: false, maxLength: 200 },
  population: {
    description: 'Disease, age group, biomarker, line',
    kind: 'population',
    required: false,
    maxLength: 200,
  },
} as const;

/** One measure, for a regimen and in a population where they are named. */
export const outcome = defineCommand({
  name: 'outcome',
  description: 'One outcome measure, for a regimen and in a population if named',
  kind: 'slash',
  options: OUTCOME_OPTIONS,
  examples: [
    '/outcome OS',
    '/outcome measure: 2-year EFS regimen: sorafenib',
    '/outcome CRc population: FLT3 wild-type',
  ],
  run: (values, { index }) => {
    const asked = askedOutcome('outcome', values, index);
    if ('status' in asked) return asked;
    const answer = respond('outcome', asked, index);
    return answer.status === 'answered' || answer.status === 'partial'
      ? { ...answer, ...plottableOf(measuring(asked, index), index.vocabulary) }
      : answer;
  },
});

/** What the evidence has for a measure, or the answer that no such measure is known. */
export function askedOutcome(
  command: string,
  { measure, regimen, population }: Values<typeof OUTCOME_OPTIONS>,
  index: EvidenceIndex,
): SearchResult | Answer {
  const resolve = (text: string) => index.vocabulary.concepts.get(text.trim().toLowerCase())?.label ?? text;
  const asked = index.understand(resolve(measure));
  if (measuresIn(asked).length === 0) {
    const found = index.lookUp(measure, accepts('measure'));
    const similar = found.status === 'unknown' ? found.similar : [found.concept];
    return unknown(command, 'outcome measure', measure, similar, index);
  }
  const parts = [asked, ...[regimen, population].flatMap((text) => (text ? [index.understand(resolve(text))] : []))];
  const together: Question = {
    ...asked,
    text: parts.map((part) => part.text).join(', '),
    tokens: parts.flatMap((part) => part.tokens),
    slots: parts.flatMap((part) => part.slots),
    durations: parts.flatMap((part) => part.durations),
    numbers: parts.flatMap((part) => part.numbers),
    words: parts.flatMap((part) => part.words),
    corrections: parts.flatMap((part) => part.corrections),
    wanted: { figure: 'any', result: false },
    patient: false,
  };
  return index.search(together, ({ finding: { item } }) => item.kind !== 'definition' && item.kind !== 'method');
}

const measuresIn = ({ slots }: Question): readonly string[] =>
  slots.filter(({ concept }) => concept.kind === 'measure').map(({ concept }) => concept.id);

/** Findings whose own outcome is a measure that was asked, the most direct first. */
export function measuring({ parts }: SearchResult, { vocabulary }: EvidenceIndex): readonly Finding[] {
  const found = parts.flatMap(({ matches, question }) => {
    const asked = measuresIn(question);
    return matches
      .map(({ finding }) => finding)
      .filter(({ item }) => asked.some((id) => vocabulary.broader(item.outcome?.measure ?? '').has(id)));
  });
  return [...new Set(found)];
}
