import { type PauseEvent, parts } from '@treve/server/coordination'
import { describe, expect, test } from 'vitest'
import { isReleased } from '../../src/coordination/publishing/index.ts'
import { agreed, anna, bert, dispatcher, eight, hours, liaisonOf, person, Told } from './told.ts'

const lastClose = Date.parse('2016-11-04T17:00:00Z') / 1000
const view = ({ state, now }: Told, reader = anna) => parts.publishing.view(state, reader, now)

describe('one action', () => {
  test('stops all publishing and notification, by one person, and is itself on the account', () => {
    const told = new Told(agreed({}, 'c'.repeat(64)))
    const news = {
      id: 'news',
      kind: 'information',
      texts: { en: 'a', ar: 'b' },
      where: ['east'],
      until: '2016-11-04T10:00',
    }
    told.done('draft_message', news)
    told.done('approve_message', { id: 'news' }, bert)
    told.done('notify', { movements: [eight] })
    const said = told.done('stop_publishing', {}, dispatcher)
    // Public one day: a role, and no token.
    expect(said).toEqual([{ type: 'publishing_stopped', clear: { by: 'dispatcher' } }])
    expect(told.done('stop_publishing', {})).toEqual([])
    const asked = { number: 1, party: 'north', channel: 'radio' }
    for (const [kind, input] of [
      ['notify', { movements: [eight] }],
      ['update_notification', { notification: 1, movements: [{ ...eight, until: '2016-11-04T11:00' }] }],
      ['chase', asked],
      ['escalate', asked],
      ['send_message', { id: 'news', way: 'broadcast' }],
      ['sign_release', {}],
    ] as const)
      expect(told.refused(kind, input), kind).toBe('publishing_stopped')
  })

  test('leaves possible what takes back, what records, and recall', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    told.done('stop_publishing', {})
    told.done('acknowledge', { number: 1, party: 'north', channel: 'radio' })
    told.done('recall', { reason: 'stop' })
    told.done('cancel_notification', { notification: 1 })
  })

  test('is undone by two people, and by nobody alone', () => {
    const told = new Told()
    expect(told.done('resume_publishing', {})).toEqual([])
    told.done('stop_publishing', {})
    told.done('resume_publishing', {})
    expect(told.refused('resume_publishing', {})).toBe('second_person_needed')
    expect(told.refused('resume_publishing', {}, { ...bert, kind: 'device' })).toBe('not_a_person')
    expect(told.refused('resume_publishing', {}, dispatcher)).toBe('not_allowed')
    expect(told.refused('notify', { movements: [eight] })).toBe('publishing_stopped')
    expect(told.done('resume_publishing', {}, bert).map(({ type }) => type)).toEqual([
      'release_signed',
      'publishing_resumed',
    ])
    told.done('notify', { movements: [eight] })
  })

  test('a second stop needs two signatures of its own', () => {
    const told = new Told()
    for (let time = 0; time < 2; time++) {
      told.done('stop_publishing', {})
      told.done('resume_publishing', {}, anna)
      told.done('resume_publishing', {}, bert)
      expect(view(told)).toMatchObject({ stopped_at: null, resuming: [] })
    }
    told.done('stop_publishing', {})
    expect(view(told)).toMatchObject({ stopped_at: expect.any(String), resuming: [] })
    expect(told.refused('notify', { movements: [eight] })).toBe('publishing_stopped')
  })

  test('said to be undone without two signatures before it changes nothing', () => {
    const told = new Told()
    told.done('stop_publishing', {})
    told.done('resume_publishing', {})
    told.enter([{ type: 'publishing_resumed', notice: { element: 'publishing' } }])
    expect(view(told)).toMatchObject({ stopped_at: expect.any(String), resuming: [{ by: 'token-one' }] })
  })
})

test('who has lost the role lets nothing go on: their signature is gone, also when they have the role again', () => {
  const told = new Told().grant(anna, bert)
  told.done('stop_publishing', {})
  told.done('resume_publishing', {})
  told.revoke(anna.token, 'coordinator').grant(anna)
  expect(view(told)).toMatchObject({ resuming: [] })
  told.done('resume_publishing', {}, bert)
  expect(told.refused('notify', { movements: [eight] })).toBe('publishing_stopped')
  expect(told.done('resume_publishing', {}).map(({ type }) => type)).toEqual(['release_signed', 'publishing_resumed'])
})

