// What the live day is made of, without a server: where a fix lies, how far a vehicle has come, what is told to the planner, and
// when an alarm turns on and off.

import { readState } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/coordination/day/index.ts'
import { quiet } from '../../src/coordination/day/state.ts'
import { type Course, notSeen, type Progress, progressed } from '../../src/live/course.ts'
import { estimateOf } from '../../src/live/estimates.ts'
import { type Hysteresis, type Limits, observed, off } from '../../src/live/hysteresis.ts'
import { isInZone, mapOf, metresOff, whereaboutsOf } from '../../src/live/map.ts'
import { notClear, notClearFrom } from '../../src/live/not-clear.ts'
import { seenVehicle, stateText } from '../../src/live/present.ts'
import { unheard, type Watch, watched, watchFrom } from '../../src/live/watch.ts'
import type { SureNowView } from '../../src/now/index.ts'
import type { Judged } from '../../src/positions/judged.ts'
import { at, courses, map, pause } from './made.ts'

const bus = courseOf('bus-001')
const day: Day = quiet

function courseOf(vehicle: string): Course {
  const course = courses.get(vehicle)
  if (course === undefined) throw new Error(`${vehicle} has orders`)
  return course
}

function fixAt(longitude: number, latitude = 36.2, more: Partial<Judged> = {}): Judged {
  return { at: at('08:00') * 1000, cameAt: at('08:00') * 1000, longitude, latitude, flags: [], ...more }
}

describe('a fix', () => {
  it('is at a place, on a corridor with its share of the way in, or between two', () => {
    expect(whereaboutsOf(map, fixAt(37.1601), bus)).toEqual({ place: 'school' })
    const on = whereaboutsOf(map, fixAt(37.13), bus)
    expect(on).toMatchObject({ corridor: 'bridge', position: expect.closeTo(0.5, 2) })
    expect(whereaboutsOf(map, fixAt(37.15), bus)).toBeUndefined()
  })

  it('is off only where no road between the places of its orders can lead, its accuracy left aside', () => {
    expect(metresOff(map, fixAt(37.13, 36.201), bus)).toBe(0)
    expect(metresOff(map, fixAt(37.15, 36.203), bus)).toBe(0)
    const off = metresOff(map, fixAt(37.13, 36.22), bus)
    expect(off).toBeGreaterThan(1000)
    expect(metresOff(map, fixAt(37.13, 36.22, { accuracyMetres: 200 }), bus)).toBeCloseTo(off - 200, 0)
    // One that knows nothing of itself is not believed everywhere.
    expect(metresOff(map, fixAt(37.13, 36.22, { accuracyMetres: 1e6 }), bus)).toBeCloseTo(off - 500, 0)
  })
})

describe('a fix of one that was said to be out', () => {
  it('lies in the zone on a corridor beyond its mouth, or where a place inside is much nearer than any outside', () => {
    const known = mapOf({
      places: pause.places,
      corridors: pause.corridors.map((each) => ({
        ...each,
        path: [
          [37.12, 36.2],
          [37.14, 36.2],
        ] as [number, number][],
      })),
    })
    expect(isInZone(known, fixAt(37.1301))).toBe(true)
    expect(isInZone(known, fixAt(37.1205))).toBe(false)
    expect(isInZone(known, fixAt(37.1))).toBe(false)
    expect(isInZone(known, fixAt(37.1601))).toBe(true)
    expect(isInZone(known, fixAt(37.16, 36.208))).toBe(true)
    // So little is known of where it is that it may be outside.
    expect(isInZone(known, fixAt(37.1301, 36.2, { accuracyMetres: 300 }))).toBe(false)
    // Where no road is known, its straight line is no evidence.
    expect(isInZone(map, fixAt(37.1301))).toBe(false)
  })

  it('raises an alarm after three of them over a minute', () => {
    const around = { isUnderWay: true, isInsideUnsaid: true, metresOff: 0, hasPeople: false, isAtStop: false }
    let watch = watchFrom()
    const turned: string[] = []
    for (const seconds of [0, 20, 40, 60, 80]) {
      const time = (at('08:00') + seconds) * 1000
      const next = watched(watch, fixAt(37.1301, 36.2, { at: time, cameAt: time }), around)
      watch = next.watch
      turned.push(...next.turned.map(({ kind, isOn }) => `${seconds} ${kind} ${isOn}`))
    }
    expect(turned).toEqual(['60 seen_inside true'])
  })
})

