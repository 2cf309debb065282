// Plans a pause file as the server does, for tests: read, times, plan.

import { inWords, type Pause, type Plan, readPause, type Trip } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '../src/index.ts'

export function pauseOf(data: unknown): Pause {
  return pauseFrom(new TextEncoder().encode(JSON.stringify(data)))
}

export function pauseFrom(bytes: Uint8Array): Pause {
  const read = readPause(bytes)
  if (read.pause === undefined)
    throw new Error(JSON.stringify(inWords(read.errors, read.text, 'en').slice(0, 5), null, 1))
  return read.pause
}

/** Where made-up pauses lie. */
export const madeUpZone = {
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [37.13, 36.18],
        [37.3, 36.18],
        [37.3, 36.24],
        [37.13, 36.24],
        [37.13, 36.18],
      ],
    ],
  },
} as const

/** `replannings`: how often reasons and conflicts may plan anew; not, unless a test is about them. */
export function planOf(pause: Pause, iterations: number, seed = 1, inForce?: readonly Trip[], replannings = 8): Plan {
  let left = replannings
  return planPause(pause, travelTimesOf(pause), {
    seed,
    iterations,
    ...(inForce === undefined ? {} : { inForce }),
    mustStop: () => undefined,
    mayExplain: () => left-- > 0,
    cpuSeconds: () => 0,
    inputSha256: '0'.repeat(64),
    files: {},
  })
}

/** With all that is told of who is not served. */
export function explainedPlanOf(pause: Pause, iterations: number, seed = 1): Plan {
  return planOf(pause, iterations, seed, undefined, Number.POSITIVE_INFINITY)
}
