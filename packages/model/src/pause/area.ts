// The zone: GeoJSON polygons, written in the pause file or in a file beside it.

import { entryOf, itemsOf, type Node, textOf } from '../reading/node.ts'
import { list, mapped, type Reading, report, type Type } from '../schema/type.ts'
import { type Position, position } from '../schema/values.ts'
import { fileBeside } from './beside.ts'

/** A closed ring: first and last position are the same. */
export type Ring = readonly Position[]
/** The outer ring, then holes. */
export type Polygon = readonly Ring[]
/** One or more polygons. */
export type Area = readonly Polygon[]

export function area(): Type<Area> {
  return {
    read(node, reading) {
      if (node.kind !== 'scalar') return geometry(node, node, reading)
      const root = fileBeside(node, reading)
      return root === undefined ? undefined : geometry(root, node, reading)
    },
    json: () => ({
      anyOf: [
        { type: 'string', description: 'A GeoJSON file beside this one.' },
        {
          type: 'object',
          required: ['type'],
          properties: {
            type: { enum: ['Polygon', 'MultiPolygon', 'Feature', 'FeatureCollection'] },
            coordinates: { type: 'array' },
            geometry: { type: 'object' },
            features: { type: 'array' },
          },
        },
      ],
    }),
  }
}

/** `at` is where problems of another file are shown: at the line that names it. */
function geometry(node: Node, at: Node, reading: Reading): Area | undefined {
  const type = textOf(entryOf(node, 'type'))
  const coordinates = entryOf(node, 'coordinates')
  if (type === 'Feature') return geometry(entryOf(node, 'geometry') ?? node, at, reading)
  if (type === 'FeatureCollection') {
    const parts = itemsOf(entryOf(node, 'features')).map((feature) => geometry(feature, at, reading))
    return parts.length === 0 || parts.some((part) => part === undefined)
      ? report(reading, at, 'expected_area')
      : parts.flatMap((part) => part ?? [])
  }
  const isElsewhere = node !== at && node.parent === undefined
  const scratch: Reading = isElsewhere ? { ...reading, problems: [] } : reading
  const read =
    coordinates === undefined
      ? undefined
      : type === 'Polygon'
        ? mapped(polygon, (one) => [one])
        : type === 'MultiPolygon'
          ? list(polygon, { min: 1 })
          : undefined
  if (read === undefined || coordinates === undefined) return report(reading, at, 'expected_area')
  const result = read.read(coordinates, scratch)
  if (isElsewhere) for (const problem of scratch.problems) reading.problems.push({ ...problem, at: at.at })
  return result === undefined || result.length === 0 ? undefined : result
}

const ring: Type<Ring> = mapped(list(position(), { max: 100_000 }), (points, node, reading) => {
  const first = points[0]
  const last = points.at(-1)
  if (node.kind === 'list' && points.length < node.items.length) return undefined
  if (first === undefined || last === undefined || points.length < 4) return report(reading, node, 'ring_too_short')
  if (first[0] !== last[0] || first[1] !== last[1]) return report(reading, node, 'ring_open')
  if (crossesItself(points)) return report(reading, node, 'ring_crosses_itself')
  return points
})

const polygon: Type<Polygon> = mapped(list(ring, { min: 1 }), (rings) => (rings.length === 0 ? undefined : rings))

/** True where two edges that are not neighbours meet. Edges are swept from west to east. */
export function crossesItself(points: Ring): boolean {
  const edges = points.slice(1).map((to, index) => {
    const from = points[index] ?? to
    return { index, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) }
  })
  const inOrder = [...edges].sort((a, b) => a.west - b.west)
  let active: typeof edges = []
  for (const edge of inOrder) {
    active = active.filter((other) => other.east >= edge.west)
    for (const other of active) {
      const apart = Math.abs(edge.index - other.index)
      if (apart <= 1 || apart === edges.length - 1) continue
      if (meet(edge.from, edge.to, other.from, other.to)) return true
    }
    active.push(edge)
  }
  return false
}

function meet(a: Position, b: Position, c: Position, d: Position): boolean {
  const side = (p: Position, q: Position, r: Position) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  const within = (p: Position, q: Position, r: Position) =>
    Math.min(p[0], q[0]) <= r[0] &&
    r[0] <= Math.max(p[0], q[0]) &&
    Math.min(p[1], q[1]) <= r[1] &&
    r[1] <= Math.max(p[1], q[1])
  const [c1, c2, c3, c4] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (c1 !== c2 && c3 !== c4 && c1 * c2 <= 0 && c3 * c4 <= 0) return true
  return (
    (c1 === 0 && within(a, b, c)) ||
    (c2 === 0 && within(a, b, d)) ||
    (c3 === 0 && within(c, d, a)) ||
    (c4 === 0 && within(c, d, b))
  )
}

/** Whether a position lies in the area (even–odd rule; holes are outside). */
export function isWithin(area: Area, [x, y]: Position): boolean {
  return area.some((rings) => {
    let isIn = false
    for (const points of rings) {
      for (let index = 1; index < points.length; index++) {
        const [x1, y1] = points[index - 1] ?? [0, 0]
        const [x2, y2] = points[index] ?? [0, 0]
        if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isIn = !isIn
      }
    }
    return isIn
  })
}
