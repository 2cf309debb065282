// What a party is told: movements by route, time band, number and purpose. No position, no source, no name.

import {
  type Instant,
  type LocalText,
  type languages,
  type TimeZone,
  type Use,
  uses,
  type VehicleKind,
  vehicleKinds,
} from '@treve/model'
import {
  boolean,
  defaulted,
  id,
  instant,
  integer,
  list,
  object,
  oneOf,
  required,
  type TypeOf,
} from '@treve/model/schema'
import { high, moderate } from '../coordination/sensitivity.ts'

export const directionsTold = ['in', 'out', 'both'] as const

const route = {
  corridor: required(id(), moderate('Corridor, by its id in the terms.')),
  segments: defaulted(list(id(), { max: 40 }), [], moderate('Segments of it; none: the whole corridor.')),
}

export const movementType = object({
  id: required(id(), moderate('Id of the movement: the same in every later update.')),
  use: required(oneOf(uses), moderate('What it is for.')),
  ...route,
  direction: required(oneOf(directionsTold), moderate('Into the zone, out of it, or both.')),
  from: required(instant(), high('Beginning of the time band.')),
  until: required(instant(), high('End of the time band.')),
  vehicles: defaulted(
    list(
      object({
        kind: required(oneOf(vehicleKinds), moderate('Kind of vehicle.')),
        count: required(integer(1, 5000), high('How many of it at most.')),
      }),
      { max: vehicleKinds.length },
    ),
    [],
    high('How many vehicles of each kind.'),
  ),
  on_foot: defaulted(boolean(), false, moderate('True: people walk here.')),
  alternates: defaulted(
    list(object(route), { max: 10 }),
    [],
    moderate('Other routes that the same movement may take instead.'),
  ),
})
export type Movement = TypeOf<typeof movementType>

/** More than this is no notification that anybody reads. */
export const mostMovements = 60
export const movementsType = list(movementType, { min: 1, max: mostMovements })

/** What of a movement an update changes. */
export const aspects = [
  'use',
  'corridor',
  'segments',
  'direction',
  'from',
  'until',
  'vehicles',
  'on_foot',
  'alternates',
] as const

export const differenceType = object({
  added: required(list(id()), moderate('Movements that were not notified before.')),
  withdrawn: required(list(movementType), moderate('Movements that no longer take place, as they were.')),
  changed: required(
    list(
      object({
        was: required(movementType, moderate('As it was notified before.')),
        what: required(list(oneOf(aspects)), moderate('What is different.')),
      }),
    ),
    moderate('Movements that are different now.'),
  ),
})
export type Difference = TypeOf<typeof differenceType>

export const noticeKinds = ['first', 'update', 'cancel'] as const
export type NoticeKind = (typeof noticeKinds)[number]

export const leadKinds = ['as_set', 'emergency', 'overridden'] as const
export type LeadKind = (typeof leadKinds)[number]

export interface Notice {
  /** Counted in the pause, from 1: an update has a number of its own. */
  readonly number: number
  /** Number of the first one, whose updates these are. */
  readonly thread: number
  readonly kind: NoticeKind
  readonly sentAt: Instant
  readonly pause: { readonly id: string; readonly title: LocalText; readonly exercise: boolean }
  /** Version of the terms that it is by. */
  readonly terms: number
  readonly zone: TimeZone
  /** Names of the corridors, by id, as the terms had them. */
  readonly corridors: Readonly<Record<string, LocalText>>
  /** All that is notified now; of a cancellation: what no longer takes place. */
  readonly movements: readonly Movement[]
  readonly difference?: Difference
  /** The number that this one stands in the place of. */
  readonly replaces?: number
  readonly lead: LeadKind
}

/** From the first movement to the last. */
export function bandOf({ movements }: Notice): { readonly from: Instant; readonly until: Instant } {
  return {
    from: Math.min(...movements.map(({ from }) => from)) as Instant,
    until: Math.max(...movements.map(({ until }) => until)) as Instant,
  }
}

export type InLanguages = Readonly<Record<(typeof languages)[number], string>>

export function inLanguages(make: (language: (typeof languages)[number]) => string): InLanguages {
  return { en: make('en'), fr: make('fr'), ar: make('ar'), ru: make('ru') }
}

export function changedAspects(was: Movement, now: Movement): (typeof aspects)[number][] {
  return aspects.filter((aspect) => comparable(was, aspect) !== comparable(now, aspect))
}

function comparable(movement: Movement, aspect: (typeof aspects)[number]): string {
  const value = movement[aspect]
  if (!Array.isArray(value)) return JSON.stringify(value)
  // The order in which things are listed says nothing.
  return JSON.stringify(value.map((each) => JSON.stringify(each)).sort())
}

export function countOf({ vehicles }: Movement, kind: VehicleKind): number {
  return vehicles.reduce((sum, each) => (each.kind === kind ? sum + each.count : sum), 0)
}

export type { Use }
