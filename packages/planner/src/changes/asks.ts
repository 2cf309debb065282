// What might be asked for in a pause, kind by kind, where it stands in the file, and how much of it could be asked.

import type { ConstraintKind, Fleet, Mobility, Pause, PlaceMobility, Reason, Use, VehicleKind } from '@treve/model'
import type { Change } from './change.ts'

export interface Ask {
  readonly reason: Reason
  /** Who could grant it; those who are asked first come first. */
  readonly grantedBy: (typeof granters)[number]
  /** As a plan's `bottleneck` and `conflicts` name it. */
  readonly kind: ConstraintKind
  readonly id: string
  /** The field of the pause file that says how it is now: `fleet[0].count`. */
  readonly path: string
  /** How much of it there is, in the unit of the amount; undefined where there is no telling. */
  readonly have: number | undefined
  /** The first step that is worth telling as a marginal value, in the unit of the amount. */
  readonly step: number
  /** More is not asked for. 1: it is asked for or not. */
  readonly most: number
  /** What is the same for all of them that only some could use: none of the others need be tried. */
  readonly for: {
    readonly uses?: readonly Use[]
    readonly places?: readonly string[]
    readonly mobility?: PlaceMobility
  }
  readonly change: (amount: number) => Change
}

/**
 * In this order a change is asked for, of several that would do: first of those who bring relief, who decide by themselves; then
 * of those who keep a gate; then of the parties: slots and hours of a corridor, then the window, then what they agreed.
 */
export const granters = ['relief', 'gate', 'corridor', 'window', 'terms'] as const

const most = {
  beds: 512,
  places: 16_384,
  intake: 1024,
  bays: 4,
  vehicles: 64,
  lanes: 4,
  slots: 16,
  walkers: 256,
  minutes: 720,
} as const

const windowStep = 15

export function asksOf(pause: Pause): Ask[] {
  return [...atPlaces(pause), ...ofFleets(pause), ...ofCorridors(pause), ...ofRules(pause), ...ofWindows(pause)]
}

function atPlaces(pause: Pause): Ask[] {
  const asks: Ask[] = []
  const taken = new Map<string, Set<PlaceMobility>>()
  for (const { to, mobility } of pause.people)
    for (const id of to) taken.set(id, (taken.get(id) ?? new Set()).add(placeMobility(mobility)))
  const loading = new Set(pause.aid.map(({ from }) => from))
  const unloading = new Set(pause.aid.map(({ to }) => to))
  pause.places.forEach((place, index) => {
    const { id, beds, places, intake } = place
    const field = (name: string) => `places[${index}].${name}`
    const relief = { grantedBy: 'relief', step: 1, for: { places: [id] } } as const
    if (beds !== undefined)
      for (const mobility of ['stretcher', 'wheelchair', 'seated'] as const) {
        if (taken.get(id)?.has(mobility) !== true) continue
        asks.push({
          ...relief,
          reason: 'bed',
          kind: 'bed',
          id: `${id}/${mobility}`,
          path: field(`beds.${mobility}`),
          have: beds[mobility] ?? 0,
          most: most.beds,
          for: { places: [id], mobility },
          change: (count) => ({ kind: 'beds', place: id, mobility, count }),
        })
      }
    if (!taken.has(id) && !loading.has(id) && !unloading.has(id)) return
    if (places !== undefined && taken.has(id))
      asks.push({
        ...relief,
        reason: 'bed',
        kind: 'bed',
        id,
        path: field('places'),
        have: places,
        step: 10,
        most: most.places,
        change: (count) => ({ kind: 'places', place: id, count }),
      })
    if (intake !== undefined && taken.has(id))
      asks.push({
        ...relief,
        reason: 'intake',
        kind: 'intake',
        id,
        path: field('intake'),
        have: intake.people,
        step: Math.max(25, intake.people),
        most: Math.max(most.intake, intake.people),
        change: (more) => ({ kind: 'intake', place: id, more }),
      })
    for (const activity of ['load', 'unload'] as const) {
      const handling = place[activity]
      if (handling === undefined || !(activity === 'load' ? loading : unloading).has(id)) continue
      asks.push({
        ...relief,
        reason: 'intake',
        kind: 'bay',
        id: `${id}/${activity}`,
        path: field(activity),
        have: handling.bays,
        most: most.bays,
        change: (more) => ({ kind: 'bays', place: id, activity, more }),
      })
    }
  })
  return asks
}

