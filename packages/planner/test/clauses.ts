// Each clause of the planning model, with a pause in examples/clauses in which it alone changes the plan. What is expected
// is worked out by hand in the head of each file.

import type { Rule } from '@treve/checker'
import type { Leg, LevelName, Plan } from '@treve/model'

/** Part of a pause file as it is written. */
export type Row = Readonly<Record<string, unknown>>

/** A pause file as it is written, as far as it is changed here. */
export interface Written extends Row {
  readonly terms: Row
  readonly places: readonly Row[]
  readonly links: readonly Row[]
  readonly corridors: readonly Row[]
  readonly people?: readonly Row[]
  readonly aid?: readonly Row[]
  readonly fleet: readonly Row[]
}

/** Served by level, 2 to 6b. Left out: 0, in `6a` all of it. */
export type Levels = Partial<Readonly<Record<LevelName, number>>>

export interface Clause {
  readonly clause: string
  /** In examples/clauses. */
  readonly file: string
  /** The same pause without the clause. */
  readonly without: (pause: Written) => Written
  readonly expect: { readonly with: Levels; readonly without: Levels }
  /** Rules that refuse the plan made without the clause, where the clause holds; none, where it binds no plan. */
  readonly rules: readonly Rule[]
  /** The clause allows what is else forbidden: it is the plan made with it that the rules refuse, where it is absent. */
  readonly isPermission?: true
  /** Whether the bound heeds the clause: then it is the optimum on every level. Else it is no lower. */
  readonly isInBound: boolean
  /** Where the planner does not reach the optimum: what it reaches, and the optimum made by hand from its plans. */
  readonly short?: {
    readonly side: 'with' | 'without'
    readonly reaches: Levels
    readonly because: string
    readonly byHand: (plans: { readonly with: Plan; readonly without: Plan }) => Plan
  }
}

