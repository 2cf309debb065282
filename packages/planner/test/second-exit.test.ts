// A second exit, acted out by hand: whoever finds the first closed waits until the moment ordered, then takes the slot that
// is kept; on all other days it changes nothing. Found so that the checker accepts it.

import { checkPlan } from '@treve/checker'
import {
  formatClock,
  type Instant,
  type Kept,
  localSecondsOfDay,
  type Pause,
  type Plan,
  type SecondExit,
  type Seconds,
} from '@treve/model'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Told } from '../src/assure/present.ts'
import { scriptOf } from '../src/assure/script.ts'
import { Simulation } from '../src/assure/simulation.ts'
import { steps } from '../src/assure/step-rows.ts'
import { turnBackTimes } from '../src/assure/turn-back.ts'
import { assureNow, planPause } from '../src/index.ts'
import { counted, withSecondExits } from '../src/reserve/second-exits.ts'
import { pauses } from './generate.ts'
import { pauseOf, planOf } from './planning.ts'
import { buses, corridor, families, smallPause } from './reserve-uses.ts'

const kept: Kept = {
  buffer_s: 3600,
  slack_s: 0,
  turn_back: 0.99,
  corridors: [],
  second_exits: { within_s: 4 * 3600, trips: 0, of: 0 },
}
const request = {
  seed: 1,
  iterations: 3,
  mustStop: () => undefined,
  mayExplain: () => false,
  cpuSeconds: () => 0,
  inputSha256: '0'.repeat(64),
  files: {},
}

const two = [corridor('road'), corridor('bridge', { uses: ['medical', 'civilians'], travel: { vehicle: '7 min' } })]
const small = (rest: Partial<Parameters<typeof smallPause>[0]> = {}) =>
  smallPause({ uncertainty: {}, corridors: two, people: [families(50)], fleet: [buses(1)], ...rest })

/** The only bus comes out by the road, and has the bridge reserved. */
function onlyTrip(pause: Pause): { plan: Plan; second: SecondExit; joined: number } {
  const times = travelTimesOf(pause)
  const plan = planPause({ ...pause, reserve: kept }, times, request)
  const [trip] = plan.trips
  const exit = trip?.legs.find(({ kind }) => kind === 'corridor_out')
  if (trip?.second_exit === undefined || exit === undefined) throw new Error('it has one')
  expect(exit.corridor).toBe('road')
  return { plan, second: trip.second_exit, joined: exit.from }
}

