import type { Slot } from '../question/question.js';
import type { EvidenceIndex } from '../search.js';
import { armOf } from './arms.js';
import type { ArmNamed, Claim, Difference } from './claim.js';
import { directionIn, isCausal, ofMeasure, significanceIn } from './direction.js';
import type { Holding } from './holding.js';
import { holdingsOf } from './holdings.js';
import { isCalled } from './measures.js';
import { BEYOND, reportedDirection } from './reported.js';
import { populationDiffers, subjectDiffers, timeDiffers } from './setting.js';
import { isMeasure } from './slots.js';
import { unsaidWords } from './unsaid.js';
import type { Checked } from './verdict.js';

/** "OS was longer with sorafenib": decided by the figures of the two arms and their P. */
export function comparisonOf(claim: Claim, index: EvidenceIndex): Checked | undefined {
  const claimed = directionIn(claim.wording);
  const measures = claim.slots.filter(isMeasure);
  if (claimed === undefined || measures.length === 0 || claim.arm.given.length + claim.arm.without.length === 0)
    return undefined;
  const contrasts = holdingsOf(index).filter((holding) => holding.facts.some((fact) => fact.contrast));
  const found = contrasts.flatMap((holding) => {
    const fact = holding.facts.find((each) => each.contrast);
    const measured = holding.finding.item.outcome?.measure;
    const reported = reportedDirection(
      { ...claim, arm: { ...claim.arm, without: claim.arm.given.length > 0 ? [] : claim.arm.without } },
      holding,
    );
    if (!fact || measured === undefined || reported === undefined) return [];
    const isMeasured = ({ concept: { id } }: Slot) =>
      isCalled(id, measured) || index.vocabulary.broader(measured).has(id);
    if (!measures.some(isMeasured)) return [];
    if (armOf(withoutSide(claim.arm), fact, holding, index.vocabulary) !== 'same') return [];
    return [{ holding, measured, reported }];
  });
  const [first] = found.sort((a, b) => weightOf(a.holding) - weightOf(b.holding));
  if (!first) return undefined;
  const { holding, measured, reported } = first;
  const population = populationDiffers(claim, undefined, holding, index.vocabulary);
  const meant = ofMeasure(claimed, measured);
  const isBorne = reported === 'same' ? meant === 'same' : meant === reported;
  const significant = significanceIn(claim.wording);
  const isOverstated = significant !== undefined && significant === (reported === 'same');
  const unsaid = unsaidWords(claim, holding.stems, true).filter((word) => !TOLD.test(word));
  const differs: Difference[] = [
    ...(isBorne && !isOverstated ? [] : (['direction'] as const)),
    ...population.differs,
    ...timeDiffers(claim, holding).differs,
    ...(isCausal(claim.wording) ||
    (meant === 'same' && /n't|\bnot\b/iu.test(claim.wording) && isCausal(claim.wording.replace(/n't|\bnot\b/giu, '')))
      ? (['conclusion'] as const)
      : []),
    ...subjectDiffers(claim, holding).differs,
    ...(unsaid.length > 0 ? (['wording'] as const) : []),
  ];
  const notes = [
    ...(isBorne
      ? []
      : [
          reported === 'same'
            ? 'Reported: no significant difference.'
            : `Reported: ${reported === 'up' ? 'higher' : 'lower'} with the arm that is named.`,
        ]),
    ...(differs.includes('conclusion') ? [BEYOND] : []),
    ...population.notes,
    ...(unsaid.length > 0
      ? [
          `Not said there: ${unsaid
            .slice(0, 4)
            .map((word) => `“${word}”`)
            .join(', ')}.`,
        ]
      : []),
  ];
  const base = { text: claim.text, near: [], evidence: [holding.finding], notes };
  if (differs.length === 0)
    return { ...base, verdict: holding.finding.item.attribution === 'primary' ? 'matches' : 'second-hand', differs };
  if (differs.includes('population') || differs.includes('wording'))
    return { ...base, verdict: 'same figure, different context', differs };
  return {
    ...base,
    verdict: differs.includes('direction') ? 'different figure' : 'same figure, different context',
    differs: [...new Set(differs)],
  };
}

/** Two groups that differ are told so: what goes together with what. */
const TOLD =
  /^(?:with|than|associat\w*|linked|correlat\w*|retrospective\w*|chang\w*|affect\w*|influenc\w*|impact\w*)$/iu;

/** A comparison names both of its sides. */
const withoutSide = ({ other, ...arm }: ArmNamed): ArmNamed => arm;

/** Rates by arm say more than a ratio, and a ratio more than a bare P. */
function weightOf(holding: Holding): number {
  const { statistics, outcome } = holding.finding.item;
  const kind = statistics[0]?.kind;
  return (
    (kind === 'rate' || kind === 'proportion' ? 0 : kind === 'hazard-ratio' ? 1 : 2) +
    (outcome?.measure === 'os' ? 0 : 0.5)
  );
}
