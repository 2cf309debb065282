import { fromBase64Url } from '@treve/ledger'
import { after, parts } from '@treve/server/coordination'
import type { Actor } from '@treve/server/policy'
import { describe, expect, test } from 'vitest'
import { departuresOf } from '../../src/coordination/notices/index.ts'
import { messages } from '../../src/notices/messages/catalogue.ts'
import { segmentsOf } from '../../src/notices/short.ts'
import {
  agreed,
  anna,
  bert,
  busOrder,
  dispatcher,
  eight,
  everyLanguage,
  hours,
  liaisonOf,
  person,
  start,
  summary,
  Told,
  zone,
} from './told.ts'

const toldOf = ({ state }: Told, party: string) => state.notices.byParty[party]?.latest

describe('a notification', () => {
  test('goes to all who must know at once: same words, same digest, same instant', () => {
    const told = new Told()
    const said = told.done('notify', { movements: [eight] })
    expect(said.map(({ type, party }) => [type, party])).toEqual([
      ['notified', 'north'],
      ['notified', 'south'],
    ])
    expect(new Set(said.map(({ party: _, ...rest }) => JSON.stringify(rest))).size).toBe(1)
    expect(fromBase64Url(String(said[0]?.notice?.text_digest))).toHaveLength(32)
    expect(toldOf(told, 'north')).toMatchObject({ number: 1, thread: 1, sentAt: start })
    expect(told.state.notices.sent).toMatchObject([{ isEqual: true, parties: ['north', 'south'] }])
  })

  test('says route, band, number and purpose, the standing text, and the same facts in every language', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    const texts = told.state.notices.sent[0]?.texts
    for (const language of everyLanguage) {
      const text = texts?.[language].replace(/[\u2066-\u2069]/g, '') ?? ''
      for (const fact of [
        'm1',
        '[c1]',
        'c2',
        '2016-11-04 08:00–12:00 Asia/Damascus',
        '2016-11-04 06:00–10:00',
        ' 8',
        ' 2',
      ])
        expect(text, language).toContain(fact)
    }
    expect(texts?.en).toContain(
      'm1: civilians who wish to leave; corridor Mill road [c1], out of the zone; or instead by corridor c2; 2016-11-04 08:00–12:00 Asia/Damascus (2016-11-04 06:00–10:00 UTC); vehicles, at most: Bus 8, Ambulance 2',
    )
    expect(texts?.en).toContain('It guarantees nothing, is no permission')
    expect(texts?.ar).toContain('طريق المطحنة')
  })

  test('is also for whoever is named beside those who must be told', () => {
    const told = new Told()
    expect(told.done('notify', { movements: [eight], also: ['relief'] }).map(({ party }) => party)).toEqual([
      'north',
      'relief',
      'south',
    ])
    expect(told.refused('notify', { movements: [eight], also: ['nobody'] })).toBe('party_unknown')
  })

  test.each([
    ['movement_twice', [eight, eight]],
    ['band_backwards', [{ ...eight, until: '2016-11-04T08:00' }]],
    ['outside_windows', [{ ...eight, until: '2016-11-04T19:01' }]],
    ['nothing_moves', [{ ...eight, vehicles: [] }]],
    ['kind_twice', [{ ...eight, vehicles: [eight.vehicles[0], eight.vehicles[0]] }]],
    ['corridor_not_for_this', [{ ...eight, corridor: 'c3' }]],
    ['corridor_not_for_this', [{ ...eight, alternates: [{ corridor: 'c9' }] }]],
    ['segment_unknown', [{ ...eight, segments: ['s9'] }]],
    ['malformed', []],
    ['malformed', [{ ...eight, position: [37.1, 36.2] }]],
    ['malformed', [{ ...eight, source: 'somebody' }]],
  ])('%s is refused, and nothing said', (code, movements) => {
    const told = new Told()
    expect(told.refused('notify', { movements })).toBe(code)
    expect(told.events).toEqual([])
  })

  test('of terms that are only drafted is refused', () => {
    const draft = agreed()
    const { inForce: _, ...terms } = draft.terms as unknown as { inForce: number }
    const told = new Told({ ...draft, terms: terms as never })
    expect(told.refused('notify', { movements: [eight] })).toBe('no_terms_in_force')
  })

  test('is the coordinator’s to send, and nobody else’s', () => {
    for (const by of [dispatcher, liaisonOf('north'), person('x', 'planner')])
      expect(new Told().refused('notify', { movements: [eight] }, by)).toBe('not_allowed')
  })
})

describe('lead time', () => {
  const atHoursBefore = (count: number, state = agreed()) => {
    const told = new Told(state)
    told.now = (Date.parse('2016-11-04T06:00:00Z') / 1000 - hours(count)) as typeof told.now
    return told
  }

  test('is 48 h by the terms: to the second', () => {
    expect(atHoursBefore(48).ask('notify', { movements: [eight] })).toHaveProperty('said')
    const late = atHoursBefore(48)
    late.now = (late.now + 1) as typeof late.now
    expect(late.ask('notify', { movements: [eight] })).toMatchObject({
      refused: { code: 'lead_time_short', particulars: { movement: 'm1', needed_s: hours(48), left_s: hours(48) - 1 } },
    })
  })

  test('is 24 h in an emergency, with the reason on the account and not in the words', () => {
    const short_notice = { ground: 'emergency', reason: 'the ward has no oxygen' }
    const told = atHoursBefore(24)
    const said = told.done('notify', { movements: [eight], short_notice })
    expect(said.map(({ type }) => type)).toEqual(['overridden', 'notified', 'notified'])
    expect(said[0]).toMatchObject({ notice: { reason: 'the ward has no oxygen' }, staff: ['token-one'] })
    expect(JSON.stringify(said.slice(1))).not.toContain('oxygen')
    expect(told.state.notices.sent[0]?.texts.en).toContain('Emergency: notified at shorter notice.')
    expect(atHoursBefore(23).refused('notify', { movements: [eight], short_notice })).toBe('lead_time_short')
    expect(atHoursBefore(24).refused('notify', { movements: [eight], short_notice: { ground: 'emergency' } })).toBe(
      'malformed',
    )
  })

  test('is left aside only by a named coordinator with a reason', () => {
    const told = atHoursBefore(1)
    const said = told.done('notify', {
      movements: [eight],
      short_notice: { ground: 'overridden', reason: 'agreed by radio' },
    })
    expect(said[0]).toMatchObject({ type: 'overridden', staff: ['token-one'], notice: { reason: 'agreed by radio' } })
    expect(told.state.notices.sent[0]?.notice.lead).toBe('overridden')
  })

  test('is as set, once it is set', () => {
    const told = atHoursBefore(30)
    expect(told.refused('set_notice_rules', { lead_s: hours(12) })).toBe('emergency_lead_longer')
    told.done('set_notice_rules', { lead_s: hours(30), emergency_lead_s: hours(2) })
    expect(told.done('set_notice_rules', { lead_s: hours(30), emergency_lead_s: hours(2) })).toEqual([])
    expect(told.ask('notify', { movements: [eight] })).toHaveProperty('said')
    expect(told.refused('set_notice_rules', { lead_s: hours(30) }, dispatcher)).toBe('not_allowed')
  })
})

