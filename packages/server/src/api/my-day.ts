// What a device in the field, or at a desk, needs to work for the day without a network: what is its own, and no more.

import {
  formatInstant,
  type Instant,
  type LocalText,
  type Pause,
  type Place,
  type Position,
  type Trip,
  uses,
} from '@treve/model'
import {
  dispersalJson,
  dispersalsFor,
  dutyOf,
  gateRecalls,
  loadNow,
  loadOfTrip,
  ownVehicles,
  type PlannedTrip,
  stillAwaited,
} from '../coordination/day/index.ts'
import { standingRecall, standingRecalls } from '../coordination/day/standing-recalls.ts'
import type { Coordination, Json, JsonObject } from '../coordination/index.ts'
import { versionOfText } from '../coordination/index.ts'
import { onTheTable } from '../coordination/terms/index.ts'
import { corridorState } from '../coordination/withdrawal/standing.ts'
import type { Estimate } from '../live/estimates.ts'
import type { InForce } from '../live/in-force.ts'
import type { Actor } from '../policy/index.ts'
import { problem } from '../problem.ts'
import type { LivePause } from './live.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'
import type { Services } from './services.ts'

/** How many one-use keys a device keeps, and below how many it asks for more: a report takes two. */
const stock = { keep: 200, refill_below: 120 }

export const myDayOperation: Operation = {
  id: 'getMyDay',
  method: 'get',
  path: '/api/v1/pauses/{pause}/my-day',
  summary: 'Own trips, places, ways and whom to ask: what a phone keeps for a day without a network.',
  parameters: [pauseParameter],
  answers: { 200: jsonAnswer('The day of whoever asks.', { type: 'object' }) },
  who: { sees: 'own_day' },
  isUse: false,
  async answer({ context, services, actor, path: { pause = '' } }) {
    const before = services?.live.of(pause)
    if (services === undefined || before === undefined || actor === undefined) return problem(context, 'pause_unknown')
    const inForce = await planOf(services, before)
    // What has changed while the plan was being read is told with it.
    const known = services.live.of(pause) ?? before
    const now = Math.floor(services.nowIn(known)) as Instant
    const shown = myDay(known, actor, { inForce, estimates: services.days.of(known.id)?.estimates ?? [], now })
    // What time it is changes with each look, and is no news.
    const etag = `"${versionOfText(JSON.stringify(shown))}"`
    if (context.req.header('if-none-match') === etag) return context.body(null, 304, { etag })
    return context.json({ at: formatInstant(now, known.zone), ...shown }, 200, { etag })
  },
}

const triesEvery = 100
const mostTries = 50

/** It is being read where it was agreed just now: whoever comes once, and then has no network, waits for it. */
export async function planOf(services: Services, pause: LivePause): Promise<InForce | undefined> {
  if (pause.state.terms.plan === undefined) return undefined
  for (let tries = 0; tries < mostTries; tries++) {
    const found = services.plans.of(pause)
    if (found !== undefined && found.entry === pause.state.terms.plan.entry) return found
    await new Promise((done) => setTimeout(done, triesEvery))
  }
  return services.plans.of(pause)
}

interface KnownNow {
  readonly inForce: InForce | undefined
  /** By vehicle that is followed live. */
  readonly estimates: readonly Estimate[]
  readonly now: Instant
}

