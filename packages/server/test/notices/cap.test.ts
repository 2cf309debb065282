import { describe, expect, test } from 'vitest'
import { noticeForm } from '../../src/coordination/notices/index.ts'
import { readXml, XmlRefusal } from '../../src/notices/xml.ts'
import { agreed, anna, eight, everyLanguage, liaisonOf, start, summary, Told } from '../coordination/told.ts'
import { hasXmllint, schemaFaults } from './xmllint.ts'

const sender = 'relief-coordination.example'

function capOf(told: Told, number: number, party = 'north'): string {
  const form = noticeForm(told.state, anna, { number, party, form: 'cap', language: 'en', sender })
  if (form === undefined) throw new Error(`no notification ${number} to ${party}`)
  return form.body
}

/** First, update and cancellation. */
function sent(exercise = false): Told {
  const hostile = { en: '<b>&amp; “Mill” ]]> \u0001', ar: 'طريق \u202e المطحنة' }
  const corridors = summary.corridors.map((each) => (each.id === 'c1' ? { ...each, name: hostile } : each))
  const told = new Told(agreed({ exercise, corridors: corridors as typeof summary.corridors }))
  told.done('notify', { movements: [eight, { ...eight, id: 'm2' }] })
  told.now = (start + 3600) as typeof told.now
  told.done('update_notification', { notification: 1, movements: [{ ...eight, until: '2016-11-04T11:00' }] })
  told.now = (start + 7200) as typeof told.now
  told.done('cancel_notification', { notification: 1 })
  return told
}

const textOf = (xml: string, name: string) =>
  readXml(xml)
    .children.filter((each) => each.name === name)
    .map(({ text }) => text)

describe.skipIf(!hasXmllint)('by a schema of the standard, read by libxml2', () => {
  test.each([false, true])(
    'first, update and cancellation are valid (exercise: %s), whatever names hold',
    (exercise) => {
      const told = sent(exercise)
      for (const party of ['north', 'south'])
        for (const number of [1, 2, 3]) expect(schemaFaults(capOf(told, number, party))).toBe('')
    },
  )

  test.each([
    ['another order', (xml: string) => xml.replace(/(<sender>.*<\/sender>)\n(<sent>.*<\/sent>)/, '$2\n$1')],
    ['a status that is none', (xml: string) => xml.replace('>Actual<', '>Real<')],
    ['a time in UTC with Z', (xml: string) => xml.replace(/<sent>.*<\/sent>/, '<sent>2016-11-02T05:00:00Z</sent>')],
    ['no scope', (xml: string) => xml.replace('<scope>Private</scope>\n', '')],
    ['an element of its own', (xml: string) => xml.replace('<scope>', '<position>1 2</position><scope>')],
  ])('%s is not', (_, spoil) => {
    const xml = capOf(sent(), 1)
    expect(spoil(xml)).not.toBe(xml)
    expect(schemaFaults(spoil(xml))).not.toBe('')
  })
})

