// Aid: floors, drops, bays, trucks that do not finish, vehicles that bring aid and take people.

import fc from 'fast-check'
import { at, buses, clock, corridor, group, pieces, steps, type Tiny, tiny, trucks } from '../tiny.ts'

const upTo = (max: number, min = 0) => fc.integer({ min, max })
const slowly = { mass: '1 t', per: steps(1) }

export const aidFamilies: readonly [string, fc.Arbitrary<Tiny>][] = [
  [
    'aid with a floor, and trucks not wholly unloaded',
    fc.tuple(upTo(7, 4), upTo(3, 1), upTo(3, 1), upTo(3), upTo(1)).map(([window, count, tonnes, floor, buffer]) => {
      const data = tiny(window)
      data.terms.clear = { buffer: steps(buffer) }
      at(data, 'bakery', { unload: slowly })
      data.aid = [pieces('flour', count, 'bakery', floor)]
      data.fleet = [trucks(1, tonnes, {})]
      return data
    }),
  ],
  [
    'two drops in different need',
    fc
      .tuple(upTo(6, 4), upTo(2, 1), upTo(2), upTo(2), upTo(3), upTo(2, 1))
      .map(([window, tonnes, floor, otherFloor, serves, count]) => {
        const data = tiny(window)
        data.aid = [pieces('flour', 2, 'bakery', floor), pieces('rice', 1, 'market', otherFloor)]
        at(data, 'bakery', { serves: 100 * serves + 1, unload: { ...slowly, bays: 2 } })
        if (serves > 0) at(data, 'market', { serves: 150 })
        // Two trucks of a long window have more days together than can be looked at.
        data.fleet = [trucks(window === 4 ? count : 1, tonnes, {})]
        return data
      }),
  ],
  [
    'bays of a drop',
    fc.tuple(upTo(5, 4), upTo(2, 1), upTo(2, 1)).map(([window, bays, tonnes]) => {
      const data = tiny(window)
      at(data, 'bakery', { unload: { ...slowly, bays } })
      data.aid = [pieces('flour', 3, 'bakery', 1)]
      data.fleet = [trucks(2, tonnes, {})]
      return data
    }),
  ],
  [
    'aid and people for the same slots',
    fc
      .tuple(upTo(6, 4), upTo(2, 1), upTo(6, 1), fc.boolean(), upTo(2))
      .map(([window, vehicles, per, shared, floor]) => {
        const data = tiny(window)
        data.corridors = [corridor('bridge', { capacity: { vehicles, per: steps(per), shared } })]
        data.people = [group('families', 2, {}), group('frail', 1, { priority: 'dependent' })]
        data.aid = [pieces('flour', 2, 'bakery', floor)]
        data.fleet = [buses(1, 2, {}), trucks(1, 2, {})]
        return data
      }),
  ],
  [
    'what is left in a truck, delivered later',
    fc.tuple(upTo(5, 4), upTo(2, 1), upTo(3, 2)).map(([second, count, tonnes]) => {
      const data = tiny(4)
      data.terms.windows.push({ id: 'second', open: clock(60), close: clock(60 + second * 10) })
      at(data, 'bakery', { unload: slowly })
      data.aid = [pieces('flour', count, 'bakery', 1)]
      data.fleet = [trucks(1, tonnes, {})]
      return data
    }),
  ],
  [
    'aid in and people out by one vehicle',
    fc.tuple(upTo(7, 5), upTo(2, 1), upTo(1), fc.boolean()).map(([window, seats, floor, isSlow]) => {
      const data = tiny(window)
      if (isSlow) at(data, 'bakery', { unload: slowly })
      data.people = [group('families', 2, {})]
      data.aid = [pieces('flour', 1, 'bakery', floor)]
      data.fleet = [
        buses(1, seats, { at: 'warehouse', carries: ['civilians', 'aid'], loads: [{ seated: seats, mass: '1 t' }] }),
      ]
      return data
    }),
  ],
  [
    'loading at a warehouse',
    fc.tuple(upTo(5, 4), upTo(2, 1), upTo(3), upTo(8, 5)).map(([window, bays, from, hours]) => {
      const data = tiny(window)
      at(data, 'warehouse', { load: { ...slowly, bays } })
      data.aid = [pieces('flour', 2, 'bakery', 1)]
      data.fleet = [trucks(2, 1, { available: [clock(from * 10 - 20), clock(200)], crew_hours: steps(hours) })]
      return data
    }),
  ],
]
