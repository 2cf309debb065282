// One part of a portfolio in a thread of its own. The problem comes once, in memory that all threads share; then tasks.

import { parentPort, workerData } from 'node:worker_threads'
import { type PartTask, PortfolioPart, type PreparedProblem } from '@treve/planner/routing'

const { prepared, seed } = workerData as { readonly prepared: PreparedProblem; readonly seed: number }
const part = new PortfolioPart(prepared, seed)
parentPort?.on('message', (task: PartTask) => {
  parentPort?.postMessage(part.run(task))
})
