// People who can walk out do, where a corridor may be walked: they take nobody's seat.

import { gatesAt, loadedFrom, opening } from './passage.ts'
import { wholeGroups } from './people-trip.ts'
import { unitsThatFit } from './places.ts'
import { nextRow, type PlannedGroup, type PlannedWindow, type Problem, secondsBetween, valueThen } from './problem.ts'
import type { FootService, Walk } from './trip.ts'
import type { World } from './world.ts'

/** Longer flows are split, so that several corridors share those who walk, and a plan shows who passes when. */
const longestFlowSeconds = 1800

/** All flows of a tier, one after another, the earliest to be out first. */
export function layWalks(world: World, tier: number): void {
  const refused = new Set<PlannedGroup>()
  for (let walk = nextWalk(world, tier, refused); walk !== undefined; walk = nextWalk(world, tier, refused)) {
    world.commit(walk)
  }
}

/** Undefined where nobody (more) can walk. Who cannot walk now cannot once others do, unless they wait for those. */
function nextWalk(world: World, tier: number, refused: Set<PlannedGroup>): Walk | undefined {
  const { problem } = world
  let best: Walk | undefined
  for (const planned of problem.groups) {
    if (planned.tier !== tier || planned.group.mobility !== 'on_foot') continue
    if ((world.waiting[planned.index] ?? 0) === 0 || refused.has(planned)) continue
    for (let corridor = 0; corridor < problem.corridors.length; corridor++) {
      for (const window of problem.windows) {
        const walk = earliestWalk(world, planned, corridor, window)
        if (walk === undefined) continue
        if (best === undefined || walk.lastExit < best.lastExit) best = walk
        break
      }
    }
    if (best !== undefined) return best
    if (problem.waits.size === 0) refused.add(planned)
  }
  return undefined
}

function earliestWalk(
  world: World,
  planned: PlannedGroup,
  corridorIndex: number,
  window: PlannedWindow,
): Walk | undefined {
  const { problem } = world
  const corridor = problem.corridors[corridorIndex]
  const { group } = planned
  if (corridor?.on_foot === undefined || problem.isUsable[corridorIndex] !== true || corridor.direction === 'in')
    return undefined
  if (!corridor.uses.includes(group.movement)) return undefined
  const toMouth = problem.times.walkSeconds(group.at, corridor.inside)
  if (toMouth === undefined) return undefined
  const start = Math.max(opening(problem, corridorIndex, window), loadedFrom(world, 'out', [group.movement]))
  // Whoever comes later walks later.
  for (const { at } of planned.ready) {
    const walk = flowFrom(world, planned, corridorIndex, window, Math.max(start, at + toMouth), at)
    if (walk !== undefined) return walk
  }
  return undefined
}

function flowFrom(
  world: World,
  planned: PlannedGroup,
  corridorIndex: number,
  window: PlannedWindow,
  earliest: number,
  readyAt: number,
): Walk | undefined {
  const { problem } = world
  const corridor = problem.corridors[corridorIndex]
  const rows = corridor?.on_foot
  if (corridor === undefined || rows === undefined) return undefined
  const present = world.presentBy(planned, readyAt)
  // Where the rate changes over the day the least of the day is kept: a flow never meets a lower one.
  const rate = rows.reduce((least, { value }) => Math.min(least, value.people / value.per), Number.POSITIVE_INFINITY)
  const perLane = footSeconds(world, corridorIndex, corridor)
  if (rate <= 0 || perLane === undefined) return undefined
  const secondsEach = Math.max(1 / rate, perLane)
  const most = Math.max(planned.group.group_size, Math.floor(longestFlowSeconds / secondsEach))
  for (const to of new Set(planned.group.to)) {
    const room = roomAt(world, planned, to)
    let people = wholeGroups(world, planned, Math.min(present, most, room))
    // Fewer where the rest of the window, or the intake, does not take so many.
    for (let tries = 0; tries < 12 && people > 0; tries++) {
      const walk = place(world, planned, corridorIndex, window, earliest, to, people, secondsEach)
      if (walk !== undefined) return walk
      people = wholeGroups(world, planned, Math.floor(people / 2))
    }
  }
  return undefined
}

