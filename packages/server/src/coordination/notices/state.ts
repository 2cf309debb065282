// What was told to whom, folded from the account: notices by number, each party's answers to them, what of it stands, and
// the orders that rest on it.

import { type Instant, isTimeZone, type LocalText, languages, type TimeZone } from '@treve/model'
import {
  boolean,
  defaulted,
  id,
  instant,
  integer,
  list,
  localText,
  mapped,
  object,
  oneOf,
  optional,
  required,
  type TypeOf,
  text,
} from '@treve/model/schema'
import {
  differenceType,
  type InLanguages,
  leadKinds,
  type Movement,
  movementsType,
  type Notice,
  noticeKinds,
} from '../../notices/notice.ts'
import { detailsOf } from '../details.ts'
import type { PauseEvent } from '../event.ts'
import { happenedAt, objectOf, partyOf, textOf } from '../opened.ts'
import { high } from '../sensitivity.ts'
import { type Departure, departureKinds, leftOf, type Order, orderType } from './order.ts'
import { defaultRules, isSame, type Rules, rulesType } from './rules.ts'
import { within } from './within.ts'

export const awaitedThings = ['acknowledgement', 'onward_transmission'] as const
export type AwaitedThing = (typeof awaitedThings)[number]

export interface Touch {
  /** When it was due; by hand: when it was done. */
  readonly at: Instant
  /** What was asked for. */
  readonly what: AwaitedThing
  /** By which somebody has done it; undefined: it is due, and nobody has yet. */
  readonly channel?: string
  /** When somebody did what had been due before. */
  readonly doneAt?: Instant
  readonly contact?: string
}

export interface Told {
  /** Of the entry: acknowledgements answer it. */
  readonly id: string
  readonly number: number
  readonly thread: number
  readonly sentAt: Instant
  /** Receipt, and nothing more. */
  readonly acknowledgedAt?: Instant
  readonly acknowledged?: { readonly channel: string; readonly by_function?: string }
  readonly forwardedAt?: Instant
  readonly forwarded: readonly { readonly to: string; readonly at: Instant; readonly channel: string }[]
  readonly chased: readonly Touch[]
  readonly escalated: readonly Touch[]
}

export interface OfParty {
  /** Told last, in whatever matter. */
  readonly latest: Told
  readonly told: readonly Told[]
}

export interface Standing {
  readonly movement: Movement
  /** Since when the party has known it as it is. */
  readonly noticedAt: Instant
  readonly leadSeconds: number
}

export interface Thread {
  readonly thread: number
  readonly latest: number
  readonly isCancelled: boolean
  readonly standing: readonly Standing[]
}

export interface Sent {
  readonly notice: Notice
  readonly digest: string
  readonly texts: InLanguages
  /** False: the account holds other words for another party under the same number. */
  readonly isEqual: boolean
  readonly parties: readonly string[]
}

export interface Overridden {
  readonly at: Instant
  readonly by: string
  readonly order: Order
  /** By kind. */
  readonly departures: readonly string[]
  /** Just these, and nothing further of their kind. */
  readonly letPass: readonly Departure[]
}

export interface Issued {
  readonly order: Order
  readonly at: Instant
  /** Vehicles of it that were called back. */
  readonly recalled: readonly string[]
  /** Since when nothing of it goes on. */
  readonly recalledAt?: Instant
}

export interface Notices {
  readonly rules: Rules
  readonly sent: readonly Sent[]
  readonly threads: readonly Thread[]
  readonly byParty: Readonly<Record<string, OfParty>>
  /** `sender identifier` of CAP messages that were taken: none is taken twice. */
  readonly capSeen: readonly string[]
  readonly overridden: readonly Overridden[]
  readonly orders: readonly Issued[]
}

/** A party may be called as what every object has. */
export function ofParty({ byParty }: Notices, party: string): OfParty | undefined {
  return Object.hasOwn(byParty, party) ? byParty[party] : undefined
}

export const nothingTold: Notices = {
  rules: defaultRules,
  sent: [],
  threads: [],
  byParty: {},
  capSeen: [],
  overridden: [],
  orders: [],
}

const zone = mapped(text(80), (name): TimeZone | undefined => (isTimeZone(name) ? name : undefined))

