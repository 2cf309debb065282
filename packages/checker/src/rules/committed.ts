import type { Leg } from '@treve/model'
import type { Check, Reading, TripReading } from '../reading.ts'

/** What is done or promised stands: its trips are there and begin with exactly the legs that were. */
export const committed: Check = ({ pause, trips }, refuse) => {
  const { committed: promised, state } = pause.rules
  if (promised.length === 0) return
  const byId = new Map(trips.map(({ trip }) => [trip.id, trip]))
  const done = new Set(state?.done ?? [])
  for (const { id, vehicle, legs, convoy, escort_of } of promised) {
    const trip = byId.get(id)
    const at = legs[0]?.from ?? null
    if (trip === undefined) {
      if (!done.has(id)) refuse(at, id, `${id} is committed, and is not in the plan`)
      continue
    }
    if (trip.vehicle !== vehicle)
      refuse(at, id, `${id} is committed to ${vehicle}, and the plan gives it to ${trip.vehicle}`)
    const isInConvoy = convoy === undefined || trip.convoy === convoy
    if (!isInConvoy || (escort_of !== undefined && trip.escort_of !== escort_of))
      refuse(at, id, `${id} is committed to convoy ${convoy ?? escort_of}, and the plan does not leave it there`)
    legs.forEach((leg, index) => {
      const planned = trip.legs[index]
      if (planned !== undefined && isSame(leg, planned)) return
      refuse(leg.from, id, `${id}: leg ${index + 1} (${leg.kind}) is committed, and the plan changes it`)
    })
  }
}

/**
 * Begun before the state from which a plan is made anew, just as it was promised, by the vehicle that promised it, like all that
 * the trip did before: it stands as it was. What holds only from the state on does not judge it; what comes later is judged,
 * promised or not.
 */
export function isPast({ pause }: Pick<Reading, 'pause'>, { trip }: Pick<TripReading, 'trip'>, leg: Leg): boolean {
  const { committed: promised, state } = pause.rules
  if (state === undefined || leg.from >= state.at) return false
  const own = promised.find(({ id, vehicle }) => id === trip.id && vehicle === trip.vehicle)
  const index = trip.legs.indexOf(leg)
  if (own === undefined || index === -1) return false
  return trip.legs.slice(0, index + 1).every((each, number) => {
    const due = own.legs[number]
    return due !== undefined && isSame(due, each)
  })
}

function isSame(a: Leg, b: Leg): boolean {
  const isSamePlace = a.kind === b.kind && a.place === b.place && a.corridor === b.corridor
  const isSameGate = a.gate === b.gate && a.lane === b.lane
  const isSameTime = a.from === b.from && a.until === b.until
  return isSamePlace && isSameGate && isSameTime && isSameCounts(a.people, b.people) && isSameAid(a.aid, b.aid)
}

type Counts = Readonly<Record<string, number>>

function isSameCounts(a: Counts, b: Counts): boolean {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...ids].every((id) => (a[id] ?? 0) === (b[id] ?? 0))
}

function isSameAid(a: Readonly<Record<string, Counts>>, b: Readonly<Record<string, Counts>>): boolean {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...ids].every((id) => isSameCounts(a[id] ?? {}, b[id] ?? {}))
}
