// Charts of the day: the plan thin, what was told solid over it, the fan of simulated days ahead.

import { memo, useMemo } from 'react'
import { CorridorTimetable, OutSoFar, UnderWay } from '../charts/index.ts'
import type { FanPoint } from '../charts/told.ts'
import type { AssuranceNowView, FanView } from '../now/state.ts'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import type { DayView, ReportView } from './day.ts'
import { toldLines, toldOut, toldUnderWay } from './happened.ts'

/** Drawn anew where what it shows has changed, and not with each tick of the board. */
export const LiveCharts = memo(function LiveCharts({
  pause,
  plan,
  day,
  reports,
  assurance,
  now,
}: {
  pause: PauseView
  plan: PlanView
  day: DayView
  reports: readonly ReportView[]
  assurance: AssuranceNowView | undefined
  now: number
}) {
  const lines = useMemo(() => toldLines(pause, plan, reports), [pause, plan, reports])
  const out = useMemo(() => toldOut(reports), [reports])
  const underWay = useMemo(() => toldUnderWay(reports), [reports])
  return (
    <>
      <CorridorTimetable pause={pause} plan={plan} live={{ now, told: lines }} />
      <OutSoFar pause={pause} plan={plan} live={{ now, told: out, fan: outFan(assurance, day) }} />
      <UnderWay pause={pause} plan={plan} live={{ now, told: underWay, fan: fanOf(assurance?.fan, 'under_way') }} />
    </>
  )
})

function fanOf(fan: FanView | null | undefined, of: 'out' | 'under_way'): readonly FanPoint[] {
  if (fan === null || fan === undefined) return []
  const { p05, p50, p95 } = fan[of]
  return fan.at.flatMap((at, index) => {
    const [low, middle, high] = [p05[index], p50[index], p95[index]]
    return low === undefined || middle === undefined || high === undefined
      ? []
      : [{ at: Date.parse(at), p05: low, p50: middle, p95: high }]
  })
}

/** Where only the end of the days is known: from what is so to that. */
function outFan(assurance: AssuranceNowView | undefined, { out }: DayView): readonly FanPoint[] {
  if (assurance === undefined) return []
  const whole = fanOf(assurance.fan, 'out')
  const { at_p50: middle, at_p95: late } = assurance.last_exit
  if (whole.length > 0 || middle === null || late === null || out.people === null) return whole
  const { p05, p50, p95 } = assurance.people_out
  const { low, best, high } = out.people
  const end = { p05, p50, p95 }
  return [
    { at: Date.parse(assurance.at), p05: low, p50: best, p95: high },
    { at: Date.parse(middle), ...end },
    ...(late === middle ? [] : [{ at: Date.parse(late), ...end }]),
  ]
}
