/** Document id → grade; above 0 is relevant. */
export type Grades = ReadonlyMap<string, number>;

/**
 * A ranking without the query itself: in some sets queries are documents, under the same id, and BEIR's evaluation drops
 * these. One that was judged relevant stays: there, the id says that they belong together.
 */
export const withoutItself = (ranking: readonly string[], query: string, grades: Grades): readonly string[] =>
  isRelevant(query, grades) ? ranking : ranking.filter((id) => id !== query);

const isRelevant = (id: string, grades: Grades): boolean => (grades.get(id) ?? 0) > 0;

/**
 * Normalized discounted cumulative gain of the first `cut`, with the grade as gain, as trec_eval computes it (Järvelin and
 * Kekäläinen 2002). 0 where nothing is relevant.
 */
export function ndcg(ranking: readonly string[], grades: Grades, cut: number): number {
  const sum = (gains: readonly number[]) =>
    gains.slice(0, cut).reduce((total, gain, rank) => total + Math.max(0, gain) / Math.log2(rank + 2), 0);
  const best = sum([...grades.values()].sort((a, b) => b - a));
  return best === 0 ? 0 : sum(ranking.map((id) => grades.get(id) ?? 0)) / best;
}

/** One over the rank of the first relevant document, 0 where it is beyond `cut`. */
export function reciprocalRank(ranking: readonly string[], grades: Grades, cut: number): number {
  const rank = ranking.slice(0, cut).findIndex((id) => isRelevant(id, grades));
  return rank < 0 ? 0 : 1 / (rank + 1);
}

/** The share of the relevant documents that stands among the first `cut`. */
export function recall(ranking: readonly string[], grades: Grades, cut: number): number {
  const relevant = [...grades.keys()].filter((id) => isRelevant(id, grades)).length;
  return relevant === 0 ? 0 : ranking.slice(0, cut).filter((id) => isRelevant(id, grades)).length / relevant;
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The value below or at which that share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
