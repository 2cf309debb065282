// Planning in a thread of its own: the caller stays free to show progress, to serve, and to say stop.

import { Worker } from 'node:worker_threads'
import type { SureStage } from '@treve/planner'
import type { Answer, AnswerRequest } from './answer.ts'

export interface PlanningJob {
  readonly bytes: Uint8Array
  /** Files that the pause names, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly request: Omit<AnswerRequest, 'isStopped' | 'onProgress' | 'onStage'>
  /** One cell: not 0 means stop, and keep the best so far. */
  readonly stopCell: Int32Array<SharedArrayBuffer>
}

export interface WorkerRequest extends Omit<AnswerRequest, 'isStopped'> {
  readonly stop?: AbortSignal
}

export type PlanningMessage =
  | { readonly kind: 'progress'; readonly iterations: number; readonly people: number; readonly aidGrams: number }
  | { readonly kind: 'stage'; readonly stage: SureStage }
  | { readonly kind: 'answer'; readonly answer: Answer }

/** Resolves when the plan is there, also after a stop (with the best so far); rejects only on a fault of ours. */
export function answerInWorker(
  bytes: Uint8Array,
  files: ReadonlyMap<string, Uint8Array>,
  request: WorkerRequest,
): Promise<Answer> {
  const stopCell = new Int32Array(new SharedArrayBuffer(4))
  const { stop, onProgress, onStage, ...rest } = request
  const job: PlanningJob = { bytes, files, request: rest, stopCell }
  const askToStop = () => Atomics.store(stopCell, 0, 1)
  if (stop?.aborted === true) askToStop()
  stop?.addEventListener('abort', askToStop)
  return new Promise<Answer>((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: job })
    worker.on('message', (message: PlanningMessage) => {
      if (message.kind === 'progress') onProgress?.(message)
      else if (message.kind === 'stage') onStage?.(message.stage)
      else resolve(message.answer)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the planning thread ended with code ${code} before it answered`)))
  }).finally(() => stop?.removeEventListener('abort', askToStop))
}
