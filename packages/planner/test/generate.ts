// Makes pauses out of nothing: for properties, and as demo data. Same numbers in, same pause out.

import fc from 'fast-check'
import { madeUpZone } from './planning.ts'

/** A pause as the data of its file. */
export type PauseData = Record<string, unknown>

const minutes = (count: number) => `${count} min`
const seconds = (count: number) => `${count} s`

/** Small pauses without special rules; some have no solution worth the name, and that is meant. */
export const plainPauses = fc
  .record({
    windowMinutes: fc.integer({ min: 30, max: 240 }),
    secondWindow: fc.boolean(),
    bufferMinutes: fc.integer({ min: 0, max: 20 }),
    corridors: fc.array(
      fc.record({
        travel: fc.integer({ min: 1, max: 20 }),
        slots: fc.option(
          fc.record({
            vehicles: fc.integer({ min: 0, max: 5 }),
            per: fc.integer({ min: 5, max: 30 }),
            shared: fc.boolean(),
          }),
        ),
        gates: fc.array(
          fc.record({
            position: fc.integer({ min: 0, max: 100 }),
            checks: fc.constantFrom(['out'], ['in'], ['in', 'out']),
            lanes: fc.integer({ min: 1, max: 2 }),
            service: fc.integer({ min: 0, max: 240 }),
          }),
          { maxLength: 2 },
        ),
        opens: fc.integer({ min: 0, max: 60 }),
        direction: fc.constantFrom('both', 'both', 'both', 'in', 'out'),
        isVarying: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    pickUps: fc.array(fc.record({ drive: fc.integer({ min: 1, max: 20 }) }), { minLength: 1, maxLength: 3 }),
    reception: fc.record({
      places: fc.integer({ min: 0, max: 300 }),
      intake: fc.option(fc.integer({ min: 1, max: 80 })),
      drive: fc.integer({ min: 1, max: 15 }),
    }),
    hospital: fc.record({
      stretcher: fc.integer({ min: 0, max: 6 }),
      wheelchair: fc.integer({ min: 0, max: 4 }),
      seated: fc.integer({ min: 0, max: 10 }),
      drive: fc.integer({ min: 1, max: 15 }),
    }),
    groups: fc.array(
      fc.record({
        at: fc.nat(2),
        count: fc.integer({ min: 0, max: 90 }),
        mobility: fc.constantFrom('on_foot', 'seated', 'wheelchair', 'stretcher'),
        priority: fc.constantFrom('life_critical', 'medical', 'dependent', 'general'),
        isMedical: fc.boolean(),
        size: fc.integer({ min: 1, max: 6 }),
        companions: fc.integer({ min: 0, max: 2 }),
        ready: fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 3 }),
      }),
      { maxLength: 5 },
    ),
    aid: fc.array(
      fc.record({
        drop: fc.nat(1),
        pieces: fc.integer({ min: 0, max: 400 }),
        kilograms: fc.integer({ min: 1, max: 60 }),
        litres: fc.integer({ min: 0, max: 90 }),
        floorPercent: fc.integer({ min: 0, max: 120 }),
      }),
      { maxLength: 3 },
    ),
    drops: fc.record({
      serves: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 2 }),
      rate: fc.integer({ min: 1, max: 12 }),
      bays: fc.integer({ min: 1, max: 2 }),
      drive: fc.integer({ min: 1, max: 15 }),
    }),
    buses: fc.record({
      count: fc.integer({ min: 0, max: 4 }),
      seats: fc.integer({ min: 4, max: 60 }),
      board: fc.integer({ min: 0, max: 15 }),
      doors: fc.integer({ min: 1, max: 2 }),
      crew: fc.option(fc.integer({ min: 1, max: 8 })),
    }),
    ambulances: fc.record({
      count: fc.integer({ min: 0, max: 3 }),
      stretcher: fc.integer({ min: 0, max: 2 }),
      wheelchair: fc.integer({ min: 0, max: 1 }),
      seated: fc.integer({ min: 0, max: 4 }),
    }),
    trucks: fc.record({
      count: fc.integer({ min: 0, max: 3 }),
      tonnes: fc.integer({ min: 1, max: 10 }),
      hold: fc.option(fc.integer({ min: 1, max: 30 })),
    }),
  })
  .map((drawn) => {
    const clock = (minute: number) => {
      const at = 8 * 60 + minute
      return `2016-11-04T${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
    }
    const windows = [{ id: 'first', open: clock(0), close: clock(drawn.windowMinutes) }]
    if (drawn.secondWindow)
      windows.push({ id: 'second', open: clock(drawn.windowMinutes + 60), close: clock(drawn.windowMinutes + 150) })
    const inside = (index: number) => ({ at: [37.15 + index / 1000, 36.2], inside: true })
    const outside = (index: number) => ({ at: [37.1 - index / 1000, 36.2] })
    const people = drawn.groups.map((group, index) => {
      const isMedical = group.isMedical || group.priority === 'life_critical' || group.priority === 'medical'
      const ready =
        group.ready.length === 0
          ? undefined
          : [...group.ready]
              .sort((a, b) => a - b)
              .map((minute, part) => ({
                at: clock(minute),
                count:
                  Math.floor(group.count / group.ready.length) + (part === 0 ? group.count % group.ready.length : 0),
              }))
      return {
        id: `group-${index}`,
        at: `pick-up-${group.at % drawn.pickUps.length}`,
        count: group.count,
        mobility: group.mobility,
        priority: group.priority,
        movement: isMedical ? 'medical' : 'civilians',
        group_size: isMedical ? 1 : group.size,
        ...(isMedical ? { companions: group.companions } : {}),
        to: isMedical ? ['hospital'] : ['reception'],
        ...(ready === undefined ? {} : { ready }),
      }
    })
    return {
      treve_pause: 1,
      id: 'generated',
      title: { en: 'Generated' },
      time_zone: 'Asia/Damascus',
      exercise: true,
      parties: [{ id: 'relief', role: 'humanitarian' }],
      terms: {
        windows,
        clear: { buffer: minutes(Math.min(drawn.bufferMinutes, drawn.windowMinutes - 1)) },
        silent_on: [],
      },
      zone: madeUpZone,
      places: [
        { id: 'depot', kind: 'depot', ...outside(0) },
        { id: 'outer', kind: 'mouth', ...outside(1) },
        { id: 'inner', kind: 'mouth', ...inside(0) },
        ...drawn.pickUps.map((_, index) => ({ id: `pick-up-${index}`, kind: 'pick_up', ...inside(index + 1) })),
        {
          id: 'reception',
          kind: 'reception',
          ...outside(2),
          places: drawn.reception.places,
          ...(drawn.reception.intake === null ? {} : { intake: { people: drawn.reception.intake, per: minutes(15) } }),
        },
        {
          id: 'hospital',
          kind: 'hospital',
          ...outside(3),
          beds: {
            stretcher: drawn.hospital.stretcher,
            wheelchair: drawn.hospital.wheelchair,
            seated: drawn.hospital.seated,
          },
        },
        { id: 'warehouse', kind: 'warehouse', ...outside(4), load: { mass: '6 t', per: '1 h', bays: 2 } },
        ...drawn.drops.serves.map((serves, index) => ({
          id: `drop-${index}`,
          kind: 'drop',
          ...inside(index + 10),
          serves,
          unload: { mass: `${drawn.drops.rate} t`, per: '1 h', bays: drawn.drops.bays },
        })),
      ],
      links: [
        { between: ['depot', 'outer'], time: minutes(5) },
        { between: ['reception', 'outer'], time: minutes(drawn.reception.drive) },
        {
          between: ['hospital', 'outer'],
          time: { bus: minutes(drawn.hospital.drive + 2), ambulance: minutes(drawn.hospital.drive) },
        },
        { between: ['warehouse', 'outer'], time: minutes(7) },
        ...drawn.pickUps.map(({ drive }, index) => ({
          between: ['inner', `pick-up-${index}`],
          time:
            index === 0
              ? [
                  { from: '08:00', time: minutes(drive) },
                  { from: '09:00', time: minutes(drive + 3) },
                  { from: '10:00', time: minutes(Math.max(1, drive - 2)) },
                ]
              : minutes(drive),
        })),
        ...drawn.drops.serves.map((_, index) => ({
          between: ['inner', `drop-${index}`],
          time: minutes(drawn.drops.drive + index),
        })),
      ],
      corridors: drawn.corridors.map((corridor, index) => ({
        id: `corridor-${index}`,
        uses: ['civilians', 'medical', 'aid'],
        outside: 'outer',
        inside: 'inner',
        direction: corridor.direction,
        travel: corridor.isVarying
          ? [
              { from: '08:00', vehicle: minutes(corridor.travel) },
              { from: '09:30', vehicle: minutes(corridor.travel + 5) },
            ]
          : { vehicle: minutes(corridor.travel) },
        ...(corridor.slots === null
          ? {}
          : {
              capacity: {
                vehicles: corridor.slots.vehicles,
                per: minutes(corridor.slots.per),
                shared: corridor.slots.shared,
              },
            }),
        gates: corridor.gates.map((gate, number) => ({
          id: `gate-${number}`,
          position: gate.position / 100,
          checks: gate.checks,
          lanes: gate.lanes,
          service: seconds(gate.service),
        })),
        opens: { earliest: clock(corridor.opens) },
      })),
      people,
      aid: drawn.aid.map((line, index) => ({
        id: `aid-${index}`,
        donor: 'relief',
        from: 'warehouse',
        to: `drop-${line.drop}`,
        floor: `${Math.floor((line.pieces * line.kilograms * line.floorPercent) / 100)} kg`,
        items: [
          {
            id: 'sacks',
            category: 'food',
            count: line.pieces,
            mass: `${line.kilograms} kg`,
            volume: `${line.litres} l`,
          },
        ],
      })),
      fleet: [
        {
          id: 'bus',
          kind: 'bus',
          count: drawn.buses.count,
          at: 'depot',
          carries: ['civilians'],
          loads: [{ seated: drawn.buses.seats }, { seated: Math.max(0, drawn.buses.seats - 8), wheelchair: 2 }],
          board: { fixed: '2 min', seated: seconds(drawn.buses.board), wheelchair: '2 min', doors: drawn.buses.doors },
          alight: { fixed: '1 min', seated: '4 s' },
          ...(drawn.buses.crew === null ? {} : { crew_hours: `${drawn.buses.crew} h` }),
        },
        {
          id: 'ambulance',
          kind: 'ambulance',
          count: drawn.ambulances.count,
          at: 'hospital',
          carries: ['medical'],
          available: [clock(-30), clock(420)],
          loads: [
            {
              stretcher: drawn.ambulances.stretcher,
              wheelchair: drawn.ambulances.wheelchair,
              seated: drawn.ambulances.seated + 1,
            },
          ],
          board: { fixed: '2 min', stretcher: '3 min', seated: '10 s' },
          alight: { fixed: '2 min', stretcher: '3 min', seated: '5 s' },
        },
        {
          id: 'truck',
          kind: 'truck',
          count: drawn.trucks.count,
          at: 'warehouse',
          carries: ['aid'],
          loads: [
            {
              mass: `${drawn.trucks.tonnes} t`,
              ...(drawn.trucks.hold === null ? {} : { volume: `${drawn.trucks.hold} m3` }),
            },
          ],
        },
      ],
      uncertainty: {},
    }
  })

/** Special rules, each on or off by itself. */
const rules = fc.record({
  alternating: fc.option(fc.integer({ min: 0, max: 10 })),
  onFoot: fc.option(
    fc.record({
      people: fc.integer({ min: 1, max: 30 }),
      footLanes: fc.integer({ min: 0, max: 2 }),
      service: fc.integer({ min: 1, max: 20 }),
      way: fc.integer({ min: 1, max: 30 }),
      travel: fc.integer({ min: 5, max: 40 }),
    }),
  ),
  cars: fc.option(
    fc.record({
      vehicles: fc.integer({ min: 1, max: 4 }),
      per: fc.integer({ min: 5, max: 30 }),
      lanes: fc.integer({ min: 1, max: 2 }),
    }),
  ),
  convoy: fc.option(
    fc.record({
      uses: fc.constantFrom(['civilians'], ['aid'], ['civilians', 'medical'], ['medical', 'aid', 'civilians']),
      least: fc.integer({ min: 1, max: 2 }),
      most: fc.integer({ min: 2, max: 4 }),
      spacing: fc.constantFrom('30 s', '50 m', '2 min'),
      escorts: fc.integer({ min: 0, max: 2 }),
    }),
  ),
  armed: fc.boolean(),
  waits: fc.constantFrom('nothing', 'event', 'aid for civilians', 'civilians for medical'),
  ranks: fc.option(fc.array(fc.nat(3), { minLength: 5, maxLength: 5 })),
  changingSlots: fc.boolean(),
})

type Plain = typeof plainPauses extends fc.Arbitrary<infer T> ? T : never

/** Small pauses of everything that a pause file may say. */
export const pauses: fc.Arbitrary<PauseData> = fc.tuple(plainPauses, rules).map(([plain, drawn]) => {
  const pause: Plain = structuredClone(plain)
  const corridors = pause.corridors.map((corridor, index) => {
    const isFirst = index === 0
    const foot = drawn.onFoot
    const walkable = foot !== null && isFirst && corridor.direction !== 'in'
    const cars = drawn.cars !== null && isFirst && corridor.direction !== 'in' ? drawn.cars : null
    const slots = 'capacity' in corridor ? corridor.capacity : undefined
    return {
      ...corridor,
      length: '2 km',
      uses: drawn.armed ? ['civilians', 'medical', 'aid', 'armed_groups'] : corridor.uses,
      ...(drawn.alternating !== null && isFirst
        ? { direction: 'alternating', clearance: minutes(drawn.alternating) }
        : {}),
      ...(walkable ? { on_foot: { people: foot.people, per: minutes(1) } } : {}),
      ...(cars === null ? {} : { private_cars: { vehicles: cars.vehicles, per: minutes(cars.per) } }),
      ...(drawn.changingSlots && slots !== undefined
        ? {
            capacity: [
              { from: '08:00', ...slots },
              { from: '09:10', vehicles: slots.vehicles + 1, per: '10 min', shared: !slots.shared },
            ],
          }
        : {}),
      travel: Array.isArray(corridor.travel)
        ? corridor.travel.map((row, index) => ({
            ...row,
            // By day slower, by day quicker: at a change of pace who entered before it may be overtaken.
            ...(walkable ? { on_foot: minutes(index === 0 ? foot.travel : 45 - foot.travel) } : {}),
          }))
        : { ...corridor.travel, ...(walkable ? { on_foot: minutes(foot.travel) } : {}) },
      gates: corridor.gates.map((gate) => ({
        ...gate,
        ...(walkable ? { foot_lanes: foot.footLanes } : {}),
        ...(cars === null ? {} : { car_lanes: cars.lanes }),
        service: {
          bus: gate.service,
          ambulance: gate.service,
          truck: gate.service,
          car: gate.service,
          escort: gate.service,
          ...(walkable ? { person_on_foot: seconds(foot.service) } : {}),
        },
      })),
    }
  })
  const people = pause.people.map((group, index) => {
    const isArmed = drawn.armed && index === 0 && group.movement === 'civilians'
    return {
      ...group,
      ...(isArmed ? { movement: 'armed_groups', priority: 'general' } : {}),
      ...(group.movement === 'medical' && drawn.ranks !== null ? { rank: drawn.ranks[index] } : {}),
    }
  })
  const links = pause.links.map((link) =>
    drawn.onFoot !== null && link.between.some((id) => id.startsWith('pick-up'))
      ? { ...link, on_foot: minutes(drawn.onFoot.way) }
      : link,
  )
  const convoy = drawn.convoy
  const [first] = corridors
  return {
    ...pause,
    corridors,
    people,
    links,
    fleet: [
      ...pause.fleet.map((fleet) =>
        fleet.kind === 'bus' && drawn.armed ? { ...fleet, carries: ['civilians', 'armed_groups'] } : fleet,
      ),
      ...(convoy !== null && convoy.escorts > 0
        ? [{ id: 'escort', kind: 'escort', count: convoy.escorts, at: 'depot' }]
        : []),
    ],
    rules: {
      separate: drawn.armed
        ? [
            ['armed_groups', 'civilians'],
            ['armed_groups', 'medical'],
          ]
        : [],
      convoys:
        convoy === null || first === undefined
          ? []
          : [
              {
                corridor: first.id,
                uses: convoy.uses,
                size: [convoy.least, convoy.most],
                spacing: convoy.spacing,
                escort: convoy.escorts > 0 ? 'escort' : 'none',
              },
            ],
      events: drawn.waits === 'event' ? [{ id: 'elsewhere', earliest: '2016-11-04T08:40' }] : [],
      reciprocal: waitsOf(drawn.waits),
    },
  }
})

function waitsOf(waits: string): PauseData[] {
  switch (waits) {
    case 'event':
      return [{ id: 'first', movement: 'civilians', waits_for: 'elsewhere' }]
    case 'aid for civilians':
      return [{ id: 'first', movement: 'aid', waits_for: 'civilians' }]
    case 'civilians for medical':
      return [{ id: 'first', movement: 'civilians', waits_for: 'medical' }]
    default:
      return []
  }
}

/** The same, with buses that carry whatever there is, each of it in a place of its own. */
export const combiningPauses: fc.Arbitrary<PauseData> = fc
  .tuple(
    // Where convoys are asked for, or an order is kept, trips stay as they are: half of them are without rules.
    fc.oneof(plainPauses, pauses),
    fc.record({ tonnes: fc.integer({ min: 1, max: 6 }), isOneHold: fc.boolean(), toBoth: fc.boolean() }),
  )
  .map(([data, drawn]) => {
    const pause = structuredClone(data) as {
      fleet: { kind: string; count: number; carries?: string[]; loads?: Record<string, unknown>[] }[]
      people: { to: string[] }[]
    }
    for (const fleet of pause.fleet) {
      // Nobody else brings what they could bring besides.
      if (fleet.kind === 'truck' || fleet.kind === 'ambulance') fleet.count = 0
      if (fleet.kind !== 'bus') continue
      fleet.count = Math.max(1, fleet.count)
      fleet.carries = [...(fleet.carries ?? []), 'medical', 'aid']
      const [first, ...others] = fleet.loads ?? []
      const hold = { mass: `${drawn.tonnes} t` }
      fleet.loads = drawn.isOneHold
        ? [{ ...first, ...hold, stretcher: 1 }]
        : [{ ...first }, { ...first, ...hold }, ...others]
    }
    if (drawn.toBoth)
      for (const [index, group] of pause.people.entries()) if (index % 2 === 0) group.to = ['reception', 'hospital']
    return pause
  })
