// Planning anew where the pause has more than one day, and after it was planned anew before.

import { checkPlan } from '@treve/checker'
import type { Instant, Pause, Plan, State } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { describe, expect, it } from 'vitest'
import { pauseNow, type Standing } from '../../src/live/pause-now.ts'
import { keepingPromises } from '../../src/live/promises-kept.ts'
import { refusalOf } from '../../src/planning/answer.ts'
import { at, pause, plan } from './made.ts'

const daySeconds = 86_400
const nextDay = (clock: string) => (at(clock) + daySeconds) as Instant
const [day] = pause.terms.windows
if (day === undefined) throw new Error('there is a window')
const opensAgain = nextDay('08:00')
const next = { ...day, id: 'next', open: opensAgain, close: nextDay('12:00') }

/** The next day too; and more people, so that there is something left to plan. */
const twoDays: Pause = {
  ...pause,
  terms: { ...pause.terms, windows: [day, next] },
  fleet: pause.fleet.map(({ available: _, ...each }) => each),
  people: pause.people.map((group) => ({ ...group, count: { ...group.count, best: group.count.best + 20 } })),
}
const allDone = plan.trips.map(({ id }) => id)

function standingAt(now: number, more: Partial<Omit<Standing, 'state'>> & Partial<State> = {}): Standing {
  const { vehicles = [], done = allDone, ...rest } = more
  return { state: { at: now as Instant, vehicles, done }, late: [], shut: [], waiting: new Map(), ...rest }
}

function anew(given: Pause, before: Plan, standing: Standing) {
  const kept = keepingPromises(given, before, standing, (of, isQuick) =>
    planPause(of, travelTimesOf(of), {
      seed: 1,
      iterations: isQuick ? 0 : 2,
      inForce: before.trips,
      mustStop: () => undefined,
      mayExplain: () => false,
      cpuSeconds: () => 0,
      inputSha256: '0'.repeat(64),
      files: {},
    }),
  )
  const { now, found, violations } = kept
  const entries = found.trips.flatMap(({ legs }) => legs.filter(({ kind }) => kind.startsWith('corridor')))
  const later = entries.map(({ from }) => from).filter((from) => from >= standing.state.at)
  return { now, found, later, violations }
}

/** Had nothing been promised: the same trips are refused. */
function rulesBroken(now: Pause, found: Plan): readonly string[] {
  return checkPlan({ ...now, rules: { ...now.rules, committed: [] } }, found).map(({ rule }) => rule)
}

it('on the second day, what passed on the first stands', () => {
  const { found, later, violations } = anew(twoDays, plan, standingAt(nextDay('08:10')))
  expect(violations).toEqual([])
  expect(found.trips.map(({ id }) => id)).toEqual(expect.arrayContaining(allDone))
  expect(later.length).toBeGreaterThan(0)
})

it('with its corridor shut on the second day, what passed on the first stands, and nobody enters any more', () => {
  const { now, found, later, violations } = anew(twoDays, plan, standingAt(nextDay('08:10'), { shut: ['bridge'] }))
  expect(violations).toEqual([])
  expect(found.trips.map(({ id }) => id).sort()).toEqual([...allDone].sort())
  expect(later).toEqual([])
  expect(rulesBroken(now, found)).toContain('corridor_capacity')
})

it('a corridor that is shut is shut on the next day too, at hours at which another capacity began', () => {
  const rows = pause.corridors.map((corridor) => {
    const [row] = corridor.capacity ?? []
    if (row === undefined) throw new Error('the bridge has a capacity')
    const from = (hour: number) => (hour * 3600) as typeof row.from
    return { ...corridor, capacity: [0, 13].map((hour) => ({ ...row, from: from(hour) })) }
  })
  const standing = standingAt(at('11:50'), { shut: ['bridge'] })
  const { later, violations } = anew({ ...twoDays, corridors: rows }, plan, standing)
  expect([violations, later]).toEqual([[], []])
})

