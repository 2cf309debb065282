// The catalogue of event types: the whole life of a pause. `docs/formats/account.md` is made from it.

import type { DifferenceName } from '../facts/deliveries.ts'
import type { Outcome } from '../facts/people.ts'
import type { AidStage, PeopleStage, Subject } from '../facts/vocabulary.ts'
import type { ClassName } from './classes.ts'
import { opensShape } from './opened.ts'
import { listOf, matching, oneOf, record, type Shape, text, token, whole } from './shape.ts'
import { digest, instant, language, type SlotName, slotShapes, verifierKey, zone } from './slots.ts'

export interface EventType {
  readonly class: ClassName
  readonly meaning: string
  /** Keys of the clear part beside `type`; those that end in `?` may be absent. */
  readonly clear?: Readonly<Record<string, Shape>>
  /** Slots that it must fill, beside those of every event of its class. */
  readonly fills?: readonly SlotName[]
  readonly mayFill?: readonly SlotName[]
  /** What facts are made of it. */
  readonly attests?: Attests
}

export type Attests =
  | { readonly lines: AidStage }
  | { readonly difference: DifferenceName }
  | { readonly people: Outcome; readonly stage?: PeopleStage }
  | { readonly counts: true }
  | { readonly once: Subject; readonly detail?: 'state' }
  | { readonly watch: true }

/** What every event of a class may fill. */
export const ofEvery: Readonly<Record<ClassName, { fills: readonly SlotName[]; mayFill: readonly SlotName[] }>> = {
  field: {
    fills: ['type', 'key_cert', 'key_cert2', 'source', 'time'],
    mayFill: ['place', 'tokens', 'staff', 'text', 'attachments', 'references', 'seq', 'prev_own', 'seen'],
  },
  notice: { fills: ['key_cert', 'source', 'time'], mayFill: ['text', 'staff', 'attachments', 'references'] },
  key: { fills: [], mayFill: ['text'] },
  erasure: { fills: ['key_cert', 'key_cert2'], mayFill: ['text'] },
  public: { fills: ['key_cert'], mayFill: ['attachments'] },
}

/** Between those who run the pause: what is said is in `notice`. */
function told(meaning: string, isOfParty = false, also: readonly SlotName[] = []): EventType {
  return {
    class: 'notice',
    meaning,
    fills: [...(isOfParty ? (['party'] as const) : []), 'notice', ...also],
    ...(isOfParty ? {} : { mayFill: ['party'] }),
  }
}

const name = text(80)
const party = token
const prose = text(1800)
const entryRef = whole()
const period = { from: instant, until: instant, zone }

