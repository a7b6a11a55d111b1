import { defineCommand } from './command.js';
import { identityOf } from './identity.js';
import { findingsAbout, notHeld, sheet, unknown } from './sheet.js';
import { accepts } from './suggest.js';

/** A trial by its exact number or name: one digit off is another trial. */
export const trial = defineCommand({
  name: 'trial',
  description: 'What the sources say of a trial, by its exact number or name',
  kind: 'slash',
  options: { id: { description: 'NCT number, EU CT number or name', kind: 'trial', required: true, maxLength: 100 } },
  examples: ['/trial NCT04674345', '/trial AML16'],
  run: ({ id }, { index }) => {
    const found = index.lookUp(id, accepts('trial'));
    if (found.status === 'unknown') return unknown('trial', 'trial', id, found.similar, index);
    if (found.corrected) return unknown('trial', 'trial', id, [found.concept], index);
    const { concept } = found;
    const findings = findingsAbout(concept.id, index);
    if (findings.length === 0) return notHeld('trial', concept, [], index);
    const results = findings.filter(
      (each) => each.finding.item.kind === 'result' || each.finding.item.kind === 'background',
    );
    const notice = `No result of ${concept.label} is reported in the texts held.`;
    const facts = [
      { label: 'What it is', text: identityOf(concept, index), sources: [] },
      ...(concept.registry && concept.registry !== concept.label
        ? [{ label: 'Registry number', text: concept.registry, sources: [] }]
        : []),
    ];
    const [lead] = findings;
    return sheet(
      'trial',
      lead?.finding.item.statement ?? concept.label,
      { type: 'facts', facts },
      findings,
      index,
      results.length === 0 ? [notice] : [],
    );
  },
});
