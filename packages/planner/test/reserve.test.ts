// A plan made as sure as its terms require: what is held back is enough on days that nothing was tuned by, is no less than
// the terms, and is paid for in the open.

import { readFileSync } from 'node:fs'
import { checkPlan } from '@treve/checker'
import { type Kept, levelOfPriority, type Pause, type Plan } from '@treve/model'
import { changedByReserve } from '@treve/model/gain-of-reserve'
import { travelTimesOf } from '@treve/network'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alphaOf, lowerLimit } from '../src/assure/limits.ts'
import { scriptOf } from '../src/assure/script.ts'
import { Simulation, tripFlags } from '../src/assure/simulation.ts'
import { asksOf } from '../src/changes/asks.ts'
import { changed } from '../src/changes/change.ts'
import { writtenChange } from '../src/changes/words.ts'
import { assurePlan, decisionDays, isReserveSought, planPause, planSurely, type SureRequest } from '../src/index.ts'
import { goalsFor, leastClear } from '../src/reserve/goal.ts'
import { losesPatients, priceOf } from '../src/reserve/price.ts'
import { cutTo, type Late, secondsShort, type Tried } from '../src/reserve/tuning.ts'
import { pauses } from './generate.ts'
import { pauseFrom, pauseOf, planOf } from './planning.ts'

const minimalText = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
const asked = 'probability: 0.99'
const requiring = (probability: string) => pauseFrom(Buffer.from(minimalText.replace(asked, probability)))
const minimal = requiring(asked)
const times = travelTimesOf(minimal)

const request = {
  seed: 1,
  iterations: 60,
  mustStop: () => undefined,
  mustStopFirst: () => undefined,
  isStopped: () => false,
  cpuSeconds: () => 0,
  inputSha256: '0'.repeat(64),
  files: {},
} satisfies SureRequest

function surely(pause: Pause, other: Partial<SureRequest> = {}) {
  const { plan, assured } = planSurely(pause, travelTimesOf(pause), { ...request, ...other })
  const shown: Plan =
    assured === undefined
      ? plan
      : {
          ...plan,
          clear_probability: assured.clearProbability,
          assurance: assured.assurance,
          trips: plan.trips.map((trip) => ({ ...trip, turn_back: assured.turnBack.get(trip.id) ?? null })),
        }
  return { plan: shown, assured, violations: checkPlan(pause, shown) }
}

