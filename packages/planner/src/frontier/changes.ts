// What a pause lets one ask for. Nearly every change takes nothing away: any plan by the terms as they are is a plan by the
// changed ones (apply.ts says which do).

import type { Fleet, Pause, PlaceMobility } from '@treve/model'
import { type Change, changeCode } from '@treve/model/frontier'
import { walkable } from './apply.ts'

/** Either end of a window, in seconds; what is asked about first comes first, should time be short. */
const windowSteps = [3600, 1800, 7200, 900, 10_800]
/** Where there are more windows than these, one step of each is asked for. */
const mostWindowsInSteps = 2
const withdrawalSteps = [900, 1800, 3600]
const bufferSteps = [900, 1800]

export function changesOf(pause: Pause): Change[] {
  const changes = [
    ...windowChanges(pause),
    ...corridorChanges(pause),
    ...fleetChanges(pause),
    ...destinationChanges(pause),
    ...bufferSteps.flatMap((seconds): Change[] =>
      pause.terms.windows.some(({ open, close }) => close - open > pause.terms.clear.buffer + seconds)
        ? [{ kind: 'buffer', seconds }]
        : [],
    ),
  ]
  return [...new Map(changes.map((change) => [changeCode(change), change])).values()]
}

function windowChanges(pause: Pause): Change[] {
  const { windows } = pause.terms
  const steps = windows.length <= mostWindowsInSteps ? windowSteps : [3600]
  const bins = binSeconds(pause)
  return windows.flatMap((window, index) => {
    const room = (seconds: number, end: 'open' | 'close') => {
      const [previous, next] = [windows[index - 1], windows[index + 1]]
      return end === 'close'
        ? next === undefined || window.close + seconds <= next.open
        : (previous === undefined || window.open - seconds >= previous.close) &&
            window.open - seconds >= (pause.rules.state?.at ?? Number.NEGATIVE_INFINITY)
    }
    // Bins count from the opening: what falls into one by the terms as they are must fall into one by the changed ones.
    const isWhole = (seconds: number) => bins.every((bin) => seconds % bin === 0)
    return steps.flatMap((seconds) =>
      (['close', 'open'] as const)
        .filter((end) => room(seconds, end) && (end === 'close' || isWhole(seconds)))
        .map((end): Change => ({ kind: 'window', window: window.id, end, seconds })),
    )
  })
}

/** Every length of bin that counts from the opening: of slots, intake, separation, private cars. */
function binSeconds(pause: Pause): number[] {
  const ofCorridors = pause.corridors.flatMap(({ capacity, private_cars: cars }) => [
    ...(capacity ?? []).map(({ value }) => value.per),
    ...(cars === undefined || cars.vehicles === 0 ? [] : [cars.per]),
  ])
  const ofPlaces = pause.places.flatMap(({ intake }) => (intake === undefined ? [] : [intake.per]))
  return [...new Set([...ofCorridors, ...ofPlaces, ...(pause.rules.separate.length === 0 ? [] : [900])])]
}

function corridorChanges(pause: Pause): Change[] {
  const { alternates, state } = pause.rules
  const standby = new Set(state === undefined ? alternates.map(({ corridor }) => corridor) : [])
  const firstOpen = pause.terms.windows[0]?.open ?? 0
  const hasWalkers = pause.people.some(({ mobility, count }) => mobility === 'on_foot' && count.best > 0)
  return pause.corridors.flatMap((corridor): Change[] => {
    const { id, gates, capacity, opens, direction, uses } = corridor
    if (standby.has(id)) return [{ kind: 'alternate', corridor: id }]
    // Asked for those who move and for aid, not for those who fight.
    const isForOthers = uses.some((use) => use !== 'armed_groups')
    const [rate] = capacity ?? []
    const late = opens.earliest === undefined ? 0 : opens.earliest - firstOpen
    const earlier = [...withdrawalSteps.filter((seconds) => seconds < late), ...(late > 0 ? [late] : [])]
    return [
      ...(isForOthers ? [{ kind: 'corridor' as const, corridor: id }] : []),
      ...earlier.map((seconds) => ({ kind: 'withdrawal' as const, corridor: id, seconds })),
      ...gates.map((gate) => ({ kind: 'lane' as const, corridor: id, gate: gate.id, lanes: 1 })),
      ...(rate === undefined ? [] : [{ kind: 'slots' as const, corridor: id, vehicles: stepFor(rate.value.vehicles) }]),
      ...(hasWalkers && isForOthers && direction !== 'in' && walkable(pause, corridor) !== undefined
        ? [{ kind: 'walking' as const, corridor: id }]
        : []),
    ]
  })
}

function fleetChanges(pause: Pause): Change[] {
  return pause.fleet
    .filter((fleet) => fleet.kind !== 'escort' && isUseful(pause, fleet))
    .map((fleet) => ({ kind: 'vehicles', fleet: fleet.id, count: stepFor(fleet.count) }))
}

function isUseful(pause: Pause, { carries }: Fleet): boolean {
  return (
    pause.people.some(({ movement, count }) => count.best > 0 && carries.includes(movement)) ||
    (pause.aid.length > 0 && carries.includes('aid'))
  )
}

function destinationChanges(pause: Pause): Change[] {
  const chosen = new Set(pause.people.flatMap(({ to }) => to))
  return pause.places
    .filter(({ id }) => chosen.has(id))
    .flatMap((place): Change[] => [
      ...(place.beds === undefined ? [] : bedsNeeded(pause, place.id)).map(
        (mobility): Change => ({
          kind: 'beds',
          place: place.id,
          mobility,
          count: stepFor(place.beds?.[mobility] ?? 0),
        }),
      ),
      ...(place.places === undefined
        ? []
        : [{ kind: 'places' as const, place: place.id, count: Math.max(10, Math.round(place.places / 10)) }]),
    ])
}

function bedsNeeded(pause: Pause, place: string): PlaceMobility[] {
  const going = pause.people.filter(({ to, count }) => to.includes(place) && count.best > 0)
  return (['stretcher', 'wheelchair', 'seated'] as const).filter((mobility) =>
    going.some((group) => (group.mobility === 'on_foot' ? 'seated' : group.mobility) === mobility),
  )
}

/** About a tenth or a fifth more: what one may ask for, and what shows. */
function stepFor(count: number): number {
  return count < 5 ? 1 : count < 20 ? 2 : count < 50 ? 5 : 10
}
