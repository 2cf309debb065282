// One change of a pause: what might be asked for, each as a value, and the pause with it. What is asked for at the table is
// the frontier's (`@treve/model/frontier`); here are besides it what only a reason or a conflict looks at: less of
// what is kept for safety, a rule not kept, a kind let through.

import type { Fleet, Gate, Instant, Pause, Place, PlaceMobility, Use, VehicleKind } from '@treve/model'
import type { Change as Asked } from '@treve/model/frontier'
import { apply } from '../frontier/apply.ts'

export type Change =
  | Asked
  | { readonly kind: 'intake'; readonly place: string; readonly more: number }
  | { readonly kind: 'bays'; readonly place: string; readonly activity: 'load' | 'unload'; readonly more: number }
  /** The fleet may set out earlier, or come back later. */
  | { readonly kind: 'available'; readonly fleet: string; readonly end: 'from' | 'until'; readonly minutes: number }
  | { readonly kind: 'crew_hours'; readonly fleet: string; readonly minutes: number }
  | { readonly kind: 'carries'; readonly fleet: string; readonly use: Use }
  /** A further way to fit the fleet out, with room for so many more of a mobility than any it has. */
  | { readonly kind: 'loads'; readonly fleet: string; readonly mobility: PlaceMobility; readonly more: number }
  | { readonly kind: 'foot_lanes'; readonly corridor: string; readonly gate: string; readonly more: number }
  /** The gate lets a kind pass, taking as long for it as for the slowest it serves. */
  | { readonly kind: 'serves'; readonly corridor: string; readonly gate: string; readonly vehicle: VehicleKind }
  | { readonly kind: 'walkers'; readonly corridor: string; readonly more: number }
  /** The corridor lets a kind pass, at the pace of the slowest that it lets pass. */
  | { readonly kind: 'passes'; readonly corridor: string; readonly vehicle: VehicleKind }
  | { readonly kind: 'both_ways'; readonly corridor: string }
  | { readonly kind: 'use'; readonly corridor: string; readonly use: Use }
  | { readonly kind: 'ready'; readonly group: string; readonly minutes: number }
  | { readonly kind: 'separation'; readonly uses: readonly [Use, Use] }
  | { readonly kind: 'reciprocal'; readonly rule: string }
  /** The rules of convoys that hold on a corridor. */
  | { readonly kind: 'convoys'; readonly corridor: string }

