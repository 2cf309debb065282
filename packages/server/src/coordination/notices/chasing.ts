// What does not come back from a party: asked for again, then taken to the next in line. Due at most once at a time,
// however long nobody looked.

import type { Instant } from '@treve/model'
import { bandOf } from '../../notices/notice.ts'
import { type Contact, contactsOfParty } from '../conversation/state.ts'
import type { Said } from '../event.ts'
import { hasEnded } from '../life/state.ts'
import { isStopped } from '../publishing/state.ts'
import type { Coordination } from '../state.ts'
import { type AwaitedThing, isDue, type Told, type Touch } from './state.ts'

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

/** Of what stands, while it has not ended; once the pause has, of what takes back what was told. */
export function awaitedBy(whole: Coordination, now: Instant): readonly Awaited[] {
  const { notices } = whole
  return Object.entries(notices.byParty).flatMap(([party, { told }]) =>
    notices.threads.flatMap(({ thread, latest, isCancelled }) => {
      if (hasEnded(whole.life) && !isCancelled) return []
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
    const last = Math.max(since, ...[...(chased ?? []), ...(escalated ?? [])].map(({ at, doneAt }) => doneAt ?? at))
    if (now - last < every) return []
    const escalatedAt = escalated?.at(-1)?.at ?? since
    const count = chased?.filter(({ at }) => at >= escalatedAt).length ?? 0
    // One that nobody has gone to yet is due already: meanwhile it is asked for again.
    const isWaiting = escalated?.some(isDue) === true
    const contact = count < before || isWaiting ? undefined : nextContact(whole, awaited)
    return [contact === undefined ? chasing('chased', awaited, {}) : chasing('escalated', awaited, { contact })]
  })
}

/** The first in line is asked first; each escalation goes one further. One that is due is gone to before the one after it. */
export function nextContact({ conversation }: Coordination, { party, told, what }: Awaited): string | undefined {
  const escalated = ofThing(told.escalated, what)
  return escalated.find(isDue)?.contact ?? contactsOfParty(conversation, party)[escalated.length + 1]?.id
}

/** Who is asked now: the one that somebody has taken it to last, else the first in line. */
export function contactNow({ conversation }: Coordination, { party, told, what }: Awaited): Contact | undefined {
  const line = contactsOfParty(conversation, party)
  return line[ofThing(told.escalated, what).filter((each) => !isDue(each)).length] ?? line.at(-1)
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

export function ofThing(touches: readonly Touch[], what: AwaitedThing): readonly Touch[] {
  return touches.filter((touch) => touch.what === what)
}
