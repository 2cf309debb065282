// What vehicles, gates and desks report on a simulated day. Reports come from where the thing is seen: who drives says that
// they left and how many got on, who keeps a gate how many passed, who receives how many came.

import type { Instant, Leg, Pause, Plan, Trip } from '@treve/model'
import type { PlayedDay, PlayedStep, PlayedTrip } from '@treve/planner'
import type { Json, JsonObject, Line } from './line.ts'

export function dayLines(pause: Pause, plan: Plan, day: PlayedDay): readonly Line[] {
  const trips = new Map(plan.trips.map((trip) => [trip.id, trip]))
  const goesOn = placesToGoOn(plan)
  const lines = [
    ...day.trips.flatMap((played) => {
      const trip = trips.get(played.id)
      return trip === undefined ? [] : tripLines(pause, trip, played, goesOn.get(trip.id))
    }),
    ...day.walks.flatMap((walk) => walkLines(pause, walk)),
  ]
  return lines.toSorted((a, b) => a.at - b.at)
}

/** That whoever comes to a gate from one moment to the other stands there until then. */
export interface Halt {
  readonly gate: string
  readonly from: number
  readonly until: number
}

/** To the minute that the plan has; where some stand, what follows is as much later. */
export function linesAsPlanned(pause: Pause, trips: readonly Trip[], halt?: Halt): readonly Line[] {
  return trips
    .flatMap((trip) => {
      const steps = trip.legs.flatMap(stepsAsPlanned).toSorted((a, b) => a.from - b.from)
      const { id, vehicle } = trip
      const played = { id, vehicle, isNotMade: false, isPartLoaded: false, isSheltered: false, steps }
      const lines = tripLines(pause, trip, played)
      const at =
        halt && trip.legs.find(({ gate, from }) => gate === halt.gate && halt.from <= from && from < halt.until)
      return at === undefined || halt === undefined ? lines : stood(lines, at, trip, halt.until - at.from)
    })
    .toSorted((a, b) => a.at - b.at)
}

function stood(lines: readonly Line[], { corridor, gate, from }: Leg, { id, vehicle }: Trip, seconds: number): Line[] {
  const came = { what: 'came', vehicle, trip: id, corridor, gate, place: gate } as JsonObject
  return [
    ...lines.map((line) => (line.at > from ? { ...line, at: (line.at + seconds) as Instant } : line)),
    { at: Math.round(from) as Instant, by: `vehicle:${vehicle}`, do: 'report', with: came },
  ]
}

const asPlanned: Partial<Readonly<Record<Leg['kind'], PlayedStep['what']>>> = {
  depart: 'sets_out',
  load: 'loads',
  unload: 'unloads',
  gate: 'gate',
  corridor_in: 'enters',
}

function stepsAsPlanned({ kind, from, until, people, aid }: Leg, leg: number): PlayedStep[] {
  const count = Object.values(people).reduce((sum, each) => sum + each, 0)
  const grams = Object.keys(aid).length > 0 ? Number.POSITIVE_INFINITY : 0
  if (kind === 'corridor_out') return [{ what: 'leaves_corridor', leg, from: until, until, people: 0, grams: 0 }]
  const what = asPlanned[kind]
  return what === undefined ? [] : [{ what, leg, from, until, people: count, grams }]
}

/** Who is aboard, by movement and by group, and what by consignment and item. */
interface Aboard {
  people: Map<string, number>
  aid: Map<string, number>
}

/** By trip: where its vehicle goes where the trip is not made; where its next one begins, else back. */
function placesToGoOn(plan: Plan): ReadonlyMap<string, string | null> {
  const inOrder = plan.trips.toSorted((a, b) => (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0))
  const byVehicle = Map.groupBy(inOrder, ({ vehicle }) => vehicle)
  return new Map(
    [...byVehicle.values()].flatMap((own) =>
      own.map(({ id, legs: [first] }, index) => [id, (own[index + 1]?.legs[0] ?? first)?.place ?? null] as const),
    ),
  )
}

