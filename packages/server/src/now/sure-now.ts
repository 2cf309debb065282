// How sure a plan in force is now, kept up with what is told of where everybody is. Each state is answered in a thread of
// its own, so that the server goes on serving meanwhile: of a few days first, then of all. Of states that come while one is
// being answered the newest counts; it breaks off what is left of the one before, once that has been answered at all. A
// state in which only positions have changed does not even wait for that where something was reported since.

import type { Pause } from '@treve/model'
import { type NowResult, NowThread, type Wish, wishes } from './thread.ts'
import type { Answered, NowAsked, PauseInForce, Trouble } from './told.ts'

/** What is known: the last good answer, and beside it what is wrong with what was told since. */
export interface SureNowView {
  /** Greater after each change. */
  readonly version: number
  /** A state is being answered, or more days of it. */
  readonly isWorking: boolean
  /** Milliseconds since 1970, as all instants of telling here. */
  readonly toldAt: number | undefined
  readonly answer:
    | { readonly toldAt: number; readonly answeredAt: number; readonly isWhole: boolean; readonly found: Answered }
    | undefined
  readonly trouble:
    | { readonly toldAt: number; readonly what: Trouble | { readonly kind: 'missing' | 'fault' } }
    | undefined
}

interface Told {
  readonly bytes: Uint8Array
  readonly shut: readonly string[]
  readonly toldAt: number
  /** Not: only positions have changed, or time has passed. */
  readonly isReported: boolean
}

export class SureNow {
  readonly pause: Pause
  private readonly inForce: PauseInForce
  private readonly asked: NowAsked
  /** Undefined after a fault, until the next state. */
  private thread: NowThread | undefined
  private readonly waiters = new Set<() => void>()
  private working: Told | undefined
  private next: Told | undefined
  private isClosed = false
  private known: SureNowView = {
    version: 0,
    isWorking: false,
    toldAt: undefined,
    answer: undefined,
    trouble: undefined,
  }

  /** `thread`: that of the plan before. */
  constructor(inForce: PauseInForce, asked: NowAsked = { seed: 1 }, thread: NowThread = new NowThread()) {
    this.pause = inForce.pause
    this.inForce = inForce
    this.asked = asked
    this.thread = this.followed(thread)
  }

  view(): SureNowView {
    return this.known
  }

  /** Where everybody is, as a file says it, and by which corridors nobody sets out any more. */
  tell(bytes: Uint8Array, isReported = true, shut: readonly string[] = []): void {
    const told = { bytes, shut, toldAt: Date.now(), isReported: isReported || this.next?.isReported === true }
    if (this.working === undefined) this.begin(told)
    else {
      this.next = told
      // Reports, however fast they come, never break off one another unanswered.
      this.wish(told.isReported && !this.working.isReported ? wishes.stop : wishes.onlyFirst)
      this.change({ toldAt: told.toldAt })
    }
  }

  /** Nothing can be read any more. */
  tellMissing(): void {
    this.next = undefined
    this.wish(wishes.goOn)
    this.fail('missing')
  }

  /** Resolves as soon as there is something else than `version`, or after that time all the same. */
  newer(version: number, milliseconds: number): Promise<SureNowView> {
    if (this.known.version !== version || this.isClosed) return Promise.resolve(this.known)
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.waiters.delete(done)
        resolve(this.known)
      }
      const timer = setTimeout(done, milliseconds)
      this.waiters.add(done)
    })
  }

  async close(): Promise<void> {
    await this.handOver()?.end()
  }

  /** Closed as well; its thread is for the plan that comes after. */
  handOver(): NowThread | undefined {
    const { thread } = this
    this.isClosed = true
    this.wish(wishes.stop)
    this.thread = undefined
    this.wake()
    return thread
  }

  private followed(thread: NowThread): NowThread {
    thread.follow(this.inForce, this.asked, {
      answered: (result) => this.answered(result),
      failed: (fault) => {
        process.stderr.write(`treve: how sure ${this.pause.id} is now: ${fault.stack ?? fault.message}\n`)
        this.thread = undefined
        this.next = undefined
        this.working = undefined
        this.fail('fault')
      },
    })
    return thread
  }

  private begin(told: Told): void {
    if (this.isClosed) return
    this.working = told
    this.thread ??= this.followed(new NowThread())
    this.thread.answer(told.bytes, told.shut)
    this.change({ isWorking: true, toldAt: told.toldAt })
  }

  private answered({ result, isLast }: NowResult): void {
    const { working, next } = this
    if (isLast) {
      this.working = undefined
      this.next = undefined
    }
    if (working === undefined) return
    const isWorking = !isLast || next !== undefined
    if (result.kind === 'stopped') this.change({ isWorking })
    else this.keep(working, result, isWorking, isLast)
    if (isLast && next !== undefined) this.begin(next)
  }

  private keep(
    { toldAt }: Told,
    found: Exclude<NowResult['result'], { readonly kind: 'stopped' }>,
    isWorking: boolean,
    isWhole: boolean,
  ): void {
    const { trouble } = this.known
    this.change({
      isWorking,
      ...(found.kind === 'assured'
        ? {
            answer: { toldAt, answeredAt: Date.now(), isWhole, found },
            // What went wrong since then still is.
            trouble: trouble !== undefined && trouble.toldAt > toldAt ? trouble : undefined,
          }
        : { trouble: { toldAt, what: found } }),
    })
  }

  private fail(kind: 'missing' | 'fault'): void {
    this.change({ isWorking: this.working !== undefined, trouble: { toldAt: Date.now(), what: { kind } } })
  }

  private wish(wish: Wish): void {
    this.thread?.wish(wish)
  }

  private change(what: Partial<SureNowView>): void {
    this.known = { ...this.known, ...what, version: this.known.version + 1 }
    this.wake()
  }

  private wake(): void {
    for (const done of [...this.waiters]) done()
  }
}
