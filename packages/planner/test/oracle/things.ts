// What a pause wishes to move, group by group and item by item, counted in one row of numbers: a tally.

import type { Consignment, Fleet, Group, Item, Leg, Pause } from '@treve/model'

/** Something countable that moves: people of a group, or pieces of an item. */
export type Thing =
  | { readonly kind: 'people'; readonly group: Group }
  | { readonly kind: 'pieces'; readonly consignment: Consignment; readonly item: Item }

/** How many of each thing, in the order of `thingsOf`. */
export type Tally = readonly number[]

export function thingsOf(pause: Pause): readonly Thing[] {
  return [
    ...pause.people.map((group): Thing => ({ kind: 'people', group })),
    ...pause.aid.flatMap((consignment) =>
      consignment.items.map((item): Thing => ({ kind: 'pieces', consignment, item })),
    ),
  ]
}

export function countOf(thing: Thing): number {
  return thing.kind === 'people' ? thing.group.count.best : thing.item.count
}

export const sumOf = (tally: Tally): number => tally.reduce((sum, count) => sum + count, 0)
export const plus = (a: Tally, b: Tally): Tally => a.map((count, index) => count + (b[index] ?? 0))
export const minus = (a: Tally, b: Tally): Tally => a.map((count, index) => count - (b[index] ?? 0))
export const least = (a: Tally, b: Tally): Tally => a.map((count, index) => Math.min(count, b[index] ?? 0))
export const most = (a: Tally, b: Tally): Tally => a.map((count, index) => Math.max(count, b[index] ?? 0))
export const isWithin = (a: Tally, b: Tally): boolean => a.every((count, index) => count <= (b[index] ?? 0))

/** Every tally within the limits but the empty one, the fullest first. */
export function* everyTally(limits: Tally): Generator<Tally> {
  const counts = [...limits]
  for (;;) {
    if (sumOf(counts) === 0) return
    yield [...counts]
    let index = counts.length - 1
    while (index >= 0 && counts[index] === 0) {
      counts[index] = limits[index] ?? 0
      index -= 1
    }
    if (index < 0) return
    counts[index] = (counts[index] ?? 0) - 1
  }
}

/** As a leg names them. */
export function namedIn(things: readonly Thing[], tally: Tally): Pick<Leg, 'people' | 'aid'> {
  const people: Record<string, number> = {}
  const aid: Record<string, Record<string, number>> = {}
  things.forEach((thing, index) => {
    const count = tally[index] ?? 0
    if (count === 0) return
    if (thing.kind === 'people') people[thing.group.id] = count
    else aid[thing.consignment.id] = { ...aid[thing.consignment.id], [thing.item.id]: count }
  })
  return { people, aid }
}

export function tallyOfLeg(things: readonly Thing[], { people, aid }: Pick<Leg, 'people' | 'aid'>): Tally {
  return things.map((thing) =>
    thing.kind === 'people' ? (people[thing.group.id] ?? 0) : (aid[thing.consignment.id]?.[thing.item.id] ?? 0),
  )
}

export const hasPeople = (things: readonly Thing[], tally: Tally): boolean =>
  things.some(({ kind }, index) => kind === 'people' && (tally[index] ?? 0) > 0)

/** Whether the fleet may take it up at all. */
export function mayCarry(fleet: Fleet, thing: Thing): boolean {
  if (thing.kind === 'pieces') return fleet.kind !== 'ambulance' && fleet.carries.includes('aid')
  const { movement } = thing.group
  return fleet.carries.includes(movement) && (fleet.kind !== 'ambulance' || movement === 'medical')
}

/** Whether all this has its place at once in one way of fitting out. */
export function fits(things: readonly Thing[], configuration: Fleet['loads'][number], aboard: Tally): boolean {
  let [stretchers, wheelchairs, seated, grams, millilitres] = [0, 0, 0, 0, 0]
  things.forEach((thing, index) => {
    const count = aboard[index] ?? 0
    if (thing.kind === 'pieces') {
      grams += count * thing.item.mass
      millilitres += count * thing.item.volume
      return
    }
    if (thing.group.mobility === 'stretcher') stretchers += count
    else if (thing.group.mobility === 'wheelchair') wheelchairs += count
    else seated += count
    seated += count * thing.group.companions
  })
  const places = [configuration.stretcher ?? 0, configuration.wheelchair ?? 0, configuration.seated ?? 0] as const
  return (
    stretchers <= places[0] &&
    stretchers + wheelchairs <= places[0] + places[1] &&
    stretchers + wheelchairs + seated <= places[0] + places[1] + places[2] &&
    (grams === 0 || grams <= (configuration.mass ?? 0)) &&
    (configuration.volume === undefined || millilitres <= configuration.volume)
  )
}
