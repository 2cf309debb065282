// Telling the parties: all of them, in the same words, at the same instant; anew as a difference; and taking it back.

import { formatInstant, languages, type TimeZone } from '@treve/model'
import { id, integer, list, object, oneOf, optional, required, type TypeOf, text } from '@treve/model/schema'
import {
  bandOf,
  changedAspects,
  type Difference,
  type LeadKind,
  type Movement,
  movementsType,
  type Notice,
} from '../../notices/notice.ts'
import { digestOf, textsOf } from '../../notices/text.ts'
import { personalFault } from '../channels.ts'
import type { Json, JsonObject, Said } from '../event.ts'
import { type Asked, command, type Decision, refuse } from '../part.ts'
import { isStopped } from '../publishing/state.ts'
import { high, moderate } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { corridorFor, isInWindow, type PauseTold, pauseTold, unknownSegment } from './pause.ts'
import { usualLeadSeconds } from './rules.ts'
import { ofParty, type Sent, type Thread } from './state.ts'
import { within } from './within.ts'

const shortNotice = optional(
  object({
    ground: required(
      oneOf(['emergency', 'overridden']),
      moderate('An emergency, which has a lead time of its own; or a decision of the coordinator who asks.'),
    ),
    reason: required(text(400), high('Why. It is on the account and is not told to the parties.')),
  }),
  moderate('Where the lead time is too short.'),
)

const also = optional(
  list(id(), { max: 100 }),
  moderate('Parties who are told beside those who must be: in the same words.'),
)

const notifyInput = object({
  movements: required(movementsType, moderate('All that is notified.')),
  short_notice: shortNotice,
  also,
})

const updateInput = object({
  notification: required(integer(1), moderate('Number of the notification.')),
  movements: required(movementsType, moderate('All that is notified from now on, not the difference alone.')),
  short_notice: shortNotice,
  also,
})

const cancelInput = object({
  notification: required(integer(1), moderate('Number of the notification.')),
  reason: optional(
    oneOf(['plan_changed', 'terms_changed', 'pause_ended', 'sent_in_error', 'danger']),
    moderate('Why. It is on the account and is not told to the parties.'),
  ),
})

type ShortNotice = TypeOf<typeof notifyInput>['short_notice']

export const notify = command('notify', {
  doc: 'Notifies all parties of movements at once, in the same words.',
  input: notifyInput,
  decide: ({ movements, short_notice, also: more }, asked) => {
    const personal = personalFault({ reason: short_notice?.reason })
    if (personal !== undefined) return personal
    const pause = ready(asked.state)
    if ('refused' in pause) return pause
    const fault = movementFault(movements, pause)
    if (fault !== undefined) return fault
    const parties = toldParties(asked.state, pause, more)
    if ('refused' in parties) return parties
    const lead = leadFor(movements, short_notice, asked)
    if ('refused' in lead) return lead
    const number = nextNumber(asked.state)
    const notice = noticeOf(pause, asked, { number, thread: number, kind: 'first', movements, lead: lead.kind })
    return saying(notice, { ...lead, parties: parties.ids, asked, reason: short_notice?.reason })
  },
})

export const updateNotification = command('update_notification', {
  doc: 'Notifies all parties anew: what is different, and all that holds from now on.',
  input: updateInput,
  decide: ({ notification, movements, short_notice, also: more }, asked) => {
    const personal = personalFault({ reason: short_notice?.reason })
    if (personal !== undefined) return personal
    const pause = ready(asked.state)
    if ('refused' in pause) return pause
    const thread = openThread(asked.state, notification)
    if ('refused' in thread) return thread
    const fault = movementFault(movements, pause)
    if (fault !== undefined) return fault
    const parties = toldParties(asked.state, pause, more, thread)
    if ('refused' in parties) return parties
    const difference = differenceOf(
      thread.standing.map(({ movement }) => movement),
      movements,
    )
    const isOfOtherTerms = sentOf(asked.state, thread.latest)?.notice.terms !== pause.version
    if (
      difference === undefined &&
      !isOfOtherTerms &&
      parties.ids.every((party) => previousOf(asked.state, thread, party) !== undefined)
    )
      return refuse(
        'nothing_changed',
        'This is what the parties were told already: there is nothing to tell them anew.',
      )
    // Whoever must be told and was not has known none of it; who is told beside them changes no lead time.
    const anew = pause.told.some((party) => previousOf(asked.state, thread, party) === undefined)
    // What asks for no more than before needs no new lead time.
    const wider = movements.filter((movement) => {
      if (anew) return true
      const was = thread.standing.find((each) => each.movement.id === movement.id)
      return was === undefined || !within(movement, was.movement)
    })
    const lead = leadFor(wider, short_notice, asked)
    if ('refused' in lead) return lead
    const notice = noticeOf(pause, asked, {
      number: nextNumber(asked.state),
      thread: thread.thread,
      kind: 'update',
      movements,
      difference: difference ?? { added: [], withdrawn: [], changed: [] },
      replaces: thread.latest,
      lead: lead.kind,
    })
    return saying(notice, { ...lead, parties: parties.ids, asked, reason: short_notice?.reason, thread, anew })
  },
})

