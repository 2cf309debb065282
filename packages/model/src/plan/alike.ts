// Who and what is not served as a person reads it: what has one explanation is told once, and who is not planned for apart.

import { isOfWish, type Reason } from './reasons.ts'
import type { Unserved } from './schema.ts'

/** Also as pages get it, with instants as text: no instant is in it. */
type Told = Omit<Unserved, 'reason'> & { readonly reason: Reason }

export interface UnservedByReason<T> {
  /** Who wishes to leave and what is to go in, the entries that are alike together, in the order of the first of each. */
  readonly unserved: readonly (readonly [T, ...T[]])[]
  /** Who chose to stay, or was not asked. */
  readonly notPlanned: readonly T[]
}

export function unservedByReason<T extends Told>(entries: readonly T[]): UnservedByReason<T> {
  const alike = new Map<string, [T, ...T[]]>()
  for (const entry of entries) {
    const { consignment, reason, would_take, least, at_least, also, looked_at } = entry
    if (isOfWish(reason)) continue
    const key = JSON.stringify([consignment === undefined, reason, would_take, least, at_least, also, looked_at])
    const known = alike.get(key)
    if (known === undefined) alike.set(key, [entry])
    else known.push(entry)
  }
  return { unserved: [...alike.values()], notPlanned: entries.filter(({ reason }) => isOfWish(reason)) }
}

/** Something was left that there was no time to look at, or to the end. */
export function isTimeForMore(entries: readonly Pick<Told, 'looked_at'>[]): boolean {
  return entries.some(({ looked_at }) => looked_at === 'no' || looked_at === 'in_part')
}
