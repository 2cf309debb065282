// Where a position stands to the zone. Edges are kept in bands of latitude: ten thousand places against a border of a
// hundred thousand points would else take minutes.

import type { Area } from '../pause/area.ts'
import type { Position } from '../schema/values.ts'

export interface Locator {
  /** `edge`: on the border, where both answers are right. */
  where(position: Position): 'inside' | 'outside' | 'edge'
  readonly centre: Position
}

type Edge = readonly [from: Position, to: Position]

const bandCount = 512
/** About ten metres: a mouth is often placed on the border itself. */
const edgeDegrees = 0.0001

export function locatorOf(area: Area): Locator {
  const edges: Edge[] = []
  for (const rings of area)
    for (const ring of rings)
      ring.forEach((to, index) => {
        const from = ring[index - 1]
        if (from !== undefined) edges.push([from, to])
      })
  let south = 90
  let north = -90
  let west = 180
  let east = -180
  for (const [[longitude, latitude]] of edges) {
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
  }
  const height = Math.max((north - south) / bandCount, 1e-9)
  const bandOf = (latitude: number) => Math.min(bandCount - 1, Math.max(0, Math.floor((latitude - south) / height)))
  const bands: Edge[][] = Array.from({ length: bandCount }, () => [])
  for (const edge of edges) {
    const low = bandOf(Math.min(edge[0][1], edge[1][1]) - edgeDegrees)
    const high = bandOf(Math.max(edge[0][1], edge[1][1]) + edgeDegrees)
    for (let band = low; band <= high; band++) bands[band]?.push(edge)
  }
  return {
    centre: [(west + east) / 2, (south + north) / 2],
    where([x, y]) {
      if (y < south - edgeDegrees || y > north + edgeDegrees) return 'outside'
      let isIn = false
      for (const edge of bands[bandOf(y)] ?? []) {
        if (isNear(edge, x, y)) return 'edge'
        const [[x1, y1], [x2, y2]] = edge
        if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isIn = !isIn
      }
      return isIn ? 'inside' : 'outside'
    },
  }
}

function isNear([[x1, y1], [x2, y2]]: Edge, x: number, y: number): boolean {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const square = dx * dx + dy * dy
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / square))
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) <= edgeDegrees
}

/** Great-circle distance. */
export function kilometresBetween([x1, y1]: Position, [x2, y2]: Position): number {
  const radians = Math.PI / 180
  const half =
    Math.sin(((y2 - y1) * radians) / 2) ** 2 +
    Math.cos(y1 * radians) * Math.cos(y2 * radians) * Math.sin(((x2 - x1) * radians) / 2) ** 2
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(half)))
}
