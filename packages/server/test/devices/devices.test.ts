// What comes from phones: late, out of order, twice, from two about one vehicle, with a clock an hour wrong, from one that was
// revoked. Nothing is lost, contradictions are kept, and nobody says what is not theirs to say.

import { randomBytes } from 'node:crypto'
import { attachmentDigest, leafHash, mostPhotoBytes, parseProof, parseVerifierKey, verifyProof } from '@treve/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { type Person, type Served, served } from '../sign-in/made.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'
import { hex, Phone, random } from './phone.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

interface InTheField {
  readonly at: Served
  readonly coordinator: Person
  readonly phone: Phone
  readonly view: () => Promise<Record<string, unknown> & { loads: Row[]; vehicles: Row[]; contradictions: Row[] }>
}
type Row = Record<string, unknown>

async function inTheField(vehicles: readonly string[] = ['bus-001'], keys = 40): Promise<InTheField> {
  const at = await served(installation)
  const coordinator = await at.coordinator()
  const phone = await phoneOf(at, coordinator, vehicles, keys)
  return {
    at,
    coordinator,
    phone,
    view: async () => (await coordinator.browser.get(`/api/v1/pauses/${at.pause}/day`)).body,
  }
}

async function phoneOf(at: Served, coordinator: Person, vehicles: readonly string[], keys = 40): Promise<Phone> {
  const phone = new Phone(at, await at.device(coordinator))
  const duty = { who: phone.device.token, vehicles }
  const set = await coordinator.browser.command(at.pause, 'set_duty', duty)
  expect(set.status, JSON.stringify(set.body)).toBe(200)
  if (keys > 0) expect((await phone.fill(keys)).status).toBe(200)
  return phone
}

const bus = { vehicle: 'bus-001', trip: 'trip-1', load: 'trip-1' }
const people = (count: number) => [{ low: count, best: count, high: count }]

describe('a stock of one-use keys', () => {
  test('is certified for the device, runs dry, and is filled again', async () => {
    const { phone } = await inTheField(['bus-001'], 0)
    expect((await phone.fill(5)).body.certificates).toHaveLength(5)
    expect(phone.signed('departed', { tokens: bus })).toBeDefined()
    expect(phone.signed('departed', { tokens: bus })).toBeDefined()
    expect(phone.signed('departed', { tokens: bus })).toBeUndefined()
    await phone.fill(2)
    expect(phone.signed('departed', { tokens: bus })).toBeDefined()
  })

  test('is of keys that are keys, and of nobody else’s', async () => {
    const { at, coordinator, phone } = await inTheField(['bus-001'], 0)
    expect((await phone.post('certificates', { keys: ['not a key', 'a+b+c'] })).body).toEqual({ certificates: [] })
    const keys = ['AAAAAAAAAAAAAAAAAAAAAA+ea7e1b7b+Abc']
    expect((await phone.post('certificates', { keys })).body).toEqual({ certificates: [] })
    const other = await phoneOf(at, coordinator, ['bus-002'], 0)
    await phone.fill(1)
    const vkey = await installation.database.query('select vkey from certified_keys where device = $1', [
      phone.device.token,
    ])
    const theirs = await other.post('certificates', { keys: [vkey.rows[0]?.vkey] })
    expect(theirs.body).toEqual({ certificates: [] })
  })

  test('is asked for by devices alone', async () => {
    const { at, coordinator } = await inTheField(['bus-001'], 0)
    const driver = await at.person(coordinator, { roles: ['field'], label: 'driver' })
    const refused = await driver.browser.post(`/api/v1/pauses/${at.pause}/certificates`, { keys: ['x'] })
    expect([refused.status, refused.body.code]).toEqual([409, 'only_devices'])
    const no = await coordinator.browser.post(`/api/v1/pauses/${at.pause}/certificates`, { keys: ['x'] })
    expect(no.status).toBe(403)
  })
})

