// The parts of the phone by themselves: its stock, its queue, its clock, its wiping, and what it reads.

import { type Certificate, certify, formatVerifierKey, keyTypes, mostPhotoBytes, noteSigner } from '@treve/ledger'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seconds, Unreadable, whole } from '../../src/phone/border.ts'
import {
  afterCheck,
  checkOf,
  isWorthSaying,
  knownOffset,
  pauseSeconds,
  recordedOffset,
  trueSeconds,
} from '../../src/phone/clock.ts'
import { myDayOf } from '../../src/phone/day/my-day.ts'
import { currentTrip, deadlines, legsDone, nextLeg } from '../../src/phone/day/next.ts'
import { latinDigits } from '../../src/phone/digits.ts'
import { isPin, waitAfter } from '../../src/phone/keeping/lock.ts'
import { type WipeStep, wipe, wipeSteps } from '../../src/phone/keeping/purge.ts'
import { copySize, mediaOf, takePhoto } from '../../src/phone/photos/photo.ts'
import {
  afterAnswer,
  afterProof,
  mostAtOnce,
  notTaken,
  photosToSend,
  toProve,
  toSend,
  toSign,
} from '../../src/phone/queue.ts'
import { forms, formTypeOf, groups, likelyNext, missing, offered, plannedLines } from '../../src/phone/reports/forms.ts'
import { type Report, reportTypes } from '../../src/phone/reports/report.ts'
import { codeAsDrawn } from '../../src/phone/server/signed.ts'
import {
  lacking,
  newKey,
  reportsLeft,
  type StockKey,
  takeTwo,
  toCertify,
  withCertificates,
} from '../../src/phone/stock.ts'
import { FieldServer, randomOf, start } from './field-server.ts'

const account = { log: 'relief.example/aleppo', pause: 'aleppo', mode: 'live' as const }
const authority = noteSigner({ name: 'authority', type: keyTypes.ed25519, seed: new Uint8Array(32).fill(2) })
const by = { organisation: 'Relief Coordination', signer: authority }
const certified = (vkey: string, of = account) => ({ vkey, certificate: certify(vkey, of, by) })

const report = (more: Partial<Report> = {}): Report => ({
  id: 'id',
  order: 1,
  said: { type: 'came', vehicle: 'bus-001', trip: 'trip-1', place: 'school' },
  happenedS: start,
  clockOffsetS: null,
  photo: null,
  state: 'waiting',
  refusal: null,
  signed: { bytes: 'AA', openings: [] },
  ...more,
})

