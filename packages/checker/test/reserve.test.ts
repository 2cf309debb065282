// What a plan says that it holds back: a good plan with just that broken is refused.

import { readFileSync } from 'node:fs'
import { type Instant, type Pause, type Plan, readPlan } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { checkPlan, type Rule } from '../src/index.ts'
import { minimal } from './minimal.ts'
import type { Draft } from './plans.ts'

/** When the second trip of the ambulance is to come out. */
const ambulanceOut = Date.parse('2016-11-04T09:30:50+02:00') / 1000

/** The example as `treve plan` makes it, as sure as its terms ask. */
const bytes = readFileSync(new URL('reserved.plan.json', import.meta.url))

function rulesBroken(
  change: (plan: Draft<Plan>, reserve: NonNullable<Draft<Plan>['reserve']>) => void,
  pause = minimal,
): Rule[] {
  const { plan } = readPlan(bytes, minimal.time_zone)
  const draft = structuredClone(plan) as Draft<Plan> | undefined
  if (draft?.reserve == null) throw new Error('the kept plan has a reserve')
  change(draft, draft.reserve)
  return [...new Set(checkPlan(pause, draft as Plan).map(({ rule }) => rule))]
}

describe('what a plan says of its reserve', () => {
  it('is found sound where it is', () => {
    expect(rulesBroken(() => {})).toEqual([])
  })

  it('is refused where the buffer is not the one that the windows state, or turn-back times do not count to it', () => {
    expect(rulesBroken((_, reserve) => (reserve.buffer_s += 300))).toEqual(['plan_windows'])
    expect(
      rulesBroken((plan, reserve) => {
        // All is stated to be clear 80 minutes earlier, with nothing else changed: orders count to a later moment.
        reserve.buffer_s += 4800
        reserve.slack_s = 0
        for (const window of plan.windows) window.clear_by = (window.clear_by - 4800) as Instant
        const [first] = plan.trips
        if (first?.turn_back != null) first.turn_back.join_exit_by = (plan.windows[0]?.clear_by ?? 0) as Instant
      }),
    ).toEqual(['turn_back'])
  })

  it('is refused where the plan is not out by what it keeps', () => {
    expect(
      rulesBroken((plan, reserve) => {
        const [window] = plan.windows
        if (window === undefined) return
        const length = window.close - (window.last_exit ?? 0)
        reserve.buffer_s = length + 60
        reserve.slack_s = 0
        window.clear_by = (window.close - reserve.buffer_s) as Instant
        for (const trip of plan.trips) trip.turn_back = null
      }),
    ).toEqual(['clearance', 'reserve'])
  })

  it('is sound where those who are left, less those in their place, are the price; and where that is not told', () => {
    expect(rulesBroken((_, { price: [first] }) => Object.assign(first ?? {}, { left: 3, instead: 3 }))).toEqual([])
  })

  const misstatements: [string, Parameters<typeof rulesBroken>[0]][] = [
    ['less than the terms ask for', (_, reserve) => (reserve.buffer_s = 600)],
    ['more slack than there is', (_, reserve) => (reserve.slack_s += 7200)],
    ['a corridor that there is not', (_, reserve) => reserve.corridors.push({ corridor: 'tunnel', more_s: 60 })],
    ['another level than the plan has', (_, { price: [first] }) => Object.assign(first ?? {}, { served: 999 })],
    [
      'more left for it than there are fewer',
      (_, { price: [first] }) => Object.assign(first ?? {}, { left: 3, instead: 1 }),
    ],
    ['two uses taken', (_, { uses }) => uses.map((use) => Object.assign(use, { is_taken: true }))],
    ['tests that begin at two', (_, { tests }) => tests.map((each) => Object.assign(each, { test: each.test + 1 }))],
    ['another count than the assurance has', (_, { tests: [first] }) => Object.assign(first ?? {}, { estimate: 0.5 })],
    ['shown what is not', (_, reserve) => (reserve.is_shown = !reserve.is_shown)],
    ['another quantile than orders count on', (_, reserve) => (reserve.turn_back = 0.95)],
    [
      'a reserve without days',
      (plan) => {
        plan.assurance = null
        plan.clear_probability = null
      },
    ],
  ]
  it.each(misstatements)('is refused where it states %s', (_, change) => {
    expect(rulesBroken(change)).toEqual(['reserve'])
  })
})