describe('a change', () => {
  test('is notified as the difference, and in full, to all who had it', () => {
    const told = new Told()
    told.done('notify', { movements: [eight, { ...eight, id: 'm2', corridor: 'c2', alternates: [] }] })
    const less = { ...eight, vehicles: [{ kind: 'bus', count: 6 }] }
    const said = told.done('update_notification', { notification: 1, movements: [less] })
    expect(said.map(({ type, party }) => [type, party])).toEqual([
      ['notification_updated', 'north'],
      ['notification_updated', 'south'],
    ])
    expect(said[0]?.references).toEqual({ answers: told.state.notices.byParty.north?.told[0]?.id })
    const { notice, texts } = told.state.notices.sent[1] ?? {}
    expect(notice?.difference).toMatchObject({
      added: [],
      withdrawn: [{ id: 'm2' }],
      changed: [{ was: { id: 'm1' }, what: ['vehicles'] }],
    })
    expect(texts?.en).toMatch(
      /What changes\n- Changed, it was: m1: .*vehicles, at most: Bus 8, Ambulance 2\n- No longer takes place: m2:/,
    )
    expect(texts?.en).toMatch(/Notified now, in full\n- m1: .*at most: Bus 6\n/)
    expect(toldOf(told, 'south')).toMatchObject({ number: 2, thread: 1 })
  })

  test('that changes nothing is refused; what is listed in another order changes nothing', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    const same = { ...eight, vehicles: [...eight.vehicles].reverse() }
    expect(told.refused('update_notification', { notification: 1, movements: [same] })).toBe('nothing_changed')
    expect(told.refused('update_notification', { notification: 2, movements: [same] })).toBe('notification_unknown')
  })

  test('of the terms alone is told too: the same movements, by another version', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    const [version] = told.state.terms.versions
    const terms = { ...told.state.terms, versions: [version, { ...version, version: 2 }], inForce: 2 }
    told.state = { ...told.state, terms: terms as never }
    told.done('update_notification', { notification: 1, movements: [eight] })
    expect(told.state.notices.sent[1]?.texts.en).toContain('By version 2 of the terms')
    // Nothing more is asked of anybody: no lead time begins again.
    expect(told.state.notices.threads[0]?.standing).toMatchObject([{ noticedAt: start }])
    expect(told.refused('update_notification', { notification: 1, movements: [eight] })).toBe('nothing_changed')
  })

  test('begins the lead time again for what asks for more, and for that alone', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    told.now = (start + hours(10)) as typeof told.now
    const more = { ...eight, vehicles: [{ kind: 'bus', count: 9 }] }
    expect(told.refused('update_notification', { notification: 1, movements: [more] })).toBe('lead_time_short')
    // Less needs no new one.
    const less = { ...eight, until: '2016-11-04T11:00' }
    told.done('update_notification', { notification: 1, movements: [less] })
    expect(told.state.notices.threads[0]?.standing).toMatchObject([{ noticedAt: start, leadSeconds: hours(48) }])
    const short_notice = { ground: 'overridden', reason: 'more people than counted' }
    told.done('update_notification', { notification: 1, movements: [more], short_notice })
    expect(told.state.notices.threads[0]?.standing).toMatchObject([{ noticedAt: start + hours(10), leadSeconds: 0 }])
  })

  test('reaches also a party that must be told since', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    const said = told.done('update_notification', { notification: 1, movements: [eight], also: ['relief'] })
    expect(said.map(({ type, party }) => [type, party])).toEqual([
      ['notification_updated', 'north'],
      ['notified', 'relief'],
      ['notification_updated', 'south'],
    ])
    expect(new Set(said.map(({ notice }) => notice?.text_digest)).size).toBe(1)
  })

  test('a cancellation goes to all who had it, and nothing can be ordered on it any more', () => {
    const told = new Told()
    told.done('notify', { movements: [eight], also: ['relief'] })
    const said = told.done('cancel_notification', { notification: 1, reason: 'terms_changed' })
    expect(said.map(({ type, party }) => [type, party])).toEqual(
      ['north', 'relief', 'south'].map((party) => ['notification_cancelled', party]),
    )
    expect(told.state.notices.sent[1]?.texts.fr).toContain('n’a plus lieu')
    expect(told.refused('cancel_notification', { notification: 1 })).toBe('notification_cancelled')
    expect(told.refused('update_notification', { notification: 1, movements: [eight] })).toBe('notification_cancelled')
    told.go()
    expect(told.ask('issue_order', busOrder)).toMatchObject({
      refused: {
        code: 'departs_from_notified',
        particulars: { departures: [{ what: 'notification', notified: 'cancelled' }] },
      },
    })
  })
})

describe('an acknowledgement', () => {
  test('by its page or recorded with its channel is receipt, and nothing more', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    told.now = (start + 600) as typeof told.now
    told.done('acknowledge', { number: 1, party: 'north', channel: 'link' }, liaisonOf('north'))
    told.done('acknowledge', { number: 1, party: 'south', channel: 'telephone', by_function: 'duty officer' })
    expect(toldOf(told, 'north')).toMatchObject({ acknowledgedAt: start + 600, acknowledged: { channel: 'link' } })
    expect(toldOf(told, 'south')).toMatchObject({ acknowledged: { channel: 'telephone', by_function: 'duty officer' } })
    expect(told.done('acknowledge', { number: 1, party: 'south', channel: 'radio' })).toEqual([])
    const shown = JSON.stringify(told.state.notices) + JSON.stringify(view(told, anna))
    expect(shown.replaceAll(/no permission|is neither to permit/g, '')).not.toMatch(
      /approved|permitted|granted|cleared/i,
    )
    expect(view(told, anna)).toMatchObject({ standing: { en: expect.stringContaining('guarantees nothing') } })
  })

  test('is refused of another party, of nothing, from the future, with a person’s address', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    const south = { number: 1, party: 'south', channel: 'telephone' }
    expect(told.refused('acknowledge', south, liaisonOf('north'))).toBe('of_another_party')
    expect(told.refused('acknowledge', { ...south, party: 'nobody' }, liaisonOf('north'))).toBe('of_another_party')
    expect(told.refused('acknowledge', { ...south, number: 2 })).toBe('notification_unknown')
    for (const party of ['constructor', 'valueof'])
      expect(told.refused('acknowledge', { ...south, party })).toBe('notification_unknown')
    expect(told.refused('acknowledge', { ...south, at: '2016-11-02T07:01' })).toBe('not_then')
    expect(told.refused('acknowledge', { ...south, by_function: 'a.person@example.org' })).toBe('address_of_a_person')
    expect(told.refused('acknowledge', { ...south, channel: 'link' })).toBe('not_by_its_page')
    expect(told.refused('acknowledge', south, dispatcher)).toBe('not_allowed')
  })

  test('and whom it was passed on to, by function, are on record', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    const forwarding = { number: 1, party: 'north', to_function: 'commander of the eastern gate', channel: 'radio' }
    told.done('record_forwarding', forwarding, liaisonOf('north'))
    expect(told.done('record_forwarding', forwarding, liaisonOf('north'))).toEqual([])
    expect(toldOf(told, 'north')).toMatchObject({
      forwardedAt: start,
      forwarded: [{ to: 'commander of the eastern gate' }],
    })
    expect(told.refused('record_forwarding', { ...forwarding, to_function: '+963 11 222 3344' })).toBe(
      'number_of_a_person',
    )
    expect(told.refused('record_forwarding', forwarding, liaisonOf('south'))).toBe('of_another_party')
  })
})

