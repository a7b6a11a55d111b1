import type { Claim } from './claim.js';
import { type Compared, compared } from './compared.js';
import type { Fact } from './fact.js';
import type { Holding } from './holding.js';

const MOST =
  /\b(?:most\s+(?:frequent(?:ly)?|common(?:ly)?|often)|commonest|(?<!\b(?:in|on)\s)top|leading|main(?:ly)?|chief(?:ly)?|number\s+one|biggest)\b/iu;
const LEAST = /\b(?:least\s+(?:frequent(?:ly)?|common(?:ly)?|often)|rarest)\b/iu;

/** "Most often rash (6)": borne out by the other figures of the finding, or by its own words. */
/** "Most AEs were diarrhea": more than half, or more than anything else. */
const MAJORITY = /(?<!\bat\s)\b(?:most|majority|mostly)\b/iu;
const HALF = 50;

export function superlativeDiffers({ wording }: Claim, fact: Fact, holding: Holding): Compared {
  const isMost = MOST.test(wording) || MAJORITY.test(wording);
  const percent = fact.statistic && 'percent' in fact.statistic ? Number(fact.statistic.percent ?? 0) : 0;
  if (MAJORITY.test(wording) && !MOST.test(wording) && percent > HALF) return compared();
  if (!isMost && !LEAST.test(wording)) return compared();
  const own = amountOf(fact);
  const others = holding.facts.flatMap((each) =>
    each !== fact && each.arm === fact.arm && each.label && each.statistic?.kind === fact.statistic?.kind
      ? (amountOf(each) ?? [])
      : [],
  );
  const all = others.reduce((sum, each) => sum + each, own ?? 0);
  const parts = others.filter((each) => each * 2 !== all);
  const isSaid = isMost
    ? MOST.test(holding.statement) || MAJORITY.test(holding.statement)
    : LEAST.test(holding.statement);
  const isBorne =
    parts.length === 0 ? isSaid : own !== undefined && parts.every((other) => (isMost ? other <= own : other >= own));
  return isBorne ? compared() : compared(['wording'], ['The finding does not say which is the most frequent.']);
}

function amountOf({ statistic }: Fact): number | undefined {
  if (!statistic) return undefined;
  if ('n' in statistic && statistic.n !== undefined) return Number(statistic.n);
  return 'percent' in statistic && statistic.percent !== undefined ? Number(statistic.percent) : undefined;
}
