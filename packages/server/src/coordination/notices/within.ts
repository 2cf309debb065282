// When a movement asks for no more than another: same purpose, no other route or direction, no wider band, no greater number.

import { vehicleKinds } from '@treve/model'
import { countOf, type Movement } from '../../notices/notice.ts'

interface Route {
  readonly corridor: string
  readonly segments: readonly string[]
}

export function within(inner: Movement, outer: Movement): boolean {
  const routes = (movement: Movement): readonly Route[] => [movement, ...movement.alternates]
  return (
    inner.use === outer.use &&
    (inner.direction === outer.direction || outer.direction === 'both') &&
    inner.from >= outer.from &&
    inner.until <= outer.until &&
    (outer.on_foot || !inner.on_foot) &&
    vehicleKinds.every((kind) => countOf(inner, kind) <= countOf(outer, kind)) &&
    routes(inner).every((route) => routes(outer).some((other) => isPartOf(route, other)))
  )
}

/** No segments named: the whole corridor. */
export function isPartOf(inner: Route, outer: Route): boolean {
  if (inner.corridor !== outer.corridor) return false
  if (outer.segments.length === 0) return true
  return inner.segments.length > 0 && inner.segments.every((segment) => outer.segments.includes(segment))
}
