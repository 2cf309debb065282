// Positions as they come, written in bundles: one is on its way to the disk while the next is gathered. Who is told that a
// position was taken is told once it is durable. More than can wait is refused, so that nothing else waits behind it.

import type { Box } from './geometry.ts'
import { type Judged, judge, type Track } from './judged.ts'
import type { PositionStore } from './store.ts'
import type { Fix } from './trackers/told.ts'
import type { Tracks } from './tracks.ts'

export interface Taken {
  readonly pause: string
  readonly account: number
  readonly vehicle: string
  readonly area: Box | undefined
  /** Undefined: it was heard of, and does not know where it is. */
  readonly fix: Fix | undefined
  /** By the clock of the pause: milliseconds since 1970. */
  readonly cameAt: number
}

interface Waiting {
  readonly taken: Taken & { readonly fix: Fix }
  readonly done: () => void
  readonly failed: (fault: unknown) => void
}

/** So long a bundle is gathered at least, so that a few at a time are not each a wait for the disk. */
const gatherMilliseconds = 25
const mostAtOnce = 2000
const mostWaiting = 50_000

export class Intake {
  private readonly store: PositionStore
  private readonly tracks: Tracks
  private readonly now: () => number
  private waiting: Waiting[] = []
  private writing: Promise<void> | undefined
  private timer: NodeJS.Timeout | undefined
  private isClosed = false
  readonly counts = { taken: 0, flagged: 0, refused: 0 }

  /** @param now of the server, by which its tables are: milliseconds since 1970 */
  constructor(store: PositionStore, tracks: Tracks, now: () => number) {
    this.store = store
    this.tracks = tracks
    this.now = now
  }

  get isFull(): boolean {
    return this.isClosed || this.waiting.length >= mostWaiting
  }

  /** Resolves once it is on the disk; rejects where that is not known. */
  take(taken: Taken): Promise<void> {
    const { pause, vehicle, fix, cameAt } = taken
    if (fix === undefined) {
      this.tracks.set(pause, vehicle, { ...this.tracks.trackOf(pause, vehicle), heardAt: cameAt })
      return Promise.resolve()
    }
    return new Promise((done, failed) => {
      this.waiting.push({ taken: { ...taken, fix }, done, failed })
      if (this.waiting.length >= mostAtOnce) this.write()
      else this.timer ??= setTimeout(() => this.write(), gatherMilliseconds)
    })
  }

  async close(): Promise<void> {
    this.isClosed = true
    while (this.waiting.length > 0 || this.writing !== undefined) {
      this.write()
      await this.writing
    }
    clearTimeout(this.timer)
  }

  private write(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    // What came meanwhile is written when that is done.
    if (this.writing !== undefined || this.waiting.length === 0) return
    const bundle = this.waiting.slice(0, mostAtOnce)
    this.waiting = this.waiting.slice(mostAtOnce)
    this.writing = this.writeBundle(bundle).finally(() => {
      this.writing = undefined
      if (this.waiting.length >= mostAtOnce) this.write()
      else if (this.waiting.length > 0) this.timer ??= setTimeout(() => this.write(), gatherMilliseconds)
    })
  }

  private async writeBundle(bundle: readonly Waiting[]): Promise<void> {
    // What is remembered of a vehicle changes once its fixes are stored: where they are not, they come again.
    const after = new Map<string, Track>()
    const judgedAll: { readonly taken: Taken; readonly judged: Judged }[] = []
    for (const { taken } of bundle) {
      const { pause, vehicle, fix, cameAt, area } = taken
      const key = `${pause}\n${vehicle}`
      const { track, judged } = judge(after.get(key) ?? this.tracks.trackOf(pause, vehicle), fix, { cameAt, area })
      after.set(key, track)
      judgedAll.push({ taken, judged })
    }
    try {
      const rows = judgedAll.map(({ taken: { account, vehicle }, judged }) => ({ account, vehicle, judged }))
      await this.store.insert(rows, this.now())
    } catch (fault) {
      for (const each of bundle) each.failed(fault)
      return
    }
    for (const { taken, judged } of judgedAll) {
      const track = after.get(`${taken.pause}\n${taken.vehicle}`)
      if (track !== undefined) this.tracks.set(taken.pause, taken.vehicle, track, judged)
      this.counts.taken += 1
      if (judged.flags.length > 0) this.counts.flagged += 1
    }
    for (const each of bundle) each.done()
  }
}
