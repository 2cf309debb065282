// The pause as it stands in the middle of the day, to be planned anew: what is done or promised stands, who is late begins where
// they are, corridors that are shut let nobody pass.

import {
  type Earlier,
  type Pause,
  type Plan,
  type Seconds,
  type SecondsOfDay,
  type State,
  type Trip,
  vehiclesOf,
} from '@treve/model'
import { promisedSeconds } from '../coordination/day/standing-recalls.ts'
import type { GotOff } from './got-off.ts'

export interface Standing {
  /** Where all are that are known, and which trips are done. */
  readonly state: State
  /** Vehicles whose orders cannot be kept as they are: they begin where they were seen. */
  readonly late: readonly string[]
  /** No longer passed from now on. */
  readonly shut: readonly string[]
  /** Counted by somebody at pick-ups. */
  readonly waiting: ReadonlyMap<string, number>
  /** Who has got off on trips that are not done, by those who counted them. */
  readonly gotOff?: readonly GotOff[]
  /** Trips of which what is ahead cannot be kept: what they have begun stands. */
  readonly released?: ReadonlySet<string>
}

export function pauseNow(pause: Pause, plan: Plan, standing: Standing): Pause {
  const { state, shut, waiting } = standing
  const { at } = state
  const { fromSeen, committed, begun } = tripsNow(plan, standing)
  const left = leftBy(pause, earlierNow(pause, plan, standing))
  const isToldAsSeen = toldAsSeen(pause, committed, at)
  return {
    ...pause,
    corridors: pause.corridors.map((corridor) => (shut.includes(corridor.id) ? shutTo(corridor) : corridor)),
    ...left,
    people: withWaiting(left.people, begun, waiting),
    rules: {
      ...pause.rules,
      committed,
      reciprocal: stillToBeMet(pause, plan, standing),
      state: { at, vehicles: state.vehicles.filter(({ id }) => fromSeen.has(id) || isToldAsSeen(id)), done: [] },
    },
  }
}

/** Who wishes to leave still, the beds and places that are free, and the aid that is not there yet, once so much is done. */
export function leftBy(
  pause: Pause,
  earlier: Earlier,
): { readonly people: readonly Group[] } & Pick<Pause, 'places' | 'aid'> {
  return {
    people: pause.people.map((group) => without(group, earlier)),
    places: pause.places.map((place) => taken(place, earlier, pause)),
    aid: pause.aid.map((consignment) => delivered(consignment, earlier)),
  }
}

/**
 * What a plan made anew will not hold, and is done: by trips that are no promise any more, on foot, and by the plans before the
 * one in force. Were it forgotten, people would be fetched who are gone, and beds counted as free in which they lie.
 */
export function earlierNow(pause: Pause, plan: Plan, standing: Standing): Earlier {
  const brought = broughtBy(tripsNow(plan, standing).gone)
  const walked = plan.walking.flatMap((flow) => {
    const group = pause.people.find(({ id }) => id === flow.group)
    return group === undefined ? [] : [{ group: group.id, to: flow.to, people: setOut(flow, group, standing.state.at) }]
  })
  return {
    people: [...(plan.earlier?.people ?? []), ...brought.people, ...gotOffNow(plan, standing), ...walked].filter(
      ({ people }) => people > 0,
    ),
    aid: [...(plan.earlier?.aid ?? []), ...brought.aid],
  }
}

/** By trips that go on from where their vehicle was seen, and are no promise any more: what they did before is in no plan. */
export function gotOffNow(plan: Plan, standing: Standing): Earlier['people'] {
  const { committed, gone } = tripsNow(plan, standing)
  const stands = new Set([...committed, ...gone].map(({ id }) => id))
  return (standing.gotOff ?? [])
    .filter(({ trip }) => !stands.has(trip))
    .map(({ group, to, people }) => ({ group, to, people }))
}

/**
 * Without those conditions of which it is known that they are met, by trips that a plan made anew will not hold: in such a plan nobody
 * would come who is waited for, and what is promised would be refused. Only who has got off, or is told aboard outside, is out; who
 * went on foot may be on the way still.
 */
