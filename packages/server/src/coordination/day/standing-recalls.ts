// Recalls that stand: what was called back before the pause was resumed is called back no more.

import type { Life } from '../life/state.ts'
import type { Day, Recall } from './state.ts'

interface Standing {
  readonly day: Day
  readonly life: Life
}

export function standingRecalls({ day, life: { resumedAt } }: Standing): readonly Recall[] {
  return resumedAt === undefined ? day.recalls : day.recalls.filter(({ at }) => at >= resumedAt)
}

/** The last that is about the vehicle. */
export function standingRecall(state: Standing, vehicle: string): Recall | undefined {
  return standingRecalls(state).findLast(({ vehicles }) => vehicles.length === 0 || vehicles.includes(vehicle))
}