export const cancelNotification = command('cancel_notification', {
  // A cancellation promises nothing, and somebody may rely on what no longer holds: it is possible at any time.
  doc: 'Takes a notification back, to all parties that had it. Possible also while notification is stopped.',
  input: cancelInput,
  decide: ({ notification, reason }, asked) => {
    const thread = openThread(asked.state, notification)
    if ('refused' in thread) return thread
    const before = sentOf(asked.state, thread.latest)
    if (before === undefined)
      return refuse('notification_unknown', `There is no notification ${notification} in this pause.`)
    const { pause, terms, zone, corridors, movements } = before.notice
    const notice: Notice = {
      number: nextNumber(asked.state),
      thread: thread.thread,
      kind: 'cancel',
      sentAt: asked.now,
      pause,
      terms,
      zone,
      corridors,
      movements,
      replaces: thread.latest,
      lead: 'as_set',
    }
    const parties = partiesOfThread(asked.state, thread)
    return saying(notice, { kind: 'as_set', seconds: 0, parties, asked, reason, thread })
  },
})

function ready(whole: Coordination): PauseTold | { refused: { code: string; detail: string } } {
  if (isStopped(whole.publishing))
    return {
      refused: {
        code: 'publishing_stopped',
        detail: 'Publishing and notification are stopped: two people must let them go on first (resume_publishing).',
      },
    }
  return (
    pauseTold(whole) ?? {
      refused: {
        code: 'no_terms_in_force',
        detail: 'No terms were announced or agreed: there is nothing yet that a party could be notified of.',
      },
    }
  )
}

function openThread(whole: Coordination, number: number): Thread | { refused: { code: string; detail: string } } {
  const thread = whole.notices.threads.find((each) => each.thread === number)
  if (thread === undefined)
    return {
      refused: {
        code: 'notification_unknown',
        detail: `There is no notification ${number} in this pause. An update is named by the notification it belongs to.`,
      },
    }
  return thread.isCancelled
    ? { refused: { code: 'notification_cancelled', detail: `Notification ${number} was cancelled: notify anew.` } }
    : thread
}

function movementFault(movements: readonly Movement[], pause: PauseTold): Decision | undefined {
  const seen = new Set<string>()
  for (const movement of movements) {
    const { id: name, use, from, until, vehicles, on_foot } = movement
    if (seen.has(name)) return refuse('movement_twice', `Movement ${name} is there twice: give each an id of its own.`)
    seen.add(name)
    if (until <= from) return refuse('band_backwards', `Movement ${name} ends before it begins.`, { movement: name })
    if (!isInWindow(pause, movement))
      return refuse('outside_windows', `Movement ${name} is not within a window of the terms in force.`, {
        movement: name,
      })
    if (vehicles.length === 0 && !on_foot)
      return refuse('nothing_moves', `Movement ${name} has neither vehicles nor people on foot.`, { movement: name })
    if (new Set(vehicles.map(({ kind }) => kind)).size < vehicles.length)
      return refuse('kind_twice', `Movement ${name} names a kind of vehicle twice.`, { movement: name })
    for (const route of [movement, ...movement.alternates]) {
      const corridor = corridorFor(pause, use, route.corridor)
      if (corridor === undefined)
        return refuse(
          'corridor_not_for_this',
          `Movement ${name}: the terms in force have no corridor ${route.corridor} for ${use}.`,
          { movement: name, corridor: route.corridor },
        )
      const unknown = unknownSegment(corridor, route.segments)
      if (unknown !== undefined)
        return refuse('segment_unknown', `Movement ${name}: corridor ${corridor.id} has no segment ${unknown}.`, {
          movement: name,
          segment: unknown,
        })
    }
  }
  return undefined
}

