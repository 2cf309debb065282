// Simulated annealing without the platform's logarithm and powers, which are not the same on every machine.

import type { Random } from '../random.ts'

const steps = 1024
const quantiles = 4096

/** From 1 down to `ratio`, geometrically in 1,024 steps. */
export class Cooling {
  private readonly factors = new Float64Array(steps + 1)

  constructor(ratio: number) {
    // The 1,024th root, by ten square roots.
    let root = ratio
    for (let k = 0; k < 10; k++) root = Math.sqrt(root)
    let factor = 1
    for (let k = 0; k <= steps; k++) {
      this.factors[k] = factor
      factor *= root
    }
  }

  /** 0 ≤ done ≤ 1 */
  at(done: number): number {
    return this.factors[Math.min(steps, Math.max(0, Math.floor(done * steps)))] as number
  }
}

/** −ln of a number drawn evenly from 0 to 1: what a worse solution may cost more, at temperature 1. */
export class Thresholds {
  private readonly values = Float64Array.from({ length: quantiles }, (_, k) => -logarithm((k + 0.5) / quantiles))

  private readonly random: Random

  constructor(random: Random) {
    this.random = random
  }

  draw(): number {
    return this.values[this.random.below(quantiles)] as number
  }
}

/** ln x for x > 0: halved or doubled into [¾, 1½), then 2 artanh((x − 1) / (x + 1)) by its series. */
export function logarithm(x: number): number {
  const ln2 = Math.LN2
  let halvings = 0
  let rest = x
  for (; rest >= 1.5; halvings++) rest /= 2
  for (; rest < 0.75; halvings--) rest *= 2
  const ratio = (rest - 1) / (rest + 1)
  let term = ratio
  let sum = 0
  for (let k = 1; k <= 21; k += 2) {
    sum += term / k
    term *= ratio * ratio
  }
  return 2 * sum + halvings * ln2
}
