import { type Pause, type PlanLevel, readPause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { describe, expect, it } from 'vitest'
import { buses, corridor, group, mosque, steps, tiny } from '../../test/oracle/tiny.ts'
import type { Outcome } from '../objective.ts'
import { problemOf } from '../problem.ts'
import { boundOf } from './bound.ts'
import type { MarginalValue } from './priced/marginal.ts'
import { windowMinutes } from './priced/marginal.ts'

const nobody: Outcome = {
  people: [0, 0, 0, 0],
  floorShare: 1_000_000,
  floorGrams: 0,
  leastShare: 1_000_000,
  gramsByNeed: 0,
  changedOrders: 0,
  exitSeconds: [0, 0, 0, 0],
  standingSeconds: 0,
  metres: 0,
}

/** Six buses, one slot in twenty minutes, two places to be picked up at: slots are short; where they are many, vehicles. */
function pauseWith({ vehicles = 1, count = 6, places = 60, near = 40, lanes = 0, beds = 0 }): Pause {
  const data = tiny(24)
  mosque(data, 3)
  data.people = [group('near', near, {}), group('far', 40, { at: 'mosque' })]
  const gates = lanes === 0 ? [] : [{ id: 'post', position: 0, checks: ['out'], lanes, service: steps(2) }]
  data.corridors = [corridor('bridge', { capacity: { vehicles, per: steps(2) }, gates })]
  data.fleet = [buses(count, 4, {})]
  const reception = data.places.find(({ id }) => id === 'reception')
  if (reception !== undefined)
    Object.assign(reception, beds === 0 ? { places } : { kind: 'hospital', beds: { wheelchair: beds, seated: 4 } })
  const { pause } = readPause(new TextEncoder().encode(JSON.stringify(data)))
  if (pause === undefined) throw new Error('the pause cannot be read')
  return pause
}

function boundedAt(pause: Pause) {
  const bound = boundOf(problemOf(pause, travelTimesOf(pause)))
  bound.tighten(nobody)
  return bound
}

const most = (pause: Pause, known?: ReturnType<typeof boundOf>) => {
  const bound = boundOf(problemOf(pause, travelTimesOf(pause)), known)
  // The first step of a level evaluates the prices that are known.
  bound.priced?.step('5b', nobody)
  return bound.priced?.least('5b', nobody) ?? Number.NaN
}

describe('the bound, step by step', () => {
  it('is the same whether steps are made one by one, with others between, or at once', () => {
    const problem = problemOf(pauseWith({}), travelTimesOf(pauseWith({})))
    const [atOnce, one, other] = [boundOf(problem), boundOf(problem), boundOf(problem)]
    const count = atOnce.tighten(nobody)
    expect(count).toBeGreaterThan(3)
    for (let step = 0; step < count; step++) {
      expect(one.step(nobody)).toBe(true)
      other.step(nobody)
      expect(one.levels(nobody)).toEqual(other.levels(nobody))
    }
    expect(one.step(nobody)).toBe(false)
    expect(one.levels(nobody)).toEqual(atOnce.levels(nobody))
  })

  it('never rises, and stops when it is told', () => {
    let lowered = 0
    for (const changes of [
      { vehicles: 9, count: 2, near: 4 },
      { vehicles: 9, count: 3, near: 6, places: 30 },
      { vehicles: 9, count: 5, near: 10 },
      { vehicles: 2, count: 7, near: 10 },
    ]) {
      const pause = pauseWith(changes)
      const bound = boundOf(problemOf(pause, travelTimesOf(pause)))
      const values = [bound.levels(nobody).get('5b') ?? 0]
      while (bound.step(nobody)) values.push(bound.levels(nobody).get('5b') ?? 0)
      expect(values).toEqual(values.toSorted((a, b) => b - a))
      lowered += (values[0] ?? 0) - (values.at(-1) ?? 0)
    }
    expect(lowered).toBeGreaterThan(0)
    const stopped = boundOf(problemOf(pauseWith({}), travelTimesOf(pauseWith({}))))
    let asked = 0
    expect(stopped.tighten(nobody, 9, () => ++asked > 2)).toBe(2)
    expect(stopped.tighten(nobody, 1)).toBe(1)
  })
})

describe('marginal values', () => {
  const sumOf = (values: readonly MarginalValue[], kind: MarginalValue['kind']) =>
    values.reduce((sum, each) => sum + (each.kind === kind ? each.value : 0), 0)
  const changes: readonly [
    string,
    Parameters<typeof pauseWith>[0],
    Parameters<typeof pauseWith>[0],
    MarginalValue['kind'],
  ][] = [
    ['a slot in each bin and direction', {}, { vehicles: 2 }, 'slot'],
    ['a bus', { vehicles: 9, count: 2 }, { vehicles: 9, count: 3 }, 'vehicle'],
    ['a lane', { vehicles: 9, lanes: 1 }, { vehicles: 9, lanes: 2 }, 'gate'],
    ['a place', { vehicles: 9, count: 30, places: 11 }, { vehicles: 9, count: 30, places: 12 }, 'places'],
  ]
  it.each(changes)('%s more: the bound at the same prices is greater by just that', (_, before, after, kind) => {
    const bound = boundedAt(pauseWith(before))
    const marginal = bound.marginalValues('5b', nobody)
    const value = sumOf(marginal?.values ?? [], kind)
    expect(value).toBeGreaterThan(0)
    const sum = (marginal?.bound ?? 0) + value
    expect(most(pauseWith(after), bound)).toBe(Math.floor(sum + 1e-6))
    expect(marginal?.unit).toBe('people' satisfies PlanLevel['unit'])
  })

  it('a bed more, which also takes who needs less', () => {
    const pause = { vehicles: 9, count: 30, beds: 7 }
    const bound = boundedAt(pauseWith(pause))
    const marginal = bound.marginalValues('5b', nobody)
    const bed = marginal?.values.find((each) => each.kind === 'bed' && each.mobility === 'wheelchair')
    expect(bed?.value).toBeGreaterThan(0)
    const sum = (marginal?.bound ?? 0) + (bed?.value ?? 0)
    expect(most(pauseWith({ ...pause, beds: 8 }), bound)).toBe(Math.floor(sum + 1e-6))
  })

  it('a minute more is an even part of what fifteen add', () => {
    const bound = boundedAt(pauseWith({}))
    const closes = bound.windowValues('5b', nobody).find((each) => each.kind === 'window' && each.end === 'close')
    expect(closes?.value).toBeGreaterThan(0)
    const longer = pauseWith({})
    const [window] = longer.terms.windows
    if (window === undefined || closes === undefined) throw new Error('no window')
    const close = (window.close + windowMinutes * 60) as typeof window.close
    const pause = { ...longer, terms: { ...longer.terms, windows: [{ ...window, close }] } }
    const sum = (bound.marginalValues('5b', nobody)?.bound ?? 0) + windowMinutes * closes.value
    expect(Math.abs(most(pause, bound) - sum)).toBeLessThanOrEqual(1)
  })
})