const statement = {
  statement: token,
  speaker: name,
  'party?': party,
  'reported_by?': name,
  'said_at?': instant,
  'appeared?': text(400),
  'archived_sha256?': matching(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal'),
  language,
  paraphrase: prose,
  'claims?': listOf(text(400), 20),
}

export const eventTypes = {
  // The account itself
  log_opened: {
    class: 'key',
    meaning: 'entry 0: what this account is of, its authority key, its beat',
    clear: {
      treve: whole(1, 1),
      authority: verifierKey,
      organisation: name,
      beat_s: whole(1, 86_400),
      fill: whole(0, 100_000),
      'zone?': zone,
      'policy?': text(600),
      'release_delay_s?': whole(),
    },
  },
  key_added: {
    class: 'key',
    meaning: 'a further key: of an organisation that certifies, or of a coordinator',
    clear: { key: verifierKey, role: oneOf(['organisation', 'coordinator']), organisation: name },
  },
  key_revoked: {
    class: 'key',
    meaning:
      'a key ends here, by index; `compromised` marks what came from `suspect_from` on; `keys`: one-use keys of a lost device',
    clear: {
      'key?': verifierKey,
      reason: oneOf(['retired', 'lost', 'compromised']),
      'suspect_from?': entryRef,
    },
    mayFill: ['keys'],
  },
  entries_adopted: {
    class: 'key',
    meaning: 'late entries under a revoked key are vouched for by the authority',
    clear: { entries: listOf(entryRef, 100) },
  },
  entry_refused: {
    class: 'notice',
    meaning: 'an id came again with other bytes: refused, and recorded',
    clear: { entry: entryRef, leaf: digest },
  },
  erased: {
    class: 'erasure',
    meaning: 'salt and value of one slot were destroyed; two people sign',
    clear: {
      entry: entryRef,
      slot: token,
      ground: oneOf(['request_of_person', 'danger', 'retention_over', 'recorded_in_error', 'order_of_court']),
    },
  },
  evidence_accessed: { class: 'notice', meaning: 'a sealed original was opened', fills: ['references'] },
  filler: { class: 'field', meaning: 'nothing: it keeps the growth of the account even' },

  // Who may do what
  role_granted: told('a person holds a role in this pause'),
  role_revoked: told('a person holds a role no longer'),
  device_enrolled: told('a device may report, for whom and as what'),
  device_revoked: told('a device may report no longer'),
  duty_set: told('which vehicles, gates and places a person or device reports of, and is shown'),
  tracker_bound: told('a tracker tells where a vehicle is'),
  tracker_unbound: told('a tracker tells so no longer'),
  link_issued: told('a page for the liaison of a party, until when', true),
  link_revoked: told('that page is closed', true),
  data_read: told('somebody looked at what is sensitive'),
  data_purged: told(
    'what was kept beside the account was destroyed, its time being over: what, how much, by which rule',
  ),

  // Terms and approvals
  terms_drafted: told('a version of the terms, not announced yet'),
  owner_named: told('who decides whether it goes ahead, by function'),
  condition_waived: told('a reciprocal condition no longer holds up who waited for it, and why'),
  terms_announced: {
    class: 'public',
    meaning: 'terms as one or more announce them; by others they are not agreed',
    clear: {
      version: whole(1),
      by: listOf(party, 10),
      'accepted_by?': listOf(party, 10),
      ...period,
      'zone_of?': name,
      'where?': listOf(token, 20),
      terms: prose,
      'terms_sha256?': matching(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal'),
    },
  },
  terms_agreed: {
    class: 'public',
    meaning: 'terms that all named parties have agreed to',
    clear: { version: whole(1), by: listOf(party, 10), ...period, terms: prose },
  },
  approval_recorded: {
    class: 'notice',
    meaning: 'a party approves an element of the terms, graded',
    clear: {},
    fills: ['party', 'notice'],
  },
  approval_lapsed: {
    class: 'notice',
    meaning: 'an approval ended by its time, or by an abort',
    fills: ['party', 'notice'],
  },
  approval_withdrawn: { class: 'notice', meaning: 'a party takes an approval back', fills: ['party', 'notice'] },
  go_decided: { class: 'notice', meaning: 'it goes ahead; what it rests on', fills: ['notice'] },
  no_go_decided: { class: 'notice', meaning: 'it does not go ahead; what is missing', fills: ['notice'] },
  terms_places: told('places, vehicles and gates of a version of the terms, taken from the pause file attached to it'),
  plan_agreed: told('the plan that orders follow, attached'),
  plan_trips: told('trips of the plan agreed, taken from it: by what the day is followed'),
  begun: told('it is under way'),
  suspended: told('nothing further starts, for now'),
  closed: told('the last window has ended; who is not clear is named by vehicle'),
  accounted: told('what was done is accounted for'),

  // Told to the parties
  notified: { class: 'notice', meaning: 'a party was told of movements', fills: ['party', 'notice'] },
  notification_updated: {
    class: 'notice',
    meaning: 'a notification was replaced',
    fills: ['party', 'notice', 'references'],
  },
  notification_cancelled: {
    class: 'notice',
    meaning: 'a notification was taken back',
    fills: ['party', 'notice', 'references'],
  },
  acknowledged: {
    class: 'notice',
    meaning: 'a party has received a notification: no permission, no guarantee',
    fills: ['party', 'notice', 'references'],
  },
  overridden: {
    class: 'notice',
    meaning: 'a named coordinator lets an order depart from what was notified',
    fills: ['notice'],
  },

  forwarded: told('a party has passed a notification on, to whom by function', true, ['references']),
  chased: told('an acknowledgement was asked for again', true, ['references']),
  escalated: told('an acknowledgement that did not come was taken to the next in line', true, ['references']),
  order_issued: told('an order went out; it lies within what was notified, or was overridden'),

  order_received: told('a vehicle has received an order, or a recall: receipt, and nothing more'),

  notice_rules_set: told('lead times, and when an acknowledgement is asked for again, as set'),

  // Who spoke with whom
  conversation_logged: told('a conversation, by function, call sign or duty number'),
  contact_set: told('who is reached where, by which channels, and who may stop it by what word'),
  channel_tested: told('a channel was tried'),

  // To people inside
  message_drafted: told('a message to people inside, not approved yet'),
  message_approved: told('a message may go out, until when'),
  message_sent: told('a message went out, by which channel'),
  message_cancelled: told('a message no longer holds'),

  // What somebody must look at
  alarm_raised: told('something that a person must look at'),
  alarm_acknowledged: told('a person has looked at an alarm'),
  alarm_escalated: told('nobody had looked at an alarm in time: it was taken to the next in line'),
  alarm_ended: told('an alarm is over: by itself, or by decision of a person'),
  case_opened: told('a protection case: seen by those who deal with it alone'),
  case_noted: told('what was done or learnt in a protection case'),
  case_closed: told('a protection case is closed, how and why'),

  // Before anything is public, and after a stop
  release_signed: told('one of two people signs: that the account is released, or that what was stopped goes on'),
  publishing_resumed: told('publishing and notification go on; two people signed'),

  // Guarantees on the ground
  withdrawal_reported: {
    class: 'field',
    meaning: 'a party reports that a segment is free of troops',
    fills: ['place', 'notice'],
    attests: { once: 'withdrawal' },
  },
  withdrawal_verified: {
    class: 'field',
    meaning: 'others than the party saw it',
    fills: ['place', 'notice'],
    attests: { once: 'withdrawal' },
  },
  withdrawal_lapsed: {
    class: 'field',
    meaning: 'what was seen is too old, or no longer so',
    fills: ['place', 'notice'],
  },
  corridor_opened: {
    class: 'field',
    meaning: 'a corridor is open, for a use',
    fills: ['tokens'],
    mayFill: ['counts', 'notice'],
    attests: { once: 'corridor' },
  },
  corridor_suspended: {
    class: 'field',
    meaning: 'a corridor is closed for now',
    fills: ['tokens'],
    mayFill: ['notice'],
  },
  corridor_closed: { class: 'field', meaning: 'a corridor is closed', fills: ['tokens'], mayFill: ['notice'] },

  // Aid, line by line
  requested: aid('requested', 'what was asked for'),
  loaded: aid('loaded', 'put on vehicles'),
  cleared: aid('cleared', 'let through by those who inspect'),
  entered: aid('entered', 'taken over the line'),
  offloaded: aid('offloaded', 'taken off vehicles at the place'),
  received: aid('received', 'signed for by those who keep it'),
  distributed: aid('distributed', 'given to people'),
  removed_at_clearance: difference('removed_at_clearance', 'taken off by those who inspect, with the reason they gave'),
  not_offloaded: difference('not_offloaded', 'came to the place and was not taken off'),
  in_transit: difference('in_transit', 'on its way when the window closed'),
  lost: difference('lost', 'lost, looted or destroyed'),

  // People, per load
  people_boarded: people('boarded', 'got on', 'boarded'),
  people_passed: people('passed', 'passed a gate', 'passed'),
  people_arrived: people('arrived', 'came to where they were going', 'arrived'),
  walked_out: {
    class: 'field',
    meaning: 'left on foot',
    fills: ['people'],
    mayFill: ['conditions'],
    attests: { people: 'passed', stage: 'passed' },
  },
  refused_to_leave: { class: 'field', meaning: 'were asked, and stay', fills: ['people'], mayFill: ['conditions'] },
  held: people('held', 'kept at a gate; seen only by those who deal with it'),
  turned_back: people('turned_back', 'sent back at a gate'),
  stepped_down: people('stepped_down', 'got off of their own will'),
  born: people('born', 'born on the way'),
  died: people('died', 'died on the way'),

  // The day
  departed: { class: 'field', meaning: 'a vehicle left', fills: ['tokens'] },
  came: { class: 'field', meaning: 'a vehicle came to a place', fills: ['tokens', 'place'] },
  clear: { class: 'field', meaning: 'a vehicle is out of the area', fills: ['tokens'] },
  broke_down: { class: 'field', meaning: 'a vehicle cannot go on', fills: ['tokens'] },
  unregistered_vehicle: { class: 'field', meaning: 'a vehicle that nobody notified', fills: ['place'] },
  child_alone: {
    class: 'field',
    meaning: 'a child without its family: an alarm',
    fills: ['place'],
    mayFill: ['people'],
  },
  positions_digest: {
    class: 'field',
    meaning: 'what a tracker told in an hour, as one digest',
    fills: ['tokens', 'attachments'],
  },
  incident: {
    class: 'field',
    meaning: 'shelling, shooting, a denial; those hurt, as a range',
    fills: ['counts'],
    attests: { counts: true },
  },
  counted: {
    class: 'field',
    meaning: 'a count of what none of the others tells',
    fills: ['counts'],
    mayFill: ['lines', 'people'],
    attests: { counts: true },
  },
  aborted: { class: 'field', meaning: 'the pause is broken off; all approvals lapse', fills: ['notice'] },
  recalled: { class: 'field', meaning: 'a vehicle, or all, called to the nearest safe point', fills: ['notice'] },
  extended: { class: 'field', meaning: 'a later close, agreed by all who must', fills: ['notice'] },
  resumed: { class: 'field', meaning: 'it goes on, with approvals renewed', fills: ['notice'] },
  dispersed: {
    class: 'field',
    meaning: 'people sent from a waiting place in danger',
    fills: ['place'],
    mayFill: ['notice'],
  },

  // What is known of what is known
  watched: {
    class: 'field',
    meaning: 'a place was watched through a period: completeness',
    fills: ['place', 'watched'],
    attests: { watch: true },
  },
  feedback: {
    class: 'field',
    meaning: 'what residents answered',
    fills: ['counts', 'survey'],
    attests: { counts: true },
  },
  taken_back: {
    class: 'field',
    meaning: 'an earlier entry was wrong and nothing stands in its place (what does names it by `corrects`)',
    fills: ['references'],
  },
  disputed: {
    class: 'field',
    meaning: 'the receiver does not agree with what was handed over',
    fills: ['references'],
    mayFill: ['lines', 'people', 'counts'],
  },

  // In public
  statement: {
    class: 'public',
    meaning: 'words said in public, in our paraphrase, and their claims',
    clear: statement,
  },
  statement_withdrawn: {
    class: 'public',
    meaning: 'its speaker took it back or corrected it',
    clear: { statement: token, by: name, 'replaced_by?': token, language, words: prose },
  },
  reply: {
    class: 'public',
    meaning: 'what the speaker answers to a finding, published beside it',
    clear: { statement: token, speaker: name, language, words: text(3500) },
  },
  totals_agreed: {
    class: 'public',
    meaning: 'totals that the parties agree on; they cannot be erased',
    clear: {
      by: listOf(party, 10),
      totals: listOf(record({ what: name, unit: token, low: whole(), high: whole() }), 40),
    },
  },
  released: {
    class: 'public',
    meaning:
      'the account is opened to the public: the last window has closed, all are clear, the delay has passed; two people sign. `slots`: what is opened with it, beside what earlier ones opened (`type`, if it names none); `opens`: only what is on this list',
    clear: {
      'last_close?': instant,
      'delay_s?': whole(),
      'slots?': listOf(oneOf(Object.keys(slotShapes)), 40),
      'opens?': opensShape,
    },
    fills: ['key_cert2'],
  },
  publishing_stopped: {
    class: 'public',
    meaning: 'all publishing and notification stopped by one action, until two people release it',
    clear: { by: name },
  },
} as const satisfies Readonly<Record<string, EventType>>

export type EventName = keyof typeof eventTypes

export function eventType(name: string): EventType | undefined {
  return Object.hasOwn(eventTypes, name) ? eventTypes[name as EventName] : undefined
}

/** Slots that an event of the type may fill, those it must first. */
export function slotsOf(type: EventType): { fills: readonly SlotName[]; mayFill: readonly SlotName[] } {
  const { fills, mayFill } = ofEvery[type.class]
  const must = [...new Set([...fills, ...(type.fills ?? [])])]
  return { fills: must, mayFill: [...mayFill, ...(type.mayFill ?? [])].filter((slot) => !must.includes(slot)) }
}

function aid(stage: AidStage, meaning: string) {
  return { class: 'field', meaning, fills: ['lines'], attests: { lines: stage } } as const
}

function difference(of: DifferenceName, meaning: string) {
  return { class: 'field', meaning, fills: ['lines'], attests: { difference: of } } as const
}

function people(outcome: Outcome, meaning: string, stage?: PeopleStage) {
  return {
    class: 'field',
    meaning,
    fills: ['people', 'tokens'],
    mayFill: ['conditions'],
    attests: stage === undefined ? { people: outcome } : { people: outcome, stage },
  } as const
}

/** What nobody may do alone: the two signatures are certified by two different registered keys. */
export function needsTwoPeople(className: ClassName, type: unknown): boolean {
  return className === 'erasure' || type === 'released'
}
