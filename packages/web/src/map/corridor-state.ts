// What a plan makes of a corridor.

import type { PlanView } from '../plan.ts'

export interface CorridorState {
  readonly kind: 'unused' | 'used' | 'full'
  /** Crossings of vehicles; people on foot. */
  readonly in: number
  readonly out: number
  readonly onFoot: number
  /** When it, or a gate of it, has no room left. Instants as the plan has them. */
  readonly full: readonly { readonly from: string; readonly until: string }[]
}

export function corridorStates(plan: PlanView, gatesOf: ReadonlyMap<string, readonly string[]>) {
  const states = new Map<string, CorridorState>()
  const legs = plan.trips.flatMap((trip) => trip.legs)
  for (const [corridor, gates] of gatesOf) {
    const count = (kind: string) => legs.filter((leg) => leg.kind === kind && leg.corridor === corridor).length
    const counts = {
      in: count('corridor_in'),
      out: count('corridor_out'),
      onFoot: plan.walking.filter((walk) => walk.corridor === corridor).reduce((sum, { people }) => sum + people, 0),
    }
    const full = plan.bottleneck.flatMap(({ kind, id, from, until }) =>
      ((kind === 'corridor' && id === corridor) || (kind === 'gate' && gates.includes(id))) &&
      from !== undefined &&
      until !== undefined
        ? [{ from, until }]
        : [],
    )
    const isUsed = counts.in + counts.out + counts.onFoot > 0
    states.set(corridor, { ...counts, full, kind: !isUsed ? 'unused' : full.length > 0 ? 'full' : 'used' })
  }
  return states
}
