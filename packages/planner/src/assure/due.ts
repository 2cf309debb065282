// Who must leave when: of each vehicle that is not done, the trip it is on, and which of its three times are still to be met.

import type { Instant, TurnBack } from '@treve/model'
import type { Script } from './script.ts'
import { steps as kinds } from './step-rows.ts'

export interface Due {
  readonly vehicle: string
  readonly trip: string
  /** What is next for it; null: it is on its exit already. */
  readonly next: 'enter' | 'leave_stop' | 'join_exit' | null
  /** Null: that is done, or never was to be. */
  readonly enter_by: Instant | null
  readonly leave_stop_by: Instant | null
  readonly join_exit_by: Instant | null
}

/** The soonest first, so whatever is past is before all else; last, who is on the way out. `turnBack`: of trips not over. */
export function dueNow({ trips, vehicles, starts, steps }: Script, turnBack: ReadonlyMap<string, TurnBack>): Due[] {
  const found = new Map<number, Due>()
  trips.forEach(({ id, vehicle, nextBegin }, trip) => {
    const times = turnBack.get(id)
    if (times === undefined || found.has(vehicle)) return
    const at = starts[vehicle]?.step ?? 0
    const { enter, stop, join } = lastChances(steps, trip, nextBegin)
    const next = at <= enter ? 'enter' : at <= stop ? 'leave_stop' : at <= join ? 'join_exit' : null
    found.set(vehicle, {
      vehicle: vehicles[vehicle]?.id ?? '',
      trip: id,
      next,
      enter_by: next === 'enter' ? times.enter_by : null,
      leave_stop_by: at <= stop ? times.leave_stop_by : null,
      join_exit_by: at <= join ? times.join_exit_by : null,
    })
  })
  return [...found.values()].sort(
    (a, b) => (dueAt(a) ?? Number.POSITIVE_INFINITY) - (dueAt(b) ?? Number.POSITIVE_INFINITY),
  )
}

/** Steps of a trip, −1 for none: the first way in, the last stop before the last way out, and that. */
function lastChances({ kind, sign, trip }: Script['steps'], which: number, end: number) {
  let [enter, stop, join] = [-1, -1, -1]
  for (let step = end - 1; step >= 0 && trip[step] === which; step--) {
    if (kind[step] === kinds.enter && sign[step] === 1) join = Math.max(join, step)
    else if (kind[step] === kinds.enter) enter = step
    else if (kind[step] === kinds.handle || kind[step] === kinds.stay)
      if (step < join && stop === -1 && enter === -1) stop = step
  }
  return { enter, stop, join }
}

/** By when what is next must be; null: nothing is. */
export function dueAt({ next, enter_by, leave_stop_by, join_exit_by }: Due): Instant | null {
  return next === null ? null : { enter: enter_by, leave_stop: leave_stop_by, join_exit: join_exit_by }[next]
}
