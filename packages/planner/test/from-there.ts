// Where everybody is at an instant of a plan, told as a pause that goes on from there, without saying how they came there.

import { formatInstant, type Instant, type Pause, type Plan, type Trip } from '@treve/model'
import type { PauseData } from './generate.ts'

type Counts = Record<string, number>

export interface Standing {
  readonly id: string
  readonly place?: string
  readonly corridor?: string
  readonly position?: number
  readonly aboard: Counts
}

/** Where a vehicle is at an instant, by the plan: on a corridor, or where its last leg ended. */
export function standing(
  pause: Pause,
  id: string,
  home: string,
  trips: readonly Trip[],
  at: number,
  aboardAtFirst: Readonly<Counts> = {},
): Standing {
  const begun = trips.flatMap(({ legs }) => legs).filter(({ from }) => from < at)
  const aboard: Counts = { ...aboardAtFirst }
  let place = home
  for (const leg of begun) {
    const corridor = pause.corridors.find((each) => each.id === leg.corridor)
    if (corridor !== undefined && (leg.kind === 'corridor_in' || leg.kind === 'corridor_out')) {
      const share = (at - leg.from) / (leg.until - leg.from)
      const position = leg.kind === 'corridor_in' ? share : 1 - share
      if (leg.until > at) return { id, corridor: corridor.id, position: Math.round(position * 1000) / 1000, aboard }
      place = leg.kind === 'corridor_in' ? corridor.inside : corridor.outside
    }
    if (leg.place !== null) place = leg.place
    const sign = leg.kind === 'load' ? 1 : -1
    for (const [group, count] of Object.entries(leg.people)) {
      aboard[group] = (aboard[group] ?? 0) + sign * count
      if (aboard[group] === 0) delete aboard[group]
    }
  }
  return { id, place, aboard }
}

/** Who has been brought out, or has set off on foot, by then. */
function outBy(plan: Plan, at: number): Counts {
  const out: Counts = {}
  const add = (group: string, count: number) => {
    out[group] = (out[group] ?? 0) + count
  }
  for (const leg of plan.trips.flatMap(({ legs }) => legs))
    if (leg.kind === 'unload' && leg.from < at)
      for (const [group, count] of Object.entries(leg.people)) add(group, count)
  for (const walk of plan.walking) if (walk.from < at) add(walk.group, walk.people)
  return out
}

/** Windows that close an hour later. */
function windowsOf(pause: Pause) {
  const written = (at: number) => formatInstant(at as Instant, pause.time_zone)
  return pause.terms.windows.map(({ id, open, close }) => ({ id, open: written(open), close: written(close + 3600) }))
}

export function fromThere(data: PauseData, pause: Pause, plan: Plan, at: Instant): PauseData {
  const out = outBy(plan, at)
  // An escort is nowhere but with those it escorts.
  const fleets = pause.fleet.filter(({ kind }) => kind !== 'escort')
  const vehicles = fleets.flatMap((fleet) =>
    Array.from({ length: fleet.count }, (_, index) => {
      const id = `${fleet.id}-${String(index + 1).padStart(3, '0')}`
      return standing(
        pause,
        id,
        fleet.at,
        plan.trips.filter(({ vehicle }) => vehicle === id),
        at,
      )
    }),
  )
  const rules = typeof data.rules === 'object' ? data.rules : {}
  return {
    ...data,
    // Vehicles that were driving are told where they set off, so they need longer than was left.
    terms: { ...(data.terms as object), windows: windowsOf(pause) },
    // In groups of one, for who is left of a group may be any number; ranks hold among who is left.
    people: pause.people.map((group, index) => {
      const written: unknown = Array.isArray(data.people) ? data.people[index] : {}
      const { ready: _, ...rest } = { ready: null, ...(written as object) }
      return { ...rest, group_size: 1, count: group.count.best - (out[group.id] ?? 0) }
    }),
    rules: { ...rules, reciprocal: [], convoys: [], state: { at: formatInstant(at, pause.time_zone), vehicles } },
  }
}
