// A departure moved by hand: the legs of one trip, or of all that pass in convoy with it, earlier or later by so much, and
// all of the plan that follows from it. Whether it may be so is for the checker.

import { checkPlan, type Violation } from '@treve/checker'
import type { Direction, Instant, Leg, Pause, Plan, PlanLevel, Trip } from '@treve/model'
import { leftBy, pauseNow, type Standing } from './pause-now.ts'

/** What moves together: nobody leaves a convoy by being moved. */
export function movedWith(trips: readonly Trip[], id: string): readonly Trip[] {
  const trip = trips.find((each) => each.id === id)
  const convoy = trip?.convoy ?? trip?.escort_of ?? null
  if (trip === undefined || convoy === null) return trip === undefined ? [] : [trip]
  return trips.filter((each) => each.convoy === convoy || each.escort_of === convoy)
}

/** By nothing: the plan as it is. A way of the trip’s own that was reserved on another corridor is given up. */
export function shifted(pause: Pause, plan: Plan, id: string, seconds: number): Plan {
  const moved = new Set(movedWith(plan.trips, id).map((trip) => trip.id))
  if (seconds === 0 || moved.size === 0) return plan
  const lanes = new Lanes(pause, plan, moved)
  const trips = plan.trips.map((trip) => {
    if (!moved.has(trip.id)) return trip
    const { second_exit: _, ...rest } = trip
    const legs = trip.legs.map((leg) => later(leg, seconds))
    return { ...rest, legs: legs.map((leg) => lanes.onAFreeOne(legs, leg)), turn_back: null }
  })
  const others = plan.trips.filter((trip) => moved.has(trip.id))
  const base = withoutClaims(pause, plan)
  return {
    ...base,
    trips,
    windows: windowsOf(pause, base, trips),
    directions: directionsOf(pause, base, trips, corridorsOf(others)),
    levels: base.levels.map((level) => (level.level === '7' ? laterOut(pause, level, others, seconds) : level)),
  }
}

/** As of a plan that is made anew in the middle of the day: how sure it is is said beside it, and the terms alone bind it. */
export function withoutClaims(pause: Pause, plan: Plan): Plan {
  const { buffer } = pause.terms.clear
  return {
    ...plan,
    clear_probability: null,
    assurance: null,
    reserve: null,
    windows: plan.windows.map((window) => ({ ...window, clear_by: (window.close - buffer) as Instant })),
  }
}

/**
 * What the checker refuses of it. A plan that was itself made anew, from where all were then, breaks what is said of a plan
 * as a whole: what the plan in force broke word for word as well is no fault of the move; nor are its own sums, of which the
 * figures change with any move.
 */
export function newlyBroken(
  pause: Pause,
  plan: Plan,
  moved: Plan,
  { state, shut }: Pick<Standing, 'state' | 'shut'>,
): readonly Violation[] {
  const promised = pauseNow(pause, plan, { state, shut, late: [], waiting: new Map() })
  // Who is out by now is in the plan in force still; but not whom an earlier one brought out.
  const judged = { ...promised, ...leftBy(pause, plan.earlier ?? { people: [], aid: [] }) }
  const textOf = ({ rule, trip, text }: Violation) => (ofTheWhole.has(rule) ? rule : `${rule} ${trip} ${text}`)
  const before = new Set(checkPlan(judged, withoutClaims(pause, plan)).map(textOf))
  return checkPlan(judged, moved).filter((violation) => !before.has(textOf(violation)))
}

/** What a plan says of all that is in it. */
const ofTheWhole: ReadonlySet<Violation['rule']> = new Set([
  'served_totals',
  'unserved_totals',
  'levels_served',
  'level_bounds',
  'plan_windows',
])

function later(leg: Leg, seconds: number): Leg {
  return { ...leg, from: (leg.from + seconds) as Instant, until: (leg.until + seconds) as Instant }
}

interface Busy {
  readonly from: number
  readonly until: number
}

/** Which lane serves whom is nobody’s promise: who comes at another time takes one that is free then. */
class Lanes {
  private readonly busy = new Map<string, Busy[]>()
  private readonly counts = new Map<string, number>()

  constructor(pause: Pause, { trips, walking }: Plan, moved: ReadonlySet<string>) {
    for (const { id, gates } of pause.corridors)
      for (const gate of gates) this.counts.set(`${id} ${gate.id}`, gate.lanes)
    for (const trip of trips) {
      if (moved.has(trip.id)) continue
      for (const leg of trip.legs)
        if (leg.kind === 'gate') this.take(`${corridorAt(trip.legs, leg)} ${leg.gate}`, leg.lane ?? 0, leg)
      for (const each of trip.second_exit?.gates ?? [])
        this.take(`${trip.second_exit?.corridor} ${each.gate}`, each.lane, each)
    }
    for (const { corridor, gates } of walking)
      for (const each of gates) for (const lane of each.lanes) this.take(`${corridor} ${each.gate}`, lane, each)
  }

  /** Where none is free it keeps its own, and the checker refuses it. */
  onAFreeOne(legs: readonly Leg[], leg: Leg): Leg {
    if (leg.kind !== 'gate' || leg.lane === null) return leg
    const gate = `${corridorAt(legs, leg)} ${leg.gate}`
    const all = [leg.lane, ...Array.from({ length: this.counts.get(gate) ?? 0 }, (_, lane) => lane)]
    const lane = all.find((each) => this.isFree(gate, each, leg)) ?? leg.lane
    this.take(gate, lane, leg)
    return { ...leg, lane }
  }

