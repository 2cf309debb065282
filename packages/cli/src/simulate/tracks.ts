// Where vehicles are on a played day, as their trackers tell it: on the straight between places, along the line of a corridor.

import type { Pause, Plan } from '@treve/model'
import type { PlayedDay } from '@treve/planner'

export interface TrackPoint {
  readonly latitude: number
  readonly longitude: number
}

interface Stretch {
  readonly from: number
  readonly until: number
  readonly line: readonly TrackPoint[]
}

export class Tracks {
  private readonly stretches = new Map<string, readonly Stretch[]>()

  constructor(pause: Pause, plan: Plan, day: PlayedDay) {
    const places = new Map(
      pause.places.map(({ id, at: [longitude, latitude] }) => [id, { longitude, latitude }] as const),
    )
    const legsOf = new Map(plan.trips.map(({ id, legs }) => [id, legs]))
    for (const vehicle of new Set(day.trips.map((trip) => trip.vehicle))) {
      const stretches: Stretch[] = []
      let [at, since] = [undefined as TrackPoint | undefined, Number.NaN]
      const move = (line: readonly (TrackPoint | undefined)[], until: number) => {
        const known = line.filter((point) => point !== undefined)
        if (at !== undefined && known.length > 0) stretches.push({ from: since, until, line: [at, ...known] })
        at = known.at(-1) ?? at
        since = until
      }
      for (const { id, steps } of day.trips.filter((trip) => trip.vehicle === vehicle))
        for (const step of steps) {
          const leg = legsOf.get(id)?.[step.leg]
          const corridor = pause.corridors.find((each) => each.id === leg?.corridor)
          const [outside, inside] = [places.get(corridor?.outside ?? ''), places.get(corridor?.inside ?? '')]
          const path = (corridor?.path ?? []).map(([longitude, latitude]) => ({ longitude, latitude }))
          const isOut = leg?.kind === 'corridor_out'
          if (step.what === 'enters') move([isOut ? inside : outside], step.from)
          else if (step.what === 'leaves_corridor')
            move([...(isOut ? path.toReversed() : path), isOut ? outside : inside], step.from)
          else if (step.what !== 'gate') {
            move([places.get(leg?.place ?? '')], step.from)
            since = Math.max(since, step.until)
          }
        }
      this.stretches.set(vehicle, stretches)
    }
  }

  get vehicles(): readonly string[] {
    return [...this.stretches.keys()]
  }

  /** Undefined before it is anywhere, or where the pause says no coordinates. */
  at(vehicle: string, seconds: number): (TrackPoint & { readonly metresPerSecond: number }) | undefined {
    const all = this.stretches.get(vehicle) ?? []
    const now = all.find(({ from, until }) => from <= seconds && seconds < until)
    if (now !== undefined) {
      const share = (seconds - now.from) / (now.until - now.from)
      return { ...along(now.line, share), metresPerSecond: lengthOf(now.line) / (now.until - now.from) }
    }
    const last = all.findLast(({ until }) => until <= seconds)?.line.at(-1)
    return last === undefined ? undefined : { ...last, metresPerSecond: 0 }
  }
}

function along(line: readonly TrackPoint[], share: number): TrackPoint {
  let left = lengthOf(line) * share
  for (let index = 1; index < line.length; index++) {
    const [a, b] = [line[index - 1], line[index]]
    if (a === undefined || b === undefined) break
    const length = metresBetween(a, b)
    if (left <= length && length > 0) {
      const part = left / length
      return {
        latitude: a.latitude + (b.latitude - a.latitude) * part,
        longitude: a.longitude + (b.longitude - a.longitude) * part,
      }
    }
    left -= length
  }
  return line.at(-1) ?? { latitude: 0, longitude: 0 }
}

function lengthOf(line: readonly TrackPoint[]): number {
  return line.reduce((sum, point, index) => sum + metresBetween(line[index - 1] ?? point, point), 0)
}

/** On so short a way the earth is flat. */
function metresBetween(a: TrackPoint, b: TrackPoint): number {
  const metresPerDegree = 111_195
  const shrunk = Math.cos((a.latitude * Math.PI) / 180)
  return Math.hypot((b.latitude - a.latitude) * metresPerDegree, (b.longitude - a.longitude) * metresPerDegree * shrunk)
}