describe('a plan of terms that require a probability', () => {
  const { plan, assured, violations } = surely(minimal)
  const { reserve } = plan
  if (reserve === null || assured === undefined) throw new Error('a reserve is sought for the example')

  it('is valid, under its own terms and under what it says that it keeps', () => {
    expect(violations).toEqual([])
    expect(reserve.buffer_s).toBeGreaterThanOrEqual(minimal.terms.clear.buffer)
  })

  it('reaches what is required on fresh days too, where it says that it is shown', () => {
    expect(reserve.is_shown).toBe(true)
    const simulation = new Simulation(scriptOf(minimal, times, plan))
    const days = 5000
    let clear = 0
    for (let replication = 0; replication < days; replication++) {
      const day = { seed: 77, purpose: 'fresh', block: 1, replication } as const
      if (simulation.run(day, { hasHalts: reserve.sought_on === 'with_halts' }).isClear) clear++
    }
    expect(clear / days).toBeGreaterThanOrEqual(0.99)
    // Without the reserve it does not: that is what it is for.
    const without = new Simulation(scriptOf(minimal, times, planOf(minimal, 60)))
    let clearWithout = 0
    for (let replication = 0; replication < days; replication++) {
      const day = { seed: 77, purpose: 'fresh', block: 1, replication } as const
      if (without.run(day, { hasHalts: true }).isClear) clearWithout++
    }
    expect(clearWithout).toBeLessThan(clear)
  })

  it('says what each level would have had without it, and what no plan without it exceeds', () => {
    const without = planOf(minimal, 60)
    for (const { level, without: had, bound_without, served } of reserve.price) {
      expect(had).toBe(without.levels.find((each) => each.level === level)?.served)
      expect(bound_without).toBe(without.levels.find((each) => each.level === level)?.bound)
      expect(served).toBe(plan.levels.find((each) => each.level === level)?.served)
    }
    expect(reserve.price.map(({ level }) => level)).toEqual(['2', '3', '4', '5a', '5b', '6a', '6b'])
    expect(reserve.uses.filter(({ is_taken }) => is_taken)).toHaveLength(1)
  })

  it('counts each decision test, which spends less and less on days of its own', () => {
    expect(reserve.tests.map(({ test }) => test)).toEqual(reserve.tests.map((_, index) => index + 1))
    const { assurance } = assured
    expect(assurance.alpha).toBe(alphaOf(assurance.test))
    const claim = assurance[reserve.sought_on]
    expect(reserve.tests.find(({ test }) => test === assurance.test)).toMatchObject({ estimate: claim.estimate })
    // Another test of the same plan: other days.
    const other = assurePlan(minimal, times, plan, { seed: 1, test: assurance.test + 1, replications: 3000 })
    const same = assurePlan(minimal, times, plan, { seed: 1, test: assurance.test, replications: 3000 })
    expect(other?.assurance.people_out).not.toEqual(same?.assurance.people_out)
  })

  it('is the same again, whatever the clock says', () => {
    let seconds = 0
    const again = surely(minimal, { cpuSeconds: () => seconds++ }).plan
    expect({ ...again, effort: 0 }).toEqual({ ...plan, effort: 0 })
  })

  it('is broken off when somebody says stop, and claims nothing then', () => {
    let left = 2000
    const stopped = surely(minimal, { isStopped: () => left-- < 0 })
    expect(stopped.assured).toBeUndefined()
    expect(stopped.plan.reserve).toBeNull()
    expect(stopped.violations).toEqual([])
  })
})

describe('any generated pause that requires a probability', () => {
  it('is planned validly, with a reserve where one was found and without where not', () => {
    fc.assert(
      fc.property(pauses, fc.constantFrom(0.6, 0.9, 0.97), (data, probability) => {
        const made = pauseOf(data)
        const pause = { ...made, terms: { ...made.terms, clear: { ...made.terms.clear, probability } } }
        if (!isReserveSought(pause)) return
        const { plan, violations } = surely(pause, { iterations: 2, replications: 400, mayExplain: () => false })
        expect(violations).toEqual([])
        for (const { test } of plan.reserve?.tests ?? []) expect(test).toBeLessThanOrEqual(3)
      }),
      { numRuns: 30 },
    )
  }, 120_000)
})

describe('the reserve', () => {
  it('is not sought where nothing is required', () => {
    expect(isReserveSought(minimal)).toBe(true)
    expect(isReserveSought(requiring('probability: null'))).toBe(false)
  })

  it('of a plan made anew is put to the test after those of the plans before it, which may claim less', () => {
    const { plan, assured, violations } = surely(requiring('probability: 0.9'), { testsBefore: 2 })
    expect(violations).toEqual([])
    expect(plan.reserve?.tests[0]?.test).toBe(3)
    expect(assured?.assurance.test).toBeGreaterThanOrEqual(3)
    expect(assured?.assurance.alpha).toBeLessThanOrEqual(0.05 / 12)
  })

  it('is left alone where no number of clear days could show so much', () => {
    const { plan, assured, violations } = surely(requiring('probability: 0.99999'))
    expect(violations).toEqual([])
    expect(plan.reserve).toBeNull()
    expect(assured?.assurance.with_halts.is_probability_met).toBe(false)
  })

  it('is nothing where the terms are enough', () => {
    const long = minimalText.replace('close: 2016-11-04T12:00', 'close: 2016-11-04T20:00')
    const pause = pauseFrom(Buffer.from(long.replace(asked, 'probability: 0.9')))
    const { plan, violations } = surely(pause)
    expect(violations).toEqual([])
    expect(plan.reserve).toMatchObject({
      buffer_s: minimal.terms.clear.buffer,
      slack_s: 0,
      least_buffer_s: minimal.terms.clear.buffer,
      sought_on: 'with_halts',
      is_shown: true,
      corridors: [],
    })
    for (const { without, served } of plan.reserve?.price ?? []) expect(served).toBe(without)
  })
})

