// Wherever somebody may type freely, what looks like the number or address of a person is refused; ordinary words are not.

import { describe, expect, it } from 'vitest'
import { personalFault } from '../../src/coordination/channels.ts'
import type { JsonObject } from '../../src/coordination/event.ts'
import type { CommandKind } from '../../src/policy/index.ts'
import { coordinator, Day, elements, pauseFile, ready, underWay } from './day.ts'

const digest = 'A'.repeat(43)
const [element] = elements
const order = {
  id: 'trip-1',
  notification: 1,
  movement: 'm1',
  use: 'civilians',
  corridor: 'bridge',
  direction: 'out',
  from: '2016-11-04T08:30',
  until: '2016-11-04T09:30',
  on_foot: true,
}
const movement = { ...order, id: 'm1', notification: undefined, movement: undefined }
const short = (reason: string) => ({ ground: 'emergency', reason })

const freely: readonly [CommandKind, string, (text: string) => JsonObject][] = [
  ['grant_role', 'label', (label) => ({ person: 'someone', roles: ['dispatcher'], label })],
  ['revoke_role', 'reason', (reason) => ({ person: coordinator.token, roles: ['dispatcher'], reason })],
  ['enrol_device', 'label', (label) => ({ device: 'phone', key: digest, roles: ['field'], label })],
  ['revoke_device', 'reason', (reason) => ({ device: 'phone', reason })],
  [
    'issue_link',
    'ask',
    (ask) => ({ link: 'l1', party: 'north', secret_sha256: digest, until: '2016-11-05T08:00', ask }),
  ],
  ['revoke_link', 'reason', (reason) => ({ link: 'l1', reason })],
  ['record_approval', 'evidence', (evidence) => ({ element, party: 'north', grade: 'verbal', evidence })],
  ['record_approval', 'conditions', (conditions) => ({ element, party: 'north', grade: 'verbal', conditions })],
  ['withdraw_approval', 'reason', (reason) => ({ element, party: 'north', reason })],
  ['decide_go', 'note', (note) => ({ note })],
  ['decide_no_go', 'reason', (reason) => ({ reason })],
  ['waive_condition', 'reason', (reason) => ({ condition: 'any', reason })],
  ['suspend', 'issuer', (issuer) => ({ issuer })],
  ['suspend', 'reason', (reason) => ({ reason })],
  ['abort', 'issuer', (issuer) => ({ issuer })],
  ['resume', 'reason', (reason) => ({ reason })],
  ['lapse_withdrawal', 'reason', (reason) => ({ corridor: 'bridge', kind: 'mines', state: 'unknown', reason })],
  ['close_corridor', 'reason', (reason) => ({ corridor: 'bridge', use: 'civilians', reason })],
  ['announce_terms', 'text', (text) => ({ version: 1, by: ['north'], text })],
  ['agree_terms', 'text', (text) => ({ version: 1, by: ['north', 'south'], text })],
  ['notify', 'reason', (reason) => ({ movements: [written(movement)], short_notice: short(reason) })],
  [
    'update_notification',
    'reason',
    (reason) => ({ notification: 1, movements: [written(movement)], short_notice: short(reason) }),
  ],
  ['override', 'reason', (reason) => ({ order: written(order), reason })],
]

function written(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject
}

describe('what looks like the number or address of a person', () => {
  it.each(freely)('%s refuses it in its %s', (kind, field, input) => {
    const day = ready()
    const before = day.events.length
    for (const [code, text] of [
      ['number_of_a_person', 'ask +963 944 123 456'],
      ['address_of_a_person', 'ask some.body@example.org'],
    ] as const)
      expect(day.ask(kind, input(text))).toEqual({ code, particulars: { field } })
    expect(day.events.length).toBe(before)
    expect(String(day.ask(kind, input('duty officer 2, extension 100'))?.code)).not.toMatch(/_of_a_person$/)
  })

  it('of who decides: by a function and a token of the pause', () => {
    const day = new Day('2016-11-01T07:00')
    day.do('draft_terms', { pause_file: pauseFile() })
    expect(day.ask('name_owner', { function: '0944123456' })?.code).toBe('number_of_a_person')
    expect(day.ask('name_owner', { function: 'head', actor: 'some.body@example.org' })?.code).toBe(
      'address_of_a_person',
    )
  })

  it('stands in no way of a recall', () => {
    expect(underWay().ask('recall', { reason: 'call 0944 123 456' })).toBeUndefined()
  })

  it.each(['0944 123 456', '+963-944-123-456', '(0944) 123.456', '٠٩٤٤ ١٢٣ ٤٥٦', '01.44.12.34.56 at night'])(
    'is found: %s',
    (text) => {
      expect(personalFault({ text })).toMatchObject({ refused: { code: 'number_of_a_person' } })
    },
  )

  it.each([
    'duty officer 2, extension 100',
    'from 08:00 to 19:00 on 2016-11-04 and 2016-11-05',
    'agreed 04.11.2016 08.00-19.00, 8 corridors',
    'on 4/11/2016 08.00–12.00 the gate opens',
    '2016-11-04T08:00:00+02:00 to 2016-11-04T19:00:00+02:00',
    'letter REF/2016/1104/000123-A of the council',
    'about 250 000 people, 100 t of food, 8 x 50 seats',
    'entry AbCdEf0123456789abcdeQ',
    'sha256 0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    'token a1b2c3d4e5f60718293a4b5c6d7e8f90',
    'إلى ضابط المناوبة، ٠٨:٠٠',
    'дежурный № 2, доб. 100',
    'à 8 h 30, 19 h 00 ; 12 bus, 30 ambulances',
  ])('is not seen in ordinary words: %s', (text) => {
    expect(personalFault({ text })).toBeUndefined()
  })
})
