// A longer buffer is asked of the terms: told with what they would ask for in all, whatever a plan holds back beyond them.

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { durationText } from '../src/durations.ts'
import { changesInWords } from '../src/frontier/index.ts'
import { languages } from '../src/languages.ts'
import { readPause } from '../src/pause/read.ts'

const { pause } = readPause(readFileSync(new URL('../../../examples/minimal-short/pause.yaml', import.meta.url)))
if (pause === undefined) throw new Error('the example is sound')

it.each(languages)('in %s', (language) => {
  const words = changesInWords(pause, [{ kind: 'buffer', seconds: 900 }])[language]
  expect(words).toContain(durationText(900, language))
  expect(words).toContain(durationText(pause.terms.clear.buffer + 900, language))
})
