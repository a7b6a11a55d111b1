import { isTherapy } from '../index/question/vocabulary.js';
import type { Fact } from './answer.js';
import { defineCommand } from './command.js';
import { identityOf } from './identity.js';
import { enumerate } from './phrase.js';
import { notHeld, sheet, unknown } from './sheet.js';
import { accepts, heldIn } from './suggest.js';

/** Findings in patients with a biomarker, and the agents the vocabulary lists against it. Wild-type is not mutated. */
export const biomarker = defineCommand({
  name: 'biomarker',
  description: 'Findings in patients with a biomarker, and agents against it',
  kind: 'slash',
  options: {
    name: {
      description: 'Gene, mutation or marker: FLT3-ITD, FLT3 wild-type, KMT2A, TP53',
      kind: 'biomarker',
      required: true,
      maxLength: 100,
    },
  },
  examples: ['/biomarker FLT3 wild-type', '/biomarker TP53'],
  run: ({ name }, { index }) => {
    const found = index.lookUp(name, accepts('biomarker'));
    if (found.status === 'unknown') return unknown('biomarker', 'biomarker', name, found.similar, index);
    const { concept } = found;
    const rank = (kind: string) =>
      ['result', 'approval', 'position', 'background', 'trial', 'characteristic'].indexOf(kind) + 1 || 9;
    const all = index.profiles.filter((profile) => profile.covers.has(concept.id));
    const telling = all.filter(
      (profile) => !['method', 'definition', 'publication'].includes(profile.finding.item.kind),
    );
    const findings = [...(telling.length > 0 ? telling : all)].sort(
      (a, b) => rank(a.finding.item.kind) - rank(b.finding.item.kind),
    );
    if (findings.length === 0) {
      const kin = index.profiles.filter((profile) => concept.parents.some((parent) => profile.covers.has(parent)));
      return notHeld(
        'biomarker',
        concept,
        kin,
        index,
        kin.length > 0 ? 'Findings in another state of the gene are not findings in this one.' : undefined,
      );
    }
    const held = heldIn(index);
    const gene = (concept.label.split(/[-\s/]/u)[0] ?? concept.label).toUpperCase();
    const against = [...index.vocabulary.concepts.values()].filter(
      (each) =>
        isTherapy(each) && held.has(each.id) && each.targets.some((target) => target.toUpperCase().startsWith(gene)),
    );
    const facts: Fact[] = [
      { label: 'What it is', text: identityOf(concept, index), sources: [] },
      ...(against.length > 0
        ? [
            {
              label: 'Agents in the evidence with this target',
              text: `${enumerate(against.map((each) => each.label))} (targets from the vocabulary)`,
              sources: [],
            },
          ]
        : []),
    ];
    const headline = `${concept.label}: ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} in patients with it or about it.`;
    return sheet('biomarker', headline, { type: 'facts', facts }, findings, index, []);
  },
});