function tripLines(pause: Pause, trip: Trip, played: PlayedTrip, goesOn: string | null = null): Line[] {
  const { id, vehicle } = trip
  const about = { vehicle, trip: id }
  const aboard: Aboard = { people: new Map(), aid: new Map() }
  const lines: Line[] = []
  const report = (seconds: number, by: string, what: string, more: JsonObject = {}) => {
    const at = Math.round(seconds) as Instant
    lines.push({ at, by, do: 'report', with: { what, ...about, ...more } })
  }
  const driver = `vehicle:${vehicle}`
  if (played.isNotMade && played.steps.length === 0) return lines
  for (const [index, step] of played.steps.entries()) {
    const leg = trip.legs[step.leg]
    if (leg === undefined) continue
    switch (step.what) {
      case 'sets_out':
        report(step.from, driver, 'departed', placeOf(leg))
        break
      case 'loads':
        if (isFirstAt(played.steps, index, trip)) report(step.from, driver, 'came', placeOf(leg))
        handled(pause, aboard, leg, step, 1)
        if (step.people > 0)
          report(step.until, driver, 'people_boarded', { ...placeOf(leg), people: peopleOf(pause, leg, step.people) })
        if (step.grams > 0) report(step.until, driver, 'loaded', { ...placeOf(leg), lines: piecesOf(leg, 1) })
        break
      case 'gate': {
        const gate = `${leg.corridor}/${leg.gate}`
        const people = boardedRows(pause, aboard)
        if (people.length > 0)
          report(step.until, `gate:${gate}`, 'people_passed', {
            corridor: leg.corridor,
            gate: leg.gate,
            place: leg.corridor,
            // The same people, whichever gate they pass.
            event: `${id}-out`,
            people,
          })
        break
      }
      case 'enters':
        if (leg.kind === 'corridor_in' && aboard.aid.size > 0)
          report(step.from, driver, 'entered', { corridor: leg.corridor, lines: aidRows(aboard) })
        break
      case 'leaves_corridor': {
        if (leg.kind !== 'corridor_out') break
        report(step.from, driver, 'clear', { corridor: leg.corridor })
        // Empty on its last way, which is not simulated: it takes as long as planned.
        const end = trip.legs.at(-1)
        if (end?.kind === 'arrive' && !trip.legs.slice(step.leg + 1).some(({ kind }) => kind === 'unload'))
          report(step.from + Math.max(0, end.from - leg.until), driver, 'came', placeOf(end))
        break
      }
      // It did not go in: it says where it is instead.
      case 'turns_round':
        if (goesOn !== null) report(step.until, driver, 'came', { place: goesOn })
        break
      case 'unloads': {
        // Who comes is counted by the desk: that says that it came, too.
        if (step.people === 0) report(step.from, driver, 'came', placeOf(leg))
        const share = shareOf(pause, leg, step)
        if (step.people > 0)
          report(step.until, `desk:${leg.place}`, 'people_arrived', {
            ...placeOf(leg),
            people: peopleOf(pause, leg, step.people),
          })
        if (step.grams > 0) {
          const done = piecesOf(leg, share)
          report(step.until, driver, 'offloaded', { ...placeOf(leg), lines: done })
          report(step.until + confirmSeconds, `desk:${leg.place}`, 'received', { ...placeOf(leg), lines: done })
        }
        const left = share < 1 ? piecesOf(leg, 1).flatMap((row, at) => lessBy(row, piecesOf(leg, share)[at])) : []
        if (left.length > 0) report(step.until, driver, 'not_offloaded', { ...placeOf(leg), lines: left })
        handled(pause, aboard, leg, step, -1)
        break
      }
      default:
    }
  }
  return lines
}

const confirmSeconds = 120

function placeOf({ place }: Leg): JsonObject {
  return place === null ? {} : { place }
}

/** Boarding at one place may take several steps. */
function isFirstAt(steps: readonly PlayedStep[], index: number, { legs }: Trip): boolean {
  const before = steps[index - 1]
  const [place, was] = [legs[steps[index]?.leg ?? -1]?.place, legs[before?.leg ?? -1]?.place]
  return before === undefined || before.what === 'sets_out' || place !== was
}

/** Of what the leg plans, as many as came. */
function peopleOf(pause: Pause, { people }: Leg, count: number): JsonObject[] {
  const planned = Object.entries(people)
  const total = planned.reduce((sum, [, each]) => sum + each, 0)
  let [given, seen] = [0, 0]
  return planned.flatMap(([group, each]) => {
    seen += each
    const best = total === 0 ? 0 : Math.round((count * seen) / total) - given
    given += best
    return best > 0 ? [{ group, ...movementOf(pause, group), ...exactly(best) }] : []
  })
}