it('between windows, who stands inside leaves when the next one opens', () => {
  const inside = { id: 'bus-001', place: 'school', aboard: { families: 4 } } as State['vehicles'][number]
  const done = allDone.filter((id) => id !== 'bus-001-t3')
  const standing = standingAt(at('18:00'), { vehicles: [inside], late: ['bus-001'], done })
  const { found, violations } = anew(twoDays, plan, standing)
  expect(violations).toEqual([])
  const out = found.trips.find(({ id }) => id === 'bus-001-t0')?.legs.find(({ kind }) => kind === 'corridor_out')
  expect(out?.from).toBe(opensAgain)
})

it('who stands inside is brought out though the hours of vehicle and crew are over', () => {
  const inside = { id: 'bus-001', place: 'school', aboard: { families: 4 } } as State['vehicles'][number]
  const done = allDone.filter((id) => id !== 'bus-001-t3')
  const standing = standingAt(at('11:00'), { vehicles: [inside], late: ['bus-001'], done })
  const ofBuses = (hours: Partial<Pause['fleet'][number]>): Pause => ({
    ...twoDays,
    fleet: twoDays.fleet.map((fleet) => (fleet.id === 'bus' ? { ...fleet, ...hours } : fleet)),
  })
  for (const hours of [{ available: [at('07:00'), at('10:45')] }, { crew_hours: 600 }] as const) {
    const { now, found, violations } = anew(ofBuses(hours as Partial<Pause['fleet'][number]>), plan, standing)
    expect(violations).toEqual([])
    const own = found.trips.filter(({ vehicle }) => vehicle === 'bus-001')
    expect(own.map(({ id }) => id)).toEqual(['bus-001-t0'])
    expect(own[0]?.legs.at(-1)).toMatchObject({ kind: 'unload', people: { families: 4 } })
    // Told outside, it would be held to them.
    const state = { at: at('11:00'), vehicles: [{ ...inside, place: 'reception' }], done: [] }
    const broken = checkPlan({ ...now, rules: { ...now.rules, state } }, found).map(({ rule, trip }) => [trip, rule])
    expect(broken).toContainEqual(['bus-001-t0', 'crew_hours' in hours ? 'crew_hours' : 'vehicle_available'])
  }
})

it('who is aboard outside when the hours of their vehicle are over is brought where they go, and that is said', () => {
  const ofBuses: Pause = {
    ...twoDays,
    fleet: twoDays.fleet.map((each) => (each.id === 'bus' ? { ...each, available: [at('07:00'), at('10:45')] } : each)),
  }
  const seen = { id: 'bus-001', place: 'outer', aboard: { families: 4 } } as State['vehicles'][number]
  const { now, found, violations } = anew(
    ofBuses,
    plan,
    standingAt(at('10:44'), { vehicles: [seen], late: ['bus-001'], done: allDone.filter((id) => id !== 'bus-001-t3') }),
  )
  const own = found.trips.filter(({ vehicle }) => vehicle === 'bus-001')
  expect(own.map(({ legs }) => legs.map(({ kind, people }) => [kind, people]))).toEqual([[['unload', { families: 4 }]]])
  expect(violations.map(({ rule, trip }) => [rule, trip])).toEqual([['vehicle_available', 'bus-001-t0']])
  expect(refusalOf(now, found, violations)).toEqual({ kind: 'stranded', violations, plan: found })
  // Had nobody been aboard, or did it take up others, it would be a fault.
  const { state } = now.rules
  if (state === undefined) throw new Error('a state is told')
  const empty = { ...state, vehicles: state.vehicles.map((each) => ({ ...each, aboard: {} })) }
  expect(refusalOf({ ...now, rules: { ...now.rules, state: empty } }, found, violations).kind).toBe('refused')
  const loading = found.trips.map((trip) =>
    trip.vehicle === 'bus-001' ? { ...trip, legs: trip.legs.map((leg) => ({ ...leg, kind: 'load' as const })) } : trip,
  )
  expect(refusalOf(now, { ...found, trips: loading }, violations).kind).toBe('refused')
})

