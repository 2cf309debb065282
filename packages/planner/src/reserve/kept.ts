// What a plan keeps free before the close, as the planner obeys it: an earlier moment by which all are out, and corridors
// whose last exits are for who is late.

import type { Kept, Pause, Plan, Reserve, Seconds, Trip } from '@treve/model'

/** A pause to be planned with a reserve; planned anew by explanations, it keeps it. */
export type PauseToPlan = Pause & { readonly reserve?: Kept }

/** A plan to be acted out: its orders count to what it keeps. */
export type PlanWithReserve = Pick<Plan, 'trips' | 'walking' | 'directions'> & { readonly reserve?: Kept | null }

export function clearByWith(pause: PauseToPlan, window: { readonly close: number }): number {
  const { reserve } = pause
  return reserve === undefined
    ? window.close - pause.terms.clear.buffer
    : window.close - reserve.buffer_s - reserve.slack_s
}

/** The terms that turn-back times count to. */
export function pauseOfOrders(pause: Pause, kept: Kept | null | undefined): Pause {
  if (kept == null) return pause
  return { ...pause, terms: { ...pause.terms, clear: { ...pause.terms.clear, buffer: kept.buffer_s as Seconds } } }
}

/** What a plan was planned with. Where the terms alone were enough, what it keeps beyond them is of its orders only. */
export function plannedWith(reserve: Reserve | null | undefined): Reserve | undefined {
  if (reserve == null) return undefined
  return reserve.uses.some(({ use, is_taken }) => is_taken && use === 'none') ? undefined : reserve
}

/** By corridor: how much longer than the others its exits are kept free. */
export function moreSeconds(kept: Kept | null | undefined, corridor: string): number {
  return kept?.corridors.find((each) => each.corridor === corridor)?.more_s ?? 0
}

/** By index of corridor: by how much earlier than all else must be clear the last may come out by it. */
export function earlierExits({ corridors, reserve }: PauseToPlan): readonly number[] {
  return corridors.map(({ id }) => moreSeconds(reserve, id))
}

/** What is promised, and who is inside when a plan is made anew, stands whatever is kept: by the terms alone. */
export function isStanding({ rules }: Pause, { id, legs }: Pick<Trip, 'id' | 'legs'>): boolean {
  const first = legs.find(({ kind }) => kind === 'corridor_in' || kind === 'corridor_out')
  return rules.committed.some((promised) => promised.id === id) || first?.kind === 'corridor_out'
}

/** Of that many slots outward so many are planned where exits are spread. */
export function spreadSlots(slots: number): number {
  return Math.ceil(slots / 2)
}
