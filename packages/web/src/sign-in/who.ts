// Who is at this browser. Where the server knows of no sign-in it is for this machine alone, and open.

import { type ListedPause, listPauses } from '../api.ts'
import { whoAmI } from '../client/operations.ts'
import { beginFor } from '../coordination/outbox.ts'

/** What one is in a pause. */
export interface Held {
  readonly pause: string
  readonly roles: readonly string[]
  /** Of a liaison: whose. */
  readonly party?: string
  /** Of who came in by a link: whom to ask for a new one, by function, and when this one ends. */
  readonly ask?: string
  readonly until?: string
  /** Kinds of commands that are not refused for the role. */
  readonly may_ask?: readonly string[]
}

export interface Reader {
  readonly kind: 'person' | 'link' | 'device'
  readonly token: string
  readonly held: readonly Held[]
}

export type Standing =
  | { readonly state: 'open'; readonly pauses: readonly ListedPause[] }
  | { readonly state: 'stranger'; readonly hasOpenId: boolean; readonly isRehearsal: boolean }
  | { readonly state: 'signed_in'; readonly reader: Reader; readonly pauses: readonly ListedPause[] }

interface Told {
  readonly ways: { readonly open_id: boolean; readonly rehearsal: boolean }
  readonly signed_in: { readonly kind: Reader['kind']; readonly token: string } | null
  readonly pauses?: readonly Held[]
}

export async function standingNow(): Promise<Standing> {
  const pauses = await listPauses()
  if (pauses.some(({ phase }) => phase === undefined)) return { state: 'open', pauses }
  const answer = await whoAmI()
  if (!answer.ok) {
    if (answer.problem.status === 404) return { state: 'open', pauses }
    if (answer.problem.status === 401) return { state: 'stranger', hasOpenId: false, isRehearsal: false }
    throw new Error(`${answer.problem.code}: ${answer.problem.detail}`)
  }
  const { ways, signed_in: who, pauses: held = [] } = answer.told as unknown as Told
  if (who === null) return { state: 'stranger', hasOpenId: ways.open_id, isRehearsal: ways.rehearsal }
  beginFor(who.token)
  return { state: 'signed_in', reader: { ...who, held }, pauses }
}
