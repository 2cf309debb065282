// A thread for each part of a portfolio. Libraries start none: this is what is handed in to them.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { PartResult, PartTask, PreparedProblem, RunParts } from '@treve/planner/routing'

export interface Threads {
  readonly runParts: RunParts
  stop(): Promise<void>
}

export function partsInThreads(prepared: PreparedProblem): Threads {
  const workers = new Map<number, Worker>()
  const run = async (task: PartTask): Promise<PartResult> => {
    const worker =
      workers.get(task.part) ??
      new Worker(new URL('./part-worker.ts', import.meta.url), { workerData: { prepared, seed: task.seed } })
    workers.set(task.part, worker)
    worker.postMessage(task)
    const [result] = (await once(worker, 'message')) as [PartResult]
    return result
  }
  return {
    runParts: (tasks) => Promise.all(tasks.map(run)),
    stop: async () => {
      await Promise.all([...workers.values()].map((worker) => worker.terminate()))
    },
  }
}
