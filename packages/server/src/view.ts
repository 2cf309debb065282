// What the pages are told of a pause, for drawing. Everything is for who plans on this machine; the views of roles come
// with roles.

import { exitsOnFoot } from '@treve/checker'
import {
  type Corridor,
  formatInstant,
  type Instant,
  notActedOut,
  type Pause,
  type Place,
  type Plan,
  type Window,
} from '@treve/model'

export type PauseView = ReturnType<typeof viewOf>

export function viewOf(pause: Pause, plan: Plan) {
  const written = (instant: number) => formatInstant(instant as Instant, pause.time_zone)
  return {
    id: pause.id,
    title: pause.title,
    exercise: pause.exercise,
    time_zone: pause.time_zone,
    parties: pause.parties.map(({ id, role, name }) => ({ id, role, name: name ?? {} })),
    is_agreed: isAgreed(pause),
    required_probability: pause.terms.clear.probability,
    not_acted_out: notActedOut(pause, plan),
    windows: pause.terms.windows.map((window) => windowView(window, pause.terms.clear.buffer, written)),
    zone: pause.zone.area,
    places: pause.places.map(placeView),
    links: pause.links.map(({ between }) => between),
    corridors: pause.corridors.map(corridorView),
    people: pause.people.map(({ id, name, at, count, mobility, priority, movement, to }) => ({
      id,
      name: name ?? {},
      at,
      mobility,
      priority,
      movement,
      to,
      count: countView(count),
    })),
    not_planned: pause.not_planned.map(({ id, name, at, count, wish }) => ({
      id,
      name: name ?? {},
      at,
      wish,
      count: countView(count),
    })),
    aid: pause.aid.map(({ id, name, from, to, floor, items }) => ({
      id,
      name: name ?? {},
      from,
      to,
      floor_g: floor,
      mass_g: items.reduce((sum, item) => sum + item.count * item.mass, 0),
      items: items.map(({ id: item, name: called, count, mass, category }) => ({
        id: item,
        name: called ?? {},
        count,
        mass_g: mass,
        category,
      })),
    })),
    fleet: pause.fleet.map(({ id, kind, count, carries }) => ({ id, kind, count, carries })),
    on_foot: onFootView(pause, plan, written),
  }
}

/** A plan tells when they enter; when they are out follows from its corridors and gates. */
function onFootView(pause: Pause, plan: Plan, written: (instant: number) => string) {
  const exits = exitsOnFoot(pause, plan)
  return plan.walking.map(({ group, corridor, people, from, until }, index) => {
    const exit = exits[index]
    return {
      group,
      corridor,
      people,
      sets_out: written(from),
      last_sets_out: written(until),
      first_exit: exit === undefined ? null : written(exit.firstExit),
      last_exit: exit === undefined ? null : written(exit.lastExit),
    }
  })
}

/** Announcing is not agreeing: a pause is agreed once every party to the conflict is among those who agreed. */
export function isAgreed(pause: Pause): boolean {
  const adversaries = pause.parties.filter((party) => party.role === 'party_to_conflict')
  return adversaries.length > 0 && adversaries.every(({ id }) => pause.terms.agreed_by.includes(id))
}

function windowView({ id, open, close }: Window, bufferSeconds: number, written: (instant: number) => string) {
  return { id, open: written(open), close: written(close), clear_by: written(close - bufferSeconds) }
}

function countView({ low, best, high, source, assumed }: Pause['people'][number]['count']) {
  return { low, best, high, source: source ?? null, assumed }
}

function placeView({ id, kind, name, at, inside }: Place) {
  return { id, kind, name: name ?? {}, at, inside }
}

function corridorView(corridor: Corridor) {
  const [travel] = corridor.travel
  const [capacity] = corridor.capacity ?? []
  const times = Object.entries(travel?.value ?? {}).filter(([kind]) => kind !== 'on_foot')
  return {
    id: corridor.id,
    name: corridor.name ?? {},
    uses: corridor.uses,
    outside: corridor.outside,
    inside: corridor.inside,
    direction: corridor.direction,
    /** Between passages of opposite directions, where it alternates. */
    clearance_s: corridor.clearance,
    length_m: corridor.length ?? null,
    travel_s: times.length === 0 ? null : Math.min(...times.map(([, seconds]) => seconds)),
    capacity:
      capacity === undefined
        ? null
        : { vehicles: capacity.value.vehicles, per_s: capacity.value.per, shared: capacity.value.shared },
    gates: corridor.gates.map(({ id, position, checks, lanes }) => ({ id, position, checks, lanes })),
    path: corridor.path ?? null,
  }
}
