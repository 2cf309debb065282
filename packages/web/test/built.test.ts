// Tests of pages look at those that are made of the sources as they are now.

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { isBuilt } from './browser.ts'

it('pages are built anew once anything that they are made of is newer, however deep it lies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'treve-built-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [built, source] = [join(folder, 'dist'), join(folder, 'src')]
  mkdirSync(join(source, 'board'), { recursive: true })
  const file = join(source, 'board', 'page.tsx')
  writeFileSync(file, '')
  expect(isBuilt(built, [source])).toBe(false)
  mkdirSync(built)
  writeFileSync(join(built, 'index.html'), '')
  const at = (path: string, seconds: number) => utimesSync(path, seconds, seconds)
  for (const path of [file, join(source, 'board'), source]) at(path, 1000)
  at(join(built, 'index.html'), 2000)
  expect(isBuilt(built, [source])).toBe(true)
  at(file, 3000)
  expect(isBuilt(built, [source])).toBe(false)
})
