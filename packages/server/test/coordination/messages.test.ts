import { parts } from '@treve/server/coordination'
import { describe, expect, test } from 'vitest'
import { messageWords } from '../../src/coordination/messages/words.ts'
import { agreed, anna, bert, dispatcher, everyLanguage, hours, liaisonOf, person, start, Told } from './told.ts'

const plan = 'c'.repeat(64)
const news = {
  id: 'news-1',
  kind: 'information',
  texts: { en: 'Buses come on Friday.', ar: 'تأتي الحافلات يوم الجمعة.' },
  where: ['east'],
  until: '2016-11-04T10:00',
}
const band = { place: 'school', from: '2016-11-04T08:00', until: '2016-11-04T10:00', planned_seats: 100 }
const call = { ...news, id: 'call-1', kind: 'call_forward', call: [{ ...band, seats: 60 }] }

const planned = () => new Told(agreed({}, plan))
const shown = ({ state, now }: Told, reader = anna) =>
  parts.messages.view(state, reader, now) as {
    messages: {
      id: string
      state: string
      full_texts: Record<string, string>
      cancel_texts: Record<string, string> | null
    }[]
  }

function approved(told: Told, message: { readonly id: string }): void {
  told.done('draft_message', message)
  told.done('approve_message', { id: message.id }, bert)
}