export const noticeDetails = object({
  number: required(integer(1), high('Number in the pause.')),
  thread: required(integer(1), high('Number of the first of its matter.')),
  kind: required(oneOf(noticeKinds), high('First, update or cancellation.')),
  sent_at: required(instant(), high('The same for all parties.')),
  pause: required(id(), high('The pause.')),
  title: required(localText(), high('Its title.')),
  exercise: required(boolean(), high('Whether it is an exercise.')),
  terms: required(integer(1), high('By which version of the terms.')),
  time_zone: required(zone, high('Whose clock the text tells.')),
  corridors: required(
    list(object({ id: required(id(), high('Corridor.')), name: required(localText(), high('Its name.')) })),
    high('Names used.'),
  ),
  movements: required(movementsType, high('What is notified.')),
  difference: optional(differenceType, high('To what was notified before.')),
  replaces: optional(integer(1), high('Number replaced.')),
  lead: required(oneOf(leadKinds), high('By which rule it was in time.')),
  lead_s: required(integer(), high('How long before it had to be told.')),
  anew: defaulted(boolean(), false, high('True: the lead time begins again for all of it, whatever was told before.')),
  texts: required(
    object(Object.fromEntries(languages.map((language) => [language, required(text(200_000), high('The text.'))]))),
    high('What the party reads.'),
  ),
})
type NoticeDetails = TypeOf<typeof noticeDetails>

const answerDetails = object({
  number: required(integer(1), high('Number of the notice.')),
  by_function: optional(text(80), high('Who, by function.')),
  to_function: optional(text(80), high('To whom, by function.')),
  at: optional(instant(), high('When it happened.')),
  contact: optional(text(100), high('Which contact was asked.')),
  what: defaulted(oneOf(awaitedThings), 'acknowledgement', high('What was asked for.')),
  cap: optional(text(500), high('Sender and identifier of the CAP message.')),
})

export const overrideDetails = object({
  order: required(orderType, high('The order.')),
  departures: required(list(text(40)), high('What departs, by kind.')),
  let_pass: defaulted(
    list(
      object({
        what: required(oneOf(departureKinds), high('What departs.')),
        ordered: required(text(50_000), high('What is ordered.')),
        notified: required(text(50_000), high('What was notified, or is in the terms.')),
      }),
    ),
    [],
    high('Just what is let pass; absent in older entries, which let nothing pass.'),
  ),
  by: required(text(80), high('Token of the coordinator.')),
})
export const orderDetails = object({ order: required(orderType, high('The order.')) })
export const recallDetails = object({
  vehicles: defaulted(list(text(100)), [], high('Which; none named: all.')),
  to: optional(
    list(
      object({
        vehicle: required(text(100), high('The vehicle.')),
        place: required(id(), high('Where to.')),
        by_plan: optional(boolean(), high('Nobody had reported where it was: it is the nearest by its plan.')),
        lacks: optional(oneOf(['room', 'way']), high('There is no room, or the way is shut; nothing better is known.')),
      }),
    ),
    high('Where each is to go.'),
  ),
})

export function afterNotices(state: Notices, event: PauseEvent): Notices {
  switch (event.type) {
    case 'notice_rules_set': {
      const rules = detailsOf(rulesType, event)
      return rules === undefined || isSame(rules, state.rules) ? state : { ...state, rules }
    }
    case 'notified':
    case 'notification_updated':
    case 'notification_cancelled':
      return told(state, event)
    case 'acknowledged':
    case 'forwarded':
    case 'chased':
    case 'escalated':
      return answered(state, event)
    case 'overridden': {
      const details = detailsOf(overrideDetails, event)
      if (details === undefined) return state
      const { order, departures, let_pass: letPass, by } = details
      return { ...state, overridden: [...state.overridden, { at: happenedAt(event), by, order, departures, letPass }] }
    }
    case 'order_issued': {
      const details = detailsOf(orderDetails, event)
      if (details === undefined || state.orders.some(({ order }) => order.id === details.order.id)) return state
      return { ...state, orders: [...state.orders, { order: details.order, at: happenedAt(event), recalled: [] }] }
    }
    case 'recalled': {
      const details = detailsOf(recallDetails, event)
      if (details === undefined) return state
      const orders = state.orders.map((each) => recalledFrom(each, details.vehicles, happenedAt(event)))
      return orders.every((each, index) => each === state.orders[index]) ? state : { ...state, orders }
    }
    default:
      return state
  }
}

/** One vehicle called back leaves the rest of its convoy on the road. */
function recalledFrom(issued: Issued, named: readonly string[], at: Instant): Issued {
  if (issued.recalledAt !== undefined) return issued
  const left = leftOf(issued)
  const called = left.vehicles.map(({ id }) => id).filter((id) => named.length === 0 || named.includes(id))
  if (named.length > 0 && called.length === 0) return issued
  const recalled = [...issued.recalled, ...called]
  // Who walks is called back with all, and not with a vehicle.
  const isWhole = named.length === 0 || (!left.on_foot && left.vehicles.every(({ id }) => recalled.includes(id)))
  return { ...issued, recalled, ...(isWhole ? { recalledAt: at } : {}) }
}

