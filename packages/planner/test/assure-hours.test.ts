// Days that run late meet other hours: ways that then take longer, crews whose hours end, turns of an alternating corridor. The
// clauses of examples/, worked out by hand there and here.

import { readFileSync } from 'node:fs'
import { type Assumptions, assumedWhereSilent, formatClock, type Instant, type Pause, parseInstant } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { scriptOf } from '../src/assure/script.ts'
import { Simulation, tripFlags } from '../src/assure/simulation.ts'
import { steps } from '../src/assure/step-rows.ts'
import { turnBackTimes } from '../src/assure/turn-back.ts'
import { afterTurnsAgainst } from '../src/assure/turns.ts'
import { certain } from './certain-day.ts'
import { pauseFrom, planOf } from './planning.ts'

function clause(name: string, from = '', to = ''): Pause {
  const text = readFileSync(new URL(`../../../examples/clauses/${name}.yaml`, import.meta.url), 'utf8')
  if (!text.includes(from)) throw new Error(`${name} does not say ${from}`)
  return pauseFrom(Buffer.from(text.replace(from, to)))
}

/** The one bus told to be at a place, on a day without chance: when it is out, and whether it went in at all. */
function toldAt(pause: Pause, clock: string, place: string) {
  const instant = (text: string) => {
    const at = parseInstant(`2016-11-04T${text}`, pause.time_zone)
    if (typeof at !== 'number') throw new Error(`${text} is no time`)
    return at
  }
  const written = (at: number) => formatClock(Math.round(at) as Instant, pause.time_zone)
  const plan = planOf(pause, 20)
  const present = {
    at: instant(clock),
    vehicles: new Map([['bus-001', { id: 'bus-001', place, aboard: {} }]]),
    done: new Set<string>(),
  }
  const script = scriptOf(pause, travelTimesOf(pause), plan, certain, certain, present)
  const simulation = new Simulation(script)
  simulation.run({ seed: 1, purpose: 'fresh', block: 1, replication: 0 }, { hasHalts: true })
  const { kind, sign } = script.steps
  const exit = kind.findIndex((each, step) => each === steps.exit && sign[step] === 1)
  const enter = kind.findIndex((each, step) => each === steps.enter && sign[step] === -1)
  const out = simulation.began[exit] ?? Number.NaN
  return {
    out: Number.isNaN(out) ? undefined : written(out),
    isNotMade: ((simulation.trips[0] ?? 0) & tripFlags.notEntered) !== 0,
    enterBy: turnBackTimes(script).get('bus-001-t1')?.enter_by ?? Number.NaN,
    joinBy: turnBackTimes(script).get('bus-001-t1')?.join_exit_by ?? Number.NaN,
    /** What is acted by. */
    by: written(script.steps.by[enter] ?? 0),
    instant,
  }
}

describe('a way that takes longer from 08:30 on', () => {
  // Planned in at 08:00: 5 min each on the road, to the school, boarding, back, out. All are to be clear at 09:05.
  it('a link: who comes to it after that takes 15 min, and “enter by” counts on it', () => {
    const pause = clause('varying-link')
    // In at 08:24, inner mouth 08:29, school 08:34, boarded 08:39, back only at 08:54, out 08:59.
    expect(toldAt(pause, '08:19', 'depot')).toMatchObject({ out: '08:59', isNotMade: false })
    // A minute later the way there takes 15 min too: 08:25 in, out 09:10.
    const late = toldAt(pause, '08:21', 'depot')
    expect(late).toMatchObject({ out: undefined, isNotMade: true })
    expect(late.enterBy).toBeGreaterThanOrEqual(late.instant('08:24:58'))
    expect(late.enterBy).toBeLessThanOrEqual(late.instant('08:25'))
    // At the usual hours’ pace it would have been 08:40.
    expect(toldAt(clause('varying-link', ', { from: 08:30, time: 15 min }', ''), '08:21', 'depot').enterBy).toBe(
      late.instant('08:40'),
    )
  })

  it('a corridor: who enters after that takes 15 min', () => {
    const pause = clause('varying-corridor')
    // In at 08:29 still quick, 08:34, 08:39, 08:44, 08:49 at the inner mouth, and 15 min out.
    expect(toldAt(pause, '08:24', 'depot')).toMatchObject({ out: '09:04', isNotMade: false })
    // In at 08:31: out at 09:16.
    expect(toldAt(pause, '08:26', 'depot')).toMatchObject({ out: undefined, isNotMade: true })
  })

  it('a corridor that is slow for a while: “enter by” is before that, though who enters after it is in time again', () => {
    // From 08:30 to 08:35 an hour, then 5 min again. Who goes in is back at the inner mouth 20 min later.
    const pause = clause('varying-corridor', 'vehicle: 15 min }', 'vehicle: 1 h }, { from: 08:35, vehicle: 5 min }')
    const { enterBy, joinBy, instant } = toldAt(pause, '07:55', 'depot')
    // In at 08:10 is at the inner mouth at 08:30, and out at 09:30; in at 08:15 at 08:35, and out at 08:40.
    expect(enterBy).toBeGreaterThanOrEqual(instant('08:09:58'))
    expect(enterBy).toBeLessThanOrEqual(instant('08:10'))
    expect(joinBy).toBeGreaterThanOrEqual(instant('08:29:58'))
    expect(joinBy).toBeLessThanOrEqual(instant('08:30'))
  })
})

