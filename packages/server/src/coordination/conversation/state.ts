// Who is reached where, and who spoke with whom: by function, call sign or duty number, never by name.

import { type Instant, languages } from '@treve/model'
import {
  boolean,
  defaulted,
  id,
  instant,
  integer,
  list,
  object,
  oneOf,
  optional,
  required,
  type TypeOf,
  text,
} from '@treve/model/schema'
import { channels } from '../channels.ts'
import { detailsOf } from '../details.ts'
import type { PauseEvent } from '../event.ts'
import { happenedAt, namedBy, noticeOf, objectOf } from '../opened.ts'
import { high, moderate } from '../sensitivity.ts'

/** As notifications can be had. */
export const handedForms = ['page', 'text', 'short', 'cap'] as const

/** What one shift tells the next, and that the next has it. */
export const shiftSteps = ['handed_over', 'taken_over'] as const

const severe = (doc: string) => ({ sensitivity: 'severe' as const, doc })

export const contactType = object({
  id: required(id(), moderate('Id of the contact.')),
  of: required(oneOf(['gate', 'party', 'pause']), moderate('Whose contact it is.')),
  gate: optional(id(), moderate('Of which gate.')),
  party: optional(id(), moderate('Of which party.')),
  order: defaulted(integer(1, 100), 1, moderate('Its place in line: 1 is asked first.')),
  function: required(text(80), high('Function, never a name.')),
  call_sign: optional(text(40), high('Call sign.')),
  channels: required(
    list(
      object({
        channel: required(oneOf(channels), high('Which.')),
        number: optional(text(80), severe('Duty number, frequency or duty address of it.')),
        is_primary: defaulted(boolean(), false, high('Used first; the others if it fails.')),
      }),
      { min: 1, max: 10 },
    ),
    severe('How it is reached: primary and fallback.'),
  ),
  stop: optional(
    object({
      word: required(text(80), severe('The word that stops a movement.')),
      by: required(list(text(80), { min: 1, max: 20 }), severe('Functions who may say it.')),
    }),
    severe('Who may stop it, and by what word.'),
  ),
  cap_sender: optional(text(200), severe('As what its CAP messages are sent.')),
  ended: defaulted(boolean(), false, moderate('True: it is no contact any more.')),
})
export type Contact = TypeOf<typeof contactType>

export const testType = object({
  contact: required(id(), moderate('Which contact.')),
  channel: required(oneOf(channels), high('Which channel.')),
  result: required(oneOf(['reached', 'no_answer', 'wrong_function', 'out_of_service']), high('What came of it.')),
  took_s: optional(integer(0, 86_400), moderate('How long it took until somebody answered.')),
})
export type ChannelTest = TypeOf<typeof testType>

export const conversationType = object({
  with: required(text(80), high('Function or call sign of the other side, never a name.')),
  party: optional(id(), high('Party it speaks for.')),
  contact: optional(id(), high('Contact, where it is one.')),
  by: required(text(80), high('Own function.')),
  direction: required(oneOf(['incoming', 'outgoing']), high('Who began it.')),
  channel: required(oneOf(channels), high('By which channel.')),
  verbal: defaulted(boolean(), true, high('True: spoken, and not in writing.')),
  at: optional(instant(), high('When, if not now.')),
  language: required(oneOf(languages), moderate('Language of the text.')),
  text: required(text(4000), high('What was said.')),
  about: defaulted(list(text(22), { max: 40 }), [], high('Entries it is about.')),
  form: optional(oneOf(handedForms), moderate('In which form a notification was handed over with it.')),
  form_sha256: optional(text(64), moderate('Of the very bytes that were handed over: 64 hexadecimal digits.')),
  shift: optional(oneOf(shiftSteps), moderate('A note from one shift to the next; or that it was taken over.')),
})

/** As it stands in `details`: the words themselves are in the slot `text`. */
export const loggedType = object({
  with: conversationType.fields.with,
  party: conversationType.fields.party,
  contact: conversationType.fields.contact,
  by: conversationType.fields.by,
  direction: conversationType.fields.direction,
  verbal: conversationType.fields.verbal,
  at: optional(instant(), high('When, if not then.')),
  form: conversationType.fields.form,
  form_sha256: conversationType.fields.form_sha256,
  shift: conversationType.fields.shift,
})

export interface Logged extends TypeOf<typeof loggedType> {
  readonly id: string
  readonly when: Instant
  readonly channel: string
  readonly text: string
  readonly about: readonly string[]
}

export interface Tested extends ChannelTest {
  readonly at: Instant
}

export interface Conversation {
  readonly contacts: readonly Contact[]
  readonly tests: readonly Tested[]
  readonly log: readonly Logged[]
}

export const silence: Conversation = { contacts: [], tests: [], log: [] }

export function afterConversation(state: Conversation, event: PauseEvent): Conversation {
  switch (event.type) {
    case 'contact_set': {
      const contact = detailsOf(contactType, event)
      if (contact === undefined) return state
      const others = state.contacts.filter(({ id: other }) => other !== contact.id)
      return { ...state, contacts: [...others, contact] }
    }
    case 'channel_tested': {
      const test = detailsOf(testType, event)
      return test === undefined ? state : { ...state, tests: [...state.tests, { ...test, at: happenedAt(event) }] }
    }
    case 'conversation_logged': {
      const details = detailsOf(loggedType, event)
      if (details === undefined) return state
      const { text: words } = objectOf(event.opened.text)
      const logged: Logged = {
        ...details,
        id: event.id,
        when: details.at ?? happenedAt(event),
        channel: noticeOf(event).channel ?? 'unknown',
        // Erased, it is empty, and the entry is still there.
        text: typeof words === 'string' ? words : '',
        about: namedBy(event),
      }
      return { ...state, log: [...state.log, logged] }
    }
    default:
      return state
  }
}

/** In line: who is asked first stands first. */
/** Who is asked for the pause itself, the first in line first. */
export function contactsOfPause({ contacts }: Conversation): readonly Contact[] {
  return contacts
    .filter((contact) => contact.of === 'pause' && !contact.ended)
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

export function contactsOfParty({ contacts }: Conversation, party: string): readonly Contact[] {
  return contacts
    .filter((contact) => contact.party === party && !contact.ended)
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}
