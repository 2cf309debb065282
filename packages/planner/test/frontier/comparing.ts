// Plans begun from others, and compared level by level.

import type { Pause, Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '../../src/index.ts'

export function begunFrom(pause: Pause, begin: Plan, iterations: number, seed = 1): Plan {
  return planPause(pause, travelTimesOf(pause), {
    seed,
    iterations,
    begin,
    isBoundQuick: true,
    mustStop: () => undefined,
    mayExplain: () => false,
    cpuSeconds: () => 0,
    inputSha256: '0'.repeat(64),
    files: {},
  })
}

/** Above 0: the second is better on the first of the levels 2 to 6b on which they differ. */
export function differenceOf(from: Plan, to: Plan): number {
  const vector = ({ levels }: Plan) =>
    levels.flatMap(({ level, served, share_ppm: share }) => (level === '7' ? [] : [share ?? 0, served]))
  const [one, other] = [vector(from), vector(to)]
  const at = one.findIndex((each, index) => each !== other[index])
  return at === -1 ? 0 : (other[at] ?? 0) - (one[at] ?? 0)
}
