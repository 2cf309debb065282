// The frontiers of the pauses that are served: worked out when somebody asks, one at a time, and kept while the server
// runs.

import type { Pause, Plan } from '@treve/model'
import type { Frontier } from '@treve/model/frontier'
import { type FrontierProgress, findFrontier } from './find.ts'
import type { PauseGiven } from './pool.ts'

export interface FrontierGiven extends PauseGiven {
  readonly pause: Pause
  readonly plan: Plan
}

export type FrontierState =
  | { readonly state: 'none' }
  /** Waits for another one to end. */
  | { readonly state: 'waiting' }
  | { readonly state: 'running'; readonly progress: FrontierProgress }
  | { readonly state: 'there'; readonly frontier: Frontier; readonly refused: readonly string[] }
  | { readonly state: 'failed' }

export interface FrontiersEffort {
  readonly seed: number
  readonly seconds: number
  readonly iterations?: number
}

export class Frontiers {
  private readonly given: ReadonlyMap<string, FrontierGiven>
  private readonly effort: FrontiersEffort
  private readonly states = new Map<string, FrontierState>()
  private readonly stops = new Map<string, AbortController>()
  private last: Promise<unknown> = Promise.resolve()

  constructor(given: ReadonlyMap<string, FrontierGiven>, effort: FrontiersEffort = { seed: 1, seconds: 100 }) {
    this.given = given
    this.effort = effort
  }

  /** Undefined where there is no such pause, or nothing to work it out from. */
  state(id: string): FrontierState | undefined {
    return this.given.has(id) ? (this.states.get(id) ?? { state: 'none' }) : undefined
  }

  /** Begins, unless it is begun already; what is there but not all of it is begun again. */
  begin(id: string): FrontierState | undefined {
    const given = this.given.get(id)
    const known = this.state(id)
    if (given === undefined || known === undefined) return undefined
    const isDone = known.state === 'there' && !known.frontier.partial
    if (isDone || known.state === 'waiting' || known.state === 'running') return known
    const stop = new AbortController()
    this.stops.set(id, stop)
    this.states.set(id, { state: 'waiting' })
    this.last = this.last.then(() => this.find(id, given, stop.signal))
    return this.state(id)
  }

  /** What is done so far is kept. */
  stop(id: string): FrontierState | undefined {
    this.stops.get(id)?.abort()
    return this.state(id)
  }

  async close(): Promise<void> {
    for (const stop of this.stops.values()) stop.abort()
    await this.last
  }

  private async find(id: string, { pause, plan, bytes, files }: FrontierGiven, stop: AbortSignal): Promise<void> {
    if (stop.aborted) {
      this.states.delete(id)
      return
    }
    try {
      const answer = await findFrontier(
        pause,
        { bytes, files },
        { ...this.effort, plan, stop, onProgress: (progress) => this.states.set(id, { state: 'running', progress }) },
      )
      if (answer.kind === 'frontier') {
        const refused = answer.refused.map(({ change }) => change)
        this.states.set(id, { state: 'there', frontier: answer.frontier, refused })
      } else this.states.set(id, { state: answer.kind === 'stopped' ? 'none' : 'failed' })
    } catch (fault) {
      process.stderr.write(`treve: frontier of ${id}: ${fault instanceof Error ? fault.stack : String(fault)}\n`)
      this.states.set(id, { state: 'failed' })
    } finally {
      this.stops.delete(id)
    }
  }
}
