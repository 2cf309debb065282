// When all are to be clear, by the plan: it may keep more than the terms ask for.

import type { PlanView } from './plan.ts'
import type { PauseView } from './view.ts'

/** The pause with the plan’s times for its windows; those that the plan does not know keep those of the terms. */
export function clearByPlan(pause: PauseView, plan: PlanView): PauseView {
  const windows = pause.windows.map((window) => {
    const planned = plan.windows.find(({ id }) => id === window.id)
    return planned === undefined ? window : { ...window, clear_by: planned.clear_by }
  })
  return { ...pause, windows }
}

export interface KeptMore {
  readonly window: string
  readonly byPlan: number
  readonly byTerms: number
}

/** Windows in which the plan has all out sooner than the terms ask. */
export function keptMore(pause: PauseView, plan: PlanView): readonly KeptMore[] {
  return pause.windows.flatMap(({ id, clear_by }) => {
    const planned = plan.windows.find((each) => each.id === id)
    const byPlan = planned === undefined ? Number.NaN : Date.parse(planned.clear_by)
    const byTerms = Date.parse(clear_by)
    return byPlan < byTerms ? [{ window: id, byPlan, byTerms }] : []
  })
}
