// Ways that do not exist: a corridor nobody can use, people nobody can reach or carry, a drop no truck can leave again.
// Warnings: the plan is then of fewer people, and says why; but whoever wrote the file may not have meant it.

import type { Configuration, Corridor, Group, Pause } from '../pause/schema.ts'
import { below, type Inquiry, whole } from './inquiry.ts'
import { type Service, servicesOf, walkersOf } from './service.ts'
import { hasRoom, passageSeconds } from './ways.ts'

export function checkReachability(inquiry: Inquiry): void {
  const pause = whole(inquiry.sections)
  if (pause === undefined || inquiry.windows.length === 0) return
  const end = Math.max(...inquiry.windows.map((window) => window.close - pause.terms.clear.buffer))
  const opened = pause.corridors.filter((corridor) => (corridor.opens.earliest ?? 0) < end)
  const services = servicesOf(pause, opened)
  const walkers = walkersOf(pause, opened)
  // Without vehicles there is one warning, not one for each place they do not reach.
  if (services.length > 0) {
    for (const corridor of pause.corridors) checkCorridor(inquiry, pause, corridor, services, end)
    checkHospitals(inquiry, pause, services)
    checkDrops(inquiry, pause, services)
  }
  const carried = new Map<string, Answer>()
  for (const group of pause.people) {
    if (group.count.best === 0) continue
    const walks = group.mobility === 'on_foot' && walkers.get(group.movement)?.has(group.at) === true
    if (!walks && services.length > 0) checkGroup(inquiry, group, services, carried)
  }
}

function checkCorridor(
  inquiry: Inquiry,
  pause: Pause,
  corridor: Corridor,
  services: readonly Service[],
  end: number,
): void {
  const { id } = corridor
  const node = inquiry.at(corridor)
  if ((corridor.opens.earliest ?? 0) >= end) {
    inquiry.warn(inquiry.at(corridor, 'opens', 'earliest'), 'corridor_opens_too_late', { id })
    return
  }
  const walks = passageSeconds(corridor, 'on_foot', 'out') !== undefined && corridor.uses.some((use) => use !== 'aid')
  if (walks || services.some((service) => service.corridors.has(id))) return
  const users = services.filter((service) => corridor.uses.includes(service.use))
  const uses = corridor.uses.join(', ')
  if (!hasRoom(corridor, 'bus')) inquiry.warn(below(node, 'capacity'), 'corridor_without_capacity', { id })
  else if (users.length === 0) inquiry.warn(below(node, 'uses'), 'corridor_without_users', { id, uses })
  else if (users.every((user) => isBarred(corridor, user))) {
    inquiry.warn(below(node, 'travel'), 'corridor_bars_all', { id, kinds: kindsOf(users) })
  } else {
    for (const side of ['outside', 'inside'] as const) {
      if (isLinked(pause, corridor[side])) continue
      inquiry.warn(below(node, side), 'corridor_not_linked', { id, place: corridor[side] })
      return
    }
    inquiry.warn(below(node, 'outside'), 'corridor_out_of_reach', {
      id,
      place: corridor.outside,
      kinds: kindsOf(users),
    })
  }
}

function isBarred(corridor: Corridor, user: Service): boolean {
  return (
    passageSeconds(corridor, user.kind, 'in') === undefined && passageSeconds(corridor, user.kind, 'out') === undefined
  )
}

function isLinked(pause: Pause, place: string): boolean {
  return pause.links.some((link) => link.between.includes(place)) || pause.fleet.some((fleet) => fleet.at === place)
}

function kindsOf(services: readonly Service[]): string {
  return [...new Set(services.map((service) => service.kind))].join(', ')
}

type Carried = 'yes' | 'not_together' | 'no'

/** For groups that are alike: whether any vehicle holds them, and the services whose vehicles do. */
interface Answer {
  readonly carried: Carried
  readonly able: readonly Service[]
}

