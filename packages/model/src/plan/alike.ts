// Who and what is not served as a person reads it: what has one explanation is told once, and who is not planned for apart.

import { type Priority, priorities } from '../pause/words.ts'
import { isOfWish, type Reason } from './reasons.ts'
import type { Unserved } from './schema.ts'

/** Also as pages get it, with instants as text: no instant is in it. */
type Told = Omit<Unserved, 'reason'> & { readonly reason: Reason }

export interface UnservedByReason<T> {
  /**
   * Who wishes to leave and what is to go in: those of one priority and one explanation together, the most urgent first, aid
   * last, and within one priority the first of the file first.
   */
  readonly unserved: readonly (readonly [T, ...T[]])[]
  /** Who chose to stay, or was not asked. */
  readonly notPlanned: readonly T[]
}

export function unservedByReason<T extends Told>(
  entries: readonly T[],
  people: readonly { readonly id: string; readonly priority: Priority }[],
): UnservedByReason<T> {
  const ranks = new Map(people.map(({ id, priority }) => [id, priorities.indexOf(priority)]))
  const rankOf = ({ group }: T) => ranks.get(group ?? '') ?? priorities.length
  const alike = new Map<string, [T, ...T[]]>()
  for (const entry of entries) {
    const { reason, would_take, least, at_least, also, looked_at } = entry
    if (isOfWish(reason)) continue
    const key = JSON.stringify([rankOf(entry), reason, would_take, least, at_least, also, looked_at])
    const known = alike.get(key)
    if (known === undefined) alike.set(key, [entry])
    else known.push(entry)
  }
  return {
    unserved: [...alike.values()].sort(([a], [b]) => rankOf(a) - rankOf(b)),
    notPlanned: entries.filter(({ reason }) => isOfWish(reason)),
  }
}

/** Something was left that there was no time to look at, or to the end. */
export function isTimeForMore(entries: readonly Pick<Told, 'looked_at'>[]): boolean {
  return entries.some(({ looked_at }) => looked_at === 'no' || looked_at === 'in_part')
}

/** Some of it is an upper limit of what it would take, and must be told as such. */
export function isAnyAtMost(entries: readonly Pick<Told, 'least' | 'also'>[]): boolean {
  return entries.some(({ least, also }) => least === 'found' || also?.some((other) => other.least === 'found') === true)
}
