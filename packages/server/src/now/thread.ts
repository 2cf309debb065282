// The thread in which states are answered: of one plan, and then of the next that comes into force. The first answer of a new
// thread costs three times as much as the others: its code is read and compiled meanwhile. So a thread goes on from plan to
// plan, and until something is told it tries itself out.

import { Worker } from 'node:worker_threads'
import type { answerState, NowAsked, PauseInForce } from './told.ts'

/** What is wished of the thread, in a cell that it looks at between days. */
export const wishes = { goOn: 0, onlyFirst: 1, stop: 2, tryOut: 3 } as const
export type Wish = (typeof wishes)[keyof typeof wishes]

/** Two cells: what is wished, and the number of the plan that counts. */
export type NowCells = Int32Array<SharedArrayBuffer>

export type NowMessage =
  | { readonly kind: 'plan'; readonly inForce: PauseInForce; readonly asked: NowAsked; readonly number: number }
  | { readonly kind: 'state'; readonly bytes: Uint8Array; readonly shut: readonly string[] }

export interface NowResult {
  /** Of the plan to which it belongs. */
  readonly number: number
  readonly result: ReturnType<typeof answerState>
  /** Not: of a few of the days; the others follow. */
  readonly isLast: boolean
}

export interface NowListener {
  readonly answered: (result: NowResult) => void
  /** The thread is no more. */
  readonly failed: (fault: Error) => void
}

export class NowThread {
  private readonly cells: NowCells = new Int32Array(new SharedArrayBuffer(8))
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.cells })
  private listener: NowListener | undefined
  private number = 0

  constructor() {
    this.worker.on('message', (result: NowResult) => {
      if (result.number === this.number) this.listener?.answered(result)
    })
    this.worker.on('error', (fault) => this.listener?.failed(fault))
  }

  /** From here on it is this plan that is asked about, and whoever asked about another hears nothing more. */
  follow({ pause, plan }: PauseInForce, asked: NowAsked, listener: NowListener): void {
    this.listener = listener
    this.number++
    this.wish(wishes.tryOut)
    Atomics.store(this.cells, 1, this.number)
    this.post({ kind: 'plan', inForce: { pause, plan }, asked, number: this.number })
  }

  answer(bytes: Uint8Array, shut: readonly string[]): void {
    this.wish(wishes.goOn)
    this.post({ kind: 'state', bytes, shut })
  }

  wish(wish: Wish): void {
    Atomics.store(this.cells, 0, wish)
  }

  async end(): Promise<void> {
    this.listener = undefined
    await this.worker.terminate()
  }

  private post(message: NowMessage): void {
    this.worker.postMessage(message)
  }
}
