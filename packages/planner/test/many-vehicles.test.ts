// Where vehicles are many and no rule ties them to each other the search begins with whole days, looks only at near corridors, and
// lets the bound's prices for people guide it: more vehicles and corridors than generated pauses have.

import { checkPlan } from '@treve/checker'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { boundOf } from '../src/bound/bound.ts'
import { PricedPeople } from '../src/days/priced-people.ts'
import { problemOf } from '../src/problem.ts'
import { scoreNow, startWorld } from '../src/search.ts'
import { madeUpZone, pauseOf, planOf } from './planning.ts'

const corridors = Array.from({ length: 14 }, (_, index) => `corridor-${index}`)
const stops = Array.from({ length: 6 }, (_, index) => `stop-${index}`)

/** 44 buses, too few for 6,000 people; the sixth stop is three quarters of an hour away, the first at the mouths. */
const data = {
  treve_pause: 1,
  id: 'many-vehicles',
  title: { en: 'Many vehicles' },
  time_zone: 'Asia/Damascus',
  exercise: true,
  parties: [{ id: 'relief', role: 'humanitarian', name: { en: 'Relief' } }],
  terms: {
    stated_by: [],
    windows: [{ id: 'day', open: '2016-11-04T08:00', close: '2016-11-04T12:00' }],
    clear: { buffer: '10 min', probability: null },
    silent_on: [],
  },
  zone: madeUpZone,
  places: [
    ...corridors.flatMap((id, index) => [
      { id: `${id}-outer`, kind: 'mouth', at: [37.12, 36.19 + index / 1000] },
      { id: `${id}-inner`, kind: 'mouth', at: [37.14, 36.19 + index / 1000], inside: true },
    ]),
    ...stops.map((id, index) => ({ id, kind: 'pick_up', at: [37.15 + index / 200, 36.2], inside: true })),
    { id: 'reception', kind: 'reception', at: [37.09, 36.2], places: 9000 },
  ],
  links: corridors.flatMap((id, index) => [
    { between: [`${id}-outer`, 'reception'], time: `${10 + index} min` },
    ...stops.map((stop, at) => ({ between: [`${id}-inner`, stop], time: `${2 + 9 * at + (index % 5)} min` })),
  ]),
  corridors: corridors.map((id) => ({
    id,
    uses: ['civilians'],
    outside: `${id}-outer`,
    inside: `${id}-inner`,
    length: '1 km',
    travel: { vehicle: '5 min' },
    capacity: { vehicles: 9, per: '15 min' },
    gates: [],
    opens: { needs: [] },
  })),
  people: stops.flatMap((at) => [
    {
      id: `${at}-families`,
      at,
      count: 980,
      mobility: 'seated',
      priority: 'general',
      movement: 'civilians',
      to: ['reception'],
    },
    {
      id: `${at}-wheelchairs`,
      at,
      count: 8,
      mobility: 'wheelchair',
      priority: 'dependent',
      movement: 'civilians',
      to: ['reception'],
    },
  ]),
  aid: [],
  fleet: [
    {
      id: 'bus',
      kind: 'bus',
      count: 44,
      at: 'reception',
      carries: ['civilians'],
      loads: [{ seated: 30 }, { seated: 22, wheelchair: 2 }],
      board: { fixed: '2 min', seated: '10 s', wheelchair: '2 min' },
      alight: { fixed: '2 min', seated: '5 s', wheelchair: '1 min' },
    },
  ],
}

describe('a pause of many vehicles', () => {
  it('has a valid plan at once, and one alike for as many iterations that are guided by prices', () => {
    const pause = pauseOf(data)
    const first = planOf(pause, 0)
    expect(checkPlan(pause, first)).toEqual([])
    expect(first.levels.find(({ level }) => level === '4')?.served).toBe(48)
    const guided = planOf(pause, 24)
    expect(checkPlan(pause, guided)).toEqual([])
    expect(guided.served.people).toBeGreaterThanOrEqual(first.served.people)
    expect(planOf(pauseOf(structuredClone(data)), 24)).toEqual(guided)
  })

  it('who is near to everybody has a price, who is far away has none', () => {
    const pause = pauseOf(data)
    const problem = problemOf(pause, travelTimesOf(pause))
    const bound = boundOf(problem)
    expect(PricedPeople.of(problem, bound.prices('5b'))).toBeUndefined()
    bound.tighten(scoreNow(startWorld(problem, [])).outcome, 30)
    const guide = PricedPeople.of(problem, bound.prices('5b'))?.guide(1)
    const countOf = (id: string) => guide?.person[problem.groupById.get(id)?.index ?? -1] ?? Number.NaN
    expect(countOf('stop-0-families')).toBeLessThan(0.9)
    expect(countOf('stop-5-families')).toBe(1)
    expect(countOf('stop-0-wheelchairs')).toBe(100)
  })
})
