// The day as who runs it sees it: all but what is for those who deal with protection.

import type { Instant } from '@treve/model'
import { type Actor, sees } from '../../../policy/index.ts'
import type { JsonObject } from '../../event.ts'
import { messagesFor } from '../../messages/state.ts'
import type { Coordination } from '../../state.ts'
import type { PlanAgreed } from '../../terms/index.ts'
import { protectionKinds } from '../alarm.ts'
import { contradictionsIn } from '../contradictions.ts'
import { boundFor } from '../dispersed.ts'
import { loadsNow } from '../loads.ts'
import { type SafePoint, safePoints } from '../safe-points.ts'
import { counts } from '../state.ts'
import { outSoFar, underWay } from '../totals.ts'
import { trackerMark } from '../tracker.ts'
import { vehicleIds, vehicleNow } from '../vehicles.ts'
import { aidJson } from './aid.ts'
import { alarmJson } from './alarms.ts'
import { isOfNow, loadJson } from './loads.ts'
import { ordersJson } from './orders.ts'
import { type At, rangeJson } from './parts.ts'
import { sightingJson } from './sightings.ts'
import { bedsJson, gatesJson, waitingJson } from './sites.ts'
import { vehicleJson } from './vehicles.ts'

/** What shows who was held or has died, or that anybody was. */
const ofProtection: readonly string[] = ['held', 'turned_back', 'stepped_down', 'died']

export function wholeDay(whole: Coordination, reader: Actor, now: Instant, at: At): JsonObject {
  const { day, notices, terms } = whole
  const points = safePoints(whole, now)
  const protects = sees(reader, 'reconciliation')
  const out = outSoFar(day)
  const way = underWay(day)
  return {
    plan: terms.plan === undefined ? null : planJson(terms.plan, at),
    former_plans: terms.formerPlans.map((each) => planJson(each, at)),
    vehicles: vehicleIds(day).map((vehicle) => ({
      ...vehicleJson(day, vehicleNow(day, vehicle), at),
      // Called back now, it is sent there.
      ...safePointJson(points.get(vehicle)),
    })),
    loads: loadsNow(day)
      .filter((load) => isOfNow(day, load))
      .map((load) => loadJson(load, protects, at)),
    loads_over: loadsNow(day).filter(({ isOver }) => isOver).length,
    waiting: waitingJson(day, at),
    gates: gatesJson(day, at),
    beds: day.ofPlace.keys().flatMap((place) => bedsJson(day, place, at)),
    out: {
      people: out.people === null ? null : rangeJson(out.people),
      by_movement: Object.fromEntries([...out.byMovement].map(([movement, range]) => [movement, rangeJson(range)])),
      at: at(out.at),
    },
    under_way: {
      vehicles: way.vehicles,
      vehicles_inside: way.inside,
      uncounted_vehicles: way.uncounted,
      people: way.people === null ? null : rangeJson(way.people),
    },
    aid: aidJson(day),
    alarms: [...day.alarms.values()]
      .filter(({ kind }) => protects || !protectionKinds.includes(kind))
      .map((alarm) => alarmJson(whole.conversation, alarm, at)),
    orders: ordersJson({ day, notices }, at),
    recalls: day.recalls.map((recall) => ({
      recall: recall.entry,
      at: at(recall.at),
      vehicles: [...recall.vehicles],
      to: [...recall.to].map(([vehicle, place]) => ({
        vehicle,
        place,
        by_plan: recall.byPlan.has(vehicle),
        lacks: recall.lacks.get(vehicle) ?? null,
      })),
      place: recall.place,
    })),
    dispersals: day.dispersals.map(({ entry, at: when, place, to }) => ({
      entry,
      at: at(when),
      place,
      to: [...to],
      vehicles: [...boundFor(day, place)],
      messages: messagesFor(whole, place, now).map(({ message, sent }) => {
        const last = sent.at(-1)
        return { message: message.id, sent: last === undefined ? null : { at: at(last.at), way: last.way } }
      }),
    })),
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

function planJson({ planSha256, at: when }: PlanAgreed, at: At): JsonObject {
  return { sha256: planSha256, agreed_at: at(when) }
}

function safePointJson(point: SafePoint | null | undefined): JsonObject {
  return {
    safe_point: point?.place ?? null,
    safe_point_by_plan: point?.isByPlan ?? false,
    safe_point_lacks: point?.lacks ?? null,
  }
}
