// A file that a recorded line names is read beside the lines, changed as the line says, and refused where it says something else.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '@treve/model'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FileInLineFault, withFiles } from '../src/simulate/files-in-lines.ts'
import type { JsonObject } from '../src/simulate/line.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treve-lines-'))
  await writeFile(join(folder, 'terms.yaml'), 'a: 1\nb: $& 2\nc: 3\nc: 4\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const inputOf = async (given: JsonObject) =>
  (await withFiles([{ at: 0 as Instant, by: 'coordinator-1', do: 'draft_terms', with: given }], folder))[0]?.with

it('stands for its text, wherever it is, with lines left out and words instead of others', async () => {
  const file = { file: 'terms.yaml', without: ['a:'], instead: [['$& 2', '$& 5']] }
  expect(await inputOf({ files: [{ name: 'x', content: file }], version: 2 })).toEqual({
    files: [{ name: 'x', content: 'b: $& 5\nc: 3\nc: 4\n' }],
    version: 2,
  })
})

it.each([
  ['no such file', { file: 'none.yaml' }, 'none.yaml cannot be read'],
  ['a file elsewhere', { file: '../terms.yaml' }, 'beside the lines'],
  ['a line that is there twice', { file: 'terms.yaml', without: ['c:'] }, 'not one line with c:'],
  ['words that are not there', { file: 'terms.yaml', instead: [['z', 'y']] }, 'not once “z”'],
])('%s is refused', async (_, given, told) => {
  const asked = inputOf({ pause_file: given })
  await expect(asked).rejects.toThrow(FileInLineFault)
  await expect(asked).rejects.toThrow(told)
})
