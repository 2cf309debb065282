// Whether a party was told, and has acknowledged: of the part `notices`, of which no more is known here than this.

import type { Coordination } from '../state.ts'

export interface Told {
  readonly isNotified: boolean
  readonly isAcknowledged: boolean
}

/** Notified: of something that was not taken back. Acknowledged: the last word of each matter. */
export function toldOf({ notices }: Coordination, party: string): Told {
  const { byParty, threads } = notices as unknown as NoticesRead
  const cancelled = (threads ?? []).filter(({ isCancelled }) => isCancelled).map(({ thread }) => thread)
  const { latest, told = latest === undefined ? [] : [latest] } = byParty?.[party] ?? {}
  const last = new Map(told.map((each) => [each.thread, each] as const))
  const standing = [...last.values()].filter(({ thread }) => thread === undefined || !cancelled.includes(thread))
  return {
    isNotified: standing.length > 0,
    isAcknowledged: standing.length > 0 && standing.every(({ acknowledgedAt }) => acknowledgedAt !== undefined),
  }
}

/** What of the notices is read here. */
interface NoticesRead {
  readonly byParty?: Readonly<Record<string, { readonly latest?: Sent; readonly told?: readonly Sent[] }>>
  readonly threads?: readonly { readonly thread: number; readonly isCancelled: boolean }[]
}

interface Sent {
  readonly thread?: number
  readonly acknowledgedAt?: number
}
