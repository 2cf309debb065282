// What the vehicles of one kind, moving one thing, can reach: in through any corridor of that use, and out again.

import type { Corridor, Fleet, Pause } from '../pause/schema.ts'
import type { Use } from '../pause/words.ts'
import { type Network, networkFor, passageSeconds, quickest, type Traveller } from './ways.ts'

export interface Service {
  readonly kind: Traveller
  readonly use: Use
  readonly fleets: readonly Fleet[]
  /** Corridors that it passes in some direction. */
  readonly corridors: ReadonlySet<string>
  /** From the outside mouth, by places inside. */
  readonly inSeconds: ReadonlyMap<string, number>
  /** To the outside mouth, by places inside. */
  readonly outSeconds: ReadonlyMap<string, number>
  /** Places outside that can be reached after coming out. */
  readonly destinations: ReadonlyMap<string, number>
}

/** One service for each kind and use that the fleets hold. */
export function servicesOf(pause: Pause, usable: readonly Corridor[]): Service[] {
  const groups = new Map<string, { kind: Fleet['kind']; use: Use; fleets: Fleet[] }>()
  for (const fleet of pause.fleet) {
    if (fleet.count === 0 || fleet.kind === 'escort') continue
    for (const use of fleet.carries) {
      const key = `${fleet.kind} ${use}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { kind: fleet.kind, use, fleets: [fleet] })
      else group.fleets.push(fleet)
    }
  }
  const networks = new Map<string, Network>()
  const ends = new Set([
    ...pause.people.flatMap((group) => [group.at, ...group.to]),
    ...pause.aid.map((consignment) => consignment.to),
  ])
  return [...groups.values()].map(({ kind, use, fleets }) => {
    const network = networks.get(kind) ?? networkFor(kind, pause.links)
    networks.set(kind, network)
    const leadsOn = (mouth: string) => ends.has(mouth) || network.forward.has(mouth)
    return serviceOf(kind, use, fleets, network, usable, leadsOn)
  })
}

function serviceOf(
  kind: Fleet['kind'],
  use: Use,
  fleets: Fleet[],
  network: Network,
  usable: readonly Corridor[],
  leadsOn: (mouth: string) => boolean,
): Service {
  const homes = quickest(
    network.forward,
    fleets.map((fleet) => [fleet.at, 0]),
  )
  const entries: [string, number][] = []
  const exits: [string, number][] = []
  const corridors = new Set<string>()
  for (const corridor of usable) {
    if (!corridor.uses.includes(use)) continue
    const inward = passageSeconds(corridor, kind, 'in')
    const outward = passageSeconds(corridor, kind, 'out')
    if (inward !== undefined && homes.has(corridor.outside)) {
      entries.push([corridor.inside, inward])
      if (leadsOn(corridor.inside)) corridors.add(corridor.id)
    }
    if (outward !== undefined) exits.push([corridor.inside, outward])
  }
  const inSeconds = quickest(network.forward, entries)
  const outSeconds = quickest(network.backward, exits)
  const mouths: [string, number][] = []
  for (const corridor of usable) {
    if (!corridor.uses.includes(use) || !inSeconds.has(corridor.inside)) continue
    if (passageSeconds(corridor, kind, 'out') === undefined) continue
    mouths.push([corridor.outside, 0])
    if (leadsOn(corridor.outside)) corridors.add(corridor.id)
  }
  return { kind, use, fleets, corridors, inSeconds, outSeconds, destinations: quickest(network.forward, mouths) }
}

/** Where people on foot can come out from, by movement: places inside from which a corridor can be walked. */
export function walkersOf(pause: Pause, usable: readonly Corridor[]): ReadonlyMap<Use, ReadonlyMap<string, number>> {
  const network = networkFor('on_foot', pause.links)
  const byUse = new Map<Use, ReadonlyMap<string, number>>()
  for (const use of new Set(
    pause.people.filter((group) => group.mobility === 'on_foot').map((group) => group.movement),
  )) {
    const mouths: [string, number][] = []
    for (const corridor of usable) {
      const seconds = corridor.uses.includes(use) ? passageSeconds(corridor, 'on_foot', 'out') : undefined
      if (seconds !== undefined) mouths.push([corridor.inside, seconds])
    }
    byUse.set(use, quickest(network.backward, mouths))
  }
  return byUse
}
