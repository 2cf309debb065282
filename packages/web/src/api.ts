// The server, by its published API alone (/api/v1/openapi.json).

import type { LocalText } from '@treve/model'
import type { FrontierState } from './frontier/state.ts'
import type { NowView } from './now/state.ts'
import type { PlanView } from './plan.ts'
import type { PauseView } from './view.ts'

export interface ListedPause {
  readonly id: string
  readonly title: LocalText
  readonly exercise: boolean
}

export const listPauses = (): Promise<readonly ListedPause[]> => get('/api/v1/pauses')
export const getPause = (id: string): Promise<PauseView> => get(`/api/v1/pauses/${encodeURIComponent(id)}`)
export const getPlan = (id: string): Promise<PlanView> => get(`/api/v1/pauses/${encodeURIComponent(id)}/plan`)

const frontierPath = (id: string) => `/api/v1/pauses/${encodeURIComponent(id)}/frontier`
export const getFrontier = (id: string): Promise<FrontierState> => get(frontierPath(id))
export const beginFrontier = (id: string): Promise<FrontierState> => get(frontierPath(id), 'POST')
export const stopFrontier = (id: string): Promise<FrontierState> => get(`${frontierPath(id)}/stop`, 'POST')

/** Answered when it is another version than that, or after some seconds all the same. */
export function getNow(id: string, version: number | undefined, stop: AbortSignal): Promise<NowView> {
  const path = `/api/v1/pauses/${encodeURIComponent(id)}/now`
  return get(version === undefined ? path : `${path}?after=${version}`, 'GET', stop)
}

export function frontierSheetAddress(pause: string, language: string): string {
  return `/pauses/${encodeURIComponent(pause)}/frontier/${language}`
}

export function questionsAddress(pause: string, party: string, language: string): string {
  return `/pauses/${encodeURIComponent(pause)}/questions/${encodeURIComponent(party)}/${language}`
}

async function get<T>(path: string, method = 'GET', signal: AbortSignal | null = null): Promise<T> {
  const answer = await fetch(path, { method, signal, headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  // The server is ours and of the same version: its shape is held by its own tests.
  return (await answer.json()) as T
}
