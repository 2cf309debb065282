// Where nothing is left to chance a simulated day is the plan, to the second: what tells that both mean the same.

import type { Pause, Plan } from '@treve/model'
import { type Assumptions, assumedWhereSilent } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scriptOf } from '../src/assure/script.ts'
import { Simulation } from '../src/assure/simulation.ts'
import { steps } from '../src/assure/step-rows.ts'
import { pauses } from './generate.ts'
import { pauseOf, planOf } from './planning.ts'

const certain: Assumptions = {
  ...assumedWhereSilent,
  city: 0,
  corridorHour: 0,
  leg: 0,
  boarding: 0,
  closures: { perHour: 0, meanSeconds: 1 },
  halts: { perHour: 0, meanSeconds: 1 },
  breakdowns: { perHour: 0, meanSeconds: 1 },
  latePeople: { share: 0, meanSeconds: 1 },
  refusedBoarding: 0,
}

/** Legs that differ: what the plan says, and what the day was. */
function differences(pause: Pause, plan: Plan): string[] {
  const script = scriptOf(pause, travelTimesOf(pause), plan, certain)
  const simulation = new Simulation(script)
  const result = simulation.run({ seed: 1, purpose: 'fresh', block: 1, replication: 0 }, { hasHalts: true })
  const found: string[] = []
  const list = script.steps
  for (let step = 0; step < list.count; step++) {
    const trip = plan.trips.find(({ id }) => id === script.trips[list.trip[step] ?? 0]?.id)
    const leg = trip?.legs[list.leg[step] ?? -1]
    if (leg === undefined) continue
    const kind = list.kind[step]
    const planned = kind === steps.enter ? [leg.from] : kind === steps.exit ? [leg.until] : [leg.from, leg.until]
    const day =
      kind === steps.enter || kind === steps.exit
        ? [simulation.began[step]]
        : [simulation.began[step], simulation.ended[step]]
    if (String(planned) !== String(day)) found.push(`${trip?.id} ${leg.kind} step ${step}: ${planned} ${day}`)
  }
  const served = plan.served.people
  if (result.peopleOut !== served) found.push(`people out ${result.peopleOut}, planned ${served}`)
  if (result.gramsIn !== plan.served.aid_g) found.push(`aid ${result.gramsIn}, planned ${plan.served.aid_g}`)
  if (!result.isClearByBuffer) found.push('not clear')
  const last = Math.max(...plan.windows.map(({ last_exit }) => last_exit ?? Number.NEGATIVE_INFINITY))
  if (result.lastExit !== last) found.push(`last exit ${result.lastExit}, planned ${last}`)
  return found
}

describe('a day on which nothing is left to chance', () => {
  it('is the plan, every leg of it, for any generated pause', () => {
    fc.assert(
      fc.property(pauses, fc.nat(1000), (data, seed) => {
        const pause = pauseOf(data)
        expect(differences(pause, planOf(pause, 10, seed))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