function myDay(pause: LivePause, actor: Actor, { inForce, estimates, now }: KnownNow): JsonObject {
  const { state, zone } = pause
  const { life, terms, access, day, conversation } = state
  const at = (when: Instant) => formatInstant(when, zone)
  const duty = dutyOf(day, actor)
  const isField = actor.roles.includes('field')
  const own = isField ? ownVehicles(state, actor) : new Set<string>()
  const trips = (inForce?.plan.trips ?? []).filter(({ vehicle }) => own.has(vehicle))
  const arriving = (inForce?.plan.trips ?? []).filter(
    (trip) => actor.roles.includes('desk') && placesOf(trip).some((place) => duty.places.includes(place)),
  )
  const summary = onTheTable(terms)?.summary
  const device = access.devices.get(actor.token)
  const corridors = new Set(trips.flatMap(({ legs }) => legs.flatMap(({ corridor }) => corridor ?? [])))
  const refuges = trips.flatMap(({ turn_back: back }) => back?.refuge ?? [])
  const dispersals = dispersalsFor(day, { vehicles: own, places: duty.places })
  const dispersed = dispersals.flatMap(({ place, to }) => [place, ...to])
  const places = new Set([...trips.flatMap(placesOf), ...refuges, ...(isField ? [] : duty.places), ...dispersed])
  return {
    phase: life.phase,
    clock:
      pause.clock === undefined
        ? null
        : { real_s: pause.clock.real, pause_s: pause.clock.pause, speed: pause.clock.speed },
    pause: {
      id: pause.id,
      title: localJson(summary?.title ?? pause.id),
      time_zone: zone,
      exercise: pause.isExercise,
      windows: (summary?.windows ?? []).map(({ id, open, close }) => ({ id, open: at(open), close: at(close) })),
    },
    account: {
      log: pause.origin,
      pause: pause.id,
      mode: pause.isExercise ? 'exercise' : 'live',
      beat_s: pause.beatSeconds,
      log_key: pause.verifierKey ?? null,
    },
    device:
      device === undefined
        ? null
        : {
            device: device.device,
            label: device.label,
            roles: [...device.roles],
            organisation: pause.organisation,
          },
    duty: { vehicles: [...own].sort(), gates: [...duty.gates], places: [...duty.places] },
    trips: trips.map((trip) => tripJson(trip, state, inForce, at)),
    // A desk is told what comes, and never by which way.
    arrivals: arriving
      .flatMap((trip) =>
        arrivalsJson(trip, duty.places, inForce?.pause, at).map((arrival) => ({
          ...arrival,
          recalled: isCalledBack(state, trip, now),
          ...estimatedJson(trip, String(arrival.place), isCalledBack(state, trip, now) ? [] : estimates, now, at),
        })),
      )
      .concat(
        (actor.roles.includes('desk') ? stillAwaited(day) : []).flatMap((trip) =>
          stillComingJson(trip, duty.places, inForce?.pause, at).map((arrival) => ({
            ...arrival,
            recalled: isCalledBack(state, trip, now),
            ...notEstimated,
          })),
        ),
      ),
    places: inForce === undefined ? [] : inForce.pause.places.filter(({ id }) => places.has(id)).map(placeJson),
    corridors:
      inForce === undefined
        ? []
        : inForce.pause.corridors
            .filter(({ id }) => corridors.has(id))
            .map((corridor) => corridorJson(corridor, inForce.pause, state, now)),
    gates:
      inForce === undefined
        ? []
        : inForce.pause.corridors
            .filter(({ id, gates }) => corridors.has(id) || gates.some((gate) => duty.gates.includes(gate.id)))
            .flatMap((corridor) => gatesJson(corridor, inForce.pause)),
    contacts: conversation.contacts
      .filter(({ of, ended }) => of === 'pause' && !ended)
      .toSorted((a, b) => a.order - b.order)
      .flatMap(({ function: name, channels }) =>
        channels.flatMap(({ channel, number }) =>
          number === undefined ? [] : [{ function: name, channel, value: number }],
        ),
      ),
    recall: recallJson(state, own, now, at),
    dispersals: dispersals.map((each) => dispersalJson(each, at)),
    gate_recalls: gateRecalls(state, isField ? duty.gates : [], now).map((each) => ({ ...each, at: at(each.at) })),
    stock,
  }
}

function placesOf({ legs }: Trip): readonly string[] {
  return legs.flatMap(({ place }) => place ?? [])
}

function localJson(text: LocalText | string): Json {
  return text as Json
}