function movementOf(pause: Pause, group: string): JsonObject {
  const movement = pause.people.find(({ id }) => id === group)?.movement
  return movement === undefined ? {} : { movement }
}

function handled(
  pause: Pause,
  aboard: Aboard,
  leg: Leg,
  { people: count, what, grams }: PlayedStep,
  sign: 1 | -1,
): void {
  const total = Object.values(leg.people).reduce((sum, each) => sum + each, 0)
  let [given, seen] = [0, 0]
  for (const [group, each] of Object.entries(leg.people)) {
    seen += each
    const best = total === 0 ? 0 : Math.round((count * seen) / total) - given
    given += best
    add(aboard.people, group, sign * best)
  }
  if (grams <= 0) return
  const share = what === 'unloads' ? shareOf(pause, leg, { people: count, grams }) : 1
  for (const { consignment, item, best } of rowsOf(leg, share)) add(aboard.aid, `${consignment} ${item}`, sign * best)
}

function add(to: Map<string, number>, key: string, count: number): void {
  const left = (to.get(key) ?? 0) + count
  if (left > 0) to.set(key, left)
  else to.delete(key)
}

function boardedRows(pause: Pause, { people }: Aboard): JsonObject[] {
  return [...people].map(([group, best]) => ({ group, ...movementOf(pause, group), ...exactly(best) }))
}

function aidRows({ aid }: Aboard): JsonObject[] {
  return [...aid].map(([key, best]) => {
    const [consignment = '', item = ''] = key.split(' ')
    return { consignment, item, unit: 'items', ...exactly(best) }
  })
}

/** Which share of the goods of a leg was moved. */
function shareOf(pause: Pause, leg: Leg, { people, grams }: Pick<PlayedStep, 'people' | 'grams'>): number {
  const goods = rowsOf(leg, 1).reduce(
    (sum, { consignment, item, best }) => sum + best * gramsEach(pause, consignment, item),
    0,
  )
  return people > 0 || goods === 0 ? 1 : Math.min(1, grams / goods)
}

function gramsEach(pause: Pause, consignment: string, item: string): number {
  return pause.aid.find(({ id }) => id === consignment)?.items.find(({ id }) => id === item)?.mass ?? 0
}

function rowsOf({ aid }: Leg, share: number) {
  return Object.entries(aid).flatMap(([consignment, items]) =>
    Object.entries(items).flatMap(([item, count]) => {
      const best = Math.floor(count * share + 1e-9)
      return best > 0 ? [{ consignment, item, unit: 'items', ...exactly(best) }] : []
    }),
  )
}

function piecesOf(leg: Leg, share: number): JsonObject[] {
  return rowsOf(leg, share)
}

function lessBy(row: JsonObject, done: JsonObject | undefined): JsonObject[] {
  const best = Number(row.best) - Number(done?.best ?? 0)
  return best > 0 ? [{ ...row, ...exactly(best) }] : []
}

function exactly(best: number): { readonly low: number; readonly best: number; readonly high: number } {
  return { low: best, best, high: best }
}

/** Whoever keeps the last gate, or the mouth, counts those who come out on foot, quarter by quarter of an hour. */
function walkLines(
  pause: Pause,
  { group, corridor, people, firstOut, lastOut }: PlayedDay['walks'][number],
): readonly Line[] {
  const gate = pause.corridors.find(({ id }) => id === corridor)?.gates.at(-1)?.id
  const parts = Math.max(1, Math.ceil((lastOut - firstOut) / 900))
  let given = 0
  return Array.from({ length: parts }, (_, index): readonly Line[] => {
    const until = firstOut + ((lastOut - firstOut) * (index + 1)) / parts
    const best = Math.round((people * (index + 1)) / parts) - given
    given += best
    if (best <= 0) return []
    const rows: Json[] = [{ group, ...movementOf(pause, group), ...exactly(best) }]
    const where = gate === undefined ? { corridor } : { corridor, gate }
    const by = gate === undefined ? `corridor:${corridor}` : `gate:${corridor}/${gate}`
    return [
      { at: Math.round(until) as Instant, by, do: 'report', with: { what: 'walked_out', ...where, people: rows } },
    ]
  }).flat()
}
