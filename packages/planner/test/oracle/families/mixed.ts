// Several rules at once: most of what is wrong between two rules is wrong in a tiny pause too.

import fc from 'fast-check'
import { at, buses, clock, corridor, group, mosque, patients, pieces, steps, type Tiny, tiny, trucks } from '../tiny.ts'

const upTo = (max: number, min = 0) => fc.integer({ min, max })
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 })

const slots = perhaps(fc.record({ vehicles: upTo(3, 1), per: upTo(5, 1), shared: fc.boolean() }))
const gate = perhaps(
  fc.record({
    position: fc.constantFrom(0, 1),
    checks: fc.constantFrom(['out'], ['in'], ['in', 'out']),
    lanes: upTo(2, 1),
  }),
)

/** One corridor with anything on it, a bus, perhaps a truck, perhaps somebody on foot. */
const oneCorridor = fc
  .record({
    window: upTo(6, 4),
    buffer: upTo(1),
    seats: upTo(2, 1),
    count: upTo(2, 1),
    people: upTo(3, 1),
    size: upTo(2, 1),
    frail: upTo(1),
    ready: upTo(2),
    slots,
    gate,
    clearance: perhaps(upTo(2)),
    opens: upTo(2),
    cars: perhaps(upTo(3, 1)),
    isWalked: fc.boolean(),
    truck: perhaps(fc.record({ tonnes: upTo(2, 1), pieces: upTo(2, 1), floor: upTo(2), isSlow: fc.boolean() })),
    met: perhaps(upTo(4, 1)),
  })
  .map((drawn): Tiny => {
    const data = tiny(drawn.window)
    data.terms.clear = { buffer: steps(drawn.buffer) }
    data.people = [
      group('families', drawn.people, { group_size: drawn.size, ready: clock(drawn.ready * 10) }),
      ...(drawn.frail === 0 ? [] : [group('frail', drawn.frail, { priority: 'dependent' })]),
      ...(drawn.isWalked ? [group('walkers', 1, { mobility: 'on_foot' })] : []),
    ]
    // Cars, people on foot and gates are not put on an alternating corridor at once.
    const mayHaveGate = drawn.gate !== null && drawn.cars === null && drawn.clearance === null
    const gates = mayHaveGate
      ? [{ id: 'post', ...drawn.gate, service: { bus: steps(1), truck: steps(1), person_on_foot: steps(1) } }]
      : []
    data.corridors = [
      corridor('bridge', {
        travel: { vehicle: steps(1), on_foot: steps(1) },
        gates,
        opens: { earliest: clock(drawn.opens * 10) },
        ...(drawn.slots === null ? {} : { capacity: { ...drawn.slots, per: steps(drawn.slots.per) } }),
        ...(drawn.clearance === null ? {} : { direction: 'alternating', clearance: steps(drawn.clearance) }),
        ...(drawn.cars === null ? {} : { private_cars: { vehicles: 1, per: steps(drawn.cars) } }),
        ...(drawn.isWalked ? { on_foot: { people: 1, per: steps(1) } } : {}),
      }),
    ]
    for (const link of data.links) link.on_foot = steps(1)
    data.fleet = [buses(drawn.count, drawn.seats, {})]
    const { truck } = drawn
    if (truck !== null) {
      if (truck.isSlow) at(data, 'bakery', { unload: { mass: '1 t', per: steps(1) } })
      data.aid = [pieces('flour', truck.pieces, 'bakery', truck.floor)]
      data.fleet.push(trucks(1, truck.tonnes, {}))
    }
    if (drawn.met !== null)
      data.rules = {
        events: [{ id: 'elsewhere', earliest: clock(drawn.met * 10) }],
        reciprocal: [{ id: 'swap', movement: 'civilians', waits_for: 'elsewhere' }],
      }
    return data
  })

/** Two corridors, two stops, a fleet that carries all: which way with whom. */
const twoCorridors = fc
  .record({
    window: upTo(6, 4),
    seats: upTo(2, 1),
    count: upTo(2, 1),
    people: upTo(2, 1),
    sick: upTo(2),
    distance: upTo(2, 1),
    ford: upTo(2, 1),
    slots,
    otherSlots: slots,
    direction: fc.constantFrom('both', 'out', 'in'),
    uses: fc.constantFrom(['civilians', 'medical'], ['medical'], ['civilians']),
    isApart: fc.boolean(),
    beds: upTo(2),
  })
  .map((drawn): Tiny => {
    const data = tiny(drawn.window)
    mosque(data, drawn.distance)
    data.people = [
      group('families', drawn.people, { at: 'mosque' }),
      ...(drawn.sick === 0 ? [] : [patients('sick', drawn.sick, { priority: 'medical' })]),
    ]
    at(data, 'clinic', { beds: { seated: drawn.beds } })
    const capacityOf = (capacity: typeof drawn.slots) =>
      capacity === null ? {} : { capacity: { ...capacity, per: steps(capacity.per) } }
    data.corridors = [
      corridor('bridge', { ...capacityOf(drawn.slots), direction: drawn.direction }),
      corridor('ford', { ...capacityOf(drawn.otherSlots), uses: drawn.uses, travel: { vehicle: steps(drawn.ford) } }),
    ]
    data.fleet = [buses(drawn.count, drawn.seats, { carries: ['civilians', 'medical'] })]
    data.rules = { separate: drawn.isApart ? [['medical', 'civilians']] : [] }
    return data
  })

/** A day long enough for a second trip, with fewer of everything. */
const twoTrips = fc
  .record({
    window: upTo(10, 8),
    seats: upTo(2, 1),
    people: upTo(3, 2),
    frail: upTo(1),
    ready: upTo(6),
    slots,
    gate,
    crew: perhaps(upTo(12, 6)),
    alight: upTo(1),
  })
  .map((drawn): Tiny => {
    const data = tiny(drawn.window)
    data.people = [
      group('families', drawn.people, {}),
      ...(drawn.frail === 0 ? [] : [group('frail', 1, { priority: 'dependent', ready: clock(drawn.ready * 10) })]),
    ]
    data.corridors = [
      corridor('bridge', {
        ...(drawn.slots === null ? {} : { capacity: { ...drawn.slots, per: steps(drawn.slots.per) } }),
        gates: drawn.gate === null ? [] : [{ id: 'post', ...drawn.gate, checks: ['out'], service: steps(1) }],
      }),
    ]
    data.fleet = [
      buses(1, drawn.seats, {
        alight: { fixed: steps(drawn.alight) },
        ...(drawn.crew === null ? {} : { crew_hours: steps(drawn.crew) }),
      }),
    ]
    return data
  })

export const mixedFamilies: readonly [string, fc.Arbitrary<Tiny>][] = [
  ['several rules on one corridor', oneCorridor],
  ['two corridors, two stops', twoCorridors],
  ['a day of two trips', twoTrips],
]
