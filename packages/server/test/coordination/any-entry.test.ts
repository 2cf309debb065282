// Whatever stands in the account, of this version or another, whole, spoilt or erased: it is folded and shown without a fault.

import { after, type Coordination, type Json, type PauseEvent, parts } from '@treve/server/coordination'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noticeForm, noticeForms } from '../../src/coordination/notices/index.ts'
import { agreed, anna, bert, busOrder, dispatcher, eight, liaisonOf, Told } from './told.ts'

const plan = 'c'.repeat(64)

/** One of everything that these parts say. */
function day(): Told {
  const told = new Told(agreed({}, plan))
  told.done('set_notice_rules', { chase_every_s: 3600 })
  told.done('set_contact', {
    id: 'first',
    of: 'party',
    party: 'north',
    function: 'officer',
    channels: [{ channel: 'radio', is_primary: true }],
    stop: { word: 'harvest', by: ['officer'] },
  })
  told.done('test_channel', { contact: 'first', channel: 'radio', result: 'reached' })
  told.done('log_conversation', {
    with: 'officer',
    by: 'dispatcher',
    direction: 'outgoing',
    channel: 'radio',
    language: 'en',
    text: 'x',
  })
  told.done('notify', { movements: [eight, { ...eight, id: 'm2' }] })
  told.done('acknowledge', { number: 1, party: 'north', channel: 'radio' })
  told.done('record_forwarding', { number: 1, party: 'north', to_function: 'gate', channel: 'radio' })
  told.done('chase', { number: 1, party: 'south', channel: 'radio' })
  told.go()
  told.done('issue_order', busOrder, dispatcher)
  told.done('update_notification', { notification: 1, movements: [{ ...eight, until: '2016-11-04T11:00' }] })
  const departing = { ...busOrder, id: 'trip-2', until: '2016-11-04T12:30' }
  told.done('override', { order: departing, reason: 'r' })
  told.done('issue_order', departing, dispatcher)
  told.done('recall', { vehicles: ['bus-001'], reason: 'r' })
  const call = { place: 'school', from: '2016-11-04T08:00', until: '2016-11-04T10:00', planned_seats: 9, seats: 5 }
  const message = {
    id: 'call',
    kind: 'call_forward',
    texts: { en: 'a', ar: 'b' },
    where: ['east'],
    until: '2016-11-04T10:00',
  }
  told.done('draft_message', { ...message, call: [call] })
  told.done('approve_message', { id: 'call' }, bert)
  told.done('send_message', { id: 'call', way: 'broadcast' }, dispatcher)
  told.done('cancel_message', { id: 'call' })
  told.done('stop_publishing', {})
  told.done('resume_publishing', {}, anna)
  told.done('resume_publishing', {}, bert)
  told.done('cancel_notification', { notification: 1 })
  return told
}

const whole = day()

function shown(state: Coordination): void {
  for (const part of [parts.notices, parts.conversation, parts.messages, parts.publishing]) {
    for (const reader of [anna, dispatcher, liaisonOf('north'), liaisonOf('__proto__')])
      part.view(state, reader, whole.now)
    part.due?.(state, whole.now)
  }
  for (const { notice } of state.notices.sent)
    for (const party of Object.keys(state.notices.byParty))
      for (const form of noticeForms)
        noticeForm(state, anna, { number: notice.number, party, form, language: 'ar', sender: 'example' })
}

type Place = readonly (string | number)[]

function placesIn(value: Json, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))]
}

function replaced(value: Json, [first, ...rest]: Place, by: Json | undefined): Json {
  if (first === undefined) return by ?? null
  const entries = Object.entries(value as object).map(([key, inner]) =>
    key === String(first)
      ? ([key, rest.length === 0 ? by : replaced(inner, rest, by)] as const)
      : ([key, inner] as const),
  )
  const kept = entries.filter(([, inner]) => inner !== undefined)
  return Array.isArray(value) ? kept.map(([, inner]) => inner as Json) : (Object.fromEntries(kept) as Json)
}

const other: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constantFrom<(Json | undefined)[]>(
    undefined,
    null,
    '',
    '__proto__',
    'm1',
    'Mars/Olympus',
    '9999-12-31T23:59:59Z',
    -1,
    1e9,
    [],
    {},
  ),
  fc.string(),
  fc.jsonValue().map((value) => value as Json),
)

/** Of an entry as it was said, with something in it that is otherwise. */
const spoilt: fc.Arbitrary<PauseEvent> = fc
  .tuple(fc.constantFrom(...whole.events), fc.nat(), other)
  .map(([event, pick, by]) => {
    const { details, ...notice } = (event.opened.notice ?? {}) as { details?: string }
    const opened = {
      ...event.opened,
      notice: { ...notice, details: details === undefined ? null : JSON.parse(details) },
    } as unknown as Json
    const places = placesIn(opened)
    const place = places[pick % places.length] ?? []
    const changed = replaced(opened, place, by)
    const made = (typeof changed === 'object' && changed !== null && !Array.isArray(changed) ? changed : {}) as {
      notice?: { details?: unknown }
    }
    const inner = typeof made.notice === 'object' && made.notice !== null ? made.notice : undefined
    return {
      ...event,
      opened: {
        ...made,
        ...(inner === undefined ? {} : { notice: { ...inner, details: JSON.stringify(inner.details) } }),
      },
    } as PauseEvent
  })

test('entries that are spoilt in any one place, missing, or twice', () => {
  let changed = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.events.length - 1), spoilt), { maxLength: 6 }),
      fc.boolean(),
      (among, isOnTop) => {
        const events = [...whole.events]
        for (const [at, event] of among) events.splice(at, isOnTop ? 0 : 1, event)
        const state = events.reduce(after, agreed({}, plan))
        shown(state)
        if (JSON.stringify(state.notices) !== JSON.stringify(whole.state.notices)) changed += 1
        // An order that the account holds outside what was notified is shown as such; none is made by folding.
        expect(state.notices.orders.length).toBeLessThanOrEqual(2 + among.length)
        expect(after(state, { id: 'x', type: 'filler', at: whole.now, clear: {}, opened: {} })).toBe(state)
      },
    ),
    { numRuns: 200, seed: 8 },
  )
  expect(changed).toBeGreaterThan(20)
})
