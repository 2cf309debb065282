// What is so now in a pause, folded from its account.

import { access } from './access/index.ts'
import { approvals } from './approvals/index.ts'
import { conversation } from './conversation/index.ts'
import type { PauseEvent } from './event.ts'
import { life } from './life/index.ts'
import { messages } from './messages/index.ts'
import { notices } from './notices/index.ts'
import type { CommandType, Part } from './part.ts'
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
} as const

export type PartName = keyof typeof parts

export type Coordination = {
  readonly [Name in PartName]: (typeof parts)[Name] extends Part<infer S> ? S : never
}

export const partNames = Object.keys(parts) as readonly PartName[]

export const beginning = Object.fromEntries(partNames.map((name) => [name, parts[name].initial])) as Coordination

export function after(state: Coordination, event: PauseEvent): Coordination {
  const next = Object.fromEntries(
    partNames.map((name) => {
      const part: Part<unknown> = parts[name] as Part<unknown>
      return [name, part.after(state[name], event)]
    }),
  ) as Coordination
  return partNames.every((name) => next[name] === state[name]) ? state : next
}

export const commandTypes: ReadonlyMap<string, CommandType> = new Map(
  partNames.flatMap((name) => parts[name].commands.map((each) => [each.kind, each] as const)),
)