describe('the stock', () => {
  test('gives no key twice, and none that is not certified; what it lacks is what was taken', () => {
    const act = fc.constantFrom('take', 'make', 'certify', 'certify_half')
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), fc.nat(), (acts, seed) => {
        const random = randomOf(seed)
        const policy = { keep: 8, refill_below: 4 }
        const used = new Set<string>()
        let stock: readonly StockKey[] = []
        for (const each of acts) {
          if (each === 'make')
            stock = [...stock, ...Array.from({ length: lacking(stock, policy) }, () => newKey(random))]
          const asked = toCertify(stock)
          if (each === 'certify')
            stock = withCertificates(
              stock,
              asked.map(({ vkey }) => certified(vkey)),
              account,
            )
          if (each === 'certify_half')
            stock = withCertificates(
              stock,
              asked.slice(0, asked.length / 2).map(({ vkey }) => certified(vkey)),
              account,
            )
          if (each !== 'take') continue
          const before = reportsLeft(stock)
          const taken = takeTwo(stock)
          expect(taken === undefined).toBe(before === 0)
          for (const { name, certificate } of taken?.keys ?? []) {
            expect([used.has(name), certificate === null]).toEqual([false, false])
            used.add(name)
          }
          stock = taken?.left ?? stock
          expect(stock.length).toBeLessThanOrEqual(policy.keep)
        }
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  test('takes no certificate that is of another key, another account, or altered', () => {
    const random = randomOf(5)
    const [mine, other] = [newKey(random), newKey(random)]
    const good = certified(mine.vkey)
    const altered: Certificate = { ...good.certificate, signature: certified(other.vkey).certificate.signature }
    const broken: Certificate = { ...good.certificate, key: 'no key' }
    for (const given of [
      { vkey: mine.vkey, certificate: certified(other.vkey).certificate },
      certified(mine.vkey, { ...account, pause: 'another' }),
      { vkey: mine.vkey, certificate: altered },
      { vkey: mine.vkey, certificate: broken },
      { vkey: formatVerifierKey(authority.key), certificate: good.certificate },
    ])
      expect(reportsLeft(withCertificates([mine, mine], [given], account))).toBe(0)
    expect(reportsLeft(withCertificates([mine, mine], [good], account))).toBe(1)
  })

  test('is filled when it falls below its mark, and not at each report', () => {
    const random = randomOf(6)
    const policy = { keep: 8, refill_below: 4 }
    const full = Array.from({ length: 8 }, () => newKey(random)).map((key) => ({
      ...key,
      certificate: certified(key.vkey).certificate,
    }))
    expect([full, full.slice(4), full.slice(5), []].map((stock) => lacking(stock, policy))).toEqual([0, 0, 5, 8])
  })
})

describe('the queue', () => {
  test('goes in the order of the reports, a batch at a time, a photo before its own report', () => {
    const many = Array.from({ length: mostAtOnce + 5 }, (_, at) => report({ id: `r${at}`, order: at }))
    expect(toSend([...many].reverse()).map(({ order }) => order)).toEqual(
      Array.from({ length: mostAtOnce }, (_, at) => at),
    )
    const file = { sha256: 'a', bytes: 1, media: 'image/png', salt: 's', isSent: false }
    const withPhoto = report({ id: 'p', order: 0, photo: { files: [file, { ...file, isSent: true }], takenS: start } })
    expect(toSend([withPhoto, report({ order: 2 })]).map(({ order }) => order)).toEqual([2])
    expect(photosToSend([withPhoto], 0).map(({ index }) => index)).toEqual([0])
    expect(toSign([report({ state: 'unsigned', order: 2 }), report({ state: 'unsigned', order: 1 })])[0]?.order).toBe(1)
  })

  test('whatever is answered in whatever order, a report goes forward or stays, and what was signed is kept until proved', () => {
    const rank = { unsigned: 0, waiting: 1, refused: 2, taken: 2, proved: 3 }
    const act = fc.oneof(
      fc.record({
        state: fc.constantFrom('done', 'waiting', 'refused'),
        code: fc.constant('x'),
        text: fc.constant('y'),
      }),
      fc.constant('proof' as const),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let now = report()
        for (const each of acts) {
          const before = now
          now = each === 'proof' ? afterProof(now) : afterAnswer(now, each as Parameters<typeof afterAnswer>[1], 0)
          expect(rank[now.state]).toBeGreaterThanOrEqual(rank[before.state])
          expect(now.signed === null).toBe(now.state === 'proved')
          expect([toProve([now]).length, notTaken([now]).length]).toEqual([
            now.state === 'taken' ? 1 : 0,
            now.state === 'waiting' || now.state === 'refused' ? 1 : 0,
          ])
        }
      }),
      { seed: 2 },
    )
  })
})

describe('the clock', () => {
  test('finds by how much it is off, within what it says it knows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -90_000, max: 90_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 999 }),
        (offset, thereMs, backMs, part) => {
          const serverMs = start * 1000 + part
          const sent = serverMs - thereMs + offset * 1000
          const check = checkOf(sent, sent + thereMs + backMs, Math.floor(serverMs / 1000))
          // An entry has no −0.
          expect(Object.is(check?.offset_s, -0)).toBe(false)
          expect(Math.abs((check?.offset_s ?? Number.NaN) - offset)).toBeLessThanOrEqual(check?.within_s ?? 0)
        },
      ),
      { seed: 3 },
    )
    expect(checkOf(0, 1, Number.NaN)).toBeUndefined()
    expect(checkOf(2, 1, 0)).toBeUndefined()
  })

  test('forgets what it knew where the clock was put back, and corrects by it otherwise', () => {
    const check = { offset_s: 3600, within_s: 1, at_s: start + 3600 }
    expect(knownOffset(check, (start + 3600) * 1000)).toBe(3600)
    expect(trueSeconds(check, (start + 3700) * 1000)).toBe(start + 100)
    expect(knownOffset(check, start * 1000)).toBeNull()
    expect(trueSeconds(check, start * 1000)).toBe(start)
    expect(recordedOffset({ ...check, offset_s: 90_000 }, (start + 3600) * 1000)).toBeNull()
    expect([null, 0, 29, -29, 30, -30].map(isWorthSaying)).toEqual([false, false, false, false, true, true])
  })

  test('keeps the surer of two checks, and believes the newer where they contradict', () => {
    const sure = { offset_s: 10, within_s: 1, at_s: 100 }
    expect(afterCheck(null, sure)).toBe(sure)
    expect(afterCheck(sure, { offset_s: 12, within_s: 5, at_s: 200 })).toEqual({ ...sure, at_s: 200 })
    const set = { offset_s: 3600, within_s: 5, at_s: 200 }
    expect(afterCheck(sure, set)).toBe(set)
  })

  test('an exercise may go faster', () => {
    expect(pauseSeconds(null, 1000)).toBe(1000)
    expect(pauseSeconds({ real_s: 1000, pause_s: start, speed: 60 }, 1010)).toBe(start + 600)
  })
})

