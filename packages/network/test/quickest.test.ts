import { readFileSync } from 'node:fs'
import { type Pause, readPause, type VehicleKind } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { travelTimesOf } from '../src/index.ts'

const minimal = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')

function pauseWithLinks(links: string): Pause {
  const text = minimal.replace(/links:\n(?: {2}- .*\n)+/, `links:\n${links}`)
  const read = readPause(new TextEncoder().encode(text))
  if (read.pause === undefined) throw new Error(JSON.stringify(read.errors))
  return read.pause
}

/** Links that every pause here needs, so that it is sound. */
const base = `  - { between: [depot, outer], time: 6 min }
  - { between: [reception, outer], time: 5 min }
  - { between: [clinic, outer], time: { bus: 9 min, ambulance: 7 min, truck: 10 min } }
  - { between: [warehouse, outer], time: 8 min }
  - { between: [inner, school], time: 5 min, on_foot: 20 min }
  - { between: [inner, bakery], time: 4 min }
`
/** 2016-11-04T08:00 in Damascus. */
const eight = Date.UTC(2016, 10, 4, 6) / 1000

describe('quickest ways', () => {
  it('chain links and take the shorter of two ways', () => {
    const times = travelTimesOf(pauseWithLinks(`${base}  - { between: [depot, reception], time: 30 s }\n`))
    expect(times.leastSeconds('bus', 'depot', 'outer')).toBe(330)
    expect(times.arrival('bus', 'depot', 'clinic', eight)).toBe(eight + 330 + 540)
  })

  it('leave out links that a kind may not use', () => {
    const times = travelTimesOf(pauseWithLinks(base))
    expect(times.leastSeconds('ambulance', 'clinic', 'outer')).toBe(420)
    expect(times.leastSeconds('car', 'clinic', 'outer')).toBeUndefined()
  })

  it('go one way only where a link is one way', () => {
    const times = travelTimesOf(
      pauseWithLinks(`${base}  - { between: [depot, reception], time: 4 min, one_way: true }\n`),
    )
    expect(times.leastSeconds('bus', 'depot', 'reception')).toBe(240)
    expect(times.leastSeconds('bus', 'reception', 'depot')).toBe(660)
  })

  it('towards a mouth are what they are link by link, one-way ones too', () => {
    const times = travelTimesOf(
      pauseWithLinks(`${base}  - { between: [outer, reception], time: 2 min, one_way: true }
  - { between: [clinic, reception], time: 1 min, one_way: true }
`),
    )
    expect(times.leastSeconds('bus', 'reception', 'outer')).toBe(300)
    expect(times.leastSeconds('bus', 'outer', 'reception')).toBe(120)
    expect(times.leastSeconds('bus', 'clinic', 'outer')).toBe(360)
    expect(times.leastSeconds('bus', 'outer', 'clinic')).toBe(540)
    expect(times.walkSeconds('school', 'inner')).toBe(1200)
    expect(times.leastSeconds('bus', 'outer', 'outer')).toBe(0)
  })

  it('never cross the line: that is what corridors are for', () => {
    expect(travelTimesOf(pauseWithLinks(base)).leastSeconds('bus', 'outer', 'inner')).toBeUndefined()
  })

  it('wait for a better hour where that arrives sooner', () => {
    const varying = base.replace(
      '{ between: [depot, outer], time: 6 min }',
      '{ between: [depot, outer], time: [ { from: "08:00", time: 60 min }, { from: "08:10", time: 6 min } ] }',
    )
    const times = travelTimesOf(pauseWithLinks(varying))
    expect(times.arrival('bus', 'depot', 'outer', eight)).toBe(eight + 16 * 60)
    expect(times.leastSeconds('bus', 'depot', 'outer')).toBe(360)
    expect(times.departure('bus', 'depot', 'outer', eight + 20 * 60, eight)).toBe(eight + 14 * 60)
  })

  it('never arrive earlier by leaving later', () => {
    const row = fc.record({ minute: fc.integer({ min: 0, max: 1439 }), time: fc.integer({ min: 1, max: 120 }) })
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ({ minute }) => minute }),
        fc.nat(86_400),
        fc.nat(20_000),
        (rows, start, later) => {
          const written = [...rows]
            .sort((a, b) => a.minute - b.minute)
            .map(
              ({ minute, time }) =>
                `{ from: "${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}", time: ${time} min }`,
            )
          const times = travelTimesOf(
            pauseWithLinks(
              base.replace('[depot, outer], time: 6 min', `[depot, outer], time: [ ${written.join(', ')} ]`),
            ),
          )
          const kind: VehicleKind = 'bus'
          const [one, two] = [
            times.arrival(kind, 'depot', 'outer', eight + start),
            times.arrival(kind, 'depot', 'outer', eight + start + later),
          ]
          expect(one).toBeLessThanOrEqual(two ?? Number.NaN)
          expect(one).toBeGreaterThanOrEqual(eight + start + (times.leastSeconds(kind, 'depot', 'outer') ?? Number.NaN))
        },
      ),
      { numRuns: 50 },
    )
  })
})
