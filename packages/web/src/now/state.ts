// How sure the plan in force is now, as the server tells it: asked again as soon as it is told, and answered when it has changed.

import type { Language, NotActedOut } from '@treve/model'
import { useEffect, useState } from 'react'
import { getNow } from '../api.ts'
import type { AssuranceView } from '../plan.ts'

export interface DueView {
  readonly vehicle: string
  readonly trip: string
  /** What is next for it; null: it is on its way out. */
  readonly next: 'enter' | 'leave_stop' | 'join_exit' | null
  readonly enter_by: string | null
  readonly leave_stop_by: string | null
  readonly join_exit_by: string | null
}

/** What simulated days do from now on, against time, in columns: on one in twenty less than `p05`, on one in twenty more than `p95`. */
export interface FanView {
  readonly at: readonly string[]
  readonly out: FanBand
  readonly under_way: FanBand
}

export interface FanBand {
  readonly p05: readonly number[]
  readonly p50: readonly number[]
  readonly p95: readonly number[]
}

export interface AssuranceNowView
  extends Pick<
    AssuranceView,
    | 'required'
    | 'with_halts'
    | 'without_halts'
    | 'vehicles'
    | 'corridors'
    | 'trips'
    | 'last_exit'
    | 'people_out'
    | 'standing_s'
    | 'assumed'
    | 'assumptions'
  > {
  readonly at: string
  /** Vehicles with orders of which nothing was told. */
  readonly not_told: readonly string[]
  readonly due: readonly DueView[]
  readonly not_acted_out: readonly NotActedOut[]
  readonly fan: FanView
}

export type TroubleView = { readonly told_at: string } & (
  | {
      readonly kind: 'unreadable'
      readonly problems: Readonly<
        Record<Language, readonly { readonly line: number; readonly text: string; readonly remedy: string }[]>
      >
    }
  | { readonly kind: 'unknown_trips'; readonly trips: readonly string[] }
  | { readonly kind: 'astray'; readonly vehicles: readonly string[] }
  | { readonly kind: 'missing' | 'nobody' | 'fault' }
)

export interface NowView {
  readonly is_watched: boolean
  readonly version: number
  /** A state is being answered, or more days of it. */
  readonly is_working: boolean
  readonly answer: {
    readonly told_at: string
    readonly answered_at: string
    /** Not: of a few of the days; the others follow. */
    readonly is_whole: boolean
    readonly assurance: AssuranceNowView
  } | null
  readonly trouble: TroubleView | null
}

/** What was told last stays when the server no longer answers. */
export interface Known {
  readonly told: NowView | undefined
  readonly isUnreachable: boolean
}

const askAgainMilliseconds = 1000

export function useSureNow(pause: string): Known {
  const [known, setKnown] = useState<Known>({ told: undefined, isUnreachable: false })
  useEffect(() => {
    const stop = new AbortController()
    const follow = async () => {
      let told: NowView | undefined
      while (!stop.signal.aborted) {
        try {
          told = await getNow(pause, told?.version, stop.signal)
          if (stop.signal.aborted) return
          setKnown({ told, isUnreachable: false })
          if (!told.is_watched) return
        } catch {
          if (stop.signal.aborted) return
          setKnown((before) => ({ ...before, isUnreachable: true }))
          await new Promise((resolve) => setTimeout(resolve, askAgainMilliseconds))
        }
      }
    }
    void follow()
    return () => stop.abort()
  }, [pause])
  return known
}