function checkGroup(inquiry: Inquiry, group: Group, services: readonly Service[], memo: Map<string, Answer>): void {
  const { id, at } = group
  const size = Math.min(group.group_size, group.count.best)
  const key = `${group.movement} ${group.mobility} ${size} ${group.companions}`
  const answer = memo.get(key) ?? answerFor(group, size, services)
  memo.set(key, answer)
  const { carried, able } = answer
  if (carried === 'no') {
    const { movement, mobility } = group
    inquiry.warn(inquiry.at(group, 'mobility'), 'people_without_vehicle', { id, movement, mobility })
    return
  }
  if (carried === 'not_together') {
    inquiry.warn(inquiry.at(group, 'group_size'), 'group_fits_no_vehicle', { id, size })
    return
  }
  const kinds = kindsOf(able)
  if (!able.some((mover) => mover.inSeconds.has(at))) {
    inquiry.warn(inquiry.at(group, 'at'), 'people_out_of_reach', { id, at, kinds })
  } else if (!able.some((mover) => mover.inSeconds.has(at) && mover.outSeconds.has(at))) {
    inquiry.warn(inquiry.at(group, 'at'), 'people_without_way_out', { id, at, kinds })
  } else if (!able.some((mover) => group.to.some((to) => mover.destinations.has(to)))) {
    inquiry.warn(inquiry.at(group, 'to'), 'destinations_out_of_reach', { id, to: group.to.join(', '), kinds })
  }
}

function answerFor(group: Group, size: number, services: readonly Service[]): Answer {
  const movers = services.filter((service) => service.use === group.movement)
  return {
    carried: carriedBy(movers, group, size),
    able: movers.filter((mover) => carriedBy([mover], group, size) === 'yes'),
  }
}

function carriedBy(movers: readonly Service[], group: Group, size: number): Carried {
  const loads = movers.flatMap((mover) => mover.fleets.flatMap((fleet) => fleet.loads))
  if (loads.some((load) => fits(load, group, size))) return 'yes'
  return loads.some((load) => fits(load, group, 1)) ? 'not_together' : 'no'
}

/** So many of the group, with their companions, in one vehicle fitted out so. */
function fits(load: Configuration, group: Group, size: number): boolean {
  const { seated = 0, wheelchair = 0, stretcher = 0 } = load
  if (group.mobility === 'stretcher' && stretcher < size) return false
  if (group.mobility === 'wheelchair' && wheelchair + stretcher < size) return false
  return seated + wheelchair + stretcher >= size * (1 + group.companions)
}

function checkHospitals(inquiry: Inquiry, pause: Pause, services: readonly Service[]): void {
  const chosen = new Map<string, Group>()
  for (const group of pause.people) {
    if (group.movement !== 'medical' || group.count.best === 0) continue
    for (const to of group.to) if (!chosen.has(to)) chosen.set(to, group)
  }
  const ambulances = services.filter((service) => service.kind === 'ambulance' && service.use === 'medical')
  for (const [id, group] of chosen) {
    const place = inquiry.places.get(id)
    if (place?.kind !== 'hospital' || ambulances.some((service) => service.destinations.has(id))) continue
    inquiry.warn(inquiry.at(place, 'id'), 'hospital_without_ambulance', { id, group: group.id })
  }
}

function checkDrops(inquiry: Inquiry, pause: Pause, services: readonly Service[]): void {
  const trucks = services.filter((service) => service.use === 'aid')
  if (pause.aid.length === 0) return
  if (trucks.length === 0) {
    inquiry.warn(below(inquiry.root, 'aid'), 'aid_without_vehicle')
    return
  }
  const { buffer } = pause.terms.clear
  const earliest = Math.min(...pause.corridors.filter(isForAid).map((corridor) => corridor.opens.earliest ?? 0))
  const usable = Math.max(...pause.terms.windows.map(({ open, close }) => close - buffer - Math.max(open, earliest)))
  for (const id of new Set(pause.aid.map((consignment) => consignment.to))) {
    const place = inquiry.places.get(id)
    if (place === undefined) continue
    let needed: number | undefined
    for (const { inSeconds, outSeconds } of trucks) {
      const there = inSeconds.get(id)
      const back = outSeconds.get(id)
      if (there !== undefined && back !== undefined) needed = Math.min(needed ?? there + back, there + back)
    }
    const node = inquiry.at(place, 'id')
    if (needed === undefined) inquiry.warn(node, 'drop_out_of_reach', { id })
    else if (needed > usable) {
      inquiry.warn(node, 'drop_without_return', {
        id,
        needed: { seconds: needed },
        usable: { seconds: Math.max(0, usable) },
      })
    }
  }
}

function isForAid(corridor: Corridor): boolean {
  return corridor.uses.includes('aid')
}
