// Commands that bring a document: read in a thread of their own before they are taken, one after the other, so that neither
// whoever leads nor anybody who asks for something else is held up by a file that is large, or made to be slow.

import { Worker } from 'node:worker_threads'
import type { TimeZone } from '@treve/model'
import type { JsonObject } from '../coordination/event.ts'

export interface DocumentJob {
  readonly kind: string
  /** JSON. */
  readonly input: string
  readonly zone: TimeZone
  /** In which what is wrong with the input is told. */
  readonly language: string
}

export type DocumentRead =
  | { readonly prepared: JsonObject }
  /** In words; the first of them. */
  | { readonly errors: readonly object[]; readonly count: number }

export interface DocumentLimits {
  /** A file that takes longer is no pause file that anybody wrote. */
  readonly milliseconds: number
  /** That wait for their turn. */
  readonly waiting: number
  readonly megabytes: number
}

const usualLimits: DocumentLimits = { milliseconds: 60_000, waiting: 8, megabytes: 1024 }

export class Documents {
  private readonly limits: DocumentLimits
  private readonly stop = new AbortController()
  private last: Promise<unknown> = Promise.resolve()
  private waiting = 0

  constructor(limits: Partial<DocumentLimits> = {}) {
    this.limits = { ...usualLimits, ...limits }
  }

  /** `too_costly`: it took too long, or too much memory. @throws where the fault is ours */
  read(job: DocumentJob): Promise<DocumentRead | 'too_costly' | 'too_many'> {
    if (this.waiting >= this.limits.waiting) return Promise.resolve('too_many')
    this.waiting += 1
    const turn = this.last
      .then(() => readInThread(job, this.limits, this.stop.signal))
      .finally(() => {
        this.waiting -= 1
      })
    this.last = turn.catch(() => undefined)
    return turn
  }

  async close(): Promise<void> {
    this.stop.abort()
    await this.last
  }
}

async function readInThread(
  job: DocumentJob,
  { milliseconds, megabytes }: DocumentLimits,
  stop: AbortSignal,
): Promise<DocumentRead | 'too_costly'> {
  stop.throwIfAborted()
  const worker = new Worker(new URL('./documents-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  const { promise, resolve, reject } = Promise.withResolvers<DocumentRead | 'too_costly'>()
  const timer = setTimeout(() => resolve('too_costly'), milliseconds)
  const give = () => reject(new Error('this process stops'))
  stop.addEventListener('abort', give)
  worker.on('message', (read: DocumentRead) => resolve(read))
  worker.on('error', (fault: NodeJS.ErrnoException) =>
    fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve('too_costly') : reject(fault),
  )
  worker.on('exit', (code) => reject(new Error(`the reading thread ended with code ${code} before it answered`)))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', give)
    await worker.terminate()
  }
}
