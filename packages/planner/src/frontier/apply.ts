// A pause as it would be if a change were granted. Nothing else of it differs.

import type { Corridor, Pause, Seconds, SecondsOfDay, Varying } from '@treve/model'
import type { Change } from '@treve/model/frontier'

export function applyAll(pause: Pause, changes: readonly Change[]): Pause {
  return changes.reduce(apply, pause)
}

/**
 * Whether any plan by the terms as they are is one by the changed terms. A longer buffer takes time away; and where cars of
 * their own come with the hours, more of them take slots.
 */
export function takesNothing(pause: Pause, { kind }: Change): boolean {
  const hasCars = pause.corridors.some(({ private_cars: cars }) => cars !== undefined && cars.vehicles > 0)
  return kind !== 'buffer' && !(hasCars && (kind === 'window' || kind === 'withdrawal'))
}

export function apply(pause: Pause, change: Change): Pause {
  switch (change.kind) {
    case 'window':
      return change.end === 'close' ? closingLater(pause, change) : openingEarlier(pause, change)
    case 'corridor':
      return withOneMore(pause, change.corridor)
    case 'alternate': {
      const alternates = pause.rules.alternates.filter(({ corridor }) => corridor !== change.corridor)
      return { ...pause, rules: { ...pause.rules, alternates } }
    }
    case 'withdrawal':
      return withCorridor(pause, change.corridor, (corridor) => openFrom(corridor, change.seconds))
    case 'lane':
      return withCorridor(pause, change.corridor, (corridor) => ({
        ...corridor,
        gates: corridor.gates.map((gate) =>
          gate.id === change.gate ? { ...gate, lanes: gate.lanes + change.lanes } : gate,
        ),
      }))
    case 'slots':
      return withCorridor(pause, change.corridor, ({ capacity, ...corridor }) =>
        capacity === undefined
          ? corridor
          : {
              ...corridor,
              capacity: valuesOf(capacity, (value) => ({ ...value, vehicles: value.vehicles + change.vehicles })),
            },
      )
    case 'walking':
      return withCorridor(pause, change.corridor, (corridor) => walkable(pause, corridor) ?? corridor)
    case 'vehicles':
      return {
        ...pause,
        fleet: pause.fleet.map((fleet) =>
          fleet.id === change.fleet ? { ...fleet, count: fleet.count + change.count } : fleet,
        ),
      }
    case 'beds':
      return withPlace(pause, change.place, (place) => ({
        ...place,
        beds: { ...place.beds, [change.mobility]: (place.beds?.[change.mobility] ?? 0) + change.count },
      }))
    case 'places':
      return withPlace(pause, change.place, ({ places, ...place }) =>
        places === undefined ? place : { ...place, places: places + change.count },
      )
    case 'buffer': {
      const { clear } = pause.terms
      const buffer = (clear.buffer + change.seconds) as typeof clear.buffer
      return { ...pause, terms: { ...pause.terms, clear: { ...clear, buffer } } }
    }
  }
}

function closingLater(pause: Pause, { window: id, seconds }: Change & { kind: 'window' }): Pause {
  return {
    ...pause,
    terms: {
      ...pause.terms,
      windows: pause.terms.windows.map((window) =>
        window.id === id ? { ...window, close: (window.close + seconds) as typeof window.close } : window,
      ),
    },
  }
}

/** Corridors that are to be open from the opening are asked to be so from the earlier one. */
function openingEarlier(pause: Pause, { window: id, seconds }: Change & { kind: 'window' }): Pause {
  const index = pause.terms.windows.findIndex((window) => window.id === id)
  const before = pause.terms.windows[index]?.open ?? 0
  const open = (before - seconds) as Pause['terms']['windows'][number]['open']
  const earliest = (corridor: Corridor): Corridor =>
    index === 0 && corridor.opens.earliest !== undefined && corridor.opens.earliest <= before
      ? { ...corridor, opens: { ...corridor.opens, earliest: lesser(corridor.opens.earliest, open) } }
      : corridor
  return {
    ...pause,
    terms: {
      ...pause.terms,
      windows: pause.terms.windows.map((window) => (window.id === id ? { ...window, open } : window)),
    },
    corridors: pause.corridors.map(earliest),
  }
}

