// A departure moved by hand: what moves with it, what follows from it, and that nothing which the checker refuses passes.

import { readFileSync } from 'node:fs'
import { checkPlan, rules } from '@treve/checker'
import type { Instant, Plan, Trip } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pauses } from '../../../planner/test/generate.ts'
import { pauseFrom, pauseOf, planOf } from '../../../planner/test/planning.ts'
import { movedWith, newlyBroken, shifted, withoutClaims } from '../../src/live/shift.ts'
import { whyNotMoved } from '../../src/live/why-not-moved.ts'
import { agreed, Told } from '../coordination/told.ts'
import { at, pause, plan } from './made.ts'

const minute = 60
const tripOf = ({ trips }: Pick<Plan, 'trips'>, id: string): Trip => {
  const found = trips.find((each) => each.id === id)
  if (found === undefined) throw new Error(`there is a trip ${id}`)
  return found
}
const nothingTold = (now: number) => ({ state: { at: now as Instant, vehicles: [], done: [] }, shut: [] })

describe('any trip of any plan', () => {
  const planned = fc
    .sample(fc.tuple(pauses, fc.nat(1000)), { numRuns: 24, seed: 9 })
    .map(([data, seed]) => ({ pause: pauseOf(data), plan: planOf(pauseOf(data), 3, seed) }))
    .filter((each) => each.plan.trips.length > 0)
  const moves = fc.tuple(fc.nat(planned.length - 1), fc.nat(1000), fc.integer({ min: -40, max: 40 }))
  const moved = ([of, which, minutes]: readonly [number, number, number]) => {
    const known = planned[of]
    const trip = known?.plan.trips[which % known.plan.trips.length]
    if (known === undefined || trip === undefined) throw new Error('each plan has trips')
    const seconds = minutes * minute
    return { ...known, id: trip.id, seconds, after: shifted(known.pause, known.plan, trip.id, seconds) }
  }

  it('moved by nothing is the plan as it is', () => {
    for (const known of planned)
      for (const { id } of known.plan.trips) expect(shifted(known.pause, known.plan, id, 0)).toBe(known.plan)
  })

  it('keeps how long each leg takes, what it moves and where; whoever does not move with it keeps all', () => {
    // The lane is nobody’s promise.
    const bare = (legs: Trip['legs'] = [], by = 0) =>
      legs.map(({ lane: _, ...leg }) => ({ ...leg, from: leg.from + by, until: leg.until + by }))
    fc.assert(
      fc.property(moves, (move) => {
        const { plan: before, after, id, seconds } = moved(move)
        const moving = new Set(movedWith(before.trips, id).map((trip) => trip.id))
        expect(moving.has(id)).toBe(true)
        expect(after.trips.map((trip) => trip.id)).toEqual(before.trips.map((trip) => trip.id))
        for (const [index, trip] of before.trips.entries()) {
          const now = after.trips[index]
          if (moving.has(trip.id)) expect(bare(now?.legs)).toEqual(bare(trip.legs, seconds))
          else expect(now).toBe(trip)
        }
        expect(after).toMatchObject({ served: before.served, unserved: before.unserved, walking: before.walking })
      }),
      { numRuns: 200 },
    )
  })

  it('passes where, and only where, the checker finds the whole plan valid; its own figures are always right', () => {
    let [passed, refused] = [0, 0]
    const ofTheWhole = new Set<string>(rules.slice(rules.indexOf('served_totals'), rules.indexOf('second_exit')))
    fc.assert(
      fc.property(moves, (move) => {
        const { pause: of, plan: before, after, seconds } = moved(move)
        fc.pre(seconds !== 0)
        const whole = checkPlan(of, after).map(({ rule }) => rule)
        // Long before the first departure: nothing is promised yet.
        const broken = newlyBroken(of, before, after, nothingTold(at('08:00') - 2 * 86_400))
        expect(broken.map(({ rule }) => rule).sort()).toEqual(whole.toSorted())
        expect(whole.filter((rule) => ofTheWhole.has(rule))).toEqual([])
        if (whole.length === 0) passed++
        else refused++
      }),
      { numRuns: 300 },
    )
    // Else the property would say nothing.
    expect(Math.min(passed, refused)).toBeGreaterThan(8)
  })
})

