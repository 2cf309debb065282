// A phone through its day: whatever the network loses and wherever the power goes, each report is on the account once.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tallyOf } from '../../src/phone/queue.ts'
import type { Said } from '../../src/phone/reports/report.ts'
import { reportsLeft } from '../../src/phone/stock.ts'
import { FieldServer, trip } from './field-server.ts'
import { heldPhone } from './made.ts'
import { PowerLost } from './memory-shelf.ts'

const boarded = (count: number): Said => ({
  type: 'people_boarded',
  vehicle: trip.vehicle,
  trip: trip.trip,
  place: 'school',
  side: 'east',
  people: { low: count, best: count, high: count },
})
const here: Said = { type: 'came', vehicle: trip.vehicle, trip: trip.trip, place: 'school' }

describe('a phone with a network', () => {
  test('fetches its day and a stock, reports, and keeps each report until its proof holds', async () => {
    const { phone, server } = await heldPhone()
    expect(await phone.round()).toBeUndefined()
    expect(phone.kept.day?.device.organisation).toBe('Relief Coordination')
    expect(reportsLeft(phone.kept.stock)).toBe(10)
    const report = await phone.report(boarded(45))
    expect(report.state).toBe('waiting')
    expect(report.signed?.bytes.length).toBeGreaterThan(2000)
    await phone.round()
    const [proved] = phone.kept.reports
    expect(proved).toMatchObject({ state: 'proved', signed: null })
    expect(phone.kept.chain).toMatchObject({ seq: 1, seen: { size: 2 } })
    const [entry] = await server.reported()
    expect(entry).toMatchObject({
      id: report.id,
      values: {
        type: 'people_boarded',
        source: { organisation: 'Relief Coordination', chain: 'd'.repeat(32), side: 'east' },
        place: { place: 'school', side: 'east' },
        tokens: { vehicle: 'bus-001', trip: 'trip-1' },
        people: [{ low: 45, best: 45, high: 45 }],
        time: { from: '2016-11-04T08:00:00+02:00', zone: 'Asia/Damascus' },
        seq: 0,
      },
    })
  })

  test('says what has no type of its own as a count, and an incident with what is known of it', async () => {
    const { phone, server } = await heldPhone()
    await phone.round()
    const range = { low: 100, best: 120, high: 150 }
    await phone.report({ type: 'counted', counted: 'waiting', count: range, place: 'school' })
    await phone.report({ type: 'counted', counted: 'queue', count: range, gate: 'north-gate', corridor: 'castello' })
    await phone.report({
      type: 'incident',
      incident: 'shelling',
      place: 'school',
      wounded: { low: 1, best: 2, high: 3 },
    })
    await phone.round()
    const counts = (await server.reported()).map(({ values }) => values.counts)
    expect(counts).toEqual([
      [{ subject: 'waiting', unit: 'people', ...range }],
      [{ subject: 'queue', unit: 'vehicles', ...range }],
      [
        { subject: 'incident', detail: 'shelling', unit: 'times', low: 1, best: 1, high: 1 },
        { subject: 'casualties', detail: 'wounded', unit: 'people', low: 1, best: 2, high: 3 },
      ],
    ])
  })

  test('chains its entries: each names the one before, in the order of the reports', async () => {
    const { phone, server } = await heldPhone()
    await phone.round()
    for (const count of [1, 2, 3]) await phone.report(boarded(count))
    await phone.round()
    const entries = await server.reported()
    expect(entries.map(({ values }) => values.seq)).toEqual([0, 1, 2])
    expect(entries[0]?.values.prev_own).toBeNull()
    expect(new Set(entries.map(({ values }) => values.prev_own)).size).toBe(3)
  })

  test('takes a report back by a report of its own; both stay', async () => {
    const { phone, server } = await heldPhone()
    await phone.round()
    const { id } = await phone.report(boarded(45))
    await phone.round()
    await phone.report({ type: 'taken_back', corrects: id })
    await phone.round()
    const entries = await server.reported()
    expect(entries.map(({ values }) => values.type)).toEqual(['people_boarded', 'taken_back'])
    expect(entries[1]?.values.references).toEqual({ corrects: id })
  })

  test('tells that an order was received, once, however often the network fails', async () => {
    let asked = 0
    const passes = () => (++asked % 3 === 0 ? 'only_request' : 'both') as 'only_request' | 'both'
    const { phone, server } = await heldPhone(new FieldServer({ passes }))
    await phone.receiveOrder('order-1', 'bus-001')
    for (let round = 0; round < 12; round += 1) await phone.round()
    expect(phone.kept.receipts).toMatchObject([{ state: 'taken' }])
    expect([...server.receipts.values()]).toEqual([{ order: 'order-1', vehicle: 'bus-001' }])
  })

  test('is refused with the reason, and keeps what was refused', async () => {
    const { phone } = await heldPhone()
    await phone.round()
    await phone.report({ type: 'taken_back', corrects: 'A'.repeat(22) })
    await phone.round()
    expect(phone.kept.reports).toMatchObject([{ state: 'refused', refusal: { code: 'bad_reference' } }])
    expect(phone.kept.reports[0]?.signed).not.toBeNull()
  })

  test('sends a photo before the report that names it, and holds up no other report by it', async () => {
    const { phone, server, shelf } = await heldPhone()
    await phone.round()
    const file = (text: string, media: string) => ({
      bytes: new TextEncoder().encode(text),
      media,
      sha256: text.padEnd(64, '0'),
    })
    await phone.report(here, { original: file('0a', 'image/png'), copy: file('0b', 'image/jpeg') })
    await phone.report(boarded(45))
    server.asked.length = 0
    await phone.round()
    expect(server.asked.filter((each) => !each.includes('proof'))).toEqual([
      'POST /api/v1/pauses/aleppo/entries',
      'POST /api/v1/pauses/aleppo/attachments',
      'POST /api/v1/pauses/aleppo/attachments',
      'POST /api/v1/pauses/aleppo/entries',
    ])
    const entry = (await server.reported()).find(({ values }) => values.type === 'came')
    const rows = entry?.values.attachments
    expect(rows).toMatchObject([
      { media: 'image/png', bytes: 2 },
      { media: 'image/jpeg', bytes: 2 },
    ])
    expect(Array.isArray(rows) && rows[1]).toMatchObject({ copy_of: Array.isArray(rows) && Object(rows[0]).digest })
    await phone.round()
    server.nowS += 60
    await phone.round()
    expect(phone.kept.reports.map(({ state }) => state)).toEqual(['proved', 'proved'])
    expect(shelf.files.size).toBe(0)
  })
})

