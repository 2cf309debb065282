// People: how they sit, stay together, where they go, when they come, who walks; vehicles and their crews.

import fc from 'fast-check'
import { at, buses, clock, corridor, group, mosque, patients, steps, type Tiny, tiny } from '../tiny.ts'

const upTo = (max: number, min = 0) => fc.integer({ min, max })

export const peopleFamilies: readonly [string, fc.Arbitrary<Tiny>][] = [
  [
    'walking',
    fc.tuple(upTo(6, 4), upTo(3, 1), upTo(2, 1), upTo(2), upTo(1, 0)).map(([window, people, travel, ready, seats]) => {
      const data = tiny(window)
      data.people = [
        group('walkers', people, { mobility: 'on_foot', ready: clock(ready * 10) }),
        group('frail', 1, { priority: 'dependent' }),
      ]
      data.corridors = [
        corridor('bridge', {
          travel: { vehicle: steps(1), on_foot: steps(travel) },
          on_foot: { people: 1, per: steps(1) },
        }),
      ]
      for (const link of data.links) link.on_foot = steps(1)
      data.fleet = [buses(1, 1 + seats, {})]
      return data
    }),
  ],
  [
    'walking, at a pace that varies',
    fc
      .tuple(upTo(6, 4), upTo(3, 1), upTo(3, 1), upTo(3, 1), upTo(4, 1))
      .map(([window, people, early, late, change]) => {
        const data = tiny(window)
        data.people = [group('walkers', people, { mobility: 'on_foot' })]
        const from = clock(change * 10).slice(11)
        data.corridors = [
          corridor('bridge', {
            travel: [
              { from: '08:00', vehicle: steps(1), on_foot: steps(early) },
              { from, vehicle: steps(1), on_foot: steps(late) },
            ],
            on_foot: { people: 1, per: steps(1) },
          }),
        ]
        for (const link of data.links) link.on_foot = steps(1)
        data.fleet = [buses(1, 1, {})]
        return data
      }),
  ],
  [
    'walking through a gate',
    fc
      .tuple(upTo(6, 5), upTo(2, 1), upTo(1), upTo(2, 1), upTo(1, 0))
      .map(([window, people, footLanes, lanes, position]) => {
        const data = tiny(window)
        data.people = [group('walkers', people, { mobility: 'on_foot' }), group('frail', 1, {})]
        data.corridors = [
          corridor('bridge', {
            travel: { vehicle: steps(1), on_foot: steps(1) },
            on_foot: { people: 1, per: steps(1) },
            gates: [
              {
                id: 'post',
                position,
                checks: ['out'],
                lanes,
                foot_lanes: footLanes,
                service: { bus: steps(1), person_on_foot: steps(1) },
              },
            ],
          }),
        ]
        for (const link of data.links) link.on_foot = steps(1)
        data.fleet = [buses(1, 1, {})]
        return data
      }),
  ],
  [
    'walking where it alternates',
    fc.tuple(upTo(6, 5), upTo(2, 1), upTo(1), upTo(2, 1)).map(([window, people, clearance, size]) => {
      const data = tiny(window)
      data.people = [
        group('walkers', people, { mobility: 'on_foot', group_size: size }),
        group('frail', 1, { priority: 'dependent' }),
      ]
      data.corridors = [
        corridor('bridge', {
          direction: 'alternating',
          clearance: steps(clearance),
          travel: { vehicle: steps(1), on_foot: steps(1) },
          on_foot: { people: 1, per: steps(1) },
        }),
      ]
      for (const link of data.links) link.on_foot = steps(1)
      data.fleet = [buses(1, 1, {})]
      return data
    }),
  ],
  [
    'two configurations, and companions',
    fc
      .tuple(upTo(6, 4), upTo(2, 1), upTo(2), upTo(1), upTo(1))
      .map(([window, count, companions, chairs, stretchers]) => {
        const data = tiny(window)
        data.people = [
          patients('patients', 2, { mobility: 'stretcher', companions, priority: 'life_critical' }),
          ...(chairs === 0 ? [] : [patients('in-chairs', 1, { mobility: 'wheelchair' })]),
          patients('others', 1, { priority: 'general' }),
        ]
        data.fleet = [
          buses(count, 2, {
            carries: ['medical'],
            loads: [{ stretcher: 1 + stretchers, seated: 1 }, { seated: 1, wheelchair: 1 }, { seated: 3 }],
          }),
        ]
        return data
      }),
  ],
  [
    'groups whole, with a remainder',
    fc.tuple(upTo(5, 4), upTo(3, 1), upTo(3, 1), upTo(5, 2), upTo(3, 2)).map(([window, count, seats, people, size]) => {
      const data = tiny(window)
      data.people = [group('families', people, { group_size: size })]
      data.fleet = [buses(count, seats, {})]
      return data
    }),
  ],
  [
    'beds by kind',
    fc.tuple(upTo(1), upTo(1), upTo(2), upTo(2, 1), upTo(2)).map(([stretcher, wheelchair, seated, count, places]) => {
      const data = tiny(5)
      data.people = [
        patients('lying', 2, { mobility: 'stretcher', priority: 'life_critical' }),
        patients('in-chairs', 1, { mobility: 'wheelchair' }),
        patients('sitting', 2, { to: ['clinic', 'reception'] }),
      ]
      at(data, 'clinic', { beds: { stretcher, wheelchair, seated } })
      at(data, 'reception', { places })
      data.fleet = [buses(count, 0, { carries: ['medical'], loads: [{ stretcher: 2, seated: 1 }] })]
      return data
    }),
  ],
  [
    'intake',
    fc.tuple(upTo(2, 1), upTo(3, 1), upTo(9, 5), upTo(2, 1)).map(([people, per, until, count]) => {
      const data = tiny(5)
      data.people = [group('families', 3, {})]
      at(data, 'reception', { intake: { people, per: steps(per) } })
      data.fleet = [buses(count, 2, { available: [clock(-60), clock(until * 10)], alight: { fixed: steps(1) } })]
      return data
    }),
  ],
  [
    'two windows',
    fc.tuple(upTo(5, 4), upTo(5, 3), upTo(4), upTo(2, 1)).map(([first, second, ready, count]) => {
      const data = tiny(first)
      data.terms.windows.push({ id: 'second', open: clock(120), close: clock(120 + second * 10) })
      data.people = [group('families', 3, {}), group('late', 1, { priority: 'dependent', ready: clock(ready * 30) })]
      data.fleet = [buses(count, 1, {})]
      return data
    }),
  ],
  [
    'several trips',
    fc.tuple(upTo(11, 9), upTo(2, 1), upTo(4), fc.boolean()).map(([window, seats, ready, isSlow]) => {
      const data = tiny(window)
      data.people = [
        group('families', 3, {
          ready: [
            { at: clock(0), count: 2 },
            { at: clock(ready * 10), count: 1 },
          ],
        }),
      ]
      data.fleet = [buses(1, seats, { alight: { fixed: steps(isSlow ? 1 : 0) } })]
      return data
    }),
  ],
  [
    'crew hours and availability',
    fc.tuple(upTo(12, 5), upTo(3), upTo(12, 5), upTo(2)).map(([hours, from, until, ready]) => {
      const data = tiny(10)
      data.people = [group('families', 2, {}), group('late', 1, { priority: 'dependent', ready: clock(ready * 20) })]
      data.fleet = [buses(1, 1, { crew_hours: steps(hours), available: [clock(from * 10 - 10), clock(until * 10)] })]
      return data
    }),
  ],
  [
    'people who come over time',
    fc.tuple(upTo(6, 4), upTo(4), upTo(4), upTo(2, 1)).map(([window, one, other, count]) => {
      const data = tiny(window)
      const [early, late] = one < other ? [one, other] : [other, one]
      const ready = [
        { at: clock(early * 10), count: 1 },
        { at: clock(late * 10), count: 2 },
      ]
      data.people = [
        group('families', 3, { ready }),
        group('frail', 1, { priority: 'dependent', ready: clock(other * 10) }),
      ]
      data.fleet = [buses(count, 2, {})]
      return data
    }),
  ],
  [
    'two stops on a trip',
    fc.tuple(upTo(7, 4), upTo(3, 1), upTo(2, 1), upTo(2, 1)).map(([window, seats, distance, count]) => {
      const data = tiny(window)
      mosque(data, distance)
      data.links.push({ between: ['school', 'mosque'], time: steps(1) })
      data.people = [group('families', 2, {}), group('frail', 1, { priority: 'dependent', at: 'mosque' })]
      data.fleet = [buses(count, seats, {})]
      return data
    }),
  ],
  [
    'two destinations of a trip',
    fc.tuple(upTo(5, 4), upTo(3, 1), upTo(2, 1), upTo(2), upTo(8, 5)).map(([window, seats, count, places, until]) => {
      const data = tiny(window)
      data.people = [
        group('families', 2, { to: ['reception', 'clinic'] }),
        group('frail', 1, { priority: 'dependent', to: ['clinic'] }),
      ]
      at(data, 'reception', { places })
      data.fleet = [buses(count, seats, { available: [clock(-60), clock(until * 10)] })]
      return data
    }),
  ],
]