describe('what a vehicle sets off for next is promised, though it is planned from where it is seen', () => {
  const [trip, next] = plan.trips
    .filter(({ vehicle }) => vehicle === 'bus-001')
    .sort((a, b) => (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0))
  const over = trip?.legs.at(-1)?.until ?? 0
  const departure = next?.legs[0]?.from ?? 0
  if (trip === undefined || next === undefined) throw new Error('the bus has two trips')
  const late = (now: number, where: object) =>
    standingAt(now, {
      vehicles: [{ id: 'bus-001', ...where } as State['vehicles'][number]],
      late: ['bus-001'],
      done: plan.trips.filter(({ legs }) => (legs.at(-1)?.until ?? 0) <= now && now > 0).map(({ id }) => id),
    })

  it('where it can be kept, second for second', () => {
    // A little late, and with time to spare.
    const unload = trip.legs.findLast(({ kind }) => kind === 'unload')
    const standing = late(over - 1, { place: unload?.place ?? '', aboard: unload?.people ?? {} })
    const by = (instant: Instant) => (instant + 600) as Instant
    const legs = next.legs.map((leg) => ({ ...leg, from: by(leg.from), until: by(leg.until) }))
    const soon = { ...next, legs }
    const trips = plan.trips.filter(({ vehicle, id }) => vehicle !== 'bus-001' || id === trip.id)
    const { now, found, violations } = anew(twoDays, { ...plan, trips: [...trips, soon] }, standing)
    expect(violations).toEqual([])
    expect(now.rules.committed.map(({ id }) => id)).toContain(next.id)
    expect(now.rules.state?.vehicles.map(({ id }) => id)).toContain('bus-001')
    expect(found.trips.find(({ id }) => id === next.id)?.legs).toEqual(soon.legs)
    expect(found.trips.find(({ id }) => id === 'bus-001-t0')?.legs.at(-1)).toMatchObject({ kind: 'unload' })
  })

  it('where it cannot, it is promised no longer, and the vehicle gets other orders', () => {
    const standing = late(departure - 60, { place: 'school', aboard: { families: 4 } })
    expect(pauseNow(twoDays, plan, standing).rules.committed.map(({ id }) => id)).toContain(next.id)
    const { now, found, violations } = anew(twoDays, plan, standing)
    expect(violations).toEqual([])
    expect(now.rules.committed.map(({ id }) => id)).not.toContain(next.id)
    const own = found.trips.filter(({ vehicle }) => vehicle === 'bus-001')
    expect(own[0]?.legs.at(-1)).toMatchObject({ kind: 'unload', people: { families: 4 } })
  })
})

it('planned anew once more, a vehicle goes on from where it was seen before the first time', () => {
  const seen = { id: 'bus-001', place: 'reception', aboard: {} } as State['vehicles'][number]
  const first = anew(
    twoDays,
    plan,
    standingAt(at('08:50'), { vehicles: [seen], late: ['bus-001'], done: ['bus-001-t1', 'ambulance-001-t1'] }),
  )
  expect(first.violations).toEqual([])
  const own = first.found.trips.filter(({ vehicle }) => vehicle === 'bus-001')
  expect(own[0]?.legs[0]?.place).toBe('reception')
  const done = first.found.trips.filter(({ legs }) => (legs.at(-1)?.until ?? 0) <= at('09:45')).map(({ id }) => id)
  expect(done).toContain(own[0]?.id)
  const second = anew(twoDays, first.found, standingAt(at('09:45'), { vehicles: [seen], done }))
  expect(second.violations).toEqual([])
  expect(rulesBroken(second.now, second.found)).toContain('vehicle_start')
})

