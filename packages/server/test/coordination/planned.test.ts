// What a plan moves, by use and corridor: what is notified of it and ordered by it fit each other.

import { expect, it } from 'vitest'
import { movementsOf, ordersOfTrip, useOf } from '../../src/coordination/notices/planned.ts'
import { pause, plan } from '../live/made.ts'

it('each order of the plan is within the movement that is notified of it, in use, corridor, time and number', () => {
  const movements = movementsOf(pause, plan)
  const orders = plan.trips.flatMap((trip) => ordersOfTrip(pause, trip, 1))
  expect(orders.map(({ id }) => id)).toEqual(plan.trips.map(({ id }) => id))
  for (const { movement: name, use, corridor, from, until, vehicles } of orders) {
    const told = movements.find(({ id }) => id === name)
    expect(told).toMatchObject({ use, corridor, direction: 'both' })
    expect(told && told.from <= from && until <= told.until).toBe(true)
    for (const { kind } of vehicles) {
      const all = new Set(
        orders.filter((each) => each.movement === name).flatMap((each) => each.vehicles.map(({ id }) => id)),
      )
      expect(told?.vehicles.find((each) => each.kind === kind)?.count).toBe(all.size)
    }
  }
})

it('what is moved is told by who or what is aboard; of an empty trip, by what its vehicle carries', () => {
  const of = (vehicle: string) => plan.trips.find((trip) => trip.vehicle === vehicle)
  for (const [vehicle, use] of [
    ['bus-001', 'civilians'],
    ['ambulance-001', 'medical'],
    ['truck-001', 'aid'],
  ] as const) {
    const trip = of(vehicle)
    if (trip === undefined) throw new Error(`${vehicle} has orders`)
    expect(useOf(pause, trip)).toBe(use)
    const empty = { ...trip, legs: trip.legs.map((leg) => ({ ...leg, people: {}, aid: {} })) }
    expect(useOf(pause, empty)).toBe(use)
  }
})

it('a vehicle that the pause does not have is neither notified nor ordered', () => {
  const [trip] = plan.trips
  if (trip === undefined) throw new Error('the plan has trips')
  const strange = { ...trip, vehicle: 'lorry-9' }
  expect(ordersOfTrip(pause, strange, 1)).toEqual([])
  expect(movementsOf(pause, { trips: [strange], walking: [] })).toEqual([])
})
