// The server, by its published API alone (/api/v1/openapi.json).

import type { LocalText } from '@treve/model'
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

export function questionsAddress(pause: string, party: string, language: string): string {
  return `/pauses/${encodeURIComponent(pause)}/questions/${encodeURIComponent(party)}/${language}`
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(path, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  // The server is ours and of the same version: its shape is held by its own tests.
  return (await answer.json()) as T
}
