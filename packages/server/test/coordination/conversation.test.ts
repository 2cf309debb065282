import { parts } from '@treve/server/coordination'
import type { Actor } from '@treve/server/policy'
import { describe, expect, test } from 'vitest'
import { conversationTable } from '../../src/coordination/conversation/index.ts'
import { anna, dispatcher, hours, liaisonOf, person, start, Told } from './told.ts'

const gate = {
  id: 'mill-gate',
  of: 'gate',
  gate: 'g1',
  function: 'gate commander',
  call_sign: 'Mill 1',
  channels: [
    { channel: 'radio', number: '27.185 MHz', is_primary: true },
    { channel: 'satellite_telephone', number: '+8821612345678' },
  ],
  stop: { word: 'harvest', by: ['gate commander', 'convoy leader'] },
}

const spoken = {
  with: 'Mill 1',
  contact: 'mill-gate',
  by: 'dispatcher on duty',
  direction: 'incoming',
  channel: 'radio',
  language: 'en',
  text: 'The gate asks for ten more minutes.',
}

const view = ({ state, now }: Told, reader: Actor) => parts.conversation.view(state, reader, now)

function withGate(): Told {
  const told = new Told()
  told.done('set_contact', gate)
  return told
}

describe('a contact', () => {
  test('has a primary channel and fallbacks, the word that stops, and who may say it', () => {
    const told = withGate()
    expect(view(told, anna)).toMatchObject({
      contacts: [
        { id: 'mill-gate', stop: { word: 'harvest', by: ['gate commander', 'convoy leader'] }, untested: true },
      ],
    })
    expect(told.done('set_contact', gate)).toEqual([])
    told.done('set_contact', { ...gate, ended: true })
    expect(view(told, anna)).toMatchObject({ contacts: [] })
  })

  test('its word and numbers are for those who run the day alone', () => {
    const told = withGate()
    expect(JSON.stringify(view(told, dispatcher))).toContain('harvest')
    const planner = JSON.stringify(view(told, person('p', 'planner')))
    expect(planner).toContain('mill-gate')
    expect(planner).not.toMatch(/harvest|27\.185|8821612345678/)
    for (const reader of [liaisonOf('north'), person('f', 'field'), person('d', 'donor'), person('a', 'auditor')])
      expect(view(told, reader)).toBeUndefined()
  })

  test.each([
    ['one_primary_channel', { channels: gate.channels.map((each) => ({ ...each, is_primary: true })) }],
    ['one_primary_channel', { channels: [{ channel: 'radio' }] }],
    ['contact_of_what', { gate: undefined }],
    ['contact_of_what', { of: 'party' }],
    ['address_of_a_person', { function: 'a.person@example.org' }],
    ['number_of_a_person', { call_sign: '+963 944 123 456' }],
    ['address_of_a_person', { stop: { word: 'x', by: ['b@example.org'] } }],
    ['malformed', { channels: [] }],
    ['malformed', { name: 'somebody' }],
  ])('%s is refused', (code, other) => {
    expect(new Told().refused('set_contact', { ...gate, ...other })).toBe(code)
  })
})

describe('a test call', () => {
  test('is recorded with its result; a contact not reached for longer than is set is untested', () => {
    const told = withGate()
    told.done('test_channel', { contact: 'mill-gate', channel: 'radio', result: 'no_answer' })
    expect(view(told, anna)).toMatchObject({
      contacts: [{ untested: true, channels: [{ last_test: { result: 'no_answer' } }, { last_test: null }] }],
    })
    told.done('test_channel', { contact: 'mill-gate', channel: 'satellite_telephone', result: 'reached', took_s: 40 })
    expect(view(told, anna)).toMatchObject({ contacts: [{ untested: false }] })
    told.now = (start + hours(24)) as typeof told.now
    expect(view(told, anna)).toMatchObject({ contacts: [{ untested: false }] })
    told.now = (start + hours(24) + 1) as typeof told.now
    expect(view(told, anna)).toMatchObject({ contacts: [{ untested: true }] })
    told.done('set_notice_rules', { contact_test_h: 48 })
    expect(view(told, anna)).toMatchObject({ contacts: [{ untested: false }] })
  })

  test('of what is no contact or channel is refused', () => {
    const told = withGate()
    const call = { contact: 'mill-gate', channel: 'radio', result: 'reached' }
    expect(told.refused('test_channel', { ...call, contact: 'other' })).toBe('contact_unknown')
    expect(told.refused('test_channel', { ...call, channel: 'letter' })).toBe('channel_unknown')
  })
})

