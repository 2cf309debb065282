// How fast the clock of a played day may run: no faster than what is due can be told. Else vehicles fall silent on the board
// because a machine is slow, and not because anything happened to them.

/** By so much of the exercise what is told may come late. */
export const mostLateSeconds = 60
const slowest = 0.5
/** A machine that was busy for a moment is tried again, a little faster each time. */
const faster = 1.25
/** Less of a change is not worth setting the clock. */
const worth = 0.15

/**
 * @param pace seconds of the exercise in each
 * @param tookSeconds how long it took to tell what was due at once
 */
export function paceAfter(pace: number, asked: number, tookSeconds: number): number {
  const borne = Math.max(slowest, Math.min(asked, mostLateSeconds / Math.max(tookSeconds, 1e-3)))
  const next = borne < pace ? borne : Math.min(borne, pace * faster)
  const isWorthIt = next === asked || next === slowest || Math.abs(next - pace) > pace * worth
  return isWorthIt ? Math.min(asked, next) : pace
}
