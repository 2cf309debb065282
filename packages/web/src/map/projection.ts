// Positions on earth to a drawing: equirectangular around the middle, true to shape over a city.

import type { Position } from '@treve/model'
import type { PauseView } from '../view.ts'

export interface Projection {
  readonly width: number
  readonly height: number
  /** Metres on the ground for one unit of the drawing. */
  readonly metresPerUnit: number
  point(position: Position): { readonly x: number; readonly y: number }
}

const metresPerDegree = 111_320

/** Fits all that is drawn into a width, with room at the edges for labels. */
export function projectionOf(positions: readonly Position[], width: number, room: number): Projection {
  const longitudes = positions.map(([longitude]) => longitude)
  const latitudes = positions.map(([, latitude]) => latitude)
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const across = Math.max(1, (east - west) * shrink * metresPerDegree)
  const down = Math.max(1, (north - south) * metresPerDegree)
  const metresPerUnit = Math.max(across / (width - 2 * room), down / ((width > 700 ? 0.62 : 1.1) * width))
  const x0 = (width - across / metresPerUnit) / 2
  return {
    width,
    height: down / metresPerUnit + 2 * room,
    metresPerUnit,
    point: ([longitude, latitude]) => ({
      x: x0 + ((longitude - west) * shrink * metresPerDegree) / metresPerUnit,
      y: room + ((north - latitude) * metresPerDegree) / metresPerUnit,
    }),
  }
}

/** What the drawing must hold. A site far from the zone is shown at its edge: else the zone would be a dot. */
export function positionsOf(pause: PauseView): Position[] {
  const zone = pause.zone.flat(2)
  const isFar = farFrom(zone)
  return [
    ...zone,
    ...pause.places.map(({ at }) => at).filter((at) => !isFar(at)),
    ...pause.corridors.flatMap(({ path }) => path ?? []),
  ]
}

/** Whether a position lies farther from the zone than the zone is large. */
export function farFrom(zone: readonly Position[]): (position: Position) => boolean {
  if (zone.length === 0) return () => false
  const longitudes = zone.map(([longitude]) => longitude)
  const latitudes = zone.map(([, latitude]) => latitude)
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const size = Math.max(east - west, north - south)
  return ([longitude, latitude]) =>
    longitude < west - size || longitude > east + size || latitude < south - size || latitude > north + size
}

/** Straight distance in metres. */
export function metresBetween(one: Position, other: Position): number {
  const shrink = Math.cos((((one[1] + other[1]) / 2) * Math.PI) / 180)
  return Math.hypot((one[0] - other[0]) * shrink, one[1] - other[1]) * metresPerDegree
}

/** A round distance for the scale bar, not longer than so many metres. */
export function roundDistance(mostMetres: number): number {
  const power = 10 ** Math.floor(Math.log10(mostMetres))
  return [5, 2, 1].map((factor) => factor * power).find((metres) => metres <= mostMetres) ?? power
}

export interface Placed {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'end' | 'middle'
  /** There is no room: it shows when the map is looked at more nearly. */
  readonly isHidden?: true
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A label of so many lines, as wide as its longest, for a point. */
export interface LabelledPoint {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly lines: number
}

/**
 * Puts each label beside its point where it covers no other label and no point; else where it covers least. Where there
 * are many, those that would cover much of others are left out: the first named are the first placed.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  lineHeight: number,
  bounds: { width: number; height: number },
): Placed[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }))
  return points.map(({ x, y, width, lines }) => {
    const further = Math.max(0, lines - 1) * lineHeight
    const [above, below] = [y - 13 - further, y + 22]
    const candidates: Placed[] = [
      { x: x + 12, y: y + 4, anchor: 'start' },
      { x: x - 12, y: y + 4, anchor: 'end' },
      { x, y: above, anchor: 'middle' },
      { x, y: below, anchor: 'middle' },
      { x: x + 10, y: above, anchor: 'start' },
      { x: x + 10, y: below, anchor: 'start' },
      { x: x - 10, y: above, anchor: 'end' },
      { x: x - 10, y: below, anchor: 'end' },
    ]
    const boxOf = ({ x: at, y: baseline, anchor }: Placed): Box => {
      const left = anchor === 'start' ? at : anchor === 'end' ? at - width : at - width / 2
      return { left, right: left + width, top: baseline - lineHeight, bottom: baseline + further + 4 }
    }
    let best = candidates[0]
    let least = Number.POSITIVE_INFINITY
    for (const candidate of candidates) {
      const covered = coverOf(boxOf(candidate), taken, bounds)
      if (covered < least) {
        best = candidate
        least = covered
      }
    }
    const chosen = best ?? { x, y, anchor: 'start' }
    const isCrowded = points.length > fewLabels && least > (width * lines * lineHeight) / 5
    if (isCrowded) return { ...chosen, isHidden: true }
    if (lines > 0) taken.push(boxOf(chosen))
    return chosen
  })
}

const fewLabels = 12

function coverOf(box: Box, taken: readonly Box[], { width, height }: { width: number; height: number }): number {
  let covered = box.left < 0 || box.right > width || box.top < 0 || box.bottom > height ? 10_000 : 0
  for (const other of taken) {
    const across = Math.min(box.right, other.right) - Math.max(box.left, other.left)
    const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top)
    if (across > 0 && down > 0) covered += across * down
  }
  return covered
}
