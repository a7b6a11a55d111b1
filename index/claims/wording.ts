import { tokenize } from '../retrieval/tokens.js';
import type { EvidenceIndex } from '../search.js';
import type { Claim, Difference } from './claim.js';
import { clashOf } from './clash.js';
import { comparisonOf } from './comparison.js';
import { inheritedApproval, withoutStandard } from './conclusions.js';
import { agreesWithReadings } from './details.js';
import type { Holding } from './holding.js';
import { holdingsOf } from './holdings.js';
import { areMeasuresSaid, areNamesSaid, areTherapiesSaid, isElsewhere } from './names-said.js';
import { isAsNarrow, isOfPartner } from './narrowness.js';
import { partOf } from './part.js';
import { sameStem, sameStems } from './same-words.js';
import { populationDiffers, subjectDiffers, timeDiffers } from './setting.js';
import { isFunctionWord } from './small-talk.js';
import { ONE_SIDED } from './spoken-arms.js';
import { saysSomething } from './substance.js';
import { unsaidWords } from './unsaid.js';
import { absentOf, type Checked, sourced } from './verdict.js';
import { wayDiffers } from './way-said.js';

interface Said {
  readonly holding: Holding;
  readonly differs: readonly Difference[];
  readonly notes: readonly string[];
  /** How much of the finding the claim says. */
  readonly share: number;
}

/** Holds a claim in words against the evidence: a comparison by the figures of its arms, anything else by what findings say. */
export function checkWording(claim: Claim, index: EvidenceIndex): Checked {
  const absent = absentOf(claim, index);
  const spoken = new Set(sameStems(claim.wording));
  const said = ONE_SIDED.test(claim.wording)
    ? []
    : holdingsOf(index).flatMap((holding) => saidIn(claim, spoken, holding, index));
  const exact = said.filter((each) => each.differs.length === 0).sort(byShare);
  const [best] = exact;
  if (best) return { ...sourced(claim.text, best.holding, undefined, index), notes: best.notes };
  const compared = comparisonOf(claim, index);
  if (compared) return compared;
  const classWide = inheritedApproval(claim, index);
  if (classWide) return classWide;
  const near = said
    .filter(
      (each) =>
        each.differs.length === 1 || each.differs.every((name) => name === 'conclusion' || name === 'direction'),
    )
    .sort(byShare);
  const [other] = absent.length > 0 ? [] : [...near.filter((each) => each.differs.includes('direction')), ...near];
  if (other) {
    const isContrary = other.differs.includes('direction');
    return {
      text: claim.text,
      verdict: isContrary ? 'different figure' : 'same figure, different context',
      evidence: [other.holding.finding],
      near: [],
      differs: other.differs,
      notes: other.notes,
    };
  }
  const denied = withoutStandard(claim, index);
  if (denied) return denied;
  const clash = absent.length > 0 ? undefined : clashOf(claim, index);
  if (clash) return clash;
  return {
    text: claim.text,
    verdict: 'not in the text held',
    evidence: [],
    near: absent.length > 0 ? [] : nearest(claim, index),
    differs: [],
    notes: absent.length > 0 ? [`In no source: ${absent.join(', ')}.`] : [],
  };
}

const byShare = (a: Said, b: Said): number =>
  Number(a.holding.finding.item.attribution !== 'primary') - Number(b.holding.finding.item.attribution !== 'primary') ||
  b.share - a.share;

/** Where a finding says all that a claim names: what of it it says otherwise. */
function saidIn(claim: Claim, spoken: ReadonlySet<string>, holding: Holding, index: EvidenceIndex): Said[] {
  const { vocabulary } = index;
  if (!areTherapiesSaid(claim, holding, vocabulary) || !areNamesSaid(claim, holding)) return [];
  if (unsaidWords(claim, holding.stems, false).length > 0 || !isAsNarrow(claim, holding)) return [];
  if (isOfPartner(claim, holding)) return [];
  if (!areMeasuresSaid(claim, holding) || !agreesWithReadings(claim.stated, holding)) return [];
  const share =
    holding.spoken.size === 0 ? 0 : [...holding.spoken].filter((each) => spoken.has(each)).length / holding.spoken.size;
  const isCopy = share > NEAR_COPY;
  if (!saysSomething(claim, holding, index) || (isCopy && isRepeating(claim, holding))) return [];
  const subject = subjectDiffers(claim, holding);
  if (subject.differs.includes('wording') || subject.differs.includes('conclusion')) return [];
  const population = populationDiffers(claim, undefined, holding, vocabulary);
  const part = partOf(holding, spoken);
  const way = wayDiffers(claim, holding, part, spoken, isCopy);
  if (way === undefined) return [];
  const isOtherPopulation =
    isElsewhere(claim, holding, part) || (population.notes.length > 0 && isForPopulation(holding));
  const differs = [
    ...subject.differs,
    ...timeDiffers(claim, holding).differs,
    ...population.differs,
    ...(isOtherPopulation ? (['population'] as const) : []),
    ...way.differs,
  ];
  return [{ holding, differs: [...new Set(differs)], notes: [...population.notes, ...way.notes], share }];
}

/** An approval, and what somebody recommends, hold for whom they name and for nobody else. */
const isForPopulation = ({ finding: { item } }: Holding): boolean =>
  item.kind === 'approval' || item.kind === 'position';

/** From which share of a finding's words on a claim is a copy of it, so that a name said twice has replaced another. */
const NEAR_COPY = 0.6;

function isRepeating(claim: Claim, holding: Holding): boolean {
  const own = countsOf(claim.wording);
  const theirs = countsOf(holding.statement);
  return [...own].some(([word, count]) => count > Math.max(1, theirs.get(word) ?? 0));
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { word } of tokenize(text))
    if (!isFunctionWord(word)) counts.set(sameStem(word), (counts.get(sameStem(word)) ?? 0) + 1);
  return counts;
}

/** Findings on the same things, where none says what is claimed. */
function nearest(claim: Claim, index: EvidenceIndex) {
  const therapies = claim.arm.given.map((slot) => slot.concept.id);
  const others = claim.slots.map((slot) => slot.concept.id);
  if (therapies.length === 0) return [];
  return holdingsOf(index)
    .filter(
      (holding) =>
        therapies.every((id) => holding.finding.item.intervention.includes(id)) &&
        others.some((id) => holding.named.has(id)),
    )
    .slice(0, 1)
    .map((holding) => holding.finding);
}
