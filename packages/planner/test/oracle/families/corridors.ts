// Corridors: slots, directions, gates, hours, who may use them.

import fc from 'fast-check'
import { ambulances, buses, clock, corridor, group, patients, pieces, steps, type Tiny, tiny, trucks } from '../tiny.ts'

const upTo = (max: number, min = 0) => fc.integer({ min, max })

/** Two or three vehicles for people of up to three levels. */
export const crowd = fc.record({
  window: upTo(7, 4),
  buses: upTo(2, 1),
  seats: upTo(2, 1),
  people: upTo(4, 1),
  frail: upTo(2),
  inChairs: fc.boolean(),
  ambulance: fc.boolean(),
})
export type Crowd = typeof crowd extends fc.Arbitrary<infer T> ? T : never

export function withCrowd(drawn: Crowd, change: (data: Tiny) => void): Tiny {
  const data = tiny(drawn.window)
  const mobility = drawn.inChairs ? 'wheelchair' : 'seated'
  data.people = [
    group('families', drawn.people, {}),
    ...(drawn.frail === 0 ? [] : [group('frail', drawn.frail, { priority: 'dependent', mobility })]),
    ...(drawn.ambulance ? [patients('wounded', 1, { mobility: 'stretcher', priority: 'life_critical' })] : []),
  ]
  const loads = [{ seated: drawn.seats }, { seated: drawn.seats - 1, wheelchair: 1 }]
  data.fleet = [buses(drawn.buses, drawn.seats, { loads }), ...(drawn.ambulance ? [ambulances(1, {})] : [])]
  change(data)
  return data
}

const bridge = (more: Record<string, unknown>) => (data: Tiny) => {
  data.corridors = [corridor('bridge', more)]
}

