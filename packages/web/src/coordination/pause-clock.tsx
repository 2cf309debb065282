// What time it is in the pause on the page: an exercise may run by a clock of its own, and nothing else does.

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { getClock } from '../client/operations.ts'
import { type ClockView, pauseTime } from './clock-view.ts'
import { useNow } from './instant.tsx'

const PauseClock = createContext<ClockView | null>(null)

/** It may be set while the page stands open. */
const againMilliseconds = 5000

export function PauseClockProvider({
  pause,
  isExercise,
  children,
}: {
  pause: string
  isExercise: boolean
  children: ReactNode
}) {
  // Not known yet: another time is shown of no exercise, not for a moment.
  const [clock, setClock] = useState<ClockView | null | undefined>(isExercise ? undefined : null)
  useEffect(() => {
    if (!isExercise) return undefined
    const look = async () => {
      const answer = await getClock({ pause })
      const told = answer.ok ? (answer.told as { exercise_clock: ClockView | null }).exercise_clock : undefined
      setClock((before) => told ?? before ?? null)
    }
    void look()
    const timer = setInterval(() => void look(), againMilliseconds)
    return () => clearInterval(timer)
  }, [pause, isExercise])
  if (clock === undefined) return null
  return <PauseClock value={clock}>{children}</PauseClock>
}

/** Second by second where it is read as a clock, less often where ages follow from it. */
export function usePauseNow(everyMilliseconds = 5000): number {
  return pauseTime(useContext(PauseClock), useNow(everyMilliseconds))
}
