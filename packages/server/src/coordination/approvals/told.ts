// Whether a party was told, and has acknowledged: of the part `notices`, of which no more is known here than this.

import { objectOf } from '../opened.ts'
import type { Coordination } from '../state.ts'

export interface Told {
  readonly isNotified: boolean
  readonly isAcknowledged: boolean
}

export function toldOf({ notices }: Coordination, party: string): Told {
  const { byParty } = notices as { readonly byParty?: unknown }
  const of =
    byParty instanceof Map ? byParty.get(party) : (byParty as Readonly<Record<string, unknown>> | undefined)?.[party]
  const latest = objectOf(objectOf(of as never).latest)
  return { isNotified: latest.id !== undefined, isAcknowledged: latest.acknowledgedAt !== undefined }
}
