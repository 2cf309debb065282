// A late vehicle that has let some off already: they are out, and neither wait at the pick-up nor are aboard.

import type { Plan } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { saidOfPlan } from '../../src/coordination/day/figures.ts'
import type { Json, JsonObject } from '../../src/coordination/event.ts'
import { gotOffOn } from '../../src/live/got-off.ts'
import { earlierNow, pauseNow } from '../../src/live/pause-now.ts'
import { at as of, underWay } from '../coordination/day.ts'
import { at, plan as kept, pause } from './made.ts'

/** The first trip of the bus: of its 48, some get off at the west side of the bridge first. */
const atOuter = 16
const plan: Plan = {
  ...kept,
  trips: kept.trips.map((trip) => {
    if (trip.id !== 'bus-001-t1') return trip
    const legs = trip.legs.flatMap((leg) => {
      if (leg.kind !== 'unload') return [leg]
      const first = { ...leg, place: 'outer', from: at('08:39'), until: at('08:41'), people: { families: atOuter } }
      return [first, { ...leg, people: { families: 48 - atOuter } }]
    })
    return { ...trip, legs }
  }),
}
const people = (count: number) => [{ low: count, best: count, high: count }]

/** As it is told in the account, of the trip, and then by whoever reports. */
function dayOf(reports: readonly (readonly [what: string, input: JsonObject])[]) {
  const day = underWay()
  const stop = (kind: string, place: string, count: number): Json => [
    kind,
    place,
    of('08:20'),
    of('08:45'),
    { families: count },
    0,
  ]
  const stops = [
    stop('load', 'school', 48),
    stop('unload', 'outer', atOuter),
    stop('unload', 'reception', 48 - atOuter),
  ]
  const back = [of('10:00'), of('10:30'), of('10:45'), null]
  const trip: Json = [
    'bus-001-t1',
    'bus-001',
    null,
    of('08:00'),
    of('09:10'),
    'bridge',
    'bridge',
    of('09:00'),
    'depot',
    'reception',
    stops,
    back,
  ]
  for (const said of saidOfPlan('0'.repeat(64), [trip])) day.enter(said)
  for (const [what, input] of reports) {
    day.goTo((day.now + 10) as never)
    expect(day.do('report', { what, vehicle: 'bus-001', trip: 'bus-001-t1', ...input })).toBeUndefined()
  }
  return day.state.day
}

const boarded = ['people_boarded', { place: 'school', people: people(48) }] as const
const arrived = (place: string, count: number) => ['people_arrived', { place, people: people(count) }] as const

function standingOf(gotOff: ReturnType<typeof gotOffOn>, late = ['bus-001']) {
  const seen = { id: 'bus-001', place: 'outer', aboard: { families: 33 } } as const
  const state = { at: at('09:00'), vehicles: [seen], done: [] }
  return { state: state as never, late, shut: [], waiting: new Map<string, number>(), gotOff }
}

describe('who got off a trip that goes on', () => {
  it('is counted where they were, and waits no more', () => {
    const gotOff = gotOffOn(dayOf([boarded, arrived('outer', 15)]), plan, 'bus-001')
    expect(gotOff).toEqual([{ trip: 'bus-001-t1', group: 'families', to: 'outer', people: 15 }])
    const standing = standingOf(gotOff)
    const waiting = (given: typeof standing) =>
      pauseNow(pause, plan, given).people.find(({ id }) => id === 'families')?.count.best
    expect(waiting(standing)).toBe(100 - 15)
    expect(earlierNow(pause, plan, standing).people).toEqual([{ group: 'families', to: 'outer', people: 15 }])
    // On time it stands as it was ordered: who gets off by it is in the plan.
    expect(waiting(standingOf(gotOff, []))).toBe(100)
    // Done, it is told by the plan, and not once more.
    const over = { ...standing, state: { ...(standing.state as object), done: ['bus-001-t1'] } as never }
    expect(waiting(over)).toBe(100 - 48)
  })

  it('is nobody while nobody was counted, and where it was not counted who got on', () => {
    expect(gotOffOn(dayOf([boarded]), plan, 'bus-001')).toEqual([])
    expect(gotOffOn(dayOf([arrived('outer', 15)]), plan, 'bus-001')).toEqual([])
  })

  it('is not counted once more by a plan that goes on from there', () => {
    const onwards = plan.trips.map((trip) =>
      trip.id === 'bus-001-t1' ? { ...trip, legs: trip.legs.filter(({ place }) => place === 'reception') } : trip,
    )
    const day = dayOf([boarded, arrived('outer', 15)])
    expect(gotOffOn(day, { ...plan, trips: onwards }, 'bus-001')).toEqual([])
  })
})
