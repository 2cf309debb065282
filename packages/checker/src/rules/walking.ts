import { type Corridor, durationText, type Instant } from '@treve/model'
import type { Check, Reading } from '../reading.ts'
import { nextChange, valueIn } from '../varying.ts'
import type { Walking } from '../walking.ts'
import { clock } from '../words.ts'

/** Who walks can: able to, on a corridor that may be walked, with a way to its mouth. */
export const walkingWay: Check = (reading, refuse) => {
  const { pause, walking, ways } = reading
  for (const { walk, group, corridor, lastExit } of walking) {
    if (group === undefined || corridor === undefined) continue
    const at = `${clock(walk.from, pause.time_zone)}, ${corridor.id}: ${group.id}`
    if (walk.until < walk.from) refuse(walk.from, null, `${at} end walking before they begin`)
    if (group.mobility !== 'on_foot') refuse(walk.from, null, `${at} walk, and are ${group.mobility}`)
    if (corridor.on_foot === undefined || lastExit === undefined) refuse(walk.from, null, `${at}: nobody walks there`)
    if (ways.walkSeconds(group.at, corridor.inside) === undefined) {
      refuse(walk.from, null, `${at}: there is no way on foot from ${group.at} to ${corridor.inside}`)
    }
  }
}

/** No more enter on foot than the corridor's rate, all who walk there at once together. */
export const walkingRate: Check = (reading, refuse) => {
  const { pause } = reading
  const zone = pause.time_zone
  const byCorridor = new Map<Corridor, Walking[]>()
  for (const each of reading.walking) {
    if (each.corridor?.on_foot === undefined || each.walk.people === 0 || each.walk.until < each.walk.from) continue
    byCorridor.set(each.corridor, [...(byCorridor.get(each.corridor) ?? []), each])
  }
  for (const [corridor, flows] of byCorridor) {
    const rates = corridor.on_foot
    if (rates === undefined) continue
    for (const { walk } of flows) {
      if (walk.until > walk.from) continue
      refuse(
        walk.from,
        null,
        `${clock(walk.from, zone)}, ${corridor.id}: ${walk.people} of ${walk.group} pass in no time`,
      )
    }
    for (const { at, active } of pieces(reading, corridor, flows)) {
      const { people, per } = valueIn(rates, at, zone)
      // Compared in whole people per `per`, with room for the last bit of floating point.
      const entering = active.reduce((sum, { walk }) => sum + (walk.people * per) / (walk.until - walk.from), 0)
      if (entering <= people * (1 + 1e-9)) continue
      const rate = `${Math.round(entering * 10) / 10} people enter per ${durationText(per)}, of ${people}`
      refuse(at, null, `${clock(at, zone)}, ${corridor.id}, on foot: ${rate}`)
      break
    }
  }
}

/**
 * Each gate that checks the way out has one reservation: from the first arrival at the earliest, until the last has
 * been served, and long enough for all over its lanes. Which lanes, and that nobody else is there: `gate_lane`.
 */
export const walkingGates: Check = ({ pause, walking }, refuse) => {
  const zone = pause.time_zone
  for (const { walk, corridor, stops } of walking) {
    if (corridor === undefined) continue
    const due = new Set(stops.map((stop) => stop.gate.id))
    for (const { gate, from } of walk.gates) {
      if (!due.delete(gate)) refuse(from, null, `${clock(from, zone)}, ${gate}: a reservation on foot that is not due`)
    }
    for (const { gate, firstArrival, lastArrival, reservation } of stops) {
      const at = `${corridor.id}, ${gate.id}: ${walk.group} on foot`
      const serviceSeconds = gate.service.on_foot
      if (reservation === undefined) refuse(walk.from, null, `${at} have no lane there`)
      else if (serviceSeconds === undefined) refuse(reservation.from, null, `${at} may not pass`)
      else {
        const { from, until, lanes } = reservation
        if (from < firstArrival) {
          refuse(
            from,
            null,
            `${at} hold lanes from ${clock(from, zone)}; the first comes at ${clock(firstArrival, zone)}`,
          )
        }
        const lastServed = (lastArrival + serviceSeconds) as Instant
        if (until < lastServed) {
          refuse(
            until,
            null,
            `${at} hold lanes until ${clock(until, zone)}; the last is served at ${clock(lastServed, zone)}`,
          )
        }
        if ((until - from) * lanes.length < walk.people * serviceSeconds) {
          const needed =
            lanes.length === 0 ? 'a lane' : durationText(Math.ceil((walk.people * serviceSeconds) / lanes.length))
          refuse(from, null, `${at} hold lanes for ${durationText(until - from)}; ${walk.people} people need ${needed}`)
        }
      }
    }
  }
}

/** Stretches of time in which neither who walks nor the rate changes. */
function pieces({ pause }: Reading, corridor: Corridor, flows: readonly Walking[]) {
  const changes = new Set<Instant>()
  const hours = (corridor.on_foot ?? []).map((row) => row.from)
  for (const { walk } of flows) {
    changes.add(walk.from)
    changes.add(walk.until)
    let change = nextChange(hours, walk.from, pause.time_zone)
    // A flow of more than a day is refused elsewhere; a day shows every row.
    while (change !== undefined && change < Math.min(walk.until, walk.from + 86_400)) {
      changes.add(change)
      change = nextChange(hours, change, pause.time_zone)
    }
  }
  const starts = flows.toSorted((a, b) => a.walk.from - b.walk.from)
  const found: { readonly at: Instant; readonly active: readonly Walking[] }[] = []
  let active: Walking[] = []
  let next = 0
  for (const at of [...changes].sort((a, b) => a - b)) {
    active = active.filter(({ walk }) => walk.until > at)
    for (let each = starts[next]; each !== undefined && each.walk.from <= at; each = starts[++next]) {
      if (each.walk.until > at) active.push(each)
    }
    found.push({ at, active: [...active] })
  }
  return found
}
