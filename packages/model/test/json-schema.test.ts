// The JSON Schemas that editors use are those of the reader: docs/formats/*.schema.json, written anew by UPDATE=1.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type JsonSchema, jsonOf, pauseSchema, planSchema, type TimeZone } from '../src/index.ts'
import { readText } from '../src/reading/yaml.ts'
import { pauseFields } from './schema-samples.ts'
import { faultsAgainst, keywords } from './schema-validator.ts'

const schemas = {
  pause: { $id: 'urn:treve:pause:1', title: 'Treve: a pause, as it was agreed', ...pauseSchema.json() },
  plan: { $id: 'urn:treve:plan:1', title: 'Treve: a plan for a pause', ...planSchema.json() },
} satisfies Record<string, JsonSchema>

const fileOf = (name: string) => new URL(`../../../docs/formats/${name}.schema.json`, import.meta.url)

describe.each(Object.entries(schemas))('the schema of a %s', (name, schema) => {
  test('is the one in docs/formats', () => {
    const draft = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }
    const written = `${JSON.stringify(draft, null, 1)}\n`
    if (process.env.UPDATE === '1') writeFileSync(fileOf(name), written)
    const hint =
      'docs/formats is behind the schema: run UPDATE=1 npx vitest run packages/model/test/json-schema.test.ts'
    expect(readFileSync(fileOf(name), 'utf8') === written, hint).toBe(true)
  })

  test('tells of every property how sensitive it is', () => {
    const silent = propertiesOf(schema).filter(
      ([, property]) => !['low', 'moderate', 'high', 'severe'].includes(String(property['x-sensitivity'])),
    )
    expect(silent.map(([path]) => path)).toEqual([])
    expect(propertiesOf(schema).length).toBeGreaterThan(100)
  })

  test('uses only keywords that the validator below knows', () => {
    expect([...keywords(schema)].sort()).toEqual([...keywords(schema)].filter((word) => known.has(word)).sort())
  })
})

const known = new Set(
  (
    '$id title description examples x-sensitivity type enum pattern maxLength minimum maximum items minItems ' +
    'maxItems properties required additionalProperties anyOf'
  ).split(' '),
)

describe('files and the schema of a pause', () => {
  const examples = new URL('../../../examples/', import.meta.url)
  const names = readdirSync(examples).filter((name) => readdirSync(new URL(name, examples)).includes('pause.yaml'))

  test.each(names)('examples/%s conforms', (name) => {
    expect(faultsAgainst(schemas.pause, dataIn(new URL(`${name}/pause.yaml`, examples)))).toEqual([])
  })

  test.each(pauseFields.map((each) => [JSON.stringify(each.value), each] as const))(
    'what is read is not refused by the schema, nor the other way round: %s',
    (_, { path, value, isValid }) => {
      const data = dataIn(new URL('minimal/pause.yaml', examples))
      const holder = path.slice(0, -1).reduce<unknown>((each, step) => (each as Holder)[step], data) as Holder
      holder[path.at(-1) ?? ''] = value
      expect(faultsAgainst(schemas.pause, data).length === 0).toBe(isValid)
      expect(isRead(data)).toBe(isValid)
    },
  )

  test('the validator finds what is wrong, and where', () => {
    const bad = {
      type: 'object',
      required: ['a', 'z'],
      additionalProperties: false,
      properties: {
        a: { type: 'integer', minimum: 1 },
        b: { type: 'array', items: { type: 'string', pattern: '^x' }, maxItems: 2 },
        c: { anyOf: [{ type: 'null' }, { enum: ['on', 1] }] },
        d: { type: 'object', additionalProperties: { type: ['number', 'string'], maxLength: 2, maximum: 9 } },
      },
    }
    const data = { a: 0.5, b: ['x', 'y', 3], c: 'off', d: { e: 'long', f: 10, g: true }, q: 1 }
    expect(faultsAgainst(bad, data)).toEqual([
      '/: lacks z',
      '/a: is not of type integer',
      '/a: is under 1',
      '/b: has more than 2',
      '/b/1: does not match ^x',
      '/b/2: is not of type string',
      '/c: is none of the forms',
      '/d/e: is longer than 2',
      '/d/f: is over 9',
      '/d/g: is not of type number or string',
      '/q: is not known',
    ])
    expect(faultsAgainst(bad, { a: 1, z: 0 })).toEqual(['/z: is not known'])
    expect(() => faultsAgainst({ oneOf: [] }, 1)).toThrow('oneOf')
  })
})

/** By the reader alone: what points to what is not the schema's to know. */
function isRead(data: unknown): boolean {
  const { root, problems } = readText(JSON.stringify(data))
  const square = '[[[37.13,36.18],[37.20,36.18],[37.20,36.24],[37.13,36.18]]]'
  const reading = {
    zone: 'Asia/Damascus' as TimeZone,
    firstDay: '2016-11-04',
    openFile: () => new TextEncoder().encode(`{ "type": "Polygon", "coordinates": ${square} }`),
    problems: [...problems],
    figures: new Map(),
    nodes: new WeakMap(),
  }
  return root !== undefined && pauseSchema.read(root, reading) !== undefined && reading.problems.length === 0
}

type Holder = Record<string | number, unknown>

function dataIn(file: URL): unknown {
  return JSON.parse(String(jsonOf(readFileSync(file, 'utf8'))))
}

function propertiesOf(schema: unknown, path = ''): (readonly [string, JsonSchema])[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => propertiesOf(each, path))
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, ...rest } = schema as { properties?: Readonly<Record<string, JsonSchema>> }
  return [
    ...Object.entries(properties).flatMap(([name, property]) => [
      [`${path}.${name}`, property] as const,
      ...propertiesOf(property, `${path}.${name}`),
    ]),
    ...Object.values(rest).flatMap((value) => propertiesOf(value, path)),
  ]
}
