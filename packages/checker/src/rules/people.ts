import type { Group, Instant, Pause, Walk } from '@treve/model'
import { type Aboard, aidKey } from '../aboard.ts'
import type { Check, Reading } from '../reading.ts'
import { clock } from '../words.ts'
import { isPast } from './committed.ts'

/** People are loaded where they are. */
export const peoplePlace: Check = ({ pause, handlings }, refuse) => {
  for (const { trip, leg, place, people } of handlings) {
    if (leg.kind !== 'load' || place === undefined) continue
    for (const { group } of people) {
      if (group.at === place.id) continue
      const at = `${clock(leg.from, pause.time_zone)}, ${place.id}: ${trip.trip.id}`
      refuse(leg.from, trip.trip.id, `${at} loads ${group.id}, who are at ${group.at}`)
    }
  }
}

/** No more leave than are there and ready. Who had left as promised when a plan is made anew counts, and was ready. */
export const peopleReady: Check = (reading, refuse) => {
  const { pause } = reading
  for (const [group, departures] of departuresOf(reading)) {
    let gone = 0
    for (const { at, count, trip, isPast: hasLeft } of departures) {
      gone += count
      if (hasLeft) continue
      const ready = Math.min(readyBy(pause, group, at), group.count.best)
      if (gone <= ready) continue
      const when = `${clock(at, pause.time_zone)}, ${group.at}`
      refuse(at, trip, `${when}: ${gone} of ${group.id} have left with ${trip ?? 'those on foot'}; ${ready} were ready`)
      break
    }
  }
}

/**
 * Those who stay together are not divided: each load per trip and destination, and each party on foot, is a multiple
 * of the size of their groups, but for one that holds the remainder. Where a trip goes in again, that is another load:
 * what two rounds bring to one place does not make a group whole.
 */
export const groupSize: Check = ({ trips, walking }, refuse) => {
  const remainders = new Map<Group, string>()
  const judge = (group: Group, count: number, at: Instant | null, trip: string | null, what: string) => {
    const size = group.group_size
    const over = count % size
    if (over === 0) return
    const other = remainders.get(group)
    if (over === group.count.best % size && other === undefined) {
      remainders.set(group, what)
      return
    }
    const remainder = other === undefined ? '' : `; ${other} holds the remainder already`
    refuse(at, trip, `${what}: ${count} of ${group.id}, who stay together by ${size}${remainder}`)
  }
  for (const { trip, handlings, passages } of trips) {
    const entries = passages.filter(({ direction }) => direction === 'in').map(({ enter }) => enter)
    const loads = new Map<
      string,
      { readonly group: Group; readonly place: string; readonly at: Instant; count: number }
    >()
    for (const { leg, people } of handlings) {
      if (leg.kind !== 'unload') continue
      for (const { group, count } of people) {
        const round = entries.filter((entry) => entry <= leg.from).length
        const key = `${group.id} ${leg.place} ${round}`
        const load = loads.get(key)
        if (load === undefined) loads.set(key, { group, place: leg.place ?? '?', at: leg.from, count })
        else load.count += count
      }
    }
    for (const { group, place, at, count } of loads.values()) {
      judge(group, count, at, trip.id, `${trip.id} to ${place}`)
    }
  }
  for (const { walk, group } of walking) {
    if (group !== undefined) judge(group, walk.people, walk.from, null, `on foot by ${walk.corridor} to ${walk.to}`)
  }
}

/** People go where they chose to, outside. */
export const destination: Check = ({ pause, known, handlings, walking }, refuse) => {
  for (const { trip, leg, place, people } of handlings) {
    if (leg.kind !== 'unload' || place === undefined) continue
    for (const { group } of people) {
      if (group.to.includes(place.id) && !place.inside) continue
      const at = `${clock(leg.from, pause.time_zone)}, ${place.id}: ${trip.trip.id}`
      const where = place.inside ? 'in the zone' : `who chose ${group.to.join(', ')}`
      refuse(leg.from, trip.trip.id, `${at} unloads ${group.id}, ${where}`)
    }
  }
  for (const { walk, group } of walking) {
    const place = known.places.get(walk.to)
    if (group === undefined || place === undefined || (group.to.includes(walk.to) && !place.inside)) continue
    refuse(walk.from, null, `${walk.group} walk to ${walk.to}; they chose ${group.to.join(', ')}`)
  }
}

/** Nobody is unloaded who is not aboard, and nobody is aboard when a trip ends. */
export const peopleAboard: Check = ({ pause, trips, handlings }, refuse) => {
  for (const { trip, leg, people, before } of handlings) {
    if (leg.kind !== 'unload') continue
    for (const { group, count } of people) {
      const aboard = before.people.get(group.id) ?? 0
      if (count <= aboard) continue
      const at = `${clock(leg.from, pause.time_zone)}, ${leg.place}: ${trip.trip.id}`
      refuse(leg.from, trip.trip.id, `${at} unloads ${count} of ${group.id}; ${aboard} are aboard`)
    }
  }
  for (const { trip, aboardAfter, aboardAtStart } of trips) {
    for (const [group, count] of (aboardAfter.at(-1) ?? aboardAtStart).people) {
      refuse(trip.legs.at(-1)?.until ?? null, trip.id, `${trip.id} ends with ${count} of ${group} aboard`)
    }
  }
}

