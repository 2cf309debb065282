// Alarms that follow from what was reported, and from time. Each is raised once for what gave rise to it; some end by
// themselves, with a margin, so that nothing flickers. What time alone cannot tell, positions do (elsewhere).

import type { Instant } from '@treve/model'
import { standings } from '../approvals/standing.ts'
import type { Said } from '../event.ts'
import type { Coordination } from '../state.ts'
import { conditions } from '../withdrawal/standing.ts'
import { type Alarm, escalatesAfterSeconds, isOpen } from './alarm.ts'
import { type Raising, raised, settled } from './alarm-commands.ts'
import { kindOfVehicle } from './figures.ts'
import { loadNow, loadsNow } from './loads.ts'
import { queueAt, serviceAt, waitingAt } from './sites.ts'
import { counts, type Day, gateKey } from './state.ts'
import { vehicleIds, vehicleNow } from './vehicles.ts'

export const alarmLimits = {
  /** With people aboard, where nothing is loaded. */
  standingSeconds: 900,
  /** With people aboard, at a stop where people get on. */
  boardingSeconds: 1800,
  /** Over its holding number, so many must go before it is under it again. */
  waitingMargin: 0.1,
  /** Slower than planned by so much; and quicker than that by half of it, before it is over. */
  slowFactor: 1.5,
  slowOverFactor: 1.25,
  /** A queue that takes longer than this is slow, whatever the check takes. */
  queueSeconds: 1800,
  /** Before approvals and withdrawals run out. */
  lapseSeconds: 1800,
} as const

export function due(whole: Coordination, now: Instant): readonly Said[] {
  const { day } = whole
  const wanted = wantedNow(whole, now)
  const open = new Map([...day.alarms.values()].filter(isOpen).map((alarm) => [`${alarm.kind} ${alarm.key}`, alarm]))
  const causes = new Set([...day.alarms.values()].map(({ kind, key, cause }) => `${kind} ${key} ${cause}`))
  const fresh = wanted.raise.filter(
    ({ kind, key, cause = '' }) => !open.has(`${kind} ${key}`) && !causes.has(`${kind} ${key} ${cause}`),
  )
  return [
    ...fresh.map(raised),
    ...[...open.values()].filter(wanted.isOver).map((alarm) => settled(alarm, 'settled')),
    ...[...open.values()].filter((alarm) => isToEscalate(alarm, now)).map(escalated),
  ]
}

function isToEscalate({ kind, since, acknowledged, escalatedAt }: Alarm, now: Instant): boolean {
  return acknowledged === undefined && escalatedAt === undefined && now - since >= escalatesAfterSeconds(kind)
}

function escalated({ alarm }: Alarm): Said {
  return { type: 'alarm_escalated', notice: { reason: 'not_acknowledged' }, references: { about: [alarm] } }
}

interface Wanted {
  readonly raise: readonly Raising[]
  /** Of those that are open: whether what gave rise to it is over. */
  isOver(alarm: Alarm): boolean
}

function wantedNow(whole: Coordination, now: Instant): Wanted {
  const { day } = whole
  const all = [
    turnBacks(day, now),
    standing(day, now),
    waiting(day),
    gates(day),
    differences(day),
    sightings(day),
    incidents(day),
    unknownVehicles(whole),
    lapsing(whole, now),
  ]
  return {
    raise: all.flatMap(({ raise }) => raise),
    isOver: (alarm) => all.some(({ isOver }) => isOver(alarm)),
  }
}

const never = () => false

/** A vehicle that goes on past the last moment from which it is still out in time. */
function turnBacks(day: Day, now: Instant): Wanted {
  const raise = vehicleIds(day).flatMap((vehicle): Raising[] => {
    const { phase, trip } = vehicleNow(day, vehicle)
    const back = trip === null ? undefined : day.plan?.trips.get(trip)?.turnBack
    if (trip === null || back === null || back === undefined) return []
    const moments: readonly [which: string, by: Instant | null][] =
      phase === 'to_stop'
        ? [['enter_by', back.enterBy]]
        : phase === 'at_stop'
          ? [['leave_stop_by', back.leaveStopBy]]
          : phase === 'leaving'
            ? [['join_exit_by', back.joinExitBy]]
            : phase === 'broken_down' || phase === 'sheltered'
              ? [['join_exit_by', back.joinExitBy]]
              : []
    return moments.flatMap(([which, by]) =>
      by === null || now < by || isPast(day, vehicle, which)
        ? []
        : [
            {
              kind: 'turn_back_passed',
              key: `${trip} ${which}`,
              cause: `${trip} ${which}`,
              about: { vehicle, trip },
              particulars: { which, by, ...(back.refuge === null ? {} : { refuge: back.refuge }) },
            },
          ],
    )
  })
  return {
    raise,
    isOver: ({ kind, about: { vehicle, trip } }) => {
      if (kind !== 'turn_back_passed' || vehicle === undefined) return false
      const is = vehicleNow(day, vehicle)
      return is.phase === 'out' || is.phase === 'done' || (is.trip !== null && is.trip !== trip)
    },
  }
}