function tripJson(
  { id, vehicle, convoy, legs, turn_back: back }: Trip,
  { notices, day }: Coordination,
  inForce: InForce | undefined,
  at: (when: Instant) => string,
): JsonObject {
  const isOrdered = notices.orders.some(
    ({ order, recalledAt, recalled }) =>
      order.id === id &&
      recalledAt === undefined &&
      !recalled.includes(vehicle) &&
      order.vehicles.some((each) => each.id === vehicle),
  )
  const receipt = day.receipts.find((each) => each.order === id && each.vehicle === vehicle)
  return {
    trip: id,
    vehicle,
    convoy,
    order: isOrdered ? { order: id, received_at: receipt === undefined ? null : at(receipt.at) } : null,
    legs: legs.map(({ kind, place, corridor, gate, from, until, people, aid }) => ({
      kind,
      place,
      corridor,
      gate,
      from: at(from),
      until: at(until),
      people: Object.values(people).reduce((sum, each) => sum + each, 0),
      aid: Object.entries(aid).flatMap(([consignment, items]) =>
        Object.entries(items).map(([item, quantity]) => ({
          consignment,
          item,
          category: categoryOf(inForce?.pause, consignment, item),
          quantity,
          unit: 'items',
        })),
      ),
    })),
    turn_back:
      back === null
        ? null
        : {
            enter_by: back.enter_by === null ? null : at(back.enter_by),
            leave_stop_by: at(back.leave_stop_by),
            join_exit_by: at(back.join_exit_by),
            refuge: back.refuge ?? null,
          },
  }
}

function categoryOf(pause: Pause | undefined, consignment: string, item: string): string | null {
  const found = pause?.aid.find(({ id }) => id === consignment)
  return found?.items.find(({ id }) => id === item)?.category ?? null
}

function arrivalsJson(
  { id, vehicle, legs }: Trip,
  places: readonly string[],
  pause: Pause | undefined,
  at: (when: Instant) => string,
): readonly JsonObject[] {
  return legs
    .filter(({ kind, place }) => kind === 'unload' && place !== null && places.includes(place))
    .map(({ place, from, people }) => ({
      trip: id,
      vehicle,
      place,
      planned_at: at(from),
      groups: { ...people },
      ...(pause === undefined ? { by_mobility: null, companions: null } : neededFor(people, pause)),
    }))
}

/** By a trip that is in no plan any more: where the last one that had it was to bring them. */
function stillComingJson(
  { id, vehicle, stops }: PlannedTrip,
  places: readonly string[],
  pause: Pause | undefined,
  at: (when: Instant) => string,
): readonly JsonObject[] {
  return stops
    .filter(({ kind, place }) => kind === 'unload' && places.includes(place))
    .map(({ place, from, groups }) => ({
      trip: id,
      vehicle,
      place,
      planned_at: at(from),
      groups: { ...groups },
      ...(pause === undefined ? { by_mobility: null, companions: null } : neededFor(groups, pause)),
    }))
}

/** Whether it still comes is not known then; what has come, has. */
function isCalledBack(state: Coordination, { id, vehicle }: Pick<Trip, 'id' | 'vehicle'>, now: Instant): boolean {
  const { isOver, uncounted } = loadNow(state.day, loadOfTrip(state.day.plan, id))
  return !isOver && uncounted === null && standingRecall(state, vehicle, now) !== undefined
}

const etaSeconds = 60
const notEstimated = { eta: null, eta_as_of: null, eta_by: null }

/** When it comes, by where it is; never where that is. Null: nothing is told of it, or it is on another trip. */
function estimatedJson(
  { id, legs }: Trip,
  place: string,
  estimates: readonly Estimate[],
  now: Instant,
  at: (when: Instant) => string,
): JsonObject {
  const estimate = estimates.find(({ trip }) => trip === id)
  const stop = legs.find((leg) => leg.kind === 'unload' && leg.place === place)
  if (estimate === undefined || estimate.asOf === null || stop === undefined) return notEstimated
  // To the minute: it is an estimate, and no news each second.
  const arrival = Math.max(now, stop.from + estimate.lateSeconds)
  return {
    eta: at((Math.ceil(arrival / etaSeconds) * etaSeconds) as Instant),
    eta_as_of: at(Math.floor(estimate.asOf) as Instant),
    eta_by: estimate.by,
  }
}

/** Stretchers and places to be ready, by the plan; who comes along counts apart. */
function neededFor(people: Trip['legs'][number]['people'], { people: groups }: Pause): JsonObject {
  const byMobility: Record<string, number> = {}
  let companions = 0
  for (const [group, count] of Object.entries(people)) {
    const known = groups.find(({ id }) => id === group)
    if (known === undefined) continue
    byMobility[known.mobility] = (byMobility[known.mobility] ?? 0) + count
    companions += count * known.companions
  }
  return { by_mobility: byMobility, companions }
}

