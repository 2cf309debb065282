// How far the account of a pause has come, by the checkpoint that is public from its beginning (c2sp.org/tlog-checkpoint).

import { useEffect, useState } from 'react'

export interface AccountHead {
  readonly entries: number
  /** Base64. */
  readonly root: string
}

const againMilliseconds = 60_000

export function checkpointAddress(pause: string): string {
  return `/account/${encodeURIComponent(pause)}/checkpoint`
}

/** As of a minute ago at most; undefined until it has come. */
export function useAccountHead(pause: string): AccountHead | undefined {
  const [head, setHead] = useState<AccountHead>()
  useEffect(() => {
    const over = new AbortController()
    const read = async () => {
      const answer = await fetch(checkpointAddress(pause), { signal: over.signal })
      const found = answer.ok ? headIn(await answer.text()) : undefined
      if (found !== undefined) setHead(found)
    }
    // Where it does not come, what came before stands: it says of how many entries it is.
    const look = () => void read().catch(() => undefined)
    look()
    const timer = setInterval(look, againMilliseconds)
    return () => {
      over.abort()
      clearInterval(timer)
    }
  }, [pause])
  return head
}

function headIn(note: string): AccountHead | undefined {
  const [, entries = '', root = ''] = note.split('\n')
  return /^\d+$/.test(entries) && root !== '' ? { entries: Number(entries), root } : undefined
}