describe('what is kept free', () => {
  /** With two lanes, of which the plan uses the first alone, and at most two a slot after 09:00. */
  const wider = (vehicles: number): Pause => ({
    ...minimal,
    corridors: minimal.corridors.map((corridor) => ({
      ...corridor,
      capacity: (corridor.capacity ?? []).map((row) => ({ ...row, value: { ...row.value, vehicles } })),
      gates: corridor.gates.map((each) => ({ ...each, lanes: 2 })),
    })),
  })
  const free = {
    spare_lanes: [{ corridor: 'bridge', gate: 'gate', lanes: 1, within_s: 3 * 3600 }],
    staggered: { within_s: 3 * 3600 },
  }
  const truckLane = (plan: Draft<Plan>, lane: number) => {
    for (const { id, legs } of plan.trips)
      for (const leg of legs) if (id === 'truck-001-t1' && leg.kind === 'gate') leg.lane = lane
  }

  it('is found sound where nobody is planned there', () => {
    expect(rulesBroken((_, reserve) => Object.assign(reserve, free), wider(4))).toEqual([])
  })

  it('is refused where a lane that is to be spare serves somebody, or there is none beside it', () => {
    const taken = (plan: Draft<Plan>, reserve: object) => {
      Object.assign(reserve, free)
      truckLane(plan, 1)
    }
    expect(rulesBroken(taken, wider(4))).toEqual(['reserve'])
    // Before it is to be spare it may.
    const earlier = (plan: Draft<Plan>, reserve: object) => {
      Object.assign(reserve, { spare_lanes: [{ ...free.spare_lanes[0], within_s: 3600 }] })
      truckLane(plan, 1)
    }
    expect(rulesBroken(earlier, wider(4))).toEqual([])
    expect(rulesBroken((_, reserve) => Object.assign(reserve, { spare_lanes: free.spare_lanes }))).toEqual(['reserve'])
  })

  it('is refused where a lane that is to be spare serves people on foot', () => {
    const walking = (lane: number) => (plan: Draft<Plan>, reserve: object) => {
      Object.assign(reserve, { spare_lanes: free.spare_lanes })
      const at = (minutes: number) => (ambulanceOut + 60 * (minutes - 45)) as Instant
      const gates = [{ gate: 'gate', lanes: [lane], from: at(20), until: at(22) }]
      plan.walking.push({
        group: 'walkers',
        corridor: 'bridge',
        to: 'reception',
        from: at(0),
        until: at(1),
        people: 20,
        gates,
      })
    }
    expect(rulesBroken(walking(1), wider(4))).toContain('reserve')
    expect(rulesBroken(walking(0), wider(4))).not.toContain('reserve')
    // A lane of their own is none of those.
    expect(rulesBroken(walking(2), wider(4))).not.toContain('reserve')
  })

  it('is refused where more come out in a slot than half of it', () => {
    const crowded = (plan: Draft<Plan>, reserve: object) => {
      Object.assign(reserve, free)
      // Of three trips that come out between 09:15 and 09:45 all pass in one slot.
      for (const { id, legs } of plan.trips)
        if (id === 'ambulance-001-t2')
          for (const leg of legs) {
            if (leg.from < ambulanceOut) continue
            leg.from = (leg.from - 60) as Instant
            leg.until = (leg.until - 60) as Instant
          }
    }
    const slots = rulesBroken(crowded, wider(4))
    expect(slots).toContain('reserve')
    expect(rulesBroken(crowded, wider(6))).not.toContain('reserve')
  })

  it('is refused where it tells of second exits that no trip has', () => {
    const told = { second_exits: { within_s: 3600, trips: 1, of: 2 } }
    expect(rulesBroken((_, reserve) => Object.assign(reserve, told))).toEqual(['reserve'])
  })
})
