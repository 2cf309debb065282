import { describe, expect, it } from 'vitest'
import { type Day, dayWords, drawOf, keyOf, purposes } from './streams.ts'
import { exponentialTable, fromTable, gammaTable, lognormalTable } from './tables.ts'

const day: Day = { seed: 7, purpose: 'decision', block: 1, replication: 3 }
const wordOf = (key: number, each: Day) => drawOf(key, ...dayWords(each))

describe('streams', () => {
  it('give the same for the same day and entity, and other words for any other', () => {
    const key = keyOf('bus-001', 'drive', 410_000, 2)
    expect(wordOf(key, day)).toBe(wordOf(keyOf('bus-001', 'drive', 410_000, 2), { ...day }))
    // The value itself is kept: it must be the same on every machine.
    expect(wordOf(key, day)).toBe(-2023574124)
    const others = [
      wordOf(keyOf('bus-002', 'drive', 410_000, 2), day),
      wordOf(keyOf('bus-001', 'drive', 410_001, 2), day),
      ...[{ seed: 8 }, { block: 2 }, { replication: 4 }].map((other) => wordOf(key, { ...day, ...other })),
    ]
    expect(new Set([wordOf(key, day), ...others]).size).toBe(others.length + 1)
  })

  it('days of one purpose are never those of another', () => {
    const seen = new Set<string>()
    let count = 0
    for (const purpose of Object.keys(purposes) as Day['purpose'][])
      for (let block = 0; block < 4; block++)
        for (let replication = 0; replication < 5000; replication++) {
          seen.add(String(dayWords({ seed: 1, purpose, block, replication })))
          count++
        }
    expect(seen.size).toBe(count)
  })

  it('neighbours are not related', () => {
    // Draws of one entity on days that follow one another, and of entities whose keys do.
    const sums = { days: 0, keys: 0 }
    const centred = (word: number) => word / 2 ** 32
    const count = 20_000
    for (let index = 0; index < count; index++) {
      const next = { ...day, replication: index + 1 }
      sums.days += centred(wordOf(5, { ...day, replication: index })) * centred(wordOf(5, next))
      sums.keys += centred(wordOf(index, day)) * centred(wordOf(index + 1, day))
    }
    // Each product has variance 1/144: five standard errors.
    const most = (5 / 12) * Math.sqrt(count)
    expect(Math.abs(sums.days)).toBeLessThan(most)
    expect(Math.abs(sums.keys)).toBeLessThan(most)
  })
})

describe('tables of quantiles', () => {
  const [one, two] = dayWords(day)
  const moments = (table: ReturnType<typeof gammaTable>) => {
    const count = 400_000
    let [sum, squares, beyond] = [0, 0, 0]
    for (let key = 0; key < count; key++) {
      const value = fromTable(table, drawOf(key, one, two))
      sum += value
      squares += value * value
      if (value > 3) beyond++
    }
    const mean = sum / count
    return { mean, spread: Math.sqrt(squares / count - mean * mean), beyond: beyond / count }
  }

  it.each([0.15, 0.5, 1.5])('of mean 1 and spread %d', (spread) => {
    for (const table of [lognormalTable(spread), gammaTable(spread)]) {
      const found = moments(table)
      expect(found.mean).toBeCloseTo(1, 1)
      expect(found.spread / spread).toBeGreaterThan(0.97)
      expect(found.spread / spread).toBeLessThan(1.03)
    }
  })

  it('have the tail that they should', () => {
    expect(moments(exponentialTable()).beyond).toBeCloseTo(Math.exp(-3), 3)
    // The last cell of the upper half: one in a thousand million.
    expect(fromTable(exponentialTable(), 0x8000_0000)).toBeGreaterThan(20)
  })

  it('of spread 0 are 1, exactly', () => {
    for (const word of [0, 1, 63, 64, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff])
      expect([fromTable(lognormalTable(0), word), fromTable(gammaTable(0), word)]).toEqual([1, 1])
  })
})
