// What is so now in every pause, in any process, whether it leads or not: kept up with the account's events.

import type { TimeZone } from '@treve/model'
import { isTimeZone, utc } from '@treve/model'
import { type Coordination, eventOf, type Rules } from '../coordination/index.ts'
import { isReleased } from '../coordination/publishing/index.ts'
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

type Now = 'position' | 'state' | 'isReleased' | 'clock'

/** Notices only hasten: it is looked by itself so often. */
const longestMilliseconds = 500

export class LivePauses {
  private readonly database: Database
  private readonly rules: Rules
  private readonly listening: Listening
  private readonly folded = new Map<
    string,
    {
      readonly pause: Omit<LivePause, Now>
      readonly at: Folded<Coordination>
      clock: ExerciseClock | undefined
    }
  >()
  private readonly stop = new AbortController()
  private looking: Promise<void> = Promise.resolve()
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
    const { state, position } = found.at
    return { ...found.pause, position, clock: found.clock, state, isReleased: isReleased(state) }
  }

  get all(): readonly LivePause[] {
    return [...this.folded.keys()].flatMap((id) => this.of(id) ?? [])
  }

  /**
   * Until what is committed by now is in it, or up to a position what is of that pause; not for ever, if the database does
   * not answer.
   */
  async reach(pause?: string, position?: number): Promise<void> {
    const isThere = () => pause !== undefined && position !== undefined && (this.of(pause)?.position ?? -1) >= position
    if (isThere()) return
    // What is under way may have brought it already.
    await this.looking
    if (isThere()) return
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
      this.looking = this.look()
      await this.looking
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
      beginning,
      after(state: Coordination, stored: Parameters<typeof eventOf>[0]): Coordination {
        const event = eventOf(stored)
        return event === undefined ? state : after(state, event)
      },
    }
  }
}

export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