/** Seconds that a gate's lanes need for one person, the slowest gate's; undefined where nobody may pass on foot. */
function footSeconds(world: World, corridorIndex: number, corridor: Problem['corridors'][number]): number | undefined {
  let slowest = 0
  for (const { gate } of gatesAt(world.problem, corridorIndex, 'out')) {
    const service = gate.service.on_foot
    const lanes = gate.foot_lanes > 0 ? gate.foot_lanes : Math.min(1, gate.lanes)
    if (service === undefined || lanes === 0) return undefined
    slowest = Math.max(slowest, service / lanes)
  }
  return corridor.travel.every((row) => row.value.on_foot !== undefined) ? slowest : undefined
}

function roomAt(world: World, planned: PlannedGroup, to: string): number {
  const destination = world.destination(to)
  return Math.min(
    Math.floor(destination.placesLeft / (1 + planned.group.companions)),
    destination.beds === undefined
      ? Number.POSITIVE_INFINITY
      : unitsThatFit(planned.bed, destination.bedsTaken, destination.beds),
  )
}

/** A flow of so many, as early as lanes, turns, separated movements and intake allow. */
function place(
  world: World,
  planned: PlannedGroup,
  corridorIndex: number,
  window: PlannedWindow,
  earliest: number,
  to: string,
  people: number,
  secondsEach: number,
): Walk | undefined {
  const { problem } = world
  const corridor = problem.corridors[corridorIndex]
  if (corridor === undefined) return undefined
  const seconds = Math.max(1, Math.ceil(people * secondsEach - 1e-9))
  const beyond = problem.times.walkSeconds(corridor.outside, to) ?? 0
  let from = earliest
  // Later starts alone are tried, so others who are through before one of them are never looked at again.
  const others = world.walks.filter((walk) => walk.corridor === corridorIndex).sort((a, b) => a.until - b.until)
  let next = 0
  for (let tries = 0; tries < mostTries && from < Math.min(window.close, window.clearBy); tries++) {
    while ((others[next]?.until ?? Number.POSITIVE_INFINITY) <= from) next++
    const busy = others[next]
    if (busy !== undefined && busy.from < from + seconds) {
      from = busy.until
      continue
    }
    const apart = world
      .binsBetween(corridorIndex, 'out', from, from + seconds)
      .find((at) => world.isKeptApart(corridorIndex, 'out', [planned.group.movement], at))
    if (apart !== undefined) {
      from = world.nextBin(corridorIndex, apart)
      continue
    }
    const passed = throughGates(world, corridorIndex, from, from + seconds, people)
    if (typeof passed === 'number') {
      from = passed
      continue
    }
    const { gates, firstExit, lastExit } = passed
    if (lastExit > window.clearBy) {
      // At another hour the way may be shorter.
      const later = nextRow(problem, corridor.travel, from)
      if (later === undefined) return undefined
      from = later
      continue
    }
    const turn = world.turnsOf(corridorIndex)?.blockedUntil('out', from, lastExit)
    if (turn !== undefined) {
      from = turn
      continue
    }
    const persons = people * (1 + planned.group.companions)
    const arrivals = arrivalsOf(world, to, persons, firstExit + beyond, lastExit + beyond)
    const intake = world.destination(to).intake
    const full = arrivals.find(({ at, persons: come }) => intake !== undefined && intake.room(at) < come)
    if (full !== undefined && intake !== undefined) {
      const next = intake.nextBin(full.at)
      // Where one bin alone does not take its part of the flow, fewer must go.
      if (full.persons > world.destination(to).intakeRate) return undefined
      from += Math.max(1, next - full.at)
      continue
    }
    return {
      kind: 'walk',
      group: planned,
      corridor: corridorIndex,
      to,
      from,
      until: from + seconds,
      people,
      gates,
      firstExit,
      lastExit,
      arrivals,
    }
  }
  return undefined
}

const mostTries = 400

/** A flow of a plan that is there already, at its own time; undefined where it can no longer be. */
export function walkAgain(
  world: World,
  planned: PlannedGroup,
  corridorIndex: number,
  {
    to,
    from,
    until,
    people,
  }: { readonly to: string; readonly from: number; readonly until: number; readonly people: number },
): Walk | undefined {
  const corridor = world.problem.corridors[corridorIndex]
  const passed = corridor === undefined ? 0 : throughGates(world, corridorIndex, from, until, people)
  if (corridor === undefined || typeof passed === 'number') return undefined
  const { gates, firstExit, lastExit } = passed
  const window = world.problem.windows.findLast(({ open }) => open <= from)
  if (window === undefined || lastExit > window.clearBy) return undefined
  const beyond = world.problem.times.walkSeconds(corridor.outside, to) ?? 0
  const persons = people * (1 + planned.group.companions)
  const arrivals = arrivalsOf(world, to, persons, firstExit + beyond, lastExit + beyond)
  return {
    kind: 'walk',
    group: planned,
    corridor: corridorIndex,
    to,
    from,
    until,
    people,
    gates,
    firstExit,
    lastExit,
    arrivals,
  }
}

