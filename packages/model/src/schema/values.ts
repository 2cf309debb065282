// The scalars of a pause file: words, counts, quantities with units, instants, figures with their source.

import { type LocalText, languages } from '../languages.ts'
import { type Node, pathOf, type ScalarNode } from '../reading/node.ts'
import { type LocalTimeFault, parseInstant, parseTimeOfDay } from '../time.ts'
import type { Dimension, Grams, Instant, Metres, MetresPerHour, Millilitres, Seconds, SecondsOfDay } from '../units.ts'
import { parseQuantity, unitsOf } from '../units.ts'
import { anyOf, byShape, mapped, nearest, type Provenance, type Reading, record, report, type Type } from './type.ts'

/** Nothing in a pause counts higher than this; a larger number is a slip of the keyboard. */
const countLimit = 10_000_000

/** An id or a name may be written `12` or `true`: what counts is the text. */
const writtenAsText = ['string', 'number', 'boolean'] as const

export function text(maxLetters = 2000): Type<string> {
  return {
    read(node, reading) {
      const scalar = scalarOf(node, reading, 'expected_text')
      if (scalar === undefined) return undefined
      if (scalar.value === null || scalar.text.trim() === '') return report(reading, node, 'text_empty')
      if ([...scalar.text].length > maxLetters) return report(reading, node, 'text_too_long', { limit: maxLetters })
      return scalar.text.normalize('NFC')
    },
    json: () => ({ type: writtenAsText, maxLength: maxLetters }),
  }
}

/** `{ en: …, fr: …, ar: …, ru: … }`, at least one of them. */
export function localText(maxLetters = 2000): Type<LocalText> {
  return mapped(record(languages, text(maxLetters)), (value, node, reading) =>
    Object.keys(value).length === 0 ? report(reading, node, 'local_text_empty') : value,
  )
}

export function boolean(): Type<boolean> {
  return {
    read: (node, reading) =>
      node.kind === 'scalar' && typeof node.value === 'boolean'
        ? node.value
        : report(reading, node, 'expected_boolean', found(node)),
    json: () => ({ type: 'boolean' }),
  }
}

export function oneOf<const W extends string>(words: readonly W[]): Type<W> {
  return {
    read(node, reading) {
      const scalar = scalarOf(node, reading, 'expected_text')
      if (scalar === undefined) return undefined
      const word = words.find((candidate) => candidate === scalar.text)
      if (word !== undefined) return word
      const near = nearest(scalar.text, words)
      return near === undefined
        ? report(reading, node, 'word_unknown', { found: scalar.text, known: words.join(', ') })
        : report(reading, node, 'word_misspelt', { found: scalar.text, near, known: words.join(', ') })
    },
    // `1` is read as the word '1', without quotes as with them.
    json: () => ({ enum: [...words, ...words.filter((word) => /^\d+$/.test(word)).map(Number)] }),
  }
}

/** Null, or as `inner`. */
export function nullable<T>(inner: Type<T>): Type<T | null> {
  return {
    inner,
    read: (node, reading) => (node.kind === 'scalar' && node.value === null ? null : inner.read(node, reading)),
    json: () => anyOf({ type: 'null' }, inner.json()),
  }
}

export function integer(min = 0, max = countLimit): Type<number> {
  return {
    read(node, reading) {
      const value = numberOf(node, reading)
      if (value === undefined) return undefined
      if (value < min)
        return report(reading, node, min === 0 ? 'number_negative' : 'number_too_small', { found: value, limit: min })
      if (!Number.isInteger(value)) return report(reading, node, 'number_not_whole', { found: value })
      if (value > max) return report(reading, node, 'number_too_large', { found: value, limit: max })
      return value
    },
    json: () => ({ type: 'integer', minimum: min, maximum: max }),
  }
}

export function decimal(min: number, max: number): Type<number> {
  return {
    read(node, reading) {
      const value = numberOf(node, reading)
      if (value === undefined) return undefined
      if (value < min)
        return report(reading, node, min === 0 ? 'number_negative' : 'number_too_small', { found: value, limit: min })
      if (value > max) return report(reading, node, 'number_too_large', { found: value, limit: max })
      return value
    },
    json: () => ({ type: 'number', minimum: min, maximum: max }),
  }
}