describe('an acknowledgement that does not come', () => {
  const contact = (id: string, order: number) => ({
    id,
    of: 'party',
    party: 'north',
    order,
    function: `officer ${order}`,
    channels: [{ channel: 'radio', number: '27.185', is_primary: true }],
  })

  test('is asked for at the interval that is set, then taken to the next in line, once each', () => {
    const told = new Told()
    told.done('set_contact', contact('first', 1))
    told.done('set_contact', contact('second', 2))
    told.done('notify', { movements: [eight] })
    told.done('acknowledge', { number: 1, party: 'south', channel: 'radio' })
    told.done('record_forwarding', { number: 1, party: 'south', to_function: 'gate', channel: 'radio' })
    const seen: [number, string, unknown][] = []
    for (let minute = 1; minute <= 30 * 60; minute += 1) {
      told.now = (start + minute * 60) as typeof told.now
      const due = dueNow(told)
      for (const each of due) seen.push([minute / 60, each.type, each.details?.contact])
      told.enter(due)
    }
    expect(seen).toEqual([
      [4, 'chased', undefined],
      [8, 'chased', undefined],
      [12, 'escalated', 'second'],
      [16, 'chased', undefined],
      [20, 'chased', undefined],
      // Nobody further is in line: it is asked for again, and not dropped.
      [24, 'chased', undefined],
      [28, 'chased', undefined],
    ])
  })

  test('is asked for once, however long nobody looked; and no more once it came, all has ended, or notification is stopped', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    told.now = (start + hours(30)) as typeof told.now
    expect(dueNow(told).map(({ type, party }) => [type, party])).toEqual([
      ['chased', 'north'],
      ['chased', 'south'],
    ])
    const ended = new Told(told.state)
    ended.now = (start + hours(60)) as typeof told.now
    expect(dueNow(ended)).toEqual([])
    for (const party of ['north', 'south']) {
      told.done('acknowledge', { number: 1, party, channel: 'radio' })
      told.done('record_forwarding', { number: 1, party, to_function: 'gate commander', channel: 'radio' })
    }
    expect(dueNow(told)).toEqual([])
    told.done('cancel_notification', { notification: 1 })
    told.now = (start + hours(40)) as typeof told.now
    expect(dueNow(told)).toHaveLength(2)
    told.done('stop_publishing', {})
    expect(dueNow(told)).toEqual([])
  })

  test('nor that it was passed on: asked for once it is received, in a line of its own', () => {
    const told = new Told()
    told.done('set_contact', contact('first', 1))
    told.done('set_contact', contact('second', 2))
    told.done('notify', { movements: [eight] })
    told.done('set_notice_rules', { chases_before_escalation: 1 })
    told.done('acknowledge', { number: 1, party: 'south', channel: 'radio' })
    told.done('record_forwarding', { number: 1, party: 'south', to_function: 'gate', channel: 'radio' })
    const seen: [number, string, unknown, unknown][] = []
    for (let hour = 1; hour <= 20; hour++) {
      told.now = (start + hours(hour)) as typeof told.now
      if (hour === 9) told.done('acknowledge', { number: 1, party: 'north', channel: 'link' }, liaisonOf('north'))
      const due = dueNow(told)
      for (const { type, details } of due) seen.push([hour, type, details?.what, details?.contact])
      told.enter(due)
    }
    expect(seen).toEqual([
      [4, 'chased', 'acknowledgement', undefined],
      [8, 'escalated', 'acknowledgement', 'second'],
      [13, 'chased', 'onward_transmission', undefined],
      [17, 'escalated', 'onward_transmission', 'second'],
    ])
  })

  test('can be asked for by hand', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    const asked = { number: 1, party: 'north', channel: 'telephone' }
    told.done('chase', asked, dispatcher)
    expect(told.refused('escalate', asked, dispatcher)).toBe('no_further_contact')
    told.done('set_contact', contact('first', 1))
    told.done('set_contact', contact('second', 2))
    told.done('escalate', asked, dispatcher)
    expect(toldOf(told, 'north')).toMatchObject({
      chased: [{ channel: 'telephone' }],
      escalated: [{ contact: 'second' }],
    })
    told.done('acknowledge', { number: 1, party: 'north', channel: 'telephone' })
    // Received: what is awaited now is that it is passed on.
    expect(told.done('chase', asked, dispatcher)).toMatchObject([{ details: { what: 'onward_transmission' } }])
    told.done('set_notice_rules', { await_forwarding: false })
    expect(told.done('chase', asked, dispatcher)).toEqual([])
  })
})

