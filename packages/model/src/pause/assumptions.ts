// How far a day may differ from its plan: what the pause file says under `uncertainty`, and what is assumed where it says
// nothing. Whoever shows a result shows these beside it.

import type { Pause } from './schema.ts'

/** All that the simulation of a day is told. Spreads are standard deviations of factors of mean 1. */
export interface Assumptions {
  readonly city: number
  readonly corridorHour: number
  readonly leg: number
  readonly boarding: number
  readonly closures: Interruption
  readonly halts: Interruption
  /** By hour of driving of one vehicle. */
  readonly breakdowns: Interruption
  readonly latePeople: { readonly share: number; readonly meanSeconds: number }
  readonly refusedBoarding: number
  /** Quantile of the remaining way that turn-back times count on. */
  readonly turnBack: number
}

export interface Interruption {
  readonly perHour: number
  readonly meanSeconds: number
}

/**
 * Where the file says nothing. All are judgement: for none of them was a public measurement found for humanitarian convoys,
 * so each is to be replaced by what passages show.
 */
export const assumedWhereSilent: Assumptions = {
  city: 0.15,
  corridorHour: 0.15,
  leg: 0.2,
  boarding: 0.3,
  closures: { perHour: 0.05, meanSeconds: 1800 },
  halts: { perHour: 0.01, meanSeconds: 10_800 },
  breakdowns: { perHour: 0.01, meanSeconds: 2700 },
  latePeople: { share: 0.1, meanSeconds: 600 },
  refusedBoarding: 0.01,
  turnBack: 0.99,
}

/** The keys of `uncertainty` that are not said in the file, and so assumed. */
export function keysAssumed(pause: Pick<Pause, 'uncertainty'>): readonly UncertaintyKey[] {
  return uncertaintyKeys.filter((key) => pause.uncertainty[key] === undefined)
}

export const uncertaintyKeys = [
  'city',
  'corridor_hour',
  'leg',
  'boarding',
  'closures',
  'halts',
  'breakdowns',
  'late_people',
  'refused_boarding',
  'turn_back',
] as const satisfies readonly (keyof Pause['uncertainty'])[]

export type UncertaintyKey = (typeof uncertaintyKeys)[number]

export function assumptionsOf({ uncertainty: said }: Pick<Pause, 'uncertainty'>): Assumptions {
  const silent = assumedWhereSilent
  return {
    city: said.city ?? silent.city,
    corridorHour: said.corridor_hour ?? silent.corridorHour,
    leg: said.leg ?? silent.leg,
    boarding: said.boarding ?? silent.boarding,
    closures: interruption(said.closures) ?? silent.closures,
    halts: interruption(said.halts) ?? silent.halts,
    breakdowns: interruption(said.breakdowns) ?? silent.breakdowns,
    latePeople:
      said.late_people === undefined
        ? silent.latePeople
        : { share: said.late_people.share, meanSeconds: said.late_people.mean },
    refusedBoarding: said.refused_boarding ?? silent.refusedBoarding,
    turnBack: said.turn_back ?? silent.turnBack,
  }
}

function interruption(said: { per_hour: number; mean: number } | undefined): Interruption | undefined {
  return said && { perHour: said.per_hour, meanSeconds: said.mean }
}