/** Who has come out is not taken in again: they are brought where they go before the vehicle enters once more. */
export const peopleTakenIn: Check = ({ pause, trips }, refuse) => {
  // What was so before a state was told cannot be mended.
  const from = pause.rules.state?.at ?? Number.NEGATIVE_INFINITY
  for (const { trip, aboardAfter, aboardAtStart } of trips) {
    trip.legs.forEach((leg, index) => {
      const { people } = aboardAfter[index] ?? aboardAtStart
      if (leg.kind !== 'corridor_in' || leg.from < from || people.size === 0) return
      const who = [...people].map(([group, count]) => `${count} of ${group}`).join(', ')
      const at = `${clock(leg.from, pause.time_zone)}, ${leg.corridor}`
      refuse(leg.from, trip.id, `${at}: ${trip.id} enters the zone with ${who} aboard`)
    })
  }
}

/** Where a leg that moves nothing says who and what is aboard, it is so. */
export const aboardFigures: Check = ({ pause, trips }, refuse) => {
  for (const { trip, aboardAfter, aboardAtStart } of trips) {
    trip.legs.forEach((leg, index) => {
      if (leg.kind === 'load' || leg.kind === 'unload') return
      const aboard = aboardAfter[index] ?? aboardAtStart
      if (saysPeople(leg.people, aboard) && saysAid(leg.aid, aboard)) return
      const at = `${clock(leg.from, pause.time_zone)}, ${trip.id}, ${leg.kind}`
      refuse(leg.from, trip.id, `${at}: the leg names other people or aid than are aboard`)
    })
  }
}

function saysPeople(people: Readonly<Record<string, number>>, aboard: Aboard): boolean {
  const said = Object.entries(people).filter(([, count]) => count > 0)
  if (said.length === 0) return true
  return said.length === aboard.people.size && said.every(([id, count]) => aboard.people.get(id) === count)
}

function saysAid(aid: Readonly<Record<string, Readonly<Record<string, number>>>>, aboard: Aboard): boolean {
  const said = Object.entries(aid).flatMap(([consignment, items]) =>
    Object.entries(items).flatMap(([item, count]) => (count > 0 ? [{ key: aidKey(consignment, item), count }] : [])),
  )
  if (said.length === 0) return true
  return said.length === aboard.aid.size && said.every(({ key, count }) => aboard.aid.get(key)?.count === count)
}

interface Departure {
  readonly at: Instant
  readonly count: number
  readonly trip: string | null
  readonly isPast: boolean
}

/** Who leaves the place of each group, in order of time. */
function departuresOf(reading: Reading): ReadonlyMap<Group, readonly Departure[]> {
  const { pause, handlings, walking, ways } = reading
  const firstOpening = Math.min(...pause.terms.windows.map((window) => window.open))
  const departures = new Map<Group, Departure[]>()
  const add = (group: Group, departure: Departure) => {
    const others = departures.get(group)
    if (others === undefined) departures.set(group, [departure])
    else others.push(departure)
  }
  for (const { trip, leg, people } of handlings) {
    if (leg.kind !== 'load') continue
    const hasLeft = isPast(reading, trip, leg)
    for (const { group, count } of people) add(group, { at: leg.from, count, trip: trip.trip.id, isPast: hasLeft })
  }
  for (const { walk, group, corridor } of walking) {
    if (group === undefined || corridor === undefined) continue
    const walkSeconds = ways.walkSeconds(group.at, corridor.inside) ?? 0
    for (const departure of settingOut(group, walk, walkSeconds, firstOpening)) add(group, departure)
  }
  for (const each of departures.values()) each.sort((a, b) => a.at - b.at)
  return departures
}

/**
 * Each sets out so as to pass the mouth in turn, at an even rate. Between two moments at which people become ready it
 * is enough to look at the end, when most have gone: so one departure stands for all of such a stretch.
 */
function settingOut(group: Group, walk: Walk, walkSeconds: number, firstOpening: number): Departure[] {
  const start = walk.from - walkSeconds
  const span = Math.max(0, walk.until - walk.from)
  const comings = typeof group.ready === 'object' ? group.ready.map((come) => come.at) : [group.ready ?? firstOpening]
  const ends = comings.map((at) => at - 1).filter((at) => at >= start && at < start + span)
  const departures: Departure[] = []
  let gone = 0
  for (const at of [...ends.sort((a, b) => a - b), start + span]) {
    const all = span === 0 ? walk.people : Math.min(walk.people, Math.ceil(((at - start + 1) * walk.people) / span))
    departures.push({ at: at as Instant, count: all - gone, trip: null, isPast: false })
    gone = all
  }
  return departures
}

/** How many have come by then. */
export function readyBy(pause: Pause, group: Group, at: Instant): number {
  const { ready } = group
  if (ready === undefined) {
    const first = Math.min(...pause.terms.windows.map((window) => window.open))
    return at >= first ? group.count.best : 0
  }
  if (typeof ready === 'number') return at >= ready ? group.count.best : 0
  return ready.reduce((sum, come) => (come.at <= at ? sum + come.count : sum), 0)
}
