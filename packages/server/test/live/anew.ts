// Planning anew at any moment of generated pauses of several windows, with corridors shut and vehicles late, as the server does it.

import { checkPlan, type Violation } from '@treve/checker'
import {
  formatInstant,
  type Instant,
  type Leg,
  type Pause,
  type Plan,
  readState,
  type State,
  type Trip,
  vehiclesOf,
} from '@treve/model'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { standing as standingOf } from '../../../planner/test/from-there.ts'
import { type PauseData, pauses } from '../../../planner/test/generate.ts'
import { pauseOf, planOf } from '../../../planner/test/planning.ts'
import { earlierNow, type Standing } from '../../src/live/pause-now.ts'
import { keepingPromises } from '../../src/live/promises-kept.ts'

/** A generated pause with a window on the next day, and on the day after it. */
const severalDays: fc.Arbitrary<PauseData> = fc
  .tuple(pauses, fc.integer({ min: 40, max: 180 }), fc.integer({ min: 0, max: 2 }))
  .map(([data, minutes, more]) => {
    const { windows, ...terms } = data.terms as { windows: readonly object[] }
    const later = Array.from({ length: more }, (_, index) => ({
      id: `day-${index + 2}`,
      open: `2016-11-0${5 + index}T08:00`,
      close: `2016-11-0${5 + index}T${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    }))
    // In groups of one, for who is seen half unloaded is told as any number.
    const people = (data.people as readonly object[]).map((group) => ({ ...group, group_size: 1 }))
    return { ...data, people, terms: { ...terms, windows: [...windows, ...later] } }
  })

const drawn = fc.record({
  data: severalDays,
  seed: fc.nat(1000),
  /** In which stretch: in a window, or between it and the next. */
  stretch: fc.nat(9),
  share: fc.nat(100),
  /** A bit for each corridor. */
  shut: fc.nat(7),
  /** A bit for each vehicle, and how late those are. */
  late: fc.nat(1023),
  minutesLate: fc.integer({ min: 5, max: 60 }),
  /** Whether it is planned anew once more, later. */
  again: fc.nat(120),
})

export type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never
export const moments: fc.Arbitrary<Drawn> = drawn

export interface Anew {
  readonly pause: Pause
  /** Under this plan or one before it. */
  readonly done: readonly Trip[]
  readonly now: Pause
  readonly plan: Plan
  readonly violations: readonly Violation[]
  readonly shut: readonly string[]
}

/** Each moment in the middle of its pause, one after another, each from the plan of the one before. */
export function plannedAnew(given: Drawn): readonly Anew[] {
  const pause = pauseOf(given.data)
  const first = planOf(pause, 0, given.seed, undefined, 0)
  const at = momentOf(pause, given.stretch, given.share)
  const once = anewAt(pause, first, at, given)
  if (given.again > 60 || once.violations.length > 0) return [once]
  const later = (at + 60 * given.again) as Instant
  return [once, anewAt(pause, once.plan, later, { ...given, late: given.late >> 1 }, once)]
}

function momentOf(pause: Pause, stretch: number, share: number): Instant {
  const windows = [...pause.terms.windows].sort((a, b) => a.open - b.open)
  const edges = windows.flatMap(({ open, close }) => [open, close])
  const from = edges[stretch % edges.length] ?? 0
  const until = edges[(stretch % edges.length) + 1] ?? from + 3600
  return (from + 60 * Math.floor(((until - from) * share) / 6000)) as Instant
}

function anewAt(pause: Pause, plan: Plan, at: Instant, { shut, late, minutesLate, seed }: Drawn, once?: Anew): Anew {
  const before = once?.now.rules.state
  const vehicles = vehiclesOf(pause).filter(({ fleet }) => fleet.kind !== 'escort')
  const aidMoved = new Set(
    plan.trips.filter(({ legs }) => legs.some(({ aid }) => Object.keys(aid).length > 0)).map(({ vehicle }) => vehicle),
  )
  const isLate = (index: number, id: string) => ((late >> (index % 10)) & 1) === 1 && !aidMoved.has(id)
  const seen = vehicles.map(({ id, fleet }, index) => {
    // Who is late is where it was to be earlier.
    const when = isLate(index, id) ? Math.max(at - 60 * minutesLate, before?.at ?? 0) : at
    const own = plan.trips.filter(({ vehicle }) => vehicle === id)
    // Where an earlier state had it, its new orders begin.
    const told = before?.vehicles.find((each) => each.id === id)
    return {
      told: standingOf(pause, id, told?.place ?? fleet.at, own, when, told?.aboard),
      done: own.filter(({ legs }) => (legs.at(-1)?.until ?? 0) <= when).map((trip) => trip.id),
      isLate: isLate(index, id),
    }
  })
  const written = {
    at: formatInstant(at, pause.time_zone),
    vehicles: seen.map(({ told }) => told),
    done: seen.flatMap(({ done }) => done),
  }
  const { state } = readState(new TextEncoder().encode(JSON.stringify(written)), pause)
  if (state === undefined) throw new Error(`no state: ${JSON.stringify(written)}`)
  const closed = pause.corridors.filter((_, index) => ((shut >> index) & 1) === 1).map(({ id }) => id)
  const standing: Standing = {
    state: state satisfies State,
    late: seen.filter((each) => each.isLate).map(({ told }) => told.id),
    shut: closed,
    waiting: new Map(),
  }
  const kept = keepingPromises(pause, plan, standing, (of) => planOf(of, 0, seed, plan.trips, 0))
  const { now } = kept
  const again = { ...kept.found, earlier: earlierNow(pause, plan, kept.standing) }
  const done = plan.trips.filter(({ id }) => state.done.includes(id))
  return {
    pause,
    done: [...(once?.done ?? []), ...done],
    now,
    plan: again,
    violations: checkPlan(now, again),
    shut: closed,
  }
}

/** Groups of whom more get off than wish to leave, by all trips that were done under any plan and all that are planned still. */
export function broughtTwice({ pause, plan, done }: Anew): readonly string[] {
  const keyOf = (trip: Trip, leg: Leg) => `${trip.vehicle} ${leg.place} ${leg.from}`
  const unloads = new Map(
    [...done, ...plan.trips].flatMap((trip) =>
      trip.legs.filter(({ kind }) => kind === 'unload').map((leg) => [keyOf(trip, leg), leg] as const),
    ),
  )
  return pause.people.flatMap(({ id, count }) => {
    const rode = [...unloads.values()].reduce((sum, { people }) => sum + (people[id] ?? 0), 0)
    return rode > count.best ? [id] : []
  })
}

/** Who is out too late, in no window or never: then there was no way for them in time, and the checker says so. */
export function strandedOf({ violations }: Anew): ReadonlySet<string | null> {
  return new Set(
    violations.flatMap(({ rule, trip }) => (rule === 'clearance' || rule === 'window_entry' ? [trip] : [])),
  )
}

/**
 * What else is wrong: nothing may be. Who never leaves is aboard at the end, who is late may be so after their hours. And who is told
 * aboard, outside, is brought where they go after hours that are over.
 */
export function faultsOf(anew: Anew): readonly Violation[] {
  const stranded = strandedOf(anew)
  const follows = ['clearance', 'window_entry', 'people_aboard', 'vehicle_available', 'crew_hours']
  const vehicleOf = new Map(anew.plan.trips.map(({ id, vehicle }) => [id, vehicle]))
  const vehicles = new Set([...stranded].map((trip) => vehicleOf.get(trip ?? '')))
  const isTheirs = (trip: string | null) => stranded.has(trip) || vehicles.has(vehicleOf.get(trip ?? ''))
  const after = afterHoursOf(anew)
  return anew.violations.filter(
    (violation) => !after.includes(violation) && (!isTheirs(violation.trip) || !follows.includes(violation.rule)),
  )
}

/** By a trip on which all who are told aboard get off, at the soonest, and which does nothing else. */
export function afterHoursOf({ pause, now, plan, violations }: Anew): readonly Violation[] {
  const { state } = now.rules
  const times = travelTimesOf(now)
  return violations.filter(({ rule, trip }) => {
    const found = plan.trips.find(({ id }) => id === trip)
    const told = state?.vehicles.find(({ id }) => id === found?.vehicle)
    const kind = vehiclesOf(pause).find(({ id }) => id === told?.id)?.fleet.kind
    const [first, ...others] = found?.legs ?? []
    if (told?.place === undefined || state === undefined || kind === undefined || first?.place == null) return false
    const off: Record<string, number> = {}
    for (const { kind, people } of [first, ...others])
      for (const [group, count] of Object.entries(kind === 'unload' ? people : {}))
        off[group] = (off[group] ?? 0) + count
    const isAll = Object.entries(told.aboard).every(([group, count]) => off[group] === count)
    const isSoonest = first.from === times.arrival(kind, told.place, first.place, state.at)
    const isHours = rule === 'vehicle_available' || rule === 'crew_hours'
    return isHours && isAll && isSoonest && [first, ...others].every((each) => each.kind === 'unload')
  })
}

/** How many enter a corridor that is shut, from the state on: by any plan that passes, nobody. */
export function enteringShut({ now, plan, shut }: Anew): number {
  const at = now.rules.state?.at ?? 0
  const isUnderWay = new Set(now.rules.state?.vehicles.flatMap(({ id, corridor }) => (corridor ? [id] : [])))
  const entries = plan.trips.flatMap(({ vehicle, legs }) =>
    legs.filter(
      ({ kind, corridor, from }, index) =>
        kind.startsWith('corridor') &&
        corridor !== null &&
        shut.includes(corridor) &&
        from >= at &&
        !(index === 0 && isUnderWay.has(vehicle)),
    ),
  )
  return entries.length + plan.walking.filter(({ corridor }) => shut.includes(corridor)).length
}
