// Plans by different terms on the same days: for comparing, never for a claim. The weather of a day hangs on the day and
// the entity alone, so that what differs comes of the plans.

import { type Assumptions, assumptionsOf, type Pause } from '@treve/model'
import type { ClearOnDays, PairedDays, Simulated } from '@treve/model/frontier'
import { mcnemar } from '../assure/compare.ts'
import { type PlanToAssure, scriptOf } from '../assure/script.ts'
import { Simulation } from '../assure/simulation.ts'
import type { Times } from '../problem.ts'

export interface Days {
  readonly clear: ClearOnDays
  readonly simulated: Simulated
  /** By day: 1 where all are clear. */
  readonly isClear: Uint8Array
}

export interface DaysRequest {
  readonly seed: number
  /** Fixed before any is looked at. */
  readonly replications: number
  readonly isStopped: () => boolean
  readonly assumptions?: Assumptions
}

/** Undefined where it was broken off, and nothing is said. */
export function simulatedDays(
  pause: Pause,
  times: Times,
  plan: PlanToAssure,
  { seed, replications, isStopped, assumptions = assumptionsOf(pause) }: DaysRequest,
): Days | undefined {
  const simulation = new Simulation(scriptOf(pause, times, plan, assumptions))
  const isClear = new Uint8Array(replications)
  const out = new Float64Array(replications)
  let late = 0
  let grams = 0
  for (let replication = 0; replication < replications; replication++) {
    if (isStopped()) return undefined
    const day = simulation.run({ seed, purpose: 'comparison', block: 1, replication }, { hasHalts: true })
    isClear[replication] = day.isClear ? 1 : 0
    out[replication] = day.peopleOut
    late += day.personsLate
    grams += day.gramsIn
  }
  const clear = isClear.reduce((sum, each) => sum + each, 0)
  const sorted = out.toSorted()
  const at = (share: number) => Math.round(sorted[Math.min(replications - 1, Math.floor(share * replications))] ?? 0)
  return {
    isClear,
    clear: {
      estimate: clear / replications,
      replications,
      expected_people_late: late / replications,
    },
    simulated: {
      people_out: {
        mean: out.reduce((sum, each) => sum + each, 0) / replications,
        p05: at(0.05),
        p50: at(0.5),
        p95: at(0.95),
      },
      aid_g: { mean: grams / replications },
    },
  }
}

export function pairedDays(asItIs: Days, changed: Days): PairedDays {
  let [onlyChanged, onlyAsItIs] = [0, 0]
  for (const [day, isClear] of changed.isClear.entries()) {
    const wasClear = asItIs.isClear[day]
    if (isClear === 1 && wasClear === 0) onlyChanged += 1
    if (isClear === 0 && wasClear === 1) onlyAsItIs += 1
  }
  return { only_changed: onlyChanged, only_as_it_is: onlyAsItIs, chance: mcnemar(onlyAsItIs, onlyChanged) }
}
