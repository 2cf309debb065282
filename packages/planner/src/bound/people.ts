// How many people any plan can bring out, at most.

import type { Configuration, Fleet, Use } from '@treve/model'
import { placeCounts } from '../places.ts'
import { gatesOf, type PlannedGroup, type Problem } from '../problem.ts'
import { FlowNetwork } from './flow.ts'
import { mostInRounds } from './rounds.ts'
import { earliestEntry, least, leastBetween, leastIn, leastPassage, leastRound } from './ways.ts'

/**
 * An upper limit on the people of the given groups that any plan accepted by the checker brings out.
 *
 * Proof. Every such plan obeys each of the three limits below, so it obeys the least of them.
 *
 * (Destinations) Each person who is out has been unloaded at a place of their `to`. Beds are nested: those on
 * stretchers are at most the stretcher beds, those on stretchers or in wheelchairs at most those two kinds, all at most
 * all beds; and all at most `places`, or nobody where the intake is none. The plan's people are a flow in that network, so at most its greatest flow.
 * Who is not counted here (other groups, companions) would only take more room.
 *
 * (Vehicles) In a window a vehicle makes k loaded rounds. Each takes at least the least round, and one fixed time of
 * boarding; between two of them lie at least the least way by a destination and one fixed time of alighting; each
 * person adds at least the least boarding time, and, but in the last round, the least alighting time. All of this lies
 * between its earliest entry and close − buffer (or the end of its availability, or its crew's hours), and no round
 * carries more than the greatest load. Hence `mostInRounds` (rounds.ts). A vehicle that comes back in with people still aboard has not made
 * room: that round only takes time. More stops, waiting, queues, intake and rounding up of times only
 * take time away.
 *
 * (Walkers) Who walks out enters a corridor at no more than its greatest rate, from its opening to the last moment from
 * which one is out in time. So those who walk are at most W, the rest ride: at most W and the most who ride of all; or
 * everybody on foot and the most who ride of the others.
 *
 * (Corridors) Each loaded round passes one corridor outward, in a slot that begins no later than the last moment from
 * which it is out in time and ends no earlier than the first at which anybody can be there; and each gate that checks
 * outward serves it wholly between those two moments, one at a time a lane. No vehicle carries more than the greatest
 * load of any.
 */
export function mostPeople(problem: Problem, groups: readonly PlannedGroup[]): number {
  const demand = groups.reduce((sum, { group }) => sum + group.count.best, 0)
  if (demand === 0) return 0
  const atDestinations = Math.min(demand, byDestinations(problem, groups))
  // A plan made anew starts from wherever vehicles are, inside too: then only who there is and where they can go counts.
  if (problem.pause.rules.state !== undefined) return atDestinations
  const onFoot = groups.filter(({ group }) => group.mobility === 'on_foot')
  const walkers = Math.min(
    onFoot.reduce((sum, { group }) => sum + group.count.best, 0),
    walkersByRate(problem, onFoot),
  )
  const ride = (riding: readonly PlannedGroup[]) => Math.min(byVehicles(problem, riding), byCorridors(problem, riding))
  const riding = groups.filter(({ group }) => group.mobility !== 'on_foot')
  const allOnFootWalk =
    onFoot.length === 0 || walkers === 0
      ? Number.POSITIVE_INFINITY
      : onFoot.reduce((sum, { group }) => sum + group.count.best, 0) + ride(riding)
  return Math.min(atDestinations, walkers + ride(groups), allOnFootWalk)
}

/** At the stated rate, from the opening to the last moment from which one is out in time on foot. */
function walkersByRate(problem: Problem, onFoot: readonly PlannedGroup[]): number {
  let sum = 0
  for (const corridor of problem.corridors) {
    const rows = corridor.on_foot
    if (rows === undefined || corridor.direction === 'in') continue
    if (!onFoot.some(({ group }) => corridor.uses.includes(group.movement))) continue
    const rate = Math.max(...rows.map(({ value }) => value.people / value.per))
    const travel = least(corridor.travel, (row) => row.value.on_foot)
    for (const window of problem.windows) {
      const open = Math.max(window.open, corridor.opens.earliest ?? window.open)
      const seconds = window.clearBy - travel - open
      if (seconds > 0) sum += Math.floor(seconds * rate + 1e-6)
    }
  }
  return sum
}

