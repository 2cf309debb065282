// When a round with the server is made: as soon as there is something to say or a network to say it by, and every so often.

import { useEffect, useRef } from 'react'
import type { Phone } from '../phone.ts'
import type { Stop } from '../server/line.ts'

const everyMs = 20_000
/** Untouched for so long, it locks itself. */
const idleMs = 5 * 60_000

export function useRounds(phone: Phone, revoked: () => void): (isAsked?: boolean) => void {
  const notBefore = useRef(0)
  const onRevoked = useRef(revoked)
  onRevoked.current = revoked
  const go = useRef((isAsked = false) => {
    if (!isAsked && Date.now() < notBefore.current) return
    phone.round({ isAsked }).then(
      (stop: Stop | undefined) => {
        if (stop?.why === 'later') notBefore.current = Date.now() + stop.seconds * 1000
        if (stop?.why === 'revoked') onRevoked.current()
      },
      // Told on the screen by the state of the line; the next round tries again.
      () => undefined,
    )
  })
  useEffect(() => {
    const round = () => go.current()
    const onOnline = () => {
      notBefore.current = 0
      go.current()
    }
    const onSeen = () => document.visibilityState === 'visible' && go.current()
    round()
    const timer = setInterval(round, everyMs)
    addEventListener('online', onOnline)
    document.addEventListener('visibilitychange', onSeen)
    return () => {
      clearInterval(timer)
      removeEventListener('online', onOnline)
      document.removeEventListener('visibilitychange', onSeen)
    }
  }, [])
  return go.current
}

export function useIdleLock(lock: () => void): void {
  const onIdle = useRef(lock)
  onIdle.current = lock
  useEffect(() => {
    let touchedMs = Date.now()
    const touch = () => {
      touchedMs = Date.now()
    }
    const look = () => {
      if (Date.now() - touchedMs > idleMs) onIdle.current()
    }
    const timer = setInterval(look, 5000)
    const kinds = ['pointerdown', 'keydown', 'scroll'] as const
    for (const kind of kinds) addEventListener(kind, touch, { passive: true })
    // A phone that slept has slept for long: looked at before anything of the day is seen.
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const kind of kinds) removeEventListener(kind, touch)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
}
