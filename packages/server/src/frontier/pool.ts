// Some threads, and tasks that wait for one that is free.

import { Worker } from 'node:worker_threads'
import type { KeptBySearch } from '@treve/planner/frontier'
import { sha256 } from '../planning/index.ts'
import type { FrontierResult, FrontierTask } from './task.ts'

export interface PauseGiven {
  readonly bytes: Uint8Array
  /** Files that the pause names, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface PoolData extends PauseGiven {
  readonly inputSha256: string
  readonly hashes: Readonly<Record<string, string>>
  readonly seed: number
  readonly kept: KeptBySearch | undefined
  /** One cell: not 0 means stop, and keep the best so far. */
  readonly stopCell: Int32Array<SharedArrayBuffer>
}

interface Waiting {
  readonly task: FrontierTask
  /** Asked when its turn comes. */
  readonly isWanted: () => boolean
  readonly resolve: (result: FrontierResult | undefined) => void
  readonly reject: (fault: unknown) => void
}

type ResultOf<Kind extends FrontierTask['kind']> = FrontierResult & { readonly kind: Kind }

export class Pool {
  private readonly waiting: Waiting[] = []
  private readonly idle: Worker[] = []
  private readonly workers: readonly Worker[]
  private readonly busy = new Map<Worker, Waiting>()
  private readonly stopCell: Int32Array<SharedArrayBuffer>
  private fault: unknown

  constructor({ bytes, files }: PauseGiven, seed: number, kept: KeptBySearch | undefined, threads: number) {
    this.stopCell = new Int32Array(new SharedArrayBuffer(4))
    const data: PoolData = {
      bytes,
      files,
      inputSha256: sha256(bytes),
      hashes: Object.fromEntries([...files].map(([name, content]) => [name, sha256(content)])),
      seed,
      kept,
      stopCell: this.stopCell,
    }
    this.workers = Array.from({ length: threads }, () => this.started(data))
    this.idle.push(...this.workers)
  }

  /** Undefined where it was no longer wanted when its turn came. */
  run<Kind extends FrontierTask['kind']>(
    task: FrontierTask & { readonly kind: Kind },
    isWanted: () => boolean = () => true,
  ): Promise<ResultOf<Kind> | undefined> {
    return new Promise<FrontierResult | undefined>((resolve, reject) => {
      this.waiting.push({ task, isWanted, resolve, reject })
      this.next()
    }).then((result) => {
      if (result !== undefined && !isOf(result, task.kind))
        throw new Error(`a thread answered ${result.kind} where ${task.kind} was asked`)
      return result
    })
  }

  /** What runs ends soon, with the best so far. */
  stop(): void {
    Atomics.store(this.stopCell, 0, 1)
  }

  async close(): Promise<void> {
    this.fault ??= new Error('the threads were ended')
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }

  private started(workerData: PoolData): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData })
    worker.on('message', (result: FrontierResult) => {
      const waiting = this.busy.get(worker)
      this.busy.delete(worker)
      this.idle.push(worker)
      waiting?.resolve(result)
      this.next()
    })
    worker.on('error', (fault) => this.failed(fault))
    worker.on('exit', (code) => {
      if (this.fault === undefined) this.failed(new Error(`a thread of the frontier ended with code ${code}`))
    })
    return worker
  }

  private next(): void {
    if (this.fault !== undefined) this.failed(this.fault)
    while (this.waiting.length > 0) {
      const worker = this.idle[0]
      const waiting = this.waiting[0]
      if (worker === undefined || waiting === undefined) return
      this.waiting.shift()
      if (!waiting.isWanted()) {
        waiting.resolve(undefined)
        continue
      }
      this.idle.shift()
      this.busy.set(worker, waiting)
      worker.postMessage(waiting.task)
    }
  }

  private failed(fault: unknown): void {
    this.fault = fault
    for (const { reject } of [...this.busy.values(), ...this.waiting.splice(0)]) reject(fault)
    this.busy.clear()
  }
}

function isOf<Kind extends FrontierTask['kind']>(result: FrontierResult, kind: Kind): result is ResultOf<Kind> {
  return result.kind === kind
}
