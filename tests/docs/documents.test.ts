// The documents keep up with the code: every key and word of the formats is explained, every link leads somewhere.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import * as model from '@treve/model'
import { type JsonSchema, pauseSchema, planSchema } from '@treve/model'
import { describe, expect, test } from 'vitest'
import { repositoryFiles, root } from '../tidy/repository.ts'

const documents = repositoryFiles().filter(({ path }) => path.endsWith('.md'))

function textOf(path: string): string {
  const found = documents.find((document) => document.path === path)
  if (found === undefined) throw new Error(`${path} is missing`)
  return found.text
}

describe.each([
  ['docs/formats/pause-file.md', pauseSchema.json()],
  ['docs/formats/plan.md', planSchema.json()],
] as const)('%s', (path, schema) => {
  // Legs are explained in the one, words of people and aid in the other, how sure a plan is in a page of its own.
  const other = path.endsWith('plan.md') ? 'docs/formats/pause-file.md' : 'docs/formats/plan.md'
  const explained = textOf(path) + textOf(other) + textOf('docs/formats/assurance.md')

  test('explains every key of the format', () => {
    const keys = [...keysIn(schema)]
    expect(keys.length).toBeGreaterThan(50)
    expect(keys.filter((key) => !isNamed(explained, key))).toEqual([])
  })
})

test('docs/formats/pause-file.md explains every word that the format knows', () => {
  const words = Object.entries<unknown>(model)
    .filter(([name]) => !notOfPauses.has(name))
    .flatMap(([, list]) => (Array.isArray(list) ? list.filter((word) => typeof word === 'string') : []))
  expect(words).toContain('men_of_fighting_age')
  expect(words.filter((word) => !isNamed(textOf('docs/formats/pause-file.md'), word))).toEqual([])
})

const notOfPauses = new Set(['reserveUses', 'levelNames', 'reasons', 'constraintKinds', 'legKinds', 'languages'])

describe.each(documents.map(({ path }) => path))('links of %s', (path) => {
  test('lead to files that are there', () => {
    const links = [...textOf(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    const targets = links
      .filter((link) => !/^(https?:|#)/.test(link))
      .map((link) => posix.normalize(join(dirname(path), link.replace(/#.*$/, ''))))
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([])
  })

  test('and names of files are those of files that are there', () => {
    const named = [...textOf(path).matchAll(/`((?:packages|tests|bench|scripts|examples|docs)\/[\w./-]+\.\w+)`/g)]
    expect(named.map(([, file = '']) => file).filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  test('lead to headings that are there', () => {
    const links = [...textOf(path).matchAll(/\]\(([^)\s#]*)#([^)\s]+)\)/g)]
    const missing = links.filter(([, file = '', heading = '']) => {
      if (/^https?:/.test(file)) return false
      const target = file === '' ? path : posix.normalize(join(dirname(path), file))
      return !headingsOf(textOf(target)).includes(heading)
    })
    expect(missing.map(([link]) => link)).toEqual([])
  })
})

test('NOTICE names every package that is used at run time', () => {
  const used = repositoryFiles()
    .filter(({ path }) => /^packages\/[^/]+\/package\.json$/.test(path))
    .flatMap(({ text }) => Object.keys((JSON.parse(text) as { dependencies?: object }).dependencies ?? {}))
    .filter((name) => !name.startsWith('@treve/'))
  const notice = readFileSync(join(root, 'NOTICE'), 'utf8')
  expect(used).toContain('yaml')
  expect([...new Set(used)].filter((name) => !notice.includes(name))).toEqual([])
})

function keysIn(schema: unknown): Set<string> {
  if (Array.isArray(schema)) return new Set(schema.flatMap((each) => [...keysIn(each)]))
  if (typeof schema !== 'object' || schema === null) return new Set()
  const { properties = {}, ...rest } = schema as { properties?: Readonly<Record<string, JsonSchema>> }
  const inner = [...Object.values(properties), ...Object.values(rest)].flatMap((each) => [...keysIn(each)])
  return new Set([...Object.keys(properties), ...inner])
}

/** Within `code`, as a word of its own. */
function isNamed(text: string, word: string): boolean {
  return [...text.matchAll(/`[^`\n]+`/g)].some(([code]) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(code))
}

function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}
