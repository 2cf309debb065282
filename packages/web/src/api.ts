// The server, by its published API alone (/api/v1/openapi.json).

import type { LocalText } from '@treve/model'
import type { Answered } from './client/ask.ts'
import * as client from './client/operations.ts'
import type { LifeView } from './coordination/views.ts'
import type { FrontierState } from './frontier/state.ts'
import type { NowView } from './now/state.ts'
import type { PlanView } from './plan.ts'
import type { PauseView } from './view.ts'

export interface ListedPause {
  readonly id: string
  readonly title: LocalText
  readonly exercise: boolean
  /** Of one that is coordinated. */
  readonly phase?: LifeView['phase']
  /** There is a plan of it to look at. */
  readonly planned?: boolean
}

export const listPauses = () => told<readonly ListedPause[]>(client.listPauses())
export const getPause = (pause: string) => told<PauseView>(client.getPause({ pause }))
export const getPlan = (pause: string) => told<PlanView>(client.getPlan({ pause }))

/** As it was agreed last. */
export const getPlanInForce = (pause: string) => told<PlanView>(client.getPlanInForce({ pause }))

/** In force or not. @param mark the first letters of its SHA-256 */
export const getPlanAgreed = (pause: string, mark: string) => told<PlanView>(client.getPlanInForce({ pause, mark }))

export const getFrontier = (pause: string) => told<FrontierState>(client.getFrontier({ pause }))
export const beginFrontier = (pause: string) => told<FrontierState>(client.beginFrontier({ pause }))
export const stopFrontier = (pause: string) => told<FrontierState>(client.stopFrontier({ pause }))

/** Answered when it is another version than that, or after some seconds all the same. */
export const getNow = (pause: string, version: number | undefined, signal: AbortSignal) =>
  told<NowView>(client.getNow({ pause, ...(version === undefined ? {} : { after: version }) }, { signal }))

export function frontierSheetAddress(pause: string, language: string): string {
  return `/pauses/${encodeURIComponent(pause)}/frontier/${language}`
}

export function questionsAddress(pause: string, party: string, language: string): string {
  return `/pauses/${encodeURIComponent(pause)}/questions/${encodeURIComponent(party)}/${language}`
}

/** The server is ours and of the same version: what the client knows only as an object has the shape that its own tests hold. */
async function told<T>(asked: Promise<Answered<unknown>>): Promise<T> {
  const answer = await asked
  if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.detail}`)
  return answer.told as T
}