/** Those who must be told, whoever had it before, and who else is named. Never fewer. */
function toldParties(
  whole: Coordination,
  pause: PauseTold,
  more: readonly string[] = [],
  thread?: Thread,
): { ids: readonly string[] } | { refused: { code: string; detail: string } } {
  const unknown = more.find((each) => !pause.parties.some(({ id }) => id === each))
  if (unknown !== undefined)
    return { refused: { code: 'party_unknown', detail: `The terms in force name no party ${unknown}.` } }
  const before = thread === undefined ? [] : partiesOfThread(whole, thread)
  const ids = [...new Set([...pause.told, ...before, ...more])].sort()
  return ids.length === 0
    ? {
        refused: {
          code: 'nobody_to_tell',
          detail: 'The terms in force name no party that would be told: name parties.',
        },
      }
    : { ids }
}

function partiesOfThread(whole: Coordination, { thread }: Thread): readonly string[] {
  return Object.entries(whole.notices.byParty)
    .filter(([, { told }]) => told.some((each) => each.thread === thread))
    .map(([party]) => party)
    .sort()
}

interface Lead {
  readonly kind: LeadKind
  readonly seconds: number
}

/** How long before a movement it is told: as set, else 48 h. */
export function leadSeconds(whole: Coordination): number {
  return whole.notices.rules.lead_s ?? usualLeadSeconds
}

function leadFor(
  movements: readonly Movement[],
  short: ShortNotice,
  { state, now }: Asked,
): Lead | { refused: { code: string; detail: string; particulars?: JsonObject } } {
  const usual = leadSeconds(state)
  const [first] = [...movements].sort((a, b) => a.from - b.from)
  const left = first === undefined ? Number.POSITIVE_INFINITY : first.from - now
  if (first === undefined || left >= usual) return { kind: 'as_set', seconds: usual }
  const emergency = Math.min(usual, state.notices.rules.emergency_lead_s)
  if (short?.ground === 'overridden') return { kind: 'overridden', seconds: 0 }
  if (short?.ground === 'emergency' && left >= emergency) return { kind: 'emergency', seconds: emergency }
  const needed = short?.ground === 'emergency' ? emergency : usual
  return {
    refused: {
      code: 'lead_time_short',
      detail: `Movement ${first.id} begins too soon after it is told. Begin it later, or give the ground and the reason (short_notice).`,
      particulars: { movement: first.id, needed_s: needed, left_s: Math.max(0, Math.floor(left)) },
    },
  }
}

function differenceOf(before: readonly Movement[], now: readonly Movement[]): Difference | undefined {
  const changed = now.flatMap((movement) => {
    const was = before.find(({ id }) => id === movement.id)
    const what = was === undefined ? [] : changedAspects(was, movement)
    return was === undefined || what.length === 0 ? [] : [{ was, what }]
  })
  const added = now.filter(({ id }) => !before.some((was) => was.id === id)).map(({ id }) => id)
  const withdrawn = before.filter(({ id }) => !now.some((movement) => movement.id === id))
  return changed.length + added.length + withdrawn.length === 0 ? undefined : { added, withdrawn, changed }
}

function noticeOf(
  pause: PauseTold,
  { now }: Asked,
  own: Pick<Notice, 'number' | 'thread' | 'kind' | 'movements' | 'lead' | 'difference' | 'replaces'>,
): Notice {
  const { id: name, title, exercise, version: terms, time_zone: zone } = pause
  const used = new Set(
    [...own.movements, ...(own.difference?.withdrawn ?? []), ...(own.difference?.changed.map(({ was }) => was) ?? [])]
      .flatMap((movement) => [movement, ...movement.alternates])
      .map(({ corridor }) => corridor),
  )
  const corridors = pause.corridors
    .filter((each) => used.has(each.id))
    .map((each) => [each.id, each.name ?? {}] as const)
  return {
    ...own,
    sentAt: now,
    pause: { id: name, title, exercise },
    terms,
    zone,
    corridors: Object.fromEntries(corridors),
  }
}