  private isFree(gate: string, lane: number, { from, until }: Busy): boolean {
    return !(this.busy.get(`${gate} ${lane}`) ?? []).some((each) => from < each.until && each.from < until)
  }

  private take(gate: string, lane: number, { from, until }: Busy): void {
    const key = `${gate} ${lane}`
    const known = this.busy.get(key)
    if (known === undefined) this.busy.set(key, [{ from, until }])
    else known.push({ from, until })
  }
}

/** A service at a gate may leave its corridor to the passage that it is of. */
function corridorAt(legs: readonly Leg[], gate: Leg): string {
  if (gate.corridor !== null) return gate.corridor
  return legs.findLast(({ kind, from }) => isPassage(kind) && from <= gate.from)?.corridor ?? ''
}

function isPassage(kind: Leg['kind']): boolean {
  return kind === 'corridor_in' || kind === 'corridor_out'
}

function corridorsOf(trips: readonly Trip[]): ReadonlySet<string> {
  const legs = trips.flatMap((trip) => trip.legs)
  return new Set(legs.flatMap(({ kind, corridor }) => (isPassage(kind) && corridor !== null ? [corridor] : [])))
}

function windowsOf(pause: Pause, before: Plan, trips: readonly Trip[]): Plan['windows'] {
  return before.windows.map((listed) => {
    const window = pause.terms.windows.find(({ id }) => id === listed.id)
    if (window === undefined) return listed
    // Who leaves after the close is late in that window, not in none.
    const next = Math.min(...pause.terms.windows.map(({ open }) => open).filter((open) => open > window.open))
    const lastOf = (all: readonly Trip[]) => {
      const outs = all.flatMap(({ legs }) => legs.filter(({ kind }) => kind === 'corridor_out'))
      const own = outs.filter(({ from }) => window.open <= from && from < next)
      return own.reduce<Instant | null>((last, { until }) => (last === null || until > last ? until : last), null)
    }
    const [was, is] = [lastOf(before.trips), lastOf(trips)]
    if (was === is) return listed
    // Later than any vehicle, the last were on foot.
    const onFoot = listed.last_exit !== null && listed.last_exit > (was ?? 0) ? listed.last_exit : null
    const last = Math.max(onFoot ?? 0, is ?? 0)
    return { ...listed, last_exit: last === 0 ? null : (last as Instant) }
  })
}

/** On the alternating ones of these corridors, runs of passages of one direction. */
function directionsOf(
  pause: Pause,
  before: Plan,
  trips: readonly Trip[],
  touched: ReadonlySet<string>,
): Plan['directions'] {
  const alternating = pause.corridors.filter(({ id, direction }) => direction === 'alternating' && touched.has(id))
  const isAnew = new Set(alternating.map(({ id }) => id))
  const anew = alternating.flatMap((corridor) => {
    const passed = trips.flatMap(({ legs }) =>
      legs.flatMap(({ kind, corridor: way, from, until }) =>
        way === corridor.id && isPassage(kind) ? [{ direction: directionOf(kind), from, until }] : [],
      ),
    )
    // Whoever goes on foot or by car keeps the time that is theirs.
    const walks = before.walking.filter((walk) => walk.corridor === corridor.id)
    const kept = before.directions.filter(
      ({ corridor: id, direction, from, until }) =>
        id === corridor.id &&
        direction === 'out' &&
        (corridor.private_cars !== undefined || walks.some((walk) => from <= walk.from && walk.from <= until)),
    )
    const runs: { corridor: string; direction: Direction; from: Instant; until: Instant }[] = []
    for (const each of [...passed, ...kept].sort((a, b) => a.from - b.from)) {
      const last = runs.at(-1)
      if (last?.direction === each.direction) last.until = Math.max(last.until, each.until) as Instant
      else
        runs.push({
          corridor: corridor.id,
          direction: each.direction as Direction,
          from: each.from,
          until: each.until,
        })
    }
    return runs
  })
  return [
    ...before.directions.filter(({ corridor, direction }) => !isAnew.has(corridor) || direction === 'closed'),
    ...anew,
  ]
}

function directionOf(kind: Leg['kind']): Direction {
  return kind === 'corridor_in' ? 'in' : 'out'
}

/** From the opening to each person’s exit. */
function laterOut(pause: Pause, level: PlanLevel, moved: readonly Trip[], seconds: number): PlanLevel {
  const outside = new Set(pause.places.filter(({ inside }) => !inside).map(({ id }) => id))
  const people = moved
    .flatMap(({ legs }) => legs.filter(({ kind, place }) => kind === 'unload' && place !== null && outside.has(place)))
    .reduce((sum, leg) => sum + Object.values(leg.people).reduce((a, b) => a + b, 0), 0)
  const served = level.served + people * seconds
  const { bound, gap_percent: percent } = level
  if (bound === null) return { ...level, served }
  const gap = Math.abs(bound - served)
  return {
    ...level,
    served,
    gap,
    gap_percent: percent === null || bound === 0 ? percent : (100 * gap) / bound,
    proved: served === bound,
  }
}