describe('signed entries', () => {
  test('are folded as what was reported, and proved to their device once a checkpoint covers them', async () => {
    const { at, phone, view } = await inTheField()
    const boarded = phone.sent('people_boarded', { tokens: bus, people: people(40) })
    const { body } = await phone.send(boarded)
    const { id } = body.entries[0]
    expect(body.entries).toEqual([{ id, state: 'done' }])
    expect((await view()).loads).toMatchObject([{ load: 'trip-1', boarded: { low: 40, high: 40 }, arrived: null }])
    const proof = await eventually(async () => {
      const answer = await phone.get(`proof/${id}`)
      if (answer.status !== 200) throw new Error(`not yet: ${answer.status}`)
      return String(answer.body)
    })
    const log = parseVerifierKey(at.services.live.of(at.pause)?.verifierKey ?? '')
    const bytes = Uint8Array.from(Buffer.from(boarded.bytes, 'base64url'))
    expect(verifyProof(parseProof(proof), bytes, { log }).size).toBeGreaterThan(0)
    expect(leafHash(bytes)).toHaveLength(32)
  })

  test('whose proof is not covered yet, or is another’s, are not told of', async () => {
    const { at, coordinator, phone } = await inTheField()
    const { body } = await phone.send(phone.sent('departed', { tokens: bus }))
    await eventually(async () => expect((await phone.get(`proof/${body.entries[0].id}`)).status).toBe(200))
    const other = await phoneOf(at, coordinator, ['bus-002'], 0)
    for (const id of [body.entries[0].id, 'A'.repeat(22)])
      expect((await other.get(`proof/${id}`)).body).toMatchObject({ code: 'not_covered' })
  })

  test('sent twice, are one; other bytes under the same id are refused, and that is on the account', async () => {
    const { phone, view } = await inTheField()
    const first = phone.sent('people_boarded', { tokens: bus, people: people(40) })
    const answers = [await phone.send(first), await phone.send(first, first)].flatMap(({ body }) => body.entries)
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['done']))
    expect((await view()).loads).toMatchObject([{ boarded: { low: 40, best: 40, high: 40 } }])
    const id = answers[0].id
    const { body } = await phone.send(phone.sent('people_boarded', { tokens: bus, people: people(50) }, { id }))
    expect(body.entries).toMatchObject([{ id, state: 'refused', code: 'id_taken' }])
    expect((await view()).loads).toMatchObject([{ boarded: { low: 40, high: 40 } }])
  })

  test('that come hours late and out of order tell of when it happened', async () => {
    const { phone, view } = await inTheField()
    const now = Date.now() / 1000
    const sent = [
      phone.sent('clear', { tokens: bus }, { happened: now - 3600 }),
      phone.sent(
        'departed',
        { tokens: bus, place: { place: 'stop' } },
        { happened: now - 10_800, seconds: now - 10_000 },
      ),
      phone.sent(
        'people_boarded',
        { tokens: bus, people: people(12) },
        { happened: now - 12_000, seconds: now - 12_000 },
      ),
    ]
    for (const each of sent) expect((await phone.send(each)).body.entries).toMatchObject([{ state: 'done' }])
    expect((await view()).vehicles).toMatchObject([{ id: 'bus-001', phase: 'out', aboard: { low: 12, high: 12 } }])
  })

  test('with a clock an hour ahead are refused, and with one behind are kept', async () => {
    const { phone } = await inTheField()
    const now = Date.now() / 1000
    const ahead = phone.sent('departed', { tokens: bus }, { seconds: now + 3600 })
    expect((await phone.send(ahead)).body.entries).toMatchObject([{ state: 'refused', code: 'from_the_future' }])
    const behind = phone.sent('departed', { tokens: bus }, { seconds: now - 3600 })
    expect((await phone.send(behind)).body.entries).toMatchObject([{ state: 'done' }])
    // The request itself is signed by the same clock: it is told what time it is.
    const wrong = await phone.post('entries', { entries: [behind] }, { at: Math.floor(now) + 3600 })
    expect(wrong.status).toBe(401)
  })

  test('of two devices about one load both stand, and neither is corrected', async () => {
    const { at, coordinator, phone, view } = await inTheField()
    const gate = await phoneOf(at, coordinator, ['bus-001'])
    const before = { happened: Date.now() / 1000 - 60 }
    await phone.send(phone.sent('people_boarded', { tokens: bus, people: people(40) }, before))
    await gate.send(gate.sent('people_boarded', { tokens: bus, people: people(37) }))
    const { loads, contradictions } = await view()
    expect(loads).toMatchObject([{ boarded: { low: 37, high: 40 } }])
    expect(contradictions).toMatchObject([{ what: 'boarded', about: { load: 'trip-1' } }])
    // Of one moment, in no order.
    const reports = (contradictions[0]?.reports ?? []) as readonly { best: number }[]
    expect(reports.map(({ best }) => best).sort()).toEqual([37, 40])
  })

  test('are taken back and corrected by their own device alone; others dispute them', async () => {
    const { at, coordinator, phone, view } = await inTheField()
    const other = await phoneOf(at, coordinator, ['bus-001'])
    const { body } = await phone.send(phone.sent('people_boarded', { tokens: bus, people: people(40) }))
    const [{ id }] = body.entries
    const theirs = await other.send(other.sent('taken_back', { references: { corrects: id } }))
    expect(theirs.body.entries).toMatchObject([{ state: 'refused', code: 'report_of_others' }])
    const disputed = other.sent('disputed', { references: { disputes: id }, people: people(38) })
    expect((await other.send(disputed)).body.entries).toMatchObject([{ state: 'done' }])
    expect(await view()).toMatchObject({ loads: [{ boarded: { best: 40 } }], disputed: [{ entry: id }] })
    const right = phone.sent('people_boarded', { tokens: bus, people: people(39), references: { corrects: id } })
    expect((await phone.send(right)).body.entries).toMatchObject([{ state: 'done' }])
    expect((await view()).loads).toMatchObject([{ boarded: { low: 39, high: 39 } }])
  })

  test('take nobody else’s report back, by whatever reference they name it', async () => {
    const { at, coordinator, phone, view } = await inTheField()
    const other = await phoneOf(at, coordinator, ['bus-002'])
    const { body } = await phone.send(phone.sent('people_boarded', { tokens: bus, people: people(40) }))
    const [{ id }] = body.entries
    const mine = other.sent('departed', { tokens: { vehicle: 'bus-002' } })
    const [own] = (await other.send(mine)).body.entries
    for (const references of [{ about: [id] }, { answers: id }, { disputes: id }, { corrects: own.id, about: [id] }])
      await other.send(other.sent('taken_back', { references }))
    // Under the id of the other's report: the account refuses it, and so it is not this device's.
    const same = other.sent('departed', { tokens: { vehicle: 'bus-002' } }, { id })
    await other.send(same, other.sent('taken_back', { references: { corrects: id } }))
    const disputed = await other.send(other.sent('disputed', { references: { disputes: id }, people: people(1) }))
    expect(disputed.body.entries).toMatchObject([{ state: 'refused', code: 'not_own' }])
    expect(await view()).toMatchObject({ loads: [{ boarded: { best: 40 } }], disputed: [] })
  })

  test('are refused where they are another’s to say, and others in the same batch are taken', async () => {
    const { at, coordinator, phone } = await inTheField()
    const duty = { who: phone.device.token, vehicles: ['bus-001'], convoys: ['convoy-1'] }
    await coordinator.browser.command(at.pause, 'set_duty', duty)
    const { body } = await phone.send(
      phone.sent('departed', { tokens: { vehicle: 'bus-009' } }),
      phone.sent('departed', { tokens: { vehicle: 'bus-009', convoy: 'convoy-1' } }),
      phone.sent('departed', { tokens: bus }, { chain: 'somebody-else' }),
      phone.sent('aborted', { notice: { reason: 'no' } }),
      phone.sent('departed', { tokens: bus }),
      { bytes: 'AAAA', openings: [{ id: 'x', slot: 'type', salt: 'x', value: null }] },
    )
    expect(body.entries.map(({ state, code }: Row) => code ?? state)).toEqual([
      'not_own',
      'not_own',
      'source_of_others',
      'not_a_report',
      'done',
      'malformed',
    ])
  })

  test('that cannot be read cost the others in the batch nothing', async () => {
    const { phone } = await inTheField()
    const good = () => phone.sent('departed', { tokens: bus })
    const { status, body } = await phone.post('entries', {
      entries: [
        good(),
        { bytes: 'x'.repeat(5000), openings: good().openings },
        { ...good(), openings: [] },
        { openings: 1 },
        good(),
      ],
    })
    expect(status, JSON.stringify(body)).toBe(200)
    const told = body.entries.map(({ state, code }: Row) => code ?? state)
    expect(told).toEqual(['done', 'malformed', 'malformed', 'malformed', 'done'])
  })

  test('say what such a report must say, or are refused as the command is', async () => {
    const { at, coordinator, phone } = await inTheField()
    const duty = { who: phone.device.token, vehicles: ['bus-001'], gates: ['gate-1'] }
    await coordinator.browser.command(at.pause, 'set_duty', duty)
    const now = Date.now() / 1000
    const bad = [
      ['vehicle_missing', phone.sent('departed', { tokens: { gate: 'gate-1' } })],
      ['vehicle_missing', phone.sent('came', { tokens: { gate: 'gate-1' }, place: { place: 'gate-1' } })],
      ['vehicle_missing', phone.sent('people_passed', { tokens: { gate: 'gate-1' }, people: people(3) })],
      ['not_yet', phone.sent('departed', { tokens: bus }, { seconds: now, happened: now + 900 })],
    ] as const
    const { body } = await phone.send(...bad.map(([, sent]) => sent), phone.sent('departed', { tokens: bus }))
    const told = body.entries.map(({ state, code }: Row) => code ?? state)
    expect(told.slice(-1)).toEqual(['done'])
    expect(told.slice(0, -1)).toEqual(bad.map(([code]) => code))
  })

  test('hold no number or address of a person, wherever somebody may write freely', async () => {
    const { phone, view } = await inTheField()
    const words = (text: string) => ({ text: { language: 'en', text } })
    const [own] = (await phone.send(phone.sent('departed', { tokens: bus }))).body.entries
    const row = { consignment: 'flour', item: 'bags', unit: 'items', low: 1, best: 1, high: 1 }
    const sent = [
      phone.sent('departed', { tokens: bus, ...words('call 0944 123 456 789') }),
      phone.sent('people_boarded', { tokens: bus, people: people(2), ...words('someone@example.org') }),
      phone.sent('removed_at_clearance', { tokens: bus, lines: [{ ...row, reason: 'ask +963 944 123 456' }] }),
      phone.sent('loaded', { tokens: bus, lines: [{ ...row, owner: '0944123456' }] }),
      phone.sent('disputed', { references: { disputes: own.id }, ...words('+963 944 123 456 saw it') }),
      phone.sent('taken_back', { references: { corrects: own.id }, ...words('ask someone@example.org') }),
      phone.sent('people_boarded', {
        tokens: bus,
        people: people(2),
        conditions: { present: ['someone@example.org'] },
      }),
    ]
    const { body } = await phone.send(...sent)
    expect(body.entries.map(({ state, code }: Row) => code ?? state)).toEqual([
      'number_of_a_person',
      'address_of_a_person',
      'number_of_a_person',
      'number_of_a_person',
      'number_of_a_person',
      'address_of_a_person',
      'address_of_a_person',
    ])
    expect(await view()).toMatchObject({ disputed: [], taken_back: [] })
  })

  test('tell of goods what they are, whose, and who paid for them, as what comes by radio does', async () => {
    const { at, coordinator, phone } = await inTheField()
    const row = { consignment: 'flour', item: 'bags', unit: 'items', low: 5, best: 5, high: 5 }
    const goods = { ...row, category: 'food', owner: 'wfp', funder: 'donor.1' }
    await phone.send(phone.sent('loaded', { tokens: bus, lines: [goods] }))
    const report = (lines: Row[]) =>
      coordinator.browser.command(at.pause, 'report', { what: 'offloaded', vehicle: 'bus-001', lines } as never)
    const told = await report([{ ...goods, owner: 'relief' }, row])
    expect(told.status, JSON.stringify(told.body)).toBe(200)
    const { reports } = (await coordinator.browser.get(`/api/v1/pauses/${at.pause}/day/reports`)).body
    expect(reports.map(({ lines }: Row) => lines)).toEqual([[goods], [{ ...goods, owner: 'relief' }, row]])
    expect((await report([{ ...goods, category: 'arms' }])).body).toMatchObject({ code: 'input_invalid' })
    expect((await report([{ ...goods, owner: 'World Food' }])).body).toMatchObject({ code: 'not_an_id' })
    const [own] = reports
    const dispute = await coordinator.browser.command(at.pause, 'dispute', {
      entry: own.entry,
      lines: [{ ...goods, funder: 'no id' }],
    } as never)
    expect(dispute.body).toMatchObject({ code: 'not_an_id' })
  })

  test('are of the load of their own vehicle: nobody adds to another’s', async () => {
    const { at, coordinator, phone, view } = await inTheField()
    const other = await phoneOf(at, coordinator, ['bus-002'])
    await phone.send(
      phone.sent('people_boarded', { tokens: { vehicle: 'bus-001', load: 'load-a' }, people: people(40) }),
    )
    const foreign = (tokens: Record<string, string>) =>
      other.send(other.sent('people_arrived', { tokens, people: people(4) }))
    for (const tokens of [
      { vehicle: 'bus-002', load: 'load-a' },
      { load: 'load-a' },
      { vehicle: 'bus-002', load: 'bus-001' },
    ])
      expect((await foreign(tokens)).body.entries).toMatchObject([{ state: 'refused', code: 'not_own' }])
    expect((await view()).loads).toMatchObject([{ load: 'load-a', arrived: null }])
    // Whoever runs the day says that it went over; from then on it is theirs, too.
    const moved = { what: 'people_boarded', vehicle: 'bus-002', load: 'load-a', people: people(40) }
    expect((await coordinator.browser.command(at.pause, 'report', moved)).status).toBe(200)
    expect((await foreign({ vehicle: 'bus-002', load: 'load-a' })).body.entries).toMatchObject([{ state: 'done' }])
  })

  test('are taken so many at a time, each counted', async () => {
    const { at, phone } = await inTheField()
    const limit = at.services.limits.entries
    // Of a moment that is still to come, so that nothing comes back meanwhile.
    while (limit.take(phone.device.token, at.services.now() + 600, 50) === 0);
    const over = await phone.send(phone.sent('departed', { tokens: bus }))
    expect([over.status, over.body.code]).toEqual([429, 'too_many_requests'])
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('altered, or signed with a key that nobody certified, are refused', async () => {
    const { phone } = await inTheField()
    const sent = phone.sent('people_boarded', { tokens: bus, people: people(40) })
    const openings = sent.openings.map((each) => (each.slot === 'people' ? { ...each, value: people(4) } : each))
    expect((await phone.send({ ...sent, openings })).body.entries).toMatchObject([{ code: 'opening_mismatch' }])
    const [first, second] = phone.stock
    if (first === undefined || second === undefined) throw new Error('there is a stock')
    phone.stock.splice(0, 2, { ...first, certificate: second.certificate }, second)
    expect((await phone.send(phone.sent('departed', { tokens: bus }))).body.entries).toMatchObject([
      { state: 'refused', code: 'unknown_key' },
    ])
  })

  test('of a device that was revoked are not taken, however good they are', async () => {
    const { at, coordinator, phone, view } = await inTheField()
    const sent = phone.sent('departed', { tokens: bus })
    const revoked = await coordinator.browser.command(at.pause, 'revoke_device', { device: phone.device.token })
    expect(revoked.status).toBe(200)
    const answer = await phone.send(sent)
    expect([401, 403]).toContain(answer.status)
    expect((await view()).vehicles).toEqual([])
    // Whoever has its keys signs nothing with them either.
    await eventually(async () => {
      const { rows } = await installation.database.query(
        `select clear, jsonb_array_length(opened->'keys') as keys from events
       where type = 'key_revoked' and account = (select number from accounts where pause = $1)`,
        [at.pause],
      )
      expect(rows).toEqual([{ clear: { type: 'key_revoked', reason: 'lost' }, keys: 40 }])
    })
  })
})