describe('wiping', () => {
  test('does every step whatever fails, the keys first, and names what failed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...wipeSteps]), async (failing) => {
        const done: WipeStep[] = []
        const step = (name: WipeStep) => async () => {
          done.push(name)
          if (failing.includes(name)) throw new Error(name)
        }
        const failed = await wipe({
          keys: step('keys'),
          storage: step('storage'),
          files: step('files'),
          worker: step('worker'),
          preferences: step('preferences'),
        })
        expect(done).toEqual([...wipeSteps])
        expect(done[0]).toBe('keys')
        expect(failed).toEqual(failing)
      }),
      { seed: 4 },
    )
  })
})

describe('the lock', () => {
  test('a PIN is digits of whatever keyboard, and wrong ones cost time', () => {
    expect(['123456', '12345', '1234567890123', '12345a'].map(isPin)).toEqual([true, false, false, false])
    expect(latinDigits('٠١٢ ٣۴۵9')).toBe('0123459')
    expect([0, 4, 5, 6, 7, 40].map(waitAfter)).toEqual([0, 0, 30, 60, 120, 1800])
  })
})

describe('the day', () => {
  const told = JSON.parse(JSON.stringify(new FieldServer().myDay()))
  const day = myDayOf(told)
  if ('unreadable' in day) throw new Error(day.unreadable)
  const [trip] = day.trips
  if (trip === undefined) throw new Error('there is a trip')

  test('is read whole or not at all, with where it cannot be read', () => {
    expect(trip.legs[3]).toMatchObject({ kind: 'load', place: 'school', people: 45 })
    expect(day.contacts).toHaveLength(1)
    for (const [change, where] of [
      [{ trips: [{ ...told.trips[0], legs: [{ kind: 'fly' }] }] }, '.trips[0].legs[0].kind'],
      [{ at: '2016-11-04T08:00:00' }, '.at'],
      [{ stock: null }, '.stock'],
      [{ account: { ...told.account, mode: 'test' } }, '.account.mode'],
    ] as const)
      expect(myDayOf({ ...told, ...change })).toEqual({ unreadable: expect.stringContaining(where) })
    for (const nothing of [undefined, null, 7, 'x', []]) expect(myDayOf(nothing)).toHaveProperty('unreadable')
    expect(() => seconds('yesterday')).toThrow(Unreadable)
    expect(() => whole(1.5)).toThrow(Unreadable)
  })

  test('goes on by what is reported, not by the time that passes', () => {
    const said = (order: number, more: Partial<Report['said']>): Report =>
      report({ id: `r${order}`, order, said: { type: 'came', vehicle: 'bus-001', trip: 'trip-1', ...more } })
    const steps = [
      said(1, { type: 'departed', place: 'yard' }),
      said(2, { type: 'came', place: 'school' }),
      said(3, { type: 'people_boarded', place: 'school', people: { low: 43, best: 43, high: 43 } }),
      said(4, { type: 'clear' }),
      said(5, { type: 'people_arrived', place: 'hall', people: { low: 43, best: 43, high: 43 } }),
      said(6, { type: 'came', place: 'yard' }),
    ]
    const done = steps.map((_, at) => legsDone(trip, steps.slice(0, at + 1)))
    expect(done).toEqual([1, 3, 4, 5, 7, 7])
    expect(nextLeg(trip, [])?.place).toBe('yard')
    expect(nextLeg(trip, steps.slice(0, 2))?.place).toBe('school')
    // Taken back, refused, of another trip: as if it had not been said.
    const back = report({ id: 'b', order: 9, said: { type: 'taken_back', corrects: 'r1' } })
    expect(legsDone(trip, [...steps.slice(0, 1), back])).toBe(0)
    expect(legsDone(trip, [{ ...said(1, { type: 'departed', place: 'yard' }), state: 'refused' }])).toBe(0)
    expect(legsDone(trip, [said(1, { type: 'departed', place: 'yard', trip: 'trip-9' })])).toBe(0)
    expect(currentTrip([trip], steps)).toBe(trip)
    expect(likelyNext(trip, [])).toEqual(['departed'])
    expect(likelyNext(trip, steps.slice(0, 2))).toEqual(['people_boarded'])
    expect(offered('people_passed', trip, steps.slice(0, 3))).toEqual([
      { what: 'boarded', count: 43 },
      { what: 'planned', count: 45 },
    ])
    expect(offered('people_boarded', trip, [])).toEqual([{ what: 'planned', count: 45 }])
  })

  test('names the refuge of its turn-back; as an older version kept it, none', () => {
    const withBack = (back: object) => {
      const read = myDayOf({ ...told, trips: told.trips.map((each: object) => ({ ...each, turn_back: back })) })
      return 'unreadable' in read ? read.unreadable : read.trips[0]?.turn_back?.refuge
    }
    const { refuge: _, ...older } = told.trips[0].turn_back
    expect(withBack({ ...older, refuge: 'bakery' })).toBe('bakery')
    expect(withBack(older)).toBe(null)
  })

  test('has its turn-back times until what they are for is behind; one that passed says so', () => {
    const names = (reports: readonly Report[], now: number) =>
      deadlines(trip, reports, now).map(({ name, state }) => [name, state])
    const noon = start + 4 * 3600
    expect(names([], noon)).toEqual([
      ['enter_by', 'ahead'],
      ['leave_stop_by', 'ahead'],
      ['join_exit_by', 'ahead'],
    ])
    const boarded = report({ said: { type: 'people_boarded', vehicle: 'bus-001', trip: 'trip-1', place: 'school' } })
    const late = (trip.turn_back?.leave_stop_by ?? 0) + 60
    expect(names([boarded], late)).toEqual([['join_exit_by', 'soon']])
    expect(names([], late)).toEqual([
      ['enter_by', 'passed'],
      ['leave_stop_by', 'passed'],
      ['join_exit_by', 'soon'],
    ])
    const out = report({ id: 'o', order: 2, said: { type: 'clear', vehicle: 'bus-001', trip: 'trip-1' } })
    expect(names([boarded, out], late)).toEqual([])
  })

  test('every kind of report is one button, and says what it lacks', () => {
    const buttons = Object.values(groups).flat()
    expect(new Set(buttons)).toEqual(new Set(Object.keys(forms)))
    expect(buttons.length).toBe(new Set(buttons).size)
    const typeOf = (each: (typeof buttons)[number]) =>
      each === 'waiting' || each === 'queue' ? 'counted' : each === 'handed_over' ? 'received' : each
    const types = new Set(buttons.map(typeOf))
    expect([...types, 'taken_back'].sort()).toEqual([...reportTypes].sort())
    expect(missing({ type: 'came' })).toBe('vehicle')
    expect(missing({ type: 'came', vehicle: 'bus-001' })).toBe('place')
    expect(missing({ type: 'people_passed', vehicle: 'bus-001' })).toBe('gate')
    expect(missing({ type: 'people_passed', vehicle: 'bus-001', gate: 'g' })).toBe('people')
    expect(missing({ type: 'counted', counted: 'waiting', place: 'school' })).toBe('people')
    expect(missing({ type: 'offloaded', vehicle: 'bus-001', place: 'school', lines: [] })).toBe('lines')
    const removed = { type: 'removed_at_clearance', vehicle: 'bus-001', place: 'school' } as const
    const [bag] = [{ consignment: 'kits', item: 'kit', category: null, unit: 'items', low: 3, best: 3, high: 3 }]
    expect(missing({ ...removed, lines: [] })).toBe('lines')
    expect(missing({ ...removed, lines: [bag] })).toBe('reason')
    expect(missing({ ...removed, lines: [bag], reason: 'not_given' })).toBeUndefined()
    expect(missing({ type: 'child_alone', place: 'school' })).toBeUndefined()
    expect(formTypeOf({ type: 'counted', counted: 'queue' })).toBe('queue')
    expect(formTypeOf({ type: 'received' })).toBe('received')
    expect(formTypeOf({ type: 'received', receiver: 'desk-7' })).toBe('handed_over')
    expect(plannedLines('offloaded', undefined, 'school')).toEqual([])
  })
})

