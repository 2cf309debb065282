// Whether a party was told, and has acknowledged: of the part `notices`, of which no more is known here than this.

import type { Coordination } from '../state.ts'

export interface Told {
  readonly isNotified: boolean
  readonly isAcknowledged: boolean
}

/** Notified: of something that was not taken back. Acknowledged: the last word of each matter. */
export function toldOf({ notices: { byParty, threads } }: Coordination, party: string): Told {
  const last = new Map((byParty[party]?.told ?? []).map((each) => [each.thread, each] as const))
  const standing = [...last.values()].filter(
    ({ thread }) => !threads.some((each) => each.thread === thread && each.isCancelled),
  )
  return {
    isNotified: standing.length > 0,
    isAcknowledged: standing.length > 0 && standing.every(({ acknowledgedAt }) => acknowledgedAt !== undefined),
  }
}
