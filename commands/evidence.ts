import { openAt } from '../index/evidence/citations/place.js';
import type { Finding } from '../index/evidence/corpus.js';
import type { Item, Source } from '../index/evidence/schema.js';
import type { Vocabulary } from '../index/question/vocabulary.js';
import type { EvidenceIndex, UncuratedPassage } from '../index/search.js';
import type { Citation, Evidence, Passage, SourceRef } from './answer.js';
import { type Focus, figuresOf, NO_FOCUS, withUnit } from './figures.js';
import { citationOf } from './references.js';

export const sourceRef = (source: Source): SourceRef => ({
  id: source.id,
  number: source.number,
  label: source.label,
  file: source.file,
});

/** A finding as answers show it; the focus decides which figure comes first. */
export function evidenceFor(finding: Finding, index: EvidenceIndex, focus: Focus = NO_FOCUS): Evidence {
  const { item, source } = finding;
  const located = index.quote(finding);
  const find = item.locators[0]?.find ?? '';
  const link = openAt(source, find);
  const cohort = source.cohorts[item.population];
  const secondary = item.attribution === 'primary' ? undefined : item.attribution.secondary;
  return {
    id: item.id,
    code: item.code,
    source: sourceRef(source),
    paragraphs: [...new Set(item.locators.map((locator) => locator.paragraph))],
    statement: item.statement,
    quote: located.status === 'quoted' ? located.quote : null,
    quoteStatus: located.status,
    find,
    ...(link === undefined ? {} : { link }),
    population: cohort ? `${cohort.label}${cohort.n === undefined ? '' : `, n = ${cohort.n}`}` : '',
    design: item.design ?? source.design,
    ...definitionOf(item, index.vocabulary),
    ...(secondary ? { secondary } : {}),
    figures: figuresOf(finding, index.vocabulary, focus),
    readings: item.read,
    derived: item.derived.map((each) => ({
      text: `${each.label}: ${withUnit(each.value, each.unit)}`,
      formula: each.formula,
    })),
    caveats: item.caveats.map((each) => (typeof each === 'string' ? each : each.text)),
    conflicts: item.conflicts.flatMap((id) => {
      const other = index.corpus.findings.get(id);
      return other ? [{ id, code: other.item.code, statement: other.item.statement }] : [];
    }),
  };
}

function definitionOf({ outcome }: Item, { concepts }: Vocabulary): Pick<Evidence, 'definition'> {
  if (outcome?.criteria === undefined) return {};
  return { definition: `${concepts.get(outcome.measure)?.label ?? outcome.measure}: ${outcome.criteria}` };
}

export const passageFor = ({ source, paragraph, quote }: UncuratedPassage): Passage => ({
  source: sourceRef(source),
  paragraph: paragraph.number,
  text: quote,
});

/** The citations behind what is shown, by source number. */
export function citationsFor(shown: readonly (Evidence | Passage)[], index: EvidenceIndex): Citation[] {
  const numbers = new Set(shown.map((each) => each.source.number));
  return index.corpus.sources.filter((source) => numbers.has(source.number)).map(citationOf);
}
