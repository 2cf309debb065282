// The day as a reader is shown it. Who runs it sees all but what is for those who deal with protection; a field team its own
// trips, a desk its own arrivals; everybody else nothing.

import { formatInstant, type Instant } from '@treve/model'
import { type Actor, sees } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import type { Json, JsonObject } from '../event.ts'
import type { Clock } from '../part.ts'
import type { Coordination } from '../state.ts'
import { aidNow, aidStages } from './aid.ts'
import { type Alarm, isOpen, protectionKinds } from './alarm.ts'
import { contradictionsIn } from './contradictions.ts'
import { dutyOf, vehiclesOf } from './duty.ts'
import { kindOfVehicle, type PlannedStop, type PlannedTrip } from './figures.ts'
import { gateRecalls } from './gate-recalls.ts'
import { isCountedAt, type Load, loadNow, loadsNow } from './loads.ts'
import { safePointOf } from './recall.ts'
import type { Range, Report } from './report.ts'
import { bedsAt, type Counted, queueAt, serviceAt, waitingAt } from './sites.ts'
import { standingRecall } from './standing-recalls.ts'
import { counts, type Day } from './state.ts'
import { outSoFar, underWay } from './totals.ts'
import { trackerMark } from './tracker.ts'
import { type VehicleNow, vehicleIds, vehicleNow } from './vehicles.ts'

export type At = (when: Instant | null | undefined) => string | null

export function view(whole: Coordination, reader: Actor, now: Instant, clock?: Clock): JsonObject | undefined {
  if (!sees(reader, 'day')) return undefined
  const zone = zoneOf(whole)
  const at: At = (when) => (when === null || when === undefined ? null : formatInstant(when, zone))
  const ofClock = {
    clock: clock === undefined ? null : { real_s: clock.real, pause_s: clock.pause, speed: clock.speed },
  }
  if (sees(reader, 'day_whole')) return { ...ofClock, ...wholeDay(whole, reader, now, at) }
  return {
    ...ofClock,
    ...(reader.roles.includes('field') ? ownTrips(whole, reader, at) : {}),
    ...(reader.roles.includes('desk') ? ownArrivals(whole, reader, now, at) : {}),
  }
}

function wholeDay({ day, notices, terms }: Coordination, reader: Actor, now: Instant, at: At): JsonObject {
  const protects = sees(reader, 'reconciliation')
  const out = outSoFar(day)
  const way = underWay(day)
  return {
    plan: terms.plan === undefined ? null : { sha256: terms.plan.planSha256, agreed_at: at(terms.plan.at) },
    vehicles: vehicleIds(day).map((vehicle) => ({
      ...vehicleJson(day, vehicleNow(day, vehicle), at),
      // Called back now, it is sent there.
      safe_point: safePointOf(day, vehicle, now),
    })),
    loads: loadsNow(day)
      .filter((load) => isOfNow(day, load))
      .map((load) => loadJson(load, protects, at)),
    loads_over: loadsNow(day).filter(({ isOver }) => isOver).length,
    waiting: day.ofPlace.keys().flatMap((place): Json[] => {
      const found = waitingAt(day, place)
      const holds = day.figures?.places.get(place)?.holds ?? null
      return found === undefined ? [] : [{ place, ...countedJson(found, at), holds }]
    }),
    gates: day.ofGate.keys().map((key): Json => {
      const [queue, service] = [queueAt(day, key), serviceAt(day, key)]
      const [corridor, gate] = key.includes(' ') ? key.split(' ') : [null, key]
      return {
        gate: gate ?? key,
        corridor: corridor ?? null,
        queue: queue === undefined ? null : rangeJson(queue.range),
        queue_at: at(queue?.at),
        service_s: service === undefined ? null : rangeJson(service.range),
        service_at: at(service?.at),
      }
    }),
    beds: day.ofPlace.keys().flatMap((place) => bedsJson(day, place, at)),
    out: {
      people: out.people === null ? null : rangeJson(out.people),
      by_movement: Object.fromEntries([...out.byMovement].map(([movement, range]) => [movement, rangeJson(range)])),
      at: at(out.at),
    },
    under_way: {
      vehicles: way.vehicles,
      uncounted_vehicles: way.uncounted,
      people: way.people === null ? null : rangeJson(way.people),
    },
    aid: aidJson(day),
    alarms: [...day.alarms.values()]
      .filter(({ kind }) => protects || !protectionKinds.includes(kind))
      .map((alarm) => alarmJson(alarm, at)),
    orders: ordersJson({ day, notices }, at),
    recalls: day.recalls.map((recall) => ({
      recall: recall.entry,
      at: at(recall.at),
      vehicles: [...recall.vehicles],
      to: [...recall.to].map(([vehicle, place]) => ({ vehicle, place })),
      place: recall.place,
    })),
    dispersals: day.dispersals.map(({ entry, at: when, place, to }) => ({ entry, at: at(when), place, to: [...to] })),
    extensions: day.extensions.map(({ entry, at: when, window, until }) => ({
      entry,
      at: at(when),
      window,
      until: at(until),
    })),
    contradictions: contradictionsIn(day)
      .filter(({ what }) => protects || !ofProtection.includes(what))
      .map(({ what, about, reports }) => ({
        what,
        about: { ...about },
        reports: reports.map((each) => ({ ...each, entries: [...each.entries], at: at(each.at) })),
      })),
    incidents: day.incidents.filter(counts(day)).map((report) => sightingJson(report, at)),
    sightings: day.sightings
      .filter(counts(day))
      .filter(({ type }) => protects || type !== 'child_alone')
      .map((report) => sightingJson(report, at)),
    disputed: [...day.disputed].map(([entry, by]) => ({ entry, by: [...by] })),
    taken_back: [...day.takenBack].map(([entry, by]) => ({ entry, by })),
    replaced: [...day.replaced].map(([entry, by]) => ({ entry, by })),
    trackers: [...day.trackers.values()].map(({ tracker, vehicle, protocol, at: when }) => ({
      tracker: trackerMark(tracker),
      vehicle,
      protocol,
      bound_at: at(when),
    })),
    duties: [...day.duties].map(([who, duty]) => ({
      who,
      vehicles: [...duty.vehicles],
      convoys: [...duty.convoys],
      gates: [...duty.gates],
      places: [...duty.places],
    })),
  }
}

