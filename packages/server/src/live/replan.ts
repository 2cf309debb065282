// A plan made anew in the middle of the day, or the one in force with a departure moved by hand: proposed, as a difference to the one in force, and never put in force by itself. It
// is agreed by a person, as any plan (agree_plan).

import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { readPlan } from '@treve/model'
import type { LivePause } from '../api/live.ts'
import type { ChangedOrders } from './changed-orders.ts'
import type { DayLive } from './day-live.ts'
import type { GotOff } from './got-off.ts'
import type { InForce } from './in-force.ts'
import { type DepartureOfTrip, departuresOfChanged } from './notified.ts'
import type { Stranded } from './stranded.ts'

export interface ReplanJob extends Pick<InForce, 'pause' | 'plan' | 'bytes' | 'files'> {
  readonly stateText: string
  readonly late: readonly string[]
  readonly shut: readonly string[]
  readonly waiting: readonly (readonly [place: string, count: number])[]
  readonly gotOff: readonly GotOff[]
  readonly seconds: number
  /** By which trips that change are told from those before. */
  readonly inForceName: string
  /** The plan in force with this departure moved, and nothing else; absent: a plan made anew. */
  readonly shift?: Shift
  /** One cell: not 0 means stop. */
  readonly stopCell: Int32Array<SharedArrayBuffer>
}

export type WhyNotMoved = 'trip_unknown' | 'not_moved' | 'trip_promised' | 'departs_too_soon' | 'outside_notified'

/** A departure that somebody moves: later by so much, or earlier. */
export interface Shift {
  readonly trip: string
  readonly seconds: number
}

/** Of the plan in force from now on, and of the proposal; null: it cannot be said. */
export interface Gained {
  readonly clear_probability: { readonly from: number | null; readonly to: number | null }
  readonly people_out: { readonly from: number | null; readonly to: number | null }
  /** People of trips that are not over, as planned. */
  readonly levels: readonly { readonly level: string; readonly from: number; readonly to: number }[]
}

export type ReplanResult =
  | {
      readonly kind: 'proposal'
      /** JSON. */
      readonly plan: string
      readonly stateAt: number
      readonly gained: Gained
      /** Of those who are not stranded. */
      readonly changed: readonly ChangedOrders[]
      /** All else of it passes the checker; empty: all of it. */
      readonly stranded: readonly Stranded[]
    }
  | {
      readonly kind: 'failed'
      /** Why it may not be moved: proposed in time, and looked at too late. */
      readonly reason: 'state_unreadable' | 'not_valid' | 'stranded' | 'no_window_left' | WhyNotMoved
      /** No window is left: since when. */
      readonly closedSince?: number
      readonly violations?: readonly Refused[]
      readonly stranded?: readonly Stranded[]
    }

/** A rule of the checker that it breaks. */
export interface Refused {
  readonly rule: string
  readonly text: string
  readonly at: number | null
  readonly trip: string | null
}

export interface Proposal {
  readonly id: string
  /** By the clock of the pause: seconds. */
  readonly madeAt: number
  /** The plan in force from which it was made: with another, it is none any more. */
  readonly of: InForce
  readonly result: Extract<ReplanResult, { kind: 'proposal' }>
  readonly departures: readonly DepartureOfTrip[]
}

/** Where a departure was moved by hand, which. */
export type ReplanState = { readonly shift?: Shift | undefined } & (
  | { readonly state: 'none' | 'running' }
  | { readonly state: 'there'; readonly proposal: Proposal }
  | { readonly state: 'failed'; readonly result: Extract<ReplanResult, { kind: 'failed' }> | undefined }
)

/** Wall time: who waits for it has vehicles on the road. */
const seconds = 4
/** By itself it is begun so often at most. */
export const pauseBetweenMilliseconds = 180_000

export class Replan {
  private readonly day: DayLive
  private readonly stopCell = new Int32Array(new SharedArrayBuffer(4))
  private running: Promise<void> | undefined
  private known: ReplanState = { state: 'none' }
  private begunAt = Number.NEGATIVE_INFINITY

  constructor(day: DayLive) {
    this.day = day
  }

  state(): ReplanState {
    return this.known
  }

  /** Whether it was not begun for so long that it may begin by itself. */
  get isRested(): boolean {
    return performance.now() - this.begunAt >= pauseBetweenMilliseconds
  }

  get isRunning(): boolean {
    return this.running !== undefined
  }

  get inForce(): InForce {
    return this.day.inForce
  }

  begin(pause: LivePause, now: number, shift?: Shift): ReplanState {
    if (this.running !== undefined) return this.known
    this.known = { state: 'running', shift }
    this.begunAt = performance.now()
    this.running = this.replan(pause, now, shift)
      .catch((fault: unknown) => {
        process.stderr.write(`treve: planning ${pause.id} anew: ${String(fault)}\n`)
        this.known = { state: 'failed', shift, result: undefined }
      })
      .finally(() => {
        this.running = undefined
      })
    return this.known
  }

  async close(): Promise<void> {
    Atomics.store(this.stopCell, 0, 1)
    await this.running
  }

  private async replan(pause: LivePause, now: number, shift: Shift | undefined): Promise<void> {
    const { inForce } = this.day
    const result = await inThread({
      pause: inForce.pause,
      plan: inForce.plan,
      bytes: inForce.bytes,
      files: inForce.files,
      ...this.day.standing(pause, now),
      seconds,
      inForceName: randomBytes(2).toString('hex'),
      stopCell: this.stopCell,
      ...(shift === undefined ? {} : { shift }),
    })
    if (result.kind === 'failed') {
      this.known = { state: 'failed', shift, result }
      return
    }
    const { plan } = readPlan(new TextEncoder().encode(result.plan), inForce.pause.time_zone)
    const vehicles = new Set(result.changed.map(({ vehicle }) => vehicle))
    const trips = plan?.trips.filter(({ vehicle }) => vehicles.has(vehicle)) ?? []
    const departures = departuresOfChanged(pause.state, inForce.pause, trips, now)
    const id = randomBytes(9).toString('base64url')
    this.known = { state: 'there', shift, proposal: { id, madeAt: now, of: inForce, result, departures } }
  }
}

async function inThread(job: ReplanJob): Promise<ReplanResult> {
  const worker = new Worker(new URL('./replan-worker.ts', import.meta.url), { workerData: job })
  try {
    return await new Promise<ReplanResult>((resolve, reject) => {
      worker.on('message', resolve)
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`the planning thread ended with code ${code} before it answered`)))
    })
  } finally {
    await worker.terminate()
  }
}