describe('what is to be told', () => {
  interface ToTell {
    readonly what: string
    readonly party: string
    readonly contact: { readonly id: string } | null
    readonly texts: Readonly<Record<string, string>>
    readonly channels: readonly { readonly channel: string; readonly number?: string | null }[]
  }
  const shown = ({ state, now }: Told, reader: Actor = dispatcher) =>
    (parts.notices.view(state, reader, now)?.to_tell ?? []) as unknown as readonly ToTell[]
  const north = (told: Told) =>
    shown(told)
      .filter(({ party }) => party === 'north')
      .map(({ what, contact }) => [what, contact?.id])
  const contact = (id: string, order: number, number: string) => ({
    id,
    of: 'party',
    party: 'north',
    order,
    function: `officer ${order}`,
    channels: [
      { channel: 'telephone', number: '+8821612345678' },
      { channel: 'radio', number, is_primary: true },
    ],
  })
  const withContacts = () => {
    const told = new Told()
    told.done('set_contact', contact('first', 1, '27.185'))
    told.done('set_contact', contact('second', 2, '27.205'))
    told.done('set_contact', contact('third', 3, '27.225'))
    told.done('notify', { movements: [eight] })
    return told
  }
  const asked = { number: 1, party: 'north', channel: 'radio' }
  const after = (told: Told, count: number) => {
    for (let hour = 1; hour <= count; hour++) {
      told.now = (told.now + hours(1)) as typeof told.now
      told.enter(dueNow(told))
    }
  }

  test('is each notification, to the first contact of the party by its channels, until somebody has spoken of it', () => {
    const told = withContacts()
    expect(shown(told)).toMatchObject([
      {
        what: 'notification',
        party: 'north',
        number: 1,
        contact: { id: 'first', function: 'officer 1' },
        channels: [
          { channel: 'radio', is_primary: true, number: '27.185' },
          { channel: 'telephone', is_primary: false, number: '+8821612345678' },
        ],
        has_page: false,
        recorded_by: 'log_conversation',
      },
      { what: 'notification', party: 'south', contact: null, channels: [] },
    ])
    for (const language of everyLanguage) expect(shown(told)[0]?.texts[language]).toContain('m1')
    const spoken = {
      with: 'officer 1',
      by: 'duty desk',
      channel: 'radio',
      language: 'en',
      text: 'read out, word for word',
    }
    const about = [toldOf(told, 'north')?.id ?? '']
    told.done('log_conversation', { ...spoken, direction: 'incoming', about })
    expect(north(told)).toEqual([['notification', 'first']])
    told.done('log_conversation', { ...spoken, direction: 'outgoing', about })
    expect(north(told)).toEqual([])
  })

  test('is each reminder that is due, with its words, until somebody records that it was given; then it counts once', () => {
    const told = withContacts()
    after(told, 4)
    expect(north(told)).toEqual([
      ['notification', 'first'],
      ['chase', 'first'],
    ])
    const chase = shown(told).find(({ what, party }) => what === 'chase' && party === 'north')
    for (const language of everyLanguage) {
      const text = chase?.texts[language]?.replace(/[\u2066-\u2069]/g, '') ?? ''
      for (const fact of ['2016-11-02 07:00 Asia/Damascus', messages[language]['receipt.note']])
        expect(text, language).toContain(fact)
      expect(text).toContain(messages[language]['remind.acknowledgement'])
    }
    told.done('chase', asked, dispatcher)
    expect(north(told)).toEqual([])
    expect(toldOf(told, 'north')?.chased).toMatchObject([
      { channel: 'radio', at: start + hours(4), doneAt: start + hours(4) },
    ])
    // The next is due an interval after it was done, and taken further after the second: that it was done is no second one.
    after(told, 4)
    expect(north(told)).toEqual([['chase', 'first']])
    told.done('chase', asked, dispatcher)
    after(told, 4)
    expect(north(told)).toEqual([['escalation', 'second']])
  })

  test('is who is next in line, who stays next until somebody has gone to them', () => {
    const told = withContacts()
    after(told, 12)
    expect(north(told)).toEqual([
      ['notification', 'first'],
      ['chase', 'first'],
      ['escalation', 'second'],
    ])
    after(told, 24)
    expect(toldOf(told, 'north')?.escalated).toHaveLength(1)
    told.done('escalate', asked, dispatcher)
    expect(toldOf(told, 'north')?.escalated).toMatchObject([{ contact: 'second', channel: 'radio' }])
    told.done('escalate', asked, dispatcher)
    expect(toldOf(told, 'north')?.escalated).toMatchObject([{ contact: 'second' }, { contact: 'third' }])
  })

  test('is nothing once it was received; then that it was passed on', () => {
    const told = withContacts()
    after(told, 4)
    told.done('acknowledge', asked)
    expect(north(told)).toEqual([])
    after(told, 4)
    expect(shown(told).find(({ party }) => party === 'north')).toMatchObject({
      what: 'chase',
      awaited: 'onward_transmission',
      texts: { en: expect.stringContaining(messages.en['remind.onward_transmission']) },
    })
    told.done('record_forwarding', { ...asked, to_function: 'gate commander' })
    expect(north(told)).toEqual([])
  })

  test('while notification is stopped: what takes back, and nothing else', () => {
    const told = withContacts()
    after(told, 4)
    told.done('stop_publishing', {})
    expect(shown(told)).toEqual([])
    told.done('cancel_notification', { notification: 1 })
    expect(north(told)).toEqual([['notification', 'first']])
  })

  test('by hand nobody is asked for the receipt of movements of a pause that is broken off, but for that of what takes them back', () => {
    const told = withContacts()
    after(told, 4)
    told.done('abort', { channel: 'radio' })
    for (const kind of ['chase', 'escalate'])
      expect(told.refused(kind, asked, dispatcher), kind).toBe('ended_not_taken_back')
    told.done('cancel_notification', { notification: 1, reason: 'pause_ended' })
    for (const kind of ['chase', 'escalate'])
      expect(told.done(kind, { ...asked, number: 2 }, dispatcher), kind).toMatchObject([{ details: { number: 2 } }])
  })

  test('that a form was handed over is recorded with who, how and of which bytes, of what the party was told alone', () => {
    const told = withContacts()
    const id = toldOf(told, 'north')?.id ?? ''
    const handed = {
      by: 'duty desk',
      with: 'duty officer',
      party: 'north',
      direction: 'outgoing',
      channel: 'cap',
      verbal: false,
      language: 'en',
      text: 'Notification 1',
      about: [id],
      form: 'cap',
      form_sha256: 'a'.repeat(64),
    }
    for (const fault of [
      { form: undefined },
      { form_sha256: undefined },
      { form_sha256: 'A'.repeat(64) },
      { form_sha256: 'a'.repeat(63) },
      { direction: 'incoming' },
      { party: undefined },
      { party: 'south' },
      { about: ['A'.repeat(22)] },
    ])
      expect(told.refused('log_conversation', { ...handed, ...fault }), JSON.stringify(fault)).toBe('form_of_what')
    told.done('log_conversation', handed)
    expect(north(told)).toEqual([])
    type Shown = { parties: Record<string, { told: { handed_over?: unknown }[] }> }
    const by = (reader: typeof anna) => view(told, reader) as unknown as Shown
    expect(by(anna).parties.north?.told[0]?.handed_over).toEqual([
      {
        at: expect.stringMatching(/^2016-11-02T/),
        form: 'cap',
        sha256: 'a'.repeat(64),
        channel: 'cap',
        by_function: 'duty desk',
        to_function: 'duty officer',
      },
    ])
    expect(by(anna).parties.south?.told[0]?.handed_over).toEqual([])
    // By whom and how is no business of the party.
    expect(by(liaisonOf('north')).parties.north?.told[0]).not.toHaveProperty('handed_over')
    expect(told.done('log_conversation', { ...handed, form: 'page', form_sha256: 'b'.repeat(64) })).toHaveLength(1)
  })

  test.each([
    ['broken off', ['abort']],
    ['broken off and closed', ['abort', 'close']],
  ])('is of a pause that is %s never a movement, and then what takes it back', (_how, ends) => {
    const told = withContacts()
    const seen = () => parts.notices.view(told.state, dispatcher, told.now)
    expect(seen()).toMatchObject({ notices: [{ stands: true }], parties: { north: { awaited: [{ number: 1 }] } } })
    told.go()
    for (const end of ends) told.done(end, {})
    expect(seen()).toMatchObject({ notices: [{ stands: false }], parties: { north: { awaited: [] } }, to_tell: [] })
    told.now = (told.now + hours(2)) as typeof told.now
    expect(dueNow(told)).toEqual([])
    told.done('cancel_notification', { notification: 1, reason: 'pause_ended' })
    expect(seen()).toMatchObject({ parties: { north: { awaited: [{ number: 2 }] } } })
    expect(north(told)).toEqual([['notification', 'first']])
    expect(shown(told)[0]?.texts.en).toContain('Cancellation 2 of 1')
  })

  test('nothing stands once the pause is closed', () => {
    const told = withContacts()
    told.now = Math.max(...summary.windows.map(({ close }) => close)) as typeof told.now
    told.done('close', {})
    expect(parts.notices.view(told.state, dispatcher, told.now)).toMatchObject({ notices: [{ stands: false }] })
  })

  test('is shown to those who tell it: a planner sees no duty number, and a liaison nothing of it', () => {
    const told = withContacts()
    const planner = JSON.stringify(shown(told, person('p', 'planner')))
    expect(planner).toContain('officer 1')
    expect(planner).not.toMatch(/27\.185|8821612345678/)
    for (const party of ['north', 'south'])
      expect(parts.notices.view(told.state, liaisonOf(party), told.now)).not.toHaveProperty('to_tell')
  })
})

