// The pause as it stands in the middle of the day, to be planned anew: what is done or promised stands, who is late begins where
// they are, corridors that are shut let nobody pass.

import { type Instant, localSecondsOfDay, type Pause, type Plan, type State, type Trip } from '@treve/model'

export interface Standing {
  /** Where all are that are known, and which trips are done. */
  readonly state: State
  /** Vehicles whose orders cannot be kept as they are: they begin where they were seen. */
  readonly late: readonly string[]
  /** No longer passed from now on. */
  readonly shut: readonly string[]
  /** Counted by somebody at pick-ups. */
  readonly waiting: ReadonlyMap<string, number>
}

/** Orders that begin within so long are not changed any more: crews are on their way. */
export const promisedSeconds = 1200

export function pauseNow(pause: Pause, plan: Plan, { state, late, shut, waiting }: Standing): Pause {
  const { at } = state
  const promised = at + promisedSeconds
  const done = new Set(state.done)
  const isLate = ({ vehicle }: Trip) => late.includes(vehicle)
  const committed = plan.trips
    .filter((trip) => !isLate(trip) && (done.has(trip.id) || (trip.legs[0]?.from ?? promised) < promised))
    .map(({ id, vehicle, legs }) => ({ id, vehicle, legs: openLegs(legs, shut, at) }))
    .filter(({ legs }) => legs.length > 0)
  const gone = plan.trips.filter((trip) => isLate(trip) && done.has(trip.id))
  const begun = plan.trips.filter(({ id }) => !done.has(id) && committed.some((each) => each.id === id))
  return {
    ...pause,
    corridors: pause.corridors.map((corridor) => shutFrom(corridor, shut, at, pause)),
    people: withWaiting(
      pause.people.map((group) => without(group, plan, gone, at)),
      begun,
      waiting,
    ),
    places: pause.places.map((place) => taken(place, gone, pause)),
    aid: pause.aid.map((consignment) => delivered(consignment, gone)),
    rules: {
      ...pause.rules,
      committed,
      state: { at, vehicles: state.vehicles.filter(({ id }) => late.includes(id)), done: [] },
    },
  }
}

/** Up to a passage of a corridor that is shut by then; gates belong to the passage that they lie on. */
function openLegs(legs: Trip['legs'], shut: readonly string[], at: number): Trip['legs'] {
  const end = legs.findIndex(
    ({ kind, corridor, from }) => kind !== 'gate' && corridor !== null && shut.includes(corridor) && from >= at,
  )
  return end === -1 ? legs : legs.slice(0, end)
}

type Corridor = Pause['corridors'][number]

function shutFrom(corridor: Corridor, shut: readonly string[], at: Instant, pause: Pause): Corridor {
  const [row] = corridor.capacity ?? []
  if (!shut.includes(corridor.id) || row === undefined) return corridor
  // Whoever is on it may leave by it; nobody enters any more.
  const from = localSecondsOfDay(at, pause.time_zone) as typeof row.from
  const rows = (corridor.capacity ?? []).filter((each) => each.from < from)
  return { ...corridor, capacity: [...rows, { ...row, from, value: { ...row.value, vehicles: 0 } }] }
}

type Group = Pause['people'][number]

/** Who is out already, by trips that are no promise any more and on foot. */
function without(group: Group, plan: Plan, gone: readonly Trip[], at: number): Group {
  const rode = sumOf(gone, 'load', ({ people }) => people[group.id] ?? 0)
  const walked = plan.walking
    .filter((flow) => flow.group === group.id)
    .reduce((sum, { from, until, people }) => {
      const share = until <= at ? 1 : from >= at ? 0 : (at - from) / (until - from)
      return sum + Math.ceil(people * share)
    }, 0)
  return stillToCome(counted(group, group.count.best - rode - walked), rode + walked)
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
    const boarding = sumOf(begun, 'load', (leg) => (leg.place === place ? peopleIn(leg, there) : 0))
    const most = there.reduce<Group | undefined>(
      (best, group) => (best === undefined || group.count.best > best.count.best ? group : best),
      undefined,
    )
    const more = count - (expected - boarding)
    if (most !== undefined && more > 0) all[all.indexOf(most)] = counted(most, most.count.best + more)
  }
  return all
}

function peopleIn({ people }: Trip['legs'][number], groups: readonly Group[]): number {
  return groups.reduce((sum, { id }) => sum + (people[id] ?? 0), 0)
}

type Place = Pause['places'][number]

/** Beds and places in which somebody is by now. */
function taken(place: Place, gone: readonly Trip[], pause: Pause): Place {
  const came = new Map<string, number>()
  for (const { people } of legsOf(gone, 'unload').filter((leg) => leg.place === place.id))
    for (const [id, count] of Object.entries(people)) {
      const mobility = pause.people.find((group) => group.id === id)?.mobility ?? 'seated'
      came.set(mobility, (came.get(mobility) ?? 0) + count)
    }
  if (came.size === 0) return place
  const sum = [...came.values()].reduce((a, b) => a + b, 0)
  const beds = place.beds === undefined ? undefined : { ...place.beds }
  for (const [mobility, count] of came) {
    const key = mobility as keyof NonNullable<typeof beds>
    if (beds !== undefined && typeof beds[key] === 'number') beds[key] = Math.max(0, beds[key] - count) as never
  }
  return {
    ...place,
    ...(beds === undefined ? {} : { beds }),
    ...(place.places === undefined ? {} : { places: Math.max(0, place.places - sum) }),
  }
}

type Consignment = Pause['aid'][number]

function delivered(consignment: Consignment, gone: readonly Trip[]): Consignment {
  const items = consignment.items.map((item) => {
    const count = sumOf(gone, 'unload', ({ aid }) => aid[consignment.id]?.[item.id] ?? 0)
    return count === 0 ? item : { ...item, count: Math.max(0, item.count - count) }
  })
  return { ...consignment, items }
}

function sumOf(trips: readonly Trip[], kind: 'load' | 'unload', of: (leg: Trip['legs'][number]) => number): number {
  return legsOf(trips, kind).reduce((sum, leg) => sum + of(leg), 0)
}

function legsOf(trips: readonly Trip[], kind: 'load' | 'unload'): Trip['legs'][number][] {
  return trips.flatMap(({ legs }) => legs.filter((leg) => leg.kind === kind))
}
