// A plan made anew keeps what is promised. Where that breaks a rule as it stands now, what is ahead of those trips is released, and
// planned anew: better other orders than none.

import { checkPlan, type Violation } from '@treve/checker'
import type { Pause, Plan } from '@treve/model'
import { pauseNow, type Standing } from './pause-now.ts'

export interface Replanned {
  /** With what could not be kept. */
  readonly standing: Standing
  readonly now: Pause
  readonly found: Plan
  readonly violations: readonly Violation[]
}

/** `planAnew`: quickly, where it is only to show what can be kept. */
export function keepingPromises(
  pause: Pause,
  plan: Plan,
  standing: Standing,
  planAnew: (now: Pause, isQuick: boolean) => Plan,
): Replanned {
  const tried = (told: Standing, isQuick: boolean): Replanned => {
    const now = pauseNow(pause, plan, told)
    const found = planAnew(now, isQuick)
    return { standing: told, now, found, violations: checkPlan(now, found) }
  }
  const first = tried(standing, false)
  let best = first
  // Each time at least one more is released: it ends.
  for (let last = first; ; ) {
    const { released = new Set<string>() } = last.standing
    const more = new Set([...released, ...unkept(last.now, last.found, last.violations)])
    if (more.size === released.size) break
    last = tried({ ...standing, released: more }, true)
    if (last.violations.length < best.violations.length) best = last
  }
  if (best === first) return first
  const again = tried(best.standing, false)
  return again.violations.length > best.violations.length ? best : again
}

/** Promised trips with something ahead that breaks a rule, or stands in the way of another vehicle's. */
function unkept({ rules, corridors }: Pause, { trips, directions }: Plan, violations: readonly Violation[]): string[] {
  const at = rules.state?.at ?? 0
  const ahead = rules.committed.filter(({ legs }) => legs.some(({ from }) => from >= at))
  return violations.flatMap(({ rule, trip, at: when }) => {
    if (rule === 'alternating_clearance') {
      // It names no trip: those who enter where the two directions meet.
      const met = directions.filter(({ from }) => from === when).map(({ corridor }) => corridor)
      const isMeeting = ({ corridor, from }: Plan['trips'][number]['legs'][number]) =>
        corridor !== null && met.includes(corridor) && from >= at && from <= (when ?? 0) + meetingSeconds(corridor)
      return ahead.filter(({ legs }) => legs.some(isMeeting)).map(({ id }) => id)
    }
    const vehicle = trips.find(({ id }) => id === trip)?.vehicle
    return ahead.filter((each) => each.id === trip || each.vehicle === vehicle).map(({ id }) => id)
  })

  /** Of who is on it then, whoever enters within this time may meet somebody. */
  function meetingSeconds(id: string): number {
    const { travel = [], clearance = 0 } = corridors.find((each) => each.id === id) ?? {}
    const slowest = Math.max(0, ...travel.flatMap(({ value }) => Object.values(value)))
    return 2 * slowest + clearance
  }
}