test('what is entered by the beat is dated as it happened', () => {
  const told = new Told(agreed({}, 'c'.repeat(64)))
  told.done('notify', { movements: [eight] })
  told.go()
  const from = told.events.length
  told.done('acknowledge', { number: 1, party: 'north', channel: 'radio' })
  told.done('issue_order', busOrder, dispatcher)
  told.done('override', { order: { ...busOrder, id: 'trip-2', until: '2016-11-04T12:30' }, reason: 'r' })
  told.done('recall', { vehicles: ['bus-001'], reason: 'r' })
  told.done('set_contact', {
    id: 'c',
    of: 'pause',
    function: 'officer',
    channels: [{ channel: 'radio', is_primary: true }],
  })
  told.done('test_channel', { contact: 'c', channel: 'radio', result: 'reached' })
  const said = { with: 'officer', by: 'desk', direction: 'outgoing', channel: 'radio', language: 'en', text: 'x' }
  told.done('log_conversation', said)
  const message = {
    id: 'news',
    kind: 'information',
    texts: { en: 'a', ar: 'b' },
    where: ['east'],
    until: '2016-11-04T10:00',
  }
  told.done('draft_message', message)
  told.done('approve_message', { id: 'news' }, bert)
  told.done('send_message', { id: 'news', way: 'broadcast' })
  told.done('cancel_message', { id: 'news' })
  // Fourteen minutes after the beat, as the account of a pause that is run has it.
  const happened = start + 840
  const stated = { from: '2016-11-02T05:14:00Z', until: '2016-11-02T05:14:00Z' }
  const notified = told.events.slice(0, from).reduce(after, agreed({}, 'c'.repeat(64)))
  const { notices, conversation, messages } = told.events
    .slice(from)
    .map((event) => ({ ...event, opened: { ...event.opened, time: stated } }))
    .reduce(after, notified)
  expect(notices.byParty.north?.latest.acknowledgedAt).toBe(happened)
  expect(notices.orders).toMatchObject([{ at: happened, recalledAt: happened }])
  expect(notices.overridden).toMatchObject([{ at: happened }])
  expect(conversation).toMatchObject({ tests: [{ at: happened }], log: [{ when: happened }] })
  expect(messages.messages).toMatchObject([
    { approved: { at: happened }, sent: [{ at: happened }], cancelledAt: happened },
  ])
})

describe('a party that is told by an update for the first time', () => {
  const withRelief = (told: Told) => {
    const { terms } = told.state
    const [version] = terms.versions
    const requirements = { ...version?.requirements, approval_of: ['north', 'relief', 'south'] }
    told.state = { ...told.state, terms: { ...terms, versions: [{ ...version, requirements }] } as never }
  }
  const standing = ({ state }: Told) => state.notices.threads[0]?.standing[0]

  test('has the whole lead time, where it must be told', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    withRelief(told)
    told.now = (start + hours(40)) as typeof told.now
    const update = { notification: 1, movements: [eight] }
    expect(told.ask('update_notification', update)).toMatchObject({
      refused: { code: 'lead_time_short', particulars: { movement: 'm1', needed_s: hours(48), left_s: hours(9) } },
    })
    told.now = (start + hours(0.5)) as typeof told.now
    told.done('update_notification', update)
    expect(standing(told)).toMatchObject({ noticedAt: start + hours(0.5), leadSeconds: hours(48) })
    // Told once, it is told: what asks for less keeps the time that it has had.
    told.now = (start + hours(40)) as typeof told.now
    told.done('update_notification', { notification: 1, movements: [{ ...eight, until: '2016-11-04T11:00' }] })
    expect(standing(told)).toMatchObject({ noticedAt: start + hours(0.5) })
  })

  test('changes no lead time, where it is told beside those who must be', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    told.now = (start + hours(40)) as typeof told.now
    told.done('update_notification', { notification: 1, movements: [eight], also: ['relief'] })
    expect(toldOf(told, 'relief')).toMatchObject({ number: 2 })
    expect(standing(told)).toMatchObject({ noticedAt: start, leadSeconds: hours(48) })
  })
})

