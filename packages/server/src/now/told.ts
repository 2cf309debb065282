// What a told state comes to: how sure the plan in force is from there on, or why that cannot be said.

import { inWords, type Language, languages, type Pause, type Plan, readState, type State } from '@treve/model'
import type { TravelTimes } from '@treve/network'
import { type AssuredNow, assureNow, firstReplicationsNow, movesNobody, type NowRequest } from '@treve/planner'

export interface PauseInForce {
  /** Without a state of its own: the plan was made for the whole of it. */
  readonly pause: Pause
  readonly plan: Plan
}

export interface WordedProblem {
  readonly line: number
  readonly column: number
  readonly text: string
  readonly remedy: string
}

export type Answered = AssuredNow & { readonly kind: 'assured' }

export type Trouble =
  | { readonly kind: 'unreadable'; readonly problems: Readonly<Record<Language, readonly WordedProblem[]>> }
  /** Trips that are said to be done and that the plan does not have. */
  | { readonly kind: 'unknown_trips'; readonly trips: readonly string[] }
  /** Vehicles that are told to be where their orders do not lead. */
  | { readonly kind: 'astray'; readonly vehicles: readonly string[] }
  | { readonly kind: 'nobody' }

export interface NowAsked {
  readonly seed: number
  readonly replications?: number
  /** Corridors that are shut now. */
  readonly shut?: readonly string[]
}

export function answerState(
  { pause, plan }: PauseInForce,
  times: TravelTimes,
  bytes: Uint8Array,
  asked: NowAsked & Required<Pick<NowRequest, 'isStopped' | 'first'>>,
): Answered | Trouble | { readonly kind: 'stopped' } {
  if (movesNobody(pause, plan)) return { kind: 'nobody' }
  const { state, problems, text } = readState(bytes, pause)
  if (state === undefined) {
    const worded = (language: Language) =>
      inWords(problems, text, language).map(({ line, column, text, remedy }) => ({ line, column, text, remedy }))
    return {
      kind: 'unreadable',
      problems: Object.fromEntries(languages.map((each) => [each, worded(each)])) as Readonly<
        Record<Language, WordedProblem[]>
      >,
    }
  }
  const trips = tripsUnknown(plan, state)
  return trips.length > 0 ? { kind: 'unknown_trips', trips } : assureNow(pause, times, plan, state, asked)
}

/** What a first answer costs is done once, for nobody: as if all were where the plan has them when the first window opens. */
export function tryOut(
  { pause, plan }: PauseInForce,
  times: TravelTimes,
  asked: NowAsked & Required<Pick<NowRequest, 'isStopped'>>,
): void {
  const [window] = pause.terms.windows
  if (window === undefined || movesNobody(pause, plan)) return
  assureNow(pause, times, plan, window.open, { ...asked, replications: firstReplicationsNow })
}

export function tripsUnknown(plan: Plan, { done }: State): string[] {
  const ids = new Set(plan.trips.map(({ id }) => id))
  return done.filter((id) => !ids.has(id))
}