export const duration = (): Type<Seconds> => quantity<Seconds>('duration')
export const mass = (): Type<Grams> => quantity<Grams>('mass')
export const volume = (): Type<Millilitres> => quantity<Millilitres>('volume')
export const length = (): Type<Metres> => quantity<Metres>('length')
export const speed = (): Type<MetresPerHour> => quantity<MetresPerHour>('speed')

/** A figure as text with its unit, in whole base units. */
function quantity<Q extends number>(dimension: Dimension): Type<Q> {
  const units = unitsOf(dimension)
  return {
    read(node, reading) {
      const scalar = scalarOf(node, reading, 'expected_quantity', {
        example: exampleOf(dimension),
        units: units.join(', '),
      })
      if (scalar === undefined) return undefined
      const value = parseQuantity(scalar.text, dimension)
      if (typeof value === 'number') return value as Q
      const common = { found: scalar.text, example: exampleOf(dimension), units: units.join(', ') }
      switch (value.fault) {
        case 'unit_missing':
          return report(reading, node, 'unit_missing', common)
        case 'unit_wrong': {
          const near = nearest(value.unit, units)
          if (value.means !== undefined)
            return report(reading, node, 'unit_of_other_kind', {
              ...common,
              unit: value.unit,
              means: { term: value.means },
              dimension: { term: dimension },
            })
          return report(reading, node, 'unit_unknown', { ...common, unit: value.unit, near: near ?? units[0] ?? '' })
        }
        case 'negative':
          return report(reading, node, 'quantity_negative', common)
        case 'too_large':
          return report(reading, node, 'quantity_too_large', common)
        case 'not_a_quantity':
          return report(reading, node, 'expected_quantity', common)
      }
    },
    json: () => ({
      type: 'string',
      pattern: `^\\s*[+]?\\d+(\\.\\d+)?\\s*(${units.join('|')})\\s*$`,
      examples: [exampleOf(dimension)],
    }),
  }
}

function exampleOf(dimension: Dimension): string {
  return { duration: '30 min', mass: '12 t', volume: '30 m3', length: '2 km', speed: '40 km/h' }[dimension]
}

/** An instant: local time in the pause's zone, or with its offset written out. A bare hour, where allowed, is on the first day. */
export function instant(options: { bareHour?: boolean } = {}): Type<Instant> {
  return {
    read(node, reading) {
      const scalar = scalarOf(node, reading, 'expected_time')
      if (scalar === undefined) return undefined
      let written = scalar.text
      if (options.bareHour === true && parseTimeOfDay(written) !== undefined) {
        if (reading.firstDay === undefined) return undefined
        written = `${reading.firstDay}T${written}`
      }
      const value = parseInstant(written, reading.zone)
      return typeof value === 'number' ? value : reportTime(reading, node, scalar.text, value)
    },
    json: () => ({
      type: 'string',
      pattern: `^${options.bareHour === true ? '(\\d{4}-\\d{2}-\\d{2}T)?' : '\\d{4}-\\d{2}-\\d{2}T'}\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})?$`,
      examples: ['2016-11-04T08:00'],
    }),
  }
}

function reportTime(reading: Reading, node: Node, written: string, fault: LocalTimeFault): undefined {
  const { zone } = reading
  switch (fault.fault) {
    case 'not_a_time':
      return report(reading, node, 'expected_time', { found: written })
    case 'time_does_not_exist':
      return report(reading, node, 'time_does_not_exist', { found: written, zone })
    case 'time_exists_twice': {
      const [first = '', second = ''] = fault.offsets
      return report(reading, node, 'time_exists_twice', {
        found: written,
        zone,
        first: written + first,
        second: written + second,
      })
    }
  }
}

export function timeOfDay(): Type<SecondsOfDay> {
  return {
    read(node, reading) {
      const scalar = scalarOf(node, reading, 'expected_time_of_day')
      if (scalar === undefined) return undefined
      return parseTimeOfDay(scalar.text) ?? report(reading, node, 'expected_time_of_day', { found: scalar.text })
    },
    json: () => ({ type: 'string', pattern: '^\\d{2}:\\d{2}(:\\d{2})?$' }),
  }
}

export const idPattern = /^[a-z0-9][a-z0-9_.-]*$/

