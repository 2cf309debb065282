// What is so now in a pause, folded from its account.

import type { Instant } from '@treve/model'
import { type Actor, sees } from '../policy/index.ts'
import { access } from './access/index.ts'
import { approvals } from './approvals/index.ts'
import { cases } from './cases/index.ts'
import { conversation } from './conversation/index.ts'
import { day } from './day/index.ts'
import type { JsonObject, PauseEvent, Said } from './event.ts'
import { life } from './life/index.ts'
import { messages } from './messages/index.ts'
import { notices } from './notices/index.ts'
import type { Clock, CommandType, Part } from './part.ts'
import { publishing } from './publishing/index.ts'
import { terms } from './terms/index.ts'
import { withdrawal } from './withdrawal/index.ts'

export const parts = {
  access,
  terms,
  approvals,
  life,
  withdrawal,
  notices,
  conversation,
  messages,
  publishing,
  day,
  cases,
} as const

export type PartName = keyof typeof parts

export type Coordination = {
  readonly [Name in PartName]: (typeof parts)[Name] extends Part<infer S> ? S : never
}

export const partNames = Object.keys(parts) as readonly PartName[]

export type Parts = { readonly [Name in PartName]: Part<Coordination[Name]> }

/** What the parts make together. */
export interface Rules {
  readonly beginning: Coordination
  after(state: Coordination, event: PauseEvent): Coordination
  readonly commandTypes: ReadonlyMap<string, CommandType & { readonly part: PartName }>
  /** What a reader is shown of a part; undefined where that is nothing, not even that there is something. */
  view(state: Coordination, name: PartName, reader: Actor, now: Instant, clock?: Clock): JsonObject | undefined
  due(state: Coordination, now: Instant): readonly Said[]
}

export function rulesOf(given: Parts): Rules {
  const each = (make: (name: PartName) => unknown) =>
    Object.fromEntries(partNames.map((name) => [name, make(name)])) as Coordination
  return {
    beginning: each((name) => given[name].initial),
    after(state, event) {
      const next = each((name) => (given[name] as Part<unknown>).after(state[name], event))
      return partNames.every((name) => next[name] === state[name]) ? state : next
    },
    commandTypes: new Map(
      partNames.flatMap((name) => given[name].commands.map((type) => [type.kind, { ...type, part: name }] as const)),
    ),
    view: (state, name, reader, now, clock) =>
      sees(reader, name) ? given[name].view(state, reader, now, clock) : undefined,
    due: (state, now) => partNames.flatMap((name) => given[name].due?.(state, now) ?? []),
  }
}

export const rules = rulesOf(parts)
export const { beginning, after, commandTypes } = rules
