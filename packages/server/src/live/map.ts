// The pause’s places and corridors on the map, and where on it a fix lies.

import type { Pause } from '@treve/model'
import { metresBetween, nearestOn, type Point } from '../positions/geometry.ts'
import type { Fix } from '../positions/trackers/told.ts'

export interface MapOfPause {
  readonly places: ReadonlyMap<string, Point>
  /** Of those, the ones in the zone. */
  readonly inside: ReadonlySet<string>
  readonly corridors: ReadonlyMap<string, CorridorLine>
}

export interface CorridorLine {
  /** From the outside mouth to the inside one. */
  readonly line: readonly Point[]
  /** How far from the line is still on the corridor: more, where only its mouths are known. */
  readonly metresWide: number
  readonly outside: string
  readonly inside: string
}

export type Whereabouts =
  | { readonly place: string }
  /** `position`: 0 at the outside mouth, 1 at the inside one. */
  | { readonly corridor: string; readonly position: number }

/** Receivers drift so far, and people park beside a place. */
const placeMetres = 150
const corridorMetres = 150
/** Of the straight line where the road is not known. */
const bendShare = 0.35
const leastBendMetres = 500
/** What a receiver says of itself is believed so far: one that knows nothing would be everywhere. */
const mostAccuracyMetres = 500

export function mapOf({ places, corridors }: Pick<Pause, 'places' | 'corridors'>): MapOfPause {
  const points = new Map(places.map(({ id, at }) => [id, pointOf(at)]))
  return {
    places: points,
    inside: new Set(places.filter(({ inside }) => inside).map(({ id }) => id)),
    corridors: new Map(
      corridors.flatMap(({ id, path, outside, inside }) => {
        const straight = [outside, inside].flatMap((mouth) => points.get(mouth) ?? [])
        const line = path === undefined ? straight : path.map(pointOf)
        if (line.length < 2) return []
        const metresWide = path === undefined ? bendOf(straight) : corridorMetres
        return [[id, { line, metresWide, outside, inside }] as const]
      }),
    ),
  }
}

function pointOf([longitude, latitude]: readonly [number, number]): Point {
  return { latitude, longitude }
}

/** How far the road between two points may lie from the straight line. */
function bendOf([from, to]: readonly Point[]): number {
  if (from === undefined || to === undefined) return leastBendMetres
  return Math.max(leastBendMetres, bendShare * metresBetween(from, to))
}

export function doubtOf({ accuracyMetres = 0 }: Fix): number {
  return Math.min(accuracyMetres, mostAccuracyMetres)
}

/** Where it is among these; undefined: at none of them, so between two. At a place rather than on the corridor beside it. */
export function whereaboutsOf(
  map: MapOfPause,
  fix: Fix,
  among: { readonly stops: Iterable<string>; readonly corridors: Iterable<string> },
): Whereabouts | undefined {
  const doubt = doubtOf(fix)
  let nearest: { readonly where: Whereabouts; readonly metres: number } | undefined
  for (const place of among.stops) {
    const point = map.places.get(place)
    const metres = point === undefined ? Number.POSITIVE_INFINITY : metresBetween(point, fix)
    if (metres <= placeMetres + doubt && metres < (nearest?.metres ?? Number.POSITIVE_INFINITY))
      nearest = { where: { place }, metres }
  }
  if (nearest !== undefined) return nearest.where
  for (const corridor of among.corridors) {
    const { line, metresWide } = map.corridors.get(corridor) ?? { line: [], metresWide: 0 }
    const on = nearestOn(line, fix)
    if (on === undefined || on.metresAway > metresWide + doubt) continue
    if (on.metresAway < (nearest?.metres ?? Number.POSITIVE_INFINITY))
      nearest = { where: { corridor, position: on.share }, metres: on.metresAway }
  }
  return nearest?.where
}

/**
 * How far it is from every way that it may be on, for certain: 0, where it may be on one of them. Between places the road is not
 * known, so that only what no road between them comes to is off. Between the mouths of a corridor it is the corridor alone.
 */
export function metresOff(
  map: MapOfPause,
  fix: Fix,
  way: { readonly places: Iterable<string>; readonly corridors: Iterable<string> },
): number {
  const doubt = doubtOf(fix)
  let least = Number.POSITIVE_INFINITY
  const at = (metres: number) => {
    least = Math.min(least, Math.max(0, metres - doubt))
  }
  for (const corridor of way.corridors) {
    const { line, metresWide } = map.corridors.get(corridor) ?? { line: [], metresWide: 0 }
    const on = nearestOn(line, fix)
    if (on !== undefined) at(on.metresAway - metresWide)
  }
  let before: { readonly place: string; readonly point: Point } | undefined
  for (const place of way.places) {
    const point = map.places.get(place)
    if (point === undefined) continue
    at(metresBetween(point, fix) - placeMetres)
    if (before !== undefined && !areMouths(way.corridors, map, before.place, place)) {
      const line = [before.point, point]
      const on = nearestOn(line, fix)
      if (on !== undefined) at(on.metresAway - bendOf(line))
    }
    before = { place, point }
  }
  return least
}

function areMouths(corridors: Iterable<string>, map: MapOfPause, a: string, b: string): boolean {
  for (const corridor of corridors) {
    const found = map.corridors.get(corridor)
    if (found === undefined) continue
    if ((found.outside === a && found.inside === b) || (found.outside === b && found.inside === a)) return true
  }
  return false
}

/** So much nearer to a place in the zone than to any outside, and no further from it, is in the zone; as is a corridor but for its mouth. */
const insideMetres = 1500
const nearerMetres = 500
const mouthShare = 0.1

/** As far as places and corridors that are on the map tell: where the zone ends between them is not known. */
export function isInZone(map: MapOfPause, fix: Fix): boolean {
  const doubt = doubtOf(fix)
  const least = { in: Number.POSITIVE_INFINITY, out: Number.POSITIVE_INFINITY }
  for (const [place, point] of map.places) {
    const side = map.inside.has(place) ? 'in' : 'out'
    least[side] = Math.min(least[side], metresBetween(point, fix))
  }
  if (least.in + doubt <= insideMetres && least.in + doubt + nearerMetres <= least.out) return true
  for (const { line, metresWide } of map.corridors.values()) {
    // Where the road is not known, how far in it is, is not either.
    if (metresWide > corridorMetres) continue
    const on = nearestOn(line, fix)
    if (on !== undefined && on.metresAway + doubt <= metresWide && on.share > mouthShare) return true
  }
  return false
}
