// What is to be told to a party and was not yet: to whom, by which channels, in which words. Nothing goes out by itself: a
// person tells it, and records that they did; then it is gone from here.

import { formatInstant, type Instant } from '@treve/model'
import type { InLanguages } from '../../notices/notice.ts'
import { reminderTexts } from '../../notices/reminder.ts'
import { shortTextsOf } from '../../notices/short.ts'
import { linkState } from '../access/actors.ts'
import { zoneOf } from '../approvals/commands.ts'
import { type Contact, contactsOfParty } from '../conversation/state.ts'
import type { JsonObject } from '../event.ts'
import { isStopped } from '../publishing/state.ts'
import type { Coordination } from '../state.ts'
import { type Awaited, awaitedBy, contactNow, ofThing } from './chasing.ts'
import { type AwaitedThing, isDue, type Sent } from './state.ts'

/** With the command that records it. */
const recordedBy = { notification: 'log_conversation', chase: 'chase', escalation: 'escalate' } as const

interface ToTell {
  readonly what: keyof typeof recordedBy
  readonly awaited: Awaited
  readonly since: Instant
  readonly contact: Contact | undefined
}

/** @param isWhole whether the reader has any business with duty numbers */
export function toTell(whole: Coordination, now: Instant, isWhole: boolean): readonly JsonObject[] {
  const { notices, access } = whole
  const sent = new Map(notices.sent.map((each) => [each.notice.number, each] as const))
  return dueToTell(whole, now).flatMap(({ what, awaited, since, contact }) => {
    const { party, told } = awaited
    const own = sent.get(told.number)
    if (own === undefined) return []
    const hasPage = [...access.links.values()].some((link) => link.party === party && linkState(link, now) === 'open')
    return {
      what,
      party,
      number: told.number,
      awaited: awaited.what,
      about: told.id,
      since: formatInstant(since, zoneOf(whole)),
      contact:
        contact === undefined
          ? null
          : { id: contact.id, function: contact.function, call_sign: contact.call_sign ?? null },
      channels: channelsOf(contact, isWhole),
      has_page: hasPage,
      texts: { ...(what === 'notification' ? shortTexts(own) : reminders(own, awaited.what)) },
      recorded_by: recordedBy[what],
    }
  })
}

/** While publishing is stopped, nothing but what takes something back. */
function dueToTell(whole: Coordination, now: Instant): readonly ToTell[] {
  const isQuiet = isStopped(whole.publishing)
  const spokenOf = new Set(
    whole.conversation.log.flatMap(({ direction, about }) => (direction === 'outgoing' ? about : [])),
  )
  return awaitedBy(whole, now).flatMap((awaited) => {
    const { party, told, what } = awaited
    const [chased, escalated] = [told.chased, told.escalated].map((touches) => ofThing(touches, what))
    const line = contactsOfParty(whole.conversation, party)
    const isCancelled = whole.notices.threads.some((each) => each.thread === told.thread && each.isCancelled)
    // Whoever was asked for its receipt, or has received it, was told.
    const isUntold =
      what === 'acknowledgement' &&
      !spokenOf.has(told.id) &&
      [chased, escalated].flat().every((each) => !each || isDue(each))
    const first: ToTell = { what: 'notification', awaited, since: told.sentAt, contact: line[0] }
    const asked = chased?.find(isDue)
    const taken = escalated?.find(isDue)
    return [
      ...(isUntold && (!isQuiet || isCancelled) ? [first] : []),
      ...(asked === undefined || isQuiet
        ? []
        : [{ what: 'chase', awaited, since: asked.at, contact: contactNow(whole, awaited) } as const]),
      ...(taken === undefined || isQuiet
        ? []
        : [
            {
              what: 'escalation',
              awaited,
              since: taken.at,
              contact: line.find(({ id }) => id === taken.contact) ?? contactNow(whole, awaited),
            } as const,
          ]),
    ]
  })
}

/** The primary one first. */
function channelsOf(contact: Contact | undefined, isWhole: boolean): readonly JsonObject[] {
  return [...(contact?.channels ?? [])]
    .sort((a, b) => Number(b.is_primary) - Number(a.is_primary))
    .map(({ channel, number, is_primary }) => ({
      channel,
      is_primary,
      ...(isWhole ? { number: number ?? null } : {}),
    }))
}

/** They follow from what was sent alone, and are shown again and again. */
const shortTextsKnown = new WeakMap<Sent, InLanguages>()
const remindersKnown = new WeakMap<Sent, Map<AwaitedThing, InLanguages>>()

export function shortTexts(sent: Sent): InLanguages {
  const texts = shortTextsKnown.get(sent) ?? shortTextsOf(sent.notice, sent.digest)
  shortTextsKnown.set(sent, texts)
  return texts
}

function reminders(sent: Sent, what: AwaitedThing): InLanguages {
  const known = remindersKnown.get(sent) ?? new Map<AwaitedThing, InLanguages>()
  const texts = known.get(what) ?? reminderTexts(sent.notice, sent.digest, what)
  remindersKnown.set(sent, known.set(what, texts))
  return texts
}
