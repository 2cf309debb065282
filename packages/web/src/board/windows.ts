// Windows by the terms in force, and when all are to be clear by the plan.

import type { TermsVersionView } from '../coordination/views.ts'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import type { WindowSpan } from './clock.ts'

export function windowSpans(
  terms: TermsVersionView | undefined,
  pause: PauseView | undefined,
  plan: PlanView | undefined,
): readonly WindowSpan[] {
  const windows = terms?.windows ?? pause?.windows ?? []
  return windows.map(({ id, open, close }) => {
    const known = pause?.windows.find((each) => each.id === id)
    // A window that was extended keeps the time that is held back before its close.
    const buffer = known === undefined ? undefined : Date.parse(known.close) - Date.parse(known.clear_by)
    const planned = plan?.windows.find((each) => each.id === id)
    const isAsPlanned = planned !== undefined && Date.parse(planned.close) === Date.parse(close)
    return {
      open: Date.parse(open),
      close: Date.parse(close),
      clearBy: isAsPlanned
        ? Date.parse(planned.clear_by)
        : buffer === undefined
          ? undefined
          : Date.parse(close) - buffer,
    }
  })
}