describe('off the path of a corridor that is known', () => {
  it('is whoever is further from it than its width, though the straight way between its mouths is as near', () => {
    const bent = mapOf({
      places: pause.places,
      corridors: pause.corridors.map((each) => ({
        ...each,
        path: [
          [37.12, 36.2],
          [37.13, 36.23],
          [37.14, 36.2],
        ] as [number, number][],
      })),
    })
    expect(metresOff(bent, fixAt(37.13, 36.23), bus)).toBe(0)
    expect(metresOff(bent, fixAt(37.13, 36.206), bus)).toBeGreaterThan(0)
  })
})

describe('how far a vehicle has come', () => {
  const go = (longitudes: readonly number[], trip?: string): Progress =>
    longitudes.reduce(
      (before, longitude) => progressed(bus, before, whereaboutsOf(map, fixAt(longitude), bus), { trip: trip ?? null }),
      notSeen,
    )
  const milestone = (progress: Progress) => bus.milestones[progress.at]

  it('follows its milestones: in, to the school, out, to the reception, and in again', () => {
    const way = [37.1, 37.12, 37.13, 37.14, 37.15, 37.16, 37.15, 37.135, 37.125, 37.11, 37.09]
    const seen = way.map((_, index) => milestone(go(way.slice(0, index + 1))))
    expect(seen.map((each) => each?.kind)).toEqual([
      'depart',
      'corridor_in',
      'corridor_in',
      'corridor_in',
      'corridor_in',
      'load',
      'load',
      'corridor_out',
      'corridor_out',
      'corridor_out',
      'unload',
    ])
    expect(milestone(go([...way, 37.12, 37.13]))).toMatchObject({ trip: 'bus-001-t2', kind: 'corridor_in' })
  })

  it('from wherever it is first seen: reported to have left its stop, it is on its way out, and never empty on its way in', () => {
    const first = (phase: 'to_stop' | 'at_stop' | 'leaving' | 'out') =>
      milestone(progressed(bus, notSeen, whereaboutsOf(map, fixAt(37.13), bus), { trip: 'bus-001-t1', phase }))
    expect(first('to_stop')?.kind).toBe('corridor_in')
    for (const phase of ['at_stop', 'leaving', 'out'] as const)
      expect([phase, first(phase)?.kind]).toEqual([phase, 'corridor_out'])
  })

  it('also where the stop was not seen: one that goes outward is on its way out', () => {
    expect(milestone(go([37.12, 37.13, 37.139, 37.13]))).toMatchObject({ trip: 'bus-001-t1', kind: 'corridor_out' })
  })

  it('goes by the trip that was reported', () => {
    expect(milestone(go([37.13], 'bus-001-t2'))).toMatchObject({ trip: 'bus-001-t2', kind: 'corridor_in' })
  })

  it('never goes back, whatever is seen', () => {
    let moved = 0
    fc.assert(
      fc.property(fc.array(fc.double({ min: 37.08, max: 37.17, noNaN: true }), { maxLength: 60 }), (longitudes) => {
        let before = notSeen
        for (const longitude of longitudes) {
          const next = progressed(bus, before, whereaboutsOf(map, fixAt(longitude), bus))
          expect(next.at).toBeGreaterThanOrEqual(before.at)
          if (next.at > before.at) moved += 1
          before = next
        }
      }),
      { seed: 5 },
    )
    expect(moved).toBeGreaterThan(100)
  })
})

describe('what is told to the planner', () => {
  it('is a state that it reads: where each is, who is aboard, which trips are done', () => {
    const way = [37.1, 37.12, 37.14, 37.16, 37.135]
    const progress = way.reduce(
      (before, longitude) => progressed(bus, before, whereaboutsOf(map, fixAt(longitude), bus)),
      notSeen,
    )
    const one = seenVehicle(bus, { day, pause, map, progress, fixAt: at('08:34') })
    expect(one).toMatchObject({ trip: 'bus-001-t1', by: 'position', aboard: { families: 48 }, isAboardPlanned: true })
    const text = stateText(at('08:34'), [one], pause.time_zone)
    const { state, problems } = readState(new TextEncoder().encode(text), pause)
    expect(problems).toEqual([])
    expect(state).toMatchObject({
      at: at('08:34'),
      vehicles: [{ id: 'bus-001', corridor: 'bridge', position: 0.75, aboard: { families: 48 } }],
      done: [],
    })
  })

  it('is nothing of a vehicle of which nothing is known: the planner takes it to be where its orders have it', () => {
    const one = seenVehicle(bus, { day, pause, map, progress: notSeen, fixAt: undefined })
    expect(one).toMatchObject({ by: 'plan', where: undefined, done: [] })
    expect(JSON.parse(stateText(at('08:00'), [one], pause.time_zone))).toMatchObject({ vehicles: [], done: [] })
  })

  it('an estimate is the plan, later by as much as it is late now', () => {
    const way = [37.1, 37.12, 37.14, 37.16]
    const progress = way.reduce(
      (before, longitude) => progressed(bus, before, whereaboutsOf(map, fixAt(longitude), bus)),
      notSeen,
    )
    const seen = seenVehicle(bus, { day, pause, map, progress, fixAt: at('08:40') })
    // It should have left at 08:25:20.
    const late = at('08:40') - at('08:25:20')
    expect(estimateOf(bus, seen, at('08:40'))).toMatchObject({
      trip: 'bus-001-t1',
      lateSeconds: late,
      exitAt: at('08:39:20') + late,
      arriveAt: at('08:44:20') + late,
    })
  })
})

