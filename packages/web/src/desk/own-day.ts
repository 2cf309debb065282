// What of the plan a desk is told: names of its places, and who needs what on arrival. Asked anew when the day changes, and
// now and then: estimates follow positions.

import type { LocalText, Mobility } from '@treve/model'
import { useEffect, useState } from 'react'
import { getMyDay } from '../client/operations.ts'

export interface OwnDay {
  readonly pause: { readonly time_zone: string }
  readonly places: readonly { readonly id: string; readonly name: LocalText | string }[]
  readonly arrivals: readonly Planned[]
}

export interface Planned {
  readonly trip: string
  readonly place: string
  readonly by_mobility: Partial<Readonly<Record<Mobility, number>>> | null
  readonly companions: number | null
  /** As estimated by where it was, and when that was; null: nothing is told of it. */
  readonly eta: string | null
  readonly eta_as_of: string | null
}

/** Where vehicles are moves on without a report. */
const againMilliseconds = 15_000

export function useOwnDay(pause: string, version: string | undefined): OwnDay | undefined {
  const [known, setKnown] = useState<OwnDay | undefined>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version, another plan perhaps
  useEffect(() => {
    const stop = new AbortController()
    const look = async () => {
      const answer = await getMyDay({ pause }, { signal: stop.signal })
      // The server is ours and of the same version: its shape is held by its own tests.
      if (answer.ok && !stop.signal.aborted) setKnown(answer.told as unknown as OwnDay)
    }
    void look()
    const timer = setInterval(look, againMilliseconds)
    return () => {
      clearInterval(timer)
      stop.abort()
    }
  }, [pause, version])
  return known
}