describe('a message to people inside', () => {
  test('is drafted, approved by another, sent, and expires', () => {
    const told = planned()
    told.done('draft_message', news)
    expect(told.refused('send_message', { id: 'news-1', way: 'loudspeaker' })).toBe('not_approved')
    expect(told.refused('approve_message', { id: 'news-1' }, anna)).toBe('second_person_needed')
    expect(told.refused('approve_message', { id: 'news-1' }, { ...bert, kind: 'device' })).toBe('second_person_needed')
    expect(told.refused('approve_message', { id: 'news-1' }, dispatcher)).toBe('not_allowed')
    told.done('approve_message', { id: 'news-1' }, bert)
    expect(told.done('approve_message', { id: 'news-1' }, bert)).toEqual([])
    expect(shown(told).messages[0]?.state).toBe('approved')
    told.done('send_message', { id: 'news-1', way: 'loudspeaker' }, dispatcher)
    told.done('send_message', { id: 'news-1', way: 'leaflet' }, dispatcher)
    expect(shown(told).messages[0]).toMatchObject({ state: 'sent', sent: [{ way: 'loudspeaker' }, { way: 'leaflet' }] })
    told.now = (Date.parse('2016-11-04T08:00:00Z') / 1000) as typeof told.now
    expect(shown(told).messages[0]?.state).toBe('expired')
    expect(told.refused('send_message', { id: 'news-1', way: 'loudspeaker' })).toBe('message_expired')
  })

  test('is not sent once who approved it has lost the role; somebody else approves it anew', () => {
    const carol = person('token-carol')
    const told = planned().grant(anna, bert, carol)
    approved(told, news)
    told.revoke(bert.token, 'coordinator')
    expect(shown(told).messages[0]).toMatchObject({ state: 'draft', approved: null })
    expect(told.refused('send_message', { id: 'news-1', way: 'leaflet' })).toBe('not_approved')
    told.grant(bert)
    expect(told.refused('send_message', { id: 'news-1', way: 'leaflet' })).toBe('not_approved')
    told.done('approve_message', { id: 'news-1' }, carol)
    told.done('send_message', { id: 'news-1', way: 'leaflet' })
  })

  test('that people have heard goes on counting its seats, whoever lost a role since', () => {
    const told = planned().grant(anna, bert)
    approved(told, call)
    told.done('send_message', { id: 'call-1', way: 'loudspeaker' })
    told.revoke(bert.token, 'coordinator')
    expect(shown(told).messages[0]).toMatchObject({ state: 'sent', approved: null })
    expect(told.refused('send_message', { id: 'call-1', way: 'leaflet' })).toBe('not_approved')
    const more = { ...call, id: 'call-2', call: [{ ...band, seats: 60 }] }
    expect(told.refused('draft_message', more)).toBe('more_seats_than_planned')
    expect(told.refused('draft_message', call)).toBe('message_settled')
  })

  test('says in each language that leaving is one’s own choice and who stays remains protected, whatever its words are', () => {
    const told = new Told(agreed({ exercise: true }, plan))
    const texts = { en: 'a', fr: 'b', ar: 'c', ru: 'd' }
    told.done('draft_message', { ...call, texts })
    const [message] = shown(told).messages
    for (const language of everyLanguage) {
      expect(message?.full_texts[language]).toContain(messageWords[language].protected)
      expect(message?.full_texts[language]?.startsWith(`${messageWords[language].exercise}\n`)).toBe(true)
    }
    expect(message?.full_texts.en).toBe(
      [
        'EXERCISE',
        'a',
        'Seats, for those who wish to leave:',
        'school: 2016-11-04 08:00–10:00 Asia/Damascus (2016-11-04 06:00–08:00 UTC), seats: 60',
        'This message holds until 2016-11-04 10:00 Asia/Damascus (2016-11-04 08:00 UTC).',
        'Whether to leave is your own choice. Whoever stays remains protected. You have the right to come back.',
      ].join('\n'),
    )
  })

  test('is redrafted until it is approved, and what was approved is just that', () => {
    const told = planned()
    told.done('draft_message', news)
    told.done('draft_message', { ...news, texts: { ...news.texts, en: 'Other words.' } }, bert)
    // Whoever wrote the words that stand is not who approves them.
    expect(told.refused('approve_message', { id: 'news-1' }, bert)).toBe('second_person_needed')
    told.done('approve_message', { id: 'news-1' }, anna)
    expect(told.refused('draft_message', news)).toBe('message_settled')
    expect(shown(told).messages[0]?.full_texts.en).toContain('Other words.')
  })

  test('that is cancelled says so, and is not sent', () => {
    const told = planned()
    approved(told, news)
    told.done('send_message', { id: 'news-1', way: 'broadcast' }, dispatcher)
    told.done('cancel_message', { id: 'news-1' }, dispatcher)
    expect(told.done('cancel_message', { id: 'news-1' }, dispatcher)).toEqual([])
    expect(told.refused('send_message', { id: 'news-1', way: 'broadcast' })).toBe('message_cancelled')
    const [message] = shown(told).messages
    expect(message?.state).toBe('cancelled')
    expect(message?.cancel_texts?.en).toContain('“news-1” of 2016-11-02 07:00')
    expect(message?.cancel_texts?.ar).toContain(messageWords.ar.protected)
  })

  test.each([
    ['language_missing', { texts: { en: 'only English' } }],
    ['message_expired', { until: '2016-11-02T07:00' }],
    ['call_without_seats', { kind: 'call_forward' }],
    ['call_without_seats', { call: call.call }],
    ['number_of_a_person', { texts: { ...news.texts, en: 'call 0944 123 456 789' } }],
    ['malformed', { texts: {} }],
    ['malformed', { standing: 'who stays is on their own' }],
  ])('%s is refused', (code, other) => {
    const told = planned()
    expect(told.refused('draft_message', { ...news, ...other })).toBe(code)
    expect(told.events).toEqual([])
  })

  test('is in the languages that are set', () => {
    const told = planned()
    told.done('set_notice_rules', { message_languages: ['ar', 'ru'] })
    expect(told.refused('draft_message', news)).toBe('language_missing')
    told.done('draft_message', { ...news, texts: { ar: news.texts.ar, ru: 'Автобусы в пятницу.' } })
  })

  test('is shown to nobody outside', () => {
    const told = planned()
    told.done('draft_message', news)
    for (const reader of [liaisonOf('north'), person('f', 'field'), person('d', 'donor')])
      expect(parts.messages.view(told.state, reader, told.now)).toBeUndefined()
  })
})

