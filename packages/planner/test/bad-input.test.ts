// What a pause may well hold and no good plan can be made of: each is answered, validly, with as much as there is to be had.

import { readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import { formatInstant, type Instant, type Pause, type Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { expect, it } from 'vitest'
import { planPause } from '../src/index.ts'
import { pauseFrom, planOf } from './planning.ts'

const minimal = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')

/** The minimal example, each text once for another. */
function changed(...changes: readonly (readonly [string | RegExp, string])[]): Pause {
  const text = changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to)
    if (after === before) throw new Error(`${from} is not there`)
    return after
  }, minimal)
  return pauseFrom(new TextEncoder().encode(text))
}

function served(pause: Pause, iterations = 5): Plan {
  const plan = planOf(pause, iterations)
  expect(checkPlan(pause, plan)).toEqual([])
  for (const level of plan.levels) if (level.bound !== null) expect(level.served).toBeLessThanOrEqual(level.bound)
  return plan
}

const reasonsOf = ({ unserved }: Plan) =>
  Object.fromEntries(unserved.map(({ group, consignment, reason }) => [group ?? consignment, reason]))

it('a point without a way to it: who waits there is not served, the others are', () => {
  const plan = served(changed([/ {2}- \{ between: \[inner, school\].*\n/, '']))
  expect(plan.served).toMatchObject({ people: 0, aid_g: 8_000_000 })
  expect(Object.keys(reasonsOf(plan)).sort()).toEqual(['families', 'patients'])
})

it('a way that leads in and not out again is not taken', () => {
  const plan = served(
    changed(['[inner, school],    time: 5 min, on_foot: 20 min', '[inner, school], time: 5 min, one_way: true']),
  )
  expect(plan.served).toMatchObject({ people: 0, aid_g: 8_000_000 })
})

it('a way in that is longer than the way out, and a detour that is quicker than the way: both are taken as they are', () => {
  const plan = served(
    changed([
      '{ between: [inner, school],    time: 5 min, on_foot: 20 min }',
      `{ between: [inner, school], time: 50 min, one_way: true }
  - { between: [school, inner], time: 3 min, one_way: true }
  - { between: [bakery, school], time: 6 min, one_way: true }`,
    ]),
  )
  const [loading] = plan.trips
    .filter(({ vehicle }) => vehicle === 'bus-001')
    .flatMap(({ legs }) => legs)
    .filter(({ kind }) => kind === 'load')
  const [entry] = plan.trips
    .filter(({ vehicle }) => vehicle === 'bus-001')
    .flatMap(({ legs }) => legs.filter(({ kind }) => kind === 'corridor_in'))
  // By the bakery: 4 and 6 min.
  const seconds = (loading?.from ?? 0) - (entry?.until ?? 0)
  expect(seconds).toBeGreaterThanOrEqual(600)
  expect(seconds).toBeLessThan(3000)
})

it.each([
  ['a group that no vehicle holds', ['group_size: 4', 'group_size: 60'], ['families']],
  [
    'a corridor without slots',
    ['capacity: { vehicles: 4', 'capacity: { vehicles: 0'],
    ['families', 'patients', 'flour'],
  ],
  ['a gate without lanes', ['lanes: 1,', 'lanes: 0,'], ['families', 'patients', 'flour']],
  ['a hospital without beds', ['beds: { stretcher: 6,', 'beds: { stretcher: 0,'], ['patients']],
] as const)('no room: %s', (_, change, left) => {
  const plan = served(changed(change))
  expect(plan.unserved.map(({ group, consignment }) => group ?? consignment).sort()).toEqual([...left].sort())
})

it('nobody who wishes to leave, no aid, no vehicle: a plan with nothing in it, and nothing left', () => {
  const empty = changed(
    [/\npeople: [\s\S]*?\naid:/, '\npeople: []\n\naid:'],
    [/\naid:[\s\S]*?\nfleet:/, '\naid: []\n\nfleet:'],
    [/\nfleet:[\s\S]*?\nrules:/, '\nfleet: []\n\nrules:'],
  )
  expect(served(empty)).toMatchObject({ trips: [], walking: [], unserved: [], gap_percent: 0 })
})

it('one vehicle: it goes as often as it can', () => {
  const one = changed([/ {2}- \{ id: ambulance, kind[\s\S]*?\n {2}- \{ id: truck.*\n/, ''])
  const plan = served(one)
  expect(plan.served.people).toBe(100)
  expect(plan.trips.length).toBe(3)
  expect(Object.keys(reasonsOf(plan)).sort()).toEqual(['flour', 'patients'])
})

it('a thousand groups at one point', () => {
  const [, families = ''] = / {2}- (\{ id: families[\s\S]*?\} \})\n/.exec(minimal) ?? []
  const many = Array.from({ length: 1000 }, (_, k) => `  - ${families.replace('id: families', `id: families-${k}`)}\n`)
  const pause = changed([`  - ${families}\n`, many.join('')])
  expect(pause.people.length).toBe(1001)
  const plan = served(pause, 1)
  expect(plan.served.people).toBeGreaterThan(100)
})

it('two promises to one vehicle for the same time: a plan at once, and the checker says what cannot be', () => {
  const plan = planOf(changed(), 5)
  const [first, second] = plan.trips.filter(({ vehicle }) => vehicle === 'bus-001')
  if (first === undefined || second === undefined) throw new Error('the bus goes twice')
  const pause = changed()
  // The second round begins ten minutes after the first.
  const shift = (second.legs[0]?.from ?? 0) - (first.legs[0]?.from ?? 0) - 600
  const early = second.legs.map((leg) => ({
    ...leg,
    from: (leg.from - shift) as Instant,
    until: (leg.until - shift) as Instant,
  }))
  const overlapping: Pause = {
    ...pause,
    rules: {
      ...pause.rules,
      committed: [
        { id: 'one', vehicle: 'bus-001', legs: first.legs },
        { id: 'other', vehicle: 'bus-001', legs: early },
      ],
    },
  }
  const again = planOf(overlapping, 5)
  expect(again.trips.map(({ id }) => id)).toEqual(expect.arrayContaining(['one', 'other']))
  expect(checkPlan(overlapping, again).some(({ trip }) => trip === 'one' || trip === 'other')).toBe(true)
})

it('no time at all: a valid plan, and it says that time ended it', () => {
  const pause = changed()
  const plan = planPause(pause, travelTimesOf(pause), {
    seed: 1,
    mustStop: () => 'time',
    cpuSeconds: () => 0,
    inputSha256: '0'.repeat(64),
    files: {},
  })
  expect(checkPlan(pause, plan)).toEqual([])
  expect(plan.effort).toMatchObject({ iterations: 0, stopped_by: 'time' })
  expect(plan.served.people).toBeGreaterThan(0)
})

const state = (at: string, vehicles: string) =>
  ['\nrules:\n', `\nrules:\n  state: { at: 2016-11-04T${at}, vehicles: [ ${vehicles} ] }\n`] as const

it.each([
  ['at a pick-up', '11:20', '{ id: bus-001, place: school, aboard: { families: 8 } }', '11:34:00', ['clearance']],
  [
    'on the corridor',
    '11:28',
    '{ id: bus-001, corridor: bridge, position: 0.9, aboard: { families: 8 } }',
    '11:36:24',
    ['clearance'],
  ],
  ['after the close', '12:30', '{ id: bus-001, place: school, aboard: { families: 8 } }', '12:44:00', ['window_entry']],
] as const)(
  'somebody aboard %s who cannot be out in time: out as soon as can be, and the checker says how late',
  (_, at, told, out, rules) => {
    const pause = changed(state(at, told))
    const plan = planOf(pause, 5)
    const exits = plan.trips.flatMap(({ legs }) =>
      legs.filter(({ kind }) => kind === 'corridor_out').map(({ until }) => until),
    )
    expect(exits.map((exit) => formatInstant(exit, pause.time_zone).slice(11, 19))).toEqual([out])
    expect(plan.served.people).toBe(8)
    expect(checkPlan(pause, plan).map(({ rule }) => rule)).toEqual(rules)
  },
)

it('who can still be out in time is, when another cannot', () => {
  const pause = changed(
    state('11:14', '{ id: bus-001, place: school, aboard: { families: 8 } }, { id: truck-001, place: bakery }'),
  )
  const plan = planOf(pause, 5)
  const late = checkPlan(pause, plan)
  expect(late.map(({ rule }) => rule)).toEqual(['clearance'])
  expect(plan.trips.length).toBe(2)
})

it('who is under way comes to a hospital that has a bed left, where they may go to several', () => {
  const plan = served(
    changed(
      ['beds: { stretcher: 6, wheelchair: 4, seated: 20 }', 'beds: { stretcher: 2, seated: 4 }'],
      [
        '  - { id: warehouse, kind: warehouse',
        '  - { id: ward, kind: hospital, at: [37.08, 36.21], beds: { stretcher: 2, seated: 4 } }\n  - { id: warehouse, kind: warehouse',
      ],
      [
        '  - { between: [depot, reception], time: 4 min }',
        '  - { between: [depot, reception], time: 4 min }\n  - { between: [ward, outer], time: 20 min }',
      ],
      ['companions: 1, to: [clinic]', 'companions: 1, to: [clinic, ward]'],
      ['kind: ambulance, count: 1', 'kind: ambulance, count: 2'],
      [
        'rules:\n',
        `rules:
  state:
    at: 2016-11-04T09:00
    vehicles:
      - { id: ambulance-001, place: school, aboard: { patients: 2 } }
      - { id: ambulance-002, place: school, aboard: { patients: 2 } }
`,
      ],
    ),
  )
  const taken = plan.trips.flatMap(({ vehicle, legs }) =>
    vehicle.startsWith('ambulance') ? legs.filter(({ kind }) => kind === 'unload').map(({ place }) => place) : [],
  )
  expect(taken.sort()).toEqual(['clinic', 'ward'])
})
