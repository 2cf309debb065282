// A recall sends nobody out by what is shut, and nobody into what is full; where nothing better is known it says so.

import { describe, expect, it } from 'vitest'
import { saidOfPlan } from '../../src/coordination/day/figures.ts'
import type { JsonObject } from '../../src/coordination/event.ts'
import { coordinator, type Day, monitor, pauseFile, schoolTrip, underWay } from './day.ts'

const bakery = '{ at: bakery, capacity: 40, until: 2016-11-04T20:00, guaranteed_by: council }'
const cellar = '{ at: cellar, capacity: 50, until: 2016-11-04T20:00, guaranteed_by: council }'

function file(refuges: readonly string[]): string {
  return pauseFile({ extra: `  refuges: [ ${refuges.join(', ')} ]` })
    .replace(
      '    travel: { vehicle: 6 min }',
      '    travel: { vehicle: 6 min }\n    gates: [ { id: post, position: 0.5, service: 2 min } ]',
    )
    .replace('id: bus, kind: bus, count: 1', 'id: bus, kind: bus, count: 3')
    .replace('  - { id: bakery,', '  - { id: cellar, kind: drop, at: [37.17, 36.21], inside: true }\n  - { id: bakery,')
    .replace(
      '  - { between: [inner, bakery]',
      '  - { between: [school, cellar], time: 20 min }\n  - { between: [inner, bakery]',
    )
}

const buses = ['bus-001', 'bus-002', 'bus-003'] as const
const uses = ['civilians', 'medical', 'aid'] as const

/** Its corridor open for every use. */
function running(refuges: readonly string[] = [bakery, cellar], refuge: string | null = null): Day {
  const day = underWay(file(refuges))
  const trips = buses.map((bus, index) => schoolTrip(`t${index + 1}`, bus, { refuge }))
  for (const said of saidOfPlan('0'.repeat(64), trips)) day.enter(said)
  for (const use of uses) day.do('open_corridor', { corridor: 'bridge', use })
  return day
}

const people = (count: number) => [{ low: count, best: count, high: count }]
const boards = (day: Day, vehicle: string, count = 40) =>
  day.do('report', { what: 'people_boarded', vehicle, place: 'school', people: people(count) })
const leaves = (day: Day, vehicle: string) => day.do('report', { what: 'departed', vehicle, place: 'school' })
const shut = (day: Day) => day.do('suspend_corridor', { corridor: 'bridge', reason: 'mortar rounds on it' })

interface Shown {
  readonly recalls: readonly { readonly to: readonly JsonObject[] }[]
  readonly vehicles: readonly JsonObject[]
}
const shown = (day: Day) => day.view('day', coordinator) as unknown as Shown
const sent = (day: Day) =>
  Object.fromEntries(
    (shown(day).recalls.at(-1)?.to ?? []).map(({ vehicle, place, lacks }) => [
      vehicle,
      lacks === null ? place : `${place}, lacks ${lacks}`,
    ]),
  )
/** What it says beforehand is what it does. */
function calledBack(day: Day, kind: 'recall' | 'abort' = 'recall', input: JsonObject = { reason: 'a shell' }) {
  const before = Object.fromEntries(shown(day).vehicles.map(({ id, safe_point: point }) => [id, point]))
  day.do(kind, input)
  for (const { vehicle, place } of shown(day).recalls.at(-1)?.to ?? []) expect(place).toBe(before[String(vehicle)])
  return sent(day)
}