export const clauses: readonly Clause[] = [
  {
    clause: 'several corridors, each with its own slots',
    file: 'several-corridors.yaml',
    without: (pause) => ({ ...pause, corridors: pause.corridors.filter(({ id }) => id !== 'ford') }),
    expect: { with: { '5b': 20 }, without: { '5b': 10 } },
    rules: ['plan_reference', 'clearance', 'levels_served'],
    isPermission: true,
    isInBound: true,
  },
  {
    clause: 'what a corridor was agreed for',
    file: 'uses.yaml',
    without: onCorridor('ford', { uses: ['civilians'] }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['corridor_uses'],
    isInBound: true,
  },
  {
    clause: 'the direction of a corridor',
    file: 'direction.yaml',
    without: onCorridor('ford', { direction: 'both' }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['corridor_direction'],
    isInBound: true,
  },
  {
    clause: 'slots in each direction',
    file: 'slots.yaml',
    without: onCorridor('road', { capacity: undefined }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['corridor_capacity'],
    isInBound: true,
  },
  {
    clause: 'slots shared by both directions',
    file: 'shared-slots.yaml',
    without: onCorridor('road', { capacity: { vehicles: 2, per: '1 h' } }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['corridor_capacity'],
    isInBound: false,
  },
  {
    clause: 'one direction at a time',
    file: 'alternating.yaml',
    without: onCorridor('road', { direction: 'both' }),
    expect: { with: { '5b': 20 }, without: { '5b': 30 } },
    rules: ['alternating_interval'],
    isInBound: false,
  },
  {
    clause: 'clearance between opposite directions',
    file: 'clearance.yaml',
    without: onCorridor('road', { clearance: undefined }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['alternating_clearance'],
    isInBound: false,
  },
  {
    clause: 'a gate, where vehicles queue',
    file: 'gate.yaml',
    without: onCorridor('road', { gates: [] }),
    expect: { with: { '5b': 20 }, without: { '5b': 30 } },
    rules: ['gate_service'],
    isInBound: true,
  },
  {
    clause: 'the lanes of a gate',
    file: 'gate-lanes.yaml',
    without: onGate({ lanes: 2 }),
    expect: { with: { '5b': 20 }, without: { '5b': 30 } },
    rules: ['gate_lane'],
    isInBound: true,
  },
  {
    clause: 'kinds of vehicle that may not pass a corridor',
    file: 'kinds-corridor.yaml',
    without: onCorridor('road', { travel: { vehicle: '5 min' } }),
    expect: { with: { '5b': 4 }, without: { '5b': 14 } },
    rules: ['corridor_travel'],
    isInBound: true,
  },
  {
    clause: 'kinds of vehicle that may not use a link',
    file: 'kinds-link.yaml',
    without: onLink('school', { time: '5 min' }),
    expect: { with: { '5b': 4 }, without: { '5b': 14 } },
    rules: ['drive_time'],
    isInBound: true,
  },
  {
    clause: 'kinds of vehicle that a gate does not serve',
    file: 'kinds-gate.yaml',
    without: onGate({ service: '1 min' }),
    expect: { with: { '5b': 4 }, without: { '5b': 14 } },
    rules: ['gate_service'],
    isInBound: true,
  },
  {
    clause: 'walking out',
    file: 'walking.yaml',
    without: onCorridor('road', { on_foot: undefined }),
    expect: { with: { '5b': 35 }, without: { '5b': 10 } },
    rules: ['walking_way'],
    isPermission: true,
    isInBound: false,
  },
  {
    clause: 'the rate at which people walk',
    file: 'walking-rate.yaml',
    without: onCorridor('road', { on_foot: { people: 2, per: '1 min' } }),
    expect: { with: { '5b': 35 }, without: { '5b': 60 } },
    rules: ['walking_rate'],
    isInBound: false,
  },
  {
    clause: 'lanes of a gate for those on foot',
    file: 'foot-lanes.yaml',
    without: onGate({ foot_lanes: 0 }),
    expect: { with: { '5b': 35 }, without: { '5b': 25 } },
    rules: ['gate_lane'],
    isPermission: true,
    isInBound: false,
  },
  {
    clause: 'one configuration a trip',
    file: 'configurations.yaml',
    without: onFleet('bus', { loads: [{ seated: 6, wheelchair: 2 }] }),
    expect: { with: { '4': 2, '5b': 4 }, without: { '4': 2, '5b': 6 } },
    rules: ['load_places'],
    isInBound: true,
  },
  {
    clause: 'groups that stay whole',
    file: 'groups.yaml',
    without: onGroup('families', { group_size: 1 }),
    expect: { with: { '5b': 8 }, without: { '5b': 10 } },
    rules: ['group_size'],
    isInBound: true,
  },
  {
    clause: 'companions',
    file: 'companions.yaml',
    without: onGroup('patients', { companions: 0 }),
    expect: { with: { '2': 1 }, without: { '2': 2 } },
    rules: ['load_places', 'served_totals'],
    isInBound: true,
  },
  {
    clause: 'beds by kind',
    file: 'beds.yaml',
    without: onPlace('hospital', { beds: { stretcher: 5 } }),
    expect: { with: { '3': 1 }, without: { '3': 2 } },
    rules: ['beds'],
    isInBound: true,
  },
  {
    clause: 'places at a reception site',
    file: 'places.yaml',
    without: onPlace('reception', { places: undefined }),
    expect: { with: { '5b': 15 }, without: { '5b': 20 } },
    rules: ['reception_places'],
    isInBound: true,
  },
  {
    clause: 'the rate of intake',
    file: 'intake.yaml',
    without: onPlace('reception', { intake: undefined }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['intake'],
    isInBound: false,
  },
  {
    clause: 'fewer aboard than there are seats, where intake is slow',
    file: 'part-load.yaml',
    without: onPlace('reception', { intake: undefined }),
    expect: { with: { '5b': 15 }, without: { '5b': 20 } },
    rules: ['intake'],
    isInBound: false,
    short: {
      side: 'with',
      reaches: { '5b': 10 },
      because: 'each load is the greatest that fits',
      byHand: (plans) =>
        withLegs(plans.without, (leg, trip) => {
          const isFirst = trip === 0
          if (leg.kind === 'load') return [isFirst ? { ...leg, people: { families: 5 } } : leg]
          if (leg.kind !== 'unload') return [leg]
          const part = { ...leg, people: { families: 5 } }
          return isFirst ? [part] : [part, later(part, 1800)]
        }),
    },
  },
  {
    clause: 'people who come over time',
    file: 'ready.yaml',
    without: onGroup('families', { ready: undefined }),
    expect: { with: { '5b': 4 }, without: { '5b': 10 } },
    rules: ['people_ready'],
    isInBound: false,
  },
  {
    clause: 'who wishes to leave, and who chose to stay or was not asked',
    file: 'wish.yaml',
    without: (pause) => ({ ...pause, people: (pause.people ?? []).map((group) => ({ ...group, wish: undefined })) }),
    expect: { with: { '5b': 10 }, without: { '5b': 40 } },
    rules: ['levels_served', 'plan_reference', 'served_totals', 'unserved_totals'],
    isInBound: true,
  },
  {
    clause: 'what a place holds, which warns and binds no plan',
    file: 'holding.yaml',
    without: onPlace('school', { holding: undefined }),
    expect: { with: { '5b': 20 }, without: { '5b': 20 } },
    rules: [],
    isInBound: true,
  },
  {
    clause: 'more than one trip for each vehicle',
    file: 'trips.yaml',
    without: onLink('reception', { one_way: true }),
    expect: { with: { '5b': 20 }, without: { '5b': 10 } },
    rules: ['drive_time'],
    isPermission: true,
    isInBound: true,
  },
  {
    clause: 'several windows',
    file: 'windows.yaml',
    without: (pause) => ({
      ...pause,
      terms: { ...pause.terms, windows: [{ id: 'first', open: '2016-11-04T08:00', close: '2016-11-04T09:00' }] },
    }),
    expect: { with: { '5b': 20 }, without: { '5b': 10 } },
    rules: ['window_entry', 'plan_windows'],
    isPermission: true,
    isInBound: true,
  },
  {
    clause: 'each stay within one window',
    file: 'one-stay-one-window.yaml',
    without: (pause) => ({
      ...pause,
      terms: { ...pause.terms, windows: [{ id: 'first', open: '2016-11-04T08:00', close: '2016-11-04T09:00' }] },
    }),
    expect: { with: {}, without: { '5b': 10 } },
    rules: ['clearance', 'plan_windows'],
    isInBound: true,
  },
  {
    clause: 'the buffer before the close',
    file: 'buffer.yaml',
    without: (pause) => ({ ...pause, terms: { ...pause.terms, clear: { buffer: '0 s', probability: null } } }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['clearance', 'plan_windows'],
    isInBound: true,
  },
  {
    clause: 'the condition on which a corridor opens',
    file: 'opening.yaml',
    without: onCorridor('road', { opens: undefined }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['corridor_opening'],
    isInBound: true,
  },
  {
    clause: 'when vehicles are available',
    file: 'availability.yaml',
    without: onFleet('bus', { available: undefined }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['vehicle_available'],
    isInBound: true,
  },
  {
    clause: 'the hours of a crew',
    file: 'crew-hours.yaml',
    without: onFleet('bus', { crew_hours: undefined }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['crew_hours'],
    isInBound: true,
  },
  {
    clause: 'the time that boarding takes',
    file: 'boarding.yaml',
    without: onFleet('bus', { board: { fixed: '5 min', seated: '0 s' } }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['boarding_time'],
    isInBound: true,
  },
  {
    clause: 'ways that take longer at some hours',
    file: 'varying-link.yaml',
    without: onLink('school', { time: '5 min' }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['drive_time'],
    isInBound: false,
  },
  {
    clause: 'corridors that take longer at some hours',
    file: 'varying-corridor.yaml',
    without: onCorridor('road', { travel: { vehicle: '5 min' } }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['corridor_travel'],
    isInBound: false,
  },
  {
    clause: 'the floor of aid before people of priority general',
    file: 'aid-floor.yaml',
    without: onAid('flour', { floor: undefined }),
    expect: {
      with: { '5a': 1_000_000, '6a': 1_000_000, '6b': 1_000_000 },
      without: { '5b': 10, '6a': 0 },
    },
    rules: ['levels_served'],
    isInBound: false,
  },
  {
    clause: 'aid by line item, in whole pieces',
    file: 'whole-items.yaml',
    without: onAid('flour', { items: [{ id: 'sacks', category: 'food', count: 12, mass: '100 kg' }] }),
    expect: { with: { '6a': 666_666, '6b': 800_000 }, without: { '6a': 833_333, '6b': 1_000_000 } },
    rules: ['load_mass', 'aid_count', 'served_totals', 'unserved_totals', 'levels_served'],
    isInBound: false,
  },
  {
    clause: 'the volume of aid',
    file: 'volume.yaml',
    without: onAid('flour', { items: [{ id: 'sacks', category: 'food', count: 10, mass: '100 kg' }] }),
    expect: { with: { '6a': 500_000, '6b': 500_000 }, without: { '6a': 1_000_000, '6b': 1_000_000 } },
    rules: ['load_volume'],
    isInBound: false,
  },
  {
    clause: 'a truck that leaves part-loaded when time is short',
    file: 'unloading.yaml',
    without: onPlace('bakery', { unload: undefined }),
    expect: { with: { '6a': 500_000, '6b': 1_000_000 }, without: { '6a': 1_000_000, '6b': 2_000_000 } },
    rules: ['aid_time'],
    isInBound: true,
  },
  {
    clause: 'bays where trucks unload',
    file: 'bays.yaml',
    without: onPlace('bakery', { unload: { mass: '1 t', per: '20 min', bays: 2 } }),
    expect: { with: { '6a': 750_000, '6b': 1_500_000 }, without: { '6a': 1_000_000, '6b': 2_000_000 } },
    rules: ['bays'],
    isInBound: true,
  },
  {
    clause: 'the size of a convoy',
    file: 'convoy-size.yaml',
    without: onConvoy({ size: [2, 3] }),
    expect: { with: { '5b': 20 }, without: { '5b': 30 } },
    rules: ['convoy_size'],
    isInBound: false,
  },
  {
    clause: 'the spacing of a convoy',
    file: 'convoy-spacing.yaml',
    without: onConvoy({ spacing: undefined }),
    expect: { with: { '5b': 20 }, without: { '5b': 30 } },
    rules: ['convoy_spacing'],
    isInBound: false,
  },
  {
    clause: 'a convoy with an escort, itself routed',
    file: 'escort.yaml',
    without: onConvoy({ escort: 'none' }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['convoy_escort'],
    isInBound: false,
  },
  {
    clause: 'private cars, which take slots',
    file: 'private-cars.yaml',
    without: onCorridor('road', { private_cars: undefined }),
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['corridor_capacity'],
    isInBound: false,
  },
  {
    clause: 'movements kept apart on a corridor',
    file: 'separation-corridor.yaml',
    without: withoutRules,
    expect: { with: { '5b': 10 }, without: { '5b': 20 } },
    rules: ['separation_corridor'],
    isInBound: false,
  },
  {
    clause: 'movements kept apart in a vehicle',
    file: 'separation-vehicle.yaml',
    without: withoutRules,
    expect: { with: { '5b': 5 }, without: { '5b': 10 } },
    rules: ['separation_vehicle'],
    isInBound: false,
  },
  {
    clause: 'a movement that waits for another; who is medical never waits',
    file: 'reciprocal.yaml',
    without: withoutRules,
    expect: { with: { '3': 2, '5b': 10 }, without: { '3': 2, '5b': 20 } },
    rules: ['reciprocal'],
    isInBound: false,
  },
  {
    clause: 'a movement that waits for an event; who is medical never waits',
    file: 'reciprocal-event.yaml',
    without: withoutRules,
    expect: { with: { '3': 2 }, without: { '3': 2, '5b': 10 } },
    rules: ['reciprocal'],
    isInBound: false,
  },
  {
    clause: 'a trip that holds patients waits for nothing, whoever else rides',
    file: 'reciprocal-medical.yaml',
    without: onGroup('patients', { movement: 'civilians', priority: 'dependent' }),
    expect: { with: { '3': 2, '5b': 8 }, without: {} },
    // Who is not medical there counts on another level, as the plan does not say.
    rules: ['levels_served', 'reciprocal', 'served_totals'],
    isPermission: true,
    isInBound: true,
  },
  {
    clause: "the clinicians' order",
    file: 'rank.yaml',
    without: (pause) => onGroup('second', { rank: undefined })(onGroup('first', { rank: undefined })(pause)),
    expect: { with: { '2': 1 }, without: { '2': 2 } },
    rules: ['rank'],
    isInBound: false,
  },
  {
    clause: 'what is promised stands',
    file: 'committed.yaml',
    without: withoutRules,
    expect: { with: { '5b': 10 }, without: { '4': 10 } },
    rules: ['committed'],
    isInBound: false,
  },
]

type Change = (pause: Written) => Written

/** The row with some of its keys changed; those that become undefined are taken out. */
function changed(row: Row, change: Row): Row {
  return Object.fromEntries(Object.entries({ ...row, ...change }).filter(([, value]) => value !== undefined))
}

function inRows(rows: readonly Row[] | undefined, change: Row, isMeant: (row: Row) => boolean): readonly Row[] {
  if (rows?.some(isMeant) !== true) throw new Error(`nothing to change by ${JSON.stringify(change)}`)
  return rows.map((row) => (isMeant(row) ? changed(row, change) : row))
}

function onPlace(place: string, change: Row): Change {
  return (pause) => ({ ...pause, places: inRows(pause.places, change, ({ id }) => id === place) })
}

/** The link to a place. */
function onLink(place: string, change: Row): Change {
  const isMeant = ({ between }: Row) => Array.isArray(between) && between[1] === place
  return (pause) => ({ ...pause, links: inRows(pause.links, change, isMeant) })
}

function onCorridor(corridor: string, change: Row): Change {
  return (pause) => ({ ...pause, corridors: inRows(pause.corridors, change, ({ id }) => id === corridor) })
}

/** The one gate. */
function onGate(change: Row): Change {
  return (pause) => {
    const gates = pause.corridors.flatMap((corridor) => corridor.gates as readonly Row[])
    return onCorridor('road', { gates: inRows(gates, change, () => true) })(pause)
  }
}

function onGroup(group: string, change: Row): Change {
  return (pause) => ({ ...pause, people: inRows(pause.people, change, ({ id }) => id === group) })
}

function onAid(consignment: string, change: Row): Change {
  return (pause) => ({ ...pause, aid: inRows(pause.aid, change, ({ id }) => id === consignment) })
}

function onFleet(fleet: string, change: Row): Change {
  return (pause) => ({ ...pause, fleet: inRows(pause.fleet, change, ({ id }) => id === fleet) })
}

/** The one rule on convoys. */
function onConvoy(change: Row): Change {
  return (pause) => {
    const { convoys } = pause.rules as { readonly convoys: readonly Row[] }
    return { ...pause, rules: { convoys: inRows(convoys, change, () => true) } }
  }
}

function withoutRules(pause: Written): Written {
  return { ...pause, rules: {} }
}

/** The plan with other legs; what it says of itself is left as it was. */
function withLegs(plan: Plan, change: (leg: Leg, trip: number) => readonly Leg[]): Plan {
  return {
    ...plan,
    trips: plan.trips.map((trip, number) => ({ ...trip, legs: trip.legs.flatMap((leg) => change(leg, number)) })),
  }
}

function later(leg: Leg, seconds: number): Leg {
  return { ...leg, from: (leg.from + seconds) as Leg['from'], until: (leg.until + seconds) as Leg['until'] }
}