describe('who will not be clear', () => {
  const seen = (toldAt: number, late: number, isWhole: boolean) =>
    ({
      answer: {
        toldAt,
        answeredAt: toldAt + (isWhole ? 900 : 300),
        isWhole,
        found: { assurance: { vehicles: [{ id: 'bus-001', late }], due: [] } },
      },
    }) as unknown as SureNowView
  const isOn = (views: readonly SureNowView[]) =>
    views.reduce(notClear, notClearFrom([])).of.get('bus-001')?.hysteresis.isOn ?? false

  it('is alarmed of after two states in a row, of whatever days they were answered first', () => {
    expect(isOn([seen(1, 0.9, false), seen(2, 0.9, false)])).toBe(true)
    expect(isOn([seen(1, 0.9, true), seen(2, 0.1, false), seen(3, 0.9, true)])).toBe(false)
  })

  it('one state counts once, however often it is answered', () => {
    expect(isOn([seen(1, 0.9, false), seen(1, 0.9, true)])).toBe(false)
  })
})

describe('hysteresis', () => {
  const limits: Limits = { onCount: 3, onSeconds: 30, offCount: 2, offSeconds: 20 }
  const run = (seen: readonly (readonly [number, boolean])[]): Hysteresis[] => {
    let now = off
    return seen.map(([seconds, isSo]) => {
      now = observed(now, isSo, seconds, limits)
      return now
    })
  }

  it('turns on after so many over so long, not before', () => {
    const seen = [0, 10, 20, 29, 30].map((seconds) => [seconds, true] as const)
    expect(run(seen).map(({ isOn }) => isOn)).toEqual([false, false, false, false, true])
    expect(
      run([
        [0, true],
        [40, true],
      ]).at(-1)?.isOn,
    ).toBe(false)
  })

  it('never turns on or off without a run of what says so, as long as it must be', () => {
    let turns = 0
    const runs = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 25 })), { maxLength: 30 })
    const observations = runs.map((all) =>
      all.flatMap(([length, gap], index) => Array.from({ length }, () => [gap, index % 2 === 0] as const)),
    )
    fc.assert(
      fc.property(observations, (steps) => {
        let [now, seconds] = [off, 0]
        const seen: [number, boolean][] = []
        for (const [gap, isSo] of steps) {
          seconds += gap
          seen.push([seconds, isSo])
          const next = observed(now, isSo, seconds, limits)
          if (next.isOn !== now.isOn) {
            turns += 1
            const contrary = seen.slice(seen.findLastIndex(([, each]) => each === now.isOn) + 1)
            expect(contrary.length).toBeGreaterThanOrEqual(now.isOn ? limits.offCount : limits.onCount)
            expect(seconds - (contrary[0]?.[0] ?? 0)).toBeGreaterThanOrEqual(
              now.isOn ? limits.offSeconds : limits.onSeconds,
            )
          }
          now = next
        }
      }),
      { seed: 7, numRuns: 500 },
    )
    expect(turns).toBeGreaterThan(200)
  })

  it('of observations that alternate nothing is ever turned', () => {
    const seen = Array.from({ length: 200 }, (_, index) => [index * 60, index % 2 === 0] as const)
    expect(run(seen).some(({ isOn }) => isOn)).toBe(false)
  })
})