export function id(): Type<string> {
  return {
    read(node, reading) {
      const scalar = scalarOf(node, reading, 'expected_id')
      if (scalar === undefined) return undefined
      if (scalar.value === null || !idPattern.test(scalar.text) || scalar.text.length > 100) {
        return report(reading, node, 'expected_id', { found: scalar.text })
      }
      return scalar.text
    },
    json: () => ({ type: writtenAsText, pattern: idPattern.source, maxLength: 100 }),
  }
}

/** `[longitude, latitude]`, WGS84 degrees. */
export type Position = readonly [longitude: number, latitude: number]

export function position(): Type<Position> {
  return {
    read(node, reading) {
      const [first, second, more] = node.kind === 'list' ? node.items : []
      if (first === undefined || second === undefined || more !== undefined)
        return report(reading, node, 'expected_position')
      const longitude = numberOf(first, reading)
      const latitude = numberOf(second, reading)
      if (longitude === undefined || latitude === undefined) return undefined
      if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return [longitude, latitude]
      return Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180
        ? report(reading, node, 'position_swapped', { longitude: latitude, latitude: longitude })
        : report(reading, node, 'position_off_earth', { longitude, latitude })
    },
    json: () => ({
      type: 'array',
      items: { type: 'number' },
      minItems: 2,
      maxItems: 2,
      description: '[longitude, latitude]',
    }),
  }
}

/** A number with, if given, its range and where it comes from. The plan uses `best`; the rest is kept by path. */
export function figure<N extends number>(inner: Type<N>): Type<N> {
  return mapped(range(inner), (value, node, reading) => {
    if (node.kind === 'map') reading.figures.set(pathOf(node), provenanceOf(value))
    return value.best
  })
}

/** As a figure, where the range itself is used (people counts: the plan uses `best`, assurance the whole range). */
export interface Range<N extends number = number> {
  readonly low: N
  readonly best: N
  readonly high: N
  readonly source?: string
  readonly assumed: boolean
}

const rangeKeys = ['low', 'best', 'high', 'source', 'assumed'] as const

export function range<N extends number>(inner: Type<N>): Type<Range<N>> {
  const plain: Type<Range<N>> = mapped(inner, (value) => ({ low: value, best: value, high: value, assumed: false }))
  const sourceText = text(500)
  const spelled: Type<Range<N>> = {
    read(node, reading) {
      const read = record(rangeKeys, anyNode).read(node, reading)
      if (read === undefined) return undefined
      if (read.best === undefined) return report(reading, node, 'figure_without_best')
      const best = inner.read(read.best, reading)
      const low = read.low === undefined ? best : inner.read(read.low, reading)
      const high = read.high === undefined ? best : inner.read(read.high, reading)
      const source = read.source === undefined ? undefined : sourceText.read(read.source, reading)
      const assumed = read.assumed === undefined ? false : boolean().read(read.assumed, reading)
      if (best === undefined || low === undefined || high === undefined || assumed === undefined) return undefined
      if (read.source !== undefined && source === undefined) return undefined
      if (low > best || best > high) return report(reading, node, 'figure_out_of_order', { low, best, high })
      return { low, best, high, assumed, ...(source === undefined ? {} : { source }) }
    },
    json: () => ({
      type: 'object',
      additionalProperties: false,
      required: ['best'],
      properties: {
        low: inner.json(),
        best: inner.json(),
        high: inner.json(),
        source: { type: 'string' },
        assumed: { type: 'boolean' },
      },
    }),
  }
  return { ...byShape({ scalar: plain, map: spelled }), inner }
}

const anyNode: Type<Node> = { read: (node) => node, json: () => ({}) }

function provenanceOf(value: Range): Provenance {
  return value
}

function scalarOf(
  node: Node,
  reading: Reading,
  code: Parameters<typeof report>[2],
  particulars = {},
): ScalarNode | undefined {
  return node.kind === 'scalar' ? node : report(reading, node, code, { ...found(node), ...particulars })
}

function numberOf(node: Node, reading: Reading): number | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isFinite(node.value)) return node.value
  return report(reading, node, 'expected_number', found(node))
}

function found(node: Node): { found: string } {
  return { found: node.kind === 'scalar' ? node.text || 'null' : node.kind === 'map' ? '{…}' : '[…]' }
}
