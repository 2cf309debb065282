// The pages' client is what the operations say now.

import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { clientOf } from '../../src/api/client.ts'
import { openapiOf } from '../../src/api/openapi.ts'
import { publishedOperations } from '../../src/api/operations.ts'

const operations = publishedOperations()

test('the client in the pages is the one that would be written now: else run “npm run client”', async () => {
  const there = await readFile(new URL('../../../web/src/client/operations.ts', import.meta.url), 'utf8')
  expect(there).toBe(clientOf(operations))
})

test('every operation has an id and a place of its own, and OpenAPI describes all it takes', () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(operations.length)
  const { paths } = openapiOf(operations) as {
    paths: Record<string, Record<string, { parameters: { name: string }[] }>>
  }
  for (const [path, methods] of Object.entries(paths))
    for (const { parameters } of Object.values(methods))
      for (const [, name] of path.matchAll(/\{(\w+)\}/g))
        expect([path, parameters.some((each) => each.name === name)]).toEqual([path, true])
  expect(operations.length).toBeGreaterThan(60)
})
