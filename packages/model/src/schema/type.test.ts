import { describe, expect, test } from 'vitest'
import { emptyReading, readAs } from '../../test/reading-of.ts'
import { toData } from '../reading/node.ts'
import { anyOf, byShape, defaulted, list, mapped, nearest, object, optional, record, required } from './type.ts'
import { duration, figure, integer, localText, oneOf, text } from './values.ts'

const low = { sensitivity: 'low', doc: 'A thing.' } as const

const sample = object({
  id: required(text(), low),
  count: optional(integer(), { sensitivity: 'high', doc: 'How many.' }),
  kind: defaulted(oneOf(['bus', 'truck']), 'bus', low),
  secret: optional(text(), { doc: 'It declares no sensitivity.' }),
})

describe('an object', () => {
  test('has what is written, and what it defaults to', () => {
    expect(readAs(sample, '{ id: a }')).toEqual({ value: { id: 'a', kind: 'bus' }, problems: [] })
    expect(readAs(sample, '{ id: a, count: 3, kind: truck }').value).toEqual({ id: 'a', count: 3, kind: 'truck' })
  })
  test('tells everything that is wrong at once, each in its place', () => {
    const { value, problems } = readAs(sample, 'cuont: 3\ncount: -1\nkind: plane\nqqqqqq: 1\n')
    expect(value).toBeUndefined()
    expect(problems).toEqual([
      'key_misspelt cuont 1:1',
      'key_unknown qqqqqq 4:1',
      'key_missing  1:1',
      'number_negative count 2:8',
      'word_unknown kind 3:7',
    ])
  })
  test('does not take what every JavaScript object has for a key of its own', () => {
    const { problems } = readAs(sample, '{ id: a, constructor: 1, __proto__: 2, toString: 3 }')
    expect(problems.map((each) => each.split(' ')[1])).toEqual(['constructor', '__proto__', 'toString'])
  })
  test('is no list and no scalar', () => {
    for (const given of ['[1]', '1']) expect(readAs(sample, given).problems).toEqual(['expected_map  1:1'])
  })
})

describe('sensitivity', () => {
  test('a field that declares none is severe', () => {
    expect(sample.fields.secret.sensitivity).toBe('severe')
    for (const field of [required, optional]) expect(field(text(), { doc: '' }).sensitivity).toBe('severe')
    expect(defaulted(text(), '', { doc: '' }).sensitivity).toBe('severe')
    expect(sample.json()).toMatchObject({
      properties: { secret: { 'x-sensitivity': 'severe' }, count: { 'x-sensitivity': 'high' } },
    })
  })
  test('what a field holds is as sensitive as the field, unless it says otherwise', () => {
    const outer = object({
      name: optional(localText(), low),
      figures: optional(list(record(['a'], figure(integer()))), { sensitivity: 'moderate', doc: '' }),
      inner: optional(sample, low),
    })
    const json = JSON.stringify(outer.json())
    expect(outer.json()).toMatchObject({
      properties: {
        name: { properties: { en: { 'x-sensitivity': 'low' } } },
        figures: {
          items: {
            properties: {
              a: {
                'x-sensitivity': 'moderate',
                anyOf: [{}, { properties: { best: { 'x-sensitivity': 'moderate' } } }],
              },
            },
          },
        },
        inner: { properties: { secret: { 'x-sensitivity': 'severe' }, id: { 'x-sensitivity': 'low' } } },
      },
    })
    expect(json.match(/"x-sensitivity":"severe"/g)).toHaveLength(1)
  })
})

describe('did you mean', () => {
  const known = ['stated_by', 'agreed_by', 'windows', 'bus', 'truck', 'on_foot']
  test.each([
    ['stated_bye', 'stated_by'],
    ['stated-by', 'stated_by'],
    ['StatedBy', 'stated_by'],
    ['widnows', 'windows'],
    ['bsu', 'bus'],
    ['buss', 'bus'],
    ['onfoot', 'on_foot'],
    ['Truck', 'truck'],
  ])('%s: %s', (word, meant) => {
    expect(nearest(word, known)).toBe(meant)
  })
  test.each(['', 'x', 'helicopter', 'car', 'by', '__proto__'])('%j: nothing near enough', (word) => {
    expect(nearest(word, known)).toBeUndefined()
  })
  test('the nearest of several is meant, the first of equals', () => {
    expect(nearest('agreed', ['agreed_by', 'agree'])).toBe('agree')
    expect(nearest('bas', ['bus', 'bar'])).toBe('bus')
  })
})

describe('lists and forms', () => {
  test('items that cannot be read are left out, and told', () => {
    expect(readAs(list(integer()), '[1, x, 3, -4]')).toEqual({
      value: [1, 3],
      problems: ['expected_number [1] 1:5', 'number_negative [3] 1:11'],
    })
  })
  test('too few and too many', () => {
    expect(readAs(list(integer(), { min: 2 }), '[1]').problems).toEqual(['list_too_short  1:1'])
    expect(readAs(list(integer(), { max: 2 }), '[1, 2, 3]')).toEqual({
      value: undefined,
      problems: ['list_too_long  1:1'],
    })
  })
  test('the error is of the form that was meant', () => {
    const either = byShape<unknown>({ scalar: duration(), map: sample })
    expect(readAs(either, '30 mins').problems).toEqual(['unit_unknown  1:1'])
    expect(readAs(either, '{ id: a, knid: bus }').problems).toEqual(['key_misspelt knid 1:10'])
    expect(readAs(either, '[1]').problems).toEqual(['expected_quantity  1:1'])
  })
  test('what is made of a value is not made of none', () => {
    const doubled = mapped(integer(), (value) => value * 2)
    expect(readAs(doubled, '4').value).toBe(8)
    expect(readAs(doubled, 'x')).toEqual({ value: undefined, problems: ['expected_number  1:1'] })
  })
  test('a map of a closed list of keys takes no others', () => {
    expect(readAs(record(['a', 'b'], integer()), '{ a: 1 }').value).toEqual({ a: 1 })
    expect(readAs(record(['alpha', 'beta'], integer()), '{ alhpa: 1 }').problems).toEqual(['key_misspelt alhpa 1:3'])
  })
  test('forms that are the same in JSON Schema are written once', () => {
    expect(anyOf({ type: 'string' }, { type: 'string' })).toEqual({ type: 'string' })
    expect(anyOf({ type: 'null' }, { anyOf: [{ type: 'null' }, { type: 'array' }] })).toEqual({
      anyOf: [{ type: 'null' }, { type: 'array' }],
    })
  })
})

test('what was read keeps its node', () => {
  const reading = emptyReading()
  const { value } = readAs(sample, '{ id: a }', reading)
  const node = reading.nodes.get(value as object)
  expect(node && toData(node)).toEqual({ id: 'a' })
})