it('seen away from its depot, with no promise that stands, it begins there and not at the depot', () => {
  const seen = { id: 'bus-001', place: 'reception', aboard: {} } as State['vehicles'][number]
  const later: Plan = { ...plan, trips: plan.trips.filter(({ id }) => id === 'bus-001-t3'), walking: [] }
  const { found, violations } = anew(twoDays, later, standingAt(at('08:50'), { vehicles: [seen], done: [] }))
  expect(violations).toEqual([])
  expect(found.trips.find(({ vehicle }) => vehicle === 'bus-001')?.legs[0]?.place).toBe('reception')
})

describe('a corridor that is shut', () => {
  const change = (of: (corridor: Pause['corridors'][number]) => Pause['corridors'][number]): Pause => ({
    ...twoDays,
    corridors: pause.corridors.map(of),
  })
  const shut = { shut: ['bridge'] }
  /** What is laid where it is open is refused where it is shut. */
  const laidOpen = (given: Pause, standing: Standing) => {
    const { found } = anew(given, plan, { ...standing, shut: [] })
    return { found, broken: checkPlan(pauseNow(given, plan, standing), found).map(({ rule }) => rule) }
  }

  it('is shut where it states no capacity, too', () => {
    const boundless = change(({ capacity: _, ...corridor }) => corridor)
    const standing = standingAt(nextDay('08:10'), shut)
    const { later, violations } = anew(boundless, plan, standing)
    expect([violations, later]).toEqual([[], []])
    expect(laidOpen(boundless, standing).broken).toContain('corridor_capacity')
  })

  it('is passed by nobody on foot', () => {
    const walkable: Pause = {
      ...twoDays,
      people: twoDays.people.map((group) =>
        group.id === 'families' ? { ...group, mobility: 'on_foot', group_size: 1 } : group,
      ),
      fleet: twoDays.fleet.filter(({ kind }) => kind !== 'bus'),
    }
    const standing = standingAt(nextDay('08:10'), { ...shut, done: allDone.filter((id) => !id.startsWith('bus')) })
    const onFoot: Plan = { ...plan, trips: plan.trips.filter(({ vehicle }) => !vehicle.startsWith('bus')) }
    const open = anew(walkable, onFoot, { ...standing, shut: [] })
    expect([open.violations, open.found.walking.length > 0]).toEqual([[], true])
    const { found, violations } = anew(walkable, onFoot, standing)
    expect([violations, found.walking]).toEqual([[], []])
    expect(checkPlan(pauseNow(walkable, onFoot, standing), open.found).map(({ rule }) => rule)).toContain('walking_way')
  })

  it('is expected to be passed by no private car', () => {
    const withCars = change((corridor) => ({
      ...corridor,
      private_cars: { vehicles: 2, per: 900 } as NonNullable<typeof corridor.private_cars>,
    }))
    const [open] = pauseNow(withCars, plan, standingAt(nextDay('08:10'))).corridors
    const [closed] = pauseNow(withCars, plan, standingAt(nextDay('08:10'), shut)).corridors
    expect(open?.private_cars?.vehicles).toBe(2)
    expect(closed).not.toHaveProperty('private_cars')
  })

  it('is left by who is on it', () => {
    const onIt = { id: 'bus-001', corridor: 'bridge', position: 0.4, aboard: { families: 8 } }
    const standing = standingAt(nextDay('08:30'), {
      ...shut,
      vehicles: [onIt as unknown as State['vehicles'][number]],
      late: ['bus-001'],
      done: allDone.filter((id) => id !== 'bus-001-t3'),
    })
    const { found, violations } = anew(twoDays, plan, standing)
    expect(violations).toEqual([])
    const trip = found.trips.find(({ id }) => id === 'bus-001-t0')
    expect(trip?.legs[0]).toMatchObject({ kind: 'corridor_out', from: standing.state.at })
    expect(trip?.legs.at(-1)).toMatchObject({ kind: 'unload', people: { families: 8 } })
  })
})