/** Seen on the way in, it has entered; seen at a gate on the way out, it has joined its exit. */
function isPast(day: Day, vehicle: string, which: string): boolean {
  const { at, phase } = vehicleNow(day, vehicle)
  if (at === null || !('corridor' in at)) return false
  return which === 'enter_by' ? phase === 'to_stop' : which === 'join_exit_by' && phase === 'leaving'
}

function standing(day: Day, now: Instant): Wanted {
  const stands = (vehicle: string) => {
    const is = vehicleNow(day, vehicle)
    const aboard = is.load === null ? null : loadNow(day, is.load).aboard
    const hasPeople = aboard !== null && aboard.high > 0
    return hasPeople && is.standsSince !== null && is.phase !== 'done'
      ? { ...is, since: is.standsSince, aboard }
      : undefined
  }
  const raise = vehicleIds(day).flatMap((vehicle): Raising[] => {
    const is = stands(vehicle)
    if (is === undefined) return []
    const most = is.phase === 'at_stop' ? alarmLimits.boardingSeconds : alarmLimits.standingSeconds
    const seconds = now - is.since
    if (seconds < most) return []
    return [
      {
        kind: 'standing',
        key: vehicle,
        cause: `${is.since}`,
        about: { vehicle, ...(is.trip === null ? {} : { trip: is.trip }), ...placeIn(is.at) },
        particulars: { since: is.since, most_s: most, people_low: is.aboard.low, people_high: is.aboard.high },
      },
    ]
  })
  return {
    raise,
    isOver: ({ kind, about: { vehicle }, particulars, cause }) => {
      // Those that positions gave rise to are theirs to end.
      if (kind !== 'standing' || vehicle === undefined || particulars.since === undefined) return false
      const is = stands(vehicle)
      return is === undefined || `${is.since}` !== cause
    },
  }
}

function placeIn(at: ReturnType<typeof vehicleNow>['at']) {
  if (at === null) return {}
  return 'place' in at
    ? { place: at.place }
    : { corridor: at.corridor, ...(at.gate === undefined ? {} : { gate: at.gate }) }
}

function waiting(day: Day): Wanted {
  const over = (place: string) => {
    const holds = day.figures?.places.get(place)?.holds
    const counted = waitingAt(day, place)
    return holds === null || holds === undefined || counted === undefined ? undefined : { holds, counted }
  }
  return {
    raise: day.ofPlace.keys().flatMap((place): Raising[] => {
      const found = over(place)
      if (found === undefined || found.counted.range.high <= found.holds) return []
      const { holds, counted } = found
      return [
        {
          kind: 'waiting_over',
          key: place,
          cause: counted.entry,
          about: { place },
          particulars: { holds, low: counted.range.low, high: counted.range.high, at: counted.at },
          reports: [counted.entry],
        },
      ]
    }),
    isOver: ({ kind, about: { place } }) => {
      const found = kind === 'waiting_over' && place !== undefined ? over(place) : undefined
      return found !== undefined && found.counted.range.high <= found.holds * (1 - alarmLimits.waitingMargin)
    },
  }
}

function gates(day: Day): Wanted {
  const slow = (key: string) => {
    const [service, queue] = [serviceAt(day, key), queueAt(day, key)]
    const planned = day.figures?.gates.find((each) => gateKey(each.corridor, each.gate) === key || each.gate === key)
    const plannedSeconds = planned?.serviceSeconds ?? null
    const takes = service?.range.best ?? plannedSeconds
    const queueSeconds = queue === undefined || takes === null ? null : queue.range.best * takes
    return { service, queue, plannedSeconds, queueSeconds, planned }
  }
  return {
    raise: day.ofGate.keys().flatMap((key): Raising[] => {
      const { service, queue, plannedSeconds, queueSeconds, planned } = slow(key)
      const isSlow =
        service !== undefined && plannedSeconds !== null && service.range.best > plannedSeconds * alarmLimits.slowFactor
      const isLong = queueSeconds !== null && queueSeconds > alarmLimits.queueSeconds
      if (!isSlow && !isLong) return []
      const entries = [service, queue].flatMap((each) => each?.entry ?? [])
      const [corridor, gate] = key.includes(' ') ? key.split(' ') : [planned?.corridor, key]
      return [
        {
          kind: 'gate_slow',
          key,
          cause: entries.join(' '),
          about: { ...(gate === undefined ? {} : { gate }), ...(corridor === undefined ? {} : { corridor }) },
          particulars: {
            ...(service === undefined ? {} : { service_s: service.range.best }),
            ...(plannedSeconds === null ? {} : { planned_s: plannedSeconds }),
            ...(queue === undefined ? {} : { queue: queue.range.best }),
            ...(queueSeconds === null ? {} : { queue_s: queueSeconds }),
          },
          reports: entries,
        },
      ]
    }),
    isOver: ({ kind, key, particulars }) => {
      if (kind !== 'gate_slow' || (particulars.service_s === undefined && particulars.queue === undefined)) return false
      const { service, plannedSeconds, queueSeconds } = slow(key)
      const isQuick =
        service === undefined ||
        plannedSeconds === null ||
        service.range.best <= plannedSeconds * alarmLimits.slowOverFactor
      return isQuick && (queueSeconds === null || queueSeconds <= alarmLimits.queueSeconds / 2)
    },
  }
}