describe('an order', () => {
  const ready = () => {
    const told = new Told()
    told.done('notify', { movements: [{ ...eight, vehicles: [{ kind: 'bus', count: 2 }] }] })
    return told.go()
  }

  test('waits for go by the terms in force: none before it, after no-go, or by the go of earlier terms', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    expect(told.refused('issue_order', busOrder, dispatcher)).toBe('go_not_decided')
    told.go()
    told.done('issue_order', busOrder, dispatcher)
    const second = { ...busOrder, id: 'trip-2' }
    told.done('decide_no_go', { reason: 'the gate is shut' })
    expect(told.refused('issue_order', second, dispatcher)).toBe('go_not_decided')
    told.go()
    const [first] = told.state.terms.versions
    told.state = { ...told.state, terms: { ...told.state.terms, versions: [first, first], inForce: 2 } as never }
    expect(told.refused('issue_order', second, dispatcher)).toBe('go_not_decided')
    told.go()
    told.done('issue_order', second, dispatcher)
  })

  describe('of a movement that by the terms waits for another', () => {
    const inTurn = { id: 'in-turn', movement: 'civilians', waits_for: 'armed_groups', exempt: [] }
    const bread = { id: 'bread', movement: 'aid', waits_for: 'civilians', exempt: [] }
    const movement = (use: string, direction = 'both') => ({
      ...eight,
      id: use,
      use,
      direction,
      alternates: [],
      vehicles: [{ kind: 'bus', count: 2 }],
    })
    const order = (use: string, direction: string) => ({
      ...busOrder,
      id: `${use}-${direction}`,
      movement: use,
      use,
      direction,
    })
    const waiting = () => {
      const told = new Told(agreed({ reciprocal: [inTurn, bread] as never }))
      told.done('notify', { movements: ['civilians', 'medical', 'aid'].map((use) => movement(use)) })
      return told.go()
    }
    const comesOut = (told: Told, of: string) => {
      const event = {
        id: `${of}-out`,
        type: 'people_passed',
        at: told.now,
        clear: {},
        opened: { people: [{ movement: of, low: 1, best: 1, high: 1 }] },
      } as const
      told.state = after(told.state, event)
    }

    test('is refused, and issued once the other side has moved', () => {
      const told = waiting()
      expect(told.ask('issue_order', order('civilians', 'out'), dispatcher)).toMatchObject({
        refused: {
          code: 'waits_for_others',
          particulars: { conditions: [{ condition: 'in-turn', waits_for: 'armed_groups' }] },
        },
      })
      expect(told.refused('issue_order', order('civilians', 'both'), dispatcher)).toBe('waits_for_others')
      expect(told.refused('issue_order', order('aid', 'in'), dispatcher)).toBe('waits_for_others')
      comesOut(told, 'armed_groups')
      told.done('issue_order', order('civilians', 'out'), dispatcher)
      expect(told.refused('issue_order', order('aid', 'in'), dispatcher)).toBe('waits_for_others')
      comesOut(told, 'civilians')
      told.done('issue_order', order('aid', 'in'), dispatcher)
    })

    test('holds nothing medical, and nothing that goes empty', () => {
      const told = waiting()
      told.done('issue_order', order('medical', 'out'), dispatcher)
      told.done('issue_order', order('medical', 'both'), dispatcher)
      told.done('issue_order', order('civilians', 'in'), dispatcher)
      told.done('issue_order', order('aid', 'out'), dispatcher)
    })

    test('is issued where a coordinator has waived the condition, and recorded why', () => {
      const told = waiting()
      told.done('waive_condition', { condition: 'in-turn', reason: 'both sides agreed to it' })
      told.done('issue_order', order('civilians', 'out'), dispatcher)
    })
  })

  test.each([
    [
      { windows: [{ id: 'day', open: start + hours(49), close: start + hours(51) }] },
      {
        ordered: '2016-11-04T09:30:00+02:00 – 2016-11-04T10:30:00+02:00',
        notified: '2016-11-04T08:00:00+02:00 – 2016-11-04T10:00:00+02:00',
      },
      { from: '2016-11-04T09:30', until: '2016-11-04T10:30' },
    ],
    [{ corridors: summary.corridors.slice(1, 2) }, { ordered: 'c1, civilians', notified: 'c2, civilians' }, {}],
    [
      { corridors: summary.corridors.map((each) => ({ ...each, segments: ['s1'] })) },
      { ordered: 'c1 (s2)', notified: 'c1 (s1)' },
      { segments: ['s2'] },
    ],
  ])(
    'outside the terms in force, though within what was notified, is refused until a coordinator lets it',
    (more, departure, of) => {
      const told = ready()
      // Terms that were announced since; nobody was notified anew.
      told.state = { ...told.state, terms: agreed(more as never).terms }
      const order = { ...busOrder, ...of }
      const what = [{ what: 'terms', ...departure }]
      expect(told.ask('issue_order', order, dispatcher)).toMatchObject({
        refused: { particulars: { departures: what } },
      })
      told.done('override', { order, reason: 'agreed by radio with both sides' })
      told.done('issue_order', order, dispatcher)
      expect(view(told, dispatcher)).toMatchObject({ orders: [{ overridden: true, departures: what }] })
    },
  )

  test('within what was notified, or its alternates, goes out', () => {
    const told = ready()
    told.done('issue_order', busOrder, dispatcher)
    expect(told.done('issue_order', busOrder, dispatcher)).toEqual([])
    told.done('issue_order', { ...busOrder, id: 'trip-2', corridor: 'c2' }, dispatcher)
    expect(told.refused('issue_order', { ...busOrder, corridor: 'c2' }, dispatcher)).toBe('order_id_taken')
  })

  test.each([
    ['route', { corridor: 'c4' }, { ordered: 'c4', notified: 'c1 | c2' }],
    ['purpose', { use: 'aid' }, { ordered: 'aid', notified: 'civilians' }],
    ['direction', { direction: 'in' }, { ordered: 'in', notified: 'out' }],
    [
      'time_band',
      { until: '2016-11-04T12:01' },
      {
        ordered: '2016-11-04T08:30:00+02:00 – 2016-11-04T12:01:00+02:00',
        notified: '2016-11-04T08:00:00+02:00 – 2016-11-04T12:00:00+02:00',
      },
    ],
    [
      'number',
      { vehicles: ['bus-1', 'bus-2', 'bus-3'].map((id) => ({ id, kind: 'bus' })) },
      { ordered: 'bus 3', notified: 'bus 2' },
    ],
    ['number', { vehicles: [{ id: 'truck-1', kind: 'truck' }] }, { notified: 'truck 0' }],
    ['number', { vehicles: [], on_foot: true }, { notified: 'not_on_foot' }],
    ['movement', { movement: 'm7' }, { ordered: 'm7', notified: 'm1' }],
    ['notification', { notification: 3 }, { notified: 'none' }],
  ])('that departs by its %s is refused with just that', (what, other, departure) => {
    const told = ready()
    const answer = told.ask('issue_order', { ...busOrder, ...other }, dispatcher)
    expect(answer).toMatchObject({
      refused: { code: 'departs_from_notified', particulars: { departures: [{ what, ...departure }] } },
    })
    expect(told.state.notices.orders).toEqual([])
  })

  test('counts what was ordered before: a vehicle once, and none that was recalled', () => {
    const told = ready()
    const of = (order: string, vehicle: string) => ({
      ...busOrder,
      id: order,
      vehicles: [{ id: vehicle, kind: 'bus' }],
    })
    told.done('issue_order', of('a', 'bus-1'), dispatcher)
    told.done('issue_order', of('b', 'bus-1'), dispatcher)
    told.done('issue_order', of('c', 'bus-2'), dispatcher)
    expect(told.refused('issue_order', of('d', 'bus-3'), dispatcher)).toBe('departs_from_notified')
    told.done('recall', { vehicles: ['bus-1'], reason: 'engine' }, dispatcher)
    expect(told.refused('issue_order', of('a', 'bus-1'), dispatcher)).toBe('order_recalled')
    told.done('issue_order', of('d', 'bus-3'), dispatcher)
  })

  test('a vehicle of a convoy that is recalled frees its own place and no other', () => {
    const told = ready()
    const convoy = { ...busOrder, vehicles: ['bus-1', 'bus-2'].map((id) => ({ id, kind: 'bus' })) }
    const of = (order: string, ...vehicles: readonly string[]) => ({
      ...busOrder,
      id: order,
      vehicles: vehicles.map((id) => ({ id, kind: 'bus' })),
    })
    told.done('issue_order', convoy, dispatcher)
    told.done('recall', { vehicles: ['bus-1'], reason: 'engine' }, dispatcher)
    // bus-2 still drives: of two there is one place.
    expect(told.ask('issue_order', of('b', 'bus-3', 'bus-4'), dispatcher)).toMatchObject({
      refused: { particulars: { departures: [{ what: 'number', ordered: 'bus 3' }] } },
    })
    expect(told.refused('issue_order', convoy, dispatcher)).toBe('order_recalled')
    expect(view(told, dispatcher)).toMatchObject({
      orders: [{ recalled_at: null, recalled_vehicles: ['bus-1'], departures: [] }],
    })
    told.done('issue_order', of('b', 'bus-3'), dispatcher)
    expect(view(told, dispatcher)).toMatchObject({ orders: [{ departures: [] }, { departures: [] }] })
    told.done('recall', { vehicles: ['bus-2'], reason: 'engine' }, dispatcher)
    expect(view(told, dispatcher)).toMatchObject({
      orders: [{ recalled_at: expect.any(String), recalled_vehicles: ['bus-1', 'bus-2'] }, { recalled_at: null }],
    })
    told.done('issue_order', of('c', 'bus-4'), dispatcher)
  })

  test('people on foot beside a vehicle that is recalled are recalled with all alone', () => {
    const told = new Told()
    told.done('notify', { movements: [{ ...eight, on_foot: true }] })
    told.go()
    told.done('issue_order', { ...busOrder, on_foot: true }, dispatcher)
    told.done('recall', { vehicles: ['bus-001'], reason: 'engine' }, dispatcher)
    expect(view(told, dispatcher)).toMatchObject({ orders: [{ recalled_at: null, recalled_vehicles: ['bus-001'] }] })
    told.done('recall', { reason: 'shelling' }, dispatcher)
    expect(view(told, dispatcher)).toMatchObject({ orders: [{ recalled_at: expect.any(String) }] })
  })

  test('on what was changed waits until the change was notified and its lead time has run', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    told.go()
    told.done('set_notice_rules', { lead_s: hours(5), emergency_lead_s: hours(1) })
    told.now = (start + hours(44)) as typeof told.now
    const later = { ...eight, from: '2016-11-04T09:00', until: '2016-11-04T13:00' }
    const order = { ...busOrder, from: '2016-11-04T12:00', until: '2016-11-04T12:30' }
    expect(told.ask('issue_order', order, dispatcher)).toMatchObject({
      refused: { particulars: { departures: [{ what: 'time_band' }] } },
    })
    const short_notice = { ground: 'emergency', reason: 'shelling near the gate' }
    told.done('update_notification', { notification: 1, movements: [later], short_notice })
    told.done('issue_order', order, dispatcher)
    const wider = { ...later, vehicles: [...eight.vehicles, { kind: 'minibus', count: 1 }] }
    told.now = (start + hours(49.5)) as typeof told.now
    expect(told.refused('update_notification', { notification: 1, movements: [wider], short_notice })).toBe(
      'lead_time_short',
    )
  })

  test('that departs goes out once a coordinator has let it, for a reason; just as it was let, and no further', () => {
    const told = ready()
    const departing = { ...busOrder, until: '2016-11-04T12:30' }
    expect(told.refused('override', { order: departing }, anna)).toBe('malformed')
    expect(told.refused('override', { order: departing, reason: 'x' }, dispatcher)).toBe('not_allowed')
    expect(told.refused('override', { order: departing, reason: 'x' }, { ...anna, kind: 'device' })).toBe(
      'not_a_person',
    )
    expect(told.refused('override', { order: busOrder, reason: 'x' }, anna)).toBe('nothing_departs')
    told.done('override', { order: departing, reason: 'the gate is slow; said to both sides by radio' }, anna)
    expect(told.refused('issue_order', { ...departing, until: '2016-11-04T13:00' }, dispatcher)).toBe(
      'departs_from_notified',
    )
    told.done('issue_order', departing, dispatcher)
    // Other departures than those that were let pass.
    const other = { ...busOrder, id: 'trip-9', corridor: 'c3' }
    told.done('override', { order: other, reason: 'the only way' }, anna)
    told.done('cancel_notification', { notification: 1 })
    expect(told.refused('issue_order', other, dispatcher)).toBe('departs_from_notified')
  })

  test('that was let pass is not let pass further by the same kind: what it departs from has changed since', () => {
    const told = ready()
    const departing = { ...busOrder, until: '2016-11-04T12:30' }
    told.done('override', { order: departing, reason: 'the gate is slow' })
    // Half an hour was let pass; of what is notified now it would be two and a half.
    const two = { ...eight, vehicles: [{ kind: 'bus', count: 2 }] }
    told.done('update_notification', { notification: 1, movements: [{ ...two, until: '2016-11-04T10:00' }] })
    expect(told.refused('issue_order', departing, dispatcher)).toBe('departs_from_notified')
    told.done('override', { order: departing, reason: 'the gate is slow still' })
    told.done('issue_order', departing, dispatcher)
  })

  test('let pass by an entry that names kinds alone does not go out by it', () => {
    const told = ready()
    const departing = { ...busOrder, until: '2016-11-04T12:30' }
    const order = {
      ...departing,
      from: '2016-11-04T06:30:00Z',
      until: '2016-11-04T10:30:00Z',
      segments: [],
      on_foot: false,
    }
    const details = { order, departures: ['time_band'], by: anna.token }
    told.enter([{ type: 'overridden', notice: { reason: 'r' }, details, staff: [anna.token] }])
    expect(view(told, dispatcher)).toMatchObject({ overridden: [{ order: 'trip-1', departures: ['time_band'] }] })
    expect(told.refused('issue_order', departing, dispatcher)).toBe('departs_from_notified')
  })

  test('is shown with what departs, where a later update has left it outside', () => {
    const told = ready()
    told.done('issue_order', busOrder, dispatcher)
    const earlier = { ...eight, vehicles: [{ kind: 'bus', count: 2 }], until: '2016-11-04T09:00' }
    told.done('update_notification', { notification: 1, movements: [earlier] })
    expect(view(told, dispatcher)).toMatchObject({ orders: [{ id: 'trip-1', departures: [{ what: 'time_band' }] }] })
  })

  test.each(['suspended', 'aborted', 'closed', 'accounted'])(
    'does not go out while the pause is %s; recall does',
    (phase) => {
      const told = ready()
      told.state = { ...told.state, life: { ...told.state.life, phase } as never }
      expect(told.refused('issue_order', busOrder, dispatcher)).toBe('pause_not_running')
      expect(told.done('recall', { reason: 'suspended' }, dispatcher)).toMatchObject([{ type: 'recalled' }])
    },
  )

  test('recall is possible whatever was notified, issued or stopped', () => {
    const told = new Told({ ...agreed(), terms: {} as never })
    told.done('stop_publishing', {}, dispatcher)
    expect(told.done('recall', { vehicles: ['bus-x'], reason: 'fire', to: 'refuge' }, dispatcher)).toMatchObject([
      { type: 'recalled', notice: { reason: 'fire' }, place: { place: 'refuge' } },
    ])
  })
})