describe('a photograph', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...randomBytes(3000)])

  test('comes ahead of its entry, and is with it on the account', async () => {
    const { at, phone } = await inTheField()
    expect((await phone.upload(jpeg)).body).toEqual({ sha256: hex(jpeg), bytes: jpeg.length })
    const id = Buffer.from(random(16)).toString('base64url')
    const salt = random(32)
    const row = { digest: attachmentDigest(jpeg, { id, index: 0, salt }), bytes: jpeg.length, media: 'image/jpeg' }
    const sent = phone.sent('offloaded', { tokens: bus, attachments: [row], ...lines }, { id })
    const attachments = [{ index: 0, salt: Buffer.from(salt).toString('base64url'), sha256: hex(jpeg) }]
    expect((await phone.send({ ...sent, attachments })).body.entries).toEqual([{ id, state: 'done' }])
    const { rows } = await installation.database.query(
      'select id from sealed_attachments where id = $1 union all select sha256 from uploads where device = $2',
      [id, phone.device.token],
    )
    expect(rows).toEqual([{ id }])
    expect(at.services.live.of(at.pause)?.state.day.ofAid.size).toBe(1)
  })

  test('that is not there yet is waited for: its entry is taken once it has come', async () => {
    const { phone } = await inTheField()
    const id = Buffer.from(random(16)).toString('base64url')
    const salt = random(32)
    const row = { digest: attachmentDigest(jpeg, { id, index: 0, salt }), bytes: jpeg.length, media: 'image/jpeg' }
    const sent = phone.sent('offloaded', { tokens: bus, attachments: [row], ...lines }, { id })
    const attachments = [{ index: 0, salt: Buffer.from(salt).toString('base64url'), sha256: hex(jpeg) }]
    const early = await phone.send({ ...sent, attachments })
    expect(early.body.entries).toMatchObject([{ state: 'refused', code: 'attachment_missing' }])
    await phone.upload(jpeg)
    // Also again: the bytes are with the entry by then, and no longer apart.
    for (let time = 0; time < 2; time++)
      expect((await phone.send({ ...sent, attachments })).body.entries).toEqual([{ id, state: 'done' }])
    const { rows } = await installation.database.query('select id from sealed_attachments where id = $1', [id])
    expect(rows).toEqual([{ id }])
  })

  test('that two entries name is with both, whether they come together or one after the other', async () => {
    const { phone } = await inTheField()
    const entry = () => {
      const id = Buffer.from(random(16)).toString('base64url')
      const salt = random(32)
      const row = { digest: attachmentDigest(jpeg, { id, index: 0, salt }), bytes: jpeg.length, media: 'image/jpeg' }
      const sent = phone.sent('offloaded', { tokens: bus, attachments: [row], ...lines }, { id })
      return { ...sent, attachments: [{ index: 0, salt: Buffer.from(salt).toString('base64url'), sha256: hex(jpeg) }] }
    }
    await phone.upload(jpeg)
    const [one, two, three] = [entry(), entry(), entry()]
    expect((await phone.send(one, two)).body.entries).toMatchObject([{ state: 'done' }, { state: 'done' }])
    expect((await phone.send(three)).body.entries).toMatchObject([{ state: 'done' }])
    const { rows } = await installation.database.query(
      `select count(*)::int as n from sealed_attachments join events on entry_id = id
       where opened->'source'->>'chain' = $1`,
      [phone.device.token],
    )
    expect(rows).toEqual([{ n: 3 }])
    // It is kept once, with what names it, and no second time beside it.
    expect((await phone.upload(jpeg)).status).toBe(200)
    const left = await installation.database.query('select from uploads where device = $1', [phone.device.token])
    expect(left.rows).toHaveLength(0)
  })

  test('of as many bytes as a phone takes is taken', async () => {
    const { phone } = await inTheField()
    const most = new Uint8Array(mostPhotoBytes)
    most.set(jpeg)
    expect(await phone.upload(most)).toMatchObject({ status: 200, body: { bytes: 10_000_000 } })
  })

  test('that is too large, no picture, or other bytes than were named is refused', async () => {
    const { phone } = await inTheField()
    const much = new Uint8Array(10_000_001)
    much.set(jpeg)
    for (const bytes of [much, new Uint8Array(50_000_000)])
      expect(await phone.upload(bytes)).toMatchObject({
        status: 413,
        body: { code: 'too_large', most_bytes: 10_000_000 },
      })
    expect(await phone.upload(Uint8Array.from(randomBytes(20)))).toMatchObject({ status: 415 })
    expect(await phone.upload(jpeg, hex(much))).toMatchObject({ status: 422, body: { code: 'attachment_differs' } })
    const { rows } = await installation.database.query('select from uploads where device = $1', [phone.device.token])
    expect(rows).toHaveLength(0)
  })
})

const lines = { lines: [{ consignment: 'flour', item: 'bags', unit: 'items', low: 5, best: 5, high: 5 }] }
