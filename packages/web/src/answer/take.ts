// What a plan's `would_take` and `bottleneck` say, in the reader's words. Their grammar: docs/formats/plan.md.

import type { PauseView } from '../view.ts'
import type { Words } from '../words.tsx'

/** As written where the grammar is not known: better raw than lost. */
export function takeText(words: Words, pause: PauseView, written: string): string {
  const part = / \((\d+) of (\d+)\)$/.exec(written)
  const changes = (part === null ? written : written.slice(0, part.index))
    .split(' and ')
    .map((change) => changeText(words, pause, change) ?? change)
  const all = changes.reduce((one, other) => words.t('unserved.all', { one, other }))
  if (part === null) return all
  return words.t('unserved.part', {
    change: all,
    some: words.number(Number(part[1])),
    all: words.number(Number(part[2])),
  })
}

function changeText(words: Words, pause: PauseView, written: string): string | undefined {
  const { t, duration } = words
  const [kind, id = '', third = ''] = written.split(' ')
  const count = Number(/ [+-](\d+)/.exec(written)?.[1] ?? 1)
  const per = duration(Number(/ per (\d+) s$/.exec(written)?.[1] ?? 0))
  const time = duration(count * (written.endsWith(' s') ? 1 : 60))
  const corridor = corridorName(words, pause, id)
  const place = placeName(words, pause, id)
  switch (kind) {
    case 'fleet':
      return id === 'for' ? t('take.fleetFor') : vehiclesText(words, pause, id, count)
    case 'corridor':
      return t('take.corridorFor')
    case 'way':
      return t('take.wayTo', { place: placeName(words, pause, third) })
    case 'search':
      return t('take.search')
    case 'window':
      return t('take.window', { id, time })
    case 'buffer':
      return t('take.buffer', { time })
    case 'beds':
      return bedsText(words, pause, id, third, count)
    case 'places':
      return t('take.places', { place, count })
    case 'intake':
      return t('take.intake', { place, count, per })
    case 'bays':
      return t('take.bays', { place, count })
    case 'lanes':
      return lanesText(words, pause, id, count)
    case 'foot_lanes':
      return t('take.footLanes', { ...gateOf(words, pause, id), count })
    case 'serves':
      return t('take.serves', { ...gateOf(words, pause, id), kind: third })
    case 'capacity':
      return t('take.capacity', { corridor, count, per })
    case 'walkers':
      return t('take.walkers', { corridor, count, per })
    case 'opens':
      return t('take.opens', { corridor, time })
    case 'passes':
      return t('take.passes', { corridor, kind: third })
    case 'both_ways':
      return t('take.bothWays', { corridor })
    case 'use':
      return t('take.use', { corridor, movement: movementName(words, third) })
    case 'alternate':
      return t('take.alternate', { corridor })
    case 'available':
      return t(third === 'from' ? 'take.availableFrom' : 'take.availableUntil', { id, time })
    case 'crew_hours':
      return t('take.crewHours', { id, time })
    case 'carries':
      return t('take.carries', { id, movement: movementName(words, third) })
    case 'loads':
      return t('take.loads', { id, count, mobility: mobilityName(words, third) })
    case 'ready':
      return t('take.ready', {
        group: words.text(pause.people.find((group) => group.id === id)?.name ?? {}, id),
        time,
      })
    case 'separation':
      return t('take.separation', { one: movementName(words, id), other: movementName(words, third) })
    case 'reciprocal':
      return t('take.reciprocal', { id })
    case 'convoys':
      return t('take.convoys', { corridor })
    default:
      return undefined
  }
}

/** One more of what stands in the way; nothing for a kind that is not known. */
export function oneMoreText(words: Words, pause: PauseView, kind: string, id: string): string | undefined {
  const { t, duration } = words
  const [first = '', mobility] = id.split('/')
  switch (kind) {
    case 'vehicle':
      return vehiclesText(words, pause, id, 1)
    case 'window':
      return t('take.window', { id, time: duration(60) })
    case 'bed':
      return mobility === undefined
        ? t('take.places', { place: placeName(words, pause, first), count: 1 })
        : bedsText(words, pause, first, mobility, 1)
    case 'bay':
      return t('take.bays', { place: placeName(words, pause, first), count: 1 })
    case 'intake':
      return t('take.intakeStep', { place: placeName(words, pause, id) })
    case 'gate':
      return lanesText(words, pause, id, 1)
    case 'corridor': {
      const per = pause.corridors.find((corridor) => corridor.id === id)?.capacity?.per_s
      return per === undefined
        ? undefined
        : t('take.capacity', { corridor: corridorName(words, pause, id), count: 1, per: duration(per) })
    }
    default:
      return undefined
  }
}

function vehiclesText({ t }: Words, pause: PauseView, id: string, count: number): string | undefined {
  const fleet = pause.fleet.find((each) => each.id === id)
  if (fleet === undefined) return undefined
  const change = t(`take.${fleet.kind}`, { count })
  // The id tells nothing to who has one fleet of the kind.
  return pause.fleet.filter(({ kind }) => kind === fleet.kind).length === 1 ? change : t('take.named', { change, id })
}

function bedsText(words: Words, pause: PauseView, place: string, written: string, count: number): string | undefined {
  const mobility = (['stretcher', 'wheelchair', 'seated'] as const).find((each) => each === written)
  return mobility && words.t(`take.${mobility}`, { place: placeName(words, pause, place), count })
}

function lanesText(words: Words, pause: PauseView, id: string, count: number): string {
  return words.t('take.lanes', { ...gateOf(words, pause, id), count })
}

function gateOf(words: Words, pause: PauseView, id: string): { corridor: string; gate: string } {
  const [corridor = '', gate = ''] = id.split('/')
  return { corridor: corridorName(words, pause, corridor), gate }
}

function movementName({ t }: Words, written: string): string {
  const use = (['civilians', 'medical', 'armed_groups', 'aid'] as const).find((each) => each === written)
  return use === undefined ? written : t(`cargo.${use}`)
}

function mobilityName({ t }: Words, written: string): string {
  const mobility = (['seated', 'wheelchair', 'stretcher'] as const).find((each) => each === written)
  return mobility === undefined ? written : t(`people.${mobility}`)
}

export function placeName({ text }: Words, pause: PauseView, id: string): string {
  return text(pause.places.find((place) => place.id === id)?.name ?? {}, id)
}

export function corridorName({ text }: Words, pause: PauseView, id: string): string {
  return text(pause.corridors.find((corridor) => corridor.id === id)?.name ?? {}, id)
}