function placeJson({ id, name, kind, at: [lon, lat] }: Place): JsonObject {
  return { id, name: localJson(name ?? id), kind, lat, lon }
}

type CorridorOfPause = Pause['corridors'][number]

function lineOf({ path, outside, inside }: CorridorOfPause, { places }: Pause): readonly Position[] {
  const mouth = (name: string) => places.filter(({ id }) => id === name).map(({ at }) => at)
  return path ?? [...mouth(outside), ...mouth(inside)]
}

function corridorJson(corridor: CorridorOfPause, pause: Pause, state: Coordination, now: Instant): JsonObject {
  const states = uses
    .filter((use) => corridor.uses.includes(use))
    .map((use) => corridorState(state, corridor.id, use, now))
  const is = (...wanted: readonly string[]) => states.some((each) => wanted.includes(each))
  return {
    id: corridor.id,
    name: localJson(corridor.name ?? corridor.id),
    // Open is what is open for some use; what was never opened, nobody knows.
    state: is('open')
      ? 'open'
      : is('suspended', 'conditions_lapsed')
        ? 'suspended'
        : is('closed')
          ? 'closed'
          : 'unknown',
    line: lineOf(corridor, pause).map(([lon, lat]) => [lon, lat]),
  }
}

function gatesJson(corridor: CorridorOfPause, pause: Pause): readonly JsonObject[] {
  const line = lineOf(corridor, pause)
  return corridor.gates.map(({ id, name, position }) => {
    const found = along(line, position)
    return {
      id,
      name: localJson(name ?? id),
      corridor: corridor.id,
      lat: found?.[1] ?? null,
      lon: found?.[0] ?? null,
    }
  })
}

/** So far along a line, in degrees: near enough for a map of a city. */
function along(line: readonly Position[], share: number): readonly [number, number] | undefined {
  const pieces = line.slice(1).flatMap((to, at) => {
    const from = line[at]
    if (from === undefined) return []
    const narrow = Math.cos((from[1] * Math.PI) / 180)
    return [{ from, to, length: Math.hypot((to[0] - from[0]) * narrow, to[1] - from[1]) }]
  })
  let left = pieces.reduce((sum, { length }) => sum + length, 0) * share
  for (const { from, to, length } of pieces) {
    if (left <= length) {
      const part = length === 0 ? 0 : left / length
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
    }
    left -= length
  }
  const last = line.at(-1)
  return last === undefined ? undefined : [last[0], last[1]]
}

/** Of their vehicles that are called back now: each where to, and by which recall; beside them the last of these. */
function recallJson(state: Coordination, own: ReadonlySet<string>, now: Instant, at: (when: Instant) => string): Json {
  const { day } = state
  const called = [...own].sort().flatMap((vehicle) => {
    const recalls = standingRecalls(state, vehicle, now)
    const recall = recalls.at(-1)
    return recall === undefined ? [] : [{ vehicle, recall, recalls, to: recall.to.get(vehicle) ?? recall.place }]
  })
  const last = day.recalls.findLast((each) => called.some(({ recall }) => recall === each))
  if (last === undefined) return null
  return {
    recall: last.entry,
    at: at(last.at),
    to: called.find(({ recall }) => recall === last)?.to ?? null,
    reason: last.reason,
    vehicles: called.map(({ vehicle, recall, recalls, to }) => ({
      vehicle,
      recall: recall.entry,
      to,
      by_plan: recall.byPlan.has(vehicle),
      lacks: recall.lacks.get(vehicle) ?? null,
      reasons: recalls.toReversed().map((each) => ({ at: at(each.at), reason: each.reason })),
      received_at: receivedAt(
        day.receipts.find((each) => each.order === recall.entry && each.vehicle === vehicle),
        at,
      ),
    })),
  }
}

function receivedAt(receipt: { readonly at: Instant } | undefined, at: (when: Instant) => string): string | null {
  return receipt === undefined ? null : at(receipt.at)
}