describe('a notification as CAP', () => {
  test('is private, to one party, refers to what it was told before, and vouches for nothing', () => {
    const told = sent()
    const [first, update, cancel] = [1, 2, 3].map((number) => capOf(told, number)) as [string, string, string]
    expect([first, update, cancel].map((xml) => textOf(xml, 'msgType'))).toEqual([['Alert'], ['Update'], ['Cancel']])
    for (const xml of [first, update, cancel]) {
      expect(textOf(xml, 'scope')).toEqual(['Private'])
      expect(textOf(xml, 'addresses')).toEqual(['north'])
      expect(textOf(xml, 'status')).toEqual(['Actual'])
      expect(xml).toContain('<certainty>Unknown</certainty>')
      expect(xml).not.toMatch(/<(polygon|circle|geocode|source)>/)
      expect(xml).not.toContain('south')
    }
    expect(textOf(update, 'references')).toEqual([`${sender},test-pause.1.north,2016-11-02T07:00:00+02:00`])
    expect(textOf(cancel, 'references')[0]?.split(' ')).toEqual([
      `${sender},test-pause.1.north,2016-11-02T07:00:00+02:00`,
      `${sender},test-pause.2.north,2016-11-02T08:00:00+02:00`,
    ])
  })

  test('says the same in four languages: times, digest, standing text', () => {
    const infos = readXml(capOf(sent(), 1)).children.filter(({ name }) => name === 'info')
    const of = (info: (typeof infos)[number], name: string) =>
      info.children.find((each) => each.name === name)?.text ?? ''
    expect(infos.map((info) => of(info, 'language'))).toEqual(everyLanguage)
    expect(
      new Set(infos.map((info) => ['effective', 'onset', 'expires'].map((name) => of(info, name)).join())).size,
    ).toBe(1)
    expect(of(infos[0] as never, 'expires')).toBe('2016-11-04T12:00:00+02:00')
    for (const info of infos) {
      expect(of(info, 'description')).toContain(of(info, 'instruction'))
      expect(of(info, 'instruction').length).toBeGreaterThan(100)
    }
    expect(of(infos[0] as never, 'description')).toContain('<b>&amp; “Mill” ]]>')
  })

  test('of an exercise is marked as one, in every text too', () => {
    const xml = capOf(sent(true), 1)
    expect(textOf(xml, 'status')).toEqual(['Exercise'])
    expect(textOf(xml, 'note')).toEqual(['EXERCISE / EXERCICE / تمرين / УЧЕНИЯ'])
    expect(xml.match(/EXERCISE/g)?.length).toBeGreaterThan(2)
  })

  test('is for its party and those who run the pause: others get nothing', () => {
    const told = sent()
    const asked = { number: 1, party: 'north', language: 'en', sender } as const
    for (const form of ['cap', 'page', 'text', 'short'] as const) {
      expect(noticeForm(told.state, liaisonOf('north'), { ...asked, form })).toBeDefined()
      expect(noticeForm(told.state, liaisonOf('south'), { ...asked, form })).toBeUndefined()
      expect(noticeForm(told.state, { ...anna, roles: ['donor'] }, { ...asked, form })).toBeUndefined()
      expect(noticeForm(told.state, anna, { ...asked, number: 9, form })).toBeUndefined()
    }
  })
})