describe('a photo', () => {
  test('is told by its first bytes, and its copy is never larger', () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
    const webp = new TextEncoder().encode('RIFF....WEBP')
    expect([Uint8Array.of(0xff, 0xd8, 0xff), png, webp].map(mediaOf)).toEqual(['image/jpeg', 'image/png', 'image/webp'])
    for (const other of ['<svg/>', 'GIF89a', '', 'RIFF....WAVE'])
      expect(mediaOf(new TextEncoder().encode(other))).toBeUndefined()
    expect(copySize(4000, 3000)).toEqual({ width: 1600, height: 1200 })
    expect(copySize(640, 480)).toEqual({ width: 640, height: 480 })
    expect(copySize(100_000, 1)).toEqual({ width: 1600, height: 1 })
  })

  test('is refused by its size from what the server refuses on, before a byte of it is read', async () => {
    const refused = async (bytes: number) => {
      const file = new Blob([new Uint8Array(bytes)])
      const answer = await takePhoto(file)
      return 'refused' in answer ? answer.refused : undefined
    }
    expect(mostPhotoBytes).toBe(10_000_000)
    expect(await refused(mostPhotoBytes)).toBe('not_a_photo')
    for (const bytes of [mostPhotoBytes + 1, 10 * 1024 * 1024, 50_000_000])
      expect(await refused(bytes), String(bytes)).toBe('too_large')
  })
})

test('a code is the same however it is typed', () => {
  expect(codeAsDrawn('3sv4-nb5r ')).toBe('3SV4NB5R')
})
