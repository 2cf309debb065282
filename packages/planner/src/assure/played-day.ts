// One simulated day, told: what each vehicle and each flow on foot does when. For exercises, in which vehicles, gates and
// phones are played. It is one day of many, with the delays that are assumed: nothing follows from it.

import { type Assumptions, assumptionsOf, type Pause } from '@treve/model'
import type { Times } from '../problem.ts'
import { type PlanToAssure, type Script, scriptOf } from './script.ts'
import { Simulation, tripFlags } from './simulation.ts'
import { steps } from './step-rows.ts'

/** In order of time within a trip. Instants are seconds since 1970, not whole. */
export interface PlayedStep {
  readonly what: 'sets_out' | 'loads' | 'unloads' | 'enters' | 'gate' | 'leaves_corridor' | 'stands' | 'turns_round'
  /** Of the trip. */
  readonly leg: number
  readonly from: number
  readonly until: number
  /** Loads and unloads: how many and how much. */
  readonly people: number
  readonly grams: number
}

export interface PlayedTrip {
  readonly id: string
  readonly vehicle: string
  /** It came too late to go in, and was not made: it turned round, and is outside where its next trip begins, else where it set out. */
  readonly isNotMade: boolean
  /** Had to leave before all was done. */
  readonly isPartLoaded: boolean
  /** Took refuge inside. */
  readonly isSheltered: boolean
  readonly steps: readonly PlayedStep[]
}

export interface PlayedWalk {
  /** Index among the plan's flows on foot that walk. */
  readonly group: string
  readonly corridor: string
  readonly people: number
  readonly from: number
  readonly firstOut: number
  readonly lastOut: number
}

export interface PlayedDayRequest {
  readonly seed: number
  /** Which of the days that the seed gives, from 0. */
  readonly day: number
  readonly hasHalts?: boolean
  readonly assumptions?: Assumptions
}

export interface PlayedDay {
  readonly trips: readonly PlayedTrip[]
  readonly walks: readonly PlayedWalk[]
  /** Everything was halted for a while. */
  readonly hasHalt: boolean
  readonly isClear: boolean
}

export function playedDay(
  pause: Pause,
  times: Times,
  plan: PlanToAssure,
  { seed, day, hasHalts = true, assumptions = assumptionsOf(pause) }: PlayedDayRequest,
): PlayedDay {
  const script = scriptOf(pause, times, plan, assumptions)
  const simulation = new Simulation(script)
  const { hasHalt, isClear } = simulation.run({ seed, purpose: 'played', block: 1, replication: day }, { hasHalts })
  return {
    trips: script.trips.map((_, trip) => playedTrip(simulation, trip)),
    walks: playedWalks(simulation),
    hasHalt,
    isClear,
  }
}

const told: Readonly<Record<number, PlayedStep['what']>> = {
  [steps.begin]: 'sets_out',
  [steps.enter]: 'enters',
  [steps.gate]: 'gate',
  [steps.exit]: 'leaves_corridor',
  [steps.stay]: 'stands',
}

function playedTrip(
  { script, trips, began, ended, handledPeople, handledGrams, turnedAt, backAt }: Simulation,
  trip: number,
): PlayedTrip {
  const { steps: list, vehicles } = script
  const played: PlayedStep[] = []
  for (let step = 0; step < list.count; step++) {
    const from = began[step] ?? Number.NaN
    if (list.trip[step] !== trip || Number.isNaN(from)) continue
    const kind = list.kind[step] ?? -1
    const what = told[kind] ?? ((list.sign[step] ?? 0) > 0 ? 'loads' : 'unloads')
    const isHandling = kind === steps.handle
    const lasts = isHandling || kind === steps.gate || kind === steps.stay
    played.push({
      what,
      leg: list.leg[step] ?? -1,
      from,
      until: lasts ? (ended[step] ?? from) : from,
      people: isHandling ? (handledPeople[step] ?? 0) : 0,
      grams: isHandling ? (handledGrams[step] ?? 0) : 0,
    })
  }
  const [turned, back] = [turnedAt[trip] ?? Number.NaN, backAt[trip] ?? Number.NaN]
  // Before it set out it has nowhere to turn round.
  const last = played.at(-1)
  if (!Number.isNaN(turned) && last !== undefined)
    played.push({ what: 'turns_round', leg: last.leg, from: turned, until: back, people: 0, grams: 0 })
  const flags = trips[trip] ?? 0
  const own = script.trips[trip]
  return {
    id: own?.id ?? '',
    vehicle: vehicles[own?.vehicle ?? -1]?.id ?? '',
    isNotMade: (flags & tripFlags.notEntered) !== 0,
    isPartLoaded: (flags & tripFlags.partLoaded) !== 0,
    isSheltered: (flags & tripFlags.sheltered) !== 0,
    steps: played.toSorted((a, b) => a.from - b.from),
  }
}

function playedWalks({
  script,
  walks,
}: {
  readonly script: Script
  readonly walks: Simulation['walks']
}): PlayedWalk[] {
  return script.walks.flatMap(({ group, corridor, from }, index) => {
    const firstOut = walks.firstOut[index] ?? Number.NaN
    if (Number.isNaN(firstOut)) return []
    return [
      {
        group: script.problem.groups[group]?.group.id ?? '',
        corridor: script.problem.corridors[corridor]?.id ?? '',
        people: walks.peopleOut[index] ?? 0,
        from,
        firstOut,
        lastOut: walks.lastOut[index] ?? firstOut,
      },
    ]
  })
}