describe('a second exit', () => {
  const pause = small()
  const times = travelTimesOf(pause)
  const { plan, second, joined } = onlyTrip(pause)
  const close = pause.terms.windows[0]?.close ?? 0

  it('is by the other corridor, and may be waited for', () => {
    expect(second.corridor).toBe('bridge')
    // 40 minutes of waiting, five from mouth to mouth.
    expect(second.from).toBe(joined + 2400 + 300)
    expect(second.until).toBe(second.from + 420)
    // Who turns then is there five minutes later, as the slot ends.
    expect(second.turn_by).toBe(second.kept_until - 300)
  })

  it('changes nothing on a day on which the first is open', () => {
    const [one, other] = [plan, { ...plan, trips: plan.trips.map(({ second_exit: _, ...trip }) => trip) }].map(
      (each) => {
        const simulation = new Simulation(scriptOf(pause, times, each))
        return { ...simulation.run({ seed: 1, purpose: 'fresh', block: 1, replication: 0 }, { hasHalts: false }) }
      },
    )
    expect(one).toEqual(other)
  })

  it('is turned to at the moment ordered where the first is lost, and passed as it is kept', () => {
    const run = (of: Plan) => {
      const simulation = new Simulation(scriptOf(pause, times, of))
      const { kind, sign } = simulation.script.steps
      const entry = kind.findIndex((each, step) => each === steps.enter && sign[step] === 1)
      return Array.from({ length: 200 }, (_, replication) => {
        const day = { seed: 3, purpose: 'fresh', block: 1, replication } as const
        const { isClear, peopleOut, lastExit } = simulation.run(day, { hasHalts: false, lostCorridor: 0 })
        return { isClear, peopleOut, lastExit, hasJoined: simulation.began[entry] === joined }
      })
    }
    const withIt = run(plan)
    const without = run({ ...plan, trips: plan.trips.map(({ second_exit: _, ...trip }) => trip) })
    // Lost before it joins the first: turned at the moment, five minutes to the bridge, seven over it.
    const turned = withIt.filter(({ hasJoined, peopleOut }) => !hasJoined && peopleOut > 0)
    expect(turned.length).toBeGreaterThan(3)
    for (const { isClear, lastExit } of turned) {
      expect(isClear).toBe(true)
      expect(lastExit).toBe(second.turn_by + 300 + 420)
    }
    // Whoever has joined it, or stayed out, is as they would be without.
    for (const [day, result] of withIt.entries()) if (!turned.includes(result)) expect(result).toEqual(without[day])
    const lateDays = (days: typeof withIt) => days.filter(({ isClear }) => !isClear).length
    expect(lateDays(without) - lateDays(withIt)).toBe(turned.length)
  })

  it('is turned to sooner where the first would no longer bring them out in time', () => {
    // Half an hour by the road, until 11:50: at 11:20 it is too late for it. The bus joins it at 10:15, and has
    // the bridge at 11:00, until 11:14:59; or at 10:30 and at 11:15, until 11:29:59.
    const turnBy = (ready: string) => {
      const rest = { corridors: [corridor('road', { travel: { vehicle: '30 min' } })], people: [families(50, ready)] }
      const alone = small(rest)
      const plan = planPause(alone, travelTimesOf(alone), request)
      const both = small({ ...rest, corridors: [...rest.corridors, ...two.slice(1)] })
      const [trip] = withSecondExits(both, travelTimesOf(both), plan, kept).trips
      const joined = trip?.legs.find(({ kind }) => kind === 'corridor_out')?.from ?? Number.NaN
      const second = trip?.second_exit
      if (second === undefined) throw new Error('it has one')
      return { joined: joined - close, from: second.from - close, turnBy: second.turn_by - close }
    }
    const minutes = (count: number) => -60 * count
    expect(turnBy('2016-11-04T10:10')).toEqual({ joined: minutes(105), from: minutes(60), turnBy: minutes(50) - 1 })
    expect(turnBy('2016-11-04T10:25')).toEqual({ joined: minutes(90), from: minutes(45), turnBy: minutes(40) })
  })

  it('takes as long as the hour then says: the way there, and the passage', () => {
    // As the bus turns, the way to the bridge takes 10 min, not 5, and the bridge 14 min, not 7.
    const turned = Math.floor(second.turn_by / 60) * 60
    expect(second.from).toBeLessThan(turned)
    const clock = formatClock(turned as Instant, pause.time_zone)
    const slower = small({
      corridors: [
        corridor('road'),
        corridor('bridge', {
          travel: [
            { from: '00:00', vehicle: '7 min' },
            { from: clock, vehicle: '14 min' },
          ],
        }),
      ],
      across: [
        { from: '00:00', time: '5 min' },
        { from: clock, time: '10 min' },
      ],
    })
    const simulation = new Simulation(scriptOf(slower, travelTimesOf(slower), plan))
    const lastExits = Array.from({ length: 200 }, (_, replication) => {
      const day = { seed: 3, purpose: 'fresh', block: 1, replication } as const
      return simulation.run(day, { hasHalts: false, lostCorridor: 0 }).lastExit
    })
    const turning = lastExits.filter((at) => at > joined + 300 && at < close)
    expect(turning.length).toBeGreaterThan(3)
    expect(new Set(turning)).toEqual(new Set([second.turn_by + 600 + 840]))
  })

  it('lets orders count on less delay, and never on more', () => {
    const risky = small({
      uncertainty: { closures: { per_hour: 0.2, mean: '30 min' } },
      people: [families(50, '2016-11-04T10:20')],
    })
    const { plan: reserved, second: own } = onlyTrip(risky)
    const times = travelTimesOf(risky)
    const bare = { ...reserved, trips: reserved.trips.map(({ second_exit: _, ...trip }) => trip) }
    const [one] = turnBackTimes(scriptOf(risky, times, { ...reserved, reserve: kept })).values()
    const [other] = turnBackTimes(scriptOf(risky, times, { ...bare, reserve: kept })).values()
    expect(one?.join_exit_by).toBeGreaterThan(other?.join_exit_by ?? 0)
    expect(one?.enter_by).toBeGreaterThan(other?.enter_by ?? 0)
    // Who turns at the last moment has the slot still before them; by the first itself they are out in time.
    expect(one?.join_exit_by).toBeLessThanOrEqual(Math.min(own.turn_by, close - 3600 - 300))
  })

  it('is counted on with the gates inward before it, and with a closure on the way in', () => {
    const gate = { id: 'post', position: 0.5, checks: ['in'], lanes: 1, foot_lanes: 0, service: { bus: '2 min' } }
    const risky = small({
      corridors: [corridor('road', { gates: [gate] }), two[1] ?? corridor('bridge')],
      uncertainty: { closures: { per_hour: 0.2, mean: '30 min' } },
      fleet: [{ ...buses(1), board: { fixed: '5 min', seated: '0 s' } }],
    })
    const { plan, second: own } = onlyTrip(risky)
    const enterBy = (turnBy: number) => {
      const trips = plan.trips.map((trip) => ({ ...trip, second_exit: { ...own, turn_by: turnBy as Instant } }))
      const [found] = turnBackTimes(scriptOf(risky, travelTimesOf(risky), { ...plan, trips, reserve: kept })).values()
      return found?.enter_by ?? Number.NaN
    }
    // In 5 min and 2 at the gate, 5 to the school, 5 of boarding, 5 to the mouth where it would turn: 22.
    const early = close - 2.25 * 3600
    expect(enterBy(early)).toBe(early - 22 * 60)
    // By the first: 5 more. Of the 1 % that may go wrong nine tenths are a closure that begins on 10 min of the corridor or at
    // its gate, and lasts longer than is left.
    const longer = 1800 * Math.log((1 - Math.exp((-0.2 * 12) / 60)) / 0.009)
    expect(Math.abs(enterBy(close) - (close - 3600 - 27 * 60 - longer))).toBeLessThanOrEqual(1)
  })

  it('is not one that another holds, nor past the buffer of the terms', () => {
    const narrow = [corridor('road'), corridor('bridge', { capacity: { vehicles: 1, per: '15 min' } })]
    const pause = small({ corridors: narrow, people: [families(400)], fleet: [buses(8)] })
    const plan = planPause({ ...pause, reserve: kept }, travelTimesOf(pause), request)
    const seconds = plan.trips.flatMap((trip) => trip.second_exit ?? []).filter(({ corridor: id }) => id === 'bridge')
    const passing = plan.trips
      .flatMap(({ legs }) => legs)
      .filter(({ kind, corridor: id }) => kind === 'corridor_out' && id === 'bridge')
    const slots = [...seconds, ...passing].map(({ from }) => Math.floor(from / 900))
    expect(seconds.length).toBeGreaterThan(2)
    expect(new Set(slots).size).toBe(slots.length)
    for (const { until } of seconds) expect(until).toBeLessThanOrEqual(close - 600)
    expect(counted(pause, travelTimesOf(pause), plan, kept).second_exits).toMatchObject({
      trips: plan.trips.filter((trip) => trip.second_exit !== undefined).length,
    })
  })
})

