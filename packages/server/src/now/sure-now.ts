// How sure a plan in force is now, kept up with what is told of where everybody is. Each state is answered in a thread of
// its own, so that the server goes on serving meanwhile; of states that come while one is being answered the newest counts.

import { Worker } from 'node:worker_threads'
import type { Pause } from '@treve/model'
import type { Answered, answerState, NowAsked, PauseInForce, Trouble } from './told.ts'

export interface NowJob extends PauseInForce {
  readonly asked: NowAsked
  /** One cell: not 0 means stop. */
  readonly stopCell: Int32Array<SharedArrayBuffer>
}

export interface NowMessage {
  readonly bytes: Uint8Array
}

export interface NowResult {
  readonly result: ReturnType<typeof answerState>
  /** Not: of a few of the days; the whole follows. */
  readonly isWhole: boolean
}

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
  readonly toldAt: number
}

export class SureNow {
  readonly pause: Pause
  private readonly job: NowJob
  /** Begun with the first state, and again after a fault. */
  private worker: Worker | undefined
  private readonly stopCell = new Int32Array(new SharedArrayBuffer(4))
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

  constructor({ pause, plan }: PauseInForce, asked: NowAsked = { seed: 1 }) {
    this.pause = pause
    this.job = { pause, plan, asked, stopCell: this.stopCell }
  }

  view(): SureNowView {
    return this.known
  }

  /** Where everybody is, as a file says it. */
  tell(bytes: Uint8Array): void {
    const told = { bytes, toldAt: Date.now() }
    if (this.working === undefined) this.begin(told)
    else {
      this.next = told
      this.change({ toldAt: told.toldAt })
    }
  }

  /** Nothing can be read any more. */
  tellMissing(): void {
    this.next = undefined
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
    this.isClosed = true
    Atomics.store(this.stopCell, 0, 1)
    await this.worker?.terminate()
    this.wake()
  }

  private started(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.job })
    worker.on('message', (result: NowResult) => this.answered(result))
    worker.on('error', (fault) => {
      process.stderr.write(`treve: how sure ${this.pause.id} is now: ${fault.stack ?? fault.message}\n`)
      this.worker = undefined
      this.next = undefined
      this.working = undefined
      this.fail('fault')
    })
    return worker
  }

  private begin(told: Told): void {
    this.working = told
    this.worker ??= this.started()
    this.worker.postMessage({ bytes: told.bytes } satisfies NowMessage)
    this.change({ isWorking: true, toldAt: told.toldAt })
  }

  private answered({ result, isWhole }: NowResult): void {
    const { working, next } = this
    if (isWhole) {
      this.working = undefined
      this.next = undefined
    }
    if (working === undefined || result.kind === 'stopped') return
    const { toldAt } = working
    const { trouble } = this.known
    this.change({
      isWorking: !isWhole || next !== undefined,
      ...(result.kind === 'assured'
        ? {
            answer: { toldAt, answeredAt: Date.now(), isWhole, found: result },
            // What went wrong since then still is.
            trouble: trouble !== undefined && trouble.toldAt > toldAt ? trouble : undefined,
          }
        : { trouble: { toldAt, what: result } }),
    })
    if (isWhole && next !== undefined) this.begin(next)
  }

  private fail(kind: 'missing' | 'fault'): void {
    this.change({ isWorking: this.working !== undefined, trouble: { toldAt: Date.now(), what: { kind } } })
  }

  private change(what: Partial<SureNowView>): void {
    this.known = { ...this.known, ...what, version: this.known.version + 1 }
    this.wake()
  }

  private wake(): void {
    for (const done of [...this.waiters]) done()
  }
}
