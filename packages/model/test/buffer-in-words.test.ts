// A longer buffer is told with what is held before the close in all, a reserve in it.

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { durationText } from '../src/durations.ts'
import { changesInWords } from '../src/frontier/index.ts'
import { languages } from '../src/languages.ts'
import { readPause } from '../src/pause/read.ts'

const { pause } = readPause(readFileSync(new URL('../../../examples/minimal-short/pause.yaml', import.meta.url)))
if (pause === undefined) throw new Error('the example is sound')

it.each(languages)('in %s', (language) => {
  const change = { kind: 'buffer', seconds: 900 } as const
  const inAll = (minutes: number) => durationText(minutes * 60, language)
  const byTerms = changesInWords(pause, [change])[language]
  const withReserve = changesInWords(pause, [change], 1800)[language]
  expect(byTerms).toContain(inAll(30))
  expect(withReserve).toContain(inAll(45))
  expect(withReserve).not.toContain(inAll(30))
})
