// A second exit is a reservation like any other: on a corridor that the trip may use, where its way leads, in a slot and on
// lanes that nobody else has, and out in time by the terms.

import type { Instant, SecondExit, Use } from '@treve/model'
import { binAt, binSecondsOf } from '../bins.ts'
import { gatesOnTheWay, type Passage, secondsFromEntry } from '../passages.ts'
import type { Check, Reading, Refuse } from '../reading.ts'
import { valueIn } from '../varying.ts'
import { clock } from '../words.ts'
import { carsByBin } from './capacity.ts'
import { lanesOf } from './gates.ts'
import { entriesOf } from './separation.ts'

/** What it needs to be looked at by each rule below. */
interface Reserved {
  readonly passage: Passage
  readonly second: SecondExit
  readonly corridor: Passage['corridor']
  readonly at: string
}

/** It can be reached from the first, passed as it is stated, and led on from; and it is out by close − buffer of the terms. */
export const secondExit: Check = (reading, refuse) => {
  const { pause, ways, plan } = reading
  const zone = pause.time_zone
  for (const { id, legs, second_exit } of plan.trips)
    if (second_exit !== undefined && !legs.some(({ kind }) => kind === 'corridor_out'))
      refuse(second_exit.from, id, `${id}: has a second exit and no first`)
  for (const each of reservedOf(reading, refuse)) {
    const { passage, second, corridor, at } = each
    const { trip } = passage
    const { id } = trip.trip
    const say = (when: Instant, text: string) => refuse(when, id, `${at} ${text}`)
    mayUse(reading, each, say)
    if (corridor === passage.corridor) say(second.from, 'is by the corridor of the first')
    if (trip.trip.convoy !== null || trip.trip.escort_of !== null) say(second.from, 'is of one that passes in a convoy')
    if (trip.kind === undefined) continue
    const there = ways.arrival(trip.kind, passage.corridor.inside, corridor.inside, passage.enter)
    if (there === undefined || there > second.from)
      say(second.from, `cannot be reached from ${passage.corridor.id}, joined at ${clock(passage.enter, zone)}`)
    const turned = ways.arrival(trip.kind, passage.corridor.inside, corridor.inside, second.turn_by)
    if (turned === undefined || turned > second.kept_until)
      say(second.turn_by, `is kept until ${clock(second.kept_until, zone)}; who turns then comes later`)
    const next = trip.steps.find((step) => step.leg.from >= passage.exit && step.leg.corridor === null)?.leg.place
    if (next != null && ways.arrival(trip.kind, corridor.outside, next, second.until) === undefined)
      say(second.until, `leads nowhere from where ${next} is reached`)
    passes(each, pause.time_zone, trip.kind, say)
    const window = pause.terms.windows.findLast(({ open }) => open <= passage.enter)
    const clearBy = ((window?.close ?? 0) - pause.terms.clear.buffer) as Instant
    if (second.until > clearBy)
      say(second.until, `is out at ${clock(second.until, zone)}; by the terms all are by ${clock(clearBy, zone)}`)
  }
}

/** With them no slot and no lane holds more than it can, and nobody who is kept apart from them has their slot. */
export const secondExitRoom: Check = (reading, refuse) => {
  const { pause, passages } = reading
  const zone = pause.time_zone
  const reserved = reservedOf(reading, () => {})
  const outward = entriesOf(reading).filter(({ way }) => way === 'out')
  for (const [index, { passage, second, corridor, at }] of reserved.entries()) {
    const { id } = passage.trip.trip
    const capacity = corridor.capacity && valueIn(corridor.capacity, second.from, zone)
    const bin = binAt(pause, second.from, binSecondsOf(capacity))
    const isHere = (other: Passage['corridor'], when: Instant) =>
      other === corridor && binAt(pause, when, binSecondsOf(capacity)).key === bin.key
    const others = passages.filter(
      (each) =>
        isHere(each.corridor, each.enter) &&
        !each.isUnderWay &&
        (each.direction === 'out' || capacity?.shared === true),
    )
    // Each is held against those before it, so that of two too many one is named.
    const seconds = reserved.slice(0, index + 1).filter((each) => isHere(each.corridor, each.second.from))
    const cars = carsByBin(pause, corridor).get(bin.key) ?? 0
    const all = others.length + seconds.length + cars
    if (capacity !== undefined && all > capacity.vehicles)
      refuse(second.from, id, `${at} is the ${all}th in a slot of ${capacity.vehicles} (from ${clock(bin.from, zone)})`)
    if (second.kept_until < second.from || !isHere(corridor, second.kept_until))
      refuse(second.kept_until, id, `${at} is kept until ${clock(second.kept_until, zone)}, past its slot`)
    const beside = [
      ...outward.filter((each) => isHere(each.corridor, each.at)),
      ...seconds.slice(0, -1).map(({ passage: { trip } }) => ({ who: trip.trip.id, movements: trip.movements })),
    ]
    for (const { who, movements } of beside)
      if (isApart(pause.rules.separate, passage.trip.movements, movements))
        refuse(second.from, id, `${at} shares its slot with ${who}, from which it is kept apart`)
  }
  lanesFree(reading, reserved, refuse)
}

