// What is plain from the file, told without trying: no corridor is for it, no vehicle carries it, there is no way, or nobody is taken in.

import type { Fleet, Reason, Use } from '@treve/model'
import { leastBetween, leastRound } from '../bound/ways.ts'
import type { Change } from '../changes/change.ts'
import { writtenChange } from '../changes/words.ts'
import { fits, placeCounts, placeOf } from '../places.ts'
import type { Problem } from '../problem.ts'
import type { Case } from './cases.ts'

export interface Structural {
  readonly reason: Reason
  readonly would_take: string
}

export function structural(problem: Problem, each: Case): Structural | undefined {
  const { what, use, stop, outside } = each
  const { pause } = problem
  const wrongWay = what === 'people' ? 'in' : 'out'
  const isAllowed = pause.corridors.some(({ uses, direction }) => uses.includes(use) && direction !== wrongWay)
  if (!isAllowed) return { reason: 'excluded_by_terms', would_take: `corridor for ${use}` }
  const able = pause.fleet.filter(
    (fleet) => fleet.count > 0 && fleet.carries.includes(use) && (what === 'people' ? seats(fleet) : massOf(fleet)) > 0,
  )
  if (able.length === 0) return { reason: 'vehicle', would_take: `fleet for ${use}` }
  return (
    missingWay(problem, able, [use], stop, outside) ?? (what === 'people' ? nobodyTakenIn(problem, each) : undefined)
  )
}

/** Where none of the places that they may go to has a bed or a place for any one of them. */
function nobodyTakenIn(
  { pause, groups, placeById }: Problem,
  { members, missing, outside }: Case,
): Structural | undefined {
  const [first] = outside
  const wanted = members.flatMap((index) => groups[index] ?? [])
  const [one] = wanted
  if (first === undefined || one === undefined) return undefined
  const isFull = (id: string) => {
    const place = placeById.get(id)
    const { beds, places } = place ?? {}
    return places === 0 || (beds !== undefined && wanted.every(({ bed }) => !fits(bed, placeCounts(beds))))
  }
  if (!outside.every(isFull)) return undefined
  const count = missing.reduce((sum, each) => sum + each, 0)
  const change: Change =
    placeById.get(first)?.beds === undefined
      ? { kind: 'places', place: first, count }
      : { kind: 'beds', place: first, mobility: placeOf(one.group.mobility), count }
  return { reason: 'bed', would_take: writtenChange(pause, change) }
}

/** The stop, or the places outside, to which no vehicle that would do has a way. */
function missingWay(
  problem: Problem,
  fleets: readonly Fleet[],
  movements: readonly Use[],
  stop: string,
  outside: readonly string[],
): Structural | undefined {
  const isAny = (way: (kind: Fleet['kind']) => number) => fleets.some(({ kind }) => Number.isFinite(way(kind)))
  if (!isAny((kind) => leastRound(problem, kind, movements, [stop]))) {
    return { reason: 'corridor', would_take: `way to ${stop}` }
  }
  const isOutReached = outside.some((place) => isAny((kind) => leastBetween(problem, kind, movements, [place])))
  return isOutReached ? undefined : { reason: 'corridor', would_take: `way to ${outside[0] ?? ''}` }
}

function seats(fleet: Fleet): number {
  return Math.max(0, ...fleet.loads.map((load) => (load.seated ?? 0) + (load.wheelchair ?? 0) + (load.stretcher ?? 0)))
}

function massOf(fleet: Fleet): number {
  return Math.max(0, ...fleet.loads.map((load) => load.mass ?? 0))
}
