// Two phones that see each other and no network: what both signed is on the account once; what they do not agree on is signed by
// neither for the other, and told by each.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeOf, payloadIn } from '../../src/phone/hand-over/code.ts'
import { codeToShow } from '../../src/phone/hand-over/signing.ts'
import { type Given, givenCode, givenIn } from '../../src/phone/hand-over/told.ts'
import type { Said } from '../../src/phone/reports/report.ts'
import { FieldServer } from './field-server.ts'
import { type Held, heldPhone } from './made.ts'
import { PowerLost } from './memory-shelf.ts'

const [driver, desk] = ['d'.repeat(32), 'e'.repeat(32)]

const handed = (count: number): Said => ({
  type: 'received',
  vehicle: 'truck-001',
  trip: 'trip-1',
  place: 'hall',
  side: 'west',
  lines: [
    { consignment: 'kits', item: 'kit', category: 'medicine', unit: 'items', low: count, best: count, high: count },
  ],
})

async function twoPhones(): Promise<{ server: FieldServer; giver: Held; receiver: Held }> {
  const server = new FieldServer()
  const giver = await heldPhone(server, 1, driver)
  const receiver = await heldPhone(server, 2, desk)
  for (const { phone } of [giver, receiver]) await phone.round()
  server.isAway = true
  return { server, giver, receiver }
}

const shown = ({ phone }: Held): string => {
  const last = phone.kept.giving.at(-1)
  if (last === undefined) throw new Error('nothing is given')
  return codeToShow(last)
}

async function give({ phone }: Held, said = handed(40)): Promise<string> {
  const id = await phone.give(said)
  if (typeof id !== 'string') throw new Error(id.fault)
  return id
}

function readBy({ phone }: Held, code: string): Given {
  const given = phone.read(code)
  if (typeof given === 'string') throw new Error(given)
  return given
}

async function received(held: Held, code: string): Promise<string> {
  const given = readBy(held, code)
  expect(await held.phone.receive(given)).toBeUndefined()
  return held.phone.kept.receiving.find(({ id }) => id === given.id)?.code ?? ''
}

