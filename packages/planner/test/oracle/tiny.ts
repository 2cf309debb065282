// The smallest pause there is: one corridor, one pick-up, two drops, one bus, everything at ten minutes from everything
// else. Families change a little of it.

import { madeUpZone } from '../planning.ts'

/** Part of a pause file as it is written. */
export type Row = Record<string, unknown>

export interface Tiny extends Row {
  terms: { windows: Row[]; clear: Row; silent_on: string[] }
  places: Row[]
  links: Row[]
  corridors: Row[]
  people: Row[]
  aid: Row[]
  fleet: Row[]
  rules: Row
}

/** Minutes from the first opening as the clock shows them. */
export function clock(minute: number): string {
  const at = 8 * 60 + minute
  return `2016-11-04T${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}

/** As many steps of the grid. */
export const steps = (count: number): string => `${count * 10} min`

export function tiny(windowSteps: number): Tiny {
  const inside = (east: number) => ({ at: [37.15 + east / 1000, 36.2], inside: true })
  const outside = (west: number) => ({ at: [37.1 - west / 1000, 36.2] })
  const step = (from: string, to: string) => ({ between: [from, to], time: steps(1) })
  return {
    treve_pause: 1,
    id: 'tiny',
    title: { en: 'Tiny' },
    time_zone: 'UTC',
    exercise: true,
    parties: [{ id: 'relief', role: 'humanitarian' }],
    terms: {
      windows: [{ id: 'first', open: clock(0), close: clock(windowSteps * 10) }],
      clear: { buffer: '0 min' },
      silent_on: [],
    },
    zone: madeUpZone,
    places: [
      { id: 'outer', kind: 'mouth', ...outside(0) },
      { id: 'inner', kind: 'mouth', ...inside(0) },
      { id: 'depot', kind: 'depot', ...outside(1) },
      { id: 'reception', kind: 'reception', ...outside(2) },
      { id: 'clinic', kind: 'hospital', ...outside(3) },
      { id: 'warehouse', kind: 'warehouse', ...outside(4) },
      { id: 'school', kind: 'pick_up', ...inside(1) },
      { id: 'bakery', kind: 'drop', ...inside(2) },
      { id: 'market', kind: 'drop', ...inside(3) },
    ],
    links: [
      step('depot', 'outer'),
      step('reception', 'outer'),
      step('clinic', 'outer'),
      step('warehouse', 'outer'),
      step('inner', 'school'),
      step('inner', 'bakery'),
      step('inner', 'market'),
    ],
    corridors: [corridor('bridge', {})],
    people: [],
    aid: [],
    fleet: [],
    rules: {},
  }
}

export function corridor(id: string, more: Row): Row {
  return {
    id,
    uses: ['civilians', 'medical', 'aid', 'armed_groups'],
    outside: 'outer',
    inside: 'inner',
    length: '1 km',
    travel: { vehicle: steps(1) },
    ...more,
  }
}

export function group(id: string, count: number, more: Row): Row {
  return {
    id,
    at: 'school',
    count,
    mobility: 'seated',
    priority: 'general',
    movement: 'civilians',
    to: ['reception'],
    ...more,
  }
}

export function patients(id: string, count: number, more: Row): Row {
  return group(id, count, { movement: 'medical', priority: 'medical', to: ['clinic'], ...more })
}

export function buses(count: number, seats: number, more: Row): Row {
  return { id: 'bus', kind: 'bus', count, at: 'depot', carries: ['civilians'], loads: [{ seated: seats }], ...more }
}

export function ambulances(count: number, more: Row): Row {
  const loads = [{ stretcher: 1, seated: 1 }]
  return { id: 'ambulance', kind: 'ambulance', count, at: 'clinic', carries: ['medical'], loads, ...more }
}

/** Of a tonne a piece. */
export function pieces(id: string, count: number, to: string, floorTonnes: number): Row {
  const items = [{ id: 'sacks', category: 'food', count, mass: '1 t' }]
  return { id, donor: 'relief', from: 'warehouse', to, floor: `${floorTonnes} t`, items }
}

export function trucks(count: number, tonnes: number, more: Row): Row {
  return {
    id: 'truck',
    kind: 'truck',
    count,
    at: 'warehouse',
    carries: ['aid'],
    loads: [{ mass: `${tonnes} t` }],
    ...more,
  }
}

/** Changes what the place of that id says. */
export function at(data: Tiny, id: string, more: Row): void {
  const place = data.places.find((each) => each.id === id)
  if (place === undefined) throw new Error(`no place ${id}`)
  Object.assign(place, more)
}

/** A second place to be picked up at, so many steps from the mouth. */
export function mosque(data: Tiny, distance: number): void {
  data.places.push({ id: 'mosque', kind: 'pick_up', at: [37.17, 36.2], inside: true })
  data.links.push({ between: ['inner', 'mosque'], time: steps(distance) })
}