describe('the last round of the bus, on the smallest example', () => {
  const moved = (minutes: number, now = '09:00') => {
    const after = shifted(pause, plan, 'bus-001-t3', minutes * minute)
    return { after, broken: newlyBroken(pause, plan, after, nothingTold(at(now))) }
  }

  it('a quarter of an hour later: valid, the last is out later, and how sure it is is not claimed', () => {
    const { after, broken } = moved(15)
    expect(broken).toEqual([])
    expect(after.windows).toMatchObject([{ last_exit: at('10:33'), clear_by: at('11:30') }])
    expect(after).toMatchObject({ clear_probability: null, assurance: null, reserve: null })
    expect(tripOf(after, 'bus-001-t3').turn_back).toBeNull()
    const later = (of: Plan) => of.levels.find(({ level }) => level === '7')?.served ?? 0
    const people = Object.values(tripOf(plan, 'bus-001-t3').legs.at(-1)?.people ?? {}).reduce((a, b) => a + b, 0)
    expect(people).toBeGreaterThan(0)
    expect(later(after) - later(plan)).toBe(people * 15 * minute)
  })

  it('into the service of the truck at the one lane of the gate, too early for its vehicle, past the close: refused', () => {
    expect(moved(5).broken.map(({ rule }) => rule)).toContain('gate_lane')
    expect(moved(-5).broken.map(({ rule }) => rule)).toContain('trip_continuity')
    expect(moved(80).broken.map(({ rule }) => rule)).toContain('clearance')
    expect(moved(150).broken.map(({ rule }) => rule)).toContain('window_entry')
  })

  it('once it is promised: refused, whatever else', () => {
    expect(moved(15, '09:30').broken).toMatchObject(
      tripOf(plan, 'bus-001-t3').legs.map(() => ({ rule: 'committed', trip: 'bus-001-t3' })),
    )
  })

  it('through a corridor that was shut meanwhile: refused; what stood so before is not held against it', () => {
    const after = shifted(pause, plan, 'bus-001-t3', 15 * minute)
    const shut = { ...nothingTold(at('09:00')), shut: ['bridge'] }
    expect(newlyBroken(pause, plan, after, shut)).toContainEqual(
      expect.objectContaining({ rule: 'corridor_capacity', trip: 'bus-001-t3' }),
    )
    expect(newlyBroken(pause, plan, plan, shut)).toEqual([])
  })

  it('a plan that leaves something of the whole out, as one made anew does, is not refused for that', () => {
    const anew = { ...plan, trips: plan.trips.filter(({ id }) => id !== 'ambulance-001-t1') }
    expect(checkPlan(pause, withoutClaims(pause, anew)).length).toBeGreaterThan(0)
    const after = shifted(pause, anew, 'bus-001-t3', 15 * minute)
    expect(newlyBroken(pause, anew, after, nothingTold(at('09:00')))).toEqual([])
    const early = shifted(pause, anew, 'bus-001-t3', -5 * minute)
    expect(newlyBroken(pause, anew, early, nothingTold(at('09:00')))).not.toEqual([])
  })

  it('to before people are ready whom no earlier plan has brought out already: refused', () => {
    const last = tripOf(plan, 'bus-001-t3')
    const boards = last.legs.find(({ kind }) => kind === 'load')
    const [group, count] = Object.entries(boards?.people ?? {})[0] ?? []
    if (boards === undefined || group === undefined || count === undefined) throw new Error('people board it')
    // Those of the morning are out by an earlier plan; these come as the bus does.
    const ready = [
      { at: at('08:00'), count },
      { at: boards.from, count },
    ]
    const twice = pause.people.map((each) =>
      each.id === group
        ? { ...each, ready, count: { ...each.count, low: 2 * count, best: 2 * count, high: 2 * count } }
        : each,
    )
    const two = { ...pause, people: twice }
    const anew = { ...plan, trips: [last], walking: [], unserved: [] }
    const out = { people: [{ group, to: last.legs.at(-1)?.place ?? '', people: count }], aid: [] }
    const rulesOf = (of: Plan, minutes: number) =>
      newlyBroken(two, of, shifted(two, of, last.id, minutes * minute), nothingTold(at('08:30'))).map(
        ({ rule }) => rule,
      )
    expect(rulesOf({ ...anew, earlier: out }, -10)).toContain('people_ready')
    expect(rulesOf({ ...anew, earlier: out }, 15)).not.toContain('people_ready')
    // Where nobody was brought out before, those of the morning may board.
    expect(rulesOf(anew, -10)).not.toContain('people_ready')
  })

  it('takes a lane that is free where its own is not', () => {
    const wider = {
      ...pause,
      corridors: pause.corridors.map((corridor) => ({
        ...corridor,
        gates: corridor.gates.map((gate) => ({ ...gate, lanes: 2 })),
      })),
    }
    const after = shifted(wider, plan, 'bus-001-t3', 5 * minute)
    expect(tripOf(after, 'bus-001-t3').legs.find(({ kind }) => kind === 'gate')?.lane).toBe(1)
    expect(newlyBroken(wider, plan, after, nothingTold(at('09:00'))).map(({ rule }) => rule)).not.toContain('gate_lane')
  })
})

