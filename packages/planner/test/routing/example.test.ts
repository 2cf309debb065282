import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answer } from './example.ts'

test('the example of the documentation is this one, and does what is said there', () => {
  const here = new URL('.', import.meta.url)
  const page = readFileSync(new URL('../../../../docs/routing.md', here), 'utf8')
  const [, code] = /```ts\n([\s\S]*?)```/.exec(page) ?? []
  expect(code).toBe(readFileSync(new URL('example.ts', here), 'utf8'))
  expect(answer).toMatchObject({ unserved: [], breaches: [], cost: 73 })
  const arrivals = answer.routes.flatMap(({ stops }) =>
    stops.flatMap(({ kind, request, starts }) => (kind === 'delivery' ? [[request, starts]] : [])),
  )
  expect(arrivals).toEqual([
    [0, 9],
    [1, 42],
    [3, 28],
    [2, 59],
  ])
})