function told(state: Notices, event: PauseEvent): Notices {
  const details = detailsOf(noticeDetails, event)
  const party = partyOf(event)
  const digest = textOf(objectOf(event.opened.notice).text_digest)
  if (details === undefined || party === undefined || digest === undefined) return state
  const { number, thread, sent_at: sentAt } = details
  const own = ofParty(state, party)?.told ?? []
  if (own.some((each) => each.number === number)) return state
  const entry: Told = { id: event.id, number, thread, sentAt, forwarded: [], chased: [], escalated: [] }
  const known = state.sent.find(({ notice }) => notice.number === number)
  const sent: Sent =
    known === undefined
      ? { notice: noticeOf(details), digest, texts: details.texts as InLanguages, isEqual: true, parties: [party] }
      : { ...known, isEqual: known.isEqual && known.digest === digest, parties: [...known.parties, party] }
  return {
    ...state,
    sent: known === undefined ? [...state.sent, sent] : state.sent.map((each) => (each === known ? sent : each)),
    threads: known === undefined ? threadsAfter(state.threads, details) : state.threads,
    byParty: { ...state.byParty, [party]: { latest: entry, told: [...own, entry] } },
  }
}

function noticeOf(details: NoticeDetails): Notice {
  const { number, thread, kind, difference, replaces, lead, movements } = details
  return {
    number,
    thread,
    kind,
    sentAt: details.sent_at,
    pause: { id: details.pause, title: details.title, exercise: details.exercise },
    terms: details.terms,
    zone: details.time_zone,
    corridors: Object.fromEntries(details.corridors.map(({ id, name }): [string, LocalText] => [id, name])),
    movements,
    lead,
    ...(difference === undefined ? {} : { difference }),
    ...(replaces === undefined ? {} : { replaces }),
  }
}

/** What is as it was, or less, keeps the lead time that it has had; what is new or different begins anew, and all where `anew` says so. */
function threadsAfter(threads: readonly Thread[], details: NoticeDetails): readonly Thread[] {
  const { number, thread, kind, sent_at: noticedAt, lead_s: leadSeconds, anew } = details
  const before = threads.find((each) => each.thread === thread)
  const standing = details.movements.map((movement): Standing => {
    const was = before?.standing.find((each) => each.movement.id === movement.id)
    return !anew && was !== undefined && within(movement, was.movement)
      ? { ...was, movement }
      : { movement, noticedAt, leadSeconds }
  })
  const next: Thread = {
    thread,
    latest: number,
    isCancelled: kind === 'cancel',
    standing: kind === 'cancel' ? [] : standing,
  }
  return before === undefined ? [...threads, next] : threads.map((each) => (each === before ? next : each))
}

/** What is done answers what was due of it by then, and is counted with that; else it is one of its own. */
function touched(touches: readonly Touch[], touch: Touch): readonly Touch[] {
  const { at, what, channel, contact } = touch
  const isAnswered = (each: Touch) =>
    isDue(each) && each.what === what && (each.contact === undefined || each.contact === contact)
  if (channel === undefined || !touches.some(isAnswered)) return [...touches, touch]
  return touches.map((each) => (isAnswered(each) ? { ...each, channel, doneAt: at } : each))
}

/** Nobody has done it yet. */
export function isDue({ channel }: Touch): boolean {
  return channel === undefined
}

function answered(state: Notices, event: PauseEvent): Notices {
  const details = detailsOf(answerDetails, event)
  const party = partyOf(event)
  const of = party === undefined ? undefined : ofParty(state, party)
  if (details === undefined || party === undefined || of === undefined) return state
  const channel = textOf(objectOf(event.opened.notice).channel)
  const at = details.at ?? happenedAt(event)
  const touch: Touch = {
    at,
    what: details.what,
    ...(channel === undefined ? {} : { channel }),
    ...(details.contact === undefined ? {} : { contact: details.contact }),
  }
  const change = (told: Told): Told => {
    switch (event.type) {
      case 'acknowledged':
        return told.acknowledgedAt === undefined
          ? {
              ...told,
              acknowledgedAt: at,
              acknowledged: {
                channel: channel ?? 'unknown',
                ...(details.by_function === undefined ? {} : { by_function: details.by_function }),
              },
            }
          : told
      case 'forwarded':
        return {
          ...told,
          forwardedAt: told.forwardedAt ?? at,
          forwarded: [...told.forwarded, { to: details.to_function ?? '', at, channel: channel ?? 'unknown' }],
        }
      case 'chased':
        return { ...told, chased: touched(told.chased, touch) }
      default:
        return { ...told, escalated: touched(told.escalated, touch) }
    }
  }
  const told = of.told.map((each) => (each.number === details.number ? change(each) : each))
  const latest = told.at(-1) ?? of.latest
  return {
    ...state,
    byParty: { ...state.byParty, [party]: { latest, told } },
    capSeen: details.cap === undefined ? state.capSeen : [...state.capSeen, details.cap],
  }
}