function reservedOf(reading: Reading, refuse: Refuse): Reserved[] {
  const found: Reserved[] = []
  const last = new Map(reading.passages.filter(({ direction }) => direction === 'out').map((each) => [each.trip, each]))
  for (const [trip, passage] of last) {
    const second = trip.trip.second_exit
    if (second === undefined) continue
    const corridor = reading.known.corridors.get(second.corridor)
    const at = `${clock(second.from, reading.pause.time_zone)}, ${second.corridor}: the second exit of ${trip.trip.id}`
    if (corridor === undefined) refuse(second.from, trip.trip.id, `${at} is by no corridor`)
    else found.push({ passage, second, corridor, at })
  }
  return found.sort((a, b) => a.second.from - b.second.from)
}

/** As who would pass there by plan. */
function mayUse(
  { pause }: Reading,
  { passage, corridor, second }: Reserved,
  say: (at: Instant, text: string) => void,
): void {
  const { movements, vehicle } = passage.trip
  const isOutward = corridor.direction === 'both' || corridor.direction === 'out'
  if (!isOutward) say(second.from, `is by a corridor that is open ${corridor.direction}`)
  const moved = movements.size > 0 ? [...movements] : (vehicle?.fleet.carries ?? [])
  const isRefused =
    movements.size > 0
      ? moved.some((use) => !corridor.uses.includes(use))
      : !moved.some((use) => corridor.uses.includes(use))
  if (isRefused) say(second.from, `is by a corridor that is open to ${corridor.uses.join(', ')} alone`)
  if (corridor.opens.earliest !== undefined && second.from < corridor.opens.earliest)
    say(second.from, 'is before it opens')
  const isAlternate = pause.rules.alternates.some((each) => each.corridor === corridor.id)
  if (isAlternate && pause.rules.state === undefined) say(second.from, 'is by an alternate')
  const isConvoyed = pause.rules.convoys.some(
    (rule) => rule.corridor === corridor.id && passage.isLoaded && rule.uses.some((use) => movements.has(use)),
  )
  if (isConvoyed) say(second.from, 'is by a corridor that is passed in convoys')
}

/** From mouth to mouth, with a service at each gate as soon as it is there. */
function passes(
  { corridor, second }: Reserved,
  zone: Reading['pause']['time_zone'],
  kind: NonNullable<Passage['trip']['kind']>,
  say: (at: Instant, text: string) => void,
): void {
  const travel = valueIn(corridor.travel, second.from, zone)[kind]
  if (travel === undefined) {
    say(second.from, `is by a corridor that no ${kind} may pass then`)
    return
  }
  const gates = gatesOnTheWay(corridor, 'out')
  if (gates.map(({ id }) => id).join() !== second.gates.map(({ gate }) => gate).join()) {
    say(
      second.from,
      `is served at ${second.gates.map(({ gate }) => gate).join(', ') || 'no gate'}, not where it has to be`,
    )
    return
  }
  let at: number = second.from
  let travelled = 0
  for (const [index, gate] of gates.entries()) {
    const reserved = second.gates[index]
    const reached = secondsFromEntry(gate.position, travel, 'out')
    at += reached - travelled
    travelled = reached
    if (reserved === undefined) return
    if (reserved.from < at) say(reserved.from, `is served at ${gate.id} before it can be there`)
    if (reserved.until - reserved.from !== gate.service[kind])
      say(reserved.from, `has not the service of a ${kind} at ${gate.id}`)
    at = reserved.until
  }
  if (second.until < at + travel - travelled) say(second.until, 'is out sooner than the way takes')
}

/** One at a time a lane, planned and reserved together. */
function lanesFree(reading: Reading, reserved: readonly Reserved[], refuse: Refuse): void {
  const planned = [...lanesOf(reading)]
  const taken = new Map<string, { readonly from: Instant; readonly until: Instant; readonly who: string }[]>()
  for (const { corridor, gate, uses } of planned)
    for (const { lane, from, until, who } of uses) {
      const key = `${corridor} ${gate.id} ${lane}`
      taken.set(key, [...(taken.get(key) ?? []), { from, until, who }])
    }
  for (const { passage, second, corridor, at } of reserved) {
    const { id } = passage.trip.trip
    for (const { gate: gateId, lane, from, until } of second.gates) {
      const gate = corridor.gates.find((each) => each.id === gateId)
      if (gate === undefined) continue
      if (lane >= gate.lanes) refuse(from, id, `${at} uses lane ${lane} of ${gateId}; they are 0 to ${gate.lanes - 1}`)
      const key = `${corridor.id} ${gateId} ${lane}`
      const uses = taken.get(key) ?? []
      const met = uses.find((use) => from < use.until && use.from < until)
      if (met !== undefined) refuse(from, id, `${at} is served at ${gateId}, lane ${lane}, while ${met.who} is`)
      taken.set(key, [...uses, { from, until, who: id }])
    }
  }
}

function isApart(separate: readonly (readonly [Use, Use])[], one: ReadonlySet<Use>, other: ReadonlySet<Use>): boolean {
  return separate.some(([a, b]) => a !== b && ((one.has(a) && other.has(b)) || (one.has(b) && other.has(a))))
}