describe('where the terms are enough, and some trips of the plan would come too late on most days', () => {
  const file = new URL('../../../examples/minimal-short/pause.yaml', import.meta.url)
  const pause = pauseFrom(readFileSync(file))
  const { plan, assured, violations } = surely(pause)
  const without = planOf(pause, request.iterations)

  it('they are not promised: every trip goes in on nearly every day, and it is as sure as required', () => {
    expect(violations).toEqual([])
    expect(plan.reserve).toMatchObject({ is_shown: true, least_buffer_s: pause.terms.clear.buffer })
    expect(plan.reserve?.uses.find(({ is_taken }) => is_taken)?.use).toBe('ending_sooner')
    expect(plan.reserve?.slack_s).toBeGreaterThan(0)
    for (const { not_entered } of assured?.assurance.trips ?? []) expect(not_entered).toBeLessThan(0.1)
  })

  it('a truck brings what of its load can be left in time, where before nothing came in', () => {
    const before = assurePlan(pause, travelTimesOf(pause), without, { seed: 1, replications: 400 })
    expect(without.served.aid_g).toBeGreaterThan(0)
    expect(before?.assurance.aid_g.mean).toBe(0)
    expect(plan.served.aid_g).toBeGreaterThan(0)
    expect(assured?.assurance.aid_g.mean).toBeGreaterThan(0.9 * plan.served.aid_g)
    const promised = plan.reserve?.price.find(({ level }) => level === '5a')
    expect(promised?.on_average_without).toBe(0)
    expect(promised?.on_average).toBeGreaterThan(0)
  })

  it('as many people come out on average, within a twentieth', () => {
    for (const { level, on_average = 0, on_average_without = 0 } of plan.reserve?.price ?? [])
      if (level === '2' || level === '5b') expect(on_average).toBeGreaterThan(0.95 * (on_average_without ?? 0))
  })

  it('and where the plan that does without them is not as surely clear, it is told and not taken', () => {
    const strict = { ...pause, terms: { ...pause.terms, clear: { ...pause.terms.clear, probability: 0.993 } } }
    const { reserve } = surely(strict, { replications: 20_000 }).plan
    const ending = reserve?.uses.find(({ use }) => use === 'ending_sooner')
    expect(ending).toBeDefined()
    expect(ending?.is_taken).toBe(false)
  })
})

describe('days of a decision test', () => {
  const [trip] = planOf(minimal, 1).trips
  if (trip === undefined) throw new Error('the example has trips')
  it.each([
    [0, 20_000],
    [5, 20_000],
    [12, 8000],
    [20, 5000],
    [711, 5000],
  ])('of %d trips are %d', (trips, days) => {
    expect(decisionDays({ trips: Array.from({ length: trips }, () => trip) })).toBe(days)
  })
})

