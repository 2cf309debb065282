// The day of this phone, as the server tells it and as it is kept for when there is no server.

import { type LocalText, languages } from '@treve/model/languages'
import {
  counts,
  finite,
  list,
  oneOf,
  orNull,
  type Read,
  record,
  seconds,
  text,
  Unreadable,
  whole,
  yesOrNo,
} from '../border.ts'

export interface MyDay {
  /** Of the pause, in seconds, as all times here. */
  readonly at: number
  readonly phase: string
  readonly clock: PauseClock | null
  readonly pause: {
    readonly id: string
    readonly title: LocalText
    readonly time_zone: string
    readonly exercise: boolean
    readonly windows: readonly { readonly id: string; readonly open: number; readonly close: number }[]
  }
  readonly account: {
    readonly log: string
    readonly pause: string
    readonly mode: 'live' | 'exercise'
    readonly beat_s: number
    /** Null: the log has no key to be told yet, and nothing can be proved. */
    readonly log_key: string | null
    readonly policy: string | null
  }
  readonly device: {
    readonly device: string
    readonly label: string
    readonly roles: readonly string[]
    readonly organisation: string
  }
  readonly trips: readonly Trip[]
  readonly places: readonly Place[]
  readonly corridors: readonly Corridor[]
  readonly gates: readonly Gate[]
  readonly contacts: readonly { readonly function: string; readonly channel: string; readonly value: string }[]
  readonly recall: Recall | null
  /** At one's gate: which vehicles were called back, and whether they come through it. Null: a server that does not tell. */
  readonly gate_recalls: readonly GateRecall[] | null
  /** People were sent away from a place of theirs, or to which a vehicle of theirs goes. Null: a server that does not tell. */
  readonly dispersals: readonly DispersalTold[] | null
  /** What this phone reports of. */
  readonly duty: {
    readonly vehicles: readonly string[]
    readonly gates: readonly string[]
    readonly places: readonly string[]
  }
  /** Of a desk: what comes to it. */
  readonly arrivals: readonly Arrival[]
  readonly stock: { readonly keep: number; readonly refill_below: number }
}

export interface Recall {
  /** Its entry, by which it is told that it was received. */
  readonly recall: string
  readonly at: number
  readonly to: string | null
  readonly reason: string | null
  readonly vehicles: readonly {
    readonly vehicle: string
    /** By which it is called back; null, as an older version kept it: by the one above. */
    readonly recall: string | null
    readonly to: string | null
    /** Nobody had reported where it is: it is the nearest by its plan. Null: an older version did not keep it. */
    readonly by_plan: boolean | null
    /** No refuge in reach has room, or the way is shut; null: neither, or an older version did not keep it. */
    readonly lacks: 'room' | 'way' | null
    /** Of all recalls of it that hold, the newest first. Null: an older version kept the newest of them all alone. */
    readonly reasons: readonly { readonly at: number; readonly reason: string | null }[] | null
    readonly received_at: number | null
  }[]
}

export interface GateRecall {
  readonly gate: string
  readonly vehicle: string
  readonly way: 'through' | 'away' | 'unknown'
  readonly at: number
}

export interface DispersalTold {
  readonly at: number
  readonly place: string
  /** Where to, where that was said. */
  readonly to: readonly string[]
  readonly vehicles: readonly string[]
}

export interface Arrival {
  readonly trip: string
  readonly vehicle: string
  readonly place: string
  readonly planned_at: number
  /** How many of each group are planned. */
  readonly groups: Readonly<Record<string, number>>
  /** Called back: whether it comes is not known. Null: an older version did not keep it. */
  readonly recalled: boolean | null
}

/** An exercise may be played faster than time goes. */
export interface PauseClock {
  readonly real_s: number
  readonly pause_s: number
  readonly speed: number
}

export interface Trip {
  readonly trip: string
  readonly vehicle: string
  readonly convoy: string | null
  readonly order: { readonly order: string; readonly received_at: number | null } | null
  readonly legs: readonly Leg[]
  readonly turn_back: TurnBack | null
}

export interface TurnBack {
  readonly enter_by: number | null
  readonly leave_stop_by: number
  readonly join_exit_by: number
  /** Where to, once the exit cannot be reached; null: the terms name none, or an older version did not keep it. */
  readonly refuge: string | null
}

export const legKinds = ['depart', 'corridor_in', 'gate', 'load', 'unload', 'corridor_out', 'arrive', 'wait'] as const
export type LegKind = (typeof legKinds)[number]

export interface Leg {
  readonly kind: LegKind
  readonly place: string | null
  readonly corridor: string | null
  readonly gate: string | null
  readonly from: number
  readonly until: number
  readonly people: number
  readonly aid: readonly AidLine[]
}

