// Many alarms of one kind are one thing to whoever runs the day: told together, each of them a press away.

import type { AlarmView } from './day.ts'

/** So many of one kind that nobody has taken are told together. */
const fewestAlike = 4

export interface AlarmKinds {
  readonly many: readonly (readonly [kind: string, alarms: readonly AlarmView[]])[]
  readonly single: readonly AlarmView[]
}

/** Those of which there are many, by kind; the others one by one, in their order. */
export function inKinds(open: readonly AlarmView[]): AlarmKinds {
  const kinds = new Map<string, AlarmView[]>()
  for (const alarm of open) if (!alarm.acknowledged) kinds.set(alarm.kind, [...(kinds.get(alarm.kind) ?? []), alarm])
  const many = [...kinds].filter(([, alarms]) => alarms.length >= fewestAlike)
  const together = new Set(many.flatMap(([, alarms]) => alarms))
  return { many, single: open.filter((alarm) => !together.has(alarm)) }
}
