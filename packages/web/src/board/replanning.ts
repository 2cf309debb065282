// Planning anew as the server tells of it: a plan made anew, or the one in force with a departure moved.

import { useCallback, useEffect, useState } from 'react'
import type { Moving } from '../charts/moving.ts'
import type { Answered } from '../client/ask.ts'
import { beginReplan, getReplan, proposeShift } from '../client/operations.ts'
import type { Departure } from '../coordination/particulars.tsx'
import type { Refusal } from '../coordination/refusal.ts'
import type { ReplanState } from './proposal.ts'

const againMilliseconds = 3000

/** A move that was not even looked at. */
export interface Refused extends Refusal {
  readonly moving: Moving
  /** From what the parties were told. */
  readonly departures: readonly Departure[]
}

export interface Replanning {
  /** Undefined: the pause is not under way, and there is nothing to be planned anew. */
  readonly told: ReplanState | undefined
  readonly refused: Refused | undefined
  readonly begin: () => void
  readonly propose: (moving: Moving) => void
}

export function useReplanning(pause: string, isUnderWay: boolean): Replanning {
  const [told, setTold] = useState<ReplanState | undefined>(undefined)
  const [refused, setRefused] = useState<Refused | undefined>(undefined)
  const tell = useCallback((answer: Answered<object>) => {
    // The server is ours and of the same version: its shape is held by its own tests.
    const next = answer.ok ? (answer.told as ReplanState) : undefined
    // What is the same is not drawn anew.
    setTold((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
  }, [])
  useEffect(() => {
    if (!isUnderWay) return undefined
    const look = async () => tell(await getReplan({ pause }))
    void look()
    const timer = setInterval(look, againMilliseconds)
    return () => clearInterval(timer)
  }, [pause, isUnderWay, tell])
  const begin = useCallback(() => {
    void beginReplan({ pause }).then((answer) => answer.ok && tell(answer))
  }, [pause, tell])
  const propose = useCallback(
    (moving: Moving) => {
      setRefused(undefined)
      void proposeShift({ pause, input: moving }).then((answer) => {
        if (answer.ok) return tell(answer)
        const { code, detail, departures = [] } = answer.problem
        return setRefused({ moving, code, detail, departures: departures as readonly Departure[] })
      })
    },
    [pause, tell],
  )
  return { told: isUnderWay ? told : undefined, refused, begin, propose }
}