describe('the log', () => {
  test('holds what was said, by function, with its channel, when it was, and what it was about', () => {
    const told = withGate()
    told.now = (start + 900) as typeof told.now
    const about = ['A'.repeat(22)]
    const [said] = told.done('log_conversation', { ...spoken, at: '2016-11-02T07:05', about }, dispatcher)
    expect(said).toMatchObject({
      notice: { channel: 'radio' },
      text: { language: 'en', text: spoken.text },
      references: { about },
      happened: { from: start + 300 },
    })
    expect(view(told, anna)).toMatchObject({
      log: [{ when: '2016-11-02T07:05:00+02:00', with: 'Mill 1', verbal: true, text: spoken.text, about }],
    })
  })

  test.each([
    ['address_of_a_person', { text: 'write to some.body@example.org' }],
    ['number_of_a_person', { text: 'his number is 0944 123 456 789' }],
    ['number_of_a_person', { with: '+963-944-123-456' }],
    ['address_of_a_person', { by: 'me@example.org' }],
    ['contact_unknown', { contact: 'nobody' }],
    ['not_an_entry', { about: ['something'] }],
    ['not_then', { at: '2016-11-02T07:01' }],
  ])('%s is refused', (code, other) => {
    expect(withGate().refused('log_conversation', { ...spoken, ...other })).toBe(code)
  })

  test.each([
    'at 08:00 on 2016-11-04, 12 buses and 3 ambulances, 150 people',
    'from 2016-11-04 08:00 to 2016-11-04 19:00',
    'frequency 27.185, grid 1234',
    '@ the gate',
  ])('times, days and counts are no numbers of people: %s', (text) => {
    expect(withGate().ask('log_conversation', { ...spoken, text })).toHaveProperty('said')
  })

  test('as a table for spreadsheets has no formulas, and every sign of what was said', () => {
    const told = withGate()
    const hostile = ['=1+1', '+cmd', '-2', '@SUM(A1)', '  =x', '|calc', '＝1+1', 'quote " and, comma', 'two\nlines']
    for (const text of hostile) told.done('log_conversation', { ...spoken, text })
    const table = conversationTable(told.state, dispatcher) ?? ''
    const texts = rowsOf(table)
      .slice(1)
      .map((row) => row[8])
    expect(texts).toEqual(hostile.map((text) => (/^\s*[=+\-@|＝]/.test(text) ? `'${text}` : text)))
    expect(rowsOf(table)[0]).toContain('text')
    expect(conversationTable(told.state, liaisonOf('north'))).toBeUndefined()
  })

  test('holds the note of a shift until the next has taken it over, once', () => {
    const told = withGate()
    const note = {
      by: 'dispatcher, night',
      with: 'dispatcher, day',
      direction: 'outgoing',
      channel: 'link',
      verbal: false,
      language: 'en',
      text: 'The gate at the mill is slow since six.',
      shift: 'handed_over',
    }
    told.done('log_conversation', note, dispatcher)
    const [handed] = told.state.conversation.log
    expect(view(told, dispatcher)).toMatchObject({ log: [{ shift: 'handed_over', by: note.by, text: note.text }] })
    expect(view(told, liaisonOf('north'))).toBeUndefined()
    const taking = {
      ...note,
      by: 'dispatcher, day',
      with: note.by,
      direction: 'incoming',
      text: 'Taken over.',
      shift: 'taken_over',
      about: [handed?.id],
    }
    expect(told.refused('log_conversation', { ...taking, by: 'me@example.org' })).toBe('address_of_a_person')
    told.done('log_conversation', taking, dispatcher)
    expect(view(told, dispatcher)).toMatchObject({ log: [{}, { shift: 'taken_over', about: [handed?.id] }] })
    expect(told.refused('log_conversation', taking, dispatcher)).toBe('shift_taken_over')
    // Another note is another shift.
    told.done('log_conversation', note, dispatcher)
    told.done('log_conversation', { ...taking, about: [told.state.conversation.log.at(-1)?.id] }, dispatcher)
    expect(rowsOf(conversationTable(told.state, dispatcher) ?? '').map((row) => row[10])).toEqual([
      'shift',
      'handed_over',
      'taken_over',
      'handed_over',
      'taken_over',
    ])
  })

  test('nothing but one note of a shift is taken over, and no party or contact has to do with it', () => {
    const told = withGate()
    told.done('log_conversation', spoken)
    const { contact: _, ...within } = spoken
    told.done('log_conversation', { ...within, shift: 'handed_over' })
    const [conversation, note] = told.state.conversation.log.map(({ id }) => id)
    for (const about of [[], [conversation], [note, conversation], ['A'.repeat(22)]])
      expect(told.refused('log_conversation', { ...within, shift: 'taken_over', about })).toBe('shift_of_what')
    for (const other of [{ contact: 'mill-gate' }, { party: 'north' }])
      expect(told.refused('log_conversation', { ...within, ...other, shift: 'handed_over' })).toBe('shift_of_what')
    expect(told.refused('log_conversation', { ...within, shift: 'kept' })).toBe('malformed')
  })

  test('what was erased leaves its entry, and its words nowhere', () => {
    const told = withGate()
    told.done('log_conversation', spoken)
    const again = new Told()
    for (const event of told.events) {
      const { text: _, ...opened } = event.opened
      again.state = {
        ...again.state,
        conversation: parts.conversation.after(again.state.conversation, { ...event, opened }),
      }
    }
    expect(again.state.conversation.log).toMatchObject([{ text: '', with: 'Mill 1' }])
  })
})

/** RFC 4180, read for itself. */
function rowsOf(table: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted = '', end] of table.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
  }
  return rows.slice(0, -1)
}