describe('a crew whose hours would end before the trip is over does not go in', () => {
  // At work from 07:55 to 08:35 as planned, of which 35 min are after the entry at 08:00.
  it('hours from the first departure', () => {
    // 60 min: until 08:55, so in by 08:20. It left the depot at 07:55, and is at the mouth.
    const pause = clause('crew-hours')
    expect(toldAt(pause, '08:15', 'outer')).toMatchObject({ by: '08:20', out: '08:40', isNotMade: false })
    expect(toldAt(pause, '08:22', 'outer')).toMatchObject({ isNotMade: true })
    // The order’s own time is about the close: 25 min before 09:05.
    expect(toldAt(pause, '08:22', 'outer').enterBy).toBe(toldAt(pause, '08:22', 'outer').instant('08:40'))
    // It has not left yet at 08:22: then its hours have not begun, and it is in at 08:27.
    expect(toldAt(pause, '08:22', 'depot')).toMatchObject({ out: '08:52', isNotMade: false })
  })

  it('the last moment at work', () => {
    const pause = clause('crew-hours', 'crew_hours: 1 h', 'available: [2016-11-04T07:30, 2016-11-04T08:45]')
    expect(toldAt(pause, '08:08', 'outer')).toMatchObject({ by: '08:10', out: '08:33', isNotMade: false })
    expect(toldAt(pause, '08:12', 'outer')).toMatchObject({ by: '08:10', isNotMade: true })
  })
})

describe('cars on an alternating corridor', () => {
  it('wait for the end of a turn of the other direction that they would meet', () => {
    const turns = [
      { isOut: true, from: 0, until: 100 },
      { isOut: false, from: 200, until: 300 },
      { isOut: false, from: 340, until: 400 },
    ]
    const out = (now: number, seconds: number) => afterTurnsAgainst(turns, 20, true, now, seconds)
    expect(out(120, 60)).toBe(120)
    // Out at 181, and 20 s of clearance would be wanted before 200; then the next turn is too near.
    expect(out(121, 60)).toBe(420)
    expect(out(121, 10)).toBe(121)
    expect(out(250, 5)).toBe(420)
    expect(out(310, 5)).toBe(420)
    expect(out(500, 60)).toBe(500)
  })

  it('pass in turns of the way out, and nobody comes in before they are out', () => {
    const cars =
      'direction: alternating, clearance: 1 min, capacity: { vehicles: 2, per: 15 min }, private_cars: { vehicles: 1, per: 15 min }'
    const pause = clause('alternating', 'direction: alternating', cars)
    const plan = planOf(pause, 40)
    const turns = plan.directions.filter(({ direction }) => direction === 'in')
    expect(turns.length).toBeGreaterThan(0)
    const slow: Assumptions = { ...assumedWhereSilent, city: 0.8, leg: 0.8, closures: { perHour: 1, meanSeconds: 600 } }
    const script = scriptOf(pause, travelTimesOf(pause), plan, slow, certain)
    const simulation = new Simulation(script)
    let waited = 0
    for (let replication = 0; replication < 400; replication++) {
      simulation.run({ seed: 7, purpose: 'fresh', block: 1, replication }, { hasHalts: true })
      const { entered = [], out = [] } = simulation.cars.passages(0) ?? {}
      for (const at of entered) {
        expect(turns.some(({ from, until }) => at > from - 60 && at < until + 60)).toBe(false)
        if (turns.some(({ until }) => at === until + 60)) waited++
      }
      for (let step = 0; step < script.steps.count; step++) {
        if (script.steps.kind[step] !== steps.enter || script.steps.sign[step] !== -1) continue
        const began = simulation.began[step] ?? Number.NaN
        const last = entered.findLastIndex((at) => at <= began)
        if (!Number.isNaN(began) && last >= 0) expect(began).toBeGreaterThanOrEqual((out[last] ?? 0) + 60)
      }
    }
    // Else no car ever came late to its turn.
    expect(waited).toBeGreaterThan(5)
  })
})
