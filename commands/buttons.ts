import type { Finding } from '../index/evidence/corpus.js';
import type { Question } from '../index/question/question.js';
import { isTherapy } from '../index/question/vocabulary.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Answer, Evidence } from './answer.js';
import { aboutPatient } from './ask.js';
import { citeFindings } from './cite.js';
import { type CommandContext, defineCommand } from './command.js';
import { citationsFor, evidenceFor } from './evidence.js';
import { invalid, MOST_FINDINGS, respond } from './respond.js';

const OUTDATED = 'This button is out of date: the finding behind it is no longer in the evidence. Please ask again.';

const CODE = { description: 'Code of a finding', kind: 'code', required: true, maxLength: 20 } as const;

const CODES = { description: 'Codes, separated by commas', kind: 'code', required: true, maxLength: 300 } as const;

const byCode = (code: string, index: EvidenceIndex): Finding | undefined =>
  index.corpus.byCode.get(code.trim().toLowerCase());

const allByCode = (codes: string, index: EvidenceIndex): readonly Finding[] =>
  codes.split(',').flatMap((code) => byCode(code, index) ?? []);

function showing(
  command: string,
  headline: string,
  evidence: readonly Evidence[],
  context: CommandContext,
  more: readonly string[] = [],
): Answer {
  return {
    command,
    status: 'answered',
    headline,
    blocks: [{ type: 'findings', evidence }],
    more,
    notices: [],
    related: [],
    citations: citationsFor(evidence, context.index),
    suggestions: [],
  };
}

/** Every passage of a finding, as it stands in the copy at hand. */
export const passage = defineCommand({
  name: 'passage',
  description: 'The passages of a finding',
  kind: 'internal',
  options: { code: CODE },
  examples: [],
  run: ({ code }, context) => {
    const { index } = context;
    const finding = byCode(code, index);
    if (!finding) return invalid('passage', OUTDATED);
    const evidence = evidenceFor(finding, index);
    const passages = index.quotes(finding).flatMap((located) => (located.status === 'quoted' ? [located.quote] : []));
    const all = passages.length > 0 ? passages.map((quote): Evidence => ({ ...evidence, quote })) : [evidence];
    const where = `[${finding.source.number}] ${finding.source.label}, ¶${evidence.paragraphs.join(', ¶')}`;
    const headline =
      passages.length > 0 ? `Passage: ${where}` : `The passage is not at hand: ${where}. Look for “${evidence.find}”.`;
    return showing('passage', headline, all, context);
  },
});

/** Several findings by their codes: what stands behind "more". */
export const findings = defineCommand({
  name: 'findings',
  description: 'Findings by their codes',
  kind: 'internal',
  options: { codes: CODES },
  examples: [],
  run: ({ codes }, context) => {
    const all = allByCode(codes, context.index);
    if (all.length === 0) return invalid('findings', OUTDATED);
    const shown = all.slice(0, MOST_FINDINGS).map((finding) => evidenceFor(finding, context.index));
    const rest = all.slice(MOST_FINDINGS).map((finding) => finding.item.code);
    return showing(
      'findings',
      `${shown.length} further ${shown.length === 1 ? 'finding' : 'findings'}`,
      shown,
      context,
      rest,
    );
  },
});

/** Findings to take along, with their references: what an answer shows. */
export const citeFinding = defineCommand({
  name: 'cite-finding',
  description: 'Findings to take along, with their references',
  kind: 'internal',
  options: { codes: CODES },
  examples: [],
  run: ({ codes }, { index }) => {
    const all = allByCode(codes, index);
    return all.length === 0 ? invalid('cite-finding', OUTDATED) : citeFindings('cite-finding', all, index);
  },
});

/** Findings on the same therapy and population, other measures. */
export const related = defineCommand({
  name: 'related',
  description: 'Findings close to a finding',
  kind: 'internal',
  options: { code: CODE },
  examples: [],
  run: ({ code }, context) => {
    const { index } = context;
    const finding = byCode(code, index);
    if (!finding) return invalid('related', OUTDATED);
    const { item, source } = finding;
    const subjects = new Set([...item.intervention, ...item.about, ...(item.outcome ? [item.outcome.measure] : [])]);
    const scored = index.profiles
      .filter((profile) => profile.finding.item.id !== item.id)
      .map((profile) => {
        const shared = [...subjects].filter((id) => profile.own.has(id)).length;
        const same =
          profile.finding.source.id === source.id && profile.finding.item.population === item.population ? 0.5 : 0;
        return { profile, score: shared === 0 ? 0 : shared + same };
      })
      .filter((each) => each.score > 0)
      .sort((a, b) => b.score - a.score || a.profile.finding.item.id.localeCompare(b.profile.finding.item.id));
    if (scored.length === 0) return invalid('related', 'No other finding is close to this one.');
    const shown = scored.slice(0, MOST_FINDINGS).map(({ profile }) => evidenceFor(profile.finding, index));
    return showing('related', `Close to: ${item.statement}`, shown, context);
  },
});

/** A further question that keeps what the finding is about: "and event-free survival?". */
export const followUp = defineCommand({
  name: 'follow-up',
  description: 'A further question about the therapy and population of a finding',
  kind: 'internal',
  options: {
    code: CODE,
    question: { description: 'The further question', kind: 'text', required: true, maxLength: 1000 },
  },
  examples: [],
  run: ({ code, question: text }, { index }) => {
    const finding = byCode(code, index);
    if (!finding) return invalid('follow-up', OUTDATED);
    const question = index.understand(text);
    if (question.patient) return aboutPatient('follow-up');
    return respond('follow-up', index.search(carriedOver(question, finding, index)), index);
  },
});

const POPULATION: ReadonlySet<string> = new Set(['disease', 'state', 'age', 'biomarker']);

/** Adds the finding's therapy, population and, where another measure is asked, its time point, unless the question names its own. */
function carriedOver(question: Question, finding: Finding, index: EvidenceIndex): Question {
  const { item, source } = finding;
  const concepts = (ids: readonly string[]) => ids.flatMap((id) => index.vocabulary.concepts.get(id) ?? []);
  const namesTherapy = question.slots.some((slot) => isTherapy(slot.concept));
  const namesPopulation = question.slots.some((slot) => POPULATION.has(slot.concept.kind));
  const namesMeasure = question.slots.some((slot) => slot.concept.kind === 'measure');
  const kept = [
    ...(namesTherapy ? [] : concepts(item.intervention)),
    ...(namesPopulation ? [] : concepts(source.cohorts[item.population]?.attributes ?? [])),
    ...(namesMeasure || !item.outcome ? [] : concepts([item.outcome.measure])),
  ];
  return {
    ...question,
    slots: [
      ...question.slots,
      ...kept.map((concept) => ({
        concept,
        negated: false,
        role: 'asked' as const,
        stems: [],
        cue: false,
        typed: concept.label,
        from: 0,
        to: 0,
      })),
    ],
  };
}
