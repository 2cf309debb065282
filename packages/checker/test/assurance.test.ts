// What a plan says of how sure it is: a good plan with just that broken is refused.

import { readFileSync } from 'node:fs'
import { type Instant, type Plan, readPlan } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { checkPlan, type Rule } from '../src/index.ts'
import { minimal } from './minimal.ts'
import type { Draft } from './plans.ts'

/** The example as the planner plans and assures it. */
const bytes = readFileSync(new URL('../../web/test/fixtures/minimal.plan.json', import.meta.url))
function assured(): Draft<Plan> {
  const { plan } = readPlan(bytes, minimal.time_zone)
  if (plan === undefined) throw new Error('the kept plan is readable')
  return structuredClone(plan) as Draft<Plan>
}

function rulesBroken(change: (plan: Draft<Plan>) => void): Rule[] {
  const plan = assured()
  change(plan)
  return [...new Set(checkPlan(minimal, plan as Plan).map(({ rule }) => rule))]
}

function firstTimes(plan: Draft<Plan>) {
  const times = plan.trips[0]?.turn_back
  if (times == null) throw new Error('the kept plan has turn-back times')
  return times
}

describe('what a plan says of how sure it is', () => {
  it('is found sound where it is', () => {
    expect(rulesBroken(() => {})).toEqual([])
  })

  it('is refused where turn-back times are out of order, or later than the quickest way out allows', () => {
    expect(
      rulesBroken((plan) => {
        const times = firstTimes(plan)
        times.leave_stop_by = (times.join_exit_by + 1) as Instant
      }),
    ).toEqual(['turn_back'])
    expect(
      rulesBroken((plan) => {
        const times = firstTimes(plan)
        times.join_exit_by = (plan.windows[0]?.clear_by ?? 0) as Instant
      }),
    ).toEqual(['turn_back'])
  })

  const misstatements: [string, (plan: Draft<Plan>) => void][] = [
    [
      'a claim without days',
      (plan) => {
        plan.assurance = null
      },
    ],
    [
      'days without a claim',
      (plan) => {
        plan.clear_probability = null
      },
    ],
    [
      'another estimate at the top',
      (plan) => {
        plan.clear_probability = claim(plan, { estimate: 0.9999 })
      },
    ],
    [
      'another limit at the top',
      (plan) => {
        plan.clear_probability = claim(plan, { lower_95: 0.5 })
      },
    ],
    [
      'what the terms do not require',
      (plan) => {
        assuranceOf(plan).required = 0.5
      },
    ],
    [
      'met what is not',
      (plan) => {
        assuranceOf(plan).with_halts.is_probability_met = true
      },
    ],
    [
      'that a test may spend more than it may',
      (plan) => {
        assuranceOf(plan).alpha = 0.05
      },
    ],
    [
      'fewer days without halts than with them',
      (plan) => {
        assuranceOf(plan).without_halts.replications -= 1
      },
    ],
    [
      'that no vehicle is late too often, where one is',
      (plan) => {
        assuranceOf(plan).with_halts.is_each_vehicle_met = !assuranceOf(plan).with_halts.is_each_vehicle_met
      },
    ],
    [
      'another share for the worst vehicle than for the first',
      (plan) => {
        const { with_halts: days } = assuranceOf(plan)
        days.worst_vehicle_late = days.worst_vehicle_late > 0.001 ? 0.5 : 0.0005
      },
    ],
    [
      'vehicles that are not the worst first',
      (plan) => {
        assuranceOf(plan).vehicles = [
          {
            id: tripOf(plan).id.replace(/-t\d+$/, ''),
            late: assuranceOf(plan).with_halts.worst_vehicle_late,
            upper_95: 1,
          },
          { id: tripOf(plan).id.replace(/-t\d+$/, ''), late: 0.9, upper_95: 1 },
        ]
      },
    ],
    [
      'more people out on a bad day than on a good one',
      (plan) => {
        assuranceOf(plan).people_out.p05 = assuranceOf(plan).people_out.p95 + 1
      },
    ],
    [
      'a mean that no day comes near',
      (plan) => {
        assuranceOf(plan).standing_s.mean = assuranceOf(plan).standing_s.most + 100
      },
    ],
    [
      'a last exit on an early day after that of a late one',
      (plan) => {
        const last = assuranceOf(plan).last_exit
        last.at_p05 = ((last.at_p95 ?? 0) + 1) as Instant
      },
    ],
    [
      'a vehicle that makes no trip',
      (plan) => {
        const { vehicles } = assuranceOf(plan)
        assuranceOf(plan).vehicles = [...vehicles, { id: 'bus-999', late: 0, upper_95: 1 }]
      },
    ],
    [
      'a corridor that there is not',
      (plan) => {
        assuranceOf(plan).corridors = [{ id: 'tunnel', late: 0 }]
      },
    ],
    [
      'a trip that there is not',
      (plan) => {
        tripOf(plan).id = 'nowhere-t1'
      },
    ],
  ]
  it.each(misstatements)('is refused where it states %s', (_, change) => {
    expect(rulesBroken(change)).toEqual(['assurance_figures'])
  })
})

function assuranceOf(plan: Draft<Plan>) {
  if (plan.assurance === null) throw new Error('the kept plan is assured')
  return plan.assurance
}

function tripOf(plan: Draft<Plan>) {
  const [first] = assuranceOf(plan).trips
  if (first === undefined) throw new Error('the kept plan has trips')
  return first
}

function claim(plan: Draft<Plan>, change: Partial<NonNullable<Plan['clear_probability']>>) {
  if (plan.clear_probability === null) throw new Error('the kept plan is assured')
  return { ...plan.clear_probability, ...change }
}
