// What can be so of what trackers tell, and what only is flagged.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAround, metresBetween, nearestOn } from '../../src/positions/geometry.ts'
import {
  bitsOf,
  flagNames,
  flagsIn,
  type Judged,
  judge,
  mostOutsideMetres,
  noTrack,
  type Track,
} from '../../src/positions/judged.ts'

const start = Date.UTC(2016, 10, 4, 7)
const here = { latitude: 36.2, longitude: 37.15 }
const area = boxAround([here, { latitude: 36.25, longitude: 37.1 }], mostOutsideMetres)

/** Fixes by seconds from the start, and where: so many metres to the east. */
function judgedAll(fixes: readonly (readonly [seconds: number, metres: number, more?: object])[]) {
  let track: Track = noTrack
  const all: Judged[] = []
  for (const [seconds, metres, { came = seconds, ...more } = {} as { came?: number }] of fixes as readonly (readonly [
    number,
    number,
    { came?: number }?,
  ])[]) {
    const at = start + seconds * 1000
    const longitude = here.longitude + metres / 89_700
    const next = judge(
      track,
      { at, latitude: here.latitude, longitude, ...more },
      { cameAt: start + came * 1000, area },
    )
    track = next.track
    all.push(next.judged)
  }
  return { track, flags: all.map(({ flags }) => flags.join(' ')) }
}

describe('a fix', () => {
  it('that follows one in reach is used', () => {
    const { flags, track } = judgedAll([
      [0, 0],
      [10, 150],
      [20, 320],
    ])
    expect(flags).toEqual(['', '', ''])
    expect(track.used?.at).toBe(start + 20_000)
  })

  it('that comes twice, or after a newer one, is kept and not used', () => {
    const { flags, track } = judgedAll([
      [0, 0],
      [20, 100],
      [20, 100],
      [10, 50],
      [0, 0],
    ])
    expect(flags).toEqual(['', '', 'duplicate', 'late', 'duplicate'])
    expect(track.used?.at).toBe(start + 20_000)
  })

  it('from further than any vehicle comes is impossible; what follows from the old place is used', () => {
    const { flags } = judgedAll([
      [0, 0],
      [10, 20_000],
      [20, 300],
    ])
    expect(flags).toEqual(['', 'impossible', ''])
  })

  it('is not impossible for a jump within what its receiver is sure of', () => {
    const jump = [10, 1000] as const
    expect(judgedAll([[0, 0], jump]).flags).toEqual(['', 'impossible'])
    expect(
      judgedAll([
        [0, 0],
        [...jump, { accuracyMetres: 500 }],
      ]).flags,
    ).toEqual(['', ''])
  })

  it('of many that agree elsewhere is believed at last: the place before was wrong', () => {
    const elsewhere = Array.from({ length: 12 }, (_, at) => [10 + at * 10, 20_000 + at * 100] as const)
    const { flags, track } = judgedAll([[0, 0], ...elsewhere])
    expect(flags.slice(0, 9)).toEqual(['', ...Array.from({ length: 8 }, () => 'impossible')])
    expect(flags.at(-1)).toBe('')
    expect(track.elsewhere).toBeUndefined()
  })

  it('from the future has a clock that is off; in the sea it is outside; made up by an app, it is said', () => {
    expect(judgedAll([[3600, 0, { came: 0 }]]).flags).toEqual(['clock_off'])
    expect(judgedAll([[0, -400_000]]).flags).toEqual(['outside'])
    expect(judgedAll([[0, 0, { isMock: true }]]).flags).toEqual(['mock'])
  })
})

describe('a first fix', () => {
  it('50 or 95 km off is outside, 15 km off is not believed at once, and the true one that follows is', () => {
    for (const metres of [-50_000, -95_000, 95_000])
      expect(
        judgedAll([
          [0, metres],
          [10, 0],
        ]).flags,
      ).toEqual(['outside', ''])
    expect(
      judgedAll([
        [0, 15_000],
        [10, 0],
      ]).flags,
    ).toEqual(['impossible', ''])
    expect(judgedAll([[0, 4_000]]).flags).toEqual([''])
  })

  it('far from all places is believed where many agree', () => {
    const away = Array.from({ length: 12 }, (_, at) => [at * 10, 15_000 + at * 100] as const)
    expect(judgedAll(away).flags.at(-1)).toBe('')
  })
})

describe('a clock an hour behind', () => {
  it('is off once some fixes came equally late', () => {
    const fixes = [0, 30, 60, 90].map((at) => [at, at * 10, { came: at + 3600 }] as const)
    expect(judgedAll(fixes).flags).toEqual(['', '', 'clock_off', 'clock_off'])
  })

  it('is none where a tracker hands over what it kept without a network', () => {
    const kept = Array.from({ length: 30 }, (_, at) => [at * 120, at * 100, { came: 3600 + at * 2 }] as const)
    expect(judgedAll(kept).flags.join('')).toBe('')
    const slow = Array.from({ length: 5 }, (_, at) => [at * 30, at * 100, { came: at * 30 + 300 }] as const)
    expect(judgedAll(slow).flags.join('')).toBe('')
  })
})

it('whatever comes in whatever order: what is used is never flagged, and only gets newer', () => {
  let used = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -3000, max: 3000 })), { maxLength: 40 }),
      (fixes) => {
        let track: Track = noTrack
        for (const [seconds, metres] of fixes) {
          const before = track.used?.at ?? Number.NEGATIVE_INFINITY
          const fix = {
            at: start + seconds * 1000,
            latitude: here.latitude,
            longitude: here.longitude + metres / 89_700,
          }
          const { track: next, judged } = judge(track, fix, { cameAt: start, area })
          expect(next.used === judged).toBe(judged.flags.length === 0)
          expect(next.used?.at ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(before)
          expect(next.recent.length).toBeLessThanOrEqual(64)
          if (next.used === judged) used += 1
          track = next
        }
      },
    ),
    { seed: 3 },
  )
  expect(used).toBeGreaterThan(100)
})

it('flags are what their bits say', () => {
  fc.assert(
    fc.property(fc.subarray([...flagNames]), (flags) => {
      expect(flagsIn(bitsOf(flags))).toEqual(flags)
    }),
  )
})

describe('distances', () => {
  it('are those of the sphere, within a metre in a thousand', () => {
    expect(metresBetween(here, { latitude: 36.21, longitude: 37.15 })).toBeCloseTo(1111.95, 1)
    expect(metresBetween(here, { latitude: 36.2, longitude: 37.16 })).toBeCloseTo(897.3, 0)
    expect(metresBetween({ latitude: 0, longitude: 179.99 }, { latitude: 0, longitude: -179.99 })).toBeCloseTo(2224, 0)
  })

  it('along a line are shares of it', () => {
    const line = [here, { latitude: 36.21, longitude: 37.15 }, { latitude: 36.21, longitude: 37.17 }]
    expect(nearestOn(line, here)).toEqual({ share: 0, metresAway: 0 })
    const middle = nearestOn(line, { latitude: 36.215, longitude: 37.15 })
    expect(middle?.share).toBeCloseTo(1112 / (1112 + 1794.5), 2)
    expect(middle?.metresAway).toBeCloseTo(556, 0)
    expect(nearestOn(line, { latitude: 36.21, longitude: 37.3 })?.share).toBe(1)
    expect(nearestOn([here], here)).toBeUndefined()
  })
})
