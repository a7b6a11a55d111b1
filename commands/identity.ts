import type { Concept, ConceptKind } from '../index/evidence/schema.js';
import type { EvidenceIndex } from '../index/search.js';
import { enumerate } from './phrase.js';

const KIND_WORDS: Readonly<Partial<Record<ConceptKind, string>>> = {
  agent: 'agent',
  'cell-therapy': 'cell therapy',
  procedure: 'procedure',
  class: 'drug class',
  regimen: 'regimen',
  strategy: 'treatment strategy',
  trial: 'trial',
  biomarker: 'biomarker',
  measure: 'outcome measure',
};

/** What a concept is, by the vocabulary; said to come from there and not from the documents. */
export function identityOf(concept: Concept, index: EvidenceIndex): string {
  const labels = (ids: readonly string[]) => ids.map((id) => index.vocabulary.concepts.get(id)?.label ?? id);
  const kind = KIND_WORDS[concept.kind] ?? concept.kind;
  const parts = [
    concept.parents.length > 0 ? `${kind}: ${enumerate(labels(concept.parents))}` : kind,
    concept.brands.length > 0 ? `brand ${enumerate(concept.brands)}` : '',
    concept.targets.length > 0 ? `target ${enumerate(concept.targets)}` : '',
    concept.components.length > 0 ? `components ${enumerate(labels(concept.components))}` : '',
  ].filter((part) => part !== '');
  return `${parts.join('; ')} (from the vocabulary, not from the documents)`;
}
