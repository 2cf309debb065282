// What the board is drawn from, beside the stream: the pause and the plan in force, reports of the day, positions.

import { useEffect, useState } from 'react'
import { getPause, getPlan } from '../api.ts'
import { ask } from '../client/ask.ts'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import type { ReportView } from './day.ts'
import { Positions } from './positions.ts'

export interface Planned {
  readonly pause: PauseView | undefined
  readonly plan: PlanView | undefined
}

/** Loaded anew when another plan is agreed; where the pause is not planned here, the board does without. */
export function usePlanned(id: string, planSha256: string | undefined): Planned {
  const [planned, setPlanned] = useState<Planned>({ pause: undefined, plan: undefined })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan is agreed
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      try {
        const pause = await getPause(id)
        const plan = await getPlan(id).catch(() => undefined)
        if (isCurrent) setPlanned({ pause, plan })
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

interface ReportsAnswer {
  readonly reports: readonly ReportView[]
  readonly next: string | number | null
}

/** All reports there are, asked for once and then those that came since; `version`: of the day, which changes with each. */
export function useReports(pause: string, version: string | undefined): readonly ReportView[] {
  const [known, setKnown] = useState<{ reports: readonly ReportView[]; next: string | number | null }>({
    reports: [],
    next: null,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again where something changed, from where it stood
  useEffect(() => {
    const stop = new AbortController()
    const load = async () => {
      let { reports, next } = known
      while (!stop.signal.aborted) {
        const answer = await ask<ReportsAnswer>(
          'GET',
          `/api/v1/pauses/${encodeURIComponent(pause)}/day/reports`,
          { query: next === null ? {} : { after: next } },
          { signal: stop.signal },
        )
        if (!answer.ok || stop.signal.aborted) return
        const fresh = new Map(answer.told.reports.map((report) => [report.entry, report]))
        if (fresh.size === 0) return
        reports = [...reports.filter(({ entry }) => !fresh.has(entry)), ...fresh.values()]
        next = answer.told.next
        setKnown({ reports, next })
      }
    }
    void load()
    return () => stop.abort()
  }, [pause, version])
  return known.reports
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
