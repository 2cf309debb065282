// Acknowledgements that do not come: asked for again, then taken to the next in line. Due at most once at a time, however
// long nobody looked.

import type { Instant } from '@treve/model'
import { bandOf } from '../../notices/notice.ts'
import type { Said } from '../event.ts'
import { isStopped } from '../publishing/state.ts'
import type { Coordination } from '../state.ts'
import { chasing, nextContact } from './answering.ts'
import type { Told } from './state.ts'

export function chasesDue(whole: Coordination, now: Instant): readonly Said[] {
  if (isStopped(whole.publishing)) return []
  return awaitedBy(whole, now).flatMap(({ party, told }) => {
    const { chase_every_s: every, chases_before_escalation: before } = whole.notices.rules
    if (now - lastAsked(told) < every) return []
    const escalatedAt = told.escalated.at(-1)?.at ?? told.sentAt
    const chased = told.chased.filter(({ at }) => at >= escalatedAt).length
    const contact = chased < before ? undefined : nextContact(whole, party, told)
    return [contact === undefined ? chasing('chased', party, told, {}) : chasing('escalated', party, told, { contact })]
  })
}

/** Who has still to acknowledge what stands, while it has not ended. */
export function awaitedBy({ notices }: Coordination, now: Instant): readonly { party: string; told: Told }[] {
  return Object.entries(notices.byParty).flatMap(([party, { told }]) =>
    notices.threads.flatMap(({ thread, latest }) => {
      const sent = notices.sent.find(({ notice }) => notice.number === latest)
      const own = told.find((each) => each.thread === thread && each.number === latest)
      if (sent === undefined || own === undefined || own.acknowledgedAt !== undefined) return []
      return bandOf(sent.notice).until <= now ? [] : [{ party, told: own }]
    }),
  )
}

function lastAsked({ sentAt, chased, escalated }: Told): number {
  return Math.max(sentAt, ...chased.map(({ at }) => at), ...escalated.map(({ at }) => at))
}