function ofFleets(pause: Pause): Ask[] {
  const moving = usesOf(pause)
  const mobilities = [...new Set(pause.people.map(({ mobility }) => placeMobility(mobility)))]
  return pause.fleet.flatMap((fleet, index): Ask[] => {
    const { id, available, crew_hours, carries, count } = fleet
    const field = (name: string) => `fleet[${index}].${name}`
    const isEscort = fleet.kind === 'escort'
    const shared = {
      reason: 'vehicle',
      grantedBy: 'relief',
      kind: 'vehicle',
      id,
      // An escort serves whatever must be escorted.
      for: isEscort ? {} : { uses: carries },
    } as const
    const asks: Ask[] = [
      {
        ...shared,
        path: field('count'),
        have: count,
        step: 1,
        most: most.vehicles,
        change: (count) => ({ kind: 'vehicles', fleet: id, count }),
      },
    ]
    const hours = { ...shared, kind: 'hours', have: undefined, step: 30, most: most.minutes } as const
    if (available !== undefined)
      for (const end of ['from', 'until'] as const)
        asks.push({
          ...hours,
          path: field('available'),
          change: (minutes) => ({ kind: 'available', fleet: id, end, minutes }),
        })
    if (crew_hours !== undefined)
      asks.push({
        ...hours,
        path: field('crew_hours'),
        have: Math.floor(crew_hours / 60),
        change: (minutes) => ({ kind: 'crew_hours', fleet: id, minutes }),
      })
    if (isEscort) return asks
    for (const use of moving) {
      // Asked for only where nobody carries them. Ambulances carry the sick, those with them and health staff: that is
      // no one's to change.
      const isCarried = pause.fleet.some((other) => other.count > 0 && other.carries.includes(use))
      if (isCarried || carries.includes(use) || fleet.kind === 'ambulance') continue
      asks.push({
        ...shared,
        ...oneOff,
        kind: 'carries',
        path: field('carries'),
        for: { uses: [use] },
        change: () => ({ kind: 'carries', fleet: id, use }),
      })
    }
    for (const mobility of mobilities) {
      const have = mostOf(fleet, mobility)
      // Other seats are asked for where none would do, not to squeeze a few more in.
      const largest = pause.people
        .filter((group) => carries.includes(group.movement) && placeMobility(group.mobility) === mobility)
        .reduce(
          (most, { group_size, companions, count }) =>
            Math.max(most, Math.min(group_size, count.best) * (1 + companions)),
          0,
        )
      if (largest <= have) continue
      asks.push({
        ...shared,
        kind: 'loads',
        path: field('loads'),
        have,
        step: 1,
        most: 2 * (largest - have),
        for: { uses: carries, mobility },
        change: (more) => ({ kind: 'loads', fleet: id, mobility, more }),
      })
    }
    return asks
  })
}

/** Asked for or not. */
const oneOff = { have: undefined, step: 1, most: 1 } as const