describe('what is too much for one entry', () => {
  test('is refused, and sixty ordinary movements are not', () => {
    const movements = (count: number, id: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => ({ ...eight, id: id(index) }))
    expect(new Told().ask('notify', { movements: movements(60, (index) => `m${index}`) })).toHaveProperty('said')
    expect(new Told().refused('notify', { movements: movements(61, (index) => `m${index}`) })).toBe('malformed')
    const segments = Array.from({ length: 40 }, (_, index) => `${'s'.repeat(90)}${index}`)
    const corridors = agreed().terms.versions[0]?.summary.corridors.map((each) => ({ ...each, segments }))
    const told = new Told(agreed({ corridors: corridors as never }))
    const long = movements(20, (index) => `m${index}`).map((each) => ({ ...each, segments }))
    expect(told.refused('notify', { movements: long })).toBe('too_long')
  })
})

describe('what is shown', () => {
  test('to a liaison is its own party’s alone: of others not even that they were told', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    told.done('acknowledge', { number: 1, party: 'south', channel: 'satellite_telephone', by_function: 'duty colonel' })
    told.go()
    told.done('issue_order', busOrder, dispatcher)
    const shown = view(told, liaisonOf('north'))
    expect(shown).toMatchObject({
      notices: [{ number: 1 }],
      parties: { north: { latest: 1, awaited: [{ number: 1, what: 'acknowledgement' }] } },
    })
    expect(JSON.stringify(shown)).not.toMatch(/south|colonel|satellite|bus-001|token|orders|rules|overridden"/)
    const nobody = view(told, liaisonOf('elsewhere'))
    expect(nobody).toMatchObject({ notices: [], parties: {} })
    expect(JSON.stringify(nobody)).not.toMatch(/north|south|m1/)
  })

  test('to those who have no business with it is nothing, counts included', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    for (const role of ['field', 'desk', 'donor', 'analyst', 'auditor', 'protection'] as const)
      expect(view(told, person('x', role))).toBeUndefined()
  })

  test('a short message has three parts at most, the same facts in every language, and says how many more there are', () => {
    const told = new Told({ ...agreed({ exercise: true }) })
    const movements = Array.from({ length: 12 }, (_, index) => ({ ...eight, id: `m${index + 1}` }))
    told.done('notify', { movements })
    const [{ short_texts: texts }] = (view(told, anna) as { notices: [{ short_texts: Record<string, string> }] })
      .notices
    const facts = everyLanguage.map((language) => {
      const text = texts[language] ?? ''
      expect(segmentsOf(text), text).toBeLessThanOrEqual(3)
      return [...text.matchAll(/^m\d+ .*$/gm)].map(([line]) => line)
    })
    expect(facts[0]?.[0]).toBe('m1 c1 04.11 08:00-12:00+02:00 bus 8 ambulance 2')
    expect(new Set(facts.map((each) => each.join('\n'))).size).toBe(1)
    const shown = facts[0]?.length ?? 0
    expect(shown).toBeGreaterThan(0)
    expect(texts.en).toContain(`and ${12 - shown} more`)
    expect(texts.en?.startsWith('EXERCISE\n')).toBe(true)
  })
})