test('what was taken off is said with the reason that was given, line by line', async () => {
  const { phone, server } = await heldPhone()
  await phone.round()
  const line = { consignment: 'kits', item: 'kit', category: null, unit: 'items', low: 3, best: 3, high: 3 }
  await phone.report({ ...here, type: 'removed_at_clearance', lines: [line], reason: 'said_forbidden' })
  await phone.round()
  const [told] = await server.reported()
  expect(told?.values).toMatchObject({
    type: 'removed_at_clearance',
    lines: [{ item: 'kit', reason: 'said_forbidden' }],
  })
})

const photosAsked = ({ asked }: FieldServer) => asked.filter((each) => each.endsWith('/attachments')).length

describe('a photo that the server lost', () => {
  test('is sent again, and then the same report: nothing is refused that can still be said', async () => {
    const { phone, server, shelf } = await heldPhone()
    await phone.round()
    const file = (text: string) => ({
      bytes: new TextEncoder().encode(text),
      media: 'image/jpeg',
      sha256: text.padEnd(64, '0'),
    })
    server.photosToLose = 1
    await phone.report(here, { original: file('0a'), copy: file('0b') })
    server.asked.length = 0
    for (let rounds = 0; rounds < 3; rounds++) {
      await phone.round()
      server.nowS += 60
    }
    // Both once, and once more after the report was sent back for one of them.
    expect(photosAsked(server)).toBe(4)
    expect(server.asked.filter((each) => each.endsWith('/entries'))).toHaveLength(2)
    expect((await server.reported()).filter(({ values }) => values.type === 'came')).toHaveLength(1)
    expect(phone.kept.reports.map(({ state }) => state)).toEqual(['proved'])
    expect(shelf.files.size).toBe(0)
  })

  const file = (text: string) => ({
    bytes: new TextEncoder().encode(text),
    media: 'image/jpeg',
    sha256: text.padEnd(64, '0'),
  })
  test('each time is sent at ever longer pauses, and at last the report is refused with the reason: never without end', async () => {
    const { phone, server } = await heldPhone()
    await phone.round()
    server.photosToLose = Number.POSITIVE_INFINITY
    await phone.report(here, { original: file('0a'), copy: file('0b') })
    await phone.report(boarded(45))
    server.asked.length = 0
    // Three hours of rounds, one every twenty seconds.
    const sentAt: number[] = []
    for (let round = 0; round < 540; round++) {
      const before = photosAsked(server)
      await phone.round()
      if (photosAsked(server) > before) sentAt.push(round * 20)
      server.nowS += 20
    }
    expect(sentAt).toEqual([0, 60, 180, 420, 900, 1860])
    const [lost, other] = phone.kept.reports
    expect(lost).toMatchObject({ state: 'refused', refusal: { code: 'attachment_missing' } })
    expect(lost?.signed).not.toBeNull()
    expect(other).toMatchObject({ state: 'proved' })
  })

  test('waits, and says how long and how often it was lost', async () => {
    const { phone, server } = await heldPhone()
    await phone.round()
    server.photosToLose = 4
    await phone.report(here, { original: file('0a'), copy: file('0b') })
    await phone.round()
    await phone.round()
    expect(phone.kept.reports).toMatchObject([
      { state: 'waiting', photo: { resending: { lost: 2, brokenOff: 0, pauseS: 60 } } },
    ])
    const asked = photosAsked(server)
    await phone.round()
    expect(photosAsked(server)).toBe(asked)
    server.nowS += 60
    await phone.round()
    expect(phone.kept.reports).toMatchObject([{ state: 'proved' }])
  })
})