function stillToBeMet(pause: Pause, plan: Plan, standing: Standing): Pause['rules']['reciprocal'] {
  const { people, aid } = broughtBy(tripsNow(plan, standing).gone)
  const isInside = new Map(pause.places.map(({ id, inside }) => [id, inside]))
  const aboardOutside = standing.state.vehicles
    .filter(({ place }) => place !== undefined && isInside.get(place) === false)
    .flatMap(({ aboard }) => Object.entries(aboard).map(([group, count]) => ({ group, people: count })))
  const mayWalk = new Set(pause.people.filter(({ mobility }) => mobility === 'on_foot').map(({ id }) => id))
  const before = plan.earlier?.people.filter(({ group }) => !mayWalk.has(group)) ?? []
  const out = [...before, ...people, ...gotOffNow(plan, standing), ...aboardOutside].filter((each) => each.people > 0)
  const met = new Set<string>(
    pause.people.filter(({ id }) => out.some(({ group }) => group === id)).map(({ movement }) => movement),
  )
  const pieces = [...(plan.earlier?.aid ?? []), ...aid].flatMap(({ items }) => Object.values(items))
  if (pieces.some((count) => count > 0)) met.add('aid')
  const events = new Set(pause.rules.events.map(({ id }) => id))
  return pause.rules.reciprocal.filter((rule) => events.has(rule.waits_for) || !met.has(rule.waits_for))
}

/** By who got off: who was aboard when a plan was made anew got on in none. */
function broughtBy(trips: readonly Trip[]): Earlier {
  const unloads = trips.flatMap(({ legs }) => legs.filter(({ kind }) => kind === 'unload'))
  const people = unloads.flatMap(({ place, people }) =>
    place === null ? [] : Object.entries(people).map(([group, count]) => ({ group, to: place, people: count })),
  )
  const aid = unloads.flatMap(({ aid }) =>
    Object.entries(aid).map(([consignment, items]) => ({ consignment, items: { ...items } })),
  )
  return { people, aid }
}

interface TripsNow {
  /** Vehicles that begin where they were seen. */
  readonly fromSeen: ReadonlySet<string>
  readonly committed: Pause['rules']['committed']
  /** Of these, those that are not over. */
  readonly begun: readonly Trip[]
  /** Done, and no promise any more. */
  readonly gone: readonly Trip[]
}

function tripsNow(plan: Plan, { state, late, shut, released = new Set() }: Standing): TripsNow {
  const { at } = state
  const promised = at + promisedSeconds
  const done = new Set(state.done)
  const isSeen = (vehicle: string) => state.vehicles.some(({ id }) => id === vehicle)
  // Who goes on from where an earlier state told them is told anew: the beginning of such a trip is in no plan.
  const goingOn = plan.trips.filter((trip) => goesOn(trip) && !done.has(trip.id) && isSeen(trip.vehicle))
  const fromSeen = new Set([...late, ...goingOn.map(({ vehicle }) => vehicle)])
  // What they set off for next is promised as ever.
  const isNext = (trip: Trip) => !done.has(trip.id) && !goesOn(trip) && (trip.legs[0]?.from ?? at) >= at
  const isLate = (trip: Trip) => fromSeen.has(trip.vehicle) && !isNext(trip)
  const isGone = (trip: Trip) => done.has(trip.id) && (isLate(trip) || goesOn(trip))
  const mayStand = plan.trips.filter((trip) => !isLate(trip) && !isGone(trip))
  const soon = mayStand.filter(({ id, legs: [first] }) => done.has(id) || (first?.from ?? promised) < promised)
  const committed = namingConvoys(openTrips(withTheirConvoys(soon, mayStand), shut, at, released), plan.trips)
  const begun = plan.trips.filter(({ id }) => !done.has(id) && committed.some((each) => each.id === id))
  return { fromSeen, committed, begun, gone: plan.trips.filter(isGone) }
}

/** It begins on a corridor or with people aboard: where a state told the vehicle, and not where its day began. */
function goesOn({ legs }: Trip): boolean {
  const first = legs[0]?.kind
  return first !== undefined && first !== 'depart' && first !== 'load'
}

/**
 * A vehicle that no promise holds need not be at its depot: an earlier plan made anew may have left it elsewhere. Nor need one
 * whose promises are all ahead of it, and begin elsewhere.
 */
function toldAsSeen(pause: Pause, committed: Pause['rules']['committed'], at: number): (vehicle: string) => boolean {
  const depots = new Map(vehiclesOf(pause).map(({ id, fleet }) => [id, fleet.at]))
  return (vehicle) => {
    const [first] = committed
      .filter((each) => each.vehicle === vehicle)
      .flatMap(({ legs }) => legs)
      .sort((a, b) => a.from - b.from)
    return first === undefined || (first.from >= at && first.place !== depots.get(vehicle))
  }
}

