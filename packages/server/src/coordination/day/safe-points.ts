// The nearest safe point of each vehicle, by what was reported of it and by the quickest ways of the pause. Outside it stays
// outside; inside it is the nearer of a refuge that holds and has room, and its own exit unless that is shut. Who is on a
// corridor leaves by it. What one takes up the next does not have: all are given theirs together, in the same order whoever
// asks. Of one of which nothing was reported its plan tells, and that it does is said with it.

import type { Instant } from '@treve/model'
import type { Coordination } from '../state.ts'
import { shutWays } from '../withdrawal/shut.ts'
import { type PlannedTrip, type PlanTrips, tripOnWhich } from './figures.ts'
import { loadNow } from './loads.ts'
import { waitingAt } from './sites.ts'
import { standingRecall } from './standing-recalls.ts'
import type { Day } from './state.ts'
import { type VehicleNow, vehicleIds, vehicleNow } from './vehicles.ts'

/** `room`: no refuge that it can reach has room for who is aboard; `way`: the way out is shut, and there is no refuge. */
export const lackings = ['room', 'way'] as const

export interface SafePoint {
  readonly place: string
  /** Nobody reported where it is: by where its plan has it now. */
  readonly isByPlan: boolean
  /** What stands against it. It is the plan's own, and nothing better is known. */
  readonly lacks: (typeof lackings)[number] | null
}

/** Of all vehicles; null: it is not known. */
export function safePoints(whole: Coordination, now: Instant): ReadonlyMap<string, SafePoint | null> {
  const { day } = whole
  const around: Around = { day, now, shut: shutWays(whole, now) }
  const points = new Map<string, SafePoint | null>()
  const seeking: Seeking[] = []
  const room = roomLeft(around)
  for (const vehicle of vehicleIds(day)) {
    const is = vehicleNow(day, vehicle)
    const isByPlan = is.at === null && is.phase === 'before'
    const wish = isByPlan ? wishByPlan(around, vehicle) : wishAsTold(around, is)
    if (wish === null || typeof wish === 'string')
      points.set(vehicle, wish === null ? null : { place: wish, isByPlan, lacks: null })
    else seeking.push(seekingBy(whole, around, { vehicle, isByPlan, wish, persons: personsWith(day, is) }))
  }
  const inOrder = seeking.toSorted(
    (a, b) => Number(b.isSent) - Number(a.isSent) || first(a) - first(b) || (a.vehicle < b.vehicle ? -1 : 1),
  )
  for (const { vehicle, isByPlan, persons, options, last } of inOrder) {
    const found = options.find(({ place, isRefuge }) => !isRefuge || (room.get(place) ?? 0) >= persons)
    if (found?.isRefuge === true) room.set(found.place, (room.get(found.place) ?? 0) - persons)
    points.set(
      vehicle,
      found === undefined ? last && { ...last, isByPlan } : { place: found.place, isByPlan, lacks: null },
    )
  }
  return points
}

interface Around {
  readonly day: Day
  readonly now: Instant
  readonly shut: ReadonlySet<string>
}

/** From where it looks for a place; a place: it is sent there, whatever else there is. */
type Wish = string | null | { readonly from: string | null; readonly trip: PlannedTrip | undefined }

interface Option {
  readonly place: string
  readonly seconds: number
  readonly isRefuge: boolean
}

interface Seeking {
  readonly vehicle: string
  readonly isByPlan: boolean
  readonly persons: number
  /** It is on its way to a refuge already: it keeps its room there. */
  readonly isSent: boolean
  readonly options: readonly Option[]
  readonly last: Pick<SafePoint, 'place' | 'lacks'> | null
}

function first({ options: [option] }: Seeking): number {
  return option?.seconds ?? Number.MAX_SAFE_INTEGER
}

function wishAsTold({ day, now, shut }: Around, is: VehicleNow): Wish {
  const trip = tripOnWhich(day.plan, is)
  if (!is.isInside) return placeOf(is) ?? trip?.from ?? null
  if (is.at !== null && 'corridor' in is.at) {
    // On a corridor the mouth outside is never further than where it was going.
    const on = outsideOf(day, is.at.corridor === '' ? (trip?.corridorOut ?? trip?.corridorIn) : is.at.corridor)
    if (on !== null) return on
  }
  const from = placeOf(is)
  switch (is.phase) {
    case 'to_stop':
      return outsideOf(day, trip?.corridorIn) ?? trip?.from ?? null
    case 'sheltered': {
      const refuge = day.figures?.refuges.find(({ at }) => at === from)
      return refuge === undefined || refuge.until > now ? from : { from, trip }
    }
    case 'leaving':
      return isShut(shut, trip) ? { from, trip } : outsideOf(day, trip?.corridorOut)
    default:
      return { from, trip }
  }
}

function wishByPlan({ day, now, shut }: Around, vehicle: string): Wish {
  const trips = day.plan?.ofVehicle.get(vehicle) ?? []
  const begun = trips.findLast(({ departs }) => departs < now)
  if (begun === undefined) return trips[0]?.from ?? null
  if (begun.outAt === null || begun.outAt <= now) return begun.to
  const inside = begun.stops.filter(({ place }) => day.figures?.places.get(place)?.isInside === true)
  const been = inside.findLast(({ from }) => from <= now)
  if (been === undefined) return outsideOf(day, begun.corridorIn) ?? begun.from
  if (now <= been.until || isShut(shut, begun)) return { from: been.place, trip: begun }
  return outsideOf(day, begun.corridorOut)
}

