// How often somebody may ask. What is over is refused with the time to wait, before it costs anything.

import type { Context } from 'hono'
import { problem } from '../problem.ts'
import type { Services } from './services.ts'

/** What is wrong with an input is told so far; there may be as many faults as letters. */
export const mostErrors = 100

export interface Rate {
  /** So many at once, when nothing was asked for a while. */
  readonly burst: number
  readonly perSecond: number
}

/** Most that are remembered: past it those are forgotten who could ask for a whole burst again. */
const mostRemembered = 20_000

export class Limit {
  private readonly rate: Rate
  private readonly left = new Map<string, { tokens: number; at: number }>()

  constructor(rate: Rate) {
    this.rate = rate
  }

  /** Seconds to wait; 0: it may be asked, and is counted as so many. */
  take(who: string, nowSeconds: number, count = 1): number {
    const { burst, perSecond } = this.rate
    const before = this.left.get(who) ?? { tokens: burst, at: nowSeconds }
    const tokens = Math.min(burst, before.tokens + Math.max(0, nowSeconds - before.at) * perSecond)
    if (tokens < count) {
      this.left.set(who, { tokens, at: nowSeconds })
      return Math.ceil((count - tokens) / perSecond)
    }
    this.left.set(who, { tokens: tokens - count, at: nowSeconds })
    if (this.left.size > mostRemembered) this.forget(nowSeconds)
    return 0
  }

  private forget(nowSeconds: number): void {
    const { burst, perSecond } = this.rate
    for (const [who, { tokens, at }] of this.left)
      if (tokens + (nowSeconds - at) * perSecond >= burst) this.left.delete(who)
  }
}

/** The refusal of what is asked for too often, or of too much at once; undefined: it may be asked. */
export function tooMany(
  context: Context,
  { limits, now }: Pick<Services, 'limits' | 'now'>,
  which: keyof Services['limits'],
  who: string,
  count = 1,
): Response | undefined {
  const seconds = limits[which].take(who, now(), count)
  return seconds === 0
    ? undefined
    : problem(context, 'too_many_requests', { headers: { 'retry-after': String(seconds) } })
}