function byDestinations(problem: Problem, groups: readonly PlannedGroup[]): number {
  const network = new FlowNetwork()
  const source = network.node()
  const sink = network.node()
  const unlimited = Number.MAX_SAFE_INTEGER
  const entrances = new Map<string, { stretcher: number; wheelchair: number; seated: number }>()
  const entranceOf = (id: string) => {
    let entrance = entrances.get(id)
    if (entrance === undefined) {
      const place = problem.placeById.get(id)
      const beds = place?.beds === undefined ? undefined : placeCounts(place.beds)
      const [stretcher, wheelchair, seated] = [network.node(), network.node(), network.node()]
      network.arc(stretcher, wheelchair, beds?.stretcher ?? unlimited)
      network.arc(wheelchair, seated, beds === undefined ? unlimited : beds.stretcher + beds.wheelchair)
      const all = beds === undefined ? unlimited : beds.stretcher + beds.wheelchair + beds.seated
      const taken = place?.intake?.people === 0 ? 0 : (place?.places ?? unlimited)
      network.arc(seated, sink, Math.min(all, taken))
      entrance = { stretcher, wheelchair, seated }
      entrances.set(id, entrance)
    }
    return entrance
  }
  for (const { group } of groups) {
    const node = network.node()
    network.arc(source, node, group.count.best)
    const mobility = group.mobility === 'on_foot' ? 'seated' : group.mobility
    for (const id of new Set(group.to)) network.arc(node, entranceOf(id)[mobility], group.count.best)
  }
  return network.greatest(source, sink)
}

function byVehicles(problem: Problem, groups: readonly PlannedGroup[]): number {
  let sum = 0
  for (const fleet of problem.pause.fleet) {
    const carried = carriedBy(fleet, groups)
    if (carried.length === 0 || fleet.count === 0) continue
    let each = 0
    for (const window of problem.windows) each += mostOfOne(problem, fleet, carried, window)
    sum += fleet.count * each
  }
  return sum
}

function mostOfOne(
  problem: Problem,
  fleet: Fleet,
  groups: readonly PlannedGroup[],
  window: Problem['windows'][number],
): number {
  const movements = [...new Set(groups.map(({ group }) => group.movement))]
  const greatest = greatestLoad(fleet, groups)
  const stops = [...new Set(groups.map(({ group }) => group.at))]
  const destinations = [...new Set(groups.flatMap(({ group }) => group.to))]
  const entry = earliestEntry(problem, fleet.kind, movements, fleet.at, fleet.available?.[0], window)
  const until = Math.min(window.clearBy, fleet.available?.[1] ?? window.clearBy)
  const time = Math.min(until - entry, fleet.crew_hours ?? Number.POSITIVE_INFINITY)
  const round = leastRound(problem, fleet.kind, movements, stops) + fleet.board.fixed
  const between = leastBetween(problem, fleet.kind, movements, destinations) + fleet.alight.fixed
  if (round === 0) return Number.MAX_SAFE_INTEGER
  return mostInRounds({
    timeSeconds: time,
    roundSeconds: round,
    betweenSeconds: between,
    load: greatest,
    insideSecondsEach: least(groups, (planned) => secondsEach(fleet.board, fleet.doors, planned)),
    outsideSecondsEach: least(groups, (planned) => secondsEach(fleet.alight, fleet.doors, planned)),
  })
}

function byCorridors(problem: Problem, groups: readonly PlannedGroup[]): number {
  const movements = [...new Set(groups.map(({ group }) => group.movement))]
  const fleets = problem.pause.fleet.filter((fleet) => fleet.count > 0 && carriedBy(fleet, groups).length > 0)
  const greatest = Math.max(0, ...fleets.map((fleet) => greatestLoad(fleet, carriedBy(fleet, groups))))
  const stops = [...new Set(groups.map(({ group }) => group.at))]
  const carrying = [...new Set(fleets.map(({ kind }) => kind))]
  let vehicles = 0
  for (const corridor of problem.corridors) {
    if (!carrying.some((kind) => leastPassage(corridor, 'out', kind, movements) !== undefined)) continue
    for (const window of problem.windows) vehicles += passagesOut(problem, corridor, movements, stops, window)
  }
  return vehicles * greatest
}

/** Vehicles of any kind, each served at the pace of the quickest. */
function passagesOut(
  problem: Problem,
  corridor: Problem['corridors'][number],
  movements: readonly Use[],
  stops: readonly string[],
  window: Problem['windows'][number],
): number {
  const kinds = [...new Set(problem.pause.fleet.map(({ kind }) => kind))]
  // Every figure is the best of any kind, so that the limit holds for any mixture of them.
  const fixed = least(problem.pause.fleet, (each) => each.board.fixed)
  const first =
    window.open +
    least(
      kinds,
      (kind) =>
        leastIn(problem, kind, movements, stops) +
        fixed +
        least(stops, (stop) => problem.times.leastSeconds(kind, stop, corridor.inside)),
    )
  const last = window.clearBy - least(kinds, (kind) => leastPassage(corridor, 'out', kind, movements))
  if (!(first <= last)) return 0
  let most = slotsBetween(corridor, window.open, first, last)
  for (const gate of gatesOf(corridor, 'out')) {
    const service = least(kinds, (kind) => gate.service[kind])
    // A second less on either side than rounding could make it.
    const toGate = least(kinds, (kind) =>
      least(corridor.travel, (row) =>
        row.value[kind] === undefined ? undefined : Math.floor((1 - gate.position) * (row.value[kind] ?? 0)) - 1,
      ),
    )
    const beyond = least(kinds, (kind) =>
      least(corridor.travel, (row) =>
        row.value[kind] === undefined ? undefined : Math.floor(gate.position * (row.value[kind] ?? 0)) - 1,
      ),
    )
    const time = window.clearBy - beyond - (first + toGate)
    if (service > 0) most = Math.min(most, gate.lanes * Math.max(0, Math.floor(time / service)))
  }
  return most
}