interface Saying extends Lead {
  readonly parties: readonly string[]
  readonly asked: Asked
  readonly reason?: string | undefined
  readonly thread?: Thread
  readonly anew?: boolean
}

/** What one entry holds at most, with room for what is around it. */
const mostLetters = 190_000

/** One entry for each party: the same words, digest and instant. */
function saying(notice: Notice, { parties, seconds, asked, reason, thread, anew = false }: Saying): Decision {
  const texts = textsOf(notice)
  const details = { ...detailsTold(notice, seconds, texts), ...(anew ? { anew } : {}) }
  if ([...JSON.stringify(details)].length > mostLetters)
    return refuse('too_long', 'It is too much for one notification: divide it into several.')
  const told = parties.map((party): Said => {
    const previous = thread && previousOf(asked.state, thread, party)
    return {
      type:
        previous === undefined
          ? 'notified'
          : notice.kind === 'cancel'
            ? 'notification_cancelled'
            : 'notification_updated',
      party,
      notice: {
        text_digest: digestOf(texts),
        until: formatInstant(bandOf(notice).until, notice.zone),
        ...(notice.kind === 'cancel' && reason !== undefined ? { element: reason } : {}),
      },
      details,
      ...(previous === undefined ? {} : { references: { answers: previous } }),
    }
  })
  if (notice.lead === 'as_set') return { said: told }
  // Why it is on short notice is for the account, and in none of the entries that a party is shown.
  const grounds: Said = {
    type: 'overridden',
    notice: { element: `notification.${notice.number}`, ...(reason === undefined ? {} : { reason }) },
    staff: [asked.by.token],
  }
  return { said: [grounds, ...told] }
}

function previousOf(whole: Coordination, { thread }: Thread, party: string): string | undefined {
  return ofParty(whole.notices, party)?.told.findLast((each) => each.thread === thread)?.id
}

export function sentOf({ notices }: Coordination, number: number): Sent | undefined {
  return notices.sent.find(({ notice }) => notice.number === number)
}

function nextNumber({ notices }: Coordination): number {
  return Math.max(0, ...notices.sent.map(({ notice }) => notice.number)) + 1
}

function detailsTold(notice: Notice, leadSeconds: number, texts: Readonly<Record<string, string>>): JsonObject {
  const { pause, zone, difference, replaces, corridors } = notice
  return {
    number: notice.number,
    thread: notice.thread,
    kind: notice.kind,
    sent_at: formatInstant(notice.sentAt, zone),
    pause: pause.id,
    title: pause.title,
    exercise: pause.exercise,
    terms: notice.terms,
    time_zone: zone,
    corridors: Object.entries(corridors)
      .filter(([, name]) => Object.keys(name).length > 0)
      .map(([corridor, name]) => ({ id: corridor, name })),
    movements: notice.movements.map((movement) => movementToJson(movement, zone)),
    ...(difference === undefined
      ? {}
      : {
          difference: {
            added: difference.added,
            withdrawn: difference.withdrawn.map((movement) => movementToJson(movement, zone)),
            changed: difference.changed.map(({ was, what }) => ({ was: movementToJson(was, zone), what })),
          },
        }),
    ...(replaces === undefined ? {} : { replaces }),
    lead: notice.lead,
    lead_s: leadSeconds,
    texts: Object.fromEntries(languages.map((language): [string, Json] => [language, texts[language] ?? ''])),
  }
}

export function movementToJson({ from, until, vehicles, alternates, ...rest }: Movement, zone: TimeZone): JsonObject {
  return {
    ...rest,
    from: formatInstant(from, zone),
    until: formatInstant(until, zone),
    vehicles: vehicles.map(({ kind, count }) => ({ kind, count })),
    alternates: alternates.map(({ corridor, segments }) => ({ corridor, segments })),
  }
}