/** What is over and well is counted, and not sent again with every letter that changes; reports of it are asked for. */
const shownAfterSeconds = 3600

function isOfNow(day: Day, { load, isOver, differs }: Load): boolean {
  if (!isOver || differs === true) return true
  const last = day.ofLoad.get(load)?.at(-1)
  return last !== undefined && day.latest - last.at <= shownAfterSeconds
}

/** What shows who was held or has died, or that anybody was. */
const ofProtection: readonly string[] = ['held', 'turned_back', 'stepped_down', 'died']

function vehicleJson(day: Day, vehicle: VehicleNow, at: At): JsonObject {
  const planned = vehicle.trip === null ? undefined : day.plan?.trips.get(vehicle.trip)
  const aboard = vehicle.load === null ? null : loadNow(day, vehicle.load).aboard
  return {
    id: vehicle.vehicle,
    kind: kindOfVehicle(day.figures, vehicle.vehicle) ?? null,
    trip: vehicle.trip,
    load: vehicle.load,
    at: vehicle.at === null ? null : { ...vehicle.at },
    phase: vehicle.phase,
    aboard: aboard === null ? null : rangeJson(aboard),
    since: at(vehicle.since),
    told_at: at(vehicle.toldAt),
    entry: vehicle.entry,
    turn_back: turnBackJson(planned, at),
  }
}

function turnBackJson(planned: PlannedTrip | undefined, at: At): Json {
  const back = planned?.turnBack
  return back === null || back === undefined
    ? null
    : {
        enter_by: at(back.enterBy),
        leave_stop_by: at(back.leaveStopBy),
        join_exit_by: at(back.joinExitBy),
        refuge: back.refuge,
      }
}