describe('where halts of everything are likely', () => {
  const pause = pauseFrom(Buffer.from(minimalText.replace('halts: { per_hour: 0.01', 'halts: { per_hour: 0.1')))
  const { plan, assured, violations } = surely(pause)

  it('the reserve is for days without them, and that is said', () => {
    expect(violations).toEqual([])
    expect(plan.reserve?.sought_on).toBe('without_halts')
    expect(assured?.assurance.with_halts.is_probability_met).toBe(false)
    expect(assured?.assurance.without_halts.is_probability_met).toBe(plan.reserve?.is_shown)
    expect(plan.reserve?.uses.at(-1)?.use).toBe('buffer_for_halts')
  })

  it('tells what recall and refuges would do beyond it', () => {
    const [first, second] = plan.reserve?.recall ?? []
    const clear = assured?.assurance.with_halts.estimate ?? 1
    expect(first?.notice_s).toBe(1800)
    expect(first?.clear).toBeGreaterThan(clear)
    expect(second?.clear).toBeGreaterThanOrEqual(first?.clear ?? 1)
    expect(second?.people_out).toBeLessThanOrEqual(first?.people_out ?? 0)
    const { refuge } = plan.reserve ?? {}
    expect(refuge?.people_late).toBeLessThan(refuge?.people_late_without ?? 0)
    expect(refuge?.people_sheltered).toBeGreaterThan(0)
  })
})

describe('orders and plan with a reserve', () => {
  const plan = planOf(minimal, 60)
  const close = minimal.terms.windows[0]?.close ?? 0
  const kept: Kept = {
    buffer_s: 3600,
    slack_s: 1800,
    turn_back: 0.99,
    corridors: [{ corridor: 'bridge', more_s: 900 }],
  }

  it('end by what is kept, corridor by corridor', () => {
    const reserved = planPause({ ...minimal, reserve: kept }, times, request)
    const exits = reserved.trips.flatMap(({ legs }) => legs.filter(({ kind }) => kind === 'corridor_out'))
    expect(exits.length).toBeGreaterThan(0)
    for (const { until } of exits) expect(until).toBeLessThanOrEqual(close - 3600 - 1800 - 900)
    const later = planPause({ ...minimal, reserve: { ...kept, corridors: [] } }, times, request)
    const last = Math.max(
      ...later.trips.flatMap(({ legs }) => legs.map(({ kind, until }) => (kind === 'corridor_out' ? until : 0))),
    )
    expect(last).toBeGreaterThan(close - 3600 - 1800 - 900)
  })

  it('turn back by so much earlier', () => {
    const own = scriptOf(minimal, times, {
      ...plan,
      reserve: { ...kept, buffer_s: minimal.terms.clear.buffer, corridors: [] },
    })
    const earlier = scriptOf(minimal, times, { ...plan, reserve: kept })
    const difference = 3600 - minimal.terms.clear.buffer + 900
    for (const [index, { enter, joinExit }] of own.trips.entries()) {
      expect(enter - (earlier.trips[index]?.enter ?? 0)).toBeCloseTo(difference, 3)
      expect(joinExit - (earlier.trips[index]?.joinExit ?? 0)).toBeCloseTo(difference, 3)
    }
    const rarer = scriptOf(minimal, times, { ...plan, reserve: { ...kept, turn_back: 0.999 } })
    for (const [index, { enter }] of earlier.trips.entries()) expect(rarer.trips[index]?.enter).toBeLessThan(enter)
  })

  it('let nobody in after a recall, and bring out who is inside', () => {
    const at = (minimal.terms.windows[0]?.open ?? 0) + 3600
    const recalled = new Simulation(scriptOf(minimal, times, { ...plan, recall: { window: 0, at } }))
    for (let replication = 0; replication < 200; replication++) {
      recalled.run({ seed: 1, purpose: 'fresh', block: 1, replication }, { hasHalts: false })
      const { script, began } = recalled
      for (let step = 0; step < script.steps.count; step++)
        if (script.steps.kind[step] === 2 && script.steps.sign[step] === -1 && !Number.isNaN(began[step] ?? Number.NaN))
          expect(began[step]).toBeLessThanOrEqual(at)
    }
    expect([...recalled.trips].some((flags) => (flags & tripFlags.notEntered) !== 0)).toBe(true)
  })

  it('cut a plan to the trips that are out in time, and of a vehicle nothing after one that is not', () => {
    const cut = cutTo(minimal, plan, { ...kept, buffer_s: 6000, corridors: [] })
    const exitOf = ({ legs }: Plan['trips'][number]) => legs.findLast(({ kind }) => kind === 'corridor_out')?.until ?? 0
    expect(cut.trips.length).toBeLessThan(plan.trips.length)
    for (const trip of cut.trips) expect(exitOf(trip)).toBeLessThanOrEqual(close - 7800)
    for (const trip of plan.trips)
      if (exitOf(trip) <= close - 7800) expect(cut.trips.map(({ id }) => id)).toContain(trip.id)
  })
})