describe('what is watched of a vehicle', () => {
  const around = { isUnderWay: true, isInsideUnsaid: false, metresOff: 0, hasPeople: true, isAtStop: false }
  const start = at('08:00') * 1000
  type Step = readonly [seconds: number, longitude: number, circumstances?: object, more?: Partial<Judged>]
  const watchAll = (steps: readonly Step[], from: Watch = watchFrom()) => {
    let watch = from
    const turned: string[] = []
    for (const [seconds, longitude, circumstances = {}, more = {}] of steps) {
      const time = start + seconds * 1000
      const next = watched(watch, fixAt(longitude, 36.2, { at: time, cameAt: time, ...more }), {
        ...around,
        ...circumstances,
      })
      watch = next.watch
      turned.push(...next.turned.map(({ kind, isOn }) => `${seconds} ${kind} ${isOn ? 'on' : 'off'}`))
    }
    return { watch, turned }
  }

  it('off its corridor: after three fixes over half a minute, and over after as many', () => {
    const outside = (from: number, metres: number): Step[] =>
      [0, 10, 20, 30].map((more) => [from + more, 37.13 + (from + more) / 1e5, { metresOff: metres }])
    expect(watchAll([...outside(0, 300), ...outside(40, 0)]).turned).toEqual([
      '30 off_corridor on',
      '70 off_corridor off',
    ])
    expect(watchAll(outside(0, 300).map(([a, b, c]) => [a, b, { ...c, isUnderWay: false }])).turned).toEqual([])
  })

  it('standing with people aboard: while it drifts in one place; over once it goes on', () => {
    const steps: Step[] = Array.from({ length: 70 }, (_, index) => [index * 15, 37.13 + (index % 3) * 1e-4])
    const { turned, watch } = watchAll(steps)
    expect(turned).toEqual(['900 standing on'])
    expect(
      watchAll(
        [
          [1050, 37.14],
          [1065, 37.145],
          [1080, 37.15],
        ],
        watch,
      ).turned,
    ).toEqual(['1065 standing off'])
    expect(watchAll(steps.map(([a, b]) => [a, b, { hasPeople: false }])).turned).toEqual([])
    expect(watchAll(steps.map(([a, b]) => [a, b, { isAtStop: true }])).turned).toEqual([])
  })

  it('a clock that is off, a place that cannot be so: from some on, and not from one', () => {
    const wrong = (seconds: number, flags: Judged['flags']): Step => [seconds, 37.13, {}, { flags }]
    expect(watchAll([wrong(0, ['clock_off']), wrong(5, ['clock_off']), wrong(12, ['clock_off'])]).turned).toEqual([
      '12 clock_off on',
    ])
    expect(watchAll([wrong(0, ['impossible'])]).turned).toEqual([])
    expect(watchAll([wrong(0, ['impossible']), wrong(5, ['mock'])]).turned).toEqual(['5 impossible_position on'])
    expect(watchAll([wrong(0, ['late']), wrong(5, ['duplicate'])]).turned).toEqual([])
  })

  it('silent: by time alone while it is under way, and over with what is heard', () => {
    const seen = watchAll([[0, 37.13]]).watch
    const then = (seconds: number, isUnderWay = true) =>
      unheard(seen, { heardAt: start, now: start + seconds * 1000, isUnderWay })
    expect(then(300).turned).toEqual([])
    expect(then(301).turned).toMatchObject([{ kind: 'silent', isOn: true, particulars: { silent_s: 301 } }])
    expect(then(3000, false).turned).toEqual([])
    expect(
      watchAll(
        [
          [400, 37.13],
          [410, 37.131],
        ],
        then(301).watch,
      ).turned,
    ).toEqual(['410 silent off'])
  })

  it('each alarm turns on and off in turn, whatever comes', () => {
    const flags = fc.constantFrom<Judged['flags']>([], [], [], ['late'], ['impossible'], ['clock_off'], ['mock'])
    const steps = fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 400 }),
        longitude: fc.double({ min: 37.1, max: 37.16, noNaN: true }),
        metresOff: fc.constantFrom(0, 0, 400),
        flags,
      }),
      { maxLength: 120 },
    )
    let turns = 0
    fc.assert(
      fc.property(steps, (all) => {
        let watch = watchFrom()
        let seconds = 0
        const isOn = new Map<string, boolean>()
        for (const { gap, longitude, metresOff: metres, flags: flagged } of all) {
          seconds += gap
          const time = start + seconds * 1000
          const fix = fixAt(longitude, 36.2, { at: time, cameAt: time, flags: flagged })
          const next = watched(watch, fix, { ...around, metresOff: metres })
          for (const { kind, isOn: turnedOn } of next.turned) {
            turns += 1
            expect(turnedOn).toBe(!(isOn.get(kind) ?? false))
            isOn.set(kind, turnedOn)
          }
          watch = next.watch
        }
      }),
      { seed: 11, numRuns: 500 },
    )
    expect(turns).toBeGreaterThan(100)
  })
})
