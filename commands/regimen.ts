import { regimensWith } from '../index/question/regimens.js';
import { isTherapy } from '../index/question/vocabulary.js';
import type { EvidenceIndex } from '../index/search.js';
import { defineCommand } from './command.js';
import { tellOf } from './drug.js';
import { findingsAbout, notHeld, unknown } from './sheet.js';
import { accepts } from './suggest.js';

/** A regimen or a strategy in words: components, doses as given, who received it, outcomes. */
export const regimen = defineCommand({
  name: 'regimen',
  description: 'Look up a regimen or strategy: components, doses as given, who received it, outcomes, caveats',
  kind: 'slash',
  options: {
    name: {
      description: 'Regimen (DP-IAG) or strategy in words (sorafenib with chemotherapy and DLI)',
      kind: 'regimen',
      required: true,
      maxLength: 200,
    },
  },
  examples: ['/regimen DAC-CAG', '/regimen sorafenib with chemotherapy and DLI'],
  run: ({ name }, { index }) => {
    const isRegimen = accepts('regimen');
    const found = index.lookUp(name, isRegimen);
    const concept = found.status === 'found' ? found.concept : inWords(name, index);
    if (!concept) return unknown('regimen', 'regimen', name, found.status === 'unknown' ? found.similar : [], index);
    const findings = findingsAbout(concept.id, index);
    if (findings.length === 0) {
      const parts = index.profiles.filter(
        (profile) => profile.finding.item.kind === 'result' && concept.components.some((id) => profile.own.has(id)),
      );
      return notHeld(
        'regimen',
        concept,
        parts,
        index,
        'A result of one of its parts, or of a similar regimen, is not a result of it.',
      );
    }
    const answer = tellOf('regimen', concept, index, found.status === 'found' ? found.corrected : undefined);
    const measured = findings.some((each) => each.finding.item.outcome && each.finding.item.statistics.length > 0);
    const notice = `No outcome is reported for ${concept.label} in the texts held: what follows is its composition and use.`;
    return measured
      ? answer
      : {
          ...answer,
          headline: `${concept.label}: no outcome reported. ${answer.headline.replace(`${concept.label}: `, '')}`,
          notices: [notice, ...answer.notices],
        };
  },
});

/** A regimen by the drugs it is made of: "sorafenib plus chemo plus DLI". */
function inWords(text: string, index: EvidenceIndex) {
  const question = index.understand(text);
  const therapies = question.slots.filter((slot) => isTherapy(slot.concept) && !slot.negated);
  if (question.words.length > 0 || therapies.length === 0) return undefined;
  const [single] = therapies;
  if (therapies.length === 1 && single)
    return single.concept.kind === 'regimen' || single.concept.kind === 'strategy' ? single.concept : undefined;
  const parts = therapies.flatMap((slot) =>
    slot.concept.components.length > 0 ? slot.concept.components : [slot.concept.id],
  );
  const ids = [...new Set(parts)];
  const containing = regimensWith(ids, index.vocabulary).flatMap((id) => index.vocabulary.concepts.get(id) ?? []);
  return containing.find((each) => each.components.length === ids.length);
}