/** A convoy is promised whole, with what its vehicles do before it: the others of it would wait for who is sent elsewhere. */
function withTheirConvoys(promised: readonly Trip[], trips: readonly Trip[]): Trip[] {
  const all = new Set(promised)
  for (;;) {
    const convoys = new Set([...all].map(convoyOf))
    const more = trips.filter((trip) => {
      const name = convoyOf(trip)
      if (all.has(trip)) return false
      return (name !== null && convoys.has(name)) || [...all].some((other) => isBefore(trip, other))
    })
    if (more.length === 0) return trips.filter((trip) => all.has(trip))
    for (const trip of more) all.add(trip)
  }
}

function isBefore(trip: Trip, other: Trip): boolean {
  return trip.vehicle === other.vehicle && (trip.legs[0]?.from ?? Infinity) < (other.legs[0]?.from ?? Infinity)
}

/** A promise names its convoy where all of it is promised as it was planned: with others missing, it is that convoy no more. */
function namingConvoys(committed: Pause['rules']['committed'], trips: readonly Trip[]): Pause['rules']['committed'] {
  const kept = new Map(committed.map(({ id, legs }) => [id, legs.length]))
  const isWhole = (name: string) =>
    trips.filter((trip) => convoyOf(trip) === name).every(({ id, legs }) => kept.get(id) === legs.length)
  return committed.map((promise) => {
    const trip = trips.find(({ id }) => id === promise.id)
    const name = trip === undefined ? null : convoyOf(trip)
    if (name === null || !isWhole(name)) return promise
    return { ...promise, ...(trip?.convoy === name ? { convoy: name } : { escort_of: name }) }
  })
}

function convoyOf({ convoy, escort_of }: Trip): string | null {
  return convoy ?? escort_of
}

/** Each up to where it is shut. What a vehicle was to do after that begins where it may not be, and is no promise any more. */
function openTrips(
  trips: readonly Trip[],
  shut: readonly string[],
  at: number,
  released: ReadonlySet<string>,
): Pause['rules']['committed'] {
  const cut = new Map<string, number>()
  const open = trips.map(({ id, vehicle, legs }) => {
    const left = openLegs(released.has(id) ? begunLegs(legs, at) : legs, shut, at)
    const end = legs[left.length]?.from
    if (end !== undefined) cut.set(vehicle, Math.min(cut.get(vehicle) ?? end, end))
    // To set off for a corridor that is shut is nothing to be kept.
    const isLeft = end === undefined || left.some(({ kind }) => kind !== 'depart')
    return { id, vehicle, legs: isLeft ? left : [] }
  })
  return open.filter(({ vehicle, legs: [first] }) => first !== undefined && first.from < (cut.get(vehicle) ?? Infinity))
}

/** Up to a passage of a corridor that is shut by then; gates belong to the passage that they lie on. */
function openLegs(legs: Trip['legs'], shut: readonly string[], at: number): Trip['legs'] {
  const end = legs.findIndex(
    ({ kind, corridor, from }) => kind !== 'gate' && corridor !== null && shut.includes(corridor) && from >= at,
  )
  return end === -1 ? legs : legs.slice(0, end)
}

/** Gates belong to the passage that they lie on. */
function begunLegs(legs: Trip['legs'], at: number): Trip['legs'] {
  const end = legs.findIndex(({ kind, from }) => kind !== 'gate' && from >= at)
  return end === -1 ? legs : legs.slice(0, end)
}

type Corridor = Pause['corridors'][number]

/**
 * Whoever is on it may leave by it; nobody enters any more, nor on foot or by car. At every hour, for rows hold on each day again:
 * what is promised and has entered before the state stands whatever they say.
 */
function shutTo({ on_foot: _, private_cars: __, ...corridor }: Corridor): Corridor {
  const { capacity = [unlimited] } = corridor
  return { ...corridor, capacity: capacity.map((row) => ({ ...row, value: { ...row.value, vehicles: 0 } })) }
}

/** Where no capacity is stated, bins are of a quarter of an hour: others would part who passed together. */
const unlimited: NonNullable<Corridor['capacity']>[number] = {
  from: 0 as SecondsOfDay,
  value: { vehicles: 0, per: 900 as Seconds, shared: false },
}

type Group = Pause['people'][number]

