// Several searches of one problem side by side, which hand on the best they have at fixed iterations. Threads belong to the
// caller: a part is made and run by plain functions, wherever that is, and what they tell each other is plain data. Neither
// how many threads there are nor which is ready first enters the answer: parts, seed, iterations and rounds decide it.

import { answerOf } from './answer.ts'
import { RoutingEngine } from './engine.ts'
import { instanceOf, type PreparedProblem } from './prepared.ts'
import type { RoutingAnswer } from './problem.ts'

export interface PortfolioSettings {
  readonly parts: number
  readonly seed: number
  /** Of each part, in all rounds together. */
  readonly iterations: number
  /** After each round the parts that are behind go on from the best. */
  readonly rounds: number
}

/** One part, one round. */
export interface PartTask {
  /** From 0. Every task of a part is for the same `PortfolioPart`. */
  readonly part: number
  /** Of this part alone. */
  readonly seed: number
  readonly iterations: number
  /** Which part of the whole search this is: 0 to 1. */
  readonly from: number
  readonly to: number
  /** What another part found, where that is better. */
  readonly adopts: Int32Array | undefined
}

export interface PartResult {
  readonly part: number
  readonly iterations: number
  readonly sequences: Int32Array
  /** Less is better, in order. */
  readonly vector: readonly number[]
}

/** Runs each task by the `PortfolioPart` of its part, and gives the results in whatever order. */
export type RunParts = (tasks: readonly PartTask[]) => Promise<readonly PartResult[]>

export interface PortfolioAnswer {
  readonly answer: RoutingAnswer
  /** Of all parts. */
  readonly iterations: number
}

export async function runPortfolio(
  prepared: PreparedProblem,
  settings: PortfolioSettings,
  runParts: RunParts,
): Promise<PortfolioAnswer> {
  const { parts, rounds } = settings
  let results: readonly PartResult[] = []
  let iterations = 0
  for (let round = 0; round < Math.max(1, rounds); round++) {
    const tasks = tasksOf(settings, round, results)
    const unordered = await runParts(tasks)
    results = tasks.map(({ part }) => {
      const result = unordered.find((each) => each.part === part)
      if (result === undefined) throw new RangeError(`routing portfolio: no result of part ${part} of ${parts}`)
      return result
    })
    for (const result of results) iterations += result.iterations
  }
  const best = bestOf(results)
  if (best === undefined) throw new RangeError(`routing portfolio: ${parts} parts; at least 1`)
  return { answer: answerOf(instanceOf(prepared), best.sequences, prepared.commitments.breaches), iterations }
}

/** One search of a portfolio. It stays where it was made, from the first round to the last. */
export class PortfolioPart {
  private readonly engine: RoutingEngine

  constructor(prepared: PreparedProblem, seed: number) {
    this.engine = new RoutingEngine(prepared, { seed })
  }

  /** With `timeUsed`, which says what part of this round's time is used, the answer depends on the machine. */
  run({ part, iterations, from, to, adopts }: PartTask, timeUsed?: () => number): PartResult {
    const { engine } = this
    if (adopts !== undefined) engine.adopt(adopts)
    const report = engine.run({ iterations, from, to, ...(timeUsed === undefined ? {} : { timeUsed }) })
    return { part, iterations: report.iterations, sequences: engine.sequences(), vector: engine.vector() }
  }
}

/** All parts in this thread, one after another. */
export function partsInTurn(prepared: PreparedProblem): RunParts {
  const made = new Map<number, PortfolioPart>()
  return async (tasks) =>
    tasks.map((task) => {
      const part = made.get(task.part) ?? new PortfolioPart(prepared, task.seed)
      made.set(task.part, part)
      return part.run(task)
    })
}

function tasksOf(settings: PortfolioSettings, round: number, results: readonly PartResult[]): PartTask[] {
  const { parts, seed, iterations } = settings
  const rounds = Math.max(1, settings.rounds)
  const best = bestOf(results)
  const upTo = (end: number) => Math.floor((iterations * end) / rounds)
  return Array.from({ length: parts }, (_, part) => {
    const own = results[part]
    const isBehind = best !== undefined && own !== undefined && compare(best, own) < 0
    return {
      part,
      // Far apart, so that neighbouring seeds of the caller share no part.
      seed: (seed + part * 0x9e3779b1) >>> 0,
      iterations: upTo(round + 1) - upTo(round),
      from: round / rounds,
      to: (round + 1) / rounds,
      adopts: isBehind ? best.sequences : undefined,
    }
  })
}

/** Of those that are as good, the first. */
function bestOf(results: readonly PartResult[]): PartResult | undefined {
  let best: PartResult | undefined
  for (const each of results) if (best === undefined || compare(each, best) < 0) best = each
  return best
}

function compare(a: PartResult, b: PartResult): number {
  for (const [k, value] of a.vector.entries()) {
    const other = b.vector[k] ?? 0
    if (value !== other) return value - other
  }
  return 0
}