/** The reservations at gates, or the next start worth trying. */
function throughGates(
  world: World,
  corridorIndex: number,
  from: number,
  until: number,
  people: number,
): { gates: FootService[]; firstExit: number; lastExit: number } | number {
  const { problem } = world
  const corridor = problem.corridors[corridorIndex]
  if (corridor === undefined) return Number.POSITIVE_INFINITY
  const gates: FootService[] = []
  let position = 1
  let stretches = stretchesOf(problem, corridor, from, until)
  const met = gatesAt(problem, corridorIndex, 'out')
  for (const [number, { gate, index }] of met.entries()) {
    const service = gate.service.on_foot ?? 0
    const { first: firstArrival, last: lastArrival } = outermost(stretches, position, gate.position)
    const isReservedLane = gate.foot_lanes === 0
    const count = isReservedLane ? 1 : gate.foot_lanes
    const seconds = Math.max(lastArrival + service - firstArrival, Math.ceil((people * service) / count))
    const calendar = isReservedLane ? world.lanesOf(corridorIndex, index) : world.footLanesOf(corridorIndex, index)
    if (calendar === undefined) return Number.POSITIVE_INFINITY
    let lanes: number[]
    if (isReservedLane) {
      const free = calendar.earliest(firstArrival, seconds)
      if (free === undefined) return Number.POSITIVE_INFINITY
      if (free.start > firstArrival) return from + free.start - firstArrival
      lanes = [free.lane]
    } else {
      lanes = Array.from({ length: count }, (_, lane) => lane)
      const start = lanes.reduce((late, lane) => Math.max(late, calendar.earliestOn(lane, firstArrival, seconds)), 0)
      if (start > firstArrival) return from + start - firstArrival
    }
    gates.push({ gate: index, isReservedLane, lanes, from: firstArrival, until: firstArrival + seconds })
    const first = firstArrival + service
    const last = firstArrival + seconds + (number === met.length - 1 ? 0 : service)
    stretches = stretches.map((each) => ({ ...each, first, last }))
    position = gate.position
  }
  const { first: firstExit, last: lastExit } = outermost(stretches, position, 0)
  return { gates, firstExit, lastExit }
}

/** Part of a flow with one travel time: when its first and its last are where they are now. */
interface Stretch {
  readonly travelSeconds: number
  readonly first: number
  readonly last: number
}

/** A flow cut where the travel time changes: who enters last before a change may come after all who enter later. */
function stretchesOf(problem: Problem, corridor: Problem['corridors'][number], from: number, until: number): Stretch[] {
  const stretches: Stretch[] = []
  for (let first: number | undefined = from; first !== undefined && first <= until; ) {
    const next: number | undefined = nextRow(problem, corridor.travel, first)
    const travelSeconds = valueThen(problem, corridor.travel, first).on_foot ?? 0
    stretches.push({ travelSeconds, first, last: Math.min(until, next ?? until) })
    first = next
  }
  return stretches
}

/** When the first and the last of a flow reach another position of the corridor. */
function outermost(stretches: readonly Stretch[], from: number, to: number): { first: number; last: number } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const each of stretches) {
    const ahead = secondsBetween(from, to, each.travelSeconds)
    first = Math.min(first, each.first + ahead)
    last = Math.max(last, each.last + ahead)
  }
  return { first, last }
}

/** Who arrives in which bin of intake, at an even rate, each bin rounded to the flow's favour as the count is kept. */
function arrivalsOf(world: World, to: string, persons: number, first: number, last: number): Walk['arrivals'] {
  const intake = world.destination(to).intake
  if (intake === undefined) return []
  const span = Math.max(1, last - first)
  const arrivals: { at: number; persons: number }[] = []
  let counted = 0
  for (let at = first; at - first < span; at = intake.nextBin(at)) {
    const arrived = Math.floor((persons * Math.min(intake.nextBin(at) - first, span)) / span)
    arrivals.push({ at, persons: arrived - counted })
    counted = arrived
  }
  return arrivals
}
