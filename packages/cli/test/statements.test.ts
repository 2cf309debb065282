// What treve statements check prints: each claim's own line, readings that read alike once, and of many a few.

import type { Told, ToldClaim, ToldReading } from '@treve/ledger'
import { languages } from '@treve/model'
import { describe, expect, test } from 'vitest'
import { findingsText } from '../src/findings.ts'
import { run } from '../src/main.ts'
import { capture } from './streams.ts'

const reading = (name: string, finding = 'not_established'): ToldReading => ({
  part: 'A.1',
  reading: name,
  low: 5_000_000,
  best: 5_000_000,
  high: null,
  found: 'at least 5 t',
  found_public: 'at least 5 t',
  finding,
  words: finding === 'supported' ? 'the account agrees' : 'the account cannot tell',
  coverage: '',
})

const claim = (readings: readonly ToldReading[]): ToldClaim => ({
  id: 'A.1',
  kind: 'quantity',
  line: 'quantity of aid > 100 t; stage open; place town; period day',
  figurative: false,
  finding: 'not_established',
  words: 'the account cannot tell',
  readings,
  evidence: [
    { index: 1, id: 'x' },
    { index: 2, id: 'y' },
  ],
  attested_by: ['A', 'B'],
  coverage: '',
  would_settle: 'more',
})

const told = (...claims: readonly ToldClaim[]): Told => ({
  statements: [
    {
      id: 'A',
      speaker: 'somebody',
      reported_by: null,
      said_at: null,
      appeared: null,
      language: 'en',
      paraphrase: 'In our words.',
      second_hand: false,
      claims,
      replies: [],
    },
  ],
  contradictions: [],
  not_comparable: [],
})

const show = (readings: readonly ToldReading[], isAll = false) =>
  findingsText(told(claim(readings)), { language: 'en', isAll })

describe('findings', () => {
  test('begin with the claim’s own line, and name whose word they rest on', () => {
    expect(show([reading('town, day')])).toBe(`
A  somebody
    In our words.
  A.1  quantity of aid > 100 t; stage open; place town; period day
      the account cannot tell (2 entries, on the word of A and B)
        town, day: at least 5 t
      would settle it: more
`)
  })

  test('tell readings that read alike once', () => {
    expect(show([reading('town'), reading('town'), reading('village')])).toMatch(
      /\n {8}town: at least 5 t \(× 2\)\n {8}village: at least 5 t\n/,
    )
  })

  test('tell of many readings twelve, each outcome among them, and what the rest is', () => {
    const many = Array.from({ length: 30 }, (_, at) => reading(`stage ${at}`))
    const text = show([...many, reading('the last', 'supported')])
    expect(text.match(/^ {8}\S/gm)).toHaveLength(13)
    expect(text).toContain('the last: at least 5 t; the account agrees')
    expect(text).toContain('and 19 more readings, all: the account cannot tell (--all shows them)')
    expect(show(many, true).match(/^ {8}stage/gm)).toHaveLength(30)
  })

  test('of claims made together, each with its own line', () => {
    const [one, other] = [claim([]), { ...claim([]), line: 'another line' }]
    const both = { ...claim([]), kind: 'conjunction', parts: [one, other] }
    const text = findingsText(told(both), { language: 'en', isAll: false })
    expect(text).toContain('A.1  all of these together:')
    expect(text).toMatch(/quantity of aid > 100 t.*another line/s)
  })
})

test.each(languages)(
  'the example, in %s: figures with units, no bare numbers, nothing said twice',
  async (language) => {
    const io = capture()
    const code = await run(
      ['statements', 'check', 'examples/aleppo-2016-11-04/statements.yaml', '--lang', language],
      io,
    )
    expect(code).toBe(0)
    const { out } = io.written
    expect(out).toContain('S1.1  quantity of aid > 100 t; stage open; place aleppo; side open; period open; donor ru')
    expect(out).toMatch(/11 h of window \(S8.*10 h ± 30 min of window \(S14/)
    expect(out).not.toMatch(/announced by announcements|opinion: opinion|conjunction|∞|36000/)
    if (language !== 'en') expect(out).not.toMatch(/would settle|second-hand|both hold|the account|differs from/)
  },
)

test('a pair that cannot both be true names what it is of', async () => {
  const io = capture({
    stdin: `treve_statements: 1
places: [{ id: town }]
periods: [{ id: day, from: 2026-11-20, to: 2026-11-20 }]
statements:
  - { id: A, speaker: a, language: en, paraphrase: p, claims: [none of people; place town; period day] }
  - { id: B, speaker: b, language: en, paraphrase: p, claims: [existence of people.medical; place town; period day] }
`,
  })
  expect(await run(['statements', 'check', '-'], io)).toBe(0)
  expect(io.written.out).toContain('none of people (A, a) differs from existence of people.medical (B, b)')
})
