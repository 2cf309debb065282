// Private cars on a simulated day: a flow of their own, in lanes of their own, behind one another. On an alternating corridor
// they pass in turns of the way out, and who comes in waits until they are out.

import type { Instant } from '@treve/model'
import { localSecondsOfDay, valueAt } from '@treve/model'
import { type CarPassage, gatesOf, secondsBetween } from '../problem.ts'
import { openFrom, workedUntil } from './interruptions.ts'
import { freeFrom, type Queues, queuesOf, serve } from './lanes.ts'
import { remainingSeconds } from './remaining-way.ts'
import type { Script } from './script.ts'
import type { DayResult } from './simulation.ts'
import { drawOf, keyOf } from './streams.ts'
import { fromTable, type Tables } from './tables.ts'
import { afterTurnsAgainst } from './turns.ts'
import type { Weather } from './weather.ts'

interface Flow {
  readonly corridor: number
  readonly enter: Float64Array
  /** As planned, services included. */
  readonly passage: Float64Array
  readonly travel: Float64Array
  readonly window: Int32Array
  readonly keys: Int32Array
  /** Nobody enters later, by window. */
  readonly by: Float64Array
  /** Share of the way from the inside mouth to each gate, and what is left after the last; service seconds. */
  readonly segments: readonly { readonly from: number; readonly to: number; readonly service: number }[]
  /** As estimated; where nobody did, whoever drives. */
  readonly peopleEach: number
  readonly queues: Queues
  /** On the last day: when each entered and was out, of those that did; in order. */
  readonly entered: number[]
  readonly out: number[]
}

export class PrivateCars {
  private readonly script: Script
  private readonly tables: Tables
  private readonly flows: readonly Flow[]

  constructor(script: Script, tables: Tables) {
    this.script = script
    this.tables = tables
    this.flows = script.problem.cars.flatMap((passages, corridor) =>
      passages.length === 0 ? [] : [flowOf(script, corridor, passages)],
    )
  }

  run(weather: Weather, result: DayResult): void {
    const { script, tables } = this
    const { interruptions } = weather
    for (const flow of this.flows) {
      const { corridor, segments, queues } = flow
      queues.free.fill(Number.NEGATIVE_INFINITY)
      flow.entered.length = 0
      flow.out.length = 0
      const turns = script.turns[corridor]
      const clearance = script.problem.corridors[corridor]?.clearance ?? 0
      const ahead = new Float64Array(segments.length + 1).fill(Number.NEGATIVE_INFINITY)
      for (let car = 0; car < flow.enter.length; car++) {
        const window = flow.window[car] ?? 0
        // Nobody overtakes on the way.
        let at = openFrom(interruptions, corridor, Math.max(flow.enter[car] ?? 0, ahead[0] ?? 0))
        for (let before = Number.NaN; turns !== undefined && before !== at; ) {
          before = at
          at = openFrom(interruptions, corridor, afterTurnsAgainst(turns, clearance, true, at, flow.passage[car] ?? 0))
        }
        // Those at the mouth see the queue: who would not be through in time is not let in.
        if (at + waitingAhead(flow, at, flow.travel[car] ?? 0) > (flow.by[window] ?? 0)) continue
        ahead[0] = at
        flow.entered.push(at)
        const hour = Math.max(0, Math.min(script.hours - 1, Math.floor(at / 3600) - script.firstHour))
        const pace =
          weather.city *
          (weather.hourly[corridor * script.hours + hour] ?? 1) *
          fromTable(tables.leg, drawOf(flow.keys[car] ?? 0, weather.one, weather.two))
        const travel = flow.travel[car] ?? 0
        for (let part = 0; part < segments.length; part++) {
          const segment = segments[part]
          if (segment === undefined) continue
          at = workedUntil(interruptions, corridor, at, secondsBetween(segment.from, segment.to, travel) * pace)
          at = Math.max(at, ahead[part + 1] ?? 0)
          ahead[part + 1] = at
          if (part < segments.length - 1) at = serve(queues, part, at, segment.service, interruptions, corridor)
        }
        flow.out.push(at)
        const { close = 0, clearBy = 0 } = script.windows[window] ?? {}
        if (at > clearBy) result.isClearByBuffer = false
        if (at > close) {
          result.carsLate++
          result.personsLate += flow.peopleEach
        }
      }
    }
  }

  /** On the day that was run: when each entered a corridor and was out, in order. */
  passages(corridor: number): Pick<Flow, 'entered' | 'out'> | undefined {
    return this.flows.find((flow) => flow.corridor === corridor)
  }

  /** When the last that has gone in by then is out. */
  outBy(corridor: number, now: number): number {
    const { entered = [], out = [] } = this.passages(corridor) ?? {}
    return out[entered.findLastIndex((at) => at <= now)] ?? Number.NEGATIVE_INFINITY
  }
}

/** Seconds that a car would wait at gates for those before it, at the usual pace. */
function waitingAhead({ segments, queues }: Flow, from: number, travel: number): number {
  let at = from
  let waiting = 0
  segments.forEach((segment, part) => {
    at += secondsBetween(segment.from, segment.to, travel)
    if (part === segments.length - 1) return
    const wait = Math.max(0, freeFrom(queues, part) - at)
    waiting += wait
    at += wait + segment.service
  })
  return waiting
}

function flowOf(script: Script, corridor: number, passages: readonly CarPassage[]): Flow {
  const { problem, windows, ordered } = script
  const own = problem.corridors[corridor]
  if (own === undefined) throw new Error(`no corridor ${corridor}`)
  // By their number among all of them, whichever are out already.
  const cars = passages
    .map(({ enter, exit }, car) => ({ enter, exit, key: keyOf('car', own.id, Math.floor(enter / 3600), car) }))
    .filter(({ exit }) => exit > (script.from ?? Number.NEGATIVE_INFINITY))
  const gates = gatesOf(own, 'out')
  const travelAt = (at: number) =>
    valueAt(own.travel, localSecondsOfDay(at as Instant, problem.pause.time_zone)).car ?? 0
  const windowAt = (at: number) =>
    Math.max(
      0,
      windows.findLastIndex(({ open }) => open <= at),
    )
  const longest = Math.max(...own.travel.map(({ value }) => value.car ?? 0))
  const positions = [1, ...gates.map(({ position }) => position), 0]
  const whole = positions.slice(1).reduce((sum, to, part) => sum + secondsBetween(positions[part] ?? 1, to, longest), 0)
  const fixedSeconds = gates.reduce((sum, { service }) => sum + (service.car ?? 0), 0)
  const remaining = remainingSeconds({ drives: [whole], fixedSeconds, handlingSeconds: 0 }, ordered)
  return {
    corridor,
    enter: Float64Array.from(cars, ({ enter }) => enter),
    passage: Float64Array.from(cars, ({ enter, exit }) => exit - enter),
    travel: Float64Array.from(cars, ({ enter }) => travelAt(enter)),
    window: Int32Array.from(cars, ({ enter }) => windowAt(enter)),
    keys: Int32Array.from(cars, ({ key }) => key),
    by: Float64Array.from(windows, ({ clearBy }) => clearBy - remaining),
    segments: positions.slice(1).map((to, part) => ({
      from: positions[part] ?? 1,
      to,
      service: gates[part]?.service.car ?? 0,
    })),
    peopleEach: Math.max(1, problem.pause.corridors[corridor]?.private_cars?.people_per_car ?? 1),
    queues: queuesOf(gates.map(({ car_lanes }) => car_lanes)),
    entered: [],
    out: [],
  }
}
