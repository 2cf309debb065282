// A hand-over signed by two devices: taken once and told as what it is, the word of both; refused wherever it is not, and then
// whoever gave can still say so alone.

import {
  type Certificate,
  completed,
  confirmed,
  formatVerifierKey,
  type Json,
  type Offered,
  type OwnOneUse,
  toBase64Url,
} from '@treve/ledger/device'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { type Person, type Served, served } from '../sign-in/made.ts'
import { removeFoldersAfterwards } from '../storage/made.ts'
import { Phone, random, type Sent } from './phone.ts'

removeFoldersAfterwards()
let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(() => installation?.database.close())

interface AtTheWarehouse {
  readonly at: Served
  readonly coordinator: Person
  readonly giver: Phone
  readonly receiver: Phone
  // biome-ignore lint/suspicious/noExplicitAny: whatever is shown; each test says what it expects
  readonly aid: () => Promise<any>
}

async function phoneOf(at: Served, by: Person, duty: object, roles: readonly string[]): Promise<Phone> {
  const phone = new Phone(at, await at.device(by, { roles }))
  const set = await by.browser.command(at.pause, 'set_duty', { who: phone.device.token, ...duty })
  expect(set.status, JSON.stringify(set.body)).toBe(200)
  expect((await phone.fill(20)).status).toBe(200)
  return phone
}

async function atTheWarehouse(): Promise<AtTheWarehouse> {
  const at = await served(installation)
  const coordinator = await at.coordinator()
  const giver = await phoneOf(at, coordinator, { vehicles: ['truck-001'] }, ['field'])
  const receiver = await phoneOf(at, coordinator, { places: ['clinic'] }, ['desk'])
  const aid = async () => (await coordinator.browser.get(`/api/v1/pauses/${at.pause}/day`)).body.aid
  return { at, coordinator, giver, receiver, aid }
}

const lines = (count: number) => [
  { consignment: 'kits', item: 'kit', unit: 'items', low: count, best: count, high: count },
]
const said = (count: number) => ({
  place: { place: 'clinic' },
  tokens: { vehicle: 'truck-001', trip: 'trip-1' },
  lines: lines(count),
})

function keyOf(phone: Phone): OwnOneUse {
  const key = phone.stock.shift()
  if (key === undefined) throw new Error('the stock has run dry')
  return { signer: key.signer, certificate: key.certificate as unknown as Certificate }
}

interface How {
  readonly count?: number
  readonly id?: string
  /** Of the entry; the device’s own if absent. */
  readonly receiver?: string
  readonly giverKey?: OwnOneUse
  readonly key?: OwnOneUse
  readonly sealed?: Readonly<Record<string, Json>>
}

/** As both make it, whatever is wrong with it. */
function handOver({ giver, receiver }: Pick<AtTheWarehouse, 'giver' | 'receiver'>, how: How = {}): Sent {
  const mine = how.giverKey ?? keyOf(giver)
  const key = how.key ?? keyOf(receiver)
  const now = new Date().toISOString().slice(0, 19)
  const offered: Offered = {
    id: how.id ?? toBase64Url(random(16)),
    seconds: Math.floor(Date.now() / 1000),
    seed: toBase64Url(random(32)),
    giver: { vkey: formatVerifierKey(mine.signer.key), certificate: mine.certificate },
    sealed: {
      type: 'received',
      source: { organisation: 'Relief Coordination', chain: giver.device.token },
      time: { from: `${now}Z`, until: `${now}Z`, zone: 'Asia/Damascus' },
      ...said(how.count ?? 40),
      ...how.sealed,
    },
  }
  const account = {
    name: { log: `example.org/${giver.pause}`, pause: giver.pause, mode: 'exercise' as const },
    beatSeconds: 1,
    certifiers: [mine.certificate.key],
  }
  const answer = confirmed(offered, account, { receiver: how.receiver ?? receiver.device.token, key })
  const { bytes, openings } = completed(offered, account, mine.signer, answer)
  return { bytes: toBase64Url(bytes), openings }
}

