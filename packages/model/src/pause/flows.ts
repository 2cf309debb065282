// Figures that several parts of a pause share: rates, figures by kind of vehicle, figures that vary over the day.

import { anyOf, byShape, defaulted, list, mapped, object, record, report, required, type Type } from '../schema/type.ts'
import { duration, figure, integer, mass, speed, timeOfDay } from '../schema/values.ts'
import type { MetresPerHour, Seconds, SecondsOfDay } from '../units.ts'
import { type VehicleKind, vehicleKinds } from './words.ts'

/** People per time. Also written `100 per 15 min`. */
export interface PeopleRate {
  readonly people: number
  readonly per: Seconds
}
export interface VehicleRate {
  readonly vehicles: number
  readonly per: Seconds
}

/** More than nothing: a rate, a time or a mass of 0 is a slip. */
export const positive = <N extends number>(type: Type<N>): Type<N> =>
  mapped(type, (value, node, reading) => (value > 0 ? value : report(reading, node, 'not_positive')))

const per = required(positive(figure(duration())), { sensitivity: 'moderate', doc: 'In how much time.' })

export const peopleRateFields = {
  people: required(figure(integer()), { sensitivity: 'moderate', doc: 'People.' }),
  per,
}
export const vehicleRateFields = {
  vehicles: required(figure(integer()), { sensitivity: 'moderate', doc: 'Vehicles.' }),
  per,
}

export const peopleRate = (): Type<PeopleRate> =>
  byShape({ scalar: shortRate((people, time) => ({ people, per: time })), map: object(peopleRateFields) })

/** `60 per 15 min`. */
export function shortRate<R>(make: (count: number, per: Seconds) => R): Type<R> {
  return {
    read(node, reading) {
      const match = node.kind === 'scalar' ? /^(-?[\d.]+)\s+per\s+(.+)$/.exec(node.text) : null
      const [, count, time] = match ?? []
      if (node.kind !== 'scalar' || count === undefined || time === undefined) {
        return report(reading, node, 'expected_rate', { found: node.kind === 'scalar' ? node.text : '' })
      }
      const amount = integer().read({ ...node, text: count, value: Number(count) }, reading)
      const seconds = positive(figure(duration())).read({ ...node, text: time, value: time }, reading)
      return amount === undefined || seconds === undefined ? undefined : make(amount, seconds)
    },
    json: () => ({ type: 'string', pattern: '^\\d+ per .+$', examples: ['60 per 15 min'] }),
  }
}

/** Handling of aid at a warehouse or a drop. */
export const handling = () =>
  object({
    mass: required(positive(figure(mass())), { sensitivity: 'moderate', doc: 'Mass handled in `per`, at each bay.' }),
    per,
    bays: defaulted(figure(integer(1)), 1, { sensitivity: 'moderate', doc: 'Vehicles handled at once.' }),
  })

/** Rows over the local day; the last row holds before the first. A constant is one row. */
export type Varying<T> = readonly { readonly from: SecondsOfDay; readonly value: T }[]

export function constant<T>(value: T): Varying<T> {
  return [{ from: 0 as SecondsOfDay, value }]
}

export const from = required(timeOfDay(), {
  sensitivity: 'moderate',
  doc: 'Local time from which the row holds, each day.',
})

/** A value, or rows that repeat its own fields beside `from`. */
export function varying<T>(single: Type<T>, row: Type<Varying<T>[number]>): Type<Varying<T>> {
  const rows: Type<Varying<T>> = mapped(list(row, { min: 1, max: 96 }), (read, node, reading) => {
    const isOrdered = read.every((each, index) => index === 0 || (read[index - 1]?.from ?? 0) < each.from)
    if (!isOrdered) return report(reading, node, 'rows_out_of_order')
    return read.length === 0 ? undefined : read
  })
  const constantly = mapped(single, (value) => constant(value))
  return byShape({ scalar: constantly, map: constantly, list: rows })
}

export type TimeByKind = Partial<Readonly<Record<VehicleKind, Seconds>>>

/** One duration for every kind of vehicle. */
export function forEveryKind(seconds: Seconds): TimeByKind {
  return Object.fromEntries(vehicleKinds.map((kind) => [kind, seconds]))
}

/** A duration for all kinds, or by kind: a kind not named may not pass. */
export function timeByKind(): Type<TimeByKind> {
  return byShape({ scalar: mapped(figure(duration()), forEveryKind), map: timeOrFigure() })
}

/** `{ bus: 9 min, … }`, or a figure for all kinds `{ best: 6 min, source: … }`. */
function timeOrFigure(): Type<TimeByKind> {
  const kinds = record(vehicleKinds, figure(duration()))
  const single = mapped(figure(duration()), forEveryKind)
  return {
    read: (node, reading) => (node.kind === 'map' && node.entries.has('best') ? single : kinds).read(node, reading),
    json: () => anyOf(single.json(), kinds.json()),
  }
}

/** A way's time: a duration, or a speed over its stated length. */
export type TimeOrSpeed = { readonly seconds: Seconds } | { readonly metresPerHour: MetresPerHour }

export function timeOrSpeed(): Type<TimeOrSpeed> {
  const asTime = mapped(positive(figure(duration())), (seconds): TimeOrSpeed => ({ seconds }))
  const asSpeed = mapped(positive(figure(speed())), (metresPerHour): TimeOrSpeed => ({ metresPerHour }))
  return {
    read(node, reading) {
      const best = node.kind === 'map' ? node.entries.get('best')?.value : node
      const isSpeed = best?.kind === 'scalar' && /km\/h\s*$/.test(best.text)
      return (isSpeed ? asSpeed : asTime).read(node, reading)
    },
    json: () => anyOf(asTime.json(), asSpeed.json()),
  }
}

/** What holds at a local time of day. Before the first row the last one holds. */
export function valueAt<T>(rows: Varying<T>, time: SecondsOfDay): T {
  const row = rows.findLast((each) => each.from <= time) ?? rows.at(-1)
  if (row === undefined) throw new Error('a varying figure has at least one row')
  return row.value
}
