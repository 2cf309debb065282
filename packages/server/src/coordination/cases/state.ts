// Protection cases: opened by a difference or by a person, noted, closed with the reason. Seen by those who deal with them.

import type { Instant } from '@treve/model'
import { object, oneOf, optional, required, text } from '@treve/model/schema'
import { detailsOf } from '../details.ts'
import type { PauseEvent } from '../event.ts'
import { happenedAt, noticeOf, objectOf, textOf, textsOf } from '../opened.ts'
import { high } from '../sensitivity.ts'

export const caseKinds = ['difference', 'held', 'uncounted', 'child_alone', 'other'] as const
export type CaseKind = (typeof caseKinds)[number]

export const caseOutcomes = ['explained', 'followed_elsewhere', 'not_established', 'opened_in_error'] as const
export type CaseOutcome = (typeof caseOutcomes)[number]

export interface Words {
  readonly language: string
  readonly text: string
}

export interface ProtectionCase {
  /** Of the entry. */
  readonly id: string
  readonly what: CaseKind
  readonly load?: string
  /** What gave rise to it: the same opens none a second time. */
  readonly cause?: string
  readonly openedAt: Instant
  /** Absent: it opened by itself. */
  readonly by?: string
  readonly text?: Words
  readonly reports: readonly string[]
  readonly notes: readonly { readonly at: Instant; readonly by: string; readonly text: Words }[]
  readonly closed?: {
    readonly at: Instant
    readonly by: string
    readonly outcome: CaseOutcome
    readonly reason: string
  }
}

export type Cases = ReadonlyMap<string, ProtectionCase>

export const openedType = object({
  what: required(oneOf(caseKinds), high('What it is about.')),
  load: optional(text(100), high('Of which load.')),
  cause: optional(text(500), high('What gave rise to it.')),
  by: optional(text(200), high('Token of who opened it.')),
})
const notedType = object({ by: required(text(200), high('Token of who noted it.')) })
const closedType = object({
  outcome: required(oneOf(caseOutcomes), high('How it ended.')),
  by: required(text(200), high('Token of who closed it.')),
})

export function afterEvent(state: Cases, event: PauseEvent): Cases {
  switch (event.type) {
    case 'case_opened':
      return opened(state, event)
    case 'case_noted':
    case 'case_closed': {
      const [named] = textsOf(objectOf(event.opened.references).about)
      const found = named === undefined ? undefined : state.get(named)
      const changed = found === undefined ? undefined : changedBy(found, event)
      return changed === undefined ? state : new Map(state).set(changed.id, changed)
    }
    default:
      return state
  }
}

function opened(state: Cases, event: PauseEvent): Cases {
  const details = detailsOf(openedType, event)
  if (details === undefined || state.has(event.id)) return state
  const { what, load, cause, by } = details
  const words = wordsOf(event)
  return new Map(state).set(event.id, {
    id: event.id,
    what,
    ...(load === undefined ? {} : { load }),
    ...(cause === undefined ? {} : { cause }),
    openedAt: happenedAt(event),
    ...(by === undefined ? {} : { by }),
    ...(words === undefined ? {} : { text: words }),
    reports: textsOf(objectOf(event.opened.references).about),
    notes: [],
  })
}

function changedBy(of: ProtectionCase, event: PauseEvent): ProtectionCase | undefined {
  const at = happenedAt(event)
  if (event.type === 'case_noted') {
    const [words, by] = [wordsOf(event), detailsOf(notedType, event)?.by]
    return words === undefined || by === undefined
      ? undefined
      : { ...of, notes: [...of.notes, { at, by, text: words }] }
  }
  const details = detailsOf(closedType, event)
  const { reason } = noticeOf(event)
  if (details === undefined || of.closed !== undefined) return undefined
  return { ...of, closed: { at, by: details.by, outcome: details.outcome, reason: reason ?? '' } }
}

function wordsOf({ opened: { text: said } }: PauseEvent): Words | undefined {
  const [language, words] = [textOf(objectOf(said).language), textOf(objectOf(said).text)]
  return language === undefined || words === undefined ? undefined : { language, text: words }
}