test('a signature stands while its signer may still sign by another role', () => {
  const both = person('token-four', 'coordinator', 'protection')
  const told = new Told().grant(both)
  told.done('stop_publishing', {})
  told.done('resume_publishing', {}, both)
  told.revoke(both.token, 'coordinator')
  expect(view(told)).toMatchObject({ resuming: [{ by: 'token-four' }] })
  told.revoke(both.token, 'protection')
  expect(view(told)).toMatchObject({ resuming: [] })
})

describe('release', () => {
  const over = (secondsAfterClose: number) => {
    const told = new Told()
    told.state = { ...told.state, life: { ...told.state.life, phase: 'closed' } as never }
    told.now = (lastClose + secondsAfterClose) as typeof told.now
    return told
  }

  test('is due once the last window has closed and the delay has passed: to the second', () => {
    expect(over(hours(24) - 1).ask('sign_release', {})).toMatchObject({
      refused: { code: 'too_early', particulars: { due: '2016-11-05T19:00:00+02:00' } },
    })
    over(hours(24)).done('sign_release', {})
    const longer = over(hours(24))
    longer.state = {
      ...longer.state,
      publishing: parts.publishing.after(longer.state.publishing, {
        id: 'x'.repeat(22),
        type: 'log_opened',
        at: longer.now,
        clear: { release_delay_s: hours(72) },
        opened: {},
      }),
    }
    expect(longer.refused('sign_release', {})).toBe('too_early')
  })

  test('is of a pause that is closed, of terms in force, by two people', () => {
    const running = over(hours(24))
    running.state = { ...running.state, life: { ...running.state.life, phase: 'under_way' } as never }
    expect(running.refused('sign_release', {})).toBe('not_all_clear')
    const without = over(hours(24))
    without.state = { ...without.state, terms: {} as never }
    expect(without.refused('sign_release', {})).toBe('no_terms_in_force')
    const told = over(hours(24))
    told.done('sign_release', {})
    expect(told.refused('sign_release', {})).toBe('second_person_needed')
    expect(view(told)).toMatchObject({ release: { may_be_entered: false, signed: [{ by: 'token-one' }] } })
    told.done('sign_release', {}, person('protection-one', 'protection'))
    expect(view(told)).toMatchObject({
      release: { may_be_entered: true, due: '2016-11-05T19:00:00+02:00', released_at: null },
    })
    expect(told.done('sign_release', {})).toEqual([])
  })

  test('is not signed by who has lost the role since', () => {
    const told = over(hours(24)).grant(anna, bert)
    told.done('sign_release', {})
    told.done('sign_release', {}, bert)
    told.revoke(anna.token, 'coordinator')
    expect(view(told)).toMatchObject({ release: { may_be_entered: false, signed: [{ by: bert.token }] } })
  })

  test('waits for each vehicle that was not clear at the close', () => {
    const told = over(hours(24))
    told.state = { ...told.state, life: { ...told.state.life, notClear: ['bus-1', 'bus-2'] } }
    const clear = (vehicle: string) => {
      const event = {
        id: 'y'.repeat(22),
        type: 'clear',
        at: told.now,
        clear: {},
        opened: { tokens: { vehicle } },
      } as const
      told.state = { ...told.state, publishing: parts.publishing.after(told.state.publishing, event) }
    }
    clear('bus-1')
    expect(told.refused('sign_release', {})).toBe('not_all_clear')
    clear('bus-2')
    told.done('sign_release', {})
    // Clear before a close says nothing of after it.
    const closed = { id: 'z'.repeat(22), type: 'closed', at: told.now, clear: {}, opened: {} } as const
    told.state = { ...told.state, publishing: parts.publishing.after(told.state.publishing, closed) }
    expect(told.refused('sign_release', {}, bert)).toBe('not_all_clear')
  })

  test('signed before a later window was agreed holds no longer', () => {
    const told = over(hours(24))
    told.done('sign_release', {})
    told.done('sign_release', {}, bert)
    const next = { id: 'next', open: lastClose + hours(40), close: lastClose + hours(50) }
    told.state = { ...told.state, terms: agreed({ windows: [next] as never }).terms }
    expect(view(told)).toMatchObject({ release: { may_be_entered: false, signed: [] } })
    expect(told.refused('sign_release', {})).toBe('too_early')
  })

  const happens = (told: Told, event: Partial<PauseEvent> & Pick<PauseEvent, 'type'>) => {
    const whole = { id: 'w'.repeat(22), at: told.now, clear: {}, opened: {}, ...event }
    told.state = { ...told.state, publishing: parts.publishing.after(told.state.publishing, whole) }
  }
  const opened = {
    type: 'released',
    clear: { last_close: '2016-11-04T19:00:00+02:00', delay_s: 86_400 },
  } as const

  test('signed before a stop holds no longer, whoever lets it go on', () => {
    const told = over(hours(25))
    happens(told, { type: 'log_opened', clear: { beat_s: 900 } })
    told.done('sign_release', {})
    told.done('sign_release', {}, bert)
    told.done('stop_publishing', {}, dispatcher)
    for (const by of [anna, bert]) told.done('resume_publishing', {}, by)
    expect(view(told)).toMatchObject({ stopped_at: null, release: { may_be_entered: false, signed: [] } })
    // An entry tells no more than the beat of when it was signed: what is signed in that of the stop could be from before it.
    expect(told.ask('sign_release', {})).toMatchObject({
      refused: { code: 'too_early', particulars: { due: '2016-11-05T20:15:00+02:00' } },
    })
    told.now = (told.now + 900) as typeof told.now
    told.done('sign_release', {})
    expect(view(told)).toMatchObject({ release: { may_be_entered: false } })
    told.done('sign_release', {}, bert)
    expect(view(told)).toMatchObject({ release: { may_be_entered: true } })
  })

  test('is closed by a stop until two release it again: to let it go on opens nothing', () => {
    const told = over(hours(25))
    happens(told, opened)
    expect(isReleased(told.state)).toBe(true)
    told.done('stop_publishing', {}, dispatcher)
    for (const by of [anna, bert]) told.done('resume_publishing', {}, by)
    expect(isReleased(told.state)).toBe(false)
    expect(view(told)).toMatchObject({ stopped_at: null, release: { released_at: null } })
    happens(told, opened)
    expect(isReleased(told.state)).toBe(true)
  })

  test('is closed by a report of what happened after the last window, and by no late one of what was before', () => {
    const reported = (type: PauseEvent['type'], until: string | undefined) => {
      const told = over(hours(25))
      happens(told, opened)
      happens(told, { type, opened: until === undefined ? {} : { time: { from: until, until } } })
      return isReleased(told.state)
    }
    expect(reported('loaded', '2016-11-04T19:00:00+02:00')).toBe(true)
    expect(reported('loaded', '2016-11-04T19:00:01+02:00')).toBe(false)
    // When it was is erased: it is not said that it was before.
    expect(reported('loaded', undefined)).toBe(false)
    // What moves nobody, and what those who run it say among each other.
    for (const type of ['feedback', 'taken_back', 'filler', 'data_read', 'accounted', 'conversation_logged'] as const)
      expect([type, reported(type, '2016-11-06T08:00:00+02:00')]).toEqual([type, true])
    for (const type of ['begun', 'go_decided', 'notified', 'order_issued'] as const)
      expect([type, reported(type, '2016-11-06T08:00:00+02:00')]).toEqual([type, false])
  })

  test('is seen as such once the entry is on the account', () => {
    const told = over(hours(24))
    told.state = {
      ...told.state,
      publishing: parts.publishing.after(told.state.publishing, {
        id: 'x'.repeat(22),
        type: 'released',
        at: told.now,
        clear: { last_close: '2016-11-04T19:00:00+02:00', delay_s: 86_400 },
        opened: {},
      }),
    }
    expect(view(told)).toMatchObject({ release: { released_at: '2016-11-05T19:00:00+02:00' } })
  })

  test('of an earlier window is no release of a later one, whoever has signed that', () => {
    const told = over(hours(24))
    const released = {
      id: 'x'.repeat(22),
      type: 'released',
      at: told.now,
      clear: { last_close: '2016-11-04T19:00:00+02:00', delay_s: 86_400 },
      opened: {},
    } as const
    told.state = { ...told.state, publishing: parts.publishing.after(told.state.publishing, released) }
    const next = { id: 'next', open: lastClose + hours(40), close: lastClose + hours(50) }
    told.state = { ...told.state, terms: agreed({ windows: [next] as never }).terms }
    expect(view(told)).toMatchObject({ release: { released_at: null } })
    told.now = (next.close + hours(24)) as typeof told.now
    told.done('sign_release', {})
    expect(view(told)).toMatchObject({ release: { released_at: null, signed: [{ by: 'token-one' }] } })
  })

  test('is shown to nobody who has no business with it', () => {
    for (const reader of [liaisonOf('north'), person('d', 'donor'), person('f', 'field'), person('a', 'analyst')])
      expect(view(over(0), reader)).toBeUndefined()
  })
})
