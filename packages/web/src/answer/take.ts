// What a plan's `would_take` and `bottleneck` say, in the reader's words. Their grammar: docs/formats/plan.md.

import type { PauseView } from '../view.ts'
import type { Words } from '../words.tsx'

/** As written where the grammar is not known: better raw than lost. */
export function takeText(words: Words, pause: PauseView, written: string): string {
  const part = / \((\d+) of (\d+)\)$/.exec(written)
  const change = changeText(words, pause, part === null ? written : written.slice(0, part.index)) ?? written
  if (part === null) return change
  return words.t('unserved.part', { change, some: words.number(Number(part[1])), all: words.number(Number(part[2])) })
}

function changeText(words: Words, pause: PauseView, written: string): string | undefined {
  const { t, duration } = words
  const [kind, id = '', third = ''] = written.split(' ')
  const count = Number(/ \+(\d+)/.exec(written)?.[1] ?? 1)
  const per = duration(Number(/ per (\d+) s$/.exec(written)?.[1] ?? 0))
  switch (kind) {
    case 'fleet':
      return id === 'for' ? t('take.fleetFor') : vehiclesText(words, pause, id, count)
    case 'corridor':
      return t('take.corridorFor')
    case 'way':
      return t('take.wayTo', { place: placeName(words, pause, third) })
    case 'window':
      return t('take.window', { id, time: duration(count * 60) })
    case 'beds':
      return bedsText(words, pause, id, third, count)
    case 'places':
      return t('take.places', { place: placeName(words, pause, id), count })
    case 'intake':
      return t('take.intake', { place: placeName(words, pause, id), count, per })
    case 'lanes':
      return lanesText(words, pause, id, count)
    case 'capacity':
      return t('take.capacity', { corridor: corridorName(words, pause, id), count, per })
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
  const [corridor = '', gate = ''] = id.split('/')
  return words.t('take.lanes', { corridor: corridorName(words, pause, corridor), gate, count })
}

function placeName({ text }: Words, pause: PauseView, id: string): string {
  return text(pause.places.find((place) => place.id === id)?.name ?? {}, id)
}

function corridorName({ text }: Words, pause: PauseView, id: string): string {
  return text(pause.corridors.find((corridor) => corridor.id === id)?.name ?? {}, id)
}