describe('a hand-over between two phones without a network', () => {
  test('is one entry that both signed, on the account once there is a network', async () => {
    const { server, giver, receiver } = await twoPhones()
    const before = [giver, receiver].map(({ phone }) => phone.kept.stock.length)
    const id = await give(giver)
    const given = readBy(receiver, shown(giver))
    expect(given.said).toEqual(handed(40))
    const answer = await received(receiver, shown(giver))
    expect(await giver.phone.complete(id, answer)).toBeUndefined()
    expect([giver, receiver].map(({ phone }) => phone.kept.stock.length)).toEqual(before.map((count) => count - 1))
    expect(giver.phone.kept.giving).toEqual([])
    expect(giver.phone.kept.reports).toMatchObject([{ id, state: 'waiting', said: { receiver: desk } }])
    server.isAway = false
    await giver.phone.round()
    await giver.phone.round()
    expect(giver.phone.kept.reports).toMatchObject([{ id, state: 'proved', signed: null }])
    const [entry, ...others] = await server.reported()
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      id,
      values: {
        type: 'received',
        source: { organisation: 'Relief Coordination', chain: driver, side: 'west', receiver: desk },
        place: { place: 'hall' },
        tokens: { vehicle: 'truck-001', trip: 'trip-1' },
        lines: [{ item: 'kit', low: 40, best: 40, high: 40 }],
        seq: null,
        prev_own: null,
      },
    })
  })

  test('goes on after either was switched off, and is the same when it is read twice', async () => {
    const { giver, receiver } = await twoPhones()
    const id = await give(giver)
    const code = shown(giver)
    await giver.restart()
    expect(shown(giver)).toBe(code)
    const first = await received(receiver, code)
    await receiver.restart()
    const left = receiver.phone.kept.stock.length
    expect(await received(receiver, code)).toBe(first)
    expect(receiver.phone.kept.stock.length).toBe(left)
    expect(await giver.phone.complete(id, first)).toBeUndefined()
    expect(await giver.phone.complete(id, first)).toBe('no_day')
    expect(giver.phone.kept.reports).toHaveLength(1)
  })

  test('leaves the keys of both used, though the power goes in the middle', async () => {
    const { receiver, giver } = await twoPhones()
    await give(giver)
    const given = readBy(receiver, shown(giver))
    receiver.shelf.losesPower = () => true
    await expect(receiver.phone.receive(given)).rejects.toThrow(PowerLost)
    receiver.shelf.losesPower = () => false
    await receiver.restart()
    expect(receiver.phone.kept.receiving).toEqual([])
    await received(receiver, shown(giver))
    const names = new Set(receiver.phone.kept.stock.map(({ name }) => name))
    await receiver.restart()
    expect(new Set(receiver.phone.kept.stock.map(({ name }) => name))).toEqual(names)
    expect(receiver.phone.kept.receiving).toHaveLength(1)
  })

  test('does not stand in the way of other reports: they keep their order and their chain', async () => {
    const { server, giver, receiver } = await twoPhones()
    await giver.phone.report({ type: 'came', vehicle: 'bus-001', trip: 'trip-1', place: 'hall' })
    const id = await give(giver)
    const answer = await received(receiver, shown(giver))
    await giver.phone.report({ type: 'departed', vehicle: 'bus-001', trip: 'trip-1', place: 'hall' })
    await giver.phone.complete(id, answer)
    server.isAway = false
    await giver.phone.round()
    expect(giver.phone.kept.reports.map(({ state }) => state)).not.toContain('refused')
    const entries = await server.reported()
    expect(entries.map(({ values }) => [values.type, values.seq])).toEqual([
      ['came', 0],
      ['departed', 1],
      ['received', null],
    ])
  })

  test('is told by one side alone where the other phone is not there, or the server does not take it', async () => {
    const { server, giver, receiver } = await twoPhones()
    const id = await give(giver)
    await giver.phone.giveAlone(id)
    expect(giver.phone.kept.giving).toEqual([])
    expect(giver.phone.kept.reports).toMatchObject([{ state: 'waiting', said: handed(40) }])
    const again = await give(giver, handed(7))
    await giver.phone.complete(again, await received(receiver, shown(giver)))
    server.isAway = false
    server.refusesOfTwo = 'receiver_revoked'
    await giver.phone.round()
    const refused = giver.phone.kept.reports.find((each) => each.id === again)
    expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'receiver_revoked' } })
    await giver.phone.giveAlone(again)
    await giver.phone.round()
    const entries = await server.reported()
    expect(entries.map(({ values }) => [values.type, values.source, values.lines])).toMatchObject([
      ['received', { chain: driver }, [{ best: 40 }]],
      ['received', { chain: driver }, [{ best: 7 }]],
    ])
    for (const { values } of entries) expect(values.source).not.toHaveProperty('receiver')
    expect(new Set(entries.map(({ id: each }) => each)).has(again)).toBe(false)
    expect(giver.phone.kept.reports.map(({ state }) => state)).not.toContain('refused')
  })

  test('is nothing at all where it was not handed over', async () => {
    const { server, giver, receiver } = await twoPhones()
    const id = await give(giver)
    const code = shown(giver)
    await giver.phone.giveNot(id)
    const answer = await received(receiver, code)
    expect(await giver.phone.complete(id, answer)).toBe('no_day')
    server.isAway = false
    await giver.phone.round()
    expect(await server.reported()).toEqual([])
  })

  test('is refused by whoever is shown what is not theirs to take', async () => {
    const { giver, receiver } = await twoPhones()
    const [first, second] = [await give(giver), await give(giver, handed(41))]
    const code = shown(giver)
    expect(giver.phone.read(code)).toBe('own')
    expect(receiver.phone.read('TREVE1G')).toBe('unreadable')
    const wrong = `${code.slice(0, 99)}${code[99] === '0' ? '1' : '0'}${code.slice(100)}`
    expect(receiver.phone.read(wrong)).toBe('unreadable')
    const answer = await received(receiver, code)
    expect(receiver.phone.read(answer)).toBe('unreadable')
    // It is of the second, and signed over its content.
    expect(await giver.phone.complete(first, answer)).toBe('other')
    expect(giver.phone.kept.giving).toHaveLength(2)
    expect(await giver.phone.complete(second, code)).toBe('unreadable')
    expect(await giver.phone.complete(second, answer)).toBeUndefined()
    const elsewhere = await heldPhone(new FieldServer(), 5, 'f'.repeat(32))
    await elsewhere.phone.round()
    const given = givenIn(code)
    if (given === undefined) throw new Error('it is read')
    const strange = givenCode({ ...given, certificate: 'A'.repeat(86) })
    expect(elsewhere.phone.read(strange)).toBe('not_ours')
    const nothing = givenCode({ ...given, said: { ...given.said, lines: [] } })
    expect(receiver.phone.read(nothing)).toBe('not_ours')
  })

  test('that a server revoked in the middle of is not forgotten: it stays among what could not be said', async () => {
    const { giver } = await twoPhones()
    await give(giver)
    await giver.phone.forgetAllButUnsaid()
    expect(giver.phone.kept.giving).toEqual([])
    expect(giver.phone.kept.reports).toMatchObject([{ said: handed(40), state: 'unsigned' }])
  })
})

describe('a code', () => {
  test('holds any bytes, and tells when a letter of it is another', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 900 })
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat({ max: 30 }), (payload, at, by) => {
        const code = codeOf('G', payload)
        expect(code).toMatch(/^[0-9A-Z]+$/)
        expect(payloadIn('G', code)).toEqual(payload)
        expect(payloadIn('G', ` ${code.toLowerCase().replace(/(.{7})/g, '$1\n')} `)).toEqual(payload)
        expect(payloadIn('R', code)).toBeUndefined()
        const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
        // The last letter holds bits that mean nothing.
        const place = 7 + (at % (code.length - 8))
        const other = letters[(letters.indexOf(code[place] ?? '') + 1 + by) % 32]
        const wrong = `${code.slice(0, place)}${other}${code.slice(place + 1)}`
        if (wrong !== code) expect(payloadIn('G', wrong)).toBeUndefined()
        expect(payloadIn('G', code.slice(0, -3))).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  test('of a whole hand-over says all of it, and is small enough to be shown', async () => {
    const { giver } = await twoPhones()
    await give(giver)
    const code = shown(giver)
    const given = givenIn(code)
    if (given === undefined) throw new Error('it is read')
    expect(givenCode(given)).toBe(code)
    expect(code.length).toBeLessThan(700)
    const name = fc.stringMatching(/^[a-z0-9-]{1,20}$/)
    const amount = fc.nat({ max: 1_000_000_000 })
    const line = fc.record({
      consignment: name,
      item: name,
      category: fc.option(name),
      unit: fc.constantFrom('g', 'items'),
      low: amount,
      best: amount,
      high: amount,
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.option(name, { nil: undefined }), (lines, trip) => {
        const said: Said = {
          type: 'received',
          vehicle: 'v',
          place: 'p',
          lines,
          ...(trip === undefined ? {} : { trip }),
        }
        expect(givenIn(givenCode({ ...given, said }))).toEqual({ ...given, said })
      }),
      { numRuns: 60 },
    )
  })
})
