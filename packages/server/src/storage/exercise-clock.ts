// An exercise may be played on a day of its own, and faster than time runs. A pause that is none is always at the time that it is.

import type { Database } from './database.ts'
import { StorageFault } from './fault.ts'
import { channels } from './listen.ts'

/** At `real` it was `pause` in the exercise, both in seconds since 1970; since then `speed` seconds pass there in each. */
export interface ExerciseClock {
  readonly real: number
  readonly pause: number
  /** 0: it stands still. */
  readonly speed: number
}

/** @param now seconds since 1970 */
export function timeIn(clock: ExerciseClock | undefined, now: number): number {
  return clock === undefined ? now : clock.pause + Math.max(0, now - clock.real) * clock.speed
}

/** When it is that time there: undefined where it never is, by a clock that stands still. */
export function momentOf(clock: ExerciseClock | undefined, seconds: number, now: number): number | undefined {
  if (clock === undefined) return seconds
  const left = seconds - timeIn(clock, now)
  return left <= 0 ? now : clock.speed === 0 ? undefined : now + left / clock.speed
}

export function clockOf(stored: unknown): ExerciseClock | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { real, pause, speed } = stored as Readonly<Record<string, unknown>>
  return typeof real === 'number' && typeof pause === 'number' && typeof speed === 'number'
    ? { real, pause, speed }
    : undefined
}

/** Never back: what is on the account was so before. Refused of a pause that is no exercise. */
export async function setExerciseClock(
  database: Database,
  pause: string,
  { now, at, speed }: { readonly now: number; readonly at?: number; readonly speed: number },
): Promise<ExerciseClock> {
  if (!(speed >= 0 && speed <= fastest))
    throw new StorageFault('unusable', `a speed from 0 to ${fastest} is expected, and not ${speed}`)
  return database.inTransaction(async (client) => {
    const { rows } = await client.query(
      `select exercise_clock from accounts where pause = $1 and mode = 'exercise' for update`,
      [pause],
    )
    if (rows[0] === undefined)
      throw new StorageFault('unusable', `there is no exercise ${pause}: only an exercise has a clock of its own`)
    const before = clockOf(rows[0].exercise_clock)
    // The first setting may lead anywhere; what follows only on.
    const from = before === undefined ? (at ?? now) : Math.max(timeIn(before, now), at ?? 0)
    const clock: ExerciseClock = { real: now, pause: from, speed }
    await client.query('update accounts set exercise_clock = $2 where pause = $1', [pause, JSON.stringify(clock)])
    for (const channel of [channels.commands, channels.events])
      await client.query(`select pg_notify($1, '')`, [channel])
    return clock
  })
}

const fastest = 3600
