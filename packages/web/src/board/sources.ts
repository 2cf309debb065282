// What the board is drawn from, beside the stream: the pause and the plan in force, reports of the day, positions.

import { useEffect, useMemo, useState } from 'react'
import { getPause, getPlan, getPlanInForce } from '../api.ts'
import { listReports } from '../client/operations.ts'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import type { DayView, ReportView } from './day.ts'
import { Positions } from './positions.ts'

export interface Planned {
  readonly pause: PauseView | undefined
  readonly plan: PlanView | undefined
  /** Of that plan; undefined: none is agreed. While another is being loaded it is not yet that of the plan in force. */
  readonly planSha256: string | undefined
}

/** Loaded anew when another plan is agreed; where the pause is not planned here, the board does without. */
export function usePlanned(id: string, planSha256: string | undefined): Planned {
  const [planned, setPlanned] = useState<Planned>({ pause: undefined, plan: undefined, planSha256: undefined })
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      try {
        const pause = await getPause(id)
        const plan = await (planSha256 === undefined ? getPlan : getPlanInForce)(id).catch(() => undefined)
        if (isCurrent) setPlanned({ pause, plan, planSha256 })
      } catch {
        // Not planned here: what was there before, if anything, still holds.
      }
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [id, planSha256])
  return planned
}

interface Reported {
  readonly reports: readonly ReportView[]
  readonly next: string | null
}

const noReports: Reported = { reports: [], next: null }

/** All reports there are, asked for once and then those that came since; `version`: of the day, which changes with each. */
export function useReports(pause: string, day: DayView, version: string): readonly ReportView[] {
  const [known, setKnown] = useState(noReports)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again where something changed, from where it stood
  useEffect(() => {
    const stop = new AbortController()
    const load = async () => {
      let { reports, next } = known
      while (!stop.signal.aborted) {
        const answer = await listReports({ pause, ...(next === null ? {} : { after: next }) }, { signal: stop.signal })
        if (!answer.ok || stop.signal.aborted) return
        // The server is ours and of the same version: its shape is held by its own tests.
        const told = answer.told as unknown as Reported
        if (told.reports.length === 0) return
        reports = [...reports, ...told.reports]
        next = told.next
        setKnown({ reports, next })
      }
    }
    void load()
    return () => stop.abort()
  }, [pause, version])
  const { reports } = known
  const { taken_back: takenBack, replaced, disputed } = day
  return useMemo(() => {
    const gone = new Set([...takenBack, ...replaced].map(({ entry }) => entry))
    const argued = new Set(disputed.map(({ entry }) => entry))
    // What was told of one earlier may have changed since.
    return reports.map((report) => ({
      ...report,
      taken_back: report.taken_back === true || gone.has(report.entry),
      disputed: report.disputed === true || argued.has(report.entry),
    }))
  }, [reports, takenBack, replaced, disputed])
}

/** Undefined where this server follows no trackers. */
export function usePositions(pause: string): Positions | undefined {
  const [positions, setPositions] = useState<Positions | undefined>(undefined)
  useEffect(() => {
    const followed = new Positions(pause)
    setPositions(followed)
    return () => followed.close()
  }, [pause])
  return positions
}
