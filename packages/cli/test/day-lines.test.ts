// What vehicles report on a simulated day, where a trip is not made and where a vehicle goes home empty.

import { travelTimesOf } from '@treve/network'
import { type PlayedTrip, planPause, playedDay } from '@treve/planner'
import { beforeAll, expect, it } from 'vitest'
import { openPause } from '../src/reading.ts'
import { dayLines } from '../src/simulate/day-lines.ts'
import { capture } from './streams.ts'

const request = {
  seed: 1,
  iterations: 50,
  mustStop: () => undefined,
  cpuSeconds: () => 0,
  inputSha256: '0'.repeat(64),
  files: {},
}

async function planned() {
  const opened = await openPause('examples/minimal/pause.yaml', capture())
  if (opened === undefined) throw new Error('the example cannot be read')
  const { pause } = opened
  const times = travelTimesOf(pause)
  return { pause, times, plan: planPause(pause, times, request) }
}
let given: Awaited<ReturnType<typeof planned>>
beforeAll(async () => {
  given = await planned()
})

it('who turns round before the zone says where they are: where the next trip begins, else where they set out', () => {
  const { pause, times, plan } = given
  const day = playedDay(pause, times, plan, { seed: 1, day: 0 })
  const turned = plan.trips.map(({ id, vehicle, legs: [first] }): PlayedTrip => {
    const from = first?.from ?? 0
    const steps = [
      { what: 'sets_out', leg: 0, from, until: from, people: 0, grams: 0 },
      { what: 'turns_round', leg: 0, from: from + 600, until: from + 900, people: 0, grams: 0 },
    ] as const
    return { id, vehicle, isNotMade: true, isPartLoaded: false, isSheltered: false, steps }
  })
  const lines = dayLines(pause, plan, { ...day, trips: turned, walks: [] })
  expect(lines.length).toBe(2 * plan.trips.length)
  for (const { id, vehicle, legs } of plan.trips) {
    const own = lines.filter(({ with: { trip } }) => trip === id)
    const begin = legs[0]?.from ?? 0
    const next = plan.trips
      .filter((other) => other.vehicle === vehicle && (other.legs[0]?.from ?? 0) > begin)
      .toSorted((a, b) => (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0))[0]
    expect(own.map(({ at, with: { what } }) => [at - begin, what])).toEqual([
      [0, 'departed'],
      [900, 'came'],
    ])
    const { place } = own[1]?.with ?? {}
    expect(place).toBe((next?.legs[0] ?? legs[0])?.place)
    expect(pause.places.find((each) => each.id === place)?.inside).toBe(false)
  }
})

it('every vehicle that set out on a day on which all were clear is outside by its last report', () => {
  const { pause, times, plan } = given
  const day = playedDay(pause, times, plan, { seed: 1, day: 0 })
  expect(day.isClear).toBe(true)
  const lines = dayLines(pause, plan, day)
  const last = new Map(lines.flatMap(({ with: { vehicle, ...what } }) => (vehicle ? [[String(vehicle), what]] : [])))
  expect(last.size).toBeGreaterThan(0)
  const outside = new Set(pause.places.flatMap(({ id, inside }) => (inside ? [] : [id])))
  for (const [vehicle, { what, place }] of last)
    expect([vehicle, what, outside.has(String(place))]).toEqual([
      vehicle,
      expect.stringMatching(/^(came|people_arrived)$/),
      true,
    ])
})