test('a photo that no server takes does not take its report with it: that goes without, and says why', async () => {
  const { phone, server, shelf } = await heldPhone()
  await phone.round()
  server.refusesPhotos = { status: 413, code: 'too_large' }
  const file = (text: string) => ({
    bytes: new TextEncoder().encode(text),
    media: 'image/jpeg',
    sha256: text.padEnd(64, '0'),
  })
  await phone.report(here, { original: file('0a'), copy: file('0b') })
  await phone.report(boarded(45))
  for (let rounds = 0; rounds < 3; rounds++) {
    await phone.round()
    server.nowS += 60
  }
  expect(photosAsked(server)).toBe(1)
  const told = await server.reported()
  expect(told.filter(({ values }) => values.type === 'came').map(({ values }) => values.attachments)).toEqual([null])
  expect(phone.kept.reports).toMatchObject([
    { said: { type: 'came' }, state: 'proved', photo: null, photoRefusal: { code: 'too_large' } },
    { said: { type: 'people_boarded' }, state: 'proved' },
  ])
  expect(shelf.files.size).toBe(0)
})

describe('a photo that does not get through a poor line', () => {
  test('is tried at pauses that grow to ten minutes, and holds up no other report; it is never given up', async () => {
    const { phone, server } = await heldPhone()
    await phone.round()
    const bytes = new TextEncoder().encode('0a')
    const original = { bytes, media: 'image/jpeg', sha256: '0a'.padEnd(64, '0') }
    await phone.report(here, { original, copy: { ...original, sha256: '0b'.padEnd(64, '0') } })
    server.isCuttingPhotos = true
    server.asked.length = 0
    const sentAt: number[] = []
    for (let round = 0; round < 180; round++) {
      const before = photosAsked(server)
      await phone.round()
      if (photosAsked(server) > before) sentAt.push(round * 20)
      server.nowS += 20
    }
    expect(sentAt).toEqual([0, 20, 40, 80, 160, 320, 640, 1240, 1840, 2440, 3040])
    await phone.report(boarded(45))
    await phone.round()
    expect(phone.kept.reports.map(({ state }) => state)).toEqual(['waiting', 'proved'])
    server.isCuttingPhotos = false
    server.nowS += 600
    await phone.round()
    expect(phone.kept.reports.map(({ state }) => state)).not.toContain('waiting')
  })
})

describe('a stock that runs dry', () => {
  test('keeps reports unsigned, says so, and signs them in their order when keys come', async () => {
    const server = new FieldServer({ keep: 6, refillBelow: 2 })
    const { phone } = await heldPhone(server)
    await phone.round()
    expect(reportsLeft(phone.kept.stock)).toBe(3)
    server.isAway = true
    for (const count of [1, 2, 3, 4, 5]) await phone.report(boarded(count))
    expect(reportsLeft(phone.kept.stock)).toBe(0)
    expect(phone.kept.reports.map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'unsigned',
      'unsigned',
    ])
    expect(tallyOf(phone.kept.reports)).toEqual({ unsigned: 2, waiting: 3, sent: 0, refused: 0 })
    expect(await phone.round()).toEqual({ why: 'away' })
    server.isAway = false
    server.isCertifying = false
    await phone.round()
    expect(phone.kept.reports.map(({ state }) => state).slice(3)).toEqual(['unsigned', 'unsigned'])
    server.isCertifying = true
    await phone.round()
    const entries = await server.reported()
    expect(entries.map(({ values }) => Object((values.people as readonly unknown[])[0]).best)).toEqual([1, 2, 3, 4, 5])
  })

  test('a phone that never had a day keeps what is reported until there is one', async () => {
    const server = new FieldServer()
    server.isAway = true
    const { phone } = await heldPhone(server)
    expect((await phone.report(here)).state).toBe('unsigned')
    await phone.round()
    server.isAway = false
    await phone.round()
    expect(await server.reported()).toHaveLength(1)
  })
})

