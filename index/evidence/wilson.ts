/** The standard normal quantile of a two-sided 95% interval. */
const Z = 1.959963984540054;

/**
 * The 95% score interval of a proportion (Wilson 1927; method 3 of Newcombe 1998), which stays within 0 and 100% and
 * holds in small groups, where the Wald interval does not.
 * @param n how many of them
 * @param of how many in all, at least 1
 * @returns limits in percent, with one decimal
 */
export function wilson(n: number, of: number): { readonly low: string; readonly high: string } {
  const share = n / of;
  const center = share + Z ** 2 / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const percent = (value: number) => Math.min(100, Math.max(0, (100 * value) / (1 + Z ** 2 / of))).toFixed(1);
  return { low: percent(center - spread), high: percent(center + spread) };
}
