// Whole days (src/days): what is kept from one look to the next is what a first look would find; and days laid by it are
// valid, however they are taken out and laid again.

import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complete } from '../src/construct.ts'
import { Cooling } from '../src/days/cooling.ts'
import { Days } from '../src/days/days.ts'
import { gridOf } from '../src/days/grid.ts'
import { plainGuide } from '../src/days/guide.ts'
import { Timetables } from '../src/days/timetables.ts'
import { problemOf } from '../src/problem.ts'
import { search, startWorld } from '../src/search.ts'
import { isFixed } from '../src/trip.ts'
import type { World } from '../src/world.ts'
import { pauses } from './generate.ts'
import { madeUpZone, pauseOf, planOf } from './planning.ts'

function worldOf(data: unknown): World {
  const pause = pauseOf(data)
  return startWorld(problemOf(pause, travelTimesOf(pause)), [])
}

/** All that a vehicle of any fleet could ask. */
function everyTable(world: World, tables: Timetables) {
  return world.problem.corridors.flatMap((_, corridor) =>
    world.problem.pause.fleet.flatMap(({ kind, carries }) =>
      carries.flatMap((use) =>
        use === 'aid'
          ? []
          : (['in', 'out'] as const).map((direction) => {
              const { entry, exit } = tables.of(corridor, direction, kind, use, direction === 'out')
              return { corridor, kind, use, direction, entry: [...entry], exit: [...exit] }
            }),
      ),
    ),
  )
}

describe('timetables', () => {
  it('kept through trips put in and taken out say what new ones say', () => {
    fc.assert(
      fc.property(pauses, fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }), (data, choices) => {
        const world = worldOf(data)
        const window = world.problem.windows[0]
        if (window === undefined) return
        const grid = gridOf(world.problem, window)
        const kept = new Timetables(world, grid, 0)
        everyTable(world, kept)
        complete(world)
        everyTable(world, kept)
        for (const choice of choices) {
          const vehicle = choice % Math.max(1, world.problem.vehicles.length)
          const last = world.tripsOf(vehicle).at(-1)
          if (last !== undefined && !isFixed(last) && last.convoy === undefined) world.uncommit(last)
          expect(everyTable(world, kept)).toEqual(everyTable(world, new Timetables(world, grid, 0)))
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('whole days', () => {
  it('bring people out where there is time, room and way for them', () => {
    let trips = 0
    fc.assert(
      fc.property(pauses, (data) => {
        const world = worldOf(data)
        const days = new Days(world)
        const guide = plainGuide(world.problem)
        for (const vehicle of world.problem.vehicles.keys()) days.lay(vehicle, guide)
        for (const count of world.waiting) expect(count).toBeGreaterThanOrEqual(0)
        trips += world.trips().length
      }),
      { numRuns: 40, seed: 20161104 },
    )
    expect(trips).toBeGreaterThan(10)
  })

  it('a bus whose near pick-up holds less than a load goes by the next: two stops, and two more people out', () => {
    const data = {
      treve_pause: 1,
      id: 'two-stops',
      title: { en: 'Two stops' },
      time_zone: 'Asia/Damascus',
      exercise: true,
      parties: [{ id: 'relief', role: 'humanitarian', name: { en: 'Relief' } }],
      terms: {
        stated_by: [],
        windows: [{ id: 'day', open: '2016-11-04T08:00', close: '2016-11-04T09:30' }],
        clear: { buffer: '10 min', probability: null },
        silent_on: [],
      },
      zone: madeUpZone,
      places: [
        { id: 'outer', kind: 'mouth', at: [37.12, 36.2] },
        { id: 'inner', kind: 'mouth', at: [37.14, 36.2], inside: true },
        { id: 'near', kind: 'pick_up', at: [37.15, 36.2], inside: true },
        { id: 'next', kind: 'pick_up', at: [37.16, 36.2], inside: true },
        { id: 'reception', kind: 'reception', at: [37.09, 36.2], places: 400 },
      ],
      links: [
        { between: ['outer', 'reception'], time: '20 min' },
        { between: ['inner', 'near'], time: '2 min' },
        { between: ['near', 'next'], time: '3 min' },
      ],
      corridors: [
        {
          id: 'bridge',
          uses: ['civilians'],
          outside: 'outer',
          inside: 'inner',
          length: '1 km',
          travel: { vehicle: '5 min' },
          capacity: { vehicles: 4, per: '15 min' },
          gates: [],
          opens: { needs: [] },
        },
      ],
      people: [
        {
          id: 'few',
          at: 'near',
          count: 8,
          mobility: 'seated',
          priority: 'general',
          movement: 'civilians',
          to: ['reception'],
        },
        {
          id: 'two',
          at: 'next',
          count: 2,
          mobility: 'seated',
          priority: 'general',
          movement: 'civilians',
          to: ['reception'],
        },
      ],
      aid: [],
      fleet: [
        {
          id: 'bus',
          kind: 'bus',
          count: 1,
          at: 'reception',
          carries: ['civilians'],
          loads: [{ seated: 10 }],
          board: { fixed: '2 min', seated: '10 s' },
          alight: { fixed: '2 min', seated: '5 s' },
        },
      ],
    }
    const plan = planOf(pauseOf(data), 5)
    expect(plan.served.people).toBe(10)
    expect(plan.trips.map(({ legs }) => legs.flatMap(({ kind, place }) => (kind === 'load' ? [place] : [])))).toEqual([
      ['near', 'next'],
    ])
    // And again where it is the plan in force: the same order.
    const again = planOf(pauseOf(data), 0, 1, plan.trips)
    expect(again.trips.map(({ legs }) => legs)).toEqual(plan.trips.map(({ legs }) => legs))
    expect(again.changed_orders).toBe(0)
  })
})

describe('the search', () => {
  it('begins a cooling from the best plan, and never answers with a worse one after more iterations', () => {
    fc.assert(
      fc.property(pauses, fc.nat(50), (data, seed) => {
        const pause = pauseOf(data)
        const problem = problemOf(pause, travelTimesOf(pause))
        const limits = { seed, mustStop: () => undefined, isProved: () => false }
        const few = search(problem, { ...limits, iterations: 10 }).best.score
        const many = search(problem, { ...limits, iterations: 60 }).best.score
        const differs = many.findIndex((value, at) => value !== few[at])
        if (differs !== -1) expect(many[differs]).toBeGreaterThan(few[differs] ?? 0)
      }),
      { numRuns: 15 },
    )
  })

  it('cools: less and less slack, then anew and for longer', () => {
    const cooling = new Cooling()
    const slack = Array.from({ length: 700 }, () => cooling.next())
    const starts = slack.flatMap((value, at) => (at === 0 || value > (slack[at - 1] ?? 0) ? [at] : []))
    expect(starts).toEqual([0, 200, 600])
    expect(slack[199]).toBe(0)
  })
})