export const corridorFamilies: readonly [string, fc.Arbitrary<Tiny>][] = [
  [
    'one corridor',
    fc.tuple(crowd, upTo(1), upTo(1)).map(([drawn, buffer, board]) =>
      withCrowd(drawn, (data) => {
        data.terms.clear = { buffer: steps(buffer) }
        Object.assign(data.fleet[0] ?? {}, { board: { fixed: steps(board) } })
      }),
    ),
  ],
  [
    'slots',
    fc
      .tuple(crowd, upTo(2), upTo(8, 1))
      .map(([drawn, vehicles, per]) => withCrowd(drawn, bridge({ capacity: { vehicles, per: steps(per) } }))),
  ],
  [
    'shared slots',
    fc
      .tuple(crowd, upTo(3, 1), upTo(8, 1))
      .map(([drawn, vehicles, per]) =>
        withCrowd(drawn, bridge({ capacity: { vehicles, per: steps(per), shared: true } })),
      ),
  ],
  [
    'slots that change with the hour',
    fc.tuple(crowd, upTo(2), upTo(2), upTo(5, 1)).map(([drawn, early, late, change]) =>
      withCrowd(
        drawn,
        bridge({
          capacity: [
            { from: clock(0).slice(11), vehicles: early, per: steps(2) },
            { from: clock(change * 10).slice(11), vehicles: late, per: steps(3), shared: true },
          ],
        }),
      ),
    ),
  ],
  [
    'alternating with clearance',
    fc.tuple(crowd, upTo(3), upTo(3)).map(([drawn, clearance, late]) =>
      withCrowd({ ...drawn, window: drawn.window + 1 }, (data) => {
        bridge({ direction: 'alternating', clearance: steps(clearance) })(data)
        // The buses start later than the others, so that they may meet them.
        if (late > 0) Object.assign(data.fleet[0] ?? {}, { available: [clock(late * 10), clock(600)] })
      }),
    ),
  ],
  [
    'gate lanes with a queue',
    fc
      .tuple(
        crowd,
        fc.constantFrom(0, 1),
        fc.constantFrom(['out'], ['in'], ['in', 'out']),
        upTo(2, 1),
        upTo(2, 1),
        fc.option(upTo(2, 1)),
      )
      .map(([drawn, position, checks, lanes, service, slots]) =>
        withCrowd(
          { ...drawn, window: drawn.window + 1 },
          bridge({
            gates: [{ id: 'post', position, checks, lanes, service: steps(service) }],
            ...(slots === null ? {} : { capacity: { vehicles: slots, per: steps(3) } }),
          }),
        ),
      ),
  ],
  [
    'a gate halfway, in slots',
    fc.tuple(crowd, upTo(2, 1), upTo(2, 1)).map(([drawn, lanes, vehicles]) =>
      withCrowd(
        { ...drawn, window: drawn.window + 3 },
        bridge({
          travel: { vehicle: steps(2) },
          gates: [{ id: 'post', position: 0.5, checks: ['out'], lanes, service: steps(1) }],
          capacity: { vehicles, per: steps(4) },
        }),
      ),
    ),
  ],
  [
    'two gates on the way out',
    fc.tuple(crowd, upTo(2, 1), upTo(2, 1)).map(([drawn, lanes, service]) =>
      withCrowd(
        { ...drawn, window: drawn.window + 2 },
        bridge({
          gates: [
            { id: 'inner-post', position: 1, checks: ['out'], lanes, service: steps(1) },
            { id: 'outer-post', position: 0, checks: ['out'], lanes: 1, service: steps(service) },
          ],
        }),
      ),
    ),
  ],
  [
    'one way in, another out',
    fc.tuple(crowd, upTo(3, 1), fc.boolean()).map(([drawn, travel, isBoth]) =>
      withCrowd({ ...drawn, window: drawn.window + 1 }, (data) => {
        data.corridors = [
          corridor('bridge', { direction: isBoth ? 'both' : 'in', capacity: { vehicles: 1, per: steps(2) } }),
          corridor('ford', { direction: 'out', travel: { vehicle: steps(travel) } }),
        ]
      }),
    ),
  ],
  [
    'corridors for some only',
    fc.tuple(upTo(6, 4), upTo(2), fc.boolean()).map(([window, vehicles, isShared]) => {
      const data = tiny(window)
      data.people = [group('families', 2, {}), patients('patients', 1, {})]
      data.aid = [pieces('flour', 1, 'bakery', 1)]
      data.corridors = [
        corridor('bridge', { uses: ['civilians', 'aid'], capacity: { vehicles: 1, per: steps(3), shared: isShared } }),
        corridor('ford', { uses: ['medical'], capacity: { vehicles, per: steps(3) } }),
      ]
      data.fleet = [buses(1, 2, { carries: ['civilians', 'medical'] }), trucks(1, 1, {})]
      return data
    }),
  ],
  [
    'opening earliest',
    fc
      .tuple(crowd, upTo(4), upTo(1))
      .map(([drawn, opens, vehicles]) =>
        withCrowd(
          drawn,
          bridge({ opens: { earliest: clock(opens * 10) }, capacity: { vehicles: vehicles + 1, per: steps(2) } }),
        ),
      ),
  ],
  [
    'travel that varies',
    fc.tuple(crowd, upTo(3, 1), upTo(3, 1), upTo(5, 1), fc.boolean()).map(([drawn, early, late, change, isLink]) =>
      withCrowd({ ...drawn, window: drawn.window + 1 }, (data) => {
        const rows = (key: string) => [
          { from: '08:00', [key]: steps(early) },
          { from: clock(change * 10).slice(11), [key]: steps(late) },
        ]
        if (isLink)
          Object.assign(data.links.find(({ between }) => String(between) === 'inner,school') ?? {}, {
            time: rows('time'),
          })
        else bridge({ travel: rows('vehicle') })(data)
      }),
    ),
  ],
  [
    'private cars taking slots',
    fc
      .tuple(crowd, upTo(2, 1), upTo(2, 1), upTo(3, 1), fc.constantFrom('both', 'shared', 'alternating'))
      .map(([drawn, cars, per, vehicles, rule]) =>
        withCrowd(
          drawn,
          bridge({
            private_cars: { vehicles: 1, per: steps(cars * per) },
            capacity: { vehicles, per: steps(2), shared: rule === 'shared' },
            ...(rule === 'alternating' ? { direction: 'alternating', clearance: steps(0) } : {}),
          }),
        ),
      ),
  ],
]
