import type { Finding } from '../evidence/corpus.js';
import type { Arm, Cohort, Source, Statistic } from '../evidence/schema.js';
import type { EvidenceIndex } from '../search.js';
import type { Fact } from './fact.js';
import { sameStem } from './same-words.js';

/** The typed statistics of a finding, as curated. */
export function reportedFacts({ item, source }: Finding, index: EvidenceIndex): readonly Fact[] {
  const { arms } = source;
  const cohort = source.cohorts[item.population];
  const enrolled = cohort && enrolledWith(cohort, source);
  const wholes = item.statistics.flatMap((each) => (each.kind === 'count' && !each.arm ? [each.n] : []));
  const sums = item.statistics.flatMap((each) => (each.kind === 'count' && SUM.test(each.label ?? '') ? [each.n] : []));
  return item.statistics.map((statistic): Fact => {
    const arm = 'arm' in statistic && statistic.arm ? arms[statistic.arm] : undefined;
    const pair = 'contrast' in statistic && statistic.contrast ? statistic.contrast : undefined;
    const [of, versus] = [pair && arms[pair.of], pair && arms[pair.versus]];
    const total = arm?.n ?? (arm ? undefined : cohort?.n);
    return {
      statistic,
      ...(arm ? { arm } : {}),
      ...(of && versus ? { contrast: { of, versus } } : {}),
      ...labeled('label' in statistic ? statistic.label : undefined, index),
      ...(total === undefined ? {} : { total: String(total) }),
      wholes: arm ? wholes : sums.filter((each) => each !== numberOf(statistic)),
      ...enrolledOf(statistic, arm, cohort, enrolled),
    };
  });
}

const numberOf = (statistic: Statistic): string | undefined => ('n' in statistic ? statistic.n : undefined);

/** "34 of the 44 deaths": what is counted in parts and as a whole. */
const SUM = /^(?:all|total)\b/iu;

/** What we worked out from figures of a finding. */
export function derivedFacts({ item }: Finding, index: EvidenceIndex): readonly Fact[] {
  return item.derived.map(({ value, unit = 'patients', formula, label }) => ({
    derived: { value, unit, formula },
    ...labeled(label, index),
  }));
}

function labeled(text: string | undefined, index: EvidenceIndex): Pick<Fact, 'label'> {
  if (!text) return {};
  const { slots, tokens } = index.namedIn(text, false);
  const stems = new Set(tokens.map(({ word }) => sameStem(word)));
  return {
    label: {
      text,
      stems: [...stems].filter((each) => !LABEL_STOP.has(each)),
      concepts: new Set(slots.map(({ concept }) => concept.id)),
    },
  };
}

/** Words of labels that tell no figure from another. */
const LABEL_STOP: ReadonlySet<string> = new Set(
  ['of', 'the', 'in', 'and', 'or', 'with', 'to', 'for', 'at', 'a', 'an', 'by', 'from', 'per', 'after', 'as'].map(
    sameStem,
  ),
);

/** "50 of 62 got DLI": an arm is a part of everybody, and a part of the patients is one of all that were enrolled. */
function enrolledOf(
  statistic: Statistic,
  arm: Arm | undefined,
  cohort: Cohort | undefined,
  enrolled: string | undefined,
): Pick<Fact, 'enrolled'> {
  const isSize = arm?.n !== undefined && 'n' in statistic && statistic.n === String(arm.n);
  if (isSize) return cohort?.n === undefined ? {} : { enrolled: String(cohort.n) };
  return arm || enrolled === undefined ? {} : { enrolled };
}

/** How many were enrolled of the same kind, where a finding is of a part of them. */
function enrolledWith({ n, attributes }: Cohort, { cohorts }: Source): string | undefined {
  const kind = [...attributes].sort().join();
  const whole = Object.values(cohorts).filter((each) => [...each.attributes].sort().join() === kind);
  const most = Math.max(...whole.map((each) => each.n ?? 0));
  return n !== undefined && most > n ? String(most) : undefined;
}