/** It is never over by itself: that figures agree by now does not say where people were. */
function differences(day: Day): Wanted {
  return {
    raise: loadsNow(day).flatMap(({ load, vehicle, trip, of, differs, reconciled }): Raising[] => {
      const isHeld = (of.held?.high ?? 0) > 0
      if (differs !== true && !isHeld) return []
      const figures = Object.fromEntries(Object.entries(of).map(([outcome, { low, high }]) => [outcome, [low, high]]))
      return [
        {
          kind: 'counts_differ',
          key: load,
          cause: JSON.stringify(figures),
          about: { load, ...(vehicle === null ? {} : { vehicle }), ...(trip === null ? {} : { trip }) },
          particulars: {
            ...(of.held === undefined ? {} : { held_low: of.held.low }),
            ...(reconciled.unknown === undefined ? {} : { unknown_low: reconciled.unknown.low }),
            ...(reconciled.surplus === undefined ? {} : { surplus_low: reconciled.surplus.low }),
            ...(reconciled.notPassed === undefined ? {} : { not_passed_low: reconciled.notPassed.low }),
          },
          reports: (day.ofLoad.get(load) ?? []).map(({ entry }) => entry),
        },
      ]
    }),
    isOver: never,
  }
}

function sightings(day: Day): Wanted {
  return {
    raise: day.sightings.filter(counts(day)).map((report): Raising => {
      const { type, entry, event, vehicle, place, corridor, gate } = report
      const about = Object.fromEntries(
        Object.entries({ vehicle, place, corridor, gate }).filter(([, each]) => each !== undefined),
      )
      const key = event ?? entry
      return {
        kind: type === 'child_alone' ? 'child_alone' : 'unregistered_vehicle',
        key,
        cause: key,
        about,
        particulars: { at: report.at },
        reports: [entry],
      }
    }),
    isOver: never,
  }
}

function incidents(day: Day): Wanted {
  return {
    raise: day.incidents.filter(counts(day)).map((report): Raising => {
      const key = report.event ?? report.entry
      const { place, corridor } = report
      return {
        kind: 'incident',
        key,
        cause: key,
        about: { ...(place === undefined ? {} : { place }), ...(corridor === undefined ? {} : { corridor }) },
        particulars: { at: report.at },
        reports: [report.entry],
      }
    }),
    isOver: never,
  }
}

/** Reported of, and in no fleet of the pause. Where the pause is not known, nobody can tell. */
function unknownVehicles({ day }: Coordination): Wanted {
  const { figures } = day
  if (figures === undefined) return { raise: [], isOver: never }
  return {
    raise: day.ofVehicle.entries().flatMap(([vehicle, reports]): Raising[] => {
      const [first] = reports.filter(counts(day))
      if (first === undefined || kindOfVehicle(figures, vehicle) !== undefined) return []
      if (first.type === 'unregistered_vehicle') return []
      return [
        {
          kind: 'unregistered_vehicle',
          key: vehicle,
          cause: vehicle,
          about: { vehicle, ...(first.place === undefined ? {} : { place: first.place }) },
          particulars: { at: first.at },
          reports: [first.entry],
        },
      ]
    }),
    isOver: never,
  }
}

/** While it is under way, what runs out soon: whoever could renew it needs the time. */
function lapsing(whole: Coordination, now: Instant): Wanted {
  if (whole.life.phase !== 'under_way') return { raise: [], isOver: never }
  const soon = (until: Instant | undefined): until is Instant =>
    until !== undefined && until > now && until - now <= alarmLimits.lapseSeconds
  const approvals = standings(whole, now).filter(({ isEnough }) => isEnough)
  const held = conditions(whole, now).filter(({ state }) => state === 'met')
  return {
    raise: [
      ...approvals.flatMap(({ element, party, approval }): Raising[] =>
        approval !== undefined && soon(approval.until)
          ? [
              {
                kind: 'approval_lapses',
                key: `${element} ${party}`,
                cause: `${approval.until}`,
                particulars: { element, party, until: approval.until },
              },
            ]
          : [],
      ),
      ...held.flatMap(({ corridor, segment, kind, until }): Raising[] =>
        soon(until)
          ? [
              {
                kind: 'withdrawal_lapses',
                key: `${corridor} ${segment} ${kind}`,
                cause: `${until}`,
                about: { corridor },
                particulars: { segment, kind, until },
              },
            ]
          : [],
      ),
    ],
    // Renewed: it holds, and not only until then.
    isOver: ({ kind, key, cause }) =>
      (kind === 'approval_lapses' &&
        approvals.some(
          ({ element, party, approval }) =>
            `${element} ${party}` === key &&
            approval !== undefined &&
            `${approval.until}` !== cause &&
            !soon(approval.until),
        )) ||
      (kind === 'withdrawal_lapses' &&
        held.some(
          ({ corridor, segment, kind: what, until }) =>
            `${corridor} ${segment} ${what}` === key && `${until}` !== cause && !soon(until),
        )),
  }
}
