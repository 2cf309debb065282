// Each rule of docs/protection.md names the test that fails where it is broken: those tests are there.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../tidy/repository.ts'

interface Named {
  readonly file: string
  readonly title: string
}

/** A file, a colon, and titles of its tests in quotation marks, until the next file. */
function testsNamed(cell: string): Named[] {
  return [...cell.matchAll(/`([\w./-]+\.test\.ts)`:((?:[^`“]*“[^”]*”)+)/g)].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/“([^”]*)”/g)].map(([, title = '']) => ({ file, title })),
  )
}

/** As the first of what is given to `test` or `it`, or to what either makes of rows or a condition; skipped it is not there. */
function isThere({ file, title }: Named): boolean {
  const path = join(root, file)
  if (!existsSync(path)) return false
  const written = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?:\\b(?:test|it)|\\))\\(\\s*['"\`]${written}['"\`]`).test(readFileSync(path, 'utf8'))
}

const rows = readFileSync(join(root, 'docs/protection.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!threat|\|)[^-]/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| ?| ?\|$/g, '')))
const rules = rows.filter(([id = '']) => /^P\d+$/.test(id))

describe('docs/protection.md', () => {
  test('has each rule once, in order', () => {
    expect(rules.map(([id]) => id)).toEqual(Array.from({ length: 26 }, (_, at) => `P${at + 1}`))
  })

  test.each(rows.map((cells) => [cells[0] ?? '', cells.at(-1) ?? ''] as const))(
    '%s: its tests are there',
    (_, cell) => {
      if (cell !== 'as P7') expect(testsNamed(cell)).not.toEqual([])
      expect(testsNamed(cell).filter((each) => !isThere(each))).toEqual([])
    },
  )

  test('a test that is not there would be found', () => {
    const cell = '`tests/docs/protection.test.ts`: “has each rule once, in order”; “is not there”; `no.test.ts`: “x”'
    expect(testsNamed(cell).filter((each) => !isThere(each))).toEqual([
      { file: 'tests/docs/protection.test.ts', title: 'is not there' },
      { file: 'no.test.ts', title: 'x' },
    ])
  })
})