function ofCorridors(pause: Pause): Ask[] {
  const moving = usesOf(pause)
  const kinds = [...new Set(pause.fleet.map(({ kind }) => kind))]
  const usesOfKind = (kind: VehicleKind) => [
    ...new Set(pause.fleet.filter((fleet) => fleet.kind === kind).flatMap(({ carries }) => carries)),
  ]
  const alternates = new Set(pause.rules.state === undefined ? pause.rules.alternates.map((each) => each.corridor) : [])
  return pause.corridors.flatMap((corridor, index): Ask[] => {
    const { id, uses, capacity, on_foot, opens, direction, gates, travel } = corridor
    const field = (name: string) => `corridors[${index}].${name}`
    const asks: Ask[] = []
    gates.forEach((gate, number) => {
      const atGate = { reason: 'gate', grantedBy: 'gate', id: `${id}/${gate.id}`, for: { uses } } as const
      const lanes = { ...atGate, kind: 'gate', step: 1, most: most.lanes } as const
      asks.push({
        ...lanes,
        path: field(`gates[${number}].lanes`),
        have: gate.lanes,
        change: (lanes) => ({ kind: 'lane', corridor: id, gate: gate.id, lanes }),
      })
      if (on_foot !== undefined)
        asks.push({
          ...lanes,
          kind: 'foot_lanes',
          path: field(`gates[${number}].foot_lanes`),
          have: gate.foot_lanes,
          change: (more) => ({ kind: 'foot_lanes', corridor: id, gate: gate.id, more }),
        })
      for (const kind of kinds)
        if (gate.service[kind] === undefined)
          asks.push({
            ...atGate,
            ...oneOff,
            kind: 'serves',
            path: field(`gates[${number}].service`),
            for: { uses: usesOfKind(kind) },
            change: () => ({ kind: 'serves', corridor: id, gate: gate.id, vehicle: kind }),
          })
    })
    const onRoad = { reason: 'corridor', grantedBy: 'corridor', kind: 'corridor', id, for: { uses } } as const
    if (capacity !== undefined)
      asks.push({
        ...onRoad,
        path: field('capacity'),
        have: Math.min(...capacity.map(({ value }) => value.vehicles)),
        step: 1,
        most: most.slots,
        change: (vehicles) => ({ kind: 'slots', corridor: id, vehicles }),
      })
    if (on_foot !== undefined)
      asks.push({
        ...onRoad,
        kind: 'walkers',
        path: field('on_foot'),
        have: Math.min(...on_foot.map(({ value }) => value.people)),
        step: 1,
        most: most.walkers,
        change: (more) => ({ kind: 'walkers', corridor: id, more }),
      })
    const [first] = pause.terms.windows
    if (opens.earliest !== undefined && first !== undefined && opens.earliest > first.open)
      asks.push({
        ...onRoad,
        kind: 'opens',
        path: field('opens.earliest'),
        have: undefined,
        step: windowStep,
        most: Math.ceil((opens.earliest - first.open) / 60),
        change: (minutes) => ({ kind: 'withdrawal', corridor: id, seconds: minutes * 60 }),
      })
    for (const kind of kinds)
      if (travel.some(({ value }) => value[kind] === undefined))
        asks.push({
          ...onRoad,
          ...oneOff,
          kind: 'passes',
          path: field('travel'),
          for: { uses: usesOfKind(kind) },
          change: () => ({ kind: 'passes', corridor: id, vehicle: kind }),
        })
    const terms = { reason: 'excluded_by_terms', grantedBy: 'terms', id, ...oneOff } as const
    if (direction !== 'both')
      asks.push({
        ...terms,
        reason: direction === 'alternating' ? 'corridor' : 'excluded_by_terms',
        kind: 'both_ways',
        path: field('direction'),
        for: { uses },
        change: () => ({ kind: 'both_ways', corridor: id }),
      })
    for (const use of moving)
      if (!uses.includes(use))
        asks.push({
          ...terms,
          kind: 'use',
          path: field('uses'),
          for: { uses: [use] },
          change: () => ({ kind: 'use', corridor: id, use }),
        })
    if (alternates.has(id))
      asks.push({
        ...terms,
        kind: 'alternate',
        path: 'rules.alternates',
        for: { uses },
        change: () => ({ kind: 'alternate', corridor: id }),
      })
    return asks
  })
}

