// What does not come back from a party: asked for again, then taken to the next in line. Due at most once at a time,
// however long nobody looked.

import type { Instant } from '@treve/model'
import { bandOf } from '../../notices/notice.ts'
import { contactsOfParty } from '../conversation/state.ts'
import type { Said } from '../event.ts'
import { isStopped } from '../publishing/state.ts'
import type { Coordination } from '../state.ts'
import type { AwaitedThing, Told, Touch } from './state.ts'

export interface Awaited {
  readonly party: string
  readonly told: Told
  readonly what: AwaitedThing
}

/** First that it was received, then that it was passed on to whom it concerns. */
export function awaitedThing(told: Told, { notices }: Coordination): AwaitedThing | undefined {
  if (told.acknowledgedAt === undefined) return 'acknowledgement'
  return told.forwardedAt === undefined && notices.rules.await_forwarding ? 'onward_transmission' : undefined
}

/** Of what stands, while it has not ended. */
export function awaitedBy(whole: Coordination, now: Instant): readonly Awaited[] {
  const { notices } = whole
  return Object.entries(notices.byParty).flatMap(([party, { told }]) =>
    notices.threads.flatMap(({ thread, latest }) => {
      const sent = notices.sent.find(({ notice }) => notice.number === latest)
      const own = told.find((each) => each.thread === thread && each.number === latest)
      const what = own && awaitedThing(own, whole)
      if (sent === undefined || own === undefined || what === undefined || bandOf(sent.notice).until <= now) return []
      return [{ party, told: own, what }]
    }),
  )
}

export function chasesDue(whole: Coordination, now: Instant): readonly Said[] {
  if (isStopped(whole.publishing)) return []
  const { chase_every_s: every, chases_before_escalation: before } = whole.notices.rules
  return awaitedBy(whole, now).flatMap((awaited) => {
    const { told, what } = awaited
    const since = what === 'acknowledgement' ? told.sentAt : (told.acknowledgedAt ?? told.sentAt)
    const [chased, escalated] = [told.chased, told.escalated].map((touches) => ofThing(touches, what))
    const last = Math.max(since, ...[...(chased ?? []), ...(escalated ?? [])].map(({ at }) => at))
    if (now - last < every) return []
    const escalatedAt = escalated?.at(-1)?.at ?? since
    const count = chased?.filter(({ at }) => at >= escalatedAt).length ?? 0
    const contact = count < before ? undefined : nextContact(whole, awaited)
    return [contact === undefined ? chasing('chased', awaited, {}) : chasing('escalated', awaited, { contact })]
  })
}

/** The first in line is asked first; each escalation goes one further. */
export function nextContact({ conversation }: Coordination, { party, told, what }: Awaited): string | undefined {
  return contactsOfParty(conversation, party)[ofThing(told.escalated, what).length + 1]?.id
}

export function chasing(
  type: 'chased' | 'escalated',
  { party, told, what }: Awaited,
  { channel, contact }: { readonly channel?: string; readonly contact?: string },
): Said {
  return {
    type,
    party,
    notice: channel === undefined ? { element: `notification.${told.number}` } : { channel },
    details: { number: told.number, what, ...(contact === undefined ? {} : { contact }) },
    references: { about: [told.id] },
  }
}

function ofThing(touches: readonly Touch[], what: AwaitedThing): readonly Touch[] {
  return touches.filter((touch) => touch.what === what)
}