describe('where a plan is made anew', () => {
  it('is in no slot that somebody who was inside has by the plan, whichever way they might go otherwise', () => {
    const told = (id: string) => ({ id, place: 'school', aboard: { families: 50 } })
    const pause = small({
      corridors: [corridor('road'), corridor('bridge', { travel: { vehicle: '7 min' }, capacity: '1 per 15 min' })],
      people: [families(100)],
      fleet: [buses(2)],
      rules: { state: { at: '2016-11-04T10:00', vehicles: [told('bus-001'), told('bus-002')] } },
    })
    const times = travelTimesOf(pause)
    const plan = planPause(pause, times, request)
    const close = pause.terms.windows[0]?.close ?? 0
    // The first goes by the bridge at 10:50, which is when the second would have it after waiting for forty minutes.
    const trips = plan.trips.map((trip) => {
      if (trip.vehicle !== 'bus-001') return trip
      const legs = trip.legs.map((leg) => {
        const isExit = leg.kind === 'corridor_out'
        const from = close - (isExit ? 70 : 58) * 60
        const corridor = isExit ? 'bridge' : leg.corridor
        return { ...leg, corridor, from: from as Instant, until: (isExit ? from + 420 : from) as Instant }
      })
      return { ...trip, legs }
    })
    const withThem = withSecondExits(pause, times, { ...plan, trips }, kept)
    expect(checkPlan(pause, withThem).filter(({ rule }) => rule.startsWith('second_exit'))).toEqual([])
    expect(withThem.trips.find(({ vehicle }) => vehicle === 'bus-002')?.second_exit?.from).toBe(close - 3600)
  })
})

describe('where the drive to the second exit takes longer later', () => {
  it('there is one only if who turns at the last moment is there in its slot', () => {
    const usual = onlyTrip(small()).second
    // From when it was to turn the drive takes forty minutes: it would be there long after its slot.
    const from = localSecondsOfDay(usual.turn_by, small().time_zone)
    const pause = {
      ...small(),
      links: small().links.map(({ time = [], ...link }) => {
        const isBetweenMouths = link.between.every((place) => place.startsWith('inner'))
        const [row] = time
        const slow = Object.fromEntries(Object.keys(row?.value ?? {}).map((kind) => [kind, 2400 as Seconds]))
        return { ...link, time: isBetweenMouths ? [...time, { from, value: slow }] : time }
      }),
    }
    const plan = planPause({ ...pause, reserve: kept }, travelTimesOf(pause), request)
    expect(checkPlan(pause, plan).filter(({ rule }) => rule === 'second_exit')).toEqual([])
    // Instead of forty minutes it may wait twenty: at the bridge at 08:40, not at 09:00, and so two slots sooner.
    expect(plan.trips[0]?.second_exit?.kept_until).toBe(usual.kept_until - 1800)
  })
})

