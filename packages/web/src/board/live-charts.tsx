// Charts of the day: the plan thin, what was told solid over it, the fan of simulated days ahead.

import { memo, useMemo } from 'react'
import { CorridorTimetable, type Moves, OutSoFar, UnderWay } from '../charts/index.ts'
import type { FanPoint } from '../charts/told.ts'
import { clearByPlan, keptMore } from '../clear-by.ts'
import type { AssuranceNowView, FanView } from '../now/state.ts'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import { useWords } from '../words.tsx'
import type { ReportView } from './day.ts'
import { toldLines, toldOut, toldUnderWay } from './happened.ts'

/** Drawn anew where what it shows has changed, and not with each tick of the board. */
export const LiveCharts = memo(function LiveCharts({
  pause: byTerms,
  plan,
  reports,
  assurance,
  now,
  moves,
}: {
  pause: PauseView
  plan: PlanView
  reports: readonly ReportView[]
  assurance: AssuranceNowView | undefined
  now: number
  moves: Moves | undefined
}) {
  const { t, clock } = useWords()
  const pause = useMemo(() => clearByPlan(byTerms, plan), [byTerms, plan])
  const lines = useMemo(() => toldLines(pause, plan, reports), [pause, plan, reports])
  const out = useMemo(() => toldOut(reports), [reports])
  const underWay = useMemo(() => toldUnderWay(reports), [reports])
  const fan = assurance?.fan
  const outFan = useMemo(() => fanOf(fan, 'out'), [fan])
  const wayFan = useMemo(() => fanOf(fan, 'under_way'), [fan])
  return (
    <>
      {keptMore(byTerms, plan).map((kept) => (
        <p key={kept.window} className="about kept-more">
          {t('timetable.keptMore', { plan: clock(kept.byPlan), terms: clock(kept.byTerms) })}
        </p>
      ))}
      <CorridorTimetable pause={pause} plan={plan} live={{ now, told: lines }} moves={moves} />
      <OutSoFar pause={pause} plan={plan} live={{ now, told: out, fan: outFan }} />
      <UnderWay pause={pause} plan={plan} live={{ now, told: underWay, fan: wayFan }} />
    </>
  )
})

function fanOf(fan: FanView | undefined, of: 'out' | 'under_way'): readonly FanPoint[] {
  if (fan === undefined) return []
  const { p05, p50, p95 } = fan[of]
  return fan.at.flatMap((at, index) => {
    const [low, middle, high] = [p05[index], p50[index], p95[index]]
    return low === undefined || middle === undefined || high === undefined
      ? []
      : [{ at: Date.parse(at), p05: low, p50: middle, p95: high }]
  })
}