/** Who was held, turned back or stepped down is for those who deal with it; to others, who is not there is not explained. */
export function loadJson(
  { load, vehicle, trip, of, isOver, aboard, uncounted, reconciled, differs }: Load,
  protects: boolean,
  at: At,
): JsonObject {
  const range = (each: Range | undefined) => (each === undefined ? null : rangeJson(each))
  const { unknown, surplus, notPassed } = reconciled
  return {
    load,
    vehicle,
    trip,
    is_over: isOver,
    aboard: aboard === null ? null : rangeJson(aboard),
    uncounted:
      uncounted === null
        ? null
        : { since: at(uncounted.since), people: rangeJson(uncounted.people), places: [...uncounted.places] },
    boarded: range(of.boarded),
    passed: range(of.passed),
    arrived: range(of.arrived),
    born: range(of.born),
    ...(protects
      ? {
          held: range(of.held),
          turned_back: range(of.turned_back),
          stepped_down: range(of.stepped_down),
          died: range(of.died),
          unknown: unknown === undefined ? (differs === null ? null : { low: 0, high: 0 }) : { ...unknown },
          surplus: surplus === undefined ? null : { ...surplus },
          not_passed: notPassed === undefined ? null : { ...notPassed },
          differs,
        }
      : {}),
  }
}

function aidJson(day: Day): Json {
  return aidNow(day).map(
    ({ consignment, item, unit, stages, removed, notOffloaded, inTransit, lost }): Json => ({
      consignment,
      item,
      unit,
      stages: Object.fromEntries(
        aidStages.map((stage) => {
          const range = stages[stage]
          return [stage, range === undefined ? null : rangeJson(range)]
        }),
      ),
      removed: removed.map(({ reason, quantity }) => ({ reason, quantity: rangeJson(quantity) })),
      not_offloaded: notOffloaded === null ? null : rangeJson(notOffloaded),
      in_transit: inTransit === null ? null : rangeJson(inTransit),
      lost: lost === null ? null : rangeJson(lost),
    }),
  )
}

export function alarmJson(
  { alarm, kind, key, since, about, particulars, reports, ...rest }: Alarm,
  at: At,
): JsonObject {
  const { acknowledged, escalatedAt, ended } = rest
  return {
    alarm,
    kind,
    key,
    since: at(since),
    about: { ...about } as JsonObject,
    particulars,
    reports: [...reports],
    acknowledged:
      acknowledged === undefined
        ? null
        : { at: at(acknowledged.at), by: acknowledged.by, note: acknowledged.note ?? null },
    escalated: escalatedAt === undefined ? null : { at: at(escalatedAt) },
    ended: ended === undefined ? null : { at: at(ended.at), why: ended.why, by: ended.by ?? null },
    open: isOpen({ alarm, kind, key, since, about, particulars, reports, ...rest }),
  }
}

/** Of each vehicle of each order, and of each that was called back: whether it has it. */
function ordersJson({ day, notices }: Pick<Coordination, 'day' | 'notices'>, at: At): Json {
  const received = new Map(day.receipts.map(({ order, vehicle, at: when }) => [`${order} ${vehicle}`, when]))
  const row = (order: string, vehicle: string, what: 'order' | 'recall', to: string | null): Json => ({
    order,
    vehicle,
    what,
    to,
    received_at: at(received.get(`${order} ${vehicle}`)),
  })
  return [
    ...notices.orders
      .filter(({ order }) => !isDone(day, order.id))
      .flatMap(({ order }) => order.vehicles.map(({ id }) => row(order.id, id, 'order', null))),
    ...day.recalls.flatMap(({ entry, vehicles, to, place }) =>
      [...new Set([...vehicles, ...to.keys()])].map((vehicle) =>
        row(entry, vehicle, 'recall', to.get(vehicle) ?? place),
      ),
    ),
  ]
}

/** Of a trip whose vehicle has come to its end nobody waits for a receipt. */
function isDone(day: Day, order: string): boolean {
  if (day.plan?.trips.has(order) !== true || day.ofLoad.get(order) === undefined) return false
  const { isOver, uncounted } = loadNow(day, order)
  return isOver || uncounted !== null
}

export function sightingJson(report: Report, at: At): JsonObject {
  return {
    entry: report.entry,
    what: report.type,
    at: at(report.at),
    place: report.place ?? null,
    corridor: report.corridor ?? null,
    gate: report.gate ?? null,
    vehicle: report.vehicle ?? null,
    event: report.event ?? null,
    source: { organisation: report.organisation, chain: report.chain },
    counts: report.counts.map((row) => ({ ...row })),
    people: report.people.map((row) => ({ ...row })),
    text: report.text === undefined ? null : { ...report.text },
  }
}