describe('is not moved at all', () => {
  const inForce = { pause, plan }
  const untold = new Told(agreed())
  const why = (trip: string, seconds: number, now = '09:00', { state } = untold) =>
    whyNotMoved(state, inForce, { trip, seconds }, at(now))

  it('what is unknown, not moved, under way or promised, or would begin before its crew can follow', () => {
    expect(why('bus-009-t1', minute)).toMatchObject({ code: 'trip_unknown' })
    expect(why('bus-001-t3', 0)).toMatchObject({ code: 'not_moved' })
    expect(why('bus-001-t1', 60 * minute)).toMatchObject({ code: 'trip_promised' })
    // It is to depart at 09:43:20: from 09:23:20 on it is promised.
    expect(why('bus-001-t3', 15 * minute, '09:23:20')).toBeUndefined()
    expect(why('bus-001-t3', 15 * minute, '09:23:21')).toMatchObject({ code: 'trip_promised' })
    expect(why('bus-001-t3', -minute, '09:22:20')).toBeUndefined()
    expect(why('bus-001-t3', -minute, '09:22:21')).toMatchObject({ code: 'departs_too_soon' })
  })

  it('what then is outside the band, or the window, that the parties were told; what was outside before is not new', () => {
    const bridge = { id: 'bridge', uses: ['civilians', 'medical', 'aid'], segments: ['whole'], needs: [] }
    const told = new Told(agreed({ corridors: [bridge] as never }))
    const movement = {
      id: 'm1',
      use: 'civilians',
      corridor: 'bridge',
      direction: 'both',
      from: '2016-11-04T08:00',
      until: '2016-11-04T10:35',
      vehicles: [{ kind: 'bus', count: 3 }],
    }
    told.done('notify', { movements: [movement] })
    // Out of the corridor by 10:18 as planned.
    expect(why('bus-001-t3', 17 * minute, '09:00', told)).toBeUndefined()
    expect(why('bus-001-t3', 18 * minute, '09:00', told)).toMatchObject({
      code: 'outside_notified',
      departures: [{ vehicle: 'bus-001', trip: 'bus-001-t3', what: 'time_band' }],
    })
    const after = new Told(agreed({ corridors: [bridge] as never }))
    after.done('notify', { movements: [{ ...movement, from: '2016-11-04T08:00', until: '2016-11-04T09:30' }] })
    expect(why('bus-001-t3', minute, '09:00', after)).toMatchObject({ code: 'outside_notified' })
    // Nobody was told of anything: as any plan made anew, it is shown to be outside, and not refused for that.
    expect(why('bus-001-t3', 15 * minute)).toBeUndefined()
  })
})

describe('on a corridor that is open one way at a time', () => {
  const bytes = readFileSync(new URL('../../../../examples/clauses/alternating.yaml', import.meta.url))
  const oneWay = pauseFrom(bytes)
  const rounds = planOf(oneWay, 20)
  const last = rounds.trips.at(-1)

  it('the turns follow who passes; who would meet another on it is refused', () => {
    if (last === undefined) throw new Error('somebody is brought out')
    expect(checkPlan(oneWay, rounds)).toEqual([])
    const other = rounds.trips.find(({ vehicle, id }) => vehicle !== last.vehicle || id !== last.id)
    if (other === undefined) throw new Error('two rounds are planned')
    const told = nothingTold(at('07:00'))
    const by = (seconds: number) => {
      const after = shifted(oneWay, rounds, last.id, seconds)
      return { after, broken: newlyBroken(oneWay, rounds, after, told).map(({ rule }) => rule) }
    }
    const { after } = by(minute)
    const inward = after.trips.at(-1)?.legs.find(({ kind }) => kind === 'corridor_in')
    expect(after.directions).toContainEqual(expect.objectContaining({ direction: 'in', from: inward?.from }))
    // Its way in over the way out of the other.
    const outward = other.legs.find(({ kind }) => kind === 'corridor_out')
    const own = last.legs.find(({ kind }) => kind === 'corridor_in')
    const meets = by((outward?.from ?? 0) - (own?.from ?? 0) + minute)
    expect(meets.broken).toContain('alternating_clearance')
  })
})

describe('a convoy', () => {
  it('moves whole, its escort with it', () => {
    const [first, second, third] = plan.trips
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are three trips')
    const trips = [
      { ...first, convoy: 'c-1' },
      { ...second, convoy: 'c-1' },
      { ...third, escort_of: 'c-1' },
      ...plan.trips.slice(3),
    ]
    for (const { id } of trips.slice(0, 3))
      expect(movedWith(trips, id).map((trip) => trip.id)).toEqual([first.id, second.id, third.id])
    expect(movedWith(trips, 'bus-001-t3').map(({ id }) => id)).toEqual(['bus-001-t3'])
    expect(movedWith(trips, 'nobody')).toEqual([])
  })
})