const codes = async (phone: Phone, ...entries: readonly Sent[]) =>
  (await phone.send(...entries)).body.entries.map(({ state, code }: { state: string; code?: string }) => code ?? state)

describe('a hand-over signed by two devices', () => {
  test('is taken, told as the word of both, and the same however often it is sent', async () => {
    const there = await atTheWarehouse()
    const sent = handOver(there)
    expect(await codes(there.giver, sent)).toEqual(['done'])
    expect(await codes(there.giver, sent, sent)).toEqual(['done', 'done'])
    const range = { low: 40, best: 40, high: 40 }
    expect(await there.aid()).toMatchObject([{ item: 'kit', stages: { received: range }, signed_by_both: range }])
    const path = `/api/v1/pauses/${there.at.pause}/day/reports`
    const { reports } = (await there.coordinator.browser.get(path)).body
    expect(reports).toMatchObject([
      { type: 'received', by: { chain: there.giver.device.token }, receiver: there.receiver.device.token },
    ])
    // What became of the receiver since changes nothing about what was taken.
    const gone = { device: there.receiver.device.token, reason: 'lost' }
    expect((await there.coordinator.browser.command(there.at.pause, 'revoke_device', gone)).status).toBe(200)
    expect(await codes(there.giver, sent)).toEqual(['done'])
    expect(await there.aid()).toMatchObject([{ signed_by_both: range }])
  })

  test('is told apart from what one side alone told', async () => {
    const there = await atTheWarehouse()
    const { giver, receiver } = there
    expect(await codes(giver, giver.sent('received', said(40)))).toEqual(['done'])
    expect(await there.aid()).toMatchObject([{ stages: { received: { best: 40 } }, signed_by_both: null }])
    const other = { ...said(7), tokens: { vehicle: 'truck-001', trip: 'trip-1' }, place: { place: 'clinic' } }
    expect(await codes(receiver, receiver.sent('received', other))).toEqual(['done'])
    // The two exclude each other: both stand, and it is shown.
    const { contradictions } = (await there.coordinator.browser.get(`/api/v1/pauses/${there.at.pause}/day`)).body
    expect(contradictions).toMatchObject([{ what: 'received' }])
    const told = contradictions[0].reports.map(({ chain, best }: { chain: string; best: number }) => [chain, best])
    expect(new Map(told)).toEqual(
      new Map([
        [giver.device.token, 40],
        [receiver.device.token, 7],
      ]),
    )
  })

  test('is counted once, though who received says the same alone, too', async () => {
    const there = await atTheWarehouse()
    expect(await codes(there.giver, handOver(there))).toEqual(['done'])
    expect(await codes(there.receiver, there.receiver.sent('received', said(40)))).toEqual(['done'])
    expect(await there.aid()).toMatchObject([{ stages: { received: { best: 40 } }, signed_by_both: { best: 40 } }])
  })

  test('uses up the keys of both, and neither signs again, by whichever of them it comes', async () => {
    const there = await atTheWarehouse()
    const { giver, receiver } = there
    const [mine, theirs] = [keyOf(giver), keyOf(receiver)]
    expect(await codes(giver, handOver(there, { giverKey: mine, key: theirs }))).toEqual(['done'])
    expect(await codes(giver, handOver(there, { key: theirs }))).toEqual(['used_key'])
    expect(await codes(giver, handOver(there, { giverKey: mine }))).toEqual(['used_key'])
    receiver.stock.unshift({ signer: theirs.signer, certificate: { ...theirs.certificate } })
    expect(await codes(receiver, receiver.sent('received', said(40)))).toEqual(['used_key'])
  })

  test('is by two devices, each with its own key, and whoever signs second is named', async () => {
    const there = await atTheWarehouse()
    const { at, coordinator, giver, receiver } = there
    const stranger = await phoneOf(at, coordinator, { places: ['clinic'] }, ['desk'])
    const told = [
      // One device twice, under another’s name.
      handOver(there, { key: keyOf(giver) }),
      // Another key than that of whoever is named.
      handOver(there, { key: keyOf(stranger) }),
      handOver(there, { receiver: stranger.device.token }),
      handOver(there, { giverKey: keyOf(stranger) }),
      handOver(there, { receiver: 'nobody-at-all' }),
    ]
    expect(await codes(giver, ...told)).toEqual([
      'receiver_is_giver',
      'receiver_key_of_others',
      'receiver_key_of_others',
      'receiver_key_of_others',
      'receiver_key_of_others',
    ])
    // Two of its own keys are an ordinary report; one of another’s beside it, unnamed, is not.
    const [first, second] = [giver.stock[0], receiver.stock.shift()]
    if (first === undefined || second === undefined) throw new Error('no keys')
    giver.stock.splice(1, 0, second)
    expect(await codes(giver, giver.sent('received', said(40)))).toEqual(['receiver_unnamed'])
    // And it is its giver’s to hand in.
    expect(await codes(receiver, handOver(there))).toEqual(['source_of_others'])
    expect(await there.aid()).toEqual([])
  })

  test('is confirmed only by whoever may say that it was received there; the giver can say it alone', async () => {
    const there = await atTheWarehouse()
    const { at, coordinator, giver } = there
    const elsewhere = await phoneOf(at, coordinator, { places: ['school'] }, ['desk'])
    expect(await codes(giver, handOver({ giver, receiver: elsewhere }))).toEqual(['receiver_not_own'])
    const kept = handOver(there)
    const gone = { device: there.receiver.device.token, reason: 'lost' }
    expect((await coordinator.browser.command(at.pause, 'revoke_device', gone)).status).toBe(200)
    expect(await codes(giver, kept)).toEqual(['receiver_revoked'])
    const id = JSON.parse(Buffer.from(kept.bytes, 'base64url').toString().split('\n')[0] ?? '').id
    expect(await codes(giver, giver.sent('received', said(40), { id }))).toEqual(['done'])
    expect(await there.aid()).toMatchObject([{ stages: { received: { best: 40 } }, signed_by_both: null }])
  })

  test('is not taken from a device that was revoked itself, whoever signed beside it', async () => {
    const there = await atTheWarehouse()
    const kept = handOver(there)
    const gone = { device: there.giver.device.token, reason: 'lost' }
    await there.coordinator.browser.command(there.at.pause, 'revoke_device', gone)
    expect((await there.giver.send(kept)).status).toBe(401)
    expect(await codes(there.receiver, kept)).toEqual(['source_of_others'])
    expect(await there.aid()).toEqual([])
  })

  test('is signed over what it says: a signature of something else, or other content, is refused', async () => {
    const there = await atTheWarehouse()
    const { giver } = there
    const [one, other] = [handOver(there), handOver(there, { count: 41 })]
    const split = ({ bytes }: Sent) => Buffer.from(bytes, 'base64url').toString().split('\n')
    const [text = '', gap = '', ...signatures] = split(one)
    const swapped = [text, gap, signatures[0], split(other)[3], ''].join('\n')
    const bad = Buffer.from(swapped).toString('base64url')
    expect(await codes(giver, { bytes: bad, openings: one.openings })).toEqual(['malformed'])
    // The line of the right key, with the signature that it made of another text.
    const [name = '', signature = ''] = (signatures[1] ?? '').slice(2).split(' ')
    const raw = Buffer.from(signature, 'base64')
    raw.set([(raw[4] ?? 0) ^ 1], 4)
    const wrong = [text, gap, signatures[0], `— ${name} ${raw.toString('base64')}`, ''].join('\n')
    const wrongBytes = Buffer.from(wrong).toString('base64url')
    expect(await codes(giver, { bytes: wrongBytes, openings: one.openings })).toEqual(['bad_signature'])
    const openings = other.openings.map((each) => (each.slot === 'lines' ? { ...each, value: lines(99) } : each))
    expect(await codes(giver, { bytes: other.bytes, openings })).toEqual(['opening_mismatch'])
    // None of that cost anybody anything: what was signed is taken still.
    expect(await codes(giver, one)).toEqual(['done'])
    expect(await there.aid()).toMatchObject([{ signed_by_both: { low: 40, high: 40 } }])
  })
})