function bedsJson(day: Day, place: string, at: At): readonly Json[] {
  const beds = [...bedsAt(day, place)]
  if (beds.length === 0) return []
  return [{ place, free: Object.fromEntries(beds.map(([detail, found]) => [detail, countedJson(found, at)])) }]
}

function countedJson({ range, at: when, entry, contradiction }: Counted, at: At): JsonObject {
  return { count: rangeJson(range), at: at(when), entry, contradicted: contradiction !== undefined }
}

function rangeJson({ low, best, high }: Range): JsonObject {
  return { low, best, high }
}

function ownTrips(whole: Coordination, reader: Actor, at: At): JsonObject {
  const { day } = whole
  const duty = dutyOf(day, reader)
  const own = vehiclesOf(day, duty)
  const orders = ordersJson(whole, at) as readonly JsonObject[]
  return {
    vehicles: [...own].sort().map((vehicle) => vehicleJson(day, vehicleNow(day, vehicle), at)),
    trips: [...own]
      .sort()
      .flatMap((vehicle) => (day.plan?.ofVehicle.get(vehicle) ?? []).map((trip) => tripJson(trip, at))),
    orders: orders.filter(({ vehicle }) => own.has(String(vehicle))),
    gate_recalls: gateRecalls(whole, duty.gates).map((each) => ({ ...each, at: at(each.at) })),
  }
}

export function tripJson(trip: PlannedTrip, at: At): JsonObject {
  return {
    trip: trip.id,
    vehicle: trip.vehicle,
    convoy: trip.convoy,
    departs: at(trip.departs),
    arrives: at(trip.arrives),
    from: trip.from,
    to: trip.to,
    corridor_in: trip.corridorIn,
    corridor_out: trip.corridorOut,
    stops: trip.stops.map(({ kind, place, from, until, people, groups }) => ({
      kind,
      place,
      from: at(from),
      until: at(until),
      people,
      groups: { ...groups },
    })),
    turn_back: turnBackJson(trip, at),
  }
}

/** Who is on the way to a desk, or planned to be; never where they are. */
function ownArrivals(whole: Coordination, reader: Actor, now: Instant, at: At): JsonObject {
  const { day } = whole
  const { places } = dutyOf(day, reader)
  const coming = [...(day.plan?.trips.values() ?? [])].flatMap((trip) =>
    trip.stops.filter(({ kind, place }) => kind === 'unload' && places.includes(place)).map((stop) => ({ trip, stop })),
  )
  return {
    arrivals: coming
      .toSorted((a, b) => a.stop.from - b.stop.from)
      .map(({ trip, stop }): Json => {
        const load = loadNow(day, trip.id)
        const people = load.aboard ?? load.uncounted?.people ?? null
        const state = arrivalState(day, trip, stop)
        return {
          trip: trip.id,
          vehicle: trip.vehicle,
          place: stop.place,
          planned_at: at(stop.from),
          late: !load.isOver && load.uncounted === null && stop.from < now,
          groups: { ...stop.groups },
          people: people === null ? null : rangeJson(people),
          state,
          recalled: isCalledBack(whole, trip.vehicle, state),
        }
      }),
    beds: places.flatMap((place) => bedsJson(day, place, at)),
  }
}

/** Whether it still comes is not known then. */
function isCalledBack(whole: Coordination, vehicle: string, state: ReturnType<typeof arrivalState>): boolean {
  return (state === 'expected' || state === 'under_way') && standingRecall(whole, vehicle) !== undefined
}

/** Uncounted: it has come, and nobody has counted there who came with it. */
function arrivalState(
  day: Day,
  { id, vehicle }: PlannedTrip,
  { place, people }: PlannedStop,
): 'expected' | 'under_way' | 'uncounted' | 'arrived' {
  if (isCountedAt(day, id, place)) return 'arrived'
  const hasCome = (day.ofVehicle.get(vehicle) ?? [])
    .filter(counts(day))
    .some((report) => report.trip === id && report.place === place && comes.includes(report.type))
  if (hasCome && people === 0) return 'arrived'
  if (hasCome || loadNow(day, id).uncounted !== null) return 'uncounted'
  const { phase, trip } = vehicleNow(day, vehicle)
  return trip === id && phase !== 'before' && phase !== 'done' ? 'under_way' : 'expected'
}

const comes: readonly Report['type'][] = ['came', 'offloaded', 'received']