function placeOf({ at }: VehicleNow): string | null {
  return at !== null && 'place' in at ? at.place : null
}

function isShut(shut: ReadonlySet<string>, trip: PlannedTrip | undefined): boolean {
  return typeof trip?.corridorOut === 'string' && shut.has(trip.corridorOut)
}

function outsideOf({ figures }: Day, corridor: string | null | undefined): string | null {
  return figures?.corridors.find(({ id }) => id === corridor)?.outside ?? null
}

function seekingBy(
  whole: Coordination,
  around: Around,
  {
    vehicle,
    wish: { from, trip },
    ...rest
  }: Pick<Seeking, 'vehicle' | 'isByPlan' | 'persons'> & { readonly wish: Exclude<Wish, string | null> },
): Seeking {
  const { day, now, shut } = around
  const exit = trip?.corridorOut ?? null
  const all = optionsOf(around, from, exit)
  const recall = day.recalls.length === 0 ? undefined : standingRecall(whole, vehicle, now)
  const sentTo = recall === undefined ? undefined : (recall.to.get(vehicle) ?? recall.place)
  const own = all.find(({ place, isRefuge }) => isRefuge && place === sentTo)
  const planned = refugesThatHold(day, now).find(({ at }) => at === trip?.turnBack?.refuge)?.at
  const outside = outsideOf(day, exit)
  const isExitShut = exit !== null && shut.has(exit)
  const byPlan: readonly Option[] =
    planned === undefined || all.some(({ place }) => place === planned)
      ? []
      : [{ place: planned, seconds: Number.MAX_SAFE_INTEGER, isRefuge: true }]
  const known = [...all, ...byPlan]
  const isFull = known.some(({ isRefuge }) => isRefuge)
  return {
    ...rest,
    vehicle,
    isSent: own !== undefined,
    options: own === undefined ? known : [own, ...known.filter((each) => each !== own)],
    last:
      planned !== undefined
        ? { place: planned, lacks: 'room' }
        : outside !== null && (isExitShut || isFull)
          ? { place: outside, lacks: isExitShut ? 'way' : 'room' }
          : null,
  }
}

/** The nearest first. Through no corridor but its own: of another the parties were not told. */
function optionsOf({ day, now, shut }: Around, from: string | null, exit: string | null): readonly Option[] {
  const { figures } = day
  if (figures === undefined || from === null) return []
  const way = (to: string) =>
    from === to ? 0 : figures.ways.find((each) => each.from === from && each.to === to)?.seconds
  const refuges = refugesThatHold(day, now).flatMap(({ at, until }): Option[] => {
    const seconds = way(at)
    return seconds === undefined || now + seconds >= until ? [] : [{ place: at, seconds, isRefuge: true }]
  })
  const exits = figures.corridors
    .filter(({ id }) => (exit === null || id === exit) && !shut.has(id))
    .flatMap(({ outside, inside, seconds }): Option[] => {
      const toMouth = way(inside)
      return toMouth === undefined || seconds === null
        ? []
        : [{ place: outside, seconds: toMouth + seconds, isRefuge: false }]
    })
  return [...refuges, ...exits].toSorted((a, b) => a.seconds - b.seconds)
}

function refugesThatHold({ figures }: Day, now: Instant) {
  return figures?.refuges.filter(({ until }) => until > now) ?? []
}

/** Of refuges, for how many there is room beside who is there. */
function roomLeft({ day, now }: Around): Map<string, number> {
  const sheltered = new Map<string, number>()
  for (const vehicle of vehicleIds(day)) {
    const is = vehicleNow(day, vehicle)
    const place = is.phase === 'sheltered' ? placeOf(is) : null
    if (place !== null) sheltered.set(place, (sheltered.get(place) ?? 0) + personsWith(day, is))
  }
  return new Map(
    refugesThatHold(day, now).map(({ at, capacity }) => [
      at,
      capacity - Math.max(sheltered.get(at) ?? 0, waitingAt(day, at)?.range.high ?? 0),
    ]),
  )
}

/** At the most: as counted; else as planned; else as many as any trip of the plan has. Not counted is not nobody. */
function personsWith(day: Day, is: VehicleNow): number {
  const aboard = is.load === null ? null : loadNow(day, is.load).aboard
  if (aboard !== null) return aboard.high
  const trip = tripOnWhich(day.plan, is)
  return trip === undefined ? mostPlanned(day.plan) : plannedOn(trip)
}

function plannedOn({ stops }: PlannedTrip): number {
  return stops.reduce((sum, { kind, people }) => sum + (kind === 'load' ? people : 0), 0)
}

function mostPlanned(plan: PlanTrips | undefined): number {
  return [...(plan?.trips.values() ?? [])].reduce((most, trip) => Math.max(most, plannedOn(trip)), 1)
}
