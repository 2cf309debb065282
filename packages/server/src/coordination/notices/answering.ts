// What becomes of a notification at its party: received, passed on, asked for again, taken to the next in line.

import { formatInstant, type Instant } from '@treve/model'
import { id, instant, integer, object, oneOf, optional, required, text } from '@treve/model/schema'
import { capIdentifier } from '../../notices/cap.ts'
import { readCapAcknowledgement } from '../../notices/cap-acknowledgement.ts'
import { mostXmlBytes } from '../../notices/xml.ts'
import { zoneOf } from '../approvals/commands.ts'
import { channels, personalFault } from '../channels.ts'
import { contactsOfParty } from '../conversation/state.ts'
import type { Said } from '../event.ts'
import { hasEnded } from '../life/state.ts'
import { type Asked, command, type Decision, refuse } from '../part.ts'
import { isStopped } from '../publishing/state.ts'
import { high, moderate } from '../sensitivity.ts'
import { type Awaited, awaitedThing, chasing, nextContact } from './chasing.ts'
import { ofParty, type Told } from './state.ts'

const which = {
  number: required(integer(1), moderate('Number of the notification, update or cancellation.')),
  party: required(id(), moderate('The party.')),
}

export const acknowledge = command('acknowledge', {
  doc: 'Records that a party has received a notification. It permits nothing and guarantees nothing.',
  input: object({
    ...which,
    channel: required(oneOf(channels), moderate('By which it was said; by its page: link.')),
    by_function: optional(text(80), high('Who said so, by function.')),
    at: optional(instant(), moderate('When it was said, if not now.')),
    cap: optional(text(mostXmlBytes), high('The CAP message with which it was said, as it came.')),
  }),
  decide: (input, asked) => {
    const { number, party, channel, by_function, cap } = input
    const told = toldTo(asked, party, number)
    if ('refused' in told) return told
    const fault = personalFault({ by_function }) ?? lateFault(input.at, told, asked)
    if (fault !== undefined) return fault
    const isLiaison = isOnlyLiaison(asked)
    if (!isLiaison && channel === 'link')
      return refuse('not_by_its_page', 'By its own page a party acknowledges itself: say by which channel you have it.')
    if ((channel === 'cap') !== (cap !== undefined))
      return refuse('cap_message_missing', 'An acknowledgement by CAP is the CAP message itself (cap), and only that.')
    const message = cap === undefined ? undefined : capFault(cap, { told, party, asked })
    if (typeof message === 'object') return message
    if (told.acknowledgedAt !== undefined) return { said: [] }
    const said: Said = {
      type: 'acknowledged',
      party,
      notice: { channel: isLiaison && channel !== 'cap' ? 'link' : channel },
      details: {
        number,
        ...(by_function === undefined ? {} : { by_function }),
        ...at(input.at, asked),
        ...(message === undefined ? {} : { cap: message }),
      },
      references: { answers: told.id },
    }
    return { said: [said] }
  },
})

export const recordForwarding = command('record_forwarding', {
  doc: 'Records that a party has passed a notification on, to whom by function.',
  input: object({
    ...which,
    to_function: required(text(80), high('To whom, by function.')),
    channel: required(oneOf(channels), moderate('By which channel.')),
    at: optional(instant(), moderate('When, if not now.')),
  }),
  decide: (input, asked) => {
    const { number, party, to_function, channel } = input
    const told = toldTo(asked, party, number)
    if ('refused' in told) return told
    const fault = personalFault({ to_function }) ?? lateFault(input.at, told, asked)
    if (fault !== undefined) return fault
    if (told.forwarded.some((each) => each.to === to_function)) return { said: [] }
    const details = { number, to_function, ...at(input.at, asked) }
    return { said: [{ type: 'forwarded', party, notice: { channel }, details, references: { answers: told.id } }] }
  },
})

export const chase = command('chase', {
  doc: 'Records that a party was asked again for what is awaited: its acknowledgement, or that it has passed it on.',
  input: object({ ...which, channel: required(oneOf(channels), moderate('By which channel.')) }),
  decide: ({ number, party, channel }, asked) => {
    const awaited = awaitedOf(asked, party, number)
    if ('refused' in awaited || 'said' in awaited) return awaited
    return { said: [chasing('chased', awaited, { channel })] }
  },
})

