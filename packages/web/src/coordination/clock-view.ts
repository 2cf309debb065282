// The clock of an exercise, as the server tells it.

export interface ClockView {
  readonly real_s: number
  readonly pause_s: number
  readonly speed: number
}

export function pauseTime(clock: ClockView | null, realMilliseconds: number): number {
  if (clock === null) return realMilliseconds
  return clock.pause_s * 1000 + (realMilliseconds - clock.real_s * 1000) * clock.speed
}
