// A small schema language: from one declaration come the TypeScript type, the JSON Schema, the sensitivity of each
// field and the messages. Why our own: docs/decisions/0002-own-schema-language.md.

import type { MessageCode } from '../messages/catalogue.ts'
import { type Particulars, type Problem, problemAt } from '../problems.ts'
import { type MapNode, type Node, pathOf } from '../reading/node.ts'
import type { TimeZone } from '../time.ts'

/** protection.md P1. A field that declares none is `severe`. */
export type Sensitivity = 'low' | 'moderate' | 'high' | 'severe'

export type JsonSchema = { readonly [key: string]: unknown }

/** Where a figure comes from, and how far it may be off. */
export interface Provenance {
  readonly low?: number
  readonly best: number
  readonly high?: number
  readonly source?: string
  readonly assumed: boolean
}

export type FileOpener = (name: string) => Uint8Array | 'missing' | 'outside_folder'

/** What reading needs besides the node itself, and what it leaves behind. */
export interface Reading {
  /** Every local time is in it. */
  readonly zone: TimeZone
  /** Local day of the first window, `2016-11-04`: a bare hour is on that day. */
  readonly firstDay: string | undefined
  /** A file beside the pause file, by name. Reading files is the caller's: libraries do no I/O. */
  readonly openFile: FileOpener
  readonly problems: Problem[]
  /** By path: figures given as a range, with a source, or assumed. */
  readonly figures: Map<string, Provenance>
  /** Where each object that was read stands. */
  readonly nodes: WeakMap<object, MapNode>
}

export interface Type<T> {
  /** Undefined where the node cannot be used; why is then among the problems. */
  read(node: Node, reading: Reading): T | undefined
  json(): JsonSchema
  /** Declared fields, where this is an object: for sensitivities and for documentation. */
  readonly fields?: Fields
  /** What a list or a wrapper holds. */
  readonly inner?: Type<unknown>
}

export type TypeOf<S> = S extends Type<infer T> ? T : never

export interface Field<
  T,
  Presence extends 'required' | 'optional' | 'defaulted' = 'required' | 'optional' | 'defaulted',
> {
  readonly type: Type<T>
  readonly presence: Presence
  readonly fallback?: T
  readonly sensitivity: Sensitivity
  readonly doc: string
}

// biome-ignore lint/suspicious/noExplicitAny: a field of any type; `unknown` would not be assignable from Field<T>
export type Fields = Readonly<Record<string, Field<any>>>

type ObjectOf<F extends Fields> = {
  readonly [K in keyof F as F[K]['presence'] extends 'optional' ? never : K]: F[K] extends Field<infer T> ? T : never
} & {
  readonly [K in keyof F as F[K]['presence'] extends 'optional' ? K : never]?: F[K] extends Field<infer T> ? T : never
}

type Flat<T> = { [K in keyof T]: T[K] }

interface Notes {
  readonly sensitivity?: Sensitivity
  readonly doc: string
}

export function required<T>(type: Type<T>, notes: Notes): Field<T, 'required'> {
  return { type, presence: 'required', sensitivity: notes.sensitivity ?? 'severe', doc: notes.doc }
}

export function optional<T>(type: Type<T>, notes: Notes): Field<T, 'optional'> {
  return { type, presence: 'optional', sensitivity: notes.sensitivity ?? 'severe', doc: notes.doc }
}

export function defaulted<T>(type: Type<T>, fallback: T, notes: Notes): Field<T, 'defaulted'> {
  return { type, presence: 'defaulted', fallback, sensitivity: notes.sensitivity ?? 'severe', doc: notes.doc }
}

export function report(reading: Reading, node: Node, code: MessageCode, particulars?: Particulars): undefined {
  reading.problems.push(problemAt(node, code, particulars))
  return undefined
}

export function object<F extends Fields>(fields: F): Type<Flat<ObjectOf<F>>> & { readonly fields: F } {
  const names = Object.keys(fields)
  return {
    fields,
    read(node, reading) {
      if (node.kind !== 'map') return report(reading, node, 'expected_map', { keys: names.slice(0, 6).join(', ') })
      for (const entry of node.entries.values()) {
        if (!Object.hasOwn(fields, entry.key)) reportUnknownKey(reading, node, entry.key, entry.keyAt, names)
      }
      const result: Record<string, unknown> = {}
      let isWhole = true
      for (const name of names) {
        const field = fields[name]
        if (field === undefined) continue
        const value = node.entries.get(name)?.value
        if (value === undefined) {
          if (field.presence === 'required') {
            report(reading, node, 'key_missing', { key: name })
            isWhole = false
          } else if (field.presence === 'defaulted') result[name] = field.fallback
          continue
        }
        const read = field.type.read(value, reading)
        if (read === undefined) isWhole = false
        else result[name] = read
      }
      if (!isWhole) return undefined
      reading.nodes.set(result, node)
      // The loop above has put exactly the declared fields there.
      return result as Flat<ObjectOf<F>>
    },
    json() {
      const properties: Record<string, JsonSchema> = {}
      for (const name of names) {
        const field = fields[name]
        if (field === undefined) continue
        properties[name] = {
          description: field.doc,
          ...withSensitivity(field.type.json(), field.sensitivity),
          'x-sensitivity': field.sensitivity,
        }
      }
      const needed = names.filter((name) => fields[name]?.presence === 'required')
      return {
        type: 'object',
        additionalProperties: false,
        properties,
        ...(needed.length > 0 ? { required: needed } : {}),
      }
    },
  }
}