function without(group: Group, { people }: Earlier): Group {
  const out = sumOf(people.filter((each) => each.group === group.id))
  return stillToCome(counted(group, group.count.best - out), out)
}

/** Those who stay together set out together. */
function setOut({ from, until, people }: Plan['walking'][number], { group_size: size }: Group, at: number): number {
  const share = until <= at ? 1 : from >= at ? 0 : (at - from) / (until - from)
  return Math.min(people, Math.ceil((people * share) / size) * size)
}

/** They were of those who came first; who comes later is there no sooner. */
function stillToCome(group: Group, out: number): Group {
  const { ready } = group
  if (!Array.isArray(ready)) return group
  let left = out
  const rows = ready
    .toSorted((a, b) => a.at - b.at)
    .map((row) => {
      const count = Math.max(0, row.count - left)
      left -= row.count - count
      return { ...row, count }
    })
  return { ...group, ready: rows }
}

function counted(group: Group, best: number): Group {
  const { count } = group
  const now = Math.max(0, best)
  return { ...group, count: { ...count, best: now, low: Math.min(count.low, now), high: Math.max(count.high, now) } }
}

/** More wait than are expected still: they are of the greatest group there. */
function withWaiting(groups: readonly Group[], begun: readonly Trip[], waiting: Standing['waiting']): Group[] {
  const all = [...groups]
  for (const [place, count] of waiting) {
    const there = all.filter((group) => group.at === place && group.movement === 'civilians')
    const expected = there.reduce((sum, group) => sum + group.count.best, 0)
    const boarding = boardingOf(begun, place, there)
    const most = there.reduce<Group | undefined>(
      (best, group) => (best === undefined || group.count.best > best.count.best ? group : best),
      undefined,
    )
    const more = count - (expected - boarding)
    if (most !== undefined && more > 0) all[all.indexOf(most)] = counted(most, most.count.best + more)
  }
  return all
}

function boardingOf(trips: readonly Trip[], place: string, groups: readonly Group[]): number {
  return trips
    .flatMap(({ legs }) => legs.filter((leg) => leg.kind === 'load' && leg.place === place))
    .reduce((sum, { people }) => sum + groups.reduce((all, { id }) => all + (people[id] ?? 0), 0), 0)
}

type Place = Pause['places'][number]

/** Beds and places in which somebody is by now, or will be who is on the way on foot. */
function taken(place: Place, { people }: Earlier, pause: Pause): Place {
  const came = { stretcher: 0, wheelchair: 0, seated: 0 }
  let all = 0
  for (const group of pause.people) {
    const count = sumOf(people.filter((each) => each.group === group.id && each.to === place.id))
    came[group.mobility === 'on_foot' ? 'seated' : group.mobility] += count
    all += count * (1 + group.companions)
  }
  if (all === 0) return place
  return {
    ...place,
    ...(place.beds === undefined ? {} : { beds: bedsLeft(place.beds, came) }),
    ...(place.places === undefined ? {} : { places: Math.max(0, place.places - all) }),
  }
}

/** Each has a bed of their own kind, or where there is none left, of those who need more. */
function bedsLeft(beds: NonNullable<Place['beds']>, came: Readonly<Record<Bed, number>>): NonNullable<Place['beds']> {
  const left = { stretcher: 0, wheelchair: 0, seated: 0, ...beds }
  for (const [kind, others] of bedKinds) {
    let count = came[kind]
    for (const each of [kind, ...others]) {
      const here = Math.min(count, left[each])
      left[each] -= here
      count -= here
    }
  }
  return left
}

type Bed = 'stretcher' | 'wheelchair' | 'seated'
const bedKinds: readonly (readonly [Bed, readonly Bed[]])[] = [
  ['stretcher', []],
  ['wheelchair', ['stretcher']],
  ['seated', ['wheelchair', 'stretcher']],
]

type Consignment = Pause['aid'][number]

function delivered(consignment: Consignment, { aid }: Earlier): Consignment {
  const own = aid.filter((each) => each.consignment === consignment.id)
  const items = consignment.items.map((item) => {
    const count = own.reduce((sum, each) => sum + (each.items[item.id] ?? 0), 0)
    return count === 0 ? item : { ...item, count: Math.max(0, item.count - count) }
  })
  return { ...consignment, items }
}

function sumOf(rows: Earlier['people']): number {
  return rows.reduce((sum, { people }) => sum + people, 0)
}