describe('seats', () => {
  test('are called for by an agreed plan alone', () => {
    const told = new Told()
    expect(told.refused('draft_message', call)).toBe('no_plan_agreed')
  })

  test.each(['suspended', 'aborted', 'closed', 'accounted'])(
    'are not called for while the pause is %s; information goes on',
    (phase) => {
      const told = planned()
      approved(told, call)
      approved(told, news)
      told.done('draft_message', { ...call, id: 'call-2', call: [{ ...band, seats: 1 }] })
      told.state = { ...told.state, life: { ...told.state.life, phase } as never }
      expect(told.refused('send_message', { id: 'call-1', way: 'loudspeaker' }, dispatcher)).toBe('pause_not_running')
      expect(told.refused('approve_message', { id: 'call-2' }, bert)).toBe('pause_not_running')
      expect(told.refused('draft_message', { ...call, id: 'call-3' })).toBe('pause_not_running')
      told.done('send_message', { id: 'news-1', way: 'loudspeaker' }, dispatcher)
      told.done('cancel_message', { id: 'call-1' }, dispatcher)
    },
  )

  test('are never called for beyond what is planned, over all messages that hold', () => {
    const told = planned()
    approved(told, call)
    const more = (seats: number) => ({ ...call, id: 'call-2', call: [{ ...band, seats }] })
    expect(told.ask('draft_message', more(41))).toMatchObject({
      refused: { code: 'more_seats_than_planned', particulars: { called: 101, planned: 100 } },
    })
    told.done('draft_message', more(40))
    told.done('cancel_message', { id: 'call-1' })
    told.done('draft_message', more(100))
  })

  test('two drafts that are each within the plan are not both approved where they exceed it together', () => {
    const told = planned()
    told.done('draft_message', call)
    told.done('draft_message', { ...call, id: 'call-2' })
    told.done('approve_message', { id: 'call-1' }, bert)
    expect(told.refused('approve_message', { id: 'call-2' }, bert)).toBe('more_seats_than_planned')
  })

  test.each([
    [
      'more_seats_than_planned',
      [
        { ...band, seats: 60 },
        { ...band, seats: 41 },
      ],
    ],
    [
      'seats_differ',
      [
        { ...band, seats: 10 },
        { ...band, until: '2016-11-04T09:00', seats: 10 },
      ],
    ],
    [
      'seats_differ',
      [
        { ...band, seats: 10 },
        { ...band, planned_seats: 200, seats: 10 },
      ],
    ],
    ['band_backwards', [{ ...band, until: '2016-11-04T08:00', seats: 10 }]],
  ])('%s, within one message', (code, rows) => {
    expect(planned().refused('draft_message', { ...call, call: rows })).toBe(code)
  })

  test('of a plan that no longer holds are not called for', () => {
    const told = planned()
    told.done('draft_message', call)
    const { terms } = agreed({}, 'd'.repeat(64))
    told.state = { ...told.state, terms }
    expect(told.refused('approve_message', { id: 'call-1' }, bert)).toBe('plan_changed')
  })

  test('whatever is drafted, approved, sent and cancelled: what holds never exceeds the plan', () => {
    let state = 7
    const draw = (below: number) => {
      state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0
      return state % below
    }
    const told = planned()
    let approvals = 0
    let refusals = 0
    for (let step = 0; step < 600; step++) {
      told.now = (start + hours(step / 12)) as typeof told.now
      const id = `call-${draw(60)}`
      const row = { ...band, place: draw(2) === 0 ? 'school' : 'square', seats: 1 + draw(70) }
      const until = `2016-11-0${3 + draw(2)}T10:00`
      const answer = [
        () => told.ask('draft_message', { ...call, id, until, call: [row] }),
        () => told.ask('approve_message', { id }, bert),
        () => told.ask('approve_message', { id }, bert),
        () => told.ask('cancel_message', { id }),
      ][draw(4)]?.()
      if (answer !== undefined && 'refused' in answer) refusals += 1
      for (const place of ['school', 'square']) {
        const called = told.state.messages.messages
          .filter(
            ({ approved: by, cancelledAt, message }) =>
              by !== undefined && cancelledAt === undefined && message.until > told.now,
          )
          .flatMap(({ message }) => message.call ?? [])
          .filter((each) => each.place === place)
          .reduce((sum, each) => sum + each.seats, 0)
        expect(called).toBeLessThanOrEqual(100)
      }
      approvals = Math.max(
        approvals,
        told.state.messages.messages.filter(({ approved: by }) => by !== undefined).length,
      )
    }
    expect(approvals).toBeGreaterThan(5)
    expect(refusals).toBeGreaterThan(20)
  })
})