/** A list; items that cannot be read are left out, their problems kept, so that the rest is still checked. */
export function list<T>(inner: Type<T>, limits: { min?: number; max?: number } = {}): Type<readonly T[]> {
  return {
    inner,
    read(node, reading) {
      if (node.kind !== 'list') return report(reading, node, 'expected_list')
      if (limits.max !== undefined && node.items.length > limits.max) {
        return report(reading, node, 'list_too_long', { limit: limits.max, found: node.items.length })
      }
      if (limits.min !== undefined && node.items.length < limits.min) {
        report(reading, node, 'list_too_short', { limit: limits.min, found: node.items.length })
      }
      return node.items.map((item) => inner.read(item, reading)).filter((item) => item !== undefined)
    },
    json: () => ({
      type: 'array',
      items: inner.json(),
      ...(limits.min === undefined ? {} : { minItems: limits.min }),
      ...(limits.max === undefined ? {} : { maxItems: limits.max }),
    }),
  }
}

/** Reads as `inner`, then makes something else of it. */
export function mapped<A, B>(inner: Type<A>, make: (value: A, node: Node, reading: Reading) => B | undefined): Type<B> {
  return {
    inner,
    ...(inner.fields === undefined ? {} : { fields: inner.fields }),
    read(node, reading) {
      const value = inner.read(node, reading)
      return value === undefined ? undefined : make(value, node, reading)
    },
    json: () => inner.json(),
  }
}

/** One of several forms, told apart by the kind of node: the error is then of the form that was meant. */
export function byShape<T>(forms: { scalar?: Type<T>; list?: Type<T>; map?: Type<T> }): Type<T> {
  const allowed = [forms.scalar, forms.list, forms.map].filter((form) => form !== undefined)
  const [first] = allowed
  if (first === undefined) throw new Error('byShape needs a form')
  return {
    ...(forms.map?.fields === undefined ? {} : { fields: forms.map.fields }),
    read: (node, reading) => (forms[node.kind] ?? first).read(node, reading),
    json: () => anyOf(...allowed.map((form) => form.json())),
  }
}

/** One of several forms, told apart by the word under a key; the first where it is not there, or no word of theirs. */
export function byWord<const W extends string, T>(
  key: string,
  forms: readonly { readonly words: readonly W[]; readonly type: Type<T> }[],
): Type<T> {
  const [first] = forms
  if (first === undefined) throw new Error('byWord needs a form')
  return {
    ...(first.type.fields === undefined ? {} : { fields: first.type.fields }),
    read(node, reading) {
      const value = node.kind === 'map' ? node.entries.get(key)?.value : undefined
      const word = value?.kind === 'scalar' ? value.text : undefined
      const form = forms.find(({ words }) => words.some((each) => each === word)) ?? first
      return form.type.read(node, reading)
    },
    json: () => anyOf(...forms.map(({ type }) => type.json())),
  }
}

/** Any of the schemas; what is the same twice is written once. */
export function anyOf(...schemas: readonly JsonSchema[]): JsonSchema {
  const flat = schemas.flatMap((schema): readonly JsonSchema[] =>
    Array.isArray(schema.anyOf) && Object.keys(schema).length === 1 ? schema.anyOf : [schema],
  )
  const unlike = [...new Map(flat.map((schema) => [JSON.stringify(schema), schema])).values()]
  const [only] = unlike
  return only !== undefined && unlike.length === 1 ? only : { anyOf: unlike }
}

/** What a field holds is as sensitive as the field, where it declares nothing of its own: absent would be `severe`. */
function withSensitivity(schema: JsonSchema, sensitivity: Sensitivity): JsonSchema {
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(within)
    return typeof value === 'object' && value !== null ? withSensitivity(value as JsonSchema, sensitivity) : value
  }
  const { properties, ...rest } = schema
  const inner = Object.entries(rest).map(([key, value]) => [key, within(value)])
  if (typeof properties !== 'object' || properties === null) return Object.fromEntries(inner)
  const stamped = Object.entries(properties as Readonly<Record<string, JsonSchema>>).map(([name, property]) => [
    name,
    { 'x-sensitivity': sensitivity, ...withSensitivity(property, sensitivity) },
  ])
  return { ...Object.fromEntries(inner), properties: Object.fromEntries(stamped) }
}

/** A map whose keys are of a closed list. */
export function record<K extends string, T>(keys: readonly K[], inner: Type<T>): Type<Partial<Readonly<Record<K, T>>>> {
  return {
    inner,
    read(node, reading) {
      if (node.kind !== 'map') return report(reading, node, 'expected_map', { keys: keys.join(', ') })
      const result: Partial<Record<K, T>> = {}
      let isWhole = true
      for (const entry of node.entries.values()) {
        const key = keys.find((candidate) => candidate === entry.key)
        if (key === undefined) {
          reportUnknownKey(reading, node, entry.key, entry.keyAt, keys)
          continue
        }
        const value = inner.read(entry.value, reading)
        if (value === undefined) isWhole = false
        else result[key] = value
      }
      return isWhole ? result : undefined
    },
    json: () => ({
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(keys.map((key) => [key, inner.json()])),
    }),
  }
}

function reportUnknownKey(reading: Reading, map: MapNode, key: string, at: number, known: readonly string[]): void {
  const near = nearest(key, known)
  const path = pathOf(map)
  reading.problems.push({
    code: near === undefined ? 'key_unknown' : 'key_misspelt',
    path: path === '' ? key : `${path}.${key}`,
    at,
    particulars: near === undefined ? { key, known: known.join(', ') } : { key, near },
  })
}

/** The known word nearest to a mistyped one, if near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue
    const distance = editDistance(word.toLowerCase().replaceAll('-', '_'), candidate)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein's distance, a swap of neighbours counting as one. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
