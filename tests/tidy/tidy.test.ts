// The repository kept to its own rules. Each rule is shown to fail on bad samples in rules.test.ts.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { groupsOf } from './catalogues.ts'
import { pathsByFolder, repositoryFiles, root } from './repository.ts'
import { isSource, scanOf } from './rule.ts'
import { browsers } from './rules/browsers.ts'
import { direction } from './rules/direction.ts'
import { emblems } from './rules/emblems.ts'
import { fieldWordFaults } from './rules/field-words.ts'
import { fileNames } from './rules/file-names.ts'
import { fileSizes } from './rules/file-sizes.ts'
import { hosts } from './rules/hosts.ts'
import { purity } from './rules/purity.ts'
import { reached } from './rules/reached.ts'
import { translationFaults } from './rules/translations.ts'
import { unfinished } from './rules/unfinished.ts'
import { untranslated } from './rules/untranslated.ts'
import { sameInEnglish } from './same-in-english.ts'

const files = repositoryFiles()

describe('in this repository', () => {
  test.each([direction, purity, reached, browsers, untranslated, unfinished, fileNames, fileSizes, hosts, emblems])(
    '$name',
    (rule) => {
      expect(rule.find(files).join('\n')).toBe('')
    },
  )

  test('the scanner keeps its place in every source file: what it takes for code has its brackets in pairs', () => {
    const lost = files.filter(isSource).filter((file) => !isPaired(scanOf(file).code))
    expect(lost.map(({ path }) => path)).toEqual([])
  })

  test('the same sources are found without git', () => {
    const isOurs = (path: string) => /^packages\/.*\.tsx?$/.test(path)
    const without = repositoryFiles(pathsByFolder().filter(isOurs)).map(({ path }) => path)
    expect(without).toEqual(
      repositoryFiles()
        .map(({ path }) => path)
        .filter(isOurs),
    )
  })

  test('there are files to look at', () => {
    expect(files.filter(({ path }) => path.startsWith('packages/')).length).toBeGreaterThan(100)
  })
})

describe('the catalogues of words', async () => {
  const paths = files
    .map(({ path }) => path)
    .filter((path) =>
      /^packages\/(model|web|server|cli)\/src\/((.*\/)?(messages|questions)\/.*|charts\..*)\.ts$/.test(path),
    )
    .filter((path) => !path.endsWith('.test.ts'))
  const modules = new Map<string, Readonly<Record<string, unknown>>>()
  for (const path of paths) modules.set(path, await import(pathToFileURL(join(root, path)).href))
  const groups = groupsOf(modules)

  test('there are some of them', () => {
    expect(groups.length).toBeGreaterThanOrEqual(2)
    expect(groups.map(({ name }) => name)).toContain('packages/model/src/messages/*')
  })

  test('say the same things in English, French, Arabic and Russian, and in words of each', () => {
    expect(translationFaults(groups, sameInEnglish).join('\n')).toBe('')
  })

  test('call things by the words of the glossary, and speak to readers in one way', () => {
    expect(fieldWordFaults(groups).join('\n')).toBe('')
  })

  test('every exception is met, and has its reason', () => {
    const unused = sameInEnglish.filter(
      ({ language, text, why }) =>
        why.trim() === '' || !groups.some(({ words }) => [...(words[language]?.values() ?? [])].includes(text)),
    )
    expect(unused).toEqual([])
  })
})

function isPaired(code: string): boolean {
  const open: string[] = []
  for (const letter of code) {
    if ('([{'.includes(letter)) open.push(letter)
    else if (')]}'.includes(letter) && open.pop() !== '([{'[')]}'.indexOf(letter)]) return false
  }
  return open.length === 0
}
