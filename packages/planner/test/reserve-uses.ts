// Small pauses, by hand: for each use of a reserve one in which that is what helps.

import type { Pause } from '@treve/model'
import { madeUpZone, pauseOf } from './planning.ts'

interface Small {
  readonly uncertainty: Readonly<Record<string, unknown>>
  readonly corridors: readonly Readonly<Record<string, unknown>>[]
  readonly people: readonly Readonly<Record<string, unknown>>[]
  readonly fleet: readonly Readonly<Record<string, unknown>>[]
  readonly probability?: number
  readonly buffer?: string
  /** From one inside mouth to the other; else five minutes. */
  readonly across?: readonly Readonly<Record<string, unknown>>[]
  readonly rules?: Readonly<Record<string, unknown>>
}

/** Nothing is left to chance, but for what each states. */
export const calm = {
  city: 0,
  corridor_hour: 0,
  leg: 0,
  boarding: 0,
  closures: { per_hour: 0, mean: '30 min' },
  halts: { per_hour: 0, mean: '3 h' },
  breakdowns: { per_hour: 0, mean: '45 min' },
  late_people: { share: 0, mean: '10 min' },
  refused_boarding: 0,
}

/** From 08:00 to 12:00; a school inside, reception and clinic outside; all drives of five minutes, two mouths to each side. */
export function smallPause(small: Small): Pause {
  const mouth = (id: string, lon: number, lat: number, inside: boolean) => ({
    id,
    kind: 'mouth',
    at: [lon, lat],
    inside,
  })
  const link = (from: string, to: string, time: unknown = '5 min') => ({ between: [from, to], time })
  return pauseOf({
    treve_pause: 1,
    id: 'small',
    title: { en: 'Small' },
    time_zone: 'Asia/Damascus',
    exercise: true,
    parties: [
      { id: 'relief', role: 'humanitarian' },
      { id: 'north', role: 'party_to_conflict' },
    ],
    terms: {
      stated_by: ['north'],
      windows: [{ id: 'day', open: '2016-11-04T08:00', close: '2016-11-04T12:00' }],
      clear: { buffer: small.buffer ?? '10 min', probability: small.probability ?? 0.9 },
    },
    zone: madeUpZone,
    places: [
      { id: 'depot', kind: 'depot', at: [37.1, 36.2] },
      mouth('outer', 37.12, 36.2, false),
      mouth('inner', 37.14, 36.2, true),
      mouth('outer2', 37.12, 36.21, false),
      mouth('inner2', 37.14, 36.21, true),
      { id: 'school', kind: 'pick_up', at: [37.16, 36.2], inside: true },
      { id: 'reception', kind: 'reception', at: [37.09, 36.2] },
      { id: 'clinic', kind: 'hospital', at: [37.08, 36.2], beds: { stretcher: 10 } },
    ],
    links: [
      ...['outer', 'outer2'].flatMap((outer) => ['depot', 'reception', 'clinic'].map((place) => link(place, outer))),
      link('inner', 'school'),
      link('inner2', 'school'),
      link('inner', 'inner2', small.across),
    ],
    corridors: small.corridors,
    people: small.people,
    aid: [],
    fleet: small.fleet,
    rules: small.rules ?? {},
    uncertainty: { ...calm, ...small.uncertainty },
  })
}

export const corridor = (id: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  id,
  uses: ['civilians', 'medical'],
  outside: id === 'road' ? 'outer' : 'outer2',
  inside: id === 'road' ? 'inner' : 'inner2',
  length: '5 km',
  travel: { vehicle: '5 min' },
  ...rest,
})

export const families = (count: number, ready = '2016-11-04T08:00') => ({
  id: 'families',
  at: 'school',
  count,
  mobility: 'seated',
  priority: 'general',
  movement: 'civilians',
  to: ['reception'],
  ready,
})

export const patient = (ready: string) => ({
  id: 'patient',
  at: 'school',
  count: 1,
  mobility: 'stretcher',
  priority: 'life_critical',
  movement: 'medical',
  to: ['clinic'],
  ready,
})

export const buses = (count: number) => ({
  id: 'bus',
  kind: 'bus',
  count,
  at: 'depot',
  carries: ['civilians'],
  loads: [{ seated: 50 }],
})

export const ambulance = {
  id: 'ambulance',
  kind: 'ambulance',
  count: 1,
  at: 'depot',
  carries: ['medical'],
  loads: [{ stretcher: 1 }],
}