function ofWindows(pause: Pause): Ask[] {
  const { windows, clear } = pause.terms
  const asks = windows.map(({ id, open, close }, index): Ask => {
    const next = windows[index + 1]
    return {
      reason: 'window',
      grantedBy: 'window',
      kind: 'window',
      id,
      path: `terms.windows[${index}].close`,
      have: Math.floor((close - open) / 60),
      step: windowStep,
      most: Math.min(
        windowMinutes,
        next === undefined ? windowMinutes : Math.max(0, Math.floor((next.open - close) / 60)),
      ),
      for: {},
      change: (minutes) => ({ kind: 'window', window: id, end: 'close', seconds: minutes * 60 }),
    }
  })
  if (clear.buffer > 0)
    asks.push({
      reason: 'assurance',
      grantedBy: 'terms',
      kind: 'buffer',
      id: 'buffer',
      path: 'terms.clear.buffer',
      have: Math.ceil(clear.buffer / 60),
      step: windowStep,
      most: Math.ceil(clear.buffer / 60),
      for: {},
      change: (minutes) => ({ kind: 'buffer', seconds: -Math.min(minutes * 60, clear.buffer) }),
    })
  return asks.filter(({ most: amount }) => amount > 0)
}

/** Half a day: a pause longer by more is another pause. */
const windowMinutes = 720

function ofRules(pause: Pause): Ask[] {
  const terms = { reason: 'excluded_by_terms', grantedBy: 'terms', ...oneOff } as const
  const asks: Ask[] = []
  const pairs = new Set<string>()
  pause.rules.separate.forEach(([one, other], index) => {
    const key = [one, other].sort().join(' ')
    if (one === other || pairs.has(key)) return
    pairs.add(key)
    asks.push({
      ...terms,
      reason: 'separation',
      kind: 'separation',
      id: `${one}/${other}`,
      path: `rules.separate[${index}]`,
      for: { uses: [one, other] },
      change: () => ({ kind: 'separation', uses: [one, other] }),
    })
  })
  pause.rules.reciprocal.forEach(({ id, movement }, index) => {
    asks.push({
      ...terms,
      kind: 'reciprocal',
      id,
      path: `rules.reciprocal[${index}]`,
      for: { uses: [movement] },
      change: () => ({ kind: 'reciprocal', rule: id }),
    })
  })
  const ruled = new Set<string>()
  pause.rules.convoys.forEach(({ corridor, uses }, index) => {
    if (ruled.has(corridor)) return
    ruled.add(corridor)
    asks.push({
      ...terms,
      kind: 'convoys',
      id: corridor,
      path: `rules.convoys[${index}]`,
      for: { uses },
      change: () => ({ kind: 'convoys', corridor }),
    })
  })
  for (const group of pause.people) {
    if (group.ready === undefined) continue
    const first = pause.terms.windows[0]?.open ?? 0
    const last = typeof group.ready === 'number' ? group.ready : Math.max(...group.ready.map(({ at }) => at))
    if (last <= first) continue
    asks.push({
      reason: 'window',
      grantedBy: 'relief',
      kind: 'ready',
      id: group.id,
      path: `${group.path}.ready`,
      have: undefined,
      step: windowStep,
      most: Math.ceil((last - first) / 60),
      for: { uses: [group.movement] },
      change: (minutes) => ({ kind: 'ready', group: group.id, minutes }),
    })
  }
  return asks
}

/** Movements that anybody, or any aid, is listed for. */
function usesOf(pause: Pause): Use[] {
  return [
    ...new Set<Use>([
      ...pause.people.map(({ movement }) => movement),
      ...(pause.aid.length > 0 ? ['aid' as const] : []),
    ]),
  ]
}

function mostOf(fleet: Fleet, mobility: PlaceMobility): number {
  return fleet.loads.reduce((greatest, load) => Math.max(greatest, load[mobility] ?? 0), 0)
}

function placeMobility(mobility: Mobility): PlaceMobility {
  return mobility === 'on_foot' ? 'seated' : mobility
}