function lesser<T extends number>(a: T, b: T): T {
  return a < b ? a : b
}

function openFrom(corridor: Corridor, seconds: number): Corridor {
  const { earliest } = corridor.opens
  return earliest === undefined
    ? corridor
    : { ...corridor, opens: { ...corridor.opens, earliest: (earliest - seconds) as typeof earliest } }
}

/** The same ends, gates, hours and rules; cars of their own come by the first alone. */
function withOneMore(pause: Pause, id: string): Pause {
  const like = pause.corridors.find((corridor) => corridor.id === id)
  if (like === undefined) return pause
  const { private_cars: _, ...corridor } = like
  const copy = { ...corridor, id: freeId(pause, id), gates: corridor.gates.map((gate) => ({ ...gate })) }
  const convoys = pause.rules.convoys.filter((rule) => rule.corridor === id)
  return {
    ...pause,
    corridors: [...pause.corridors, copy],
    rules: {
      ...pause.rules,
      convoys: [...pause.rules.convoys, ...convoys.map((rule) => ({ ...rule, corridor: copy.id }))],
    },
  }
}

function freeId(pause: Pause, id: string): string {
  const taken = new Set(pause.corridors.map((corridor) => corridor.id))
  let number = 2
  while (taken.has(`${id}-${number}`)) number += 1
  return `${id}-${number}`
}

/** Where the file has no corridor to walk by: 3 km an hour with luggage and children, 20 people a minute, 6 s a check. */
const walkingMetresPerHour = 3000
const walkersPerMinute = 20
const walkerCheckSeconds = 6 as Seconds

/**
 * A corridor that people may walk too, as they walk the others of the file: their pace, their rate, their checks.
 * Undefined where it can be walked already, or nobody knows how long it is.
 */
export function walkable(pause: Pause, corridor: Corridor): Corridor | undefined {
  if (corridor.on_foot !== undefined || corridor.length === undefined) return undefined
  const walked = pause.corridors.filter((each) => each.on_foot !== undefined)
  const paces = walked.flatMap(({ length, travel }) => {
    const seconds = Math.max(...travel.map(({ value }) => value.on_foot ?? Number.NaN))
    return length === undefined || Number.isNaN(seconds) ? [] : [(3600 * length) / seconds]
  })
  const metresPerHour = paces.length === 0 ? walkingMetresPerHour : Math.min(...paces)
  const [like] = walked.flatMap((each) => each.on_foot ?? [])
  const check = walked.flatMap((each) => each.gates.flatMap(({ service }) => service.on_foot ?? []))[0]
  const rate = like?.value ?? { people: walkersPerMinute, per: 60 as Seconds }
  const travelSeconds = Math.ceil((3600 * corridor.length) / metresPerHour) as Seconds
  return {
    ...corridor,
    on_foot: [{ from: 0 as SecondsOfDay, value: rate }],
    travel: valuesOf(corridor.travel, (value) => ({ ...value, on_foot: travelSeconds })),
    gates: corridor.gates.map((gate) => ({
      ...gate,
      service: { ...gate.service, on_foot: gate.service.on_foot ?? check ?? walkerCheckSeconds },
    })),
  }
}

function valuesOf<T>(rows: Varying<T>, change: (value: T) => T): Varying<T> {
  return rows.map((row) => ({ ...row, value: change(row.value) }))
}

function withCorridor(pause: Pause, id: string, change: (corridor: Corridor) => Corridor): Pause {
  return { ...pause, corridors: pause.corridors.map((corridor) => (corridor.id === id ? change(corridor) : corridor)) }
}

type Place = Pause['places'][number]

function withPlace(pause: Pause, id: string, change: (place: Place) => Place): Pause {
  return { ...pause, places: pause.places.map((place) => (place.id === id ? change(place) : place)) }
}
