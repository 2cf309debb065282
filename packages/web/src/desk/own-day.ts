// What of the plan a desk is told: names of its places, and who needs what on arrival. Asked anew when the day changes.

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
}

export function useOwnDay(pause: string, version: string | undefined): OwnDay | undefined {
  const [known, setKnown] = useState<OwnDay | undefined>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version, another plan perhaps
  useEffect(() => {
    const stop = new AbortController()
    void getMyDay({ pause }, { signal: stop.signal }).then((answer) => {
      // The server is ours and of the same version: its shape is held by its own tests.
      if (answer.ok && !stop.signal.aborted) setKnown(answer.told as unknown as OwnDay)
    })
    return () => stop.abort()
  }, [pause, version])
  return known
}
