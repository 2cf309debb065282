// Vehicles that will more likely than not be inside at the close, by how sure it is now: twice in a row, so that one unlucky
// state of the day alarms nobody.

import type { SureNowView } from '../now/sure-now.ts'
import { type Hysteresis, observed, off, on } from './hysteresis.ts'

export interface NotClear {
  readonly of: ReadonlyMap<
    string,
    { readonly hysteresis: Hysteresis; readonly late: number; readonly trip: string | undefined }
  >
  /** When the state was told that it is of: the first answer to each counts, and the rest of its days changes nothing. */
  readonly version: number
}

/** Shares of days on which it is late: above the first it alarms, below the second that is over. */
export const lateShares = { on: 0.5, off: 0.2 } as const
const limits = { onCount: 2, onSeconds: 0, offCount: 2, offSeconds: 0 }

/** @param open vehicles of which it is alarmed already: it stays so until it is over */
export function notClearFrom(open: readonly string[]): NotClear {
  return { of: new Map(open.map((vehicle) => [vehicle, { hysteresis: on, late: 1, trip: undefined }])), version: 0 }
}

export function notClear(before: NotClear, { answer }: SureNowView): NotClear {
  if (answer === undefined || answer.toldAt === before.version) return before
  const { vehicles, due } = answer.found.assurance
  const trips = new Map(due.map(({ vehicle, trip }) => [vehicle, trip]))
  const next = new Map(before.of)
  const shares = new Map(vehicles.map(({ id, late }) => [id, late]))
  // One that has nothing left to do is not among them.
  for (const id of before.of.keys()) if (!shares.has(id)) shares.set(id, 0)
  for (const [id, late] of shares) {
    const was = before.of.get(id)?.hysteresis ?? off
    const isLate = was.isOn ? late > lateShares.off : late > lateShares.on
    const hysteresis = observed(was, isLate, answer.answeredAt / 1000, limits)
    if (hysteresis.isOn || hysteresis.contrary !== undefined || before.of.has(id))
      next.set(id, { hysteresis, late, trip: trips.get(id) })
  }
  return { of: next, version: answer.toldAt }
}
