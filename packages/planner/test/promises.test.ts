import { checkPlan } from '@treve/checker'
import { type Plan, planToJson } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PauseData, pauses } from './generate.ts'
import { pauseOf, planOf } from './planning.ts'
import { buses, corridor, families, smallPause } from './reserve-uses.ts'

interface WrittenTrip {
  readonly id: string
  readonly vehicle: string
  readonly convoy: string | null
  readonly escort_of: string | null
  readonly legs: readonly { readonly kind: string; readonly from: string }[]
}

/** Trips of a plan as a pause file repeats them, of vehicles that go in no convoy: a pause file promises no convoys. */
function tripsOf(plan: Plan): readonly WrittenTrip[] {
  const written: { trips: WrittenTrip[] } = JSON.parse(planToJson(plan, pauseOf(small).time_zone))
  const together = new Set(
    written.trips.filter((trip) => trip.convoy !== null || trip.escort_of !== null).map(({ vehicle }) => vehicle),
  )
  return written.trips.filter(({ vehicle }) => !together.has(vehicle))
}

/** Without “they move if we move”, and without convoys: a promised trip then hangs on others that nobody promised. */
function promising(data: PauseData, trips: readonly WrittenTrip[]): PauseData {
  const rules = typeof data.rules === 'object' ? data.rules : {}
  return {
    ...data,
    rules: {
      ...rules,
      reciprocal: [],
      convoys: [],
      committed: trips.map(({ id, vehicle, legs }) => ({ id, vehicle, legs })),
    },
  }
}

const small: PauseData = { ...fc.sample(pauses, { numRuns: 1, seed: 7 })[0] }

describe('what is promised', () => {
  it('stands leg by leg in the next plan, and the rest is planned around it', () => {
    fc.assert(
      fc.property(pauses, fc.nat(100), fc.nat(100), (data, some, seed) => {
        const first = planOf(pauseOf(data), 3, seed)
        const all = tripsOf(first)
        // The earliest trips of each vehicle, as many as `some` says.
        const promised = all.slice(0, Math.ceil((all.length * some) / 100))
        const pause = pauseOf(promising(data, promised))
        const again = planOf(pause, 3, seed + 1)
        expect(checkPlan(pause, again)).toEqual([])
        for (const { id, vehicle } of promised)
          expect(again.trips.find((trip) => trip.id === id)?.vehicle).toBe(vehicle)
      }),
      { numRuns: 150 },
    )
  })

  it('may be a beginning only: the planner finishes it', () => {
    fc.assert(
      fc.property(pauses, fc.nat(100), fc.nat(20), (data, seed, cut) => {
        const first = planOf(pauseOf(data), 0, seed)
        const [trip] = tripsOf(first).filter(({ legs }) => legs.some(({ kind }) => kind === 'corridor_in'))
        if (trip === undefined) return
        const entered = trip.legs.findIndex(({ kind }) => kind === 'corridor_in')
        let end = Math.max(entered + 1, trip.legs.length - 1 - cut)
        while (trip.legs[end]?.kind === 'gate') end++
        const pause = pauseOf(promising(data, [{ ...trip, legs: trip.legs.slice(0, end) }]))
        const again = planOf(pause, 2, seed)
        expect(checkPlan(pause, again)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('may be out later than a reserve lets anything else, and no bound is less than what it brings', () => {
    const terms = smallPause({
      uncertainty: {},
      corridors: [corridor('road')],
      people: [families(50)],
      fleet: [buses(1)],
    })
    const committed = planOf(terms, 0).trips.map(({ id, vehicle, legs }) => ({ id, vehicle, legs }))
    // A quarter of an hour from 08:00 on: the round alone takes longer.
    const reserve = { buffer_s: 3.75 * 3600, slack_s: 0, turn_back: 0.99, corridors: [] }
    const promised = { ...terms, rules: { ...terms.rules, committed }, reserve }
    const plan = planOf(promised, 0)
    expect(plan.served.people).toBe(50)
    expect(plan.levels.find(({ level }) => level === '5b')).toMatchObject({ served: 50, bound: 50 })
    expect(plan.bound.people).toBe(50)
  })
})
