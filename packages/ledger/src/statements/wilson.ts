/**
 * The 95% interval of a share, by Wilson's score (E. B. Wilson, “Probable Inference”, JASA 22, 1927), in ten-thousandths.
 * @param yes of `asked`, a whole number from 0 to asked
 */
export function wilson95(yes: number, asked: number): { readonly low: number; readonly high: number } {
  const z = 1.959963984540054
  const share = yes / asked
  const denominator = 1 + z ** 2 / asked
  const centre = (share + z ** 2 / (2 * asked)) / denominator
  const half = (z * Math.sqrt((share * (1 - share)) / asked + z ** 2 / (4 * asked ** 2))) / denominator
  return { low: Math.max(0, (centre - half) * 10_000), high: Math.min(10_000, (centre + half) * 10_000) }
}