describe('planned anew, and then once more', () => {
  const inside = { id: 'bus-001', place: 'school', aboard: { families: 8 } } as State['vehicles'][number]
  const done = ['bus-001-t1', 'ambulance-001-t1']
  const first = anew(twoDays, plan, standingAt(at('08:50'), { vehicles: [inside], late: ['bus-001'], done }))
  const way = first.found.trips.find(({ id }) => id === 'bus-001-t0')
  const exit = way?.legs.find(({ kind }) => kind === 'corridor_out')
  const seen = (where: object, aboard = {}) => ({ id: 'bus-001', ...where, aboard }) as State['vehicles'][number]
  if (way === undefined || exit === undefined) throw new Error('the bus comes out')

  it('who was aboard at first is still aboard, as long as they are', () => {
    expect(first.violations).toEqual([])
    const now = exit.from + 120
    const standing = standingAt(now, { vehicles: [seen({ corridor: 'bridge', position: 0.7 }, inside.aboard)], done })
    const { found, violations } = anew(twoDays, first.found, standing)
    expect(violations).toEqual([])
    const own = found.trips.filter(({ vehicle }) => vehicle === 'bus-001')
    expect(own[0]?.legs[0]).toMatchObject({ kind: 'corridor_out', from: now })
    expect(own[0]?.legs.find(({ kind }) => kind === 'unload')?.people).toEqual(inside.aboard)
  })

  it('and are out once they have been brought: they wait no more, and the vehicle goes on from there', () => {
    const over = way.legs.at(-1)?.until ?? 0
    const standing = standingAt(over, { vehicles: [seen({ place: 'reception' })], done: [...done, way.id] })
    const { now, found, violations } = anew(twoDays, first.found, standing)
    expect(violations).toEqual([])
    const waiting = (given: Pause) => given.people.find(({ id }) => id === 'families')?.count.best ?? 0
    expect(waiting(now)).toBe(waiting(twoDays) - 8)
    const [next] = found.trips.filter(({ vehicle }) => vehicle === 'bus-001')
    expect(next?.legs[0]).toMatchObject({ kind: 'depart', place: 'reception' })
  })
})

it('those who stay together are counted as out together while they walk', () => {
  const [group] = pause.people.filter(({ id }) => id === 'families')
  if (group === undefined) throw new Error('there are families')
  const [from, until] = [at('08:00'), at('08:30')]
  const flow = { group: 'families', corridor: 'bridge', to: 'reception', from, until, people: 40, gates: [] }
  const walked = (clock: string) => {
    const now = pauseNow(pause, { ...plan, trips: [], walking: [flow] }, standingAt(at(clock), { done: [] }))
    return {
      out: group.count.best - (now.people.find(({ id }) => id === 'families')?.count.best ?? 0),
      room: now.places.find(({ id }) => id === 'reception')?.places,
    }
  }
  expect(group.group_size).toBe(4)
  expect(walked('08:10')).toEqual({ out: 16, room: 384 })
  expect(walked('08:40')).toEqual({ out: 40, room: 360 })
})

it('beds taken by who needs less are not given to who needs more', () => {
  const wheelchairs: Pause = {
    ...pause,
    places: pause.places.map((place) =>
      place.beds === undefined ? place : { ...place, beds: { stretcher: 6, wheelchair: 1, seated: 0 } },
    ),
    people: pause.people.map((group) => (group.id === 'patients' ? { ...group, mobility: 'wheelchair' } : group)),
  }
  const brought = plan.trips.filter(({ vehicle }) => vehicle === 'ambulance-001')
  const patients = brought
    .flatMap(({ legs }) => legs)
    .filter(({ kind, people }) => kind === 'unload' && people.patients)
  const count = patients.reduce((sum, { people }) => sum + (people.patients ?? 0), 0)
  expect(count).toBeGreaterThan(1)
  const done = brought.map(({ id }) => id)
  const now = pauseNow(wheelchairs, plan, standingAt(at('11:00'), { late: ['ambulance-001'], done }))
  expect(now.places.find(({ id }) => id === 'clinic')?.beds).toEqual({
    stretcher: 6 - (count - 1),
    wheelchair: 0,
    seated: 0,
  })
})
