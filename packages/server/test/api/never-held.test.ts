// What is asked for nowhere, so that nobody can be looked up, sorted or aimed at by it: docs/protection.md.

import { type EventType, eventTypes, slotShapes } from '@treve/ledger'
import { pauseSchema, planSchema } from '@treve/model'
import { expect, test } from 'vitest'
import { publishedOperations } from '../../src/api/operations.ts'

function keysIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysIn)
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, ...rest } = schema as { properties?: object }
  return [...Object.keys(properties), ...[...Object.values(properties), ...Object.values(rest)].flatMap(keysIn)]
}

/** Shapes of the account tell their keys in words: `{ key: …; key?: … }`. */
function keysInWords(words: string): string[] {
  return [...words.matchAll(/[{;]\s*(\w+)\??:/g)].map(([, key = '']) => key)
}

function everyKey(): Set<string> {
  const events: readonly EventType[] = Object.values(eventTypes)
  return new Set([
    ...keysIn(pauseSchema.json()),
    ...keysIn(planSchema.json()),
    ...publishedOperations().flatMap(({ input, answers }) => keysIn([input?.type.json(), answers])),
    ...Object.entries(slotShapes).flatMap(([slot, { words }]) => [slot, ...keysInWords(words)]),
    ...events.flatMap(({ clear = {} }) =>
      Object.entries(clear).flatMap(([key, { words }]) => [key.replace('?', ''), ...keysInWords(words)]),
    ),
  ])
}
const keys = everyKey()

/** Keys of which a word between underscores is one of these. */
function keysOf(words: readonly string[], among: Iterable<string> = keys): string[] {
  return [...among].filter((key) => key.split('_').some((word) => words.includes(word)))
}

const whoSomebodyIs = [
  ...['surname', 'firstname', 'lastname', 'forename', 'patronymic', 'born', 'birth', 'birthday', 'sex', 'gender'],
  ...['religion', 'faith', 'sect', 'ethnicity', 'tribe', 'nationality', 'origin', 'affiliation', 'allegiance'],
  ...['passport', 'national', 'biometric', 'fingerprint', 'fingerprints', 'iris', 'face', 'portrait', 'diagnosis'],
  ...['phone', 'email', 'relatives', 'father', 'mother'],
]

test('no key of any file, command, answer or entry asks who somebody is', () => {
  expect(keys.size).toBeGreaterThan(300)
  expect(keysOf(whoSomebodyIs)).toEqual([])
  // An `age` is one of what was told, in seconds. That men of fighting age may pass is a question to the parties, not a thing to know of a person.
  expect(keysOf(['age', 'men']).sort()).toEqual(['age_s', 'men_of_fighting_age'])
})

test('nothing is asked or told of quotas, of areas that are cleared, or of where troops stand', () => {
  expect(keysOf(['quota', 'quotas', 'cleared', 'emptied', 'remainder', 'remaining', 'target', 'targets'])).toEqual([])
  expect(keysOf(['troop', 'troops', 'fighter', 'fighters', 'unit_at', 'deployment', 'weapon', 'frontline'])).toEqual([])
})

test('no server of a pause judges what was said', () => {
  const told = publishedOperations().map(({ id, path }) => `${id} ${path}`)
  expect(told.length).toBeGreaterThan(50)
  expect(told.filter((each) => /statement|claim|finding|verdict|score|\breview|contradict/i.test(each))).toEqual([])
})

test('such a key would be found, wherever it stands', () => {
  const schema = { anyOf: [{ properties: { people: { items: { properties: { date_of_birth: {} } } } } }] }
  expect(keysOf(whoSomebodyIs, [...keysIn(schema), ...keysInWords('list of { father: text; sex?: text }')])).toEqual([
    'date_of_birth',
    'father',
    'sex',
  ])
})