describe('what is short', () => {
  const late = (day: number, seconds: number, vehicle = day): Late => ({ day, vehicle, corridor: 'bridge', seconds })
  const triedWith = (list: readonly Late[]) => ({ late: { with_halts: list, without_halts: list } }) as unknown as Tried
  const goal = { sort: 'with_halts', badDays: 2, badDaysOfVehicle: 1 } as const

  it('is nothing while no more days go wrong than may', () => {
    expect(secondsShort(triedWith([late(1, 500), late(2, 900), late(2, 300, 7)]), goal)).toBe(0)
  })

  it('is what leaves so few above it, if delays fall off exponentially', () => {
    // The quantiles of an exponential distribution with mean 1,000 s.
    const days = Array.from({ length: 200 }, (_, day) => late(day, -1000 * Math.log((day + 0.5) / 200)))
    const short = secondsShort(triedWith(days), { ...goal, badDays: 10 })
    expect(short).toBeGreaterThan(0.9 * 1000 * Math.log(20))
    expect(short).toBeLessThan(1.1 * 1000 * Math.log(20))
  })

  it('looks at each vehicle by itself too, but not because of halts, which strike all', () => {
    const often = [late(1, 400, 3), late(2, 800, 3)]
    const only = (list: readonly Late[], sort: 'with_halts' | 'without_halts') =>
      ({ late: { with_halts: [], without_halts: [], [sort]: list } }) as unknown as Tried
    expect(secondsShort(only(often, 'without_halts'), goal)).toBeGreaterThan(0)
    expect(secondsShort(only(often, 'with_halts'), goal)).toBe(0)
  })

  it('asks for the least count that shows what is required, to the day', () => {
    for (const [required, days, test] of [
      [0.99, 5000, 1],
      [0.95, 5000, 1],
      [0.9, 3000, 2],
    ] as const) {
      const least = leastClear(required, days, alphaOf(test)) ?? 0
      expect(lowerLimit(least, days, alphaOf(test))).toBeGreaterThanOrEqual(required)
      expect(lowerLimit(least - 1, days, alphaOf(test))).toBeLessThan(required)
    }
    expect(leastClear(0.9999, 5000, alphaOf(1))).toBeUndefined()
    expect(goalsFor(0.9999, 5000, { sort: 'with_halts', vehicles: 3 })).toBeUndefined()
  })
})