export interface AidLine {
  readonly consignment: string
  readonly item: string
  readonly category: string | null
  readonly quantity: number
  readonly unit: string
}

export interface Place {
  readonly id: string
  readonly name: LocalText
  readonly kind: string
  readonly side: string | null
  readonly lat: number
  readonly lon: number
}

export interface Corridor {
  readonly id: string
  readonly name: LocalText
  readonly state: 'open' | 'suspended' | 'closed' | 'unknown'
  /** Longitude, latitude. */
  readonly line: readonly (readonly number[])[]
}

export interface Gate {
  readonly id: string
  readonly name: LocalText
  readonly corridor: string
  readonly lat: number | null
  readonly lon: number | null
}

const localText: Read<LocalText> = (value, path = '') => {
  if (typeof value === 'string') return { en: value }
  if (typeof value !== 'object' || value === null) throw new Unreadable(`${path}: a text is expected`)
  const given: Readonly<Record<string, unknown>> = { ...value }
  return Object.fromEntries(
    languages.flatMap((language) => {
      const own = given[language]
      return typeof own === 'string' ? [[language, own]] : []
    }),
  )
}

const aidLine: Read<AidLine> = record<{ [K in keyof AidLine]: AidLine[K] }>({
  consignment: text,
  item: text,
  category: orNull(text),
  quantity: whole,
  unit: text,
})

const leg: Read<Leg> = record<{ [K in keyof Leg]: Leg[K] }>({
  kind: oneOf(legKinds),
  place: orNull(text),
  corridor: orNull(text),
  gate: orNull(text),
  from: seconds,
  until: seconds,
  people: whole,
  aid: list(aidLine),
})

const readMyDay: Read<MyDay> = record<{ [K in keyof MyDay]: MyDay[K] }>({
  at: seconds,
  phase: text,
  clock: orNull(record({ real_s: finite, pause_s: finite, speed: finite })),
  pause: record({
    id: text,
    title: localText,
    time_zone: text,
    exercise: yesOrNo,
    windows: list(record({ id: text, open: seconds, close: seconds })),
  }),
  account: record({
    log: text,
    pause: text,
    mode: oneOf(['live', 'exercise']),
    beat_s: whole,
    log_key: orNull(text),
    policy: orNull(text),
  }),
  device: record({ device: text, label: text, roles: list(text), organisation: text }),
  trips: list(
    record({
      trip: text,
      vehicle: text,
      convoy: orNull(text),
      order: orNull(record({ order: text, received_at: orNull(seconds) })),
      legs: list(leg),
      turn_back: orNull(
        record({ enter_by: orNull(seconds), leave_stop_by: seconds, join_exit_by: seconds, refuge: orNull(text) }),
      ),
    }),
  ),
  places: list(record({ id: text, name: localText, kind: text, side: orNull(text), lat: finite, lon: finite })),
  corridors: list(
    record({
      id: text,
      name: localText,
      state: oneOf(['open', 'suspended', 'closed', 'unknown']),
      line: list(list(finite)),
    }),
  ),
  gates: list(record({ id: text, name: localText, corridor: text, lat: orNull(finite), lon: orNull(finite) })),
  contacts: list(record({ function: text, channel: text, value: text })),
  recall: orNull(
    record({
      recall: text,
      at: seconds,
      to: orNull(text),
      reason: orNull(text),
      vehicles: list(
        record({
          vehicle: text,
          recall: orNull(text),
          to: orNull(text),
          by_plan: orNull(yesOrNo),
          lacks: orNull(oneOf(['room', 'way'])),
          reasons: orNull(list(record({ at: seconds, reason: orNull(text) }))),
          received_at: orNull(seconds),
        }),
      ),
    }),
  ),
  gate_recalls: orNull(
    list(record({ gate: text, vehicle: text, way: oneOf(['through', 'away', 'unknown']), at: seconds })),
  ),
  dispersals: orNull(list(record({ at: seconds, place: text, to: list(text), vehicles: list(text) }))),
  duty: record({ vehicles: list(text), gates: list(text), places: list(text) }),
  arrivals: list(
    record({
      trip: text,
      vehicle: text,
      place: text,
      planned_at: seconds,
      groups: counts(whole),
      recalled: orNull(yesOrNo),
    }),
  ),
  stock: record({ keep: whole, refill_below: whole }),
})

/** What the server told, in the form in which it is kept too; or why it cannot be read. */
export function myDayOf(json: unknown): MyDay | { readonly unreadable: string } {
  try {
    return readMyDay(json)
  } catch (fault) {
    if (fault instanceof Unreadable) return { unreadable: fault.message }
    throw fault
  }
}