describe('whatever is lost on the way', () => {
  test('each report is on the account once, by keys that were used once, and is proved to the phone', async () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ does: fc.constant('report' as const), count: fc.integer({ min: 0, max: 60 }) }),
      },
      { weight: 4, arbitrary: fc.constant({ does: 'round' as const }) },
      { weight: 1, arbitrary: fc.constant({ does: 'restart' as const }) },
      {
        weight: 2,
        arbitrary: fc.record({ does: fc.constant('power' as const), after: fc.integer({ min: 1, max: 6 }) }),
      },
    )
    const network = fc.array(fc.constantFrom('both' as const, 'nothing' as const, 'only_request' as const), {
      minLength: 1,
      maxLength: 12,
    })
    let reports = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 14 }),
        network,
        fc.nat(),
        async (steps, lost, seed) => {
          let at = 0
          let isWhole = false
          const passes = () => (isWhole ? 'both' : (lost[at++ % lost.length] ?? 'both'))
          const held = await heldPhone(new FieldServer({ keep: 6, refillBelow: 4, passes }), seed)
          const kept: string[] = []
          let until = Number.POSITIVE_INFINITY
          held.shelf.losesPower = () => held.shelf.writes > until
          const act = async (step: () => Promise<unknown>) => {
            try {
              await step()
            } catch (fault) {
              if (!(fault instanceof PowerLost)) throw fault
              until = Number.POSITIVE_INFINITY
              await held.restart()
            }
          }
          for (const each of steps) {
            held.server.nowS += 20
            if (each.does === 'report')
              await act(async () => {
                kept.push((await held.phone.report(boarded(each.count))).id)
              })
            if (each.does === 'round') await act(() => held.phone.round())
            if (each.does === 'restart') await held.restart()
            if (each.does === 'power') until = held.shelf.writes + each.after
          }
          until = Number.POSITIVE_INFINITY
          await held.restart()
          isWhole = true
          for (let round = 0; round < 8; round += 1) {
            held.server.nowS += 60
            await held.phone.round({ isAsked: true })
          }
          const entries = await held.server.reported()
          const ids = entries.map(({ id }) => id)
          reports += kept.length
          // What was told to be kept is there; each once, and nothing else.
          expect(ids).toEqual([...new Set(ids)])
          expect(new Set(ids)).toEqual(new Set(held.phone.kept.reports.map(({ id }) => id)))
          expect(kept.filter((id) => !ids.includes(id))).toEqual([])
          expect(held.phone.kept.reports.filter(({ state }) => state !== 'proved')).toEqual([])
        },
      ),
      { seed: 20161104, numRuns: 60 },
    )
    expect(reports).toBeGreaterThan(60)
  })
})

describe('a clock that is an hour wrong', () => {
  test('is found out, what is signed is dated right, and by how much it was off is on record', async () => {
    const held = await heldPhone()
    held.clock.aheadS = 3600
    expect(await held.phone.round()).toBeUndefined()
    expect(held.phone.kept.clock?.offset_s).toBe(3600)
    await held.phone.report(boarded(45))
    await held.phone.round()
    const [entry] = await held.server.reported()
    expect(entry?.values.time).toEqual({
      from: '2016-11-04T08:00:00+02:00',
      until: '2016-11-04T08:00:00+02:00',
      zone: 'Asia/Damascus',
      clock_offset_s: 3600,
    })
  })
})

describe('a phone that is revoked', () => {
  test('stops, and keeps only what it could not say', async () => {
    const held = await heldPhone()
    await held.phone.round()
    await held.phone.report(boarded(1))
    await held.phone.round()
    held.server.isAway = true
    const { id } = await held.phone.report(boarded(2))
    held.server.isAway = false
    held.server.isRevoked = true
    expect(await held.phone.round()).toEqual({ why: 'revoked' })
    await held.phone.forgetAllButUnsaid()
    await held.restart()
    const { kept } = held.phone
    expect(kept.identity.isRevoked).toBe(true)
    expect(kept.reports.map((each) => each.id)).toEqual([id])
    expect([kept.day, kept.stock]).toEqual([null, []])
    expect([...held.shelf.kept.keys()].filter((name) => /^(key|day|receipt)/.test(name))).toEqual([])
  })
})

test('what is locked changes nothing any more', async () => {
  const held = await heldPhone()
  await held.phone.round()
  const { writes } = held.shelf
  await held.phone.close()
  await expect(held.phone.report(here)).rejects.toThrow()
  expect(held.shelf.writes).toBe(writes)
})
