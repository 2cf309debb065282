// Whatever is refused of the day, of protection cases and of what devices send has words in the reader's language.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refusals } from '../src/messages/refusals.en.ts'
import { refusalsDay } from '../src/messages/refusals-day.en.ts'

const server = new URL('../../server/src/', import.meta.url)
const files = [
  ...['coordination/day/', 'coordination/cases/'].flatMap((folder) =>
    readdirSync(new URL(folder, server), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}${name}`),
  ),
  'api/entries.ts',
]

test('every code has words, and no words are left over', () => {
  const codes = files.flatMap((file) =>
    [...readFileSync(new URL(file, server), 'utf8').matchAll(/(?:\brefuse\(\s*|\bcode: )'([a-z_0-9]+)'/g)].map(
      ([, code = '']) => code,
    ),
  )
  expect(new Set(codes).size).toBeGreaterThan(25)
  const known = new Set(Object.keys(refusals).map((key) => key.replace('refused.', '')))
  const own = [...new Set(codes)].filter((code) => !known.has(code))
  expect(
    Object.keys(refusalsDay)
      .map((key) => key.replace('refused.', ''))
      .sort(),
  ).toEqual(own.sort())
})
