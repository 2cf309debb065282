// The conversation log, the contacts of each gate and party, and tests of their channels.

import { formatInstant, type Instant } from '@treve/model'
import type { TypeOf } from '@treve/model/schema'
import { type Actor, sees } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import { personalFault } from '../channels.ts'
import type { JsonObject } from '../event.ts'
import { ofParty } from '../notices/state.ts'
import { command, type Decision, type Part, refuse } from '../part.ts'
import type { Coordination } from '../state.ts'
import { conversationCsv } from './csv.ts'
import {
  afterConversation,
  type Contact,
  type Conversation,
  contactType,
  conversationType,
  silence,
  testType,
} from './state.ts'

export { type Contact, type Conversation, contactsOfParty, type Logged } from './state.ts'

const setContact = command('set_contact', {
  doc: 'Sets who is reached where, by which channels, and who may stop a movement by what word.',
  input: contactType,
  decide: (contact, { state }) => {
    const { of, gate, party, channels, call_sign, stop } = contact
    const fault = personalFault({
      function: contact.function,
      call_sign,
      ...Object.fromEntries((stop?.by ?? []).map((each, index) => [`stop.by[${index}]`, each])),
    })
    if (fault !== undefined) return fault
    if ((of === 'gate') !== (gate !== undefined) || (of === 'party' && party === undefined))
      return refuse('contact_of_what', 'A contact of a gate names the gate, one of a party the party.')
    const primary = channels.filter(({ is_primary }) => is_primary)
    if (primary.length !== 1)
      return refuse('one_primary_channel', 'Exactly one channel is the primary one; the others are used if it fails.')
    if (JSON.stringify(state.conversation.contacts.find(({ id }) => id === contact.id)) === JSON.stringify(contact))
      return { said: [] }
    return { said: [{ type: 'contact_set', notice: { element: contact.id }, details: contactToJson(contact) }] }
  },
})

const testChannel = command('test_channel', {
  doc: 'Records that a channel of a contact was tried, and what came of it.',
  input: testType,
  decide: (test, { state }) => {
    const contact = state.conversation.contacts.find(({ id, ended }) => id === test.contact && !ended)
    if (contact === undefined) return refuse('contact_unknown', `There is no contact ${test.contact}: set it first.`)
    if (!contact.channels.some(({ channel }) => channel === test.channel))
      return refuse('channel_unknown', `Contact ${test.contact} has no channel ${test.channel}: set it first.`)
    return { said: [{ type: 'channel_tested', notice: { channel: test.channel }, details: { ...test } }] }
  },
})

const entryIdPattern = /^[A-Za-z0-9_-]{22}$/

const logConversation = command('log_conversation', {
  doc: 'Enters a conversation, spoken ones too, by function, call sign or duty number.',
  input: conversationType,
  decide: (input, { state, now }) => {
    const { with: other, by, text, channel, language, about, at, ...rest } = input
    const fault = personalFault({ with: other, by, text })
    if (fault !== undefined) return fault
    const { contacts } = state.conversation
    if (rest.contact !== undefined && !contacts.some(({ id }) => id === rest.contact))
      return refuse('contact_unknown', `There is no contact ${rest.contact}: set it first, or leave it out.`)
    if (!about.every((each) => entryIdPattern.test(each)))
      return refuse('not_an_entry', '“about” names entries of the account, by their ids of 22 letters.')
    const formFault = handedOverFault(input, state)
    if (formFault !== undefined) return formFault
    const shiftFault = takenOverFault(input, state.conversation)
    if (shiftFault !== undefined) return shiftFault
    if (at !== undefined && at > now) return refuse('not_then', 'A conversation in the future cannot be entered.')
    return {
      said: [
        {
          type: 'conversation_logged',
          ...(rest.party === undefined ? {} : { party: rest.party }),
          notice: { channel },
          details: {
            ...rest,
            with: other,
            by,
            ...(at === undefined ? {} : { at: formatInstant(at, zoneOf(state)) }),
          },
          text: { language, text },
          ...(about.length === 0 ? {} : { references: { about } }),
          ...(at === undefined ? {} : { happened: { from: at, until: at } }),
        },
      ],
    }
  },
})