/** The pause with a change; a change of what it does not have leaves it as it is. */
export function changed(pause: Pause, change: Change): Pause {
  switch (change.kind) {
    case 'intake':
      return onPlace(pause, change.place, (place) =>
        place.intake === undefined
          ? place
          : { ...place, intake: { ...place.intake, people: place.intake.people + change.more } },
      )
    case 'bays': {
      const { activity, more } = change
      return onPlace(pause, change.place, (place) => {
        const handling = place[activity]
        return handling === undefined ? place : { ...place, [activity]: { ...handling, bays: handling.bays + more } }
      })
    }
    case 'available':
      return onFleet(pause, change.fleet, (fleet) => {
        if (fleet.available === undefined) return fleet
        const [from, until] = fleet.available
        const seconds = change.minutes * 60
        return {
          ...fleet,
          available:
            change.end === 'from' ? [(from - seconds) as Instant, until] : [from, (until + seconds) as Instant],
        }
      })
    case 'crew_hours':
      return onFleet(pause, change.fleet, (fleet) =>
        fleet.crew_hours === undefined
          ? fleet
          : { ...fleet, crew_hours: (fleet.crew_hours + change.minutes * 60) as typeof fleet.crew_hours },
      )
    case 'carries':
      return onFleet(pause, change.fleet, (fleet) => ({ ...fleet, carries: [...fleet.carries, change.use] }))
    case 'loads': {
      const { mobility, more } = change
      return onFleet(pause, change.fleet, (fleet) => {
        const most = fleet.loads.reduce((greatest, load) => Math.max(greatest, load[mobility] ?? 0), 0)
        return { ...fleet, loads: [...fleet.loads, { ...fleet.loads[0], [mobility]: most + more }] }
      })
    }
    case 'foot_lanes':
      return onGate(pause, change, (gate) => ({ ...gate, foot_lanes: gate.foot_lanes + change.more }))
    case 'serves':
      return onGate(pause, change, (gate) => {
        const seconds = slowest(Object.values(gate.service))
        return seconds === undefined
          ? gate
          : { ...gate, service: { ...gate.service, [change.vehicle]: seconds } as Gate['service'] }
      })
    case 'walkers':
      return onCorridor(pause, change.corridor, (corridor) =>
        corridor.on_foot === undefined
          ? corridor
          : {
              ...corridor,
              on_foot: corridor.on_foot.map((row) => ({
                ...row,
                value: { ...row.value, people: row.value.people + change.more },
              })),
            },
      )
    case 'passes':
      return onCorridor(pause, change.corridor, (corridor) => ({
        ...corridor,
        travel: corridor.travel.map((row) => {
          const { on_foot: _, ...driving } = row.value
          const seconds = slowest(Object.values(driving))
          return seconds === undefined
            ? row
            : { ...row, value: { ...row.value, [change.vehicle]: seconds } as typeof row.value }
        }),
      }))
    case 'both_ways':
      return onCorridor(pause, change.corridor, (corridor) => ({ ...corridor, direction: 'both' }))
    case 'use':
      return onCorridor(pause, change.corridor, (corridor) => ({ ...corridor, uses: [...corridor.uses, change.use] }))
    case 'ready': {
      const seconds = change.minutes * 60
      return {
        ...pause,
        people: pause.people.map((group) => {
          if (group.id !== change.group || group.ready === undefined) return group
          const ready =
            typeof group.ready === 'number'
              ? ((group.ready - seconds) as Instant)
              : group.ready.map((each) => ({ ...each, at: (each.at - seconds) as Instant }))
          return { ...group, ready }
        }),
      }
    }
    case 'separation': {
      const [one, other] = change.uses
      return onRules(pause, (rules) => ({
        ...rules,
        separate: rules.separate.filter((pair) => !(pair.includes(one) && pair.includes(other))),
      }))
    }
    case 'reciprocal':
      return onRules(pause, (rules) => ({
        ...rules,
        reciprocal: rules.reciprocal.filter(({ id }) => id !== change.rule),
      }))
    case 'convoys':
      return onRules(pause, (rules) => ({
        ...rules,
        convoys: rules.convoys.filter(({ corridor }) => corridor !== change.corridor),
      }))
    default:
      return apply(pause, change)
  }
}

/** Changes of a list, one after another. */
export function changedBy(pause: Pause, changes: readonly Change[]): Pause {
  return changes.reduce(changed, pause)
}

function onPlace(pause: Pause, id: string, change: (place: Place) => Place): Pause {
  return { ...pause, places: pause.places.map((place) => (place.id === id ? change(place) : place)) }
}

function onFleet(pause: Pause, id: string, change: (fleet: Fleet) => Fleet): Pause {
  return { ...pause, fleet: pause.fleet.map((fleet) => (fleet.id === id ? change(fleet) : fleet)) }
}

type Corridor = Pause['corridors'][number]

function onCorridor(pause: Pause, id: string, change: (corridor: Corridor) => Corridor): Pause {
  return { ...pause, corridors: pause.corridors.map((corridor) => (corridor.id === id ? change(corridor) : corridor)) }
}

function onGate(
  pause: Pause,
  { corridor: id, gate: gateId }: { readonly corridor: string; readonly gate: string },
  change: (gate: Gate) => Gate,
): Pause {
  return onCorridor(pause, id, (corridor) => ({
    ...corridor,
    gates: corridor.gates.map((gate) => (gate.id === gateId ? change(gate) : gate)),
  }))
}

function onRules(pause: Pause, change: (rules: Pause['rules']) => Pause['rules']): Pause {
  return { ...pause, rules: change(pause.rules) }
}

function slowest(seconds: readonly (number | undefined)[]): number | undefined {
  return seconds.reduce<number | undefined>(
    (longest, each) => (each === undefined ? longest : Math.max(longest ?? 0, each)),
    undefined,
  )
}
