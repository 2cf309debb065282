// Who and what is aboard a vehicle, leg by leg.

import type { Consignment, Group, Item, Leg, Pause, Place, Trip, Use } from '@treve/model'
import type { Known, TripReading } from './reading.ts'

/** Only what there is more than nothing of. Shared between legs that change nothing. */
export interface Aboard {
  readonly people: ReadonlyMap<string, number>
  readonly aid: ReadonlyMap<string, AidAboard>
}
export interface AidAboard {
  readonly consignment: Consignment
  readonly item: Item
  readonly count: number
}
export interface PeopleMoved {
  readonly group: Group
  readonly count: number
}

/** A leg that loads or unloads, and what of it can be made out. */
export interface Handling extends Moved {
  readonly trip: TripReading
}
interface Moved {
  readonly leg: Leg
  readonly index: number
  readonly place: Place | undefined
  readonly people: readonly PeopleMoved[]
  readonly aid: readonly AidAboard[]
  readonly before: Aboard
  readonly after: Aboard
}

export const nothing: Aboard = { people: new Map(), aid: new Map() }

export function boardTrip(
  known: Known,
  trip: Trip,
  atStart: Aboard,
): { readonly moves: Moved[]; readonly aboardAfter: Aboard[]; readonly movements: ReadonlySet<Use> } {
  const moves: Moved[] = []
  const movements = new Set(movementsAboard(known, atStart))
  let aboard = atStart
  const aboardAfter = trip.legs.map((leg, index) => {
    if (leg.kind !== 'load' && leg.kind !== 'unload') return aboard
    const people = peopleOf(known, leg)
    const aid = aidOf(known, leg)
    const before = aboard
    aboard = afterMoving(before, people, aid, leg.kind === 'load' ? 1 : -1)
    const place = leg.place === null ? undefined : known.places.get(leg.place)
    moves.push({ leg, index, place, people, aid, before, after: aboard })
    if (leg.kind === 'load') {
      for (const { group } of people) movements.add(group.movement)
      if (aid.length > 0) movements.add('aid')
    }
    return aboard
  })
  return { moves, aboardAfter, movements }
}

/** Who is aboard when a new plan begins. A trip that began before then tells it by its own legs. */
export function aboardAtStart(pause: Pause, vehicleId: string, first: Trip | undefined): Aboard {
  const state = pause.rules.state
  const told = state?.vehicles.find((vehicle) => vehicle.id === vehicleId)
  if (state === undefined || told === undefined || (first?.legs[0]?.from ?? state.at) < state.at) return nothing
  return { people: new Map(Object.entries(told.aboard).filter(([, count]) => count > 0)), aid: new Map() }
}

export function movementsAboard(known: Known, aboard: Aboard): Use[] {
  const movements: Use[] = []
  for (const id of aboard.people.keys()) {
    const group = known.groups.get(id)
    if (group !== undefined) movements.push(group.movement)
  }
  if (aboard.aid.size > 0) movements.push('aid')
  return movements
}

export function isEmpty(aboard: Aboard): boolean {
  return aboard.people.size === 0 && aboard.aid.size === 0
}

export function aidKey(consignment: string, item: string): string {
  return `${consignment}/${item}`
}

/** With those who travel with them. */
export function withCompanions(moved: readonly PeopleMoved[]): number {
  return moved.reduce((sum, { group, count }) => sum + count * (1 + group.companions), 0)
}

export function gramsOf(moved: Iterable<AidAboard>): number {
  let grams = 0
  for (const { item, count } of moved) grams += item.mass * count
  return grams
}

function peopleOf(known: Known, leg: Leg): PeopleMoved[] {
  return Object.entries(leg.people).flatMap(([id, count]) => {
    const group = known.groups.get(id)
    return group === undefined || count === 0 ? [] : [{ group, count }]
  })
}

function aidOf(known: Known, leg: Leg): AidAboard[] {
  return Object.entries(leg.aid).flatMap(([id, items]) => {
    const consignment = known.consignments.get(id)
    if (consignment === undefined) return []
    return Object.entries(items).flatMap(([itemId, count]) => {
      const item = known.items.get(id)?.get(itemId)
      return item === undefined || count === 0 ? [] : [{ consignment, item, count }]
    })
  })
}

function afterMoving(before: Aboard, people: readonly PeopleMoved[], aid: readonly AidAboard[], sign: 1 | -1): Aboard {
  const peopleAfter = new Map(before.people)
  for (const { group, count } of people) {
    const left = (peopleAfter.get(group.id) ?? 0) + sign * count
    if (left > 0) peopleAfter.set(group.id, left)
    else peopleAfter.delete(group.id)
  }
  const aidAfter = new Map(before.aid)
  for (const { consignment, item, count } of aid) {
    const key = aidKey(consignment.id, item.id)
    const left = (aidAfter.get(key)?.count ?? 0) + sign * count
    if (left > 0) aidAfter.set(key, { consignment, item, count: left })
    else aidAfter.delete(key)
  }
  return { people: peopleAfter, aid: aidAfter }
}