describe('whatever is asked, in whatever order', () => {
  /** A small generator, so that a failure is found again. */
  const drawn = (seed: number) => {
    let state = seed * 2654435761 + 1
    return (below: number) => {
      state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0
      return state % below
    }
  }

  const pick = <T>(draw: (below: number) => number, list: readonly [T, ...T[]]): T => list[draw(list.length)] ?? list[0]

  test('no order is outside what was notified unless it was overridden before; refused says nothing; folded again it is the same', () => {
    const seen = { orders: 0, refused: 0, overridden: 0, updates: 0, cancelled: 0, due: 0 }
    for (let seed = 1; seed <= 60; seed++) {
      const draw = drawn(seed)
      const told = new Told().go()
      const beginning = told.state
      const letPass = new Set<string>()
      const waiting: object[] = []
      for (let step = 0; step < 60; step++) {
        told.now = (told.now + draw(hours(2))) as typeof told.now
        // What time brings is due once.
        const due = dueNow(told)
        seen.due += due.length
        told.enter(due)
        expect(dueNow(told)).toEqual([])
        const before = told.events.length
        const movement = {
          ...eight,
          id: pick(draw, ['m1', 'm2']),
          corridor: pick(draw, ['c1', 'c2']),
          from: `2016-11-04T${pick(draw, ['08', '09', '10'])}:00`,
          until: `2016-11-04T${pick(draw, ['12', '15', '18'])}:00`,
          vehicles: [{ kind: 'bus', count: 1 + draw(4) }],
          alternates: draw(2) === 0 ? [] : [{ corridor: 'c2' }],
        }
        const short_notice = pick(draw, [
          undefined,
          { ground: 'emergency', reason: 'r' },
          { ground: 'overridden', reason: 'r' },
        ])
        const notification = 1 + draw(Math.max(1, told.state.notices.sent.length))
        const order = {
          ...busOrder,
          id: `trip-${draw(12)}`,
          notification,
          movement: pick(draw, ['m1', 'm2', 'm3']),
          corridor: pick(draw, ['c1', 'c2', 'c3']),
          from: `2016-11-04T${pick(draw, ['08', '09', '11'])}:30`,
          until: `2016-11-04T${pick(draw, ['12', '14'])}:00`,
          vehicles: [{ id: `bus-${draw(6)}`, kind: 'bus' }],
        }
        const earlier = told.state
        const asked: readonly [readonly [string, object], ...(readonly [string, object])[]] = [
          ['notify', { movements: [movement], short_notice }],
          ['update_notification', { notification, movements: [movement], short_notice }],
          ['cancel_notification', { notification }],
          ['issue_order', order],
          ['issue_order', order],
          ['issue_order', order],
          ['override', { order, reason: 'r' }],
          ['recall', { vehicles: [`bus-${draw(6)}`], reason: 'r' }],
          ['acknowledge', { number: notification, party: 'north', channel: 'radio' }],
          // What was let pass, asked for again.
          ...waiting.slice(-2).map((each): readonly [string, object] => ['issue_order', each]),
        ]
        const [kind, input] = pick(draw, asked)
        const answer = told.ask(kind, JSON.parse(JSON.stringify(input)), pick(draw, [anna, bert, dispatcher]))
        if ('refused' in answer) {
          seen.refused += 1
          expect(told.events.length).toBe(before)
          expect(told.state.notices).toBe(earlier.notices)
          continue
        }
        for (const said of answer.said) {
          if (said.type === 'notification_updated') seen.updates += 1
          if (said.type === 'notification_cancelled') seen.cancelled += 1
          if (said.type === 'overridden' && kind === 'override') {
            letPass.add(JSON.stringify(said.details?.order))
            waiting.push(said.details?.order as object)
          }
          if (said.type !== 'order_issued') continue
          seen.orders += 1
          const issued = told.state.notices.orders.at(-1)?.order
          if (issued === undefined) throw new Error('an order is not in the state')
          if (departuresOf(issued, earlier, zone).length === 0) continue
          seen.overridden += 1
          expect(letPass.has(JSON.stringify(said.details?.order))).toBe(true)
        }
        // Equal text for all who are told, at one instant.
        const told2 = answer.said.filter(({ type }) => /^notif/.test(type))
        expect(
          new Set(told2.map(({ notice, details }) => JSON.stringify([notice?.text_digest, details]))).size,
        ).toBeLessThanOrEqual(1)
        if (told2.length > 0) expect(new Set(told2.map(({ party }) => party))).toEqual(new Set(['north', 'south']))
      }
      const again = new Told(beginning)
      for (const event of told.events) again.state = after(again.state, event)
      expect(again.state).toEqual(told.state)
      expect(told.state.notices.sent.every(({ isEqual }) => isEqual)).toBe(true)
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20)
  })

  test('events that cannot be read, or are erased, change nothing and throw nothing', () => {
    const told = new Told()
    told.done('notify', { movements: [eight] })
    const before = told.state.notices
    const types = [
      'notified',
      'notification_updated',
      'acknowledged',
      'overridden',
      'order_issued',
      'recalled',
      'notice_rules_set',
    ] as const
    for (const type of types)
      for (const opened of [
        {},
        { notice: null },
        { notice: { details: '{' } },
        { notice: { details: '[]' }, party: 'north' },
        { notice: { details: '{"number":"one"}' }, party: 7 },
        { notice: { details: '\u0000\ufeff' }, party: 'north' },
      ])
        told.state = after(told.state, { id: 'x'.repeat(22), type, at: told.now, clear: {}, opened: opened as never })
    expect(told.state.notices).toBe(before)
  })
})

function view({ state, now }: Told, reader: Actor) {
  return parts.notices.view(state, reader, now)
}

function dueNow({ state, now }: Told) {
  return parts.notices.due?.(state, now) ?? []
}
