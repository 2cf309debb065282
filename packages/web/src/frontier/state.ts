// How far the frontier of a pause is, asked again and again while it is worked out.

import type { Frontier } from '@treve/model/frontier'
import { useCallback, useEffect, useState } from 'react'
import { beginFrontier, getFrontier, stopFrontier } from '../api.ts'

export type FrontierState =
  | { readonly state: 'none' }
  | { readonly state: 'waiting' }
  | {
      readonly state: 'running'
      readonly progress: {
        readonly stage: 'plan' | 'options' | 'search' | 'pairs' | 'days'
        readonly done: number
        readonly of: number
      }
    }
  | { readonly state: 'there'; readonly frontier: Frontier; readonly refused: readonly string[] }
  | { readonly state: 'failed' }

/** Undefined: not known yet; `unreachable`: the server does not answer. */
export type Known = FrontierState | { readonly state: 'unreachable' } | undefined

const pollMilliseconds = 1000

export function useFrontier(pause: string): { known: Known; begin: () => void; stop: () => void; ask: () => void } {
  const [known, setKnown] = useState<Known>()
  const told = useCallback((asked: Promise<FrontierState>) => {
    asked.then(setKnown, () => setKnown({ state: 'unreachable' }))
  }, [])
  const ask = useCallback(() => told(getFrontier(pause)), [pause, told])
  useEffect(ask, [ask])
  useEffect(() => {
    if (known?.state !== 'running' && known?.state !== 'waiting') return undefined
    const timer = setTimeout(ask, pollMilliseconds)
    return () => clearTimeout(timer)
  }, [known, ask])
  return {
    known,
    ask,
    begin: () => told(beginFrontier(pause)),
    stop: () => told(stopFrontier(pause)),
  }
}