describe('second exits of any generated pause', () => {
  it('are reserved so that the checker accepts them, and a day of chance ends', () => {
    let found = 0
    fc.assert(
      fc.property(pauses, fc.nat(100), (data, seed) => {
        const pause = pauseOf(data)
        const times = travelTimesOf(pause)
        const plan = planOf(pause, 1, seed)
        if (checkPlan(pause, plan).length > 0) return
        const withThem = withSecondExits(pause, times, plan, {
          ...kept,
          second_exits: { within_s: 86_400, trips: 0, of: 0 },
        })
        expect(checkPlan(pause, withThem)).toEqual([])
        found += withThem.trips.filter((trip) => trip.second_exit !== undefined).length
        const simulation = new Simulation(scriptOf(pause, times, withThem))
        for (let replication = 0; replication < 20; replication++) {
          const day = { seed, purpose: 'fresh', block: 1, replication } as const
          const { peopleOut, isClear, lastExit } = simulation.run(day, { hasHalts: true, lostCorridor: 0 })
          expect(peopleOut).toBeLessThanOrEqual(2 * pause.people.reduce((sum, { count }) => sum + count.high, 0))
          if (isClear) expect(lastExit).toBeLessThanOrEqual(Math.max(...pause.terms.windows.map(({ close }) => close)))
        }
      }),
      { numRuns: 30, seed: 20161104 },
    )
    expect(found).toBeGreaterThan(10)
  })
})

describe('from now on', () => {
  /** Half of the bridge is before the only bus, then. */
  const onBridge = (pause: Pause, plan: Plan, at: number, aboard: Told['aboard'], done: readonly string[] = []) => {
    const told = { id: plan.trips[0]?.vehicle ?? '', corridor: 'bridge', position: 0.5, aboard }
    const state = { at: at as Instant, vehicles: [told], done: [...done] }
    const found = assureNow(pause, travelTimesOf(pause), plan, state, { seed: 1, replications: 5 })
    if (found.kind !== 'assured') throw new Error(`it is ${found.kind}`)
    return found
  }

  it('who is told to be on the corridor of their second exit goes on by it', () => {
    const pause = small()
    const { plan, second } = onlyTrip(pause)
    const at = second.from + 210
    const found = onBridge(pause, plan, at, { families: 50 })
    expect(found.clearProbability.estimate).toBe(1)
    expect(found.assurance.people_out.mean).toBe(50)
    // Half of the bridge is left.
    expect(found.assurance.last_exit.at_p50).toBe(at + 210)
    expect(found.assurance.trips.map(({ id }) => id)).toEqual([plan.trips[0]?.id])
  })

  it('so does who has nobody aboard, where they never come in by it', () => {
    const pause = small()
    const { plan, second } = onlyTrip(pause)
    const { assurance } = onBridge(pause, plan, second.from + 210, {})
    expect(assurance.people_out.mean).toBe(0)
    expect(assurance.last_exit.at_p50).toBe(second.from + 420)
  })

  it('of two second exits by it, it is the nearest in time of those whose trips are not over', () => {
    const pause = small({ people: [families(100)] })
    const plan = planPause({ ...pause, reserve: kept }, travelTimesOf(pause), request)
    const [one, two] = plan.trips
    if (one?.second_exit === undefined || two?.second_exit === undefined) throw new Error('both have one')
    expect([one.second_exit.corridor, two.second_exit.corridor]).toEqual(['bridge', 'bridge'])
    const left = (at: number, done: readonly string[] = []) => {
      const { assurance } = onBridge(pause, plan, at, { families: 50 }, done)
      return { trips: assurance.trips.map(({ id }) => id), out: assurance.people_out.mean }
    }
    // Nearer to that of the second trip: the first is over, with who came out by it.
    expect(left(two.second_exit.from + 210)).toEqual({ trips: [two.id], out: 100 })
    expect(left(one.second_exit.from + 210, [one.id])).toEqual({ trips: [two.id], out: 100 })
    expect(left(one.second_exit.from + 210)).toMatchObject({ trips: [one.id, two.id] })
  })
})