describe('an acknowledgement by CAP', () => {
  const answer = (more: Partial<Record<string, string>> = {}) => {
    const parts = {
      identifier: 'north-77',
      sender: 'duty@north.example',
      sent: '2016-11-02T07:05:00+02:00',
      status: 'Actual',
      msgType: 'Ack',
      scope: 'Private',
      addresses: sender,
      references: `${sender},test-pause.1.north,2016-11-02T07:00:00+02:00`,
      ...more,
    }
    const inner = Object.entries(parts).map(([name, text]) => `<${name}>${text}</${name}>`)
    return `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">${inner.join('')}</alert>`
  }
  const ready = () => {
    const told = new Told()
    told.done('set_contact', {
      id: 'north-duty',
      of: 'party',
      party: 'north',
      function: 'duty officer',
      channels: [{ channel: 'cap', number: 'duty desk', is_primary: true }],
      cap_sender: 'duty@north.example',
    })
    told.done('notify', { movements: [eight] })
    told.now = (start + 600) as typeof told.now
    return told
  }
  const acknowledged = (cap: string) => ({ number: 1, party: 'north', channel: 'cap', cap })

  test('is taken from whom it is known to come, and is receipt', () => {
    const told = ready()
    told.done('acknowledge', acknowledged(answer()), liaisonOf('north'))
    expect(told.state.notices.byParty.north?.latest).toMatchObject({
      acknowledgedAt: start + 600,
      acknowledged: { channel: 'cap' },
    })
    if (hasXmllint) expect(schemaFaults(answer())).toBe('')
  })

  test.each([
    ['cap_sender_unknown', answer({ sender: 'somebody@else.example' })],
    ['cap_about_something_else', answer({ references: `${sender},test-pause.2.north,2016-11-02T07:00:00+02:00` })],
    ['cap_about_something_else', answer({ references: `${sender},test-pause.1.south,2016-11-02T07:00:00+02:00` })],
    ['cap_about_something_else', answer({ references: `${sender},test-pause.1.north,2016-11-02T07:00:01+02:00` })],
    ['cap_status', answer({ status: 'Exercise' })],
    ['cap_status', answer({ status: 'Draft' })],
    ['cap_time', answer({ sent: '2016-11-02T06:59:59+02:00' })],
    ['cap_time', answer({ sent: '2016-11-02T07:20:00+02:00' })],
    ['cap_unusable', answer({ msgType: 'Alert' })],
    ['cap_unusable', answer({ sent: '2016-11-02' })],
    ['cap_unusable', answer({ references: 'nonsense' })],
    ['cap_unusable', answer().replace('cap:1.2', 'cap:1.1')],
    ['cap_unusable', answer().replace('</alert>', '<sender>duty@north.example</sender></alert>')],
    ['cap_unusable', `<!DOCTYPE alert [<!ENTITY x "y">]>${answer().replace(/^<\?.*?\?>/, '')}`],
    ['cap_unusable', answer({ status: '&x;' })],
    ['cap_unusable', answer().replace('UTF-8', 'UTF-7')],
    ['cap_unusable', 'nothing of the kind'],
    ['malformed', answer({ note: 'x'.repeat(70_000) })],
  ])('%s is refused', (code, cap) => {
    const told = ready()
    expect(told.refused('acknowledge', acknowledged(cap))).toBe(code)
    expect(told.state.notices.byParty.north?.latest.acknowledgedAt).toBeUndefined()
  })

  test('is taken once: the same message answers nothing else', () => {
    const told = ready()
    told.done('acknowledge', acknowledged(answer()))
    told.done('notify', { movements: [eight], short_notice: { ground: 'overridden', reason: 'a second convoy' } })
    const references = `${sender},test-pause.2.north,2016-11-02T07:10:00+02:00`
    const replayed = { ...acknowledged(answer({ references, sent: '2016-11-02T07:11:00+02:00' })), number: 2 }
    told.now = (start + 700) as typeof told.now
    expect(told.refused('acknowledge', replayed)).toBe('cap_replayed')
    told.done('acknowledge', {
      ...replayed,
      cap: answer({ references, sent: '2016-11-02T07:11:00+02:00', identifier: 'north-78' }),
    })
  })
})

describe('XML', () => {
  test.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a bare &', '<a>a & b</a>'],
    ['a processing instruction', '<a><?php x ?></a>'],
    ['a declaration inside', '<a><!ELEMENT b ANY></a>'],
    ['what follows the end', '<a/><b/>'],
    ['tags that do not pair', '<a><b></a></b>'],
    ['no end', '<a>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['a character that is none', '<a>&#0;</a>'],
    ['half a character', '<a>&#xd800;</a>'],
    ['a number past all characters', '<a>&#99999999;</a>'],
    ['depth', `${'<a>'.repeat(13)}${'</a>'.repeat(13)}`],
    ['a comment without end', '<a><!-- x</a>'],
    ['size', `<a>${'ا'.repeat(33_000)}</a>`],
  ])('with %s is refused', (_, text) => {
    expect(() => readXml(text)).toThrow(XmlRefusal)
  })

  test('that is sound is read: prefixes, CDATA, comments, characters by number', () => {
    const text =
      '\ufeff<?xml version="1.0"?>\n<!-- c --><p:a xmlns:p="urn:x" xmlns="urn:y">1 &lt; <b/><![CDATA[<&>]]>&#x41;&#1575;</p:a>\n'
    expect(readXml(text)).toEqual({
      name: 'a',
      namespace: 'urn:x',
      children: [{ name: 'b', namespace: 'urn:y', children: [], text: '' }],
      text: '1 < <&>Aا',
    })
  })
})
