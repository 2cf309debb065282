import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BinCalendar, Bins, LaneCalendar, TurnCalendar } from './calendar.ts'

describe('lanes', () => {
  it('serve one at a time, whatever the order in which they are asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 20 })), { maxLength: 30 }),
        (lanes, asked) => {
          const calendar = new LaneCalendar(lanes)
          const taken: { lane: number; start: number; end: number }[] = []
          for (const [from, seconds] of asked) {
            const found = calendar.earliest(from, seconds)
            if (found === undefined) throw new Error('a lane is free some time')
            expect(found.start).toBeGreaterThanOrEqual(from)
            // No earlier start would have been free on any lane.
            for (let earlier = from; earlier < found.start; earlier++) {
              for (let lane = 0; lane < lanes; lane++) {
                expect(
                  taken.some((each) => each.lane === lane && each.start < earlier + seconds && earlier < each.end),
                ).toBe(true)
              }
            }
            expect(
              taken.some(
                (each) => each.lane === found.lane && each.start < found.start + seconds && found.start < each.end,
              ),
            ).toBe(false)
            calendar.reserve(found.lane, found.start, seconds)
            taken.push({ lane: found.lane, start: found.start, end: found.start + seconds })
          }
        },
      ),
    )
  })

  it('find the latest start that still ends in time', () => {
    const calendar = new LaneCalendar(1)
    calendar.reserve(0, 100, 50)
    expect(calendar.latest(200, 50, 0)).toEqual({ start: 150, lane: 0 })
    expect(calendar.latest(190, 50, 0)).toEqual({ start: 50, lane: 0 })
    expect(calendar.latest(190, 50, 60)).toBeUndefined()
  })

  it('are free where nothing is, also where what stands overlaps, and as before once that is released', () => {
    const held = fc.record({ start: fc.nat(60), seconds: fc.integer({ min: 1, max: 30 }), isKept: fc.boolean() })
    fc.assert(
      fc.property(
        fc.array(held, { maxLength: 12 }),
        fc.nat(90),
        fc.integer({ min: 1, max: 20 }),
        (all, at, seconds) => {
          const calendar = new LaneCalendar(1)
          for (const { start, seconds } of all) calendar.reserve(0, start, seconds)
          for (const { start, seconds, isKept } of all) if (!isKept) calendar.release(0, start, seconds)
          const kept = all.filter(({ isKept }) => isKept)
          const isFree = (from: number) =>
            kept.every(({ start, seconds: its }) => start + its <= from || start >= from + seconds)
          let first = at
          while (!isFree(first)) first++
          expect(calendar.earliest(at, seconds)).toEqual({ start: first, lane: 0 })
          let last = at
          while (!isFree(last)) last--
          expect(calendar.latest(at + seconds, seconds, Number.NEGATIVE_INFINITY)).toEqual({ start: last, lane: 0 })
        },
      ),
    )
  })

  it('kept spare are not free after a service that was promised there, but once they are no longer to be spare', () => {
    const calendar = new LaneCalendar(1)
    calendar.reserve(0, 1000, 600)
    calendar.reserve(0, 1100, 60)
    expect(calendar.earliest(1170, 30)).toEqual({ start: 1600, lane: 0 })
  })

  it('are never free where there are none', () => {
    expect(new LaneCalendar(0).earliest(0, 10)).toBeUndefined()
  })
})

describe('bins', () => {
  it('count from the opening of the latest window begun, before the first from the first', () => {
    const bins = new BinCalendar(new Bins([1000, 5000]), 900, 2)
    expect(bins.isSameBin(1000, 1899)).toBe(true)
    expect(bins.isSameBin(1899, 1900)).toBe(false)
    expect(bins.isSameBin(100, 999)).toBe(true)
    expect(bins.isSameBin(4999, 5000)).toBe(false)
    expect(bins.nextBin(4700)).toBe(5000)
    expect(bins.nextBin(5000)).toBe(5900)
  })

  it('hold no more than their limit', () => {
    const bins = new BinCalendar(new Bins([0]), 60, 3)
    bins.take(10, 2)
    expect(bins.room(59)).toBe(1)
    expect(bins.room(60)).toBe(3)
  })
})

describe('what is released', () => {
  it('is free again, and no other is', () => {
    const lanes = new LaneCalendar(1)
    lanes.reserve(0, 100, 50)
    lanes.reserve(0, 150, 50)
    lanes.release(0, 100, 50)
    expect(lanes.earliest(90, 60)).toEqual({ start: 90, lane: 0 })
    expect(lanes.earliest(100, 60)).toEqual({ start: 200, lane: 0 })
    expect(() => lanes.release(0, 100, 50)).toThrow('is not taken')
  })
})

describe('turns of an alternating corridor', () => {
  it('keep opposite passages apart by the clearance, and those of one direction not at all', () => {
    const turns = new TurnCalendar(60)
    turns.reserve('in', 1000, 1300)
    expect(turns.blockedUntil('in', 1100, 1400)).toBeUndefined()
    expect(turns.blockedUntil('out', 1359, 1659)).toBe(1360)
    expect(turns.blockedUntil('out', 1360, 1660)).toBeUndefined()
    expect(turns.blockedUntil('out', 600, 940)).toBeUndefined()
    expect(turns.blockedUntil('out', 600, 941)).toBe(1360)
    turns.reserve('out', 1360, 1660)
    turns.reserve('in', 1100, 1350)
    turns.release('out', 1360, 1660)
    turns.reserve('out', 1420, 1500)
    expect(turns.intervals()).toEqual([
      { direction: 'in', from: 1000, until: 1350 },
      { direction: 'out', from: 1420, until: 1500 },
    ])
  })
})
