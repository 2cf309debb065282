// The pause file and the plan in force of a coordinated pause, read from what is attached to its account: once for each plan
// that is agreed, in a thread of its own, for they may be large.

import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { Pause, Plan } from '@treve/model'
import type { LivePause } from '../api/live.ts'
import { type PlanAgreed, versionOf } from '../coordination/terms/index.ts'
import type { Database } from '../storage/database.ts'
import { unfenced } from '../storage/leadership.ts'
import { sealedStore } from '../storage/sealed-store.ts'

export interface InForce {
  /** The entry by which the plan was agreed. */
  readonly entry: string
  readonly bytes: Uint8Array
  /** Those that the pause file names. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Without a state of its own: the plan was made for the whole of it. */
  readonly pause: Pause
  readonly plan: Plan
}

export interface InForceJob {
  readonly plan: Uint8Array
  /** The pause file, and then those that it names, without their names. */
  readonly documents: readonly Uint8Array[]
}

export type InForceRead = Omit<InForce, 'entry' | 'bytes'> | { readonly fault: string }

export class PlansInForce {
  private readonly database: Database
  private readonly known = new Map<string, { readonly entry: string; inForce: InForce | undefined }>()
  private readonly former = new Map<string, { readonly entry: string; readonly found: Promise<InForce | undefined> }>()
  private readonly reading = new Set<Promise<unknown>>()

  constructor(database: Database) {
    this.database = database
  }

  /** Undefined where none is agreed, or it is being read: it is there a little later. */
  of(pause: LivePause): InForce | undefined {
    const { plan } = pause.state.terms
    if (plan === undefined) return undefined
    const before = this.known.get(pause.id)
    if (before?.entry === plan.entry) return before.inForce
    const begun: { readonly entry: string; inForce: InForce | undefined } = { entry: plan.entry, inForce: undefined }
    this.known.set(pause.id, begun)
    const reading = this.read(pause, plan)
      .then((found) => {
        begun.inForce = found
      })
      .catch((fault: unknown) => {
        // The database may have been away: it is tried again when it is asked for next.
        if (this.known.get(pause.id) === begun) this.known.delete(pause.id)
        process.stderr.write(`treve: the plan in force of ${pause.id}: ${String(fault)}\n`)
      })
      .finally(() => this.reading.delete(reading))
    this.reading.add(reading)
    return before?.inForce
  }

  /** One that was agreed before it. The last that was asked for is kept: a stack of paper is mostly of one plan. */
  formerly(pause: LivePause, agreed: PlanAgreed): Promise<InForce | undefined> {
    const before = this.former.get(pause.id)
    if (before?.entry === agreed.entry) return before.found
    const found = this.read(pause, agreed)
    const begun = { entry: agreed.entry, found }
    this.former.set(pause.id, begun)
    const reading = found
      .catch(() => {
        // Whoever asked is told; whoever asks next has it tried again.
        if (this.former.get(pause.id) === begun) this.former.delete(pause.id)
      })
      .finally(() => this.reading.delete(reading))
    this.reading.add(reading)
    return found
  }

  async close(): Promise<void> {
    await Promise.all(this.reading)
  }

  private async read(pause: LivePause, agreed: { readonly entry: string; readonly version: number }) {
    const terms = versionOf(pause.state.terms, agreed.version)
    if (terms === undefined) return undefined
    const store = sealedStore({ database: this.database, account: pause.account, fence: unfenced, random: randomBytes })
    const bytesOf = async (entry: string, index: number) => (await store.attachment(entry, index))?.bytes
    const plan = await bytesOf(agreed.entry, 0)
    const bytes = await bytesOf(terms.entry, 0)
    if (plan === undefined || bytes === undefined) return undefined
    const documents = [bytes]
    for (let index = 1; ; index++) {
      const more = await bytesOf(terms.entry, index)
      if (more === undefined) break
      documents.push(more)
    }
    const read = await readInThread({ plan, documents })
    if ('fault' in read) throw new Error(read.fault)
    return { entry: agreed.entry, bytes, ...read }
  }
}

async function readInThread(job: InForceJob): Promise<InForceRead> {
  const worker = new Worker(new URL('./in-force-worker.ts', import.meta.url), { workerData: job })
  try {
    return await new Promise<InForceRead>((resolve, reject) => {
      worker.on('message', resolve)
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`the reading thread ended with code ${code} before it answered`)))
    })
  } finally {
    await worker.terminate()
  }
}
