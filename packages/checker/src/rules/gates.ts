import { durationText, type Instant } from '@treve/model'
import { gatesOnTheWay, type Passage, type Service } from '../passages.ts'
import type { Check, Reading } from '../reading.ts'
import { clock } from '../words.ts'

/** Each gate on the way that checks the direction serves once, in order, for the time that the kind takes; no other. */
export const gateService: Check = (reading, refuse) => {
  const zone = reading.pause.time_zone
  for (const passage of reading.passages) {
    const { trip, corridor, direction, enter, services } = passage
    const { id } = trip.trip
    const at = `${clock(enter, zone)}, ${corridor.id}, ${direction}: ${id}`
    const due = gatesDue(reading, passage)
    const sign = direction === 'in' ? 1 : -1
    let reached = Number.NEGATIVE_INFINITY
    for (const { leg, gate } of services) {
      if (gate === undefined) continue
      if (!due.delete(gate.id)) refuse(leg.from, id, `${at} has a service at ${gate.id} that is not due`)
      if (sign * gate.position < reached) refuse(leg.from, id, `${at} comes to ${gate.id} out of order`)
      reached = sign * gate.position
      if (trip.kind === undefined) continue
      const seconds = gate.service[trip.kind]
      if (seconds === undefined) refuse(leg.from, id, `${at}: a ${trip.kind} may not pass ${gate.id}`)
      else if (leg.until - leg.from !== seconds) {
        const [stated, taken] = [durationText(seconds), durationText(leg.until - leg.from)]
        refuse(leg.from, id, `${at}: the service at ${gate.id} lasts ${taken}, not ${stated}`)
      }
    }
    for (const missing of due) refuse(enter, id, `${at} has no service at ${missing}, which checks this direction`)
  }
}

/** No service begins before the vehicle can be there. */
export const gateArrival: Check = ({ pause, passages }, refuse) => {
  for (const { trip, corridor, direction, services } of passages) {
    for (const { leg, gate, arrival } of services) {
      if (gate === undefined || arrival === undefined || leg.from >= arrival) continue
      const { id } = trip.trip
      const at = `${clock(leg.from, pause.time_zone)}, ${corridor.id}, ${direction}, ${gate.id}: ${id}`
      refuse(leg.from, id, `${at} is served; it arrives at ${clock(arrival, pause.time_zone)} at the earliest`)
    }
  }
}

/** A lane exists, is one for vehicles, and serves one at a time; a reserved one serves only those on foot. */
export const gateLane: Check = (reading, refuse) => {
  const zone = reading.pause.time_zone
  for (const { corridor, gate, uses } of lanesOf(reading)) {
    const at = (from: Instant) => `${clock(from, zone)}, ${corridor}, ${gate.id}`
    const busy = new Map<number, LaneUse>()
    for (const use of uses.sort((a, b) => a.from - b.from || a.until - b.until)) {
      const { lane, from, trip, who } = use
      const first = use.isOnFoot && gate.foot_lanes > 0 ? gate.lanes : 0
      const count = use.isOnFoot && gate.foot_lanes > 0 ? gate.foot_lanes : gate.lanes
      if (lane === null || lane < first || lane >= first + count) {
        const lanes = count === 0 ? 'there is none' : `they are ${first} to ${first + count - 1}`
        refuse(from, trip, `${at(from)}: ${who} uses lane ${lane ?? 'null'}; ${lanes}`)
        continue
      }
      const before = busy.get(lane)
      if (before !== undefined && from < before.until) {
        const until = clock(before.until, zone)
        refuse(from, trip, `${at(from)}, lane ${lane}: ${who} is served while ${before.who} is there until ${until}`)
      }
      if (before === undefined || use.until > before.until) busy.set(lane, use)
    }
  }
}

/** Starts of service follow arrivals, over all lanes and both directions; ties are free. */
export const gateOrder: Check = ({ pause, passages }, refuse) => {
  const zone = pause.time_zone
  const queues = new Map<
    string,
    { readonly passage: Passage; readonly service: Service; readonly arrival: Instant }[]
  >()
  for (const passage of passages) {
    for (const service of passage.services) {
      if (service.gate === undefined || service.arrival === undefined) continue
      const key = `${passage.corridor.id} ${service.gate.id}`
      const queue = queues.get(key) ?? []
      queue.push({ passage, service, arrival: service.arrival })
      queues.set(key, queue)
    }
  }
  for (const queue of queues.values()) {
    queue.sort((a, b) => a.arrival - b.arrival || a.service.leg.from - b.service.leg.from)
    // The latest start of those that arrived strictly before, and of those that arrived with this one.
    let before: (typeof queue)[number] | undefined
    let tied: (typeof queue)[number] | undefined
    for (const each of queue) {
      if (tied !== undefined && tied.arrival < each.arrival) {
        if (before === undefined || tied.service.leg.from > before.service.leg.from) before = tied
        tied = undefined
      }
      const { passage, service, arrival } = each
      if (before !== undefined && service.leg.from < before.service.leg.from) {
        const { id } = passage.trip.trip
        const at = `${clock(service.leg.from, zone)}, ${passage.corridor.id}, ${service.gate?.id}`
        const other = before.passage.trip.trip.id
        const times = `arrived at ${clock(arrival, zone)}, ${other} at ${clock(before.arrival, zone)}`
        refuse(service.leg.from, id, `${at}: ${id} is served before ${other}; it ${times}`)
      }
      if (tied === undefined || service.leg.from > tied.service.leg.from) tied = each
    }
  }
}

export interface LaneUse {
  readonly lane: number | null
  readonly from: Instant
  readonly until: Instant
  readonly trip: string | null
  readonly who: string
  readonly isOnFoot: boolean
}

/** By gate, who is served on which lane when, as planned. */
export function lanesOf({ passages, walking }: Reading) {
  type Gate = NonNullable<Service['gate']>
  const gates = new Map<Gate, { readonly corridor: string; readonly gate: Gate; readonly uses: LaneUse[] }>()
  const add = (corridor: string, gate: Gate, use: LaneUse) => {
    const known = gates.get(gate)
    if (known === undefined) gates.set(gate, { corridor, gate, uses: [use] })
    else known.uses.push(use)
  }
  for (const { trip, corridor, services } of passages) {
    for (const { leg, gate } of services) {
      if (gate === undefined) continue
      const { id } = trip.trip
      add(corridor.id, gate, { ...leg, trip: id, who: id, isOnFoot: false })
    }
  }
  for (const { walk, corridor, stops } of walking) {
    if (corridor === undefined) continue
    for (const { gate, reservation } of stops) {
      if (reservation === undefined) continue
      const { from, until } = reservation
      for (const lane of reservation.lanes) {
        add(corridor.id, gate, { lane, from, until, trip: null, who: `${walk.group} on foot`, isOnFoot: true })
      }
    }
  }
  return gates.values()
}

/** Ids of the gates still ahead that check this direction. */
function gatesDue({ pause }: Reading, { corridor, direction, isUnderWay, trip }: Passage): Set<string> {
  let gates = gatesOnTheWay(corridor, direction)
  if (isUnderWay) {
    // By position: to the second a gate just behind it would seem to be still ahead.
    const position = pause.rules.state?.vehicles.find((each) => each.id === trip.trip.vehicle)?.position ?? 0
    gates = gates.filter((gate) => (direction === 'in' ? gate.position >= position : gate.position <= position))
  }
  return new Set(gates.map((gate) => gate.id))
}