/** A form is of what that party was told; which bytes it was, is said by who handed them over. */
function handedOverFault(
  { form, form_sha256: digest, direction, party, about }: TypeOf<typeof conversationType>,
  { notices }: Coordination,
): Decision | undefined {
  if (form === undefined && digest === undefined) return undefined
  const told = party === undefined ? [] : (ofParty(notices, party)?.told ?? [])
  const isOfIt = direction === 'outgoing' && about.some((each) => told.some(({ id }) => id === each))
  if (form === undefined || digest === undefined || !/^[0-9a-f]{64}$/.test(digest) || !isOfIt)
    return refuse(
      'form_of_what',
      'A form that was handed over is of a notification to that party: outgoing, with its entry in “about”, “form”, and “form_sha256”, the SHA-256 of the bytes.',
    )
  return undefined
}

/** A note stays with the office, and is taken over once: who comes second learns that somebody has it. */
function takenOverFault(
  { shift, party, contact, about }: TypeOf<typeof conversationType>,
  { log }: Conversation,
): Decision | undefined {
  if (shift === undefined) return undefined
  const [note, ...others] = about
  const isOfNote = others.length === 0 && log.some((each) => each.id === note && each.shift === 'handed_over')
  if (party !== undefined || contact !== undefined || (shift === 'taken_over' && !isOfNote))
    return refuse(
      'shift_of_what',
      'A shift is handed over within the office, without “party” or “contact”; what is taken over is one note of a shift, alone in “about”.',
    )
  const taken = log.find((each) => each.shift === 'taken_over' && each.about.includes(note ?? ''))
  if (shift === 'taken_over' && taken !== undefined)
    return refuse('shift_taken_over', `The note was taken over already, by: ${taken.by}.`)
  return undefined
}

function contactToJson({ channels, stop, ...rest }: Contact): JsonObject {
  return {
    ...rest,
    channels: channels.map((each) => ({ ...each })),
    ...(stop === undefined ? {} : { stop: { word: stop.word, by: stop.by } }),
  }
}

/** Of a gate or party with its tests; without words and numbers where the reader has no business with them. */
function contactShown(whole: Coordination, contact: Contact, now: Instant, isWhole: boolean): JsonObject {
  const { conversation, notices } = whole
  const at = (instant: Instant) => formatInstant(instant, zoneOf(whole))
  const tests = conversation.tests.filter((test) => test.contact === contact.id)
  const reached = tests.findLast(({ result }) => result === 'reached')
  const { channels, stop, cap_sender, ...rest } = contact
  return {
    ...rest,
    channels: channels.map(({ channel, number, is_primary }) => {
      const last = tests.findLast((test) => test.channel === channel)
      return {
        channel,
        is_primary,
        ...(isWhole ? { number: number ?? null } : {}),
        last_test: last === undefined ? null : { at: at(last.at), result: last.result, took_s: last.took_s ?? null },
      }
    }),
    ...(isWhole
      ? { stop: stop === undefined ? null : { word: stop.word, by: stop.by }, cap_sender: cap_sender ?? null }
      : {}),
    // Never tested is untested, whatever its age.
    untested: reached === undefined || now - reached.at > notices.rules.contact_test_h * 3600,
  }
}

/** The log as a table for spreadsheets; undefined for who does not see it. */
export function conversationTable(whole: Coordination, reader: Actor): string | undefined {
  return sees(reader, 'conversation') ? conversationCsv(whole.conversation.log, zoneOf(whole)) : undefined
}

export const conversation: Part<Conversation> = {
  initial: silence,
  after: afterConversation,
  commands: [setContact, testChannel, logConversation],
  view: (whole, reader, now) => {
    if (!sees(reader, 'conversation')) return undefined
    const zone = zoneOf(whole)
    const { contacts, log } = whole.conversation
    const isWhole = sees(reader, 'duty_contacts')
    return {
      contacts: contacts.filter(({ ended }) => !ended).map((contact) => contactShown(whole, contact, now, isWhole)),
      log: log.map(({ when, at: _, contact, party, ...rest }) => ({
        ...rest,
        contact: contact ?? null,
        party: party ?? null,
        when: formatInstant(when, zone),
      })),
    }
  },
}
