// What a page sees at once of a departure that is moved: held against what the checker says of the same.

import { rules } from '@treve/checker'
import { beforeAll, describe, expect, it } from 'vitest'
import { newlyBroken, shifted } from '../../server/src/live/shift.ts'
import { pause as pauseRead, plan as planRead } from '../../server/test/live/made.ts'
import { conflictsOf, departureOf, groundOf, movedBy, movedWith } from '../src/charts/moving.ts'
import { messages } from '../src/messages/catalogue.ts'
import type { PlanTrip, PlanView } from '../src/plan.ts'
import type { PauseView } from '../src/view.ts'
import { viewOf } from './fixtures/served.ts'

let pause: PauseView
let plan: PlanView
beforeAll(async () => {
  const read = await viewOf('minimal')
  pause = read.pause
  plan = read.plan
})

const clock = (time: string) => Date.parse(`2016-11-04T${time}+02:00`)
const given = { now: clock('09:00'), promisedSeconds: 1200 }
const tripOf = (id: string): PlanTrip => {
  const found = plan.trips.find((trip) => trip.id === id)
  if (found === undefined) throw new Error(`there is a trip ${id}`)
  return found
}
const seen = (minutes: number, { of = pause, trips = plan.trips, id = 'bus-001-t3' } = {}) => {
  const moved = movedWith(trips, id).map((trip) => movedBy(trip, minutes * 60))
  return conflictsOf(groundOf(of, { trips }), moved, given)
}

describe('while a departure is moved', () => {
  it('is seen at once what it meets: the gate, its own vehicle, the end of the window, its crew', () => {
    expect(seen(15)).toEqual([])
    expect(seen(5)).toEqual([{ rule: 'gate_lane', at: clock('10:17'), trip: 'truck-001-t1' }])
    expect(seen(-5)).toContainEqual({ rule: 'trip_continuity', at: clock('09:38:20'), trip: 'bus-001-t2' })
    expect(seen(80)).toContainEqual({ rule: 'clearance', at: clock('11:38'), trip: 'bus-001-t3' })
    expect(seen(150)).toContainEqual({ rule: 'window_entry', at: clock('12:18:20'), trip: 'bus-001-t3' })
    expect(seen(-24)).toContainEqual({ rule: 'departs_too_soon', at: clock('09:19:20'), trip: 'bus-001-t3' })
  })

  it('a slot that is full, in its own direction, or in both where they share it', () => {
    const withSlots = (vehicles: number, shared: boolean): PauseView => ({
      ...pause,
      corridors: pause.corridors.map((corridor) => ({ ...corridor, capacity: { vehicles, per_s: 900, shared } })),
    })
    // Out 10:24 in the slot from 10:15; the truck, out at 10:14, is in the one before.
    expect(seen(15, { of: withSlots(1, false) })).toEqual([])
    expect(seen(1, { of: withSlots(1, false) }).map(({ rule }) => rule)).toContain('corridor_capacity')
    // In at 10:13:20, with its own last way out before it, and the truck.
    expect(seen(25, { of: withSlots(1, false) })).toEqual([])
    expect(seen(25, { of: withSlots(1, true) }).map(({ rule }) => rule)).toContain('corridor_capacity')
  })

  it('whom it would meet on a corridor that is passed one way at a time, clearance included', () => {
    const alternating = (clearance: number): PauseView => ({
      ...pause,
      corridors: pause.corridors.map((corridor) => ({ ...corridor, direction: 'alternating', clearance_s: clearance })),
    })
    // In from 10:24:20; the truck is out at 10:24:00.
    const meets = (clearance: number) =>
      seen(36, { of: alternating(clearance) }).filter(({ rule }) => rule === 'alternating_clearance')
    expect(meets(20)).toEqual([])
    expect(meets(21)).toEqual([{ rule: 'alternating_clearance', at: clock('10:24:20'), trip: 'truck-001-t1' }])
  })

  it('who passes in convoy with it moves too, and is held against all others, not against itself', () => {
    const trips = plan.trips.map((trip) =>
      trip.id === 'bus-001-t3' || trip.id === 'ambulance-001-t2' ? { ...trip, convoy: 'c-1' } : trip,
    )
    expect(movedWith(trips, 'ambulance-001-t2').map(({ id }) => id)).toEqual(['ambulance-001-t2', 'bus-001-t3'])
    expect(seen(60, { trips }).map(({ rule }) => rule)).not.toContain('trip_continuity')
  })

  it('shows nothing that the checker does not find as well, minute by minute', () => {
    const at = Math.floor(given.now / 1000)
    const told = { state: { at: at as never, vehicles: [], done: [] }, shut: [] }
    let conflicts = 0
    for (let minutes = -20; minutes <= 120; minutes++) {
      const found = new Set(
        newlyBroken(pauseRead, planRead, shifted(pauseRead, planRead, 'bus-001-t3', minutes * 60), told).map(
          ({ rule }) => rule as string,
        ),
      )
      for (const { rule } of seen(minutes)) {
        expect([minutes, rule, [...found]]).toEqual([minutes, rule, expect.arrayContaining([rule])])
        conflicts++
      }
    }
    expect(conflicts).toBeGreaterThan(20)
  })

  it('moves each leg by the same, and nothing of another', () => {
    const [before, after] = [tripOf('bus-001-t3'), movedBy(tripOf('bus-001-t3'), 90)]
    expect(departureOf(after) - departureOf(before)).toBe(90_000)
    expect(after.legs.map(({ from, until }) => Date.parse(until) - Date.parse(from))).toEqual(
      before.legs.map(({ from, until }) => Date.parse(until) - Date.parse(from)),
    )
    expect(movedBy(before, 0).legs.map(({ from }) => Date.parse(from))).toEqual(
      before.legs.map(({ from }) => Date.parse(from)),
    )
  })
})

it('a rule that has words is one of the checker, or of the day', () => {
  const known = new Set<string>(rules)
  const named = Object.keys(messages.en)
    .filter((key) => key.startsWith('rule.'))
    .map((key) => key.slice('rule.'.length))
    .filter((name) => !['said', 'other', 'convoy', 'departs_too_soon'].includes(name))
  expect(named.length).toBeGreaterThan(15)
  for (const name of named) expect(known).toContain(name)
})
