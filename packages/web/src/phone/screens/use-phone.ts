// What the phone knows, as the screen shows it; and the seconds that pass.

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Kept } from '../keeping/kept.ts'
import type { LineState, Phone } from '../phone.ts'

export function useKept(phone: Phone): Kept {
  return useSyncExternalStore(phone.listen, () => phone.kept)
}

export function useLine(phone: Phone): LineState {
  return useSyncExternalStore(phone.listen, () => phone.lineState)
}

/** Seconds, by the clock of the pause. */
export function useNow(phone: Phone): number {
  const [now, setNow] = useState(() => phone.nowS())
  useEffect(() => {
    const timer = setInterval(() => setNow(phone.nowS()), 1000)
    return () => clearInterval(timer)
  }, [phone])
  return now
}
