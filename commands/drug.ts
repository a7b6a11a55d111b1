import type { Concept } from '../index/evidence/schema.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Answer, Fact } from './answer.js';
import { defineCommand } from './command.js';
import { evidenceFor } from './evidence.js';
import { identityOf } from './identity.js';
import { enumerate } from './phrase.js';
import { plottableOf } from './plots.js';
import { headlineOf, NOTHING_ASKED } from './respond.js';
import { findingsAbout, notHeld, sheet, unknown } from './sheet.js';
import { accepts, heldIn } from './suggest.js';

/** Everything the sources say of a drug, a class or a procedure. Nothing is inherited from its class or its arm. */
export const drug = defineCommand({
  name: 'drug',
  description: 'Look up a drug, brand or class: results by population, doses as given, safety, trials, status',
  kind: 'slash',
  options: {
    name: { description: 'Generic name, brand, abbreviation or class', kind: 'drug', required: true, maxLength: 100 },
  },
  examples: ['/drug sorafenib', '/drug Besponsa', '/drug menin inhibitor'],
  run: ({ name }, { index }) => {
    const isDrug = accepts('drug');
    const found = index.lookUp(name, (concept) => isDrug(concept) || accepts('regimen')(concept));
    if (found.status === 'unknown') return unknown('drug', 'drug', name, found.similar.filter(isDrug), index);
    return tellOf('drug', found.concept, index, found.corrected);
  },
});

/** The sheet of a therapy. */
export function tellOf(command: string, concept: Concept, index: EvidenceIndex, corrected?: string): Answer {
  const findings = findingsAbout(concept.id, index);
  const held = heldIn(index);
  const members =
    concept.kind === 'class' ? index.vocabulary.narrower(concept.id).filter((each) => held.has(each.id)) : [];
  const read = corrected ? `Read “${corrected}” as ${concept.label}. ` : '';
  if (findings.length === 0 && members.length === 0) {
    const classes = index.profiles.filter((profile) => concept.parents.some((parent) => profile.own.has(parent)));
    const notice = classes.length > 0 ? 'What is said of its class is not said of it.' : undefined;
    return notHeld(command, concept, classes, index, notice);
  }
  const regimens = [...index.vocabulary.regimens].filter(
    (each) => each.components.includes(concept.id) && held.has(each.id),
  );
  const facts: Fact[] = [
    { label: 'What it is', text: identityOf(concept, index), sources: [] },
    ...(regimens.length > 0
      ? [{ label: 'Part of', text: enumerate(regimens.map((each) => each.label)), sources: [] }]
      : []),
    ...(members.length > 0
      ? [{ label: 'Members in the evidence', text: enumerate(members.map((each) => each.label)), sources: [] }]
      : []),
  ];
  const results = findings.filter(
    ({ finding: { item } }) =>
      item.intervention.includes(concept.id) && item.outcome !== undefined && item.statistics.length > 0,
  );
  const ofMembers = members.flatMap((member) => findingsAbout(member.id, index).slice(0, 1)).slice(0, 3);
  const approval = findings.some((each) => each.finding.item.about.includes('approval'));
  const notices = [
    ...(approval || concept.kind === 'procedure'
      ? []
      : [`Approval of ${concept.label}: not stated in the texts held.`]),
    ...(results.length === 0 && regimens.length > 0 && concept.kind !== 'class'
      ? [`No result of ${concept.label} itself is reported; a result of a regimen is not the result of its part.`]
      : []),
    ...(members.length > 0
      ? ['Findings about a member are found under its own name; they are not findings about the class.']
      : []),
  ];
  const sources = new Set(findings.map((each) => each.finding.source.number));
  const lead = results[0] ? `${headlineOf([evidenceFor(results[0].finding, index)], NOTHING_ASKED)} — ` : '';
  const headline =
    findings.length > 0
      ? `${read}${concept.label}: ${lead}${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} in ${sources.size} ${sources.size === 1 ? 'source' : 'sources'}.`
      : `${read}${concept.label}: nothing is said of the class itself; members in the evidence are ${enumerate(members.map((each) => each.label))}.`;
  const related = ofMembers.map((profile) => evidenceFor(profile.finding, index));
  const answer = sheet(command, headline, { type: 'facts', facts }, findings, index, notices, related);
  return {
    ...answer,
    ...plottableOf(
      results.map(({ finding }) => finding),
      index.vocabulary,
    ),
  };
}