describe('into what is full nobody is sent', () => {
  it('the nearest with room, each in turn; where the way out is nearer than the next refuge, out', () => {
    const day = running()
    for (const bus of buses) boards(day, bus)
    expect(calledBack(day, 'abort', {})).toEqual({ 'bus-001': 'bakery', 'bus-002': 'outer', 'bus-003': 'outer' })
  })

  it('as many fit as are counted, whoever waits there takes up room, and who was sent keeps it', () => {
    const day = running()
    boards(day, 'bus-001', 30)
    boards(day, 'bus-002', 30)
    boards(day, 'bus-003', 20)
    expect(calledBack(day, 'recall', { vehicles: ['bus-003'], reason: 'a shell' })).toEqual({ 'bus-003': 'outer' })
    const other = running()
    boards(other, 'bus-002', 30)
    calledBack(other, 'recall', { vehicles: ['bus-002'], reason: 'a shell' })
    boards(other, 'bus-001', 30)
    expect(calledBack(other)).toEqual({ 'bus-001': 'outer', 'bus-002': 'bakery' })
    const waited = running()
    boards(waited, 'bus-001', 30)
    waited.do('report', {
      what: 'counted',
      place: 'bakery',
      counts: [{ subject: 'waiting', unit: 'people', low: 11, best: 11, high: 11 }],
    })
    expect(calledBack(waited)).toEqual({ 'bus-001': 'outer' })
  })

  it('who has taken refuge takes up room; where it holds no longer when it is reached, nobody is sent', () => {
    const day = running()
    for (const bus of ['bus-001', 'bus-002']) boards(day, bus, 30)
    day.do('report', { what: 'came', vehicle: 'bus-001', place: 'bakery' })
    expect(calledBack(day)).toEqual({ 'bus-001': 'bakery', 'bus-002': 'outer' })
    const late = running([bakery.replace('20:00', '08:05')])
    boards(late, 'bus-001')
    expect(calledBack(late)).toEqual({ 'bus-001': 'outer' })
  })
})

describe('out by what is shut nobody is sent', () => {
  it('but to the nearest refuge with room; who is on it leaves by it', () => {
    const day = running()
    for (const bus of buses) {
      boards(day, bus)
      leaves(day, bus)
    }
    day.at('08:50')
    day.do('report', { what: 'came', vehicle: 'bus-003', corridor: 'bridge', gate: 'post' })
    shut(day)
    expect(calledBack(day, 'abort', {})).toEqual({ 'bus-001': 'bakery', 'bus-002': 'cellar', 'bus-003': 'outer' })
  })

  it('and where there is none with room, to the plan’s own, which is said with it', () => {
    const day = running([bakery])
    for (const bus of buses) boards(day, bus)
    shut(day)
    expect(calledBack(day)).toEqual({
      'bus-001': 'bakery',
      'bus-002': 'outer, lacks way',
      'bus-003': 'outer, lacks way',
    })
    expect(shown(day).vehicles).toMatchObject([
      { safe_point_lacks: null },
      { safe_point_lacks: 'way' },
      { safe_point_lacks: 'way' },
    ])
    const planned = running([bakery], 'bakery')
    for (const bus of buses) boards(planned, bus)
    shut(planned)
    expect(calledBack(planned)).toMatchObject({ 'bus-001': 'bakery', 'bus-002': 'bakery, lacks room' })
  })

  it('a condition that is not met shuts it, also after the pause was broken off; that alone does not', () => {
    const day = running()
    boards(day, 'bus-001')
    leaves(day, 'bus-001')
    expect(calledBack(day, 'abort', {})).toEqual({ 'bus-001': 'outer' })
    expect(shown(day).vehicles[0]).toMatchObject({ safe_point: 'outer' })
    day.do('lapse_withdrawal', { corridor: 'bridge', kind: 'mines', state: 'not_met' }, monitor)
    expect(shown(day).vehicles[0]).toMatchObject({ safe_point: 'bakery' })
    const other = running()
    boards(other, 'bus-001')
    leaves(other, 'bus-001')
    other.do('abort', {})
    shut(other)
    expect(shown(other).vehicles[0]).toMatchObject({ safe_point: 'bakery' })
  })

  it('suspended for one use alone, it is a way out still', () => {
    const day = running()
    boards(day, 'bus-001')
    leaves(day, 'bus-001')
    day.do('suspend_corridor', { corridor: 'bridge', use: 'aid' })
    expect(calledBack(day)).toEqual({ 'bus-001': 'outer' })
  })
})

it('a corridor is suspended for every use by one action that names none, and refused where it was never opened', () => {
  const day = running()
  day.do('suspend_corridor', { corridor: 'bridge' })
  expect(day.events.slice(-3).map(({ type, opened }) => [type, (opened.notice as JsonObject).element])).toEqual(
    uses.map((use) => ['corridor_suspended', use]),
  )
  expect(day.ask('suspend_corridor', { corridor: 'bridge' })).toBeUndefined()
  expect(day.events.filter(({ type }) => type === 'corridor_suspended')).toHaveLength(3)
  const never = underWay(file([bakery]))
  expect(never.ask('suspend_corridor', { corridor: 'bridge' })?.code).toBe('not_open')
})