/** Vehicles that may enter in all slots that touch [first, last]; slots count from `open`. */
export function slotsBetween(
  corridor: Problem['corridors'][number],
  open: number,
  first: number,
  last: number,
): number {
  const rows = corridor.capacity
  if (rows === undefined) return Number.MAX_SAFE_INTEGER
  const most = Math.max(...rows.map((row) => row.value.vehicles))
  const per = Math.min(...rows.map((row) => row.value.per))
  // Where the rows of a day differ, slots are cut where one ends and another begins.
  const days = Math.ceil((last - first) / 86_400) + 1
  const cuts = rows.length === 1 ? 0 : 2 * rows.length * days
  return most * (Math.floor((last - open) / per) - Math.floor((first - open) / per) + 1 + cuts)
}

function carriedBy(fleet: Fleet, groups: readonly PlannedGroup[]): PlannedGroup[] {
  return groups.filter(({ group }) => fleet.carries.includes(group.movement))
}

/**
 * Most people (companions not counted) whom any configuration takes at once, groups kept whole as far as sums go: the
 * rule group_size holds for each round by itself, so what a round brings is such a sum.
 */
function greatestLoad(fleet: Fleet, groups: readonly PlannedGroup[]): number {
  const places = Math.max(0, ...fleet.loads.map((configuration) => placesFor(configuration, groups)))
  const demand = groups.reduce((sum, { group }) => sum + group.count.best, 0)
  return greatestSum(groups, Math.min(places, demand))
}

/**
 * Stretchers lie on stretchers, wheelchairs stand there or on their own places, the seated sit anywhere: nested limits, a
 * matroid, in which who takes least room first gives the most people for any room (Edmonds 1971). Each takes room for
 * the companions that those of their mobility bring at the least.
 */
function placesFor(configuration: Configuration, groups: readonly PlannedGroup[]): number {
  const offered = placeCounts(configuration)
  const limits = [
    ['stretcher', offered.stretcher],
    ['wheelchair', offered.stretcher + offered.wheelchair],
    ['seated', offered.stretcher + offered.wheelchair + offered.seated],
  ] as const
  const kinds = limits.flatMap(([mobility], depth) => {
    const rooms = groups.filter(({ bed }) => bed[mobility] > 0).map(({ group }) => 1 + group.companions)
    return rooms.length === 0 ? [] : [{ depth, room: rooms.reduce((a, b) => Math.min(a, b)) }]
  })
  const taken = limits.map(() => 0)
  let left = limits[2][1]
  let people = 0
  for (const { depth, room } of kinds.sort((a, b) => a.room - b.room)) {
    const free = limits.slice(depth).map(([, limit], index) => limit - (taken[depth + index] ?? 0))
    const count = Math.min(Math.floor(left / room), ...free)
    for (let each = depth; each < taken.length; each++) taken[each] = (taken[each] ?? 0) + count
    left -= count * room
    people += count
  }
  return people
}

/** Greatest sum ≤ limit of multiples of the groups' sizes, each remainder once. */
export function greatestSum(groups: readonly PlannedGroup[], limit: number): number {
  const reachable = new Uint8Array(limit + 1)
  reachable[0] = 1
  for (const { group } of groups) {
    const remainder = group.count.best % group.group_size
    // The remainder belongs to one load of each destination at most: as many times as there are destinations.
    if (remainder > 0) {
      for (let times = 0; times < new Set(group.to).size; times++) {
        for (let sum = limit; sum >= remainder; sum--) if (reachable[sum - remainder] === 1) reachable[sum] = 1
      }
    }
  }
  for (const size of new Set(groups.map(({ group }) => group.group_size))) {
    for (let sum = size; sum <= limit; sum++) if (reachable[sum - size] === 1) reachable[sum] = 1
  }
  for (let sum = limit; sum > 0; sum--) if (reachable[sum] === 1) return sum
  return 0
}

export function secondsEach(rule: Fleet['board'], doors: number | undefined, { group }: PlannedGroup): number {
  const seat = rule.seated ?? 0
  const own = group.mobility === 'on_foot' ? seat : (rule[group.mobility] ?? seat)
  return (own + group.companions * seat) / (rule.doors ?? doors ?? 1)
}