describe('who is not served because it would not be sure enough', () => {
  const short = pauseFrom(readFileSync(new URL('../../../examples/minimal-short/pause.yaml', import.meta.url)))
  const { plan, violations } = surely(short, { iterations: 5 })
  const without = planOf(short, 5, 1, undefined, 0)
  const reserve = plan.reserve ?? undefined
  const heldBack = plan.unserved.filter(({ reason }) => reason === 'assurance')
  const leftBy = ({ unserved }: Plan, group: string) =>
    unserved.reduce((sum, entry) => sum + (entry.group === group ? (entry.people ?? 0) : 0), 0)

  it('is who is served without the reserve, group by group, and no more of them', () => {
    expect(violations).toEqual([])
    for (const { id } of short.people) {
      const told = heldBack.reduce((sum, { group, people }) => sum + (group === id ? (people ?? 0) : 0), 0)
      expect(told).toBe(Math.max(0, leftBy(plan, id) - leftBy(without, id)))
    }
    expect(heldBack.map(({ group, consignment }) => group ?? consignment)).toEqual(['families', 'patients', 'flour'])
    // Of both some would be left anyway: with a reason of their own.
    expect(plan.unserved.flatMap(({ group, reason }) => (group === undefined ? [] : [[group, reason]]))).toEqual([
      ['families', 'vehicle'],
      ['families', 'assurance'],
      ['patients', 'window'],
      ['patients', 'assurance'],
    ])
  })

  it('carries a change that is enough, with what is kept: planned anew with it, so many more are served', () => {
    if (reserve === undefined) throw new Error('a reserve is sought for the example')
    for (const { group = '', people = 0, would_take = '', looked_at } of heldBack.filter(({ group }) => group)) {
      expect(looked_at).toBe('in_full')
      const change = asksOf(short)
        .flatMap((ask) => [1, Number(/\+(\d+)/.exec(would_take)?.[1])].map((amount) => ask.change(amount)))
        .find((each) => writtenChange(short, each) === would_take)
      if (change === undefined) throw new Error(`nothing that can be asked for is written ${would_take}`)
      const kept = { ...changed(short, change), reserve }
      const anew = planPause(kept, travelTimesOf(kept), { ...request, iterations: 40, mayExplain: () => false })
      expect(leftBy(plan, group) - leftBy(anew, group)).toBeGreaterThanOrEqual(people)
    }
  })

  it('is counted in the price beside those who are served in their place', () => {
    for (const { level, without: before, served, left, instead } of reserve?.price ?? []) {
      const groups = short.people.filter(({ priority }) => levelOfPriority[priority] === level).map(({ id }) => id)
      if (groups.length === 0) {
        expect([left, instead]).toEqual([undefined, undefined])
        continue
      }
      expect(before - served).toBe((left ?? Number.NaN) - (instead ?? Number.NaN))
      expect(left).toBe(
        heldBack.reduce((sum, { group = '', people }) => sum + (groups.includes(group) ? (people ?? 0) : 0), 0),
      )
    }
  })

  it('is told also where there is no time to look for a change, and then names none', () => {
    const cut = surely(short, { iterations: 5, mayExplain: () => false }).plan
    const told = cut.unserved.filter(({ reason }) => reason === 'assurance')
    expect(told.map(({ group, people }) => [group, people])).toEqual(
      heldBack.map(({ group, people }) => [group, people]),
    )
    for (const { would_take, looked_at } of told) expect([would_take, looked_at]).toEqual([undefined, 'no'])
    for (const { reason } of cut.unserved) expect(['assurance', 'not_known']).toContain(reason)
  })

  it('others in their place make the price less than their number: both are counted', () => {
    const { price } = reserve ?? { price: [] }
    const people = short.people.map((group) => ({ ...group, priority: 'general' as const }))
    const rows = priceOf(
      { ...short, people },
      { plan: { ...without, unserved: [{ group: 'families', people: 40, reason: 'not_known' }] }, made: new Map() },
      {
        plan: {
          ...plan,
          unserved: [
            { group: 'patients', people: 3, reason: 'not_known' },
            { group: 'families', people: 30, reason: 'not_known' },
          ],
        },
        made: new Map(),
      },
    )
    expect(price.length).toBe(rows.length)
    expect(rows.find(({ level }) => level === '5b')).toMatchObject({ left: 3, instead: 10 })
    expect(changedByReserve({ price: rows })).toEqual({ left: 3, instead: 10, less: -7 })
  })
})

it('patients are given up for no aid, however much: more than chance on average of days is too many', () => {
  const of = (two: number, three: number) => ({ '2': two, '3': three, '4': 0, '5a': 0, '5b': 0, grams: 9e9 })
  expect(losesPatients(of(2, 0), of(1.9, 0))).toBe(true)
  expect(losesPatients(of(2, 5), of(3, 4.9))).toBe(true)
  expect(losesPatients(of(2, 5), of(1.99, 5.2))).toBe(false)
})
