// What is so now in every pause, in any process, whether it leads or not: kept up with the account's events.

import type { TimeZone } from '@treve/model'
import { isTimeZone, parseInstant, utc } from '@treve/model'
import { type Coordination, eventOf, type PauseEvent, type Rules } from '../coordination/index.ts'
import { inForce } from '../coordination/terms/index.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { type Database, type ExerciseClock, Folded, StorageFault, storedAccounts } from '../storage/index.ts'
import { channels, type Listening, listen } from '../storage/listen.ts'

export interface LivePause {
  readonly id: string
  readonly account: number
  readonly isExercise: boolean
  readonly zone: TimeZone
  readonly verifierKey: string | undefined
  /** In whose name the account is kept. */
  readonly organisation: string
  /** Of its log. */
  readonly origin: string
  readonly beatSeconds: number
  /** The account is opened to the public now: not while publishing is stopped, nor once terms have a later window. */
  readonly isReleased: boolean
  /** Of the last event that is in `state`; tells how much there is, and is for nobody outside. */
  readonly position: number
  readonly state: Coordination
  /** Of an exercise that is played on a day of its own. */
  readonly clock: ExerciseClock | undefined
}

type Now = Pick<LivePause, 'state' | 'isReleased'> & {
  /** Up to which window the account was released. */
  readonly releasedThrough?: number
}

/** Notices only hasten: it is looked by itself so often. */
const longestMilliseconds = 500

export class LivePauses {
  private readonly database: Database
  private readonly rules: Rules
  private readonly listening: Listening
  private readonly folded = new Map<
    string,
    {
      readonly pause: Omit<LivePause, keyof Now | 'position' | 'clock'>
      readonly at: Folded<Now>
      clock: ExerciseClock | undefined
    }
  >()
  private readonly stop = new AbortController()
  private waiting: PromiseWithResolvers<void> = Promise.withResolvers()
  private going: Promise<void> = Promise.resolve()
  /** Undefined while all is well. Any but one of storage is a fault of ours, and the pauses that it is not in go on. */
  fault: Error | undefined

  private constructor(database: Database, rules: Rules, listening: Listening) {
    this.database = database
    this.rules = rules
    this.listening = listening
  }

  static async open(database: Database, rules: Rules): Promise<LivePauses> {
    const live = new LivePauses(database, rules, await listen(database, channels.events))
    await live.look()
    live.going = live.go()
    return live
  }

  of(id: string): LivePause | undefined {
    const found = this.folded.get(id)
    if (found === undefined) return undefined
    const { state, isReleased } = found.at.state
    return { ...found.pause, position: found.at.position, clock: found.clock, state, isReleased }
  }

  get all(): readonly LivePause[] {
    return [...this.folded.keys()].flatMap((id) => this.of(id) ?? [])
  }

  /**
   * Until what is committed by now is in it, or up to a position what is of that pause; not for ever, if the database does
   * not answer.
   */
  async reach(pause?: string, position?: number): Promise<void> {
    if (pause !== undefined && position !== undefined && (this.of(pause)?.position ?? -1) >= position) return
    const next = this.waiting.promise
    this.listening.hasten()
    await next
  }

  async close(): Promise<void> {
    this.stop.abort()
    this.listening.hasten()
    await this.going
    await this.listening.close()
  }

  private async go(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.listening.next(longestMilliseconds, this.stop.signal)
      const done = this.waiting
      this.waiting = Promise.withResolvers()
      await this.look()
      done.resolve()
    }
    this.waiting.resolve()
  }

  private async look(): Promise<void> {
    let fault: Error | undefined
    try {
      for (const stored of await storedAccounts(this.database))
        await this.keepUp(stored).catch((thrown: unknown) => {
          if (thrown instanceof StorageFault) throw thrown
          fault = errorOf(thrown)
        })
    } catch (thrown) {
      fault = errorOf(thrown)
    }
    // It is tried again twice a second, and told once.
    if (fault !== undefined && fault.message !== this.fault?.message)
      process.stderr.write(`treve: what is so now: ${fault.stack ?? fault.message}\n`)
    this.fault = fault
  }

  private async keepUp({ number, settings, verifierKey, clock }: StoredAccount): Promise<void> {
    const known = this.folded.get(settings.pause)
    const at = known?.at ?? new Folded(number, this.folding())
    await at.catchUp(this.database)
    if (known !== undefined) {
      known.clock = clock
      return
    }
    const zone = isTimeZone(settings.zone) ? settings.zone : utc
    this.folded.set(settings.pause, {
      pause: {
        id: settings.pause,
        account: number,
        isExercise: settings.mode === 'exercise',
        zone,
        verifierKey,
        organisation: settings.organisation,
        origin: settings.log,
        beatSeconds: settings.beatSeconds,
      },
      at,
      clock,
    })
  }

  private folding() {
    const { beginning, after } = this.rules
    return {
      beginning: { state: beginning, isReleased: false },
      after(now: Now, stored: Parameters<typeof eventOf>[0]): Now {
        const event = eventOf(stored)
        if (event === undefined) return now
        const state = after(now.state, event)
        const releasedThrough = event.type === 'released' ? lastCloseIn(event, state) : now.releasedThrough
        if (releasedThrough === undefined) return { state, isReleased: false }
        const isReleased = state.publishing.stopped === undefined && lastCloseOf(state) <= releasedThrough
        return { state, isReleased, releasedThrough }
      },
    }
  }
}

/** When the last window of the terms in force closes; before all where there is none. */
function lastCloseOf({ terms }: Coordination): number {
  return Math.max(...(inForce(terms)?.summary.windows ?? []).map(({ close }) => close))
}

/** Of a release: as it states it; an exercise may not, then of the terms in force. */
function lastCloseIn({ clear }: PauseEvent, state: Coordination): number {
  const stated = typeof clear.last_close === 'string' ? parseInstant(clear.last_close, utc) : undefined
  return typeof stated === 'number' ? stated : lastCloseOf(state)
}

export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
