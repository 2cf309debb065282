// What a notification needs of the terms: which pause it is, who is told, and which corridors there are.

import type { Instant, LocalText, TimeZone, Use } from '@treve/model'
import type { Coordination } from '../state.ts'

export interface PauseTold {
  readonly id: string
  readonly title: LocalText
  readonly exercise: boolean
  readonly time_zone: TimeZone
  readonly windows: readonly { readonly id: string; readonly open: Instant; readonly close: Instant }[]
  readonly parties: readonly { readonly id: string; readonly role: string; readonly name?: LocalText }[]
  readonly corridors: readonly {
    readonly id: string
    readonly name?: LocalText
    readonly uses: readonly Use[]
    readonly segments?: readonly string[]
  }[]
}

interface TermsRead {
  readonly versions?: readonly {
    readonly version: number
    readonly summary: PauseTold
    readonly requirements?: { readonly approval_of?: readonly string[]; readonly lead_time_s?: number }
  }[]
  readonly inForce?: number
}

function versionInForce({ terms }: Coordination) {
  const { versions = [], inForce } = terms as TermsRead
  return versions.find(({ version }) => version === inForce)
}

/** Of the terms announced or agreed last; a draft is nothing to notify of. */
export function pauseTold(whole: Coordination): PauseTold | undefined {
  return versionInForce(whole)?.summary
}

/** Of the terms in force, else of the latest draft: for how times are written. */
export function zoneOf({ terms }: Coordination): TimeZone {
  const { versions = [], inForce } = terms as TermsRead
  const version = versions.find((each) => each.version === inForce) ?? versions.at(-1)
  return version?.summary.time_zone ?? ('UTC' as TimeZone)
}

const told: readonly string[] = ['party_to_conflict', 'guarantor', 'authority']

/** Whose approval is needed; where the terms name nobody, whoever has troops or gates on the way. Always all of them. */
export function partiesToTell(whole: Coordination): readonly string[] {
  const version = versionInForce(whole)
  const needed = version?.requirements?.approval_of ?? []
  const parties = version?.summary.parties ?? []
  return needed.length > 0 ? needed : parties.filter(({ role }) => told.includes(role)).map(({ id }) => id)
}

/** As the terms set it. */
export function leadOfTerms(whole: Coordination): number | undefined {
  return versionInForce(whole)?.requirements?.lead_time_s
}

const orderless: readonly string[] = ['suspended', 'aborted', 'closed', 'accounted']

/** Why no order goes out now, whatever was notified. */
export function phaseWithoutOrders({ life }: Coordination): string | undefined {
  const { phase } = life as { readonly phase?: string }
  return phase !== undefined && orderless.includes(phase) ? phase : undefined
}