export const escalate = command('escalate', {
  doc: 'Takes what is awaited and has not come to the next contact of the party.',
  input: object({ ...which, channel: required(oneOf(channels), moderate('By which channel.')) }),
  decide: ({ number, party, channel }, asked) => {
    const awaited = awaitedOf(asked, party, number)
    if ('refused' in awaited || 'said' in awaited) return awaited
    const contact = nextContact(asked.state, awaited)
    if (contact === undefined)
      return refuse('no_further_contact', `The contacts of ${party} name nobody further: set one (set_contact).`)
    return { said: [chasing('escalated', awaited, { channel, contact })] }
  },
})

function awaitedOf(asked: Asked, party: string, number: number): Awaited | Decision {
  if (isStopped(asked.state.publishing))
    return refuse('publishing_stopped', 'Publishing and notification are stopped: nobody is asked again meanwhile.')
  const told = toldTo(asked, party, number)
  if ('refused' in told) return told
  const { life, notices } = asked.state
  // Its movements are told to nobody any more; that it is taken back is, and of that a receipt is awaited.
  if (hasEnded(life) && !notices.threads.some((each) => each.thread === told.thread && each.isCancelled))
    return refuse(
      'ended_not_taken_back',
      'The pause is broken off or over: nobody is asked for the receipt of its movements. Take the notification back (cancel_notification, pause_ended), and ask for the receipt of that.',
    )
  const what = awaitedThing(told, asked.state)
  return what === undefined ? { said: [] } : { party, told, what }
}

function toldTo(asked: Asked, party: string, number: number): Told | { refused: { code: string; detail: string } } {
  // To whom it is not, it is not told either whether there is such a party or notification.
  if (isOnlyLiaison(asked) && asked.by.party !== party)
    return { refused: { code: 'of_another_party', detail: 'A liaison answers for its own party alone.' } }
  const told = ofParty(asked.state.notices, party)?.told.find((each) => each.number === number)
  return (
    told ?? { refused: { code: 'notification_unknown', detail: `${party} was not told anything under ${number}.` } }
  )
}

function isOnlyLiaison({ by }: Asked): boolean {
  return by.roles.length === 1 && by.roles[0] === 'liaison'
}

function lateFault(when: Instant | undefined, told: Told, { now }: Asked): Decision | undefined {
  if (when === undefined || (when >= told.sentAt && when <= now)) return undefined
  return refuse('not_then', 'It lies before the notification was sent, or in the future.')
}

function at(when: Instant | undefined, { state }: Asked) {
  return when === undefined ? {} : { at: formatInstant(when, zoneOf(state)) }
}

interface CapCase {
  readonly told: Told
  readonly party: string
  readonly asked: Asked
}

/** What is kept of it so that it is not taken twice; or why it is not taken. */
function capFault(text: string, { told, party, asked: { state, now } }: CapCase): string | Decision {
  const message = readCapAcknowledgement(text)
  if ('fault' in message) return refuse('cap_unusable', `The CAP message cannot be used: ${message.fault}.`)
  const senders = contactsOfParty(state.conversation, party).flatMap(({ cap_sender }) => cap_sender ?? [])
  if (!senders.includes(message.sender))
    return refuse(
      'cap_sender_unknown',
      `No contact of ${party} sends CAP as this one does: set it (set_contact, cap_sender).`,
    )
  const seen = `${message.sender} ${message.identifier}`
  if (told.acknowledgedAt === undefined && state.notices.capSeen.includes(seen))
    return refuse(
      'cap_replayed',
      'This CAP message was taken before: each acknowledgement has an identifier of its own.',
    )
  const notice = state.notices.sent.find(({ notice: each }) => each.number === told.number)?.notice
  const isAbout =
    notice !== undefined &&
    message.references.some(
      ({ identifier, sent }) => identifier === capIdentifier(notice, party) && sent === notice.sentAt,
    )
  if (!isAbout)
    return refuse(
      'cap_about_something_else',
      `The CAP message does not refer to notification ${told.number} as ${party} got it.`,
    )
  if ((message.status === 'Exercise') !== notice.pause.exercise || !['Actual', 'Exercise'].includes(message.status))
    return refuse('cap_status', 'Its status is not that of the notification: an exercise answers an exercise alone.')
  if (message.sent < told.sentAt || message.sent > now + clockSlackSeconds)
    return refuse('cap_time', 'It was sent before the notification, or in the future.')
  return seen
}

/** By how much the clock of another may be ahead. */
const clockSlackSeconds = 300
